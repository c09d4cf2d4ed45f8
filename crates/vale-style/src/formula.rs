//! Arithmetic of `extends: metric`: numbers, names, `+ - * /`, parentheses, a few functions.

/// Why a formula or condition cannot be evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{formula}` is no formula that can be computed: {reason}")]
pub(super) struct FormulaError {
    formula: String,
    reason: String,
}

/// Evaluates a formula with the values of `variable`.
///
/// # Errors
/// If it is not arithmetic, or uses a name without a value.
pub(super) fn evaluate(formula: &str, variable: &dyn Fn(&str) -> Option<f64>) -> Result<f64, FormulaError> {
    let failed = |reason: String| FormulaError { formula: formula.trim().to_owned(), reason };
    let mut reader = Reader { rest: formula, variable, depth: 0 };
    let value = reader.sum().map_err(failed)?;
    if reader.skip().is_empty() { Ok(value) } else { Err(failed(format!("`{}` is left over", reader.rest.trim()))) }
}

/// Whether `value` meets a condition such as `> 8`.
///
/// # Errors
/// If the condition is not a comparison with a number.
pub(super) fn meets(value: f64, condition: &str) -> Result<bool, FormulaError> {
    let failed = || FormulaError { formula: condition.to_owned(), reason: "it compares with no number".to_owned() };
    let condition = condition.trim();
    let compare: [(&str, Comparison); 6] = [
        (">=", |a, b| a >= b),
        ("<=", |a, b| a <= b),
        ("==", |a, b| (a - b).abs() < 1e-6),
        ("!=", |a, b| (a - b).abs() >= 1e-6),
        (">", |a, b| a > b),
        ("<", |a, b| a < b),
    ];
    let (sign, holds) = compare.iter().find(|(sign, _)| condition.starts_with(sign)).ok_or_else(failed)?;
    let limit: f64 = condition[sign.len()..].trim().parse().map_err(|_| failed())?;
    Ok(holds(value, limit))
}

type Comparison = fn(f64, f64) -> bool;

struct Reader<'a> {
    rest: &'a str,
    variable: &'a dyn Fn(&str) -> Option<f64>,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn skip(&mut self) -> &'a str {
        self.rest = self.rest.trim_start();
        self.rest
    }

    fn eat(&mut self, sign: char) -> bool {
        match self.skip().strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Result<f64, String> {
        let mut value = self.product()?;
        loop {
            if self.eat('+') {
                value += self.product()?;
            } else if self.eat('-') {
                value -= self.product()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn product(&mut self) -> Result<f64, String> {
        let mut value = self.operand()?;
        loop {
            if self.eat('*') {
                value *= self.operand()?;
            } else if self.eat('/') {
                value /= self.operand()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn operand(&mut self) -> Result<f64, String> {
        self.depth += 1;
        if self.depth > 200 {
            return Err("it nests too deep".to_owned());
        }
        let value = if self.eat('-') {
            -self.operand()?
        } else if self.eat('(') {
            self.closed()?
        } else {
            self.atom()?
        };
        self.depth -= 1;
        Ok(value)
    }

    fn closed(&mut self) -> Result<f64, String> {
        let value = self.sum()?;
        if self.eat(')') { Ok(value) } else { Err("a `(` without a `)`".to_owned()) }
    }

    fn atom(&mut self) -> Result<f64, String> {
        let text = self.skip();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let len = text.find(|c| !is_part(c)).unwrap_or(text.len());
        let (word, rest) = text.split_at(len);
        self.rest = rest;
        if let Ok(number) = word.parse() {
            return Ok(number);
        }
        if let Some(function) = word.strip_prefix("math.") {
            if !self.eat('(') {
                return Err(format!("`{word}` without its argument"));
            }
            let value = self.closed()?;
            return match function {
                "sqrt" => Ok(value.sqrt()),
                "floor" => Ok(value.floor()),
                "ceil" => Ok(value.ceil()),
                "abs" => Ok(value.abs()),
                "log" => Ok(value.ln()),
                "log10" => Ok(value.log10()),
                _ => Err(format!("the function `{word}` is not known")),
            };
        }
        let name = word.replace("heading.h", "heading_h");
        (self.variable)(&name).ok_or_else(|| format!("nothing is called `{word}`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_arithmetic() {
        let variable = |name: &str| (name == "words").then_some(10.0);
        let value = |formula: &str| evaluate(formula, &variable);
        assert_eq!(value("0.5 * (words + 2) - 1"), Ok(5.0));
        assert_eq!(value("math.sqrt(words - 1) / -3"), Ok(-1.0));
        assert!(value("wrods").is_err() && value("1 +").is_err() && value("(1").is_err() && value("1 2").is_err());
        assert_eq!(meets(9.0, "> 8"), Ok(true));
        assert_eq!(meets(9.0, "<= 8"), Ok(false));
        assert!(meets(9.0, "8").is_err());
    }

    #[test]
    fn comparisons_differ_at_the_limit() {
        let holds = |condition: &str| meets(8.0, condition).expect("a condition");
        assert!(holds("<= 8") && holds(">= 8") && holds("== 8"));
        assert!(!holds("< 8") && !holds("> 8") && !holds("!= 8"));
    }
}
