//! The affixes of a dictionary in Hunspell's format: the part of the format that the English dictionary uses, and an error
//! for anything else.

use std::collections::BTreeMap;

/// The suffix of possessives, which sets a flag of a word instead of adding a form.
const POSSESSIVE: &str = "'s";

/// Directives without effect on forms: suggestions, and compounds, which in English consist of digits.
const IGNORED: [&str; 9] =
    ["SET", "TRY", "ICONV", "NOSUGGEST", "COMPOUNDMIN", "ONLYINCOMPOUND", "COMPOUNDRULE", "WORDCHARS", "REP"];

/// The affixes of a dictionary, by their flags.
pub(crate) struct Affixes(BTreeMap<char, Affix>);

struct Affix {
    is_prefix: bool,
    /// Whether it combines with an affix at the other end of the word.
    combines: bool,
    rules: Vec<Rule>,
}

struct Rule {
    strip: String,
    add: String,
    /// What the end of the word, or its beginning for a prefix, must match.
    condition: Vec<LetterSet>,
}

struct LetterSet {
    is_negated: bool,
    letters: String,
}

/// A form of a word.
pub(crate) struct Form {
    pub(crate) text: String,
    pub(crate) has_possessive: bool,
}

impl Affixes {
    /// Parses an affix file.
    ///
    /// # Errors
    /// If it has an unsupported line, or not as many rules as it declares.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut affixes = Self(BTreeMap::new());
        let mut declared = 0;
        let is_relevant = |line: &&str| {
            let first = line.split_whitespace().next();
            first.is_some_and(|first| !first.starts_with('#') && !IGNORED.contains(&first))
        };
        for line in text.lines().filter(is_relevant) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            match *fields {
                [kind @ ("PFX" | "SFX"), flag, combines @ ("Y" | "N"), count] => {
                    let affix = Affix { is_prefix: kind == "PFX", combines: combines == "Y", rules: Vec::new() };
                    affixes.0.insert(parse_flag(flag, line)?, affix);
                    declared += count.parse::<usize>().map_err(|_| unsupported(line))?;
                }
                // A slash would introduce affixes of affixes.
                ["PFX" | "SFX", flag, strip, add, condition] if !add.contains('/') => {
                    let text = |field: &str| if field == "0" { String::new() } else { field.to_owned() };
                    let rule = Rule {
                        strip: text(strip),
                        add: text(add),
                        condition: parse_condition(condition).ok_or_else(|| unsupported(line))?,
                    };
                    let affix = affixes.0.get_mut(&parse_flag(flag, line)?).ok_or_else(|| unsupported(line))?;
                    affix.rules.push(rule);
                }
                _ => return Err(unsupported(line)),
            }
        }
        affixes.validate(declared)?;
        Ok(affixes)
    }

    fn validate(&self, declared: usize) -> Result<(), String> {
        let count = self.0.values().map(|affix| affix.rules.len()).sum::<usize>();
        if count != declared {
            return Err(format!("the affix file declares {declared} rules and has {count}"));
        }
        let is_mixed = |affix: &Affix| affix.rules.iter().any(Rule::is_possessive) && !affix.is_possessive();
        if self.0.values().any(is_mixed) {
            return Err("the affix file has an unsupported kind of possessive".to_owned());
        }
        Ok(())
    }

    /// The forms of a word with these flags, starting with the word itself.
    pub(crate) fn forms(&self, word: &str, flags: &str) -> Vec<Form> {
        let affixes = |prefixes: bool| {
            let affixes = flags.chars().filter_map(|flag| self.0.get(&flag));
            affixes.filter(move |affix| affix.is_prefix == prefixes)
        };
        let has_possessive = affixes(false).any(Affix::is_possessive);
        let mut forms = vec![Form { text: word.to_owned(), has_possessive }];
        let mut combining = vec![word.to_owned()];
        for suffix in affixes(false).filter(|affix| !affix.is_possessive()) {
            let suffixed: Vec<String> = suffix.rules.iter().filter_map(|rule| rule.append_to(word)).collect();
            combining.extend(suffixed.iter().filter(|_| suffix.combines).cloned());
            forms.extend(suffixed.into_iter().map(|text| Form { text, has_possessive: false }));
        }
        for prefix in affixes(true) {
            let count = if prefix.combines { combining.len() } else { 1 };
            for (index, word) in combining.iter().enumerate().take(count) {
                let prefixed = prefix.rules.iter().filter_map(|rule| rule.prepend_to(word));
                forms.extend(prefixed.map(|text| Form { text, has_possessive: has_possessive && index == 0 }));
            }
        }
        forms
    }
}

impl Affix {
    /// Whether it forms the possessive of any word, and nothing else.
    fn is_possessive(&self) -> bool {
        let is_plain = |rule: &Rule| rule.is_possessive() && rule.strip.is_empty() && rule.is_unconditional();
        !self.is_prefix && self.combines && matches!(self.rules.as_slice(), [rule] if is_plain(rule))
    }
}

impl Rule {
    fn is_possessive(&self) -> bool {
        self.add == POSSESSIVE
    }

    fn is_unconditional(&self) -> bool {
        self.condition.iter().all(|set| set.is_negated && set.letters.is_empty())
    }

    fn append_to(&self, word: &str) -> Option<String> {
        let last = |count: usize| word.char_indices().rev().nth(count.checked_sub(1)?).map(|(at, _)| &word[at..]);
        let matches = self.condition.is_empty() || last(self.condition.len()).is_some_and(|end| self.matches(end));
        let stem = word.strip_suffix(self.strip.as_str()).filter(|stem| matches && !stem.is_empty())?;
        Some(format!("{stem}{}", self.add))
    }

    fn prepend_to(&self, word: &str) -> Option<String> {
        let matches = word.chars().count() >= self.condition.len() && self.matches(word);
        let stem = word.strip_prefix(self.strip.as_str()).filter(|stem| matches && !stem.is_empty())?;
        Some(format!("{}{stem}", self.add))
    }

    fn matches(&self, letters: &str) -> bool {
        self.condition.iter().zip(letters.chars()).all(|(set, letter)| set.letters.contains(letter) != set.is_negated)
    }
}

fn parse_flag(field: &str, line: &str) -> Result<char, String> {
    let mut chars = field.chars();
    chars.next().filter(|_| chars.next().is_none()).ok_or_else(|| unsupported(line))
}

fn unsupported(line: &str) -> String {
    format!("the affix file has an unsupported line: {line}")
}

/// A condition: letters, sets of them in brackets, and a dot for any letter; `None` if a bracket is not closed.
fn parse_condition(condition: &str) -> Option<Vec<LetterSet>> {
    let mut sets = Vec::new();
    let mut rest = condition.chars();
    while let Some(first) = rest.next() {
        let (is_negated, letters) = match first {
            '[' => {
                let (set, after) = rest.as_str().split_once(']')?;
                rest = after.chars();
                set.strip_prefix('^').map_or_else(|| (false, set.to_owned()), |others| (true, others.to_owned()))
            }
            '.' => (true, String::new()),
            letter => (false, letter.to_string()),
        };
        sets.push(LetterSet { is_negated, letters });
    }
    Some(sets)
}
