#![doc = include_str!("list_parallelism.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::BlockProse;
use redline_english::{Lead, lead};
use redline_text::words;

pub(super) static RULE: Rule = Rule { meta: &catalogue::LIST_PARALLELISM, check };

/// How many items show a habit.
const MIN_ITEMS: usize = 4;

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for items in document.item_openings().into_iter().filter(|items| items.len() >= MIN_ITEMS) {
        let forms: Option<Vec<(&BlockProse, Lead)>> =
            items.into_iter().map(|first| first.and_then(|prose| Some((prose, lead(prose.prose.text())?)))).collect();
        let Some(forms) = forms else { continue };
        let count = |form: Lead| forms.iter().filter(|(_, other)| *other == form).count();
        let Some((odd, form)) = forms.iter().find(|(_, form)| count(*form) == 1) else { continue };
        let Some((_, usual)) = forms.iter().find(|(_, other)| count(*other) + 1 == forms.len()) else { continue };
        let Some((first, _)) = words(odd.prose.text()).next() else { continue };
        let message = format!("this item opens with {}, the others with {}", form.as_str(), usual.as_str());
        cx.report(odd.prose.source(first), message).help("open all items in the same way");
    }
}
