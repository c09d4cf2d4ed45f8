//! Misspelled and unknown words as authors meet them: the real binary over a book.

use crate::support::{Finding, TestBook};

/// The misspellings of a book of one chapter.
fn misspellings(text: &str) -> Vec<(String, Option<String>)> {
    let fix = |finding: &Finding| {
        let edits = finding.fix.as_ref().map(|fix| &fix.edits);
        edits.and_then(|edits| edits.last()).map(|edit| edit.text.clone())
    };
    let report = TestBook::of(&format!("# A\n\n{text}\n")).redline("").report(&["--select", "misspelling"]);
    report.findings.iter().map(|finding| (finding.text.clone(), fix(finding))).collect()
}

#[test]
fn words_names_and_other_languages_are_left_alone() {
    for text in [
        "The supertrait and its subchart keep vnodes in a sizet.",
        "We rerank rvalues and lvalues.",
        "A megamorphic call goes through libgc.",
        "The stats are visualised in the data centre.",
        "**R**esource **a**cquisition is initialisation.",
        "Write `recieve`, not \"recieve\".",
        "See [protols](https://example.org/protols).",
        "Its raison d'être is an extensibly typed matric potential.",
        "The interpolar and colinear points are far away.",
        "Call fieldof!(A, b) or occured() on it.",
        "Create a datasheet; minify it; monomorphize or monomorphise it.",
        "Simpy and astroid parse with semver.",
        "It is pre-empted, re-entrant and GCC-like.",
        "With -foo and --recieve it runs.",
        "In src/libary.rs and libary::new, or libary_v2, it is.",
        "The rwlock, the psync and the kstatus wait.",
        "A text of Professor Wirth says so.",
        "El servidor está disponible y permite usar la consola.",
        "All d\"istributed parts wait, and LEB128 varints are refcounted.",
        "See [the offer][rc-schol] for those who recieve_it.",
        "A list of tools:\n\n- detekt\n- ktlint",
    ] {
        assert_eq!(misspellings(text), [], "{text}");
    }
}

#[test]
fn words_of_every_source_are_found_with_their_correction() {
    let names = "We use Kotlin and JavaScript with auditwheel here. ".repeat(12);
    for (text, word, correction) in [
        ("It is conceputally the same.", "conceputally", "conceptually"),
        ("It is incredilby fast.", "incredilby", "incredibly"),
        ("A realisic view.", "realisic", "realistic"),
        ("The syntex of it.", "syntex", "syntax"),
        ("Alternatelly, it waits.", "Alternatelly", "Alternately"),
        ("This will necesitate more.", "necesitate", "necessitate"),
        ("One more componnt is there.", "componnt", "component"),
        ("The toochain is here.", "toochain", "toolchain"),
        ("We run audtiwheel now.", "audtiwheel", "auditwheel"),
        ("It is Koltin code.", "Koltin", "Kotlin"),
        ("It is Javsacript code.", "Javsacript", "JavaScript"),
        ("A GCC-sytle option.", "sytle", "style"),
        ("_Const funcions_ are here.", "funcions", "functions"),
        ("The end ofthe line.", "ofthe", "of the"),
        ("It is orgnaized well.", "orgnaized", "organized"),
        ("With destrcuturing it works.", "destrcuturing", "destructuring"),
        ("For obsevability we log.", "obsevability", "observability"),
        ("It depends on wether it waits.", "wether", "whether"),
        ("It is resistent to it.", "resistent", "resistant"),
        ("The libary's end.", "libary", "library"),
    ] {
        let expected = (word.to_owned(), Some(correction.to_owned()));
        let found = misspellings(&format!("{names}\n\n{text}"));
        assert!(found.contains(&expected), "{text}: {found:?}");
    }
    assert_eq!(misspellings("r[a.namepsace]\nText."), [("namepsace".to_owned(), None)]);
}

#[test]
fn the_message_names_the_source_and_all_corrections_are_offered() {
    let text =
        "# A\n\nWe often recieve an orgnaized list and then a longer list ofthe words in it.\n\nIt is abbout it.\n";
    let report = TestBook::of(text).redline("").report(&["--select", "misspelling"]);
    let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        messages[..3],
        [
            "`recieve` is a misspelling of `receive`",
            "`orgnaized` is most likely a misspelling of `organized`",
            "`ofthe` is two words: `of the`",
        ]
    );
    let several = report.findings.last().expect("a finding");
    assert!(several.help.as_ref().is_some_and(|help| help.contains(" or ")), "{several:?}");
    assert_eq!(several.fix.as_ref().map(|fix| fix.level.as_str()), Some("unsafe"));
}

