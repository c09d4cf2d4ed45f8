//! Suppression comments: ours, and those of Vale.

mod in_file;
mod stab;
mod suppression;
mod vale;

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::catalogue;
use redline_document::document::{Comment, Document};
use redline_document::source::Span;
use stab::Ranges;
use suppression::{Filter, Reach};

pub use in_file::FileSuppressions;
pub use suppression::{Suppression, covers};

/// Prefix of our comments.
pub const PREFIX: &str = "redline-";

/// Our comments that other modules read.
const OTHER_COMMENTS: &[&str] = &["redline-brief", "redline-original", "redline-template"];

/// Suppression comment.
#[derive(Debug)]
pub struct SuppressionComment {
    /// Range of the whole comment.
    pub span: Span,
    /// Whether it gives a reason.
    pub has_reason: bool,
    /// Whether it is a comment of Vale, which may need it, so that it is never reported as unused.
    pub is_vale: bool,
}

/// Comment of ours that has no effect, whatever the findings are.
#[derive(Debug)]
pub struct IneffectiveComment {
    /// Range of the whole comment.
    pub span: Span,
    /// Message of the finding about it.
    pub message: String,
    /// Whether its directive exists.
    pub is_directive: bool,
    /// Rules that it names.
    pub rules: Vec<String>,
    /// Whether it gives a reason.
    pub has_reason: bool,
    /// Range of a misspelled directive, and its most likely correction.
    pub rename: Option<(Span, String)>,
}

/// Result of looking up a name in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleName {
    /// Name of a rule or a style.
    Known,
    /// Misspelled name, with its most likely correction.
    Misspelled(String),
    /// Name that resembles no other.
    Unknown,
}

/// Suppressions of a document.
#[derive(Debug, Default)]
pub struct Suppressions {
    /// Suppression comments, in order.
    pub comments: Vec<SuppressionComment>,
    /// Rules that they suppress.
    pub entries: Vec<Suppression>,
    /// Comments without any effect.
    pub ineffective: Vec<IneffectiveComment>,
    /// Probable targets of misspelled comments, which are not fixed until the comments are corrected.
    held: Vec<Suppression>,
    /// The entries whose ranges reach beyond the last comment that was read, and which comments may end.
    open: Vec<usize>,
    /// The last line that a comment was found to precede, and the byte from which it was searched.
    next_line: Option<(usize, Span)>,
    /// Bounds of the entries and of the held ones.
    bounds: [OnceCell<Ranges>; 2],
}

/// Whether a comment with this body is ours or one of Vale.
pub fn is_ours(body: &str) -> bool {
    body.starts_with(PREFIX) || body.starts_with("vale ")
}

impl Suppressions {
    /// Reads the comments of a document.
    pub fn read(document: &Document) -> Self {
        Self::of_comments(document, &document.comments)
    }

    /// Reads the comments of a document, and those in other delimiters: what opens a comment and what closes it.
    pub fn read_in(document: &Document, delimiters: &[(&str, &str)]) -> Self {
        match delimiters {
            [] => Self::read(document),
            _ => Self::of_comments(document, &document.comments_in(delimiters)),
        }
    }

    fn of_comments(document: &Document, comments: &[Comment]) -> Self {
        let mut found = Self::default();
        for comment in comments {
            let body = &document.text()[comment.body.clone()];
            if let Some(rest) = body.strip_prefix(PREFIX) {
                found.read_ours(document, comment, rest, PrefixSpelling::Exact);
            } else if let Some(rest) = body.strip_prefix("vale ") {
                found.read_vale(document, comment, rest);
            } else if let Some(rest) = misspelled_prefix(body) {
                found.read_ours(document, comment, &rest, PrefixSpelling::Other);
            }
        }
        found
    }

    /// Whether a finding of `rule` about `words` at byte `offset` of the text is suppressed. `same_file` returns whether
    /// another byte of the text belongs to the file of the finding.
    ///
    /// Every suppression that covers the finding counts as used.
    pub fn suppress(
        &self,
        rule: &str,
        words: impl Fn() -> String,
        offset: usize,
        same_file: impl Fn(usize) -> bool,
    ) -> bool {
        let bounds = self.bounds[0].get_or_init(|| Ranges::new(self.entries.iter().map(Suppression::bounds)));
        let around = bounds.containing(offset).into_iter().map(|index| &self.entries[index]);
        around.filter(|entry| entry.covers(rule, &words, offset, &same_file)).map(Suppression::mark_used).count() > 0
    }

