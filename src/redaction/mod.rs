//! Names that no report may show: masked in both versions before anything is made of them, and looked for in what was built.
//!
//! A name is looked for as a reader would recognise it: whatever its case and width, with markup, soft hyphens or tags in
//! it, hyphenated at the end of a line, with spaces, hyphens or nothing between its words, spelled out, in letters that look
//! the same, with its umlauts transcribed, and encoded. What is found too often is masked too often; what is missed would
//! be a leak.

mod decode;
mod file;
mod folded;
mod html;
mod letters;
mod markup;
mod names;
mod pattern;
mod word;

use std::path::{Path, PathBuf};

use crate::document::{Dialect, Document};
use crate::source::Span;
use decode::{characters, unescaped};
pub use file::FileText;
use folded::Folded;
use markup::Markup;
use names::{Entry, Fault};
pub use pattern::Match;
use pattern::Pattern;

/// The variable that names the file of names.
pub const VARIABLE: &str = "REDLINE_REDACT";

/// Why names could not be masked. No message holds a name.
#[derive(Debug, thiserror::Error)]
pub enum RedactionError {
    /// The file of names cannot be read.
    #[error("the file of names {} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file of names is not one.
    #[error("{} is no file of names: line {line}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong in it.
        message: String,
    },
    /// The file of names is in the repository, where everybody can read it.
    #[error("{0} is in the repository and not ignored by it: the names in it would be published")]
    Published(String),
    /// A name is left in a report.
    #[error("a name that should be masked is left in the report of {chapter}, at byte {offset}: nothing was written")]
    Left {
        /// The chapter.
        chapter: String,
        /// Where in the report.
        offset: usize,
    },
    /// Another error, the message of which has its names masked.
    #[error("{0}")]
    Other(String),
}

/// The names, and what stands for each.
#[derive(Debug, Default)]
pub struct Redaction {
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    pattern: Pattern,
    mask: String,
}

