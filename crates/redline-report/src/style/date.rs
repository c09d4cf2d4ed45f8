//! Dates of records: a day or a time in UTC in the format of RFC 3339.

/// Whether a text is a date of a record: `2026-01-31`, or with a time in UTC, `2026-01-31T12:00:00Z`. Such dates sort
/// chronologically as text.
pub fn is_date(text: &str) -> bool {
    day(text).is_some()
}

/// The day of a date, counted from 1 January 1970; `None` if it is not a date.
pub(super) fn day(date: &str) -> Option<i64> {
    let (date, time) = date.split_once('T').map_or((date, None), |(date, time)| (date, Some(time)));
    if !time.is_none_or(|time| has_shape(time, "00:00:00Z")) || !has_shape(date, "0000-00-00") {
        return None;
    }
    let number = |span: std::ops::Range<usize>| date[span].parse::<i64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    Some(day_of(year, month, day))
}

/// The day of a date, counted from 1 January 1970.
///
/// Uses the days-from-civil arithmetic of the proleptic Gregorian calendar, with years that begin in March.
pub(super) fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The year, month and day of a day, the inverse of [`day_of`].
pub(super) fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// Whether a text equals `shape` with any digits in place of its zeros.
fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_its_date_are_inverse() {
        for day in (-800_000..800_000).step_by(13) {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_of(year, month, of_month), day);
        }
        assert_eq!(civil(20_781), (2026, 11, 24));
    }

    #[test]
    fn days_follow_the_calendar() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01T12:00:00Z"), Some(11_017));
        assert_eq!(day("2026-11-24"), Some(20_781));
        assert_eq!(day("1969-12-31"), Some(-1));
        for none in [
            "",
            "today",
            "2026-13-01",
            "2026-02-29",
            "2026-1-1x",
            "+026-01-01",
            "2026-11-24 12:00",
            "2026-11-24T12:00",
            "2026-11-24T12:00:00+01:00",
            "20261124ä",
        ] {
            assert_eq!(day(none), None, "{none}");
        }
    }
}
