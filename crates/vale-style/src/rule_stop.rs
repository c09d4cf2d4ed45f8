//! Rules that are stopped on a text.

use super::regex::StepLimit;
use super::script::ScriptStop;

/// Why a rule is stopped on a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RuleStop {
    /// It exceeds its steps or its memory.
    Limit,
    /// Its script fails at this line.
    Script(usize, String),
}

impl RuleStop {
    /// The problem to report, in one line.
    pub(super) fn problem(&self, rule: &str) -> String {
        match self {
            Self::Limit => format!("the rule `{rule}` takes too long here and was stopped"),
            Self::Script(line, fault) => {
                format!("the script of `{rule}` failed here and was stopped: line {line}: {fault}")
            }
        }
    }
}

impl From<StepLimit> for RuleStop {
    fn from(_: StepLimit) -> Self {
        Self::Limit
    }
}

impl From<ScriptStop> for RuleStop {
    fn from(stop: ScriptStop) -> Self {
        match stop {
            ScriptStop::Limit => Self::Limit,
            ScriptStop::Fault(line, message) => Self::Script(line, message),
        }
    }
}
