//! The formula of each figure, and the weights of findings.

use serde::Serialize;

use redline_document::diagnostic::Severity;

/// A figure of the report, its formula and its source.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Method {
    /// The name of the figure.
    pub name: &'static str,
    /// The formula.
    pub formula: &'static str,
    /// The source of the formula.
    pub source: &'static str,
}

/// The formulas of all figures.
pub const METHOD: &[Method] = &[
    Method {
        name: "Flesch reading ease",
        formula: "206.835 − 1.015·W/S − 84.6·Y/W; higher is easier",
        source: "Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948)",
    },
    Method {
        name: "Flesch–Kincaid grade",
        formula: "0.39·W/S + 11.8·Y/W − 15.59",
        source: "Kincaid et al., Derivation of new readability formulas for Navy enlisted personnel, report 8-75 (1975)",
    },
    Method {
        name: "Gunning Fog",
        formula: "0.4·(W/S + 100·H/W)",
        source: "Gunning, The technique of clear writing (1952)",
    },
    Method {
        name: "SMOG",
        formula: "1.0430·√(30·P/S) + 3.1291; from 30 sentences on",
        source: "McLaughlin, SMOG grading: a new readability formula, Journal of Reading 12 (1969)",
    },
    Method {
        name: "Coleman–Liau",
        formula: "0.0588·(100·L/W) − 0.296·(100·S/W) − 15.8",
        source: "Coleman and Liau, A computer readability formula, Journal of Applied Psychology 60 (1975)",
    },
    Method {
        name: "ARI",
        formula: "4.71·C/W + 0.5·W/S − 21.43",
        source: "Senter and Smith, Automated readability index, report AMRL-TR-66-220 (1967)",
    },
    Method {
        name: "LIX, RIX",
        formula: "W/S + 100·G/W; G/S",
        source: "Björnsson, Läsbarhet (1968); Anderson, Lix and Rix, Journal of Reading 26 (1983)",
    },
    Method {
        name: "Passive",
        formula: "sentences with a form of be and a past participle/S",
        source: "by word lists, English alone; 98 of 100 such sentences of five books were passive",
    },
    Method {
        name: "Density", formula: "1000·findings/words of prose", source: "inline code is not among these words"
    },
    Method {
        name: "Weight",
        formula: "5·errors + 2·warnings + 0.5·suggestions",
        source: "what fixing them is worth: one error counts as much as ten suggestions",
    },
    Method {
        name: "Weighted density",
        formula: "1000·Σ weight/words of prose",
        source: "error 5, warning 2, suggestion 0.5; the trend shows it",
    },
    Method {
        name: "Trend",
        formula: "better or worse by the weighted density; about the same if it changed by less than 5 %, if the weight \
                  changed by less than one warning (2), or if nothing is new or fixed",
        source: "the weighted density compared with that of the record nearest to 30 days before the last one",
    },
    Method {
        name: "New, fixed",
        formula: "findings that only the later or only the earlier of two records has; the same are rule, chapter and flagged words",
        source: "deleted text counts as fixed; findings of more than four words are compared by their number",
    },
    Method {
        name: "Term consistency",
        formula: "preferred/(preferred + variants)",
        source: "of the book: over all places of all terms",
    },
    Method {
        name: "Structure",
        formula: "required sections that are there, in their place/required sections",
        source: "n/a without a template",
    },
    Method {
        name: "Fix first",
        formula: "rules that fail a build, then by Σ weight × confidence",
        source: "error 5, warning 2, suggestion 0.5; safe fix 1, unsafe fix 0.8, none 0.6",
    },
];

/// The weight of a finding by its level.
pub(super) fn weight(level: Severity) -> f64 {
    match level {
        Severity::Error => 5.0,
        Severity::Warning => 2.0,
        Severity::Suggestion => 0.5,
    }
}
