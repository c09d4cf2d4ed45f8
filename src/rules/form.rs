//! What the rules about conventions share: places in another form than nearly all others.

use crate::convention::Convention;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::Context;

/// Reports the places of a convention that are not in the book's form.
pub(super) fn check(cx: &mut Context<'_>, convention: &Convention) {
    let (document, book) = (cx.document, cx.book);
    let (Some(form), Some(verdict)) = (book.habits.settled(convention), book.habits.verdict(convention)) else {
        return;
    };
    for found in (convention.find)(document).into_iter().filter(|found| found.form != form) {
        let prose = &document.prose[found.prose].prose;
        let words = &prose.text()[found.span.clone()];
        let source = prose.source(found.span.clone());
        let (used, wanted) = (convention.forms[found.form], convention.forms[form]);
        let message =
            format!("{}: `{used}`, where {} of {} are `{wanted}`", convention.title, verdict.count, verdict.total);
        let is_fixable = prose.is_verbatim(found.span.clone()) && !document.touches_protected(&source);
        let edit = (convention.rewrite)(words, form).filter(|_| is_fixable);
        let edit = edit.map(|text| Edit::replace(source.clone(), text));
        let diagnostic = cx.report(source, message);
        if let Some(edit) = edit {
            diagnostic.fix(Fix::new(format!("write it as `{wanted}`"), Applicability::Unsafe, Change::Text, [edit]));
        }
    }
}
