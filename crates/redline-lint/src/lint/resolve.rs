//! From places in a document to places in files.

use std::sync::Arc;

use crate::book::Chapter;
use crate::catalogue::{self, RuleMeta};
use crate::chapter::ParsedChapter;
use crate::settings::{RuleScope, Settings};
use redline_document::diagnostic::{Diagnostic, Finding, Place, Related};
use redline_document::edit::{Aspect, Edit, Fix};
use redline_document::source::FileSpan;

/// The headings above a place.
fn section(parsed: &ParsedChapter, place: &Place) -> Vec<String> {
    let offset = match place {
        Place::Text(span) => span.start,
        Place::File(at) => parsed.expansion().fragment.find(&at.file, at.span.start).unwrap_or(0),
    };
    parsed.document().section_path(offset).into_iter().map(str::to_owned).collect()
}

/// The finding for a diagnostic; `None` if its text is in no file.
pub(super) fn finding(
    parsed: &ParsedChapter,
    chapter: &Chapter,
    diagnostic: Diagnostic,
    (scope, settings): (RuleScope<'_>, &Settings),
) -> Option<Finding> {
    let fragment = &parsed.expansion().fragment;
    let section = section(parsed, &diagnostic.place);
    let at = place(parsed, &diagnostic.place)?;
    let related = diagnostic.related.and_then(|related| {
        let place = fragment.locate(related.span)?;
        (place.file.id() == at.file.id()).then_some(Related { span: place.span, message: related.message })
    });
    let fix = diagnostic.fix.and_then(|fix| fix_in_file(parsed, &fix, &at)).and_then(|fix| {
        let applicability = settings.applicability(&diagnostic.rule, scope, fix.applicability)?;
        let aspect = match catalogue::find(&diagnostic.rule).map(RuleMeta::aspect) {
            Some(Aspect::Structure) => Aspect::Structure,
            _ => fix.aspect,
        };
        Some(fix.with_applicability(applicability).about(aspect))
    });
    Some(Finding {
        rule: diagnostic.rule,
        level: diagnostic.level,
        message: diagnostic.message,
        help: diagnostic.help,
        link: diagnostic.link,
        file: at.file,
        on_disk: parsed.on_disk,
        span: at.span,
        related,
        chapter: chapter.name.clone(),
        section,
        fix,
        is_known: false,
    })
}

fn place(parsed: &ParsedChapter, place: &Place) -> Option<FileSpan> {
    match place {
        Place::File(at) => Some(at.clone()),
        Place::Text(span) => parsed.expansion().fragment.locate(span.clone()).or_else(|| nowhere(parsed)),
    }
}

/// The one place in a chapter without text.
fn nowhere(parsed: &ParsedChapter) -> Option<FileSpan> {
    let body = parsed.file.body();
    body.is_empty().then(|| FileSpan { file: Arc::clone(&parsed.file), span: body })
}

/// A fix whose edits are all in the finding's file, byte for byte.
fn fix_in_file(parsed: &ParsedChapter, fix: &Fix, at: &FileSpan) -> Option<Fix> {
    let fragment = &parsed.expansion().fragment;
    let place = |edit: &Edit| {
        let place = fragment.locate_exactly(edit.span.clone()).or_else(|| nowhere(parsed))?;
        (place.file.id() == at.file.id()).then_some(place.span)
    };
    fix.relocate(place)
}
