//! Likeness of two sections with different titles.

use super::rarity::Kept;

/// Share of the words of the content from which sections are the same under any title.
const SAME_CONTENT: f32 = 0.5;

/// Number of content words that must be kept for that, unless title or place agree.
const FEWEST: usize = 4;

/// Share of the words of titles from which they are versions of each other.
const SAME_TITLE: f32 = 0.65;

/// Share of the words of the shorter title from which the longer one contains it.
const CONTAINED_TITLE: f32 = 0.95;

/// Likeness of a section and one with another title; zero if they do not correspond. `content` is `None` if neither has
/// words. Sections in the same place need less in common; sections with unlike titles need similar content.
pub(super) fn rename_likeness(title: Kept, content: Option<Kept>, same_place: bool) -> f32 {
    let Some(content) = content else {
        return if title.share >= SAME_CONTENT { title.share } else { 0.0 };
    };
    let is_same_content = content.share >= SAME_CONTENT && (content.count >= FEWEST || title.count > 0 || same_place);
    let is_same_title = title.share >= SAME_TITLE && title.count > 1 && (content.count > 0 || same_place);
    let contains = title.contained >= CONTAINED_TITLE && title.count > 0 && content.share >= 0.2;
    let is_same_place = same_place && (content.share >= 0.3 || (title.share >= 0.3 && content.share >= 0.12));
    if is_same_content || is_same_title || contains || is_same_place {
        0.6 * content.share + 0.4 * title.share
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(count: usize, share: f32) -> Kept {
        Kept { count, weight: 1.0, share, contained: share }
    }

    #[test]
    fn unlike_titles_need_similar_content() {
        let none = Kept::default();
        assert!(rename_likeness(none, Some(kept(20, 0.6)), false) > 0.0);
        assert!(rename_likeness(none, Some(kept(20, 0.4)), false) <= 0.0);
        assert!(rename_likeness(none, Some(kept(2, 0.9)), false) <= 0.0);
        assert!(rename_likeness(none, Some(kept(20, 0.35)), true) > 0.0);
    }

    #[test]
    fn like_titles_need_little_content() {
        assert!(rename_likeness(kept(3, 0.8), Some(kept(1, 0.05)), false) > 0.0);
        assert!(rename_likeness(kept(1, 0.8), Some(kept(1, 0.05)), false) <= 0.0);
        let contained = Kept { contained: 1.0, ..kept(1, 0.4) };
        assert!(rename_likeness(contained, Some(kept(6, 0.25)), false) > 0.0);
        assert!(rename_likeness(contained, Some(kept(6, 0.1)), false) <= 0.0);
        assert!(rename_likeness(kept(2, 0.6), None, false) > 0.0);
        assert!(rename_likeness(kept(1, 0.3), None, true) <= 0.0);
    }
}
