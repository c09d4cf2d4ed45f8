//! From places in a document to places in files.

use std::sync::Arc;

use crate::book::Chapter;
use crate::config::{Scope, Settings};
use crate::diagnostic::{Diagnostic, Finding, Place, Related};
use crate::edit::{Aspect, Edit, Fix};
use crate::lint::Reading;
use crate::rule::Rule;
use crate::rules;
use crate::source::FileSpan;

/// The headings above a place.
pub(super) fn section(reading: &Reading, place: &Place) -> Vec<String> {
    let offset = match place {
        Place::Text(span) => span.start,
        Place::File(at) => reading.expansion().fragment.find(&at.file, at.span.start).unwrap_or(0),
    };
    reading.document().section_path(offset).into_iter().map(str::to_owned).collect()
}

/// The finding for a diagnostic under these headings; `None` if its text is in no file.
pub(super) fn finding(
    reading: &Reading,
    chapter: &Chapter,
    (diagnostic, section): (Diagnostic, Vec<String>),
    (scope, settings): (Scope<'_>, &Settings),
) -> Option<Finding> {
    let fragment = &reading.expansion().fragment;
    let at = place(reading, &diagnostic.place)?;
    let related = diagnostic.related.and_then(|related| {
        let place = fragment.locate(related.span)?;
        Arc::ptr_eq(&place.file, &at.file).then_some(Related { span: place.span, message: related.message })
    });
    let fix = diagnostic.fix.and_then(|fix| fix_in_file(reading, &fix, &at)).and_then(|fix| {
        let applicability = settings.applicability(&diagnostic.rule, scope, fix.applicability)?;
        let aspect = match rules::find(&diagnostic.rule).map(Rule::aspect) {
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
        on_disk: reading.on_disk,
        span: at.span,
        related,
        chapter: chapter.name.clone(),
        section,
        fix,
        is_known: false,
    })
}

fn place(reading: &Reading, place: &Place) -> Option<FileSpan> {
    match place {
        Place::File(at) => Some(at.clone()),
        Place::Text(span) => reading.expansion().fragment.locate(span.clone()).or_else(|| nowhere(reading)),
    }
}

/// The one place in a chapter without text.
fn nowhere(reading: &Reading) -> Option<FileSpan> {
    let body = reading.file.body();
    body.is_empty().then(|| FileSpan { file: Arc::clone(&reading.file), span: body })
}

/// A fix whose edits all stand in the finding's file, byte for byte.
fn fix_in_file(reading: &Reading, fix: &Fix, at: &FileSpan) -> Option<Fix> {
    let fragment = &reading.expansion().fragment;
    let place = |edit: &Edit| {
        let place = fragment.locate_exactly(edit.span.clone()).or_else(|| nowhere(reading))?;
        Arc::ptr_eq(&place.file, &at.file).then_some(place.span)
    };
    fix.relocate(place)
}
