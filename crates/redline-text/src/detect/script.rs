//! Scripts, and the languages written in them.

use super::OtherLanguage;

/// A script that languages of books are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the scripts")]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    /// Thai; also Lao, Khmer and Burmese, which have no spaces between words either.
    Thai,
    Han,
    Kana,
    Hangul,
}

const SCRIPTS: usize = Script::Hangul as usize + 1;

impl Script {
    /// The script of a letter, if it is one of these.
    pub fn of(c: char) -> Option<Self> {
        Some(match c {
            '×' | '÷' => return None,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{980}'..='\u{9ff}' => Self::Bengali,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Self::Thai,
            '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Kana,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Self::Hangul,
            '々'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => return None,
        })
    }
}

/// Whether the letter's script has no spaces between words.
pub fn is_unspaced(c: char) -> bool {
    !c.is_ascii() && matches!(Script::of(c), Some(Script::Han | Script::Kana | Script::Thai))
}

/// Counts of the letters of each script, and of letters that separate languages of one script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    by_script: [u32; SCRIPTS],
    ukrainian: u32,
    russian: u32,
    persian: u32,
}

impl Letters {
    /// Adds the counts of another text.
    pub(super) fn add(&mut self, other: &Self) {
        self.by_script.iter_mut().zip(other.by_script).for_each(|(count, more)| *count += more);
        self.ukrainian += other.ukrainian;
        self.russian += other.russian;
        self.persian += other.persian;
    }

    /// Adds letters of Latin script.
    pub(super) fn add_latin(&mut self, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let latin = &mut self.by_script[Script::Latin as usize];
        *latin = latin.saturating_add(count);
    }

    /// Adds a character if it is a letter.
    pub(super) fn add_letter(&mut self, c: char) {
        let Some(script) = Script::of(c) else { return };
        self.by_script[script as usize] += 1;
        match c {
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => self.ukrainian += 1,
            'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => self.russian += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
            _ => {}
        }
    }

    fn of(&self, script: Script) -> u32 {
        self.by_script[script as usize]
    }

    /// The language of a text of which a quarter or more is in another script than the Latin one.
    pub(super) fn other_than_latin(&self) -> Option<OtherLanguage> {
        // A letter that is a syllable or a word carries as much as about three others.
        const LETTERS_OF_SYLLABLE: u64 = 3;
        // Fewer may be a name or a sign.
        const LEAST: u64 = 8;
        let weight = |script: Script| {
            let is_syllable = matches!(script, Script::Han | Script::Kana | Script::Hangul);
            u64::from(self.of(script)) * if is_syllable { LETTERS_OF_SYLLABLE } else { 1 }
        };
        let east_asian = [Script::Han, Script::Kana, Script::Hangul].map(weight).iter().sum::<u64>();
        let alphabets = [
            (Script::Greek, ("el", "Greek")),
            (Script::Cyrillic, self.cyrillic()),
            (Script::Hebrew, ("he", "Hebrew")),
            (Script::Arabic, self.arabic()),
            (Script::Devanagari, ("hi", "Hindi")),
            (Script::Bengali, ("bn", "Bengali")),
            (Script::Thai, ("th", "Thai")),
        ];
        let others = alphabets.iter().map(|(script, _)| weight(*script)).sum::<u64>() + east_asian;
        if others < LEAST || others * 4 < others + weight(Script::Latin) {
            return None;
        }
        let weighed = alphabets.into_iter().map(|(script, language)| (weight(script), language));
        let (_, (tag, name)) = weighed.chain([(east_asian, self.east_asian())]).max_by_key(|(weight, _)| *weight)?;
        Some(OtherLanguage { tag, name })
    }

    fn cyrillic(&self) -> (&'static str, &'static str) {
        if self.ukrainian > self.russian { ("uk", "Ukrainian") } else { ("ru", "Russian") }
    }

    fn arabic(&self) -> (&'static str, &'static str) {
        if self.persian * 20 > self.of(Script::Arabic) { ("fa", "Persian") } else { ("ar", "Arabic") }
    }

    fn east_asian(&self) -> (&'static str, &'static str) {
        let [han, kana, hangul] = [Script::Han, Script::Kana, Script::Hangul].map(|script| self.of(script));
        match () {
            () if kana * 10 >= han.max(1) && kana > hangul => ("ja", "Japanese"),
            () if hangul > han => ("ko", "Korean"),
            () => ("zh", "Chinese"),
        }
    }
}
