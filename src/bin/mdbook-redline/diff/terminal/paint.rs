//! Colours of the terminal form. Marks and signs are there without colours too.

use std::borrow::Cow;

use anstyle::{AnsiColor, Effects, Style};
use prose_diff::Mark;

/// Style of titles.
pub(super) const TITLE: Style = Style::new().effects(Effects::BOLD);

/// Style of places in files.
pub(super) const PLACE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));

/// Style of remarks on a change.
pub(super) const REMARK: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

const DELETED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const INSERTED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// A text in a style.
pub(super) fn painted(style: Style, text: &str) -> String {
    format!("{style}{}{style:#}", clean(text))
}

/// Words with their mark: `[-old-]`, `{+new+}`.
pub(super) fn marked(mark: Mark, text: &str) -> String {
    let text = clean(text);
    let (gone, new) = (DELETED.effects(Effects::STRIKETHROUGH), INSERTED.effects(Effects::UNDERLINE));
    match mark {
        Mark::Equal => text.into_owned(),
        Mark::Deleted => format!("{gone}[-{text}-]{gone:#}"),
        Mark::Inserted => format!("{new}{{+{text}+}}{new:#}"),
    }
}

/// A sign at the margin, and a whole line of one version in its colour.
pub(super) fn signed(mark: Mark, text: &str) -> String {
    let text = clean(text.trim_end());
    let line = |style: Style, sign: char| {
        let space = if text.is_empty() { "" } else { " " };
        format!("{style}{sign}{space}{text}{style:#}")
    };
    match mark {
        Mark::Equal if text.is_empty() => String::new(),
        Mark::Equal => format!("  {text}"),
        Mark::Deleted => line(DELETED, '-'),
        Mark::Inserted => line(INSERTED, '+'),
    }
}

/// A changed line of one version in pieces, those that only this version has in bold.
pub(super) fn signed_pieces<'a>(mark: Mark, pieces: impl Iterator<Item = (Mark, &'a str)>) -> String {
    let (style, sign) = if mark == Mark::Deleted { (DELETED, '-') } else { (INSERTED, '+') };
    let own = style.effects(Effects::BOLD.insert(Effects::UNDERLINE));
    let mut out = format!("{style}{sign} {style:#}");
    for (piece, text) in pieces {
        let style = if piece == mark { own } else { style };
        out.push_str(&painted(style, text));
    }
    out
}

/// A text of a book without the control characters that a terminal would obey.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.contains(is_obeyed) { Cow::Owned(text.replace(is_obeyed, "\u{fffd}")) } else { Cow::Borrowed(text) }
}
