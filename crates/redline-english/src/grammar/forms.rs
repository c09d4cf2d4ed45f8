//! The forms of common verbs and countable nouns, with their counts in technical documentation.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The tables, one word a line. The counts are of parts of speech, as the tagger finds them in 9 million words of documentation.
const VERBS: &str = include_str!("../../dictionaries/verbs.tsv");
const NOUNS: &str = include_str!("../../dictionaries/nouns.tsv");

/// A verb.
#[derive(Debug)]
pub struct Verb {
    /// *write*
    pub base: &'static str,
    /// *writes*
    pub third_person: &'static str,
    /// *wrote*
    pub past: &'static str,
    /// *written*
    pub participle: &'static str,
    /// *writing*
    pub gerund: &'static str,
    /// How often the base is a verb, and how often it is a noun.
    pub base_uses: [u32; 2],
    /// How often the third person is a verb, and how often it is a plural noun.
    pub third_person_uses: [u32; 2],
}

/// A noun that has a plural.
#[derive(Debug)]
pub struct Noun {
    /// *entry*
    pub singular: &'static str,
    /// *entries*
    pub plural: &'static str,
    /// How often the singular is a noun, and how often it is a verb.
    pub singular_uses: [u32; 2],
    /// How often the plural is a noun, and how often it is a verb.
    pub plural_uses: [u32; 2],
}

/// What a word may be a form of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forms {
    /// The verb of which it is the base.
    pub base: Option<&'static Verb>,
    /// The verb of which it is the third person.
    pub third_person: Option<&'static Verb>,
    /// The verb of which it is the past tense.
    pub past: Option<&'static Verb>,
    /// The verb of which it is the past participle.
    pub participle: Option<&'static Verb>,
    /// The verb of which it is the gerund.
    pub gerund: Option<&'static Verb>,
    /// The noun of which it is the singular.
    pub singular: Option<&'static Noun>,
    /// The noun of which it is the plural.
    pub plural: Option<&'static Noun>,
}

/// The verbs and nouns of which a word in lower case is a form.
///
/// ```
/// use redline_english::grammar::forms;
///
/// assert_eq!(forms("uses").third_person.unwrap().base, "use");
/// assert_eq!(forms("uses").plural.unwrap().singular, "use");
/// assert!(forms("the").base.is_none());
/// ```
pub fn forms(word: &str) -> Forms {
    FORMS.get(word).copied().unwrap_or_default()
}

/// All common verbs.
pub fn verbs() -> &'static [Verb] {
    &ALL_VERBS
}

static FORMS: LazyLock<FxHashMap<&str, Forms>> = LazyLock::new(|| {
    let mut forms: FxHashMap<&str, Forms> = FxHashMap::default();
    for verb in &*ALL_VERBS {
        forms.entry(verb.base).or_default().base = Some(verb);
        forms.entry(verb.third_person).or_default().third_person = Some(verb);
        forms.entry(verb.past).or_default().past.get_or_insert(verb);
        forms.entry(verb.participle).or_default().participle.get_or_insert(verb);
        forms.entry(verb.gerund).or_default().gerund = Some(verb);
    }
    for noun in &*ALL_NOUNS {
        forms.entry(noun.singular).or_default().singular = Some(noun);
        forms.entry(noun.plural).or_default().plural = Some(noun);
    }
    forms
});

static ALL_VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| {
    let verb = |fields: [&'static str; 9]| Verb {
        base: fields[0],
        third_person: fields[1],
        past: fields[2],
        participle: fields[3],
        gerund: fields[4],
        base_uses: [number(fields[5]), number(fields[6])],
        third_person_uses: [number(fields[7]), number(fields[8])],
    };
    rows(VERBS).map(verb).collect()
});

static ALL_NOUNS: LazyLock<Vec<Noun>> = LazyLock::new(|| {
    let noun = |fields: [&'static str; 6]| Noun {
        singular: fields[0],
        plural: fields[1],
        singular_uses: [number(fields[2]), number(fields[4])],
        plural_uses: [number(fields[3]), number(fields[5])],
    };
    rows(NOUNS).map(noun).collect()
});

/// The lines of a table that have as many fields as wanted; a test shows that all have them.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// A count of the tables, which have nothing but digits there.
fn number(digits: &str) -> u32 {
    digits.bytes().fold(0, |number, digit| number * 10 + u32::from(digit.saturating_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        let lines = |table: &str| table.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(ALL_VERBS.len(), lines(VERBS));
        assert_eq!(ALL_NOUNS.len(), lines(NOUNS));
        let is_number = |field: &str| !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
        assert!(rows::<9>(VERBS).all(|fields| fields[5..].iter().all(|field| is_number(field))));
        assert!(rows::<6>(NOUNS).all(|fields| fields[2..].iter().all(|field| is_number(field))));
    }

    #[test]
    fn forms_of_irregular_words_are_known() {
        assert_eq!(forms("wrote").past.unwrap().participle, "written");
        assert_eq!(forms("written").participle.unwrap().base, "write");
        assert_eq!(forms("dependencies").plural.unwrap().singular, "dependency");
        assert_eq!(number("1051"), 1051);
    }
}