    /// Whether a misspelled comment probably applies to a finding, which therefore must not be fixed. The arguments are
    /// those of [`suppress`](Self::suppress).
    pub fn holds_fix(
        &self,
        rule: &str,
        words: impl Fn() -> String,
        offset: usize,
        same_file: impl Fn(usize) -> bool,
    ) -> bool {
        let bounds = self.bounds[1].get_or_init(|| Ranges::new(self.held.iter().map(Suppression::bounds)));
        bounds.containing(offset).into_iter().any(|index| self.held[index].covers(rule, &words, offset, &same_file))
    }

    /// Prevents fixes where a comment names an unknown rule: those of its correction, if `check` finds one, otherwise
    /// all.
    pub fn hold_misspelled(&mut self, check: impl Fn(&str) -> RuleName) {
        let mut checked: HashMap<String, RuleName> = HashMap::new();
        let mut check = |name: &str| checked.entry(name.to_owned()).or_insert_with(|| check(name)).clone();
        let entries = self.entries.iter().chain(&self.held);
        let corrected: Vec<Suppression> = entries.filter_map(|entry| entry.corrected(&mut check)).collect();
        self.held.extend(corrected);
    }

    fn read_ours(&mut self, document: &Document, comment: &Comment, rest: &str, prefix: PrefixSpelling) {
        let (command, reason) =
            rest.split_once("--").map_or((rest, None), |(command, reason)| (command, Some(reason.trim())));
        let (verb, names) = command.trim_end().split_once(char::is_whitespace).unwrap_or((command.trim_end(), ""));
        let offset = comment.body.start + PREFIX.len() + verb.len();
        let rules = names_in(&document.text()[offset..offset + (command.trim_end().len() - verb.len())], offset);
        debug_assert!(names.trim().is_empty() || !rules.is_empty());
        let has_reason = reason.is_some_and(|reason| !reason.is_empty());
        let ineffective = IneffectiveComment {
            span: comment.span.clone(),
            message: String::new(),
            is_directive: verb == "enable",
            rules: rules.iter().map(|(name, _)| name.clone()).collect(),
            has_reason,
            rename: None,
        };
        let is_exact = prefix == PrefixSpelling::Exact;
        if is_exact && verb == "enable" {
            let here = comment.span.start..end_of_inclusion(document, comment.span.start);
            if !self.enable(&rules, &here) {
                let message = "nothing is disabled that this comment could enable".into();
                self.ineffective.push(IneffectiveComment { message, ..ineffective });
            }
        } else if let Some(reach) = is_exact.then(|| self.reach(document, comment, verb)).flatten() {
            let comment = SuppressionComment { span: comment.span.clone(), has_reason, is_vale: false };
            self.disable(comment, rules, &Filter::All, &reach);
        } else if !is_exact || !OTHER_COMMENTS.contains(&format!("{PREFIX}{verb}").as_str()) {
            // Until the comment is corrected, nothing is fixed where it probably applies.
            let near = self.misspelled(document, comment, (verb, ineffective)).unwrap_or("disable");
            let Some(reach) = self.reach(document, comment, near) else { return };
            let held = |rule| Suppression::new(0, rule, Filter::All, reach.clone());
            self.held.extend(each_or_all(rules).into_iter().map(held));
        }
    }

    /// Range of a suppression with this directive; `None` if it suppresses nothing.
    fn reach(&mut self, document: &Document, comment: &Comment, verb: &str) -> Option<Reach> {
        match verb {
            "disable-next-line" => Some(Reach::Text(self.next_line(document, comment.span.end))),
            "disable" => Some(Reach::Text(comment.span.end..end_of_inclusion(document, comment.span.start))),
            "disable-file" => Some(Reach::File(comment.span.start)),
            _ => None,
        }
    }

    fn disable(&mut self, comment: SuppressionComment, rules: Vec<(String, Span)>, filter: &Filter, reach: &Reach) {
        let index = self.comments.len();
        self.comments.push(comment);
        let entry = |rule| Suppression::new(index, rule, filter.clone(), reach.clone());
        let first = self.entries.len();
        self.entries.extend(each_or_all(rules).into_iter().map(entry));
        self.open.extend(first..self.entries.len());
    }