#[test]
fn words_that_are_accepted_are_not_misspelled() {
    let book = TestBook::of("# A\n\nThe orgnaized list; we recieve it.\n");
    let book = book.redline("rules.spelling = { level = \"off\", accept = [\"orgnaized\"] }");
    assert_eq!(book.report(&[]).texts("misspelling"), ["recieve"]);
}

#[test]
fn a_former_name_is_that_of_the_rule() {
    let text = "# A\n\nWe recieve it.\n";
    for table in [
        "[preprocessor.redline.rules]\nlikely-misspelling = \"off\"\n",
        "[[preprocessor.redline.overrides]]\nfor = [\"**\"]\nrules = { likely-misspelling = \"off\" }\n",
    ] {
        let book = TestBook::of(text).redline("").tables(table);
        book.run(["check"]).exits(0).stderr_has("`likely-misspelling` in `").stderr_has("is now `misspelling`");
        assert_eq!(book.report(&[]).texts("misspelling"), Vec::<&str>::new(), "{table}");
    }
    let both = "[preprocessor.redline.rules]\nlikely-misspelling = \"off\"\nmisspelling = \"error\"\n";
    let book = TestBook::of(text).redline("").tables(both);
    book.run(["check"]).exits(1).stderr_has("which is set too");
    let book = TestBook::of(text).redline("");
    assert_eq!(book.report(&["--select", "likely-misspelling"]).texts("misspelling"), ["recieve"]);
    book.run(["explain", "likely-misspelling"])
        .exits(0)
        .stdout_has("# misspelling\n")
        .stderr_has("is now `misspelling`");
}

#[test]
fn a_former_name_in_comments_and_baselines_is_that_of_the_rule() {
    for comment in ["redline-disable-next-line likely-misspelling", "vale likely-misspelling = NO"] {
        let text = format!("# A\n\n<!-- {comment} -->\nWe recieve it.\n");
        assert!(TestBook::of(&text).redline("").report(&[]).findings.is_empty(), "{comment}");
    }
    let text = "# A\n\n<!-- redline-disable likely-misspelling -->\n\nWe recieve it.\n\n<!-- redline-enable misspelling -->\n\nIt occured.\n";
    assert_eq!(TestBook::of(text).redline("").report(&[]).texts("misspelling"), ["occured"]);

    let book = TestBook::of("# A\n\nWe recieve it.\n").redline("");
    book.run(["baseline", "create"]).exits(0);
    let baseline = book.read("redline-baseline.json");
    let former = baseline.replace("\"rule\":\"misspelling\"", "\"rule\":\"likely-misspelling\"");
    assert_ne!(baseline, former);
    let book = book.file("redline-baseline.json", former).redline("baseline = \"redline-baseline.json\"");
    let report = book.report(&[]);
    assert!(report.findings.iter().all(|finding| finding.known == Some(true)), "{report:?}");
    assert_eq!(report.of_rule("stale-baseline").len(), 0);
}

#[test]
fn unknown_words_are_listed_and_accepted() {
    let text = "# A\n\nThe blorptast is zorbified. A blorptast; we recieve it. `Quuxify` it: quuxify.\n";
    let book = TestBook::of(text).redline("");
    let listed = book.run(["words"]).exits(0).stdout;
    assert_eq!(
        listed,
        "blorptast  (2)\n  src/guide.md:3:5\n  src/guide.md:3:31\nzorbified  (1)\n  src/guide.md:3:18\n"
    );
    book.run(["words", ".", "--accept", "recieve"]).exits(2).stderr_has("not among the words");
    book.run(["words", ".", "--accept", "zorbified"])
        .exits(0)
        .stdout_has("added one word")
        .stderr_has("`spelling` is off");
    assert!(!book.run(["words"]).exits(0).stdout.contains("zorbified"));
    book.run(["words", "--accept"]).exits(0);
    book.run(["words"]).exits(0).stderr_has("every word is");
    assert_eq!(book.report(&[]).texts("spelling"), Vec::<&str>::new());
    assert!(book.read("book.toml").contains("accept = [\"zorbified\", \"blorptast\"]"), "{}", book.read("book.toml"));
}
