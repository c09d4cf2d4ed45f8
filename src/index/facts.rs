//! What one chapter adds to what the chapters say together.

use serde::{Deserialize, Serialize};

use crate::convention::{Evidence, ShownHeading, Sightings};
use crate::digest::Digest;
use crate::document::{Document, ProtectedKind};
use crate::language::detect::Tally;
use crate::spelling::{ChapterWords, is_comparable, misspellings_of};

/// What one chapter adds, as far as most rules ask: enough to do without its document. Those that ask for more are listed
/// in `Asked::needs_documents`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct ChapterFacts {
    /// What shows its language.
    pub(super) tally: Tally,
    /// The headings of its outline.
    pub(super) headings: Vec<ShownHeading>,
    /// The level of its first section.
    pub(super) start: Option<u8>,
    /// The ids of its page in order; `None` if not all of them are known.
    pub(super) ids: Option<Vec<String>>,
    /// The pages that its links with a fragment name, each once.
    pub(super) linked: Vec<String>,
    /// The words of its prose among which slips are looked for.
    pub(super) words: ChapterWords,
    /// The known misspellings in its prose, each with its count.
    pub(super) misspelled: Vec<(String, u32)>,
    /// What it shows of the words that the book was asked about.
    pub(super) sightings: Sightings,
    /// Which words these were.
    pub(super) asked: Digest,
}

impl ChapterFacts {
    /// What `document` adds, where `evidence` is about the words that `asked` tells from others.
    pub(super) fn of(document: &Document, evidence: &Evidence, asked: Digest) -> Self {
        let linked = document.links.iter().filter_map(|link| link.destination.split_once('#'));
        let mut linked: Vec<String> = linked.map(|(path, _)| path.to_owned()).collect();
        linked.sort_unstable();
        linked.dedup();
        Self {
            tally: document.language().tally.clone(),
            headings: ShownHeading::of(document),
            start: start(document),
            ids: ids(document),
            linked,
            words: ChapterWords::of(document, is_comparable),
            misspelled: misspellings_of(document),
            sightings: evidence.sightings(document),
            asked,
        }
    }
}

/// The level of a chapter's first section.
pub(super) fn start(document: &Document) -> Option<u8> {
    Some(document.headings[document.sections.first()?.heading].level)
}

/// The ids of a page in order; `None` if not all of them are known.
pub(super) fn ids(document: &Document) -> Option<Vec<String>> {
    let mut ids: Vec<String> = knows_its_ids(document).then(|| document.ids().map(str::to_owned).collect())?;
    ids.sort_unstable();
    Some(ids)
}

/// Whether all of a page's text is known: no include outside code was left alone.
fn knows_its_ids(document: &Document) -> bool {
    let ranges = |kind| document.protected.iter().filter(move |range| range.kind == kind).map(|range| &range.span);
    let code: Vec<_> = ranges(ProtectedKind::Code).collect();
    let in_code = |at: usize| {
        // Code does not nest, so the last that starts before can alone hold the place.
        let last = code.partition_point(|span| span.start <= at).checked_sub(1);
        last.is_some_and(|last| code[last].contains(&at))
    };
    let is_escaped = |at: usize| at > 0 && document.text().as_bytes()[at - 1] == b'\\';
    ranges(ProtectedKind::Directive).all(|span| in_code(span.start) || is_escaped(span.start))
}
