//! Comments that silence rules: ours, and Vale's.

mod entry;
mod vale;

use crate::document::{Comment, Document};
use crate::source::Span;
use entry::{Reach, Which};

pub use entry::{Entry, covers};

/// The first words of all our comments.
const PREFIX: &str = "redline-";

/// Comments of ours that are not suppressions; other modules read them.
const OTHER_COMMENTS: &[&str] = &["redline-brief", "redline-original", "redline-template"];

/// A comment that silences rules.
#[derive(Debug)]
pub struct SuppressionComment {
    /// The whole comment.
    pub span: Span,
    /// Whether it says why.
    pub has_reason: bool,
    /// Whether it is Vale's: then it may serve Vale, and is never called unused.
    pub is_vale: bool,
}

/// A comment of ours that does nothing whatever the findings are.
#[derive(Debug)]
pub struct IdleComment {
    /// The whole comment.
    pub span: Span,
    /// Why it does nothing.
    pub message: String,
    /// Whether its directive exists.
    pub is_directive: bool,
    /// The rules that it names.
    pub rules: Vec<String>,
    /// Whether it gives a reason.
    pub has_reason: bool,
    /// The misspelled directive, with the one that was most likely meant.
    pub rename: Option<(Span, String)>,
}

/// A name in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleName {
    /// That of a rule or a style.
    Known,
    /// It is misspelled: the one that was most likely meant.
    Meant(String),
    /// It is like none.
    Unknown,
}

/// All suppressions of one document.
#[derive(Debug, Default)]
pub struct Suppressions {
    /// The comments, in order.
    pub comments: Vec<SuppressionComment>,
    /// What they silence.
    pub entries: Vec<Entry>,
    /// Comments that can never silence anything.
    pub idle: Vec<IdleComment>,
    /// What misspelled comments were meant to silence: nothing is fixed there until they are corrected.
    held: Vec<Entry>,
}

/// Whether a comment with this body is ours or Vale's, and so means nothing to other tools.
pub fn is_ours(body: &str) -> bool {
    body.starts_with(PREFIX) || body.starts_with("vale ")
}

impl Suppressions {
    /// Reads the comments of `document`.
    pub fn read(document: &Document) -> Self {
        let mut found = Self::default();
        for comment in &document.comments {
            let body = &document.text()[comment.body.clone()];
            if let Some(rest) = body.strip_prefix(PREFIX) {
                found.read_ours(document, comment, rest, Spelling::Exact);
            } else if let Some(rest) = body.strip_prefix("vale ") {
                found.read_vale(document, comment, rest);
            } else if let Some(rest) = misspelled_prefix(body) {
                found.read_ours(document, comment, &rest, Spelling::Other);
            }
        }
        found
    }

    /// Whether a finding of `rule`, which says that of `words` at byte `offset` of the text, is silenced. `same_file`
    /// says whether another byte of the text stands in the finding's file.
    ///
    /// Every suppression that covers it counts as used.
    pub fn silence(
        &self,
        rule: &str,
        words: impl Fn() -> String,
        offset: usize,
        same_file: impl Fn(usize) -> bool,
    ) -> bool {
        let covering = self.entries.iter().filter(|entry| entry.covers(rule, &words, offset, &same_file));
        covering.map(Entry::mark_used).count() > 0
    }

    /// Whether a misspelled comment was meant to silence a finding, so that its fix must wait; the arguments are those
    /// of [`silence`](Self::silence).
    pub fn holds_fix(
        &self,
        rule: &str,
        words: impl Fn() -> String,
        offset: usize,
        same_file: impl Fn(usize) -> bool,
    ) -> bool {
        self.held.iter().any(|entry| entry.covers(rule, &words, offset, &same_file))
    }

    /// Holds fixes where a comment names a rule that does not exist: those of the rule that was meant, if `check` knows it,
    /// or else all.
    pub fn hold_misspelled(&mut self, check: impl Fn(&str) -> RuleName) {
        let entries = self.entries.iter().chain(&self.held);
        let corrected: Vec<Entry> = entries.filter_map(|entry| entry.corrected(&check)).collect();
        self.held.extend(corrected);
    }

