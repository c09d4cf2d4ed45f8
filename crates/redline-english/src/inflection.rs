//! Inflection of English terms: plural, possessive, and the forms of verbs.
//!
//! Regular forms follow the spelling rules of grammars; irregular forms are listed as far as technical prose needs them.

use redline_text::{Form, cased_as};

/// The form of a term. A noun is inflected in its last word, a verb in its first.
pub fn inflect(term: &str, form: Form) -> String {
    match form {
        Form::Base => term.to_owned(),
        Form::Plural => last_word(term, plural),
        Form::Possessive => possessive(term),
        Form::PluralPossessive => possessive(&last_word(term, plural)),
        Form::ThirdPerson => first_word(term, third_person),
        Form::Gerund => first_word(term, gerund),
        Form::Past => first_word(term, |word| past(word, false)),
        Form::Participle => first_word(term, |word| past(word, true)),
    }
}

/// Whether a term is plural already: `settings`.
pub fn is_plural(term: &str) -> bool {
    let last = term.rsplit([' ', '-']).next().unwrap_or(term).to_lowercase();
    let ends_as_singular = ["ss", "us", "is", "os", "as"].iter().any(|ending| last.ends_with(ending));
    let is_acronym = term.ends_with(|c: char| c.is_ascii_uppercase());
    last.ends_with('s') && !ends_as_singular && !is_acronym && last.len() > 3
}

fn last_word(term: &str, inflect: impl Fn(&str) -> String) -> String {
    let at = term.rfind([' ', '-']).map_or(0, |at| at + 1);
    format!("{}{}", &term[..at], inflect(&term[at..]))
}

/// Particles of phrasal verbs: `log in`, `log-in`.
const PARTICLES: &[&str] = &["away", "back", "down", "in", "off", "on", "out", "over", "up"];

fn first_word(term: &str, inflect: impl Fn(&str) -> String) -> String {
    let end = term.find(' ').unwrap_or(term.len());
    let (verb, rest) = term.split_at(end);
    match verb.rsplit_once('-') {
        Some((verb, particle)) if PARTICLES.contains(&particle) => format!("{}-{particle}{rest}", inflect(verb)),
        Some((prefix, verb)) => format!("{prefix}-{}{rest}", inflect(verb)),
        None => format!("{}{rest}", inflect(verb)),
    }
}

fn possessive(term: &str) -> String {
    let has_plural_ending = is_plural(term) || term.ends_with("ses") || term.ends_with("xes");
    if has_plural_ending { format!("{term}'") } else { format!("{term}'s") }
}

