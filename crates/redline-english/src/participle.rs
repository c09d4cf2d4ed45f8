//! Past participles, recognised by their ending or a list.

/// Participles of transitive verbs that do not end in `-ed`.
const IRREGULAR: &[&str] = &[
    "begun",
    "bought",
    "bound",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "cut",
    "dealt",
    "done",
    "drawn",
    "driven",
    "eaten",
    "fed",
    "felt",
    "forbidden",
    "forgotten",
    "fought",
    "found",
    "frozen",
    "given",
    "held",
    "hidden",
    "hit",
    "hurt",
    "kept",
    "known",
    "laid",
    "led",
    "left",
    "lent",
    "lost",
    "made",
    "meant",
    "met",
    "overridden",
    "overwritten",
    "paid",
    "proven",
    "put",
    "read",
    "rebuilt",
    "rewritten",
    "run",
    "said",
    "seen",
    "sent",
    "set",
    "shown",
    "shut",
    "sold",
    "sought",
    "spent",
    "split",
    "spoken",
    "spun",
    "stolen",
    "stored",
    "struck",
    "stuck",
    "taken",
    "taught",
    "thought",
    "thrown",
    "told",
    "torn",
    "understood",
    "undone",
    "won",
    "worn",
    "wound",
    "woven",
    "written",
];

/// Participles of other verbs.
const INTRANSITIVE: &[&str] = &["become", "been", "come", "gone", "got", "gotten", "had"];

/// Whether a word in lower case is most likely a past participle of a transitive verb, which can form the passive voice.
pub fn is_participle(word: &str) -> bool {
    (word.len() > 3 && word.ends_with("ed") && word != "need") || IRREGULAR.contains(&word)
}

/// Whether a word in lower case is most likely the past participle of any verb, so that a preceding *have* is an auxiliary.
pub fn is_any_participle(word: &str) -> bool {
    is_participle(word) || INTRANSITIVE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participles_are_recognised() {
        for word in ["used", "created", "written", "thought", "set"] {
            assert!(is_participle(word) && is_any_participle(word), "{word}");
        }
        assert!(!is_participle("been") && is_any_participle("been"));
        for word in ["red", "need", "write", "wrote", "bed"] {
            assert!(!is_any_participle(word), "{word}");
        }
    }
}