    fn read_ours(&mut self, document: &Document, comment: &Comment, rest: &str, prefix: Spelling) {
        let (command, reason) =
            rest.split_once("--").map_or((rest, None), |(command, reason)| (command, Some(reason.trim())));
        let (verb, names) = command.trim_end().split_once(char::is_whitespace).unwrap_or((command.trim_end(), ""));
        let offset = comment.body.start + PREFIX.len() + verb.len();
        let rules = names_in(&document.text()[offset..offset + (command.trim_end().len() - verb.len())], offset);
        debug_assert!(names.trim().is_empty() || !rules.is_empty());
        let has_reason = reason.is_some_and(|reason| !reason.is_empty());
        let idle = IdleComment {
            span: comment.span.clone(),
            message: String::new(),
            is_directive: verb == "enable",
            rules: rules.iter().map(|(name, _)| name.clone()).collect(),
            has_reason,
            rename: None,
        };
        let reach = |verb: &str| match verb {
            "disable-next-line" => Some(Reach::Text(next_line(document, comment.span.end))),
            "disable" => Some(Reach::Text(comment.span.end..end_of_inclusion(document, comment.span.start))),
            "disable-file" => Some(Reach::File(comment.span.start)),
            _ => None,
        };
        let is_exact = prefix == Spelling::Exact;
        if is_exact && verb == "enable" {
            let here = comment.span.start..end_of_inclusion(document, comment.span.start);
            if !self.enable(&rules, &here) {
                let message = "nothing is disabled that this comment could enable".into();
                self.idle.push(IdleComment { message, ..idle });
            }
        } else if let Some(reach) = reach(verb).filter(|_| is_exact) {
            let comment = SuppressionComment { span: comment.span.clone(), has_reason, is_vale: false };
            self.disable(comment, rules, &Which::All, &reach);
        } else if !is_exact || !OTHER_COMMENTS.contains(&format!("{PREFIX}{verb}").as_str()) {
            // Until it is known what was meant, nothing is fixed from here on.
            let near = self.misspelled(document, comment, (verb, idle)).unwrap_or("disable");
            let Some(reach) = reach(near) else { return };
            let held = |rule| Entry::new(0, rule, Which::All, reach.clone());
            self.held.extend(each_or_all(rules).into_iter().map(held));
        }
    }

    fn disable(&mut self, comment: SuppressionComment, rules: Vec<(String, Span)>, which: &Which, reach: &Reach) {
        let index = self.comments.len();
        self.comments.push(comment);
        let entry = |rule| Entry::new(index, rule, which.clone(), reach.clone());
        self.entries.extend(each_or_all(rules).into_iter().map(entry));
    }

    /// Ends what our comments before left open, for the rules named or for all; whether something was.
    fn enable(&mut self, rules: &[(String, Span)], here: &Span) -> bool {
        let mut ended = false;
        for entry in &mut self.entries {
            if self.comments[entry.comment].is_vale {
                continue;
            }
            let named = |rule: &str| rules.iter().any(|(name, _)| name == rule);
            match &entry.rule {
                Some((name, _)) if rules.is_empty() || named(name) => ended |= entry.open(None, here),
                Some(_) => {}
                None if rules.is_empty() => ended |= entry.open(None, here),
                None => {
                    for (rule, _) in rules {
                        ended |= entry.open(Some(rule), here);
                    }
                }
            }
        }
        ended
    }

    /// Notes a directive that does not exist; returns the one that was most likely meant.
    fn misspelled(
        &mut self,
        document: &Document,
        comment: &Comment,
        (verb, idle): (&str, IdleComment),
    ) -> Option<&'static str> {
        let near = meant(verb);
        let hint = near.map(|near| format!("; did you mean `{PREFIX}{near}`?")).unwrap_or_default();
        let start = comment.body.start;
        let written = start..start + PREFIX.len() + verb.len();
        let name = document.text().get(written.clone()).unwrap_or(verb);
        let rename = near.map(|near| (written, format!("{PREFIX}{near}")));
        self.idle.push(IdleComment { message: format!("no comment is called `{name}`{hint}"), rename, ..idle });
        near
    }
}

/// How the prefix of a comment is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Exact,
    Other,
}

/// What our comments can do with rules.
const DIRECTIVES: [&str; 4] = ["disable-next-line", "disable", "disable-file", "enable"];

/// The directive that was most likely meant.
fn meant(verb: &str) -> Option<&'static str> {
    if verb.starts_with("dis") && verb.contains("line") {
        return Some(DIRECTIVES[0]);
    }
    let nearest = crate::strict::nearest(verb, DIRECTIVES);
    DIRECTIVES.into_iter().find(|known| nearest.as_deref() == Some(known))
}

