//! Past participles, known by their endings and a list.

use super::WordList;

/// Those without `-ed`, of verbs that take an object.
static IRREGULAR: WordList<74> = WordList::new([
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
]);

/// Those of verbs that take none.
static WITHOUT_OBJECT: WordList<7> = WordList::new(["become", "been", "come", "gone", "got", "gotten", "had"]);

/// Whether a word in lower case is most likely a past participle that the passive voice is made with.
pub fn is_participle(word: &str) -> bool {
    (word.len() > 3 && word.ends_with("ed") && word != "need") || IRREGULAR.holds(word)
}

/// Whether a word in lower case is most likely the past participle of any verb, before which *have* is no verb of its own.
pub fn is_any_participle(word: &str) -> bool {
    is_participle(word) || WITHOUT_OBJECT.holds(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participles_are_told_from_other_words() {
        for word in ["used", "created", "written", "thought", "set"] {
            assert!(is_participle(word) && is_any_participle(word), "{word}");
        }
        assert!(!is_participle("been") && is_any_participle("been"));
        for word in ["red", "need", "write", "wrote", "bed"] {
            assert!(!is_any_participle(word), "{word}");
        }
    }
}
