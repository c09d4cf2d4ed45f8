//! `extends: metric` and `extends: readability`: checks of the statistics of a whole file.

use super::formula::{self, FormulaError};
use super::rule::Check;
use super::statistics::Statistics;

impl Check {
    /// The value to report for a file with these statistics; `None` if the check passes or is about texts.
    ///
    /// # Errors
    /// If its formula cannot be evaluated.
    pub(super) fn metric(&self, statistics: &Statistics) -> Result<Option<f64>, FormulaError> {
        match self {
            Self::Metric { formula, condition } => {
                let value = formula::evaluate(formula, &|name| statistics.variable(name))?;
                Ok(formula::meets(value, condition)?.then_some(value))
            }
            Self::Readability { metrics, grade } => {
                let grades: Vec<f64> = metrics.iter().filter_map(|metric| statistics.grade(metric)).collect();
                #[expect(clippy::cast_precision_loss, reason = "there are five")]
                let mean = grades.iter().sum::<f64>() / grades.len().max(1) as f64;
                Ok((mean > *grade).then_some(mean))
            }
            _ => Ok(None),
        }
    }
}
