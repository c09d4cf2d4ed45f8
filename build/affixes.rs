//! The forms of the words of a dictionary in Hunspell's format: as much of the format as the English one uses, and an error
//! for anything else.

use std::collections::BTreeMap;

/// The ending of possessives, which is told of a word and makes no other.
const POSSESSIVE: &str = "'s";

/// What else a file says: how suggestions are made, and compounds, which in English are of digits.
const WITHOUT_FORMS: [&str; 9] =
    ["SET", "TRY", "ICONV", "NOSUGGEST", "COMPOUNDMIN", "ONLYINCOMPOUND", "COMPOUNDRULE", "WORDCHARS", "REP"];

/// The affixes of a dictionary, by their flags.
pub(crate) struct Affixes(BTreeMap<char, Affix>);

struct Affix {
    is_prefix: bool,
    /// Whether it may stand at a word that has another at its other end.
    joins: bool,
    rules: Vec<Rule>,
}

struct Rule {
    /// What the word loses.
    strip: String,
    /// What it is given.
    add: String,
    /// Where its end, or for a prefix its beginning, must be one of these letters, or none of them.
    condition: Vec<Letters>,
}

struct Letters {
    is_negated: bool,
    letters: String,
}

/// A form of a word.
pub(crate) struct Form {
    pub(crate) text: String,
    /// Whether it has a possessive.
    pub(crate) is_possessed: bool,
}

impl Affixes {
    /// Reads an affix file.
    ///
    /// # Errors
    /// What in it is not understood.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut affixes = Self(BTreeMap::new());
        let mut promised = 0;
        let says_something = |line: &&str| {
            let first = line.split_whitespace().next();
            first.is_some_and(|first| !first.starts_with('#') && !WITHOUT_FORMS.contains(&first))
        };
        for line in text.lines().filter(says_something) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            match *fields {
                [kind @ ("PFX" | "SFX"), flag, joins @ ("Y" | "N"), count] => {
                    let affix = Affix { is_prefix: kind == "PFX", joins: joins == "Y", rules: Vec::new() };
                    affixes.0.insert(flag_of(flag, line)?, affix);
                    promised += count.parse::<usize>().map_err(|_| unknown(line))?;
                }
                // What stands behind a stroke would be affixes of affixes.
                ["PFX" | "SFX", flag, strip, add, condition] if !add.contains('/') => {
                    let none = |field: &str| if field == "0" { String::new() } else { field.to_owned() };
                    let rule = Rule {
                        strip: none(strip),
                        add: none(add),
                        condition: letters(condition).ok_or_else(|| unknown(line))?,
                    };
                    let affix = affixes.0.get_mut(&flag_of(flag, line)?).ok_or_else(|| unknown(line))?;
                    affix.rules.push(rule);
                }
                _ => return Err(unknown(line)),
            }
        }
        let rules = affixes.0.values().map(|affix| affix.rules.len()).sum::<usize>();
        let odd = |affix: &&Affix| affix.rules.iter().any(Rule::is_possessive) && !affix.is_possessive();
        if rules != promised || affixes.0.values().any(|affix| odd(&affix)) {
            return Err(
                "the affixes of the dictionary are not as many as they say, or have possessives of other kinds".into(),
            );
        }
        Ok(affixes)
    }

    /// The forms of a word that has these flags, itself first.
    pub(crate) fn forms(&self, word: &str, flags: &str) -> Vec<Form> {
        let with = |prefixes: bool| {
            let affixes = flags.chars().filter_map(|flag| self.0.get(&flag));
            affixes.filter(move |affix| affix.is_prefix == prefixes)
        };
        let is_possessed = with(false).any(Affix::is_possessive);
        let mut forms = vec![Form { text: word.to_owned(), is_possessed }];
        let mut joined = vec![word.to_owned()];
        for suffix in with(false).filter(|affix| !affix.is_possessive()) {
            let made: Vec<String> = suffix.rules.iter().filter_map(|rule| rule.at_end(word)).collect();
            joined.extend(made.iter().filter(|_| suffix.joins).cloned());
            forms.extend(made.into_iter().map(|text| Form { text, is_possessed: false }));
        }
        for prefix in with(true) {
            for (index, word) in joined.iter().enumerate().take(if prefix.joins { joined.len() } else { 1 }) {
                let made = prefix.rules.iter().filter_map(|rule| rule.at_start(word));
                forms.extend(made.map(|text| Form { text, is_possessed: is_possessed && index == 0 }));
            }
        }
        forms
    }
}

impl Affix {
    /// Whether it makes possessives of any word, and nothing else.
    fn is_possessive(&self) -> bool {
        let is_plain = |rule: &Rule| rule.is_possessive() && rule.strip.is_empty() && rule.takes_any();
        !self.is_prefix && self.joins && matches!(self.rules.as_slice(), [rule] if is_plain(rule))
    }
}

impl Rule {
    fn is_possessive(&self) -> bool {
        self.add == POSSESSIVE
    }

    fn takes_any(&self) -> bool {
        self.condition.iter().all(|of| of.is_negated && of.letters.is_empty())
    }

    fn at_end(&self, word: &str) -> Option<String> {
        let last = |count: usize| word.char_indices().rev().nth(count.checked_sub(1)?).map(|(at, _)| &word[at..]);
        let fits = self.condition.is_empty() || last(self.condition.len()).is_some_and(|end| self.takes(end));
        let stem = word.strip_suffix(self.strip.as_str()).filter(|stem| fits && !stem.is_empty())?;
        Some(format!("{stem}{}", self.add))
    }

    fn at_start(&self, word: &str) -> Option<String> {
        let fits = word.chars().count() >= self.condition.len() && self.takes(word);
        let stem = word.strip_prefix(self.strip.as_str()).filter(|stem| fits && !stem.is_empty())?;
        Some(format!("{}{stem}", self.add))
    }

    fn takes(&self, letters: &str) -> bool {
        self.condition.iter().zip(letters.chars()).all(|(of, letter)| of.letters.contains(letter) != of.is_negated)
    }
}

fn flag_of(field: &str, line: &str) -> Result<char, String> {
    let mut chars = field.chars();
    chars.next().filter(|_| chars.next().is_none()).ok_or_else(|| unknown(line))
}

fn unknown(line: &str) -> String {
    format!("the affixes of the dictionary hold what is not understood: {line}")
}

/// A condition: letters, groups of them in brackets, and a dot for any; `None` if a bracket is not closed.
fn letters(condition: &str) -> Option<Vec<Letters>> {
    let mut found = Vec::new();
    let mut rest = condition.chars();
    while let Some(first) = rest.next() {
        let (is_negated, letters) = match first {
            '[' => {
                let (group, after) = rest.as_str().split_once(']')?;
                rest = after.chars();
                group.strip_prefix('^').map_or_else(|| (false, group.to_owned()), |others| (true, others.to_owned()))
            }
            '.' => (true, String::new()),
            letter => (false, letter.to_string()),
        };
        found.push(Letters { is_negated, letters });
    }
    Some(found)
}