/// Nouns with an irregular plural.
const IRREGULAR_NOUNS: &[(&str, &str)] = &[
    ("analysis", "analyses"),
    ("appendix", "appendices"),
    ("axis", "axes"),
    ("basis", "bases"),
    ("child", "children"),
    ("crisis", "crises"),
    ("criterion", "criteria"),
    ("datum", "data"),
    ("foot", "feet"),
    ("half", "halves"),
    ("index", "indexes"),
    ("knife", "knives"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("man", "men"),
    ("matrix", "matrices"),
    ("medium", "media"),
    ("mouse", "mice"),
    ("parenthesis", "parentheses"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("schema", "schemas"),
    ("self", "selves"),
    ("shelf", "shelves"),
    ("synopsis", "synopses"),
    ("thesis", "theses"),
    ("vertex", "vertices"),
    ("wife", "wives"),
    ("woman", "women"),
];

/// Nouns without a plural.
const MASS_NOUNS: &[&str] = &[
    "advice",
    "content",
    "data",
    "documentation",
    "equipment",
    "feedback",
    "firmware",
    "hardware",
    "information",
    "knowledge",
    "malware",
    "middleware",
    "metadata",
    "news",
    "series",
    "software",
    "species",
    "storage",
    "traffic",
];

fn plural(word: &str) -> String {
    let lower = word.to_lowercase();
    if is_plural(word) || MASS_NOUNS.contains(&lower.as_str()) {
        return word.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR_NOUNS.iter().find(|(singular, _)| *singular == lower) {
        return cased_as(word, plural);
    }
    let is_acronym = word.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    if !is_acronym {
        if let Some(stem) = stem_of_consonant_y(word) {
            return format!("{stem}ies");
        }
        if ["s", "x", "z", "ch", "sh"].iter().any(|ending| lower.ends_with(ending)) {
            return format!("{word}es");
        }
    }
    format!("{word}s")
}

/// The word without its final `y`, if a consonant precedes it.
fn stem_of_consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    let before = stem.chars().next_back()?;
    (before.is_alphabetic() && !is_vowel(before)).then_some(stem)
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Irregular verbs with their past tense and participle.
const IRREGULAR_VERBS: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bind", "bound", "bound"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("find", "found", "found"),
    ("forget", "forgot", "forgotten"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("overwrite", "overwrote", "overwritten"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("reset", "reset", "reset"),
    ("rewrite", "rewrote", "rewritten"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("spin", "spun", "spun"),
    ("split", "split", "split"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("understand", "understood", "understood"),
    ("wake", "woke", "woken"),
    ("wind", "wound", "wound"),
    ("write", "wrote", "written"),
];

fn third_person(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "have" => cased_as(word, "has"),
        "be" => cased_as(word, "is"),
        "do" | "go" | "undo" | "redo" => format!("{word}es"),
        lower if ["s", "x", "z", "ch", "sh"].iter().any(|ending| lower.ends_with(ending)) => format!("{word}es"),
        _ => match stem_of_consonant_y(word) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{word}s"),
        },
    }
}

fn gerund(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|ending| lower.ends_with(ending)) || lower == "be";
    if let Some(stem) = word.strip_suffix('e').filter(|_| !keeps_e) {
        return format!("{stem}ing");
    }
    format!("{}ing", doubled(word))
}

fn past(word: &str, participle: bool) -> String {
    let lower = word.to_lowercase();
    if let Some((_, past, done)) = IRREGULAR_VERBS.iter().find(|(base, _, _)| *base == lower) {
        return cased_as(word, if participle { done } else { past });
    }
    if word.ends_with('e') {
        return format!("{word}d");
    }
    match stem_of_consonant_y(word) {
        Some(stem) => format!("{stem}ied"),
        None => format!("{}ed", doubled(word)),
    }
}

/// Verbs of several syllables with stress on the last, so that the final consonant is doubled.
const STRESSED_AT_THE_END: &[&str] = &[
    "admit", "allot", "commit", "compel", "concur", "confer", "control", "debug", "defer", "emit", "equip", "excel",
    "expel", "forbid", "forget", "infer", "input", "format", "occur", "omit", "output", "patrol", "permit", "prefer",
    "program", "rebut", "recur", "refer", "regret", "remit", "reset", "submit", "transfer", "transmit", "unplug",
    "unzip", "upset",
];

/// The word with its final consonant doubled if spelling requires that before an ending: `log`, `logg-`.
fn doubled(word: &str) -> String {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let [.., before, vowel, last] = letters[..] else {
        return if word.eq_ignore_ascii_case("up") { format!("{word}p") } else { word.to_owned() };
    };
    let closes = !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | 'h') && is_vowel(vowel) && last.is_alphabetic();
    // `qu` is a consonant: `quitting`.
    let is_short = !is_vowel(before) || (before == 'u' && letters.len() > 3 && letters[letters.len() - 4] == 'q');
    let syllables = letters.windows(2).filter(|pair| is_vowel(pair[0]) && !is_vowel(pair[1])).count();
    let lower: String = letters.iter().collect();
    let is_stressed = syllables <= 1 || STRESSED_AT_THE_END.contains(&lower.as_str());
    if closes && is_short && is_stressed { format!("{word}{last}") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_plurals_and_possessives() {
        for (term, many, of_one, of_many) in [
            ("API token", "API tokens", "API token's", "API tokens'"),
            ("access key", "access keys", "access key's", "access keys'"),
            ("library", "libraries", "library's", "libraries'"),
            ("switch", "switches", "switch's", "switches'"),
            ("hash", "hashes", "hash's", "hashes'"),
            ("index", "indexes", "index's", "indexes'"),
            ("URL", "URLs", "URL's", "URLs'"),
            ("class", "classes", "class's", "classes'"),
            ("settings", "settings", "settings'", "settings'"),
            ("status", "statuses", "status's", "statuses'"),
            ("trade-off", "trade-offs", "trade-off's", "trade-offs'"),
            ("child", "children", "child's", "children's"),
            ("software", "software", "software's", "software's"),
        ] {
            let forms = Form::NOUN.map(|form| inflect(term, form));
            assert_eq!(forms, [term, many, of_one, of_many], "{term}");
        }
    }

    #[test]
    fn verbs_have_four_more_forms() {
        for (term, forms) in [
            ("log in", ["logs in", "logging in", "logged in", "logged in"]),
            ("sign out", ["signs out", "signing out", "signed out", "signed out"]),
            ("delete", ["deletes", "deleting", "deleted", "deleted"]),
            ("copy", ["copies", "copying", "copied", "copied"]),
            ("deploy", ["deploys", "deploying", "deployed", "deployed"]),
            ("choose", ["chooses", "choosing", "chose", "chosen"]),
            ("set up", ["sets up", "setting up", "set up", "set up"]),
            ("submit", ["submits", "submitting", "submitted", "submitted"]),
            ("open", ["opens", "opening", "opened", "opened"]),
            ("push", ["pushes", "pushing", "pushed", "pushed"]),
            ("fix", ["fixes", "fixing", "fixed", "fixed"]),
            ("quit", ["quits", "quitting", "quitted", "quitted"]),
            ("tie", ["ties", "tying", "tied", "tied"]),
            ("agree", ["agrees", "agreeing", "agreed", "agreed"]),
            ("re-run", ["re-runs", "re-running", "re-ran", "re-run"]),
            ("log-in", ["logs-in", "logging-in", "logged-in", "logged-in"]),
            ("load", ["loads", "loading", "loaded", "loaded"]),
        ] {
            let found: Vec<String> = Form::VERB[1..].iter().map(|form| inflect(term, *form)).collect();
            assert_eq!(found, forms, "{term}");
        }
    }
}
