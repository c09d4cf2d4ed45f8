//! Where marks of punctuation stand in a text.

/// The first byte of the marks beyond ASCII.
pub(super) const MARK_LEAD: u8 = 0xe2;

/// The marks that stand at some of the `places`, with where they begin.
pub(super) fn marks(
    text: &str,
    places: impl Iterator<Item = usize>,
    marks: &'static [&'static str],
) -> impl Iterator<Item = (usize, &'static str)> {
    let mark_at = |at: usize| marks.iter().find(|mark| text.as_bytes()[at..].starts_with(mark.as_bytes())).copied();
    places.filter_map(move |at| Some((at, mark_at(at)?)))
}
