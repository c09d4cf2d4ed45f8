//! Numbers as the page writes them: commas between thousands, and spaces that do not break a line.

/// A count with commas between thousands: `12,345`.
pub(super) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 finding`, `1,200 findings`.
pub(super) fn count_of(count: usize, noun: &str) -> String {
    format!("{}\u{a0}{noun}{}", thousands(count), if count == 1 { "" } else { "s" })
}

/// A signed difference: `+3`, `−2`, `0`.
pub(super) fn signed(difference: i64) -> String {
    let size = thousands(usize::try_from(difference.unsigned_abs()).unwrap_or(usize::MAX));
    match difference {
        0 => size,
        more if more > 0 => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

/// A share in hundredths. What is more than nothing is never `0 %`.
pub(super) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 { "<\u{a0}1\u{a0}%".to_owned() } else { format!("{:.0}\u{a0}%", share * 100.0) }
}

/// A relative change in hundredths, with its sign: `+12 %`, `−3 %`.
pub(super) fn signed_percent(share: f64) -> String {
    // Adding zero turns negative zero into zero.
    let hundredths = (share * 100.0).round() + 0.0;
    let sign = if hundredths < 0.0 { '−' } else { '+' };
    format!("{sign}{}\u{a0}%", decimal(hundredths.abs(), 0))
}

/// A number with decimal places and commas between thousands.
pub(super) fn decimal(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let Ok(count) = whole.parse() else { return text };
    fraction.map_or_else(|| thousands(count), |fraction| format!("{}.{fraction}", thousands(count)))
}

/// A number; a dash for `None`.
pub(super) fn or_dash(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| decimal(value, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_have_commas() {
        assert_eq!([0, 999, 1000, 12_345, 1_234_567].map(thousands), ["0", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!([decimal(1234.56, 1), decimal(0.25, 2), decimal(-3.5, 1)], ["1,234.6", "0.25", "-3.5"]);
        assert_eq!([count_of(1, "word"), count_of(1200, "word")], ["1\u{a0}word", "1,200\u{a0}words"]);
    }

    #[test]
    fn differences_have_signs() {
        assert_eq!([0, 3, -2, -1500].map(signed), ["0", "+3", "−2", "−1,500"]);
        assert_eq!([0.124, -0.03, -0.001].map(signed_percent), ["+12\u{a0}%", "−3\u{a0}%", "+0\u{a0}%"]);
    }

    #[test]
    fn a_small_share_is_not_nothing() {
        assert_eq!([0.0, 0.004, 0.256].map(percent), ["0\u{a0}%", "<\u{a0}1\u{a0}%", "26\u{a0}%"]);
    }
}