/// What follows the prefix of our comments if it is written in another case, or with other signs than hyphens between its
/// words, before something like a directive: `Redline_Disable`. Hyphens replace those signs, so no byte moves.
fn misspelled_prefix(body: &str) -> Option<String> {
    let (head, rest) = body.split_at_checked(PREFIX.len())?;
    let is_prefix = head.to_ascii_lowercase().replace(['_', ' '], "-") == PREFIX;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_')).unwrap_or(rest.len());
    let verb = rest[..end].to_ascii_lowercase().replace('_', "-");
    (is_prefix && meant(&verb).is_some()).then(|| format!("{verb}{}", &rest[end..]))
}

/// Each of the rules named, or all rules if none is.
fn each_or_all(rules: Vec<(String, Span)>) -> Vec<Option<(String, Span)>> {
    if rules.is_empty() { vec![None] } else { rules.into_iter().map(Some).collect() }
}

/// The rule names in `text`, which stands at `offset`: separated by white space or commas.
fn names_in(text: &str, offset: usize) -> Vec<(String, Span)> {
    text.split([' ', '\t', '\n', '\r', ','])
        .filter(|name| !name.is_empty())
        .map(|name| {
            let start = offset + (name.as_ptr() as usize - text.as_ptr() as usize);
            (name.to_owned(), start..start + name.len())
        })
        .collect()
}

/// The first line after `from` that is neither blank nor only a comment of ours.
fn next_line(document: &Document, from: usize) -> Span {
    let text = document.text();
    let mut start = line_end(text, from);
    while start < text.len() {
        let end = line_end(text, start);
        let line = text[start..end].trim_start_matches(['>', ' ', '\t']).trim();
        let is_comment =
            line.strip_prefix("<!--").is_some_and(|rest| rest.ends_with("-->") && is_ours(rest.trim_start()));
        if !line.is_empty() && !is_comment {
            return start..end;
        }
        start = end;
    }
    text.len()..text.len()
}

/// Where the line that holds `from` ends, its ending included; a lone carriage return ends one too.
fn line_end(text: &str, from: usize) -> usize {
    let Some(at) = text[from..].find(['\n', '\r']).map(|at| from + at) else { return text.len() };
    at + if text[at..].starts_with("\r\n") { 2 } else { 1 }
}

