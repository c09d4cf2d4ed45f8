//! What the rules about conventions share: places in another form than nearly all others, or than the one wanted.

use super::Context;
use crate::catalogue::FormOptions;
use crate::convention::{Convention, FormUse};
use redline_document::document::Document;
use redline_document::edit::{Applicability, Change, Edit, Fix};

/// Reports the places of a convention that are not in the form wanted, which is the book's unless options name another.
pub(super) fn check(cx: &mut Context<'_>, convention: &Convention) {
    check_except(cx, convention, |_, _, _| false);
}

/// As [`check`], except places that `is_left` leaves to the author, given the document, the use and the book's form.
pub(super) fn check_except(
    cx: &mut Context<'_>,
    convention: &Convention,
    is_left: impl Fn(&Document, &FormUse, usize) -> bool,
) {
    let (document, book) = (cx.document, cx.book);
    let chosen = FormOptions::required(cx.options, convention).ok().flatten();
    let Some(form) = chosen.or_else(|| book.majority.settled(convention)) else { return };
    let wanted = convention.forms[form];
    let reason = match book.majority.verdict(convention).filter(|_| chosen.is_none()) {
        Some(verdict) => format!("{} of {} are `{wanted}`", verdict.count, verdict.total),
        None => format!("`{wanted}` is wanted"),
    };
    let is_other = |found: &FormUse| found.form != form && (chosen.is_some() || !is_left(document, found, form));
    for found in convention.uses(document).into_iter().filter(is_other) {
        let prose = &document.prose[found.prose].prose;
        let words = &prose.text()[found.span.clone()];
        let source = prose.source(found.span.clone());
        let message = format!("{}: `{}`, where {reason}", convention.title, convention.forms[found.form]);
        let is_fixable = prose.is_verbatim(found.span.clone()) && !document.touches_protected(&source);
        let edit = (convention.rewrite)(words, form).filter(|_| is_fixable);
        let edit = edit.map(|text| Edit::replace(source.clone(), text));
        let diagnostic = cx.report(source, message);
        if let Some(edit) = edit {
            diagnostic.fix(Fix::new(format!("write it as `{wanted}`"), Applicability::Unsafe, Change::Text, [edit]));
        }
    }
}