    /// Calls `end` with the suppressions of one kind of comments that a comment at `at` may end.
    fn for_each_open(&mut self, at: usize, is_vale: bool, mut end: impl FnMut(&mut Suppression)) {
        let Self { open, entries, comments, .. } = self;
        open.retain(|&index| {
            let entry = &mut entries[index];
            if comments[entry.comment].is_vale == is_vale {
                end(entry);
            }
            entry.bounds().end > at
        });
    }

    /// The line to which a comment that ends at `from` applies.
    fn next_line(&mut self, document: &Document, from: usize) -> Span {
        // Comments are read in order, so what precedes the same line need not be searched again.
        let known = self.next_line.take().filter(|(begin, line)| *begin <= from && from < line.start);
        let (begin, line) = known.unwrap_or_else(|| (from, next_line(document, from)));
        self.next_line = Some((begin, line.clone()));
        line
    }

    /// Ends earlier suppressions of our comments for the given rules, or for all. Returns whether there was one.
    fn enable(&mut self, rules: &[(String, Span)], here: &Span) -> bool {
        let mut ended = false;
        let named = |rule: &str| rules.iter().any(|(name, _)| name == rule);
        self.for_each_open(here.start, false, |entry| match &entry.rule {
            Some((name, _)) if rules.is_empty() || named(name) => ended |= entry.enable(None, here),
            Some(_) => {}
            None if rules.is_empty() => ended |= entry.enable(None, here),
            None => {
                for (rule, _) in rules {
                    ended |= entry.enable(Some(rule), here);
                }
            }
        });
        ended
    }

    /// Records an unknown directive and returns its most likely correction.
    fn misspelled(
        &mut self,
        document: &Document,
        comment: &Comment,
        (verb, ineffective): (&str, IneffectiveComment),
    ) -> Option<&'static str> {
        let near = correction(verb);
        let hint = near.map(|near| format!("; did you mean `{PREFIX}{near}`?")).unwrap_or_default();
        let start = comment.body.start;
        let written = start..start + PREFIX.len() + verb.len();
        let name = document.text().get(written.clone()).unwrap_or(verb);
        let rename = near.map(|near| (written, format!("{PREFIX}{near}")));
        let message = format!("no comment is called `{name}`{hint}");
        self.ineffective.push(IneffectiveComment { message, rename, ..ineffective });
        near
    }
}

/// Spelling of the prefix of a comment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PrefixSpelling {
    Exact,
    Other,
}

/// Directives of our suppression comments, each after [`PREFIX`].
pub const DIRECTIVES: [&str; 4] = ["disable-next-line", "disable", "disable-file", "enable"];

/// Most likely correction of an unknown directive.
fn correction(verb: &str) -> Option<&'static str> {
    if verb.starts_with("dis") && verb.contains("line") {
        return Some(DIRECTIVES[0]);
    }
    let nearest = crate::strict::nearest(verb, DIRECTIVES);
    DIRECTIVES.into_iter().find(|known| nearest.as_deref() == Some(known))
}

/// Rest of a comment after a prefix in another case, or with other separators than hyphens, before a directive or a
/// misspelled one: `Redline_Disable`. Its separators are replaced by hyphens, which keeps all positions.
fn misspelled_prefix(body: &str) -> Option<String> {
    let (head, rest) = body.split_at_checked(PREFIX.len())?;
    let is_prefix = head.to_ascii_lowercase().replace(['_', ' '], "-") == PREFIX;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_')).unwrap_or(rest.len());
    let verb = rest[..end].to_ascii_lowercase().replace('_', "-");
    (is_prefix && correction(&verb).is_some()).then(|| format!("{verb}{}", &rest[end..]))
}

/// Each of the given rules, or `None` for all rules if there are none.
fn each_or_all(rules: Vec<(String, Span)>) -> Vec<Option<(String, Span)>> {
    if rules.is_empty() { vec![None] } else { rules.into_iter().map(Some).collect() }
}

/// Rule names in `text`, separated by white space or commas, with their positions from `offset` on. Former names are
/// replaced by the current ones.
fn names_in(text: &str, offset: usize) -> Vec<(String, Span)> {
    text.split([' ', '\t', '\n', '\r', ','])
        .filter(|name| !name.is_empty())
        .map(|name| {
            let start = offset + (name.as_ptr() as usize - text.as_ptr() as usize);
            (catalogue::resolved(name).to_owned(), start..start + name.len())
        })
        .collect()
}