impl Redaction {
    /// Reads a file of names.
    ///
    /// # Errors
    /// If it cannot be read, is none, or is in the repository around it.
    pub fn load(path: &Path) -> Result<Self, RedactionError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| RedactionError::Unreadable { path: path.to_owned(), source })?;
        let is_public = is_published(path);
        let parsed = names::entries(&text).and_then(|entries| Self::of_entries(&entries));
        if is_public {
            let shown = path.display().to_string();
            return Err(RedactionError::Published(parsed.map_or(shown.clone(), |names| names.message(&shown))));
        }
        parsed.map_err(|Fault { line, message }| RedactionError::Invalid { path: path.to_owned(), line, message })
    }

    /// The names in the file that the configuration of the book at `root` names, or the environment; `None` if neither does.
    ///
    /// # Errors
    /// If the file cannot be used.
    pub fn of(file: Option<&Path>, root: &Path) -> Result<Option<Self>, RedactionError> {
        let named = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let file = file.map(|file| root.join(file)).or(named);
        file.map(|file| Self::load(&file)).transpose()
    }

    fn of_entries(entries: &[Entry]) -> Result<Self, Fault> {
        let fault = |entry: &Entry, message: &str| Fault { line: entry.line, message: message.to_owned() };
        let mut names = Vec::with_capacity(entries.len());
        for entry in entries {
            let pattern = Pattern::new(&entry.name, entry.matches);
            let pattern = pattern.ok_or_else(|| fault(entry, "a name has letters or digits"))?;
            names.push(Name { pattern, mask: entry.mask.clone() });
        }
        // Of two names that begin alike the longer is meant.
        names.sort_by_key(|name| std::cmp::Reverse(name.pattern.length));
        let redaction = Self { names };
        match entries.iter().find(|entry| redaction.first_in(&entry.mask).is_some()) {
            Some(entry) => Err(fault(entry, "a mask holds a name")),
            None => Ok(redaction),
        }
    }

    /// The places of names in a text, in order and apart, each with the index of its name.
    fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let plain = characters(text);
        let mut found = self.find_in(&Folded::new(&plain));
        // What reads as an escape may be a part of a path, such as `C:\xacme`: both readings count.
        if let Some(decoded) = unescaped(&plain) {
            found.extend(self.find_in(&Folded::new(&decoded)));
            found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
            found.dedup_by(|(span, _), (before, _)| {
                let overlaps = span.start < before.end;
                if overlaps {
                    before.end = before.end.max(span.end);
                }
                overlaps
            });
        }
        found
    }

    fn find_in(&self, text: &Folded) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let matched = |(index, name): (usize, &Name)| Some((name.pattern.matched(text, at)?, index));
            if let Some((end, index)) = self.names.iter().enumerate().find_map(matched) {
                found.push((text.span(at, end), index));
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Where the first name stands in a text.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        self.find(text).first().map(|(span, _)| span.start)
    }

    /// Where the first name stands in a page of HTML: in its text, in the values of its attributes, in its comments and
    /// scripts.
    pub fn first_in_html(&self, page: &str) -> Option<usize> {
        self.first_in(&html::readable(page))
    }

    /// A message with its names masked.
    pub fn message(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (span, name) in self.find(text).into_iter().rev() {
            out.replace_range(span, &format!("[{}]", self.names[name].mask));
        }
        out
    }

    /// An error as it can be shown: itself, or its message with the names in it masked.
    pub fn error<E: std::error::Error + From<RedactionError>>(&self, error: E) -> E {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        if self.first_in(&message).is_none() { error } else { RedactionError::Other(self.message(&message)).into() }
    }

    /// A version of a chapter with its names masked: in prose as `[MASK]`, in code and addresses as a word in the case of
    /// what it stands for, so that they still parse.
    pub fn masked(&self, text: &str, dialect: &Dialect) -> String {
        let found = self.find(text);
        if found.is_empty() {
            return text.to_owned();
        }
        let document = Document::of_text(text, dialect);
        let markup = Markup::of(text, dialect);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (span, name) in found {
            let mask = &self.names[name].mask;
            let source = &text[span.clone()];
            let is_joined = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '.' | '-');
            let joined = text[..span.start].ends_with(is_joined)
                || text[span.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'));
            let (opened, closed) = markup.cut_by(text, &span);
            out.push_str(&text[done..span.start]);
            out.push_str(&opened);
            if document.touches_protected(&span) || joined {
                out.push_str(&in_case_of(source, mask));
            } else {
                out.push_str("\\[");
                out.push_str(mask);
                out.push_str("\\]");
            }
            out.push_str(&closed);
            done = span.end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Makes sure that no name is left in a report.
    ///
    /// # Errors
    /// If one is, with its place and without its letters.
    pub fn check(&self, chapter: &str, report: &str) -> Result<(), RedactionError> {
        self.checked(chapter, self.first_in(report))
    }

    /// Makes sure that no name is left in a report that is HTML.
    ///
    /// # Errors
    /// As for [`Self::check`].
    pub fn check_html(&self, chapter: &str, report: &str) -> Result<(), RedactionError> {
        self.checked(chapter, self.first_in_html(report))
    }

    fn checked(&self, chapter: &str, found: Option<usize>) -> Result<(), RedactionError> {
        // The path may be what holds it.
        found.map_or(Ok(()), |offset| Err(RedactionError::Left { chapter: self.message(chapter), offset }))
    }
}

/// The letters of a mask in the case of what it stands for.
fn in_case_of(source: &str, mask: &str) -> String {
    let plain: String = mask.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let has = |is: fn(char) -> bool| source.chars().any(is);
    match (has(char::is_uppercase), has(char::is_lowercase)) {
        (true, false) => plain.to_uppercase(),
        (true, true) => crate::language::capitalised(&plain.to_lowercase()),
        _ => plain.to_lowercase(),
    }
}

/// Whether a file lies in a repository that does not ignore it: sooner or later it would be committed.
fn is_published(path: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else { return true };
    let Some(root) = path.ancestors().skip(1).find(|folder| folder.join(".git").exists()) else { return false };
    let mut ignored = ignore::gitignore::GitignoreBuilder::new(root);
    let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)).collect();
    for folder in folders.into_iter().rev() {
        // A file that is not there ignores nothing.
        drop(ignored.add(folder.join(".gitignore")));
    }
    drop(ignored.add(root.join(".git").join("info").join("exclude")));
    !ignored.build().is_ok_and(|ignored| ignored.matched_path_or_any_parents(&path, false).is_ignore())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str) -> Redaction {
        Redaction::of_entries(&names::entries(file).unwrap()).unwrap()
    }

    fn redaction() -> Redaction {
        of("[names]\n\"Acme Cloud\" = \"VENDOR\"\nAcme = \"VENDOR\"\nIOP = \"VENDOR-2\"\n")
    }

    fn masked(text: &str) -> String {
        redaction().masked(text, &Dialect::default())
    }

    /// Asserts in which texts names are found, and in which not.
    fn assert_finds(file: &str, found: &[&str], missed: &[&str]) {
        let names = of(file);
        for text in found {
            assert_eq!(names.find(text).len(), 1, "{file}: {text}");
        }
        for text in missed {
            assert_eq!(names.first_in(text), None, "{file}: {text}");
        }
    }

    #[test]
    fn names_are_known_in_every_dress() {
        for text in [
            "Acme",
            "ACME",
            "acme's",
            "**Ac**me",
            "A\u{ad}cme",
            "Ac\u{200b}me",
            "Ac\u{1}m\u{9f}e",
            "Ａｃｍｅ",
            "A&#99;me",
            "&#65cme",
            "&Agrave;cme",
            "Acm&eacute;",
            "Acme\u{301}",
            "%41cme",
            "%2541cme",
            "%u0041cme",
            "Acme Cloud",
            "acme-cloud",
            "AcmeCloud",
            "ACME_CLOUD_KEY",
            "Acme\nCloud",
            "Acme&nbsp;Cloud",
            "Acme%20Cloud",
            "Ac<b>me</b>",
            "A[cm]e",
            "[Ac][x]me",
            "Ac<!-- > -->me",
            "acmes",
            "iop",
            "\\u0041cme",
            "\\x41cme",
            "\\u{41}cme",
            "\\U00000041cme",
            "C:\\xacme",
            "\"\\nacme\"",
        ] {
            assert_eq!(redaction().find(text).len(), 1, "{text}");
        }
        for text in ["a CME", "scheme", "biopsy", "Ac me", "Ac-me", "Ac\n\nme", "Acm&nothing;", "Acm&;", "Acm&amp", ""]
        {
            assert_eq!(redaction().first_in(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_a_line_parts_are_names() {
        assert_finds(
            "names = [\"Acme\", \"Acme Corp\", \"IBM\"]",
            &[
                "Ac-\nme",
                "Ac\u{2010}\r\n   me",
                "> Ac-\n> me",
                "Acme-\ncorp",
                "Ac-<br>me",
                "Ac&shy;\u{ad}me",
                "I-\nBM",
                "Ac<wbr>me",
            ],
            &["Ac-\n\nme", "Ac\nme", "Ac -me"],
        );
    }

    #[test]
    fn letters_that_are_spelled_out_are_names() {
        assert_finds(
            "names = [\"IBM\", \"GE\", \"Acme\"]",
            &[
                "I.B.M.",
                "i.b.m.",
                "I. B. M.",
                "I B M",
                "I-B-M",
                "I&nbsp;B&nbsp;M",
                "**I**.**B**.**M**.",
                "I/B/M",
                "G.E.",
                "G E",
            ],
            &["i b m", "g. e", "g.e.", "g e", "I. B M", "AI.B.M", "I.B.Ms", "I B", "e.g. even"],
        );
        assert_finds("names = [\"Acme\"]", &["A.C.M.E.", "a c m e", "A-c-m-e", "a_c_m_e"], &["A. C.M.E", "Da c m e"]);
        assert_finds("names = [\"EG\", \"IE\"]", &["E.G."], &["e.g.", "i.e.", "(e.g. this)"]);
        assert_eq!(of("names = [\"IBM\"]").masked("The I.B.M. way.", &Dialect::default()), "The \\[VENDOR\\]. way.");
    }

    #[test]
    fn letters_that_look_the_same_are_names() {
        assert_finds(
            "names = [\"Acme\", \"IBM\", \"Horn\"]",
            &[
                "\u{410}cme",
                "\u{410}\u{421}\u{41c}\u{415}",
                "Acm\u{435}",
                "\u{391}cme",
                "\u{406}BM",
                "\u{399}\u{392}\u{39c}",
                "I\u{412}M",
                "\u{1d00}\u{1d04}\u{1d0d}\u{1d07}",
                "\u{1d538}cme",
                "\u{24b6}cme",
                "\u{397}\u{43e}\u{433}n",
            ],
            &["\u{431}cme", "мир", "Άλφα", "Акме"],
        );
        // A name of another script, with letters of ASCII among its own.
        assert_finds("names = [\"\u{411}анк\u{440}ос\"]", &["Бaнкpoc", "БАНКРОС", "банкросу"], &["Банкрут"]);
    }

    #[test]
    fn accents_and_their_transcriptions_are_the_same() {
        let forms =
            ["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u{308}ller", "M&uuml;ller", "M%C3%BCller", "m\\u00fcller"];
        assert_finds("names = [\"Müller\"]", &forms, &["Moeller", "Miller"]);
        assert_finds("names = [\"Mueller\"]", &["Mueller", "Müller", "Mu\u{308}ller"], &["Moller"]);
        assert_finds("names = [\"Strauß & Søn\"]", &["Strauss & Soen", "Strauß Søn", "STRAUSS-SON"], &["Straus Sin"]);
        assert_finds("names = [\"Ångström\", \"Łódź\"]", &["Aangstroem", "Angstrom", "Lodz"], &["Engstrom"]);
        assert_finds("names = [\"Poet\"]", &["poet", "pöt"], &["spot", "pot"]);
    }

    #[test]
    fn short_names_are_known_at_borders_and_not_in_words() {
        let found = [
            "IBM",
            "ibm",
            "IBMs",
            "IBMs'",
            "IBM's",
            "ibms",
            "IBMers",
            "IBMCloud",
            "IBMClient::new()",
            "ibm_cloud",
            "ibm-cloud",
            "getIBM",
            "getIbmKey",
            "XMLIbm",
            "IBM360",
            "IBMCLOUD_KEY",
            "ibmcloud",
            "@ibmcloud/sdk",
            "https://ibmcloud.com",
            "www.ibm.com",
            "ibmcos.net",
            "myibm.com",
            "x@ibmcdn.com",
            "使用IBM云",
            "ІВМ",
            "\"\\nibm\"",
            "text%20ibm",
        ];
        assert_finds("names = [\"IBM\"]", &found, &["aibmx", "sibmond", "ibmn", "fibm"]);
    }

    #[test]
    fn short_names_are_not_looked_for_in_ordinary_words() {
        let ordinary = [
            "page",
            "general",
            "GEneral",
            "GENERAL",
            "Generic_Key",
            "engage",
            "image.png",
            "https://page.com/gecko",
            "gear",
            "gehen",
            "Gebot",
            "https://orange.com",
            "https://generalelectric.com/storage",
            "ages",
            "GEAR",
            "mortgages",
            "George",
            "ges",
        ];
        assert_finds(
            "names = [\"GE\"]",
            &["GE", "GE's", "GEs", "getGE", "GEClient", "ge_key", "https://gecloud.com", "www.ge.com", "GE2"],
            &ordinary,
        );
        assert_finds(
            "names = [\"ING\"]",
            &["ING", "ING-DiBa", "ingdirect.com"],
            &["linting", "buildings", "https://linting.dev", "INGRES"],
        );
        assert_finds(
            "names = [\"GA\", \"Arm\"]",
            &["GAs", "Arm"],
            &["gas", "GAS", "farm", "swarm.io", "alarms", "army", "ARMS"],
        );
        assert_finds("names = [\"3M\"]", &["3M", "3M's", "3MCloud", "3m.com"], &["33M", "a 3"]);
        assert_finds("names = [\"华为\", \"삼성\"]", &["使用华为云", "삼성은"], &["使用中为"]);
    }

    #[test]
    fn names_that_are_common_words_are_known_as_words() {
        assert_finds(
            "[names]\n\"Meta\" = { mask = \"VENDOR\", match = \"word\" }\n",
            &[
                "Meta",
                "meta",
                "Meta's",
                "MetaClient",
                "getMeta",
                "META_KEY",
                "meta.com",
                "https://meta.com",
                "**Me**ta",
                "M\u{435}ta",
                "Me-\nta",
            ],
            &["metadata", "Metadata", "METADATA", "metaphor", "metavariable", "https://metacritic.com", "rheumeta"],
        );
        assert_finds("names = [\"Meta\"]", &["metadata", "Meta"], &["mega"]);
        assert_finds("[names]\nGE = { match = \"anywhere\" }\n", &["page", "GE"], &["gate"]);
        assert_finds(
            "names = [\"AcmeCloud\"]",
            &["Acme Cloud", "acme-cloud", "acmecloud", "Acme.Cloud"],
            &["acme cloud", "Acme, Cloud"],
        );
        assert_finds("names = [\"eBay\"]", &["eBay", "ebay"], &["the bay"]);
    }

    #[test]
    fn short_names_are_masked_in_the_case_of_what_they_stand_in() {
        let text = "The IBM team sells IBMCloud at https://ibmcloud.com with IBMs and `IBMClient::new()`.";
        assert_eq!(
            of("names = [\"IBM\"]").masked(text, &Dialect::default()),
            "The \\[VENDOR\\] team sells VENDORCloud at https://vendorcloud.com with VENDORs and `VENDORClient::new()`."
        );
        assert_eq!(masked("> Use Ac-\n> me now.\n"), "> Use \\[VENDOR\\] now.\n");
    }

    #[test]
    fn pages_are_searched_where_somebody_reads() {
        let names = of("names = [\"Meta\", \"Acme\"]");
        for page in ["<meta charset=\"utf-8\">", "<p class=\"redline-meta\">", "<META>"] {
            assert_eq!(names.first_in_html(page), None, "{page}");
        }
        for page in [
            "<p>Meta</p>",
            "<img alt=\"Meta\">",
            "A<b title=\"a>b\">cme</b>",
            "<!-- Acme -->",
            "<script>acme()</script>",
        ] {
            assert!(names.first_in_html(page).is_some(), "{page}");
        }
        assert!(names.check_html("acme.md", "<p>Acme</p>").is_err_and(|error| !error.to_string().contains("acme")));
    }

    #[test]
    fn no_mask_holds_a_name_and_no_message_either() {
        let entries = names::entries("[names]\nAcme = \"ONE\"\nZyx = \"A-C-M-E\"\n").unwrap();
        let fault = Redaction::of_entries(&entries).unwrap_err();
        assert_eq!((fault.line, fault.message.as_str()), (3, "a mask holds a name"));
        assert_eq!(redaction().message("no file acme/IOP-notes.md"), "no file [VENDOR]/[VENDOR-2]-notes.md");
    }

    #[test]
    fn masks_leave_text_that_still_parses() {
        assert_eq!(masked("Use Acme's token."), "Use \\[VENDOR\\]'s token.");
        assert_eq!(
            masked("`ACME_API_KEY` and [x](https://acme.com/Acme)"),
            "`VENDOR_API_KEY` and [x](https://vendor.com/Vendor)"
        );
        assert_eq!(masked("AcmeClient, x@acme.com"), "VendorClient, x@vendor.com");
        assert_eq!(masked("The IOP runs."), "The \\[VENDOR-2\\] runs.");
        assert_eq!(masked("Use Acm&eacute; now."), "Use \\[VENDOR\\] now.");
        assert_eq!(masked("nothing"), "nothing");
    }

    #[test]
    fn markup_that_a_name_cuts_stays_whole() {
        for (text, expected) in [
            ("Use **Ac**me now.", "Use **\\[VENDOR\\]** now."),
            ("Use Ac**me now**.", "Use **\\[VENDOR\\] now**."),
            ("**Use Ac**me.", "**Use \\[VENDOR\\]**."),
            ("A*c*me _Acme_", "\\[VENDOR\\] _Vendor_"),
            ("**Ac*m*e** ~~Ac~~me", "**\\[VENDOR\\]** ~~\\[VENDOR\\]~~"),
            ("***Ac**me*", "***\\[VENDOR\\]***"),
            ("<b>Ac</b>me A<i>cme</i>", "<b>Vendor</b> <i>Vendor</i>"),
            ("`Ac`me", "`Vendor`"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }
}
