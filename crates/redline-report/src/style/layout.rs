//! Structural faults of a page: images without a description, skipped heading levels, lists of one step.

use redline_document::document::{BlockKind, Document, ProtectedKind, html_images};
use redline_document::source::Span;

/// Finds the elements of one kind in a document, and whether each is correct.
pub(super) type Check = fn(&Document) -> Vec<(Span, bool)>;

/// The checks, with the faults that they count.
pub(super) const CHECKS: [(&str, Check); 3] = [
    ("Images without a description", images),
    ("Headings that skip a level", headings),
    ("Numbered lists of one step", steps),
];

/// The elements of a chapter found by each of [`CHECKS`].
#[derive(Debug)]
pub(super) struct Layout(pub(super) [Vec<(Span, bool)>; CHECKS.len()]);

impl Layout {
    pub(super) fn of(document: &Document) -> Self {
        Self(CHECKS.map(|(_, check)| check(document)))
    }
}

/// Images in Markdown and HTML. An `alt=""` in HTML marks an image as decorative, which is correct.
fn images(document: &Document) -> Vec<(Span, bool)> {
    let is_described = |span: &Span| {
        let inner = document.text()[span.clone()].strip_prefix("![").unwrap_or("?");
        !inner.trim_start().starts_with(']')
    };
    let mut found: Vec<_> =
        document.images.iter().map(|image| (image.span.clone(), is_described(&image.span))).collect();
    for html in document.protected.iter().filter(|protected| protected.kind == ProtectedKind::Html) {
        let source = &document.text()[html.span.clone()];
        let start = html.span.start;
        let images = html_images(source).into_iter();
        found.extend(images.map(|(tag, is_described)| (start + tag.start..start + tag.end, is_described)));
    }
    found.sort_by_key(|(span, _)| span.start);
    found.dedup();
    found
}

fn headings(document: &Document) -> Vec<(Span, bool)> {
    let mut above = None;
    let check = |heading: &redline_document::document::Heading| {
        let is_correct = above.replace(heading.level).is_none_or(|above| heading.level <= above + 1);
        (heading.span.clone(), is_correct)
    };
    // Headings in quotes do not belong to the page.
    document.headings.iter().filter(|heading| document.is_top_level(heading.block)).map(check).collect()
}

fn steps(document: &Document) -> Vec<(Span, bool)> {
    let mut items = vec![0_usize; document.blocks.len()];
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
        if let Some(parent) = block.parent {
            items[parent] += 1;
        }
    }
    let lists = document.blocks.iter().zip(&items).filter(|(block, _)| block.kind == BlockKind::List { ordered: true });
    lists.map(|(block, &items)| (block.span.clone(), items > 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn faults_are_distinguished_from_correct_elements() {
        let text = "# T\n\n> #### Quoted\n\n### Skips\n\n<img src=\"d.png\"> and <IMG\nalt='' src=x> and ![](a.png) and ![ ][b] and ![a tree](c.png)\n\n1. Only\n\n   1. One\n   2. Two\n\n[b]: b.png\n";
        let document = Document::of_text(text, &Dialect::default());
        let correct = |check: Check| check(&document).into_iter().map(|(_, is_correct)| is_correct).collect::<Vec<_>>();
        assert_eq!(correct(images), [false, true, false, false, true]);
        assert_eq!(correct(headings), [true, false]);
        assert_eq!(correct(steps), [false, true]);
    }
}