/// First line after `from` that is neither blank nor only a comment of ours or the mark of an anchor, which mdBook may
/// drop.
fn next_line(document: &Document, from: usize) -> Span {
    let text = document.text();
    let mut start = line_end(text, from);
    while start < text.len() {
        let end = line_end(text, start);
        let line = text[start..end].trim_start_matches(['>', ' ', '\t']).trim();
        let body = line.strip_prefix("<!--").filter(|rest| rest.ends_with("-->")).map(str::trim_start);
        let is_comment = body.is_some_and(|body| is_ours(body) || body.starts_with("ANCHOR"));
        if !line.is_empty() && !is_comment {
            return start..end;
        }
        start = end;
    }
    text.len()..text.len()
}

/// End of the line at `from`, after its line ending, which may be a single carriage return.
fn line_end(text: &str, from: usize) -> usize {
    let Some(at) = text[from..].find(['\n', '\r']).map(|at| from + at) else { return text.len() };
    at + if text[at..].starts_with("\r\n") { 2 } else { 1 }
}

/// End of the included file that contains `offset`, with which its comments end.
fn end_of_inclusion(document: &Document, offset: usize) -> usize {
    let around = document.expansion().fragment.included().iter().filter(|span| span.contains(&offset));
    // One more than the text, so that findings at its very end are covered.
    around.map(|span| span.end).min().unwrap_or(document.text().len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn read(text: &str) -> (Document, Suppressions) {
        let document = Document::of_text(text, &Dialect::default());
        let suppressions = Suppressions::read(&document);
        (document, suppressions)
    }

    /// Whether `rule` is suppressed at the last `@` of the text.
    fn suppressed(rule: &str, text: &str) -> bool {
        let (document, suppressions) = read(text);
        suppressions.suppress(rule, || "@".to_owned(), document.text().rfind('@').unwrap(), |_| true)
    }

    #[test]
    fn the_next_line_is_the_next_one_with_text() {
        assert!(suppressed("a", "<!-- redline-disable-next-line a -- why -->\n@"));
        assert!(suppressed("a", "<!-- redline-disable-next-line a -->\n<!-- redline-disable-next-line b -->\n\n@"));
        assert!(!suppressed("a", "<!-- redline-disable-next-line a -->\nx\n@"));
        assert!(!suppressed("a", "<!-- redline-disable-next-line b, c -->\n@"));
        assert!(suppressed("c", "<!-- redline-disable-next-line b, c -->\n@"));
        assert!(suppressed("a", "<!-- redline-disable-next-line a -->\r\n\r\n@"));
        assert!(suppressed("a", "<!-- redline-disable-next-line a -->\r@\rx"));
    }

    #[test]
    fn a_range_ends_where_it_is_enabled() {
        assert!(suppressed("a", "<!-- redline-disable -->\n\nx\n\n@"));
        assert!(!suppressed("a", "<!-- redline-disable a -->\n\nx\n\n<!-- redline-enable a -->\n\n@"));
        assert!(suppressed("b", "<!-- redline-disable -->\n\nx\n\n<!-- redline-enable a -->\n\n@"));
        assert!(!suppressed("a", "<!-- redline-disable -->\n\nx\n\n<!-- redline-enable a -->\n\n@"));
        assert!(suppressed("a", "@\n\n<!-- redline-disable-file a -->\n"));
    }

    #[test]
    fn comments_for_vale_are_understood() {
        assert!(suppressed("a", "<!-- vale off -->\n\n@"));
        assert!(!suppressed("a", "<!-- vale off -->\n\nx\n\n<!-- vale on -->\n\n@"));
        assert!(suppressed("Google.We", "<!-- vale Google.We = NO -->\n\n@"));
        assert!(!suppressed("Google.We", "<!-- vale Google.We = NO -->\n\n<!-- vale Google.We = YES -->\n\n@"));
    }

    #[test]
    fn comments_for_vale_name_words_and_styles() {
        assert!(suppressed("Google.We", "<!-- vale Google.We[\"x\", \"@\"] = NO -->\n\n@"));
        assert!(!suppressed("Google.We", "<!-- vale Google.We[\"x\"] = NO -->\n\n@"));
        assert!(!suppressed("Google.Will", "<!-- vale Google.We[\"@\"] = NO -->\n\n@"));
        let reopened = "<!-- vale Google.We[\"x\", \"@\"] = NO -->\n\n<!-- vale Google.We[\"@\"] = YES -->\n\n@";
        assert!(!suppressed("Google.We", reopened));
        // Words in brackets do not enable the whole rule.
        assert!(suppressed("Google.We", "<!-- vale Google.We = NO -->\n\n<!-- vale Google.We[\"@\"] = YES -->\n\n@"));
        assert!(suppressed("Google.We", "<!-- vale style = proselint -->\n\n@"));
        assert!(!suppressed("Google.We", "<!-- vale styles = proselint, Google -->\n\n@"));
        assert!(!suppressed("Google.We", "<!-- vale style = proselint -->\n\n<!-- vale style = Google -->\n\n@"));
        assert!(!suppressed("heading-case", "<!-- vale style = proselint -->\n\n@"));
    }

    #[test]
    fn comments_for_vale_set_a_flag_for_each_name() {
        let on = "<!-- vale on -->\n\n";
        let rule = |state: &str| format!("<!-- vale T.We = {state} -->\n\n");
        let style = |state: &str| format!("<!-- vale T = {state} -->\n\n");
        assert!(suppressed("T.We", &format!("{}{on}@", rule("NO"))), "`on` clears `off` alone");
        assert!(suppressed("T.We", &format!("<!-- vale off -->\n\n{}@", rule("YES"))), "`off` is for all");
        assert!(suppressed("T.We", &format!("{}{}@", style("NO"), rule("YES"))), "the flag of the style is another");
        assert!(!suppressed("T.We", &format!("{}<!-- vale style = T -->\n\n@", style("NO"))));
        let other = "<!-- vale style = U -->\n\n";
        assert!(!suppressed("T.We", &format!("{other}{}@", style("YES"))));
        assert!(suppressed("T.We", &format!("{other}{}@", rule("YES"))));
        assert!(!suppressed("T.We", "<!-- vale T[\"@\"] = NO -->\n\n@"), "words are those of a rule");
        assert!(!suppressed("T.We", "<!-- vale NO -->\n\n@"), "no command");
    }

    #[test]
    fn comments_in_code_do_nothing() {
        assert!(!suppressed("a", "`<!-- redline-disable -->`\n\n```\n<!-- redline-disable -->\n```\n\n@"));
    }

    #[test]
    fn a_misspelled_comment_prevents_fixes() {
        let held = |rule: &str, text: &str| {
            let (document, mut suppressions) = read(text);
            suppressions.hold_misspelled(|name| match name {
                "rule" | "other" => RuleName::Known,
                "rul" => RuleName::Misspelled("rule".to_owned()),
                _ => RuleName::Unknown,
            });
            suppressions.holds_fix(rule, || "@".to_owned(), document.text().rfind('@').unwrap(), |_| true)
        };
        assert!(held("rule", "<!-- redline-disable-nextline rule -->\n@"));
        assert!(held("rule", "<!-- redline-disable-nextline rul -->\n@"));
        assert!(held("rule", "<!-- redline-disable rul -->\n\n@"));
        assert!(!held("other", "<!-- redline-disable-nextline rule -->\n@"));
        assert!(!held("rule", "<!-- redline-disable-nextline rule -->\nx\n@"));
        assert!(!held("rule", "<!-- redline-brief rule -->\n@"));
        for comment in ["redline-ignore rule", "redline-off", "redline-disable-line rule", "redline-disable whatever"] {
            assert!(held("rule", &format!("<!-- {comment} -->\n@")), "{comment}");
        }
        for comment in ["Redline-Disable-Next-Line rule", "redline_disable_next_line rule", "redline disable rule"] {
            assert!(held("rule", &format!("<!-- {comment} -->\n@")), "{comment}");
        }
        assert!(!held("rule", "<!-- redline this paragraph rule -->\n@"));
    }

    #[test]
    fn ineffective_comments_are_reported() {
        let (_, suppressions) =
            read("<!-- redline-enable a -->\n\n<!-- redline-disabel a -->\n\n<!-- redline-template guide -->\n");
        let messages: Vec<_> = suppressions.ineffective.iter().map(|comment| comment.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "nothing is disabled that this comment could enable",
                "no comment is called `redline-disabel`; did you mean `redline-disable`?"
            ]
        );
    }
}