/// Where the file that holds `offset` ends in the text: an include's comments end with it.
fn end_of_inclusion(document: &Document, offset: usize) -> usize {
    let around = document.expansion().fragment.included().iter().filter(|span| span.contains(&offset));
    // One more than the text, so that findings at its very end are covered.
    around.map(|span| span.end).min().unwrap_or(document.text().len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn read(text: &str) -> (Document, Suppressions) {
        let document = Document::of_text(text, &Dialect::default());
        let suppressions = Suppressions::read(&document);
        (document, suppressions)
    }

    /// Whether `rule` is silenced at the last `@` of the text.
    fn silenced(rule: &str, text: &str) -> bool {
        let (document, suppressions) = read(text);
        suppressions.silence(rule, || "@".to_owned(), document.text().rfind('@').unwrap(), |_| true)
    }

    #[test]
    fn the_next_line_is_the_next_one_with_words() {
        assert!(silenced("a", "<!-- redline-disable-next-line a -- why -->\n@"));
        assert!(silenced("a", "<!-- redline-disable-next-line a -->\n<!-- redline-disable-next-line b -->\n\n@"));
        assert!(!silenced("a", "<!-- redline-disable-next-line a -->\nx\n@"));
        assert!(!silenced("a", "<!-- redline-disable-next-line b, c -->\n@"));
        assert!(silenced("c", "<!-- redline-disable-next-line b, c -->\n@"));
        assert!(silenced("a", "<!-- redline-disable-next-line a -->\r\n\r\n@"));
        assert!(silenced("a", "<!-- redline-disable-next-line a -->\r@\rx"));
    }

    #[test]
    fn a_range_ends_where_it_is_enabled() {
        assert!(silenced("a", "<!-- redline-disable -->\n\nx\n\n@"));
        assert!(!silenced("a", "<!-- redline-disable a -->\n\nx\n\n<!-- redline-enable a -->\n\n@"));
        assert!(silenced("b", "<!-- redline-disable -->\n\nx\n\n<!-- redline-enable a -->\n\n@"));
        assert!(!silenced("a", "<!-- redline-disable -->\n\nx\n\n<!-- redline-enable a -->\n\n@"));
        assert!(silenced("a", "@\n\n<!-- redline-disable-file a -->\n"));
    }

    #[test]
    fn comments_for_vale_are_understood() {
        assert!(silenced("a", "<!-- vale off -->\n\n@"));
        assert!(!silenced("a", "<!-- vale off -->\n\nx\n\n<!-- vale on -->\n\n@"));
        assert!(silenced("Google.We", "<!-- vale Google.We = NO -->\n\n@"));
        assert!(!silenced("Google.We", "<!-- vale Google.We = NO -->\n\n<!-- vale Google.We = YES -->\n\n@"));
    }

    #[test]
    fn comments_for_vale_name_words_and_styles() {
        assert!(silenced("Google.We", "<!-- vale Google.We[\"x\", \"@\"] = NO -->\n\n@"));
        assert!(!silenced("Google.We", "<!-- vale Google.We[\"x\"] = NO -->\n\n@"));
        assert!(!silenced("Google.Will", "<!-- vale Google.We[\"@\"] = NO -->\n\n@"));
        let reopened = "<!-- vale Google.We[\"x\", \"@\"] = NO -->\n\n<!-- vale Google.We[\"@\"] = YES -->\n\n@";
        assert!(!silenced("Google.We", reopened));
        // One word more does not open the rule.
        assert!(silenced("Google.We", "<!-- vale Google.We = NO -->\n\n<!-- vale Google.We[\"@\"] = YES -->\n\n@"));
        assert!(silenced("Google.We", "<!-- vale style = proselint -->\n\n@"));
        assert!(!silenced("Google.We", "<!-- vale styles = proselint, Google -->\n\n@"));
        assert!(!silenced("Google.We", "<!-- vale style = proselint -->\n\n<!-- vale style = Google -->\n\n@"));
        assert!(!silenced("heading-case", "<!-- vale style = proselint -->\n\n@"));
    }

    #[test]
    fn comments_for_vale_set_a_flag_for_each_name() {
        let on = "<!-- vale on -->\n\n";
        let rule = |state: &str| format!("<!-- vale T.We = {state} -->\n\n");
        let style = |state: &str| format!("<!-- vale T = {state} -->\n\n");
        assert!(silenced("T.We", &format!("{}{on}@", rule("NO"))), "`on` clears `off` alone");
        assert!(silenced("T.We", &format!("<!-- vale off -->\n\n{}@", rule("YES"))), "`off` is for all");
        assert!(silenced("T.We", &format!("{}{}@", style("NO"), rule("YES"))), "the flag of the style is another");
        assert!(!silenced("T.We", &format!("{}<!-- vale style = T -->\n\n@", style("NO"))));
        let other = "<!-- vale style = U -->\n\n";
        assert!(!silenced("T.We", &format!("{other}{}@", style("YES"))));
        assert!(silenced("T.We", &format!("{other}{}@", rule("YES"))));
        assert!(!silenced("T.We", "<!-- vale T[\"@\"] = NO -->\n\n@"), "words are those of a rule");
        assert!(!silenced("T.We", "<!-- vale NO -->\n\n@"), "no command");
    }

    #[test]
    fn comments_in_code_do_nothing() {
        assert!(!silenced("a", "`<!-- redline-disable -->`\n\n```\n<!-- redline-disable -->\n```\n\n@"));
    }

    #[test]
    fn a_misspelled_comment_holds_fixes_back() {
        let held = |rule: &str, text: &str| {
            let (document, mut suppressions) = read(text);
            suppressions.hold_misspelled(|name| match name {
                "rule" | "other" => RuleName::Known,
                "rul" => RuleName::Meant("rule".to_owned()),
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
    fn comments_that_can_do_nothing_are_told() {
        let (_, suppressions) =
            read("<!-- redline-enable a -->\n\n<!-- redline-disabel a -->\n\n<!-- redline-template guide -->\n");
        let messages: Vec<_> = suppressions.idle.iter().map(|idle| idle.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "nothing is disabled that this comment could enable",
                "no comment is called `redline-disabel`; did you mean `redline-disable`?"
            ]
        );
    }
}
