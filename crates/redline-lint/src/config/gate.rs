//! The table `gate`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::strict::Issue;

/// What a run may be at most: the table `gate`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gate {
    /// How many errors there may be that are not in the baseline.
    pub new_errors: Option<usize>,
    /// How many warnings there may be that are not in the baseline.
    pub new_warnings: Option<usize>,
    /// By how much the findings per word of a chapter may have grown since the baseline: 0.1 is a tenth.
    pub density_increase: Option<f64>,
    /// The share of the sections that templates require which must be there, in their place: 1.0 is all of them.
    pub structure: Option<f64>,
    /// Whether conditions that are not met are told and fail nothing.
    pub informational: bool,
}

impl Gate {
    /// Checks what no type can: that shares are some.
    ///
    /// # Errors
    /// If a limit could never be met, or always is.
    pub(crate) fn check(&self) -> Result<(), Issue> {
        if self.structure.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(Issue::new("a share is between 0 and 1").under("structure"));
        }
        if self.density_increase.is_some_and(|growth| growth < 0.0) {
            return Err(Issue::new("a growth is 0 or more").under("density-increase"));
        }
        Ok(())
    }
}
