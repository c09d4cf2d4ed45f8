//! Parts of a change report.

use serde::{Deserialize, Serialize};

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Panel {
    /// What was asked of the editor.
    Brief,
    /// The version before.
    Original,
    /// The version after.
    Rewritten,
    /// What changed.
    Diff,
}
