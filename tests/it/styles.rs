//! Styles in Vale's format as users configure them: which rules run where, errors in a style, and fixes.

use crate::support::{Report, Run, TestBook, redline};

const WORDS: &str = "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nlink: https://example.com/words\nlevel: warning\n\
                     ignorecase: true\naction:\n  name: replace\nswap:\n  utilize: use\n  access key: API token\n  it is: it's\n  abort: stop|exit\n";

const PASSIVE: &str = "extends: existence\nmessage: \"'%s' is passive.\"\nlevel: suggestion\nignorecase: true\nraw:\n  - \\b(is|are|was)\\b\\s*\n\
                       tokens:\n  - '\\w+ed'\n  - written\n";

const LENGTH: &str =
    "extends: occurrence\nmessage: Long sentence.\nscope: sentence\nlevel: error\nmax: 5\ntoken: '\\b\\w+\\b'\n";

/// A book with a style of three rules.
fn book(text: &str) -> TestBook {
    TestBook::of(text)
        .file("styles/House/Words.yml", WORDS)
        .file("styles/House/Passive.yml", PASSIVE)
        .file("styles/House/Length.yml", LENGTH)
        .redline("packs = []\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]")
}

/// Rule, text and message of each finding.
fn findings(report: &Report) -> Vec<(&str, &str, &str)> {
    report.findings.iter().map(|f| (f.rule.as_str(), f.text.as_str(), f.message.as_str())).collect()
}

#[test]
fn a_style_matches_across_markup_and_never_in_code() {
    let text = "# Guide\n\nUtilize it. This *is* written `utilize` in\n`code`, with {{#include utilize.md}} here.\n\n```\nutilize\n```\n";
    let report = book(text).report(&["--select", "House.Words", "House.Passive"]);
    assert_eq!(
        findings(&report),
        [
            ("House.Words", "Utilize", "Use 'use' instead of 'Utilize'."),
            ("House.Passive", "is* written", "'is written' is passive."),
        ]
    );
}

#[test]
fn rules_of_sentences_see_one_sentence_at_a_time() {
    let report =
        book("# Guide\n\nOne two three. Four five six seven.\n\nOne two three four, five and six.\n").report(&[]);
    assert_eq!(findings(&report), [("House.Length", "One", "Long sentence.")]);
    assert_eq!((report.findings[0].start.line, report.code), (5, 1), "its level is error");
}

#[test]
fn repeated_phrases_are_reported_in_paragraphs_and_sentences() {
    let rule = |more: &str| {
        format!(
            "extends: repetition\nmessage: \"'%s' again\"\nlevel: warning\nalpha: true\n{more}tokens:\n  - '[^\\s]+'\n"
        )
    };
    let text = "# Guide\n\nIt is is so. So it goes on\non. The the end. End.\n\nThat was was. it it it it.\n";
    let found = |rule: &str| -> Vec<String> {
        let book = TestBook::of(text).file("styles/House/Length.yml", LENGTH).file("styles/House/Twice.yml", rule);
        let book = book.redline("packs = []\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]");
        let report = book.report(&["--select", "House.Twice"]);
        report.texts("House.Twice").into_iter().map(str::to_owned).collect()
    };
    assert_eq!(found(&rule("ignorecase: true\n")), ["is is", "The the", "it it", "it it"]);
    assert_eq!(found(&rule("max: 1\n")), ["it it"]);
    assert_eq!(found(&rule("exceptions:\n  - it it\n")), ["is is"]);
}

#[test]
fn nothing_stands_before_a_sentence() {
    let but =
        "extends: existence\nmessage: \"'%s'\"\nscope: SCOPE\nlevel: warning\ntokens:\n  - 'TOKEN'\nnonword: true\n";
    let found = |scope: &str, token: &str, is_word: bool| {
        let rule = but.replace("SCOPE", scope).replace("TOKEN", token);
        let rule = if is_word { rule.replace("nonword: true\n", "") } else { rule };
        // Texts are split into sentences only if some rule has that scope.
        let book = TestBook::of("# Guide\n\nIt is so. But we do, But no.\n").file("styles/House/Length.yml", LENGTH);
        let book = book.file("styles/House/But.yml", &rule);
        let table = "packs = []\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]";
        book.redline(table).report(&[]).texts("House.But").len()
    };
    for is_word in [true, false] {
        assert_eq!(found("sentence", "(?<! )But(?= )", is_word), 1, "{is_word}");
        assert_eq!(found("sentence", "(?<=^)But(?= )", is_word), 1, "{is_word}");
        assert_eq!(found("text", "(?<! )But(?= )", is_word), 1, "text is read by sentences too: {is_word}");
        assert_eq!(found("sentence", "(?<=, )But(?= )", is_word), 1, "{is_word}");
    }
}

#[test]
fn levels_come_from_the_style_and_give_way_to_the_table() {
    let text = "# Guide\n\nUtilize it.\n";
    let with = |rules: &str| {
        let book = book(text).chapter("other.md", "# Other\n\nUtilize that.\n");
        let table = "packs = []\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]\n";
        book.redline(&format!("{table}{rules}")).report(&[])
    };
    let levels = |report: &Report| report.findings.iter().map(|f| f.level.clone()).collect::<Vec<_>>();
    assert_eq!(levels(&with("")), ["warning", "warning"]);
    assert_eq!(levels(&with("[preprocessor.redline.rules]\n\"House.Words\" = \"error\"")), ["error", "error"]);
    assert_eq!(levels(&with("[preprocessor.redline.rules]\nHouse.Words = \"off\"")), Vec::<String>::new(), "unquoted");
    let overridden =
        "[[preprocessor.redline.overrides]]\nfor = [\"other.md\"]\nrules = { \"House.Words\" = \"suggestion\" }";
    assert_eq!(levels(&with(overridden)), ["warning", "suggestion"]);
}

#[test]
fn comments_of_vale_and_of_ours_silence_rules_and_styles() {
    let silenced = |comment: &str| book(&format!("# Guide\n\n{comment}\n\nUtilize it.\n")).report(&[]).findings.len();
    assert_eq!(silenced("<!-- a note -->"), 1);
    assert_eq!(silenced("<!-- vale House.Words = NO -->"), 0);
    assert_eq!(silenced("<!-- vale House = NO -->"), 0);
    assert_eq!(silenced("<!-- vale off -->"), 0);
    assert_eq!(silenced("<!-- redline-disable House.Words -->"), 0);
    let unknown = book("# Guide\n\n<!-- redline-disable House.Wrods -->\n\nText.\n")
        .redline("[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]")
        .report(&[]);
    assert_eq!(unknown.texts("unused-suppression"), ["House.Wrods"]);
    assert!(unknown.findings[0].message.contains("did you mean `House.Words`?"), "{unknown:#?}");
}

#[test]
fn comments_name_words_as_they_read_and_act_on_their_own_file() {
    let words = "<!-- vale House.Words[\"access key\"] = NO -->\n\nAn *access* key and an access&#32;key, abort.\n";
    assert_eq!(
        book(&format!("# Guide\n\n{words}")).report(&["--select", "House.Words"]).texts("House.Words"),
        ["abort"]
    );
    let host = |off: &str, on: &str| {
        let text = format!("# Guide\n\n<!-- {off} -->\n\n{{{{#include part.md}}}}\n\nUtilize it.\n");
        let book = book(&text).file("src/part.md", format!("<!-- {on} -->\n\nAbort it.\n"));
        let report = book.report(&["--select", "House.Words"]);
        report.texts("House.Words").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(host("vale House = NO", "vale House = YES"), ["Abort"]);
    assert_eq!(host("redline-disable House", "redline-enable House"), ["Abort"]);
    assert_eq!(host("vale style = Other", "vale style = House"), ["Abort"]);
}

#[test]
fn fixes_keep_case_repair_articles_and_are_opt_in() {
    let text = "# Guide\n\nUtilize an access key: it is new. See what it is. Abort *access* key.\n";
    let book = book(text);
    book.run(["fix"]);
    assert_eq!(book.read("src/guide.md"), text, "fixes of styles are not safe by default");
    book.run(["fix", "--unsafe"]);
    assert_eq!(
        book.read("src/guide.md"),
        "# Guide\n\nUse an API token: it's new. See what it is. Abort *access* key.\n",
        "what could be two things, or stands across markup, is left alone"
    );
}

#[test]
fn an_action_unknown_to_vale_drops_the_fix_and_not_the_rule() {
    let rule = "extends: existence\nmessage: \"no '%s'\"\nlevel: warning\nnonword: true\n\
                action:\n  name: edit\n  params: [remove, '(s)']\ntokens: ['\\b\\w+\\(s\\)']\n";
    let book = book("# Guide\n\nThe file(s) are read.\n").file("styles/House/Plural.yml", rule);
    book.run(["check"])
        .exits(0)
        .stdout_has("no 'file(s)'")
        .stderr_has("run without a fix: `House.Plural` (`edit` cannot `remove`)");
    book.run(["fix", "--unsafe"]);
    assert_eq!(book.read("src/guide.md"), "# Guide\n\nThe file(s) are read.\n");
}

#[test]
fn tables_in_a_list_are_one() {
    let rule = "extends: substitution\nmessage: \"'%s', not '%s'\"\nlevel: warning\nswap:\n  - smart: clever\n  - wise: able\n    smart: bright\n";
    let report =
        book("# Guide\n\nBe smart and wise.\n").file("styles/House/Swap.yml", rule).report(&["--select", "House.Swap"]);
    assert_eq!(
        findings(&report),
        [("House.Swap", "smart", "'bright', not 'smart'"), ("House.Swap", "wise", "'able', not 'wise'")]
    );
}

#[test]
fn a_missing_word_list_is_reported() {
    let rule = "extends: spelling\nmessage: \"'%s'?\"\nlevel: warning\nignore: [there.txt, gone.txt]\n";
    let book = book("# Guide\n\nA zork and a blorb.\n")
        .file("styles/House/Spell.yml", rule)
        .file("styles/there.txt", "zork\n");
    assert_eq!(book.report(&["--select", "House.Spell"]).texts("House.Spell"), ["blorb"]);
    book.run(["check"]).exits(0).stderr_has("no list of words: `gone.txt`");
}

#[test]
fn an_action_without_a_value_is_ignored() {
    let rule = "extends: existence\nmessage: \"no '%s'\"\nlevel: warning\naction:\ntokens:\n  - smart\n";
    let report =
        book("# Guide\n\nBe smart.\n").file("styles/House/Quotes.yml", rule).report(&["--select", "House.Quotes"]);
    assert_eq!(findings(&report), [("House.Quotes", "smart", "no 'smart'")]);
}

#[test]
fn errors_in_a_style_are_reported_before_any_chapter() {
    let wrong = |rule: &str| book("# Guide\n\nText.\n").file("styles/House/Bad.yml", rule).run(["check"]).exits(2);
    wrong("extends: existence\nmessage: x\ntoken:\n  - a\n")
        .stderr_has("Bad.yml:4: unknown key `token`; did you mean `tokens`?");
    wrong("extends: existance\nmessage: x\n")
        .stderr_has("Bad.yml:1: unknown kind of rule `existance` in `extends`; did you mean `existence`?");
    wrong("extends: existence\nmessage: x\ntokens:\n  - fine\n  - 'a('\n")
        .stderr_has("Bad.yml:5: the expression of `House.Bad`");
    wrong("extends: existence\n\tmessage: x\n").stderr_has("Bad.yml:1: not YAML");
    wrong("message: x\n").stderr_has("`extends` is missing");
    wrong("extends: readability\nmessage: x\nmetrics: [Flesch-Kincade]\n").stderr_has("did you mean `Flesch-Kincaid`?");
    wrong("extends: metric\nmessage: x\nformula: wrods / 2\ncondition: '> 1'\n")
        .stderr_has("nothing is called `wrods`");
    wrong("extends: existence\nmessage: x\naction:\n  name: edit\n  params: [trim, a, b]\ntokens: [a]\n")
        .stderr_has("`edit` cannot `trim` with 2 parameters");
    wrong("a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
           d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n")
        .stderr_has("aliases make the file too large");
    for _ in 0..8 {
        let first =
            book("# Guide\n").file("styles/House/A.yml", "message: x\n").file("styles/House/B.yml", "extends: x\n");
        first.run(["check"]).exits(2).stderr_has("A.yml:1: `extends` is missing");
    }
    let missing = book("# Guide\n").redline("[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"Huose\"]");
    missing.run(["check"]).exits(2).stderr_has("there is no style `Huose`").stderr_has("did you mean `House`?");
    let unknown = book("# Guide\n").redline(
        "rules.\"House.Wrods\" = \"off\"\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]",
    );
    unknown
        .run(["check"])
        .exits(2)
        .stderr_has("unknown rule `House.Wrods`")
        .stderr_has("did you mean `House.Words`?")
        .stderr_has("book.toml:");
}

#[test]
fn sequences_of_words_are_matched_by_spelling() {
    const RULE: &str = "extends: sequence\nmessage: \"'%s' is apart from '%[3]s'\"\nscope: heading\nignorecase: true\ntokens:\n  \
                        - pattern: '\\bif\\b'\n  - pattern: then\n    skip: 2\n";
    let text = "# If so then\n\nWait. If *so* then go; if not, then `then` stay.\n\n- If in a list then not.\n";
    let book = book(text).file("styles/House/Row.yml", RULE);
    let report = book.report(&["--select", "House.Row"]);
    assert_eq!(
        findings(&report),
        [
            ("House.Row", "If *so* then", "'If' is apart from 'then'"),
            ("House.Row", "if not, then", "'if' is apart from ','"),
        ]
    );
    book.file("styles/House/Row.yml", "extends: sequence\nmessage: x\ntokens:\n  - patern: a\n")
        .run(["check"])
        .exits(2)
        .stderr_has("Row.yml:4: unknown key `patern`; did you mean `pattern`?");
}

#[test]
fn sequences_are_matched_by_part_of_speech() {
    const RULE: &str = "extends: sequence\nmessage: \"'%s' before '%s'\"\nlevel: warning\naction:\n  name: edit\n  params:\n    \
                        - regex\n    - '(\\w+) using'\n    - '$1 by using'\ntokens:\n  - tag: NN|NNS\n  - pattern: using\n";
    let text = "# Guide\n\nWe write *parsers* using macros, and by using `x`.\nThe `yard` using it was a tool\n\
                using code. A parser using it.\n";
    let book = book(text).file("styles/House/Noun.yml", RULE);
    assert_eq!(
        findings(&book.report(&["--select", "House.Noun"])),
        [
            ("House.Noun", "parsers* using", "'parsers' before 'using'"),
            ("House.Noun", "`yard` using", "'****' before 'using'"),
            ("House.Noun", "parser using", "'parser' before 'using'"),
        ]
    );
    book.run(["fix", "--unsafe"]);
    assert_eq!(book.read("src/guide.md"), text.replace("parser using", "parser by using"), "not across markup");
}

/// A book whose Vale configuration has these lines for Markdown.
fn vale_book(text: &str, core: &str, section: &str) -> TestBook {
    TestBook::of(text)
        .file("styles/House/Words.yml", WORDS)
        .file(".vale.ini", format!("StylesPath = styles\n{core}\n[*.md]\nBasedOnStyles = House\n{section}\n"))
        .redline("packs = []\n[preprocessor.redline.styles]\nvale-ini = \".vale.ini\"")
}

#[test]
fn comments_in_the_delimiters_of_a_vale_configuration_are_comments() {
    let text = "# Guide\n\nUtilize it. {/* utilize */} Code: `{/* vale off */}`.\n\n{/* vale off */}\n\nUtilize it.\n\n\
                {/* vale on */}\n\nThey utilize it.\n";
    let report = vale_book(text, "", "CommentDelimiters = {/*, */}").report(&[]);
    let lines: Vec<usize> = report.findings.iter().map(|found| found.start.line).collect();
    assert_eq!(lines, [3, 11]);
}

#[test]
fn an_ignore_pattern_that_is_slow_on_a_page_is_tried_on_each_line() {
    let text = format!("# Guide\n\nUtilize **that**.\n\n{}\n\nUtilize it.\n", "word word\n".repeat(30_000));
    let report = vale_book(&text, "", "TokenIgnores = (?s)(.*)\\*\\*").report(&[]);
    let lines: Vec<usize> = report.findings.iter().map(|found| found.start.line).collect();
    assert_eq!(lines, [30_007]);
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[test]
fn packages_that_are_not_installed_are_named_with_the_remedy() {
    let core = "Packages = House, Google, https://example.com/downloads/Other.zip";
    let run = vale_book("# Guide\n\nUtilize it.\n", core, "").run(["check"]);
    assert!(run.stderr.contains("not installed: `Google`, `Other`; run `vale sync`"), "{}", run.stderr);
}

#[test]
fn a_swap_with_two_values_for_a_key_is_noted_and_not_run() {
    let book = book("# Guide\n\nA foo and a utilize.\n")
        .file("styles/House/Twice.yml", "extends: substitution\nmessage: m\nswap:\n  foo: bar\n  foo: baz\n");
    let run = book.run(["check"]);
    assert!(run.stderr.contains("not run: `House.Twice` (a key of `swap` has two values"), "{}", run.stderr);
    assert!(run.stdout.contains("House.Words") && !run.stdout.contains("House.Twice"), "{}", run.stdout);
}

#[test]
fn rules_that_do_not_run_are_noted_once() {
    let rule = "extends: substitution\nmessage: x\nswap:\n  a: b\n  a: c\n";
    let book = book("# Guide\n\nText.\n").file("styles/House/Twice.yml", rule);
    let run = book.run(["check"]).exits(0).stderr_has("not run: `House.Twice` (");
    assert_eq!(run.stderr.matches("House.Twice").count(), 1);
}

#[test]
fn scripts_report_what_they_match() {
    let long = "extends: script\nmessage: \"'%s' is long\"\nscope: raw\nscript: |\n  text := import(\"text\")\n  matches := []\n  \
                start := 0\n  for line in text.split(scope, \"\\n\") {\n    if len(line) > 30 {\n      \
                matches = append(matches, {begin: start, end: start + len(line)})\n    }\n    start += len(line) + 1\n  }\n";
    let file = "text := import(\"text\")\nmatches := []\n// each of them\nfor found in text.re_find(`\\bTODO\\b`, scope, -1) {\n\
                \tmatches = append(matches, {begin: found[0].begin, end: found[0].end, message: \"do %s\"})\n}\n";
    let empty = "extends: script\nmessage: no title\nscope: raw\nscript: 'matches := [{begin: 0, end: 0}]'\n";
    let book = book("# É TODO\n\nA line with *more* than thirty é TODO.\n\nShort, `TODO`.\n")
        .file("styles/House/Long.yml", long)
        .file("styles/House/Todo.yml", "extends: script\nmessage: x\nlimit: 2\nscript: Todo.tengo\n")
        .file("styles/House/Head.yml", "extends: script\nmessage: x\nscope: heading\nscript: Todo.tengo\n")
        .file("styles/House/Title.yml", empty)
        .file("styles/config/scripts/Todo.tengo", file);
    let selected = ["--select", "House.Long", "House.Todo", "House.Head", "House.Title"];
    let report = book.report(&selected);
    assert_eq!(
        findings(&report),
        [
            ("House.Title", "", "no title"),
            ("House.Head", "TODO", "do TODO"),
            ("House.Todo", "TODO", "do TODO"),
            (
                "House.Long",
                "A line with *more* than thirty é TODO.",
                "'A line with *more* than thirty é TODO.' is long"
            ),
            ("House.Todo", "TODO", "do TODO"),
        ],
        "code is hidden from scripts of texts"
    );
    assert!(report.problems.is_empty(), "{report:#?}");
    let book = book.file("styles/config/scripts/Todo.tengo", "matches := []\n");
    assert_eq!(findings(&book.report(&selected)).len(), 2);
    let book = book.chapter("front.md", "---\na: b\n---\n\n# Front\n\nText.\n");
    let titles = book.report(&["--select", "House.Title"]);
    assert_eq!(findings(&titles), [("House.Title", "", "no title"); 2], "front matter hides no finding about the file");
}

#[test]
fn invalid_scripts_are_reported_with_file_and_line() {
    let with = |script: &str| {
        let rule = format!("extends: script\nmessage: x\nscope: raw\n{script}");
        book("# Guide\n\nText.\n")
            .file("styles/House/Bad.yml", &rule)
            .file("styles/config/scripts/Bad.tengo", "a := 1\nfor {\n")
            .run(["check"])
            .exits(2)
    };
    with("script: |\n  a := 1\n  b = 2\n").stderr_has("Bad.yml:6: `b` is not defined");
    with("script: |\n\n  a := 1\n  b = 2\n").stderr_has("Bad.yml:7: `b` is not defined");
    with("script: b = 2\n").stderr_has("Bad.yml:4: `b` is not defined");
    with("script: Bad.tengo\n").stderr_has("Bad.tengo:3: expected `}`, found the end");
    with("script: None.tengo\n").stderr_has("Bad.yml:4: there is no script `None.tengo` in `config/scripts`");
    with("script: ../Bad.tengo\n").stderr_has("Bad.yml:4: there is no script `../Bad.tengo` in `config/scripts`");
    with("").stderr_has("Bad.yml:1: `script` is missing");
    with("script: a := 1\nscrpt: 1\n").stderr_has("Bad.yml:5: unknown key `scrpt`; did you mean `script`?");
}

#[test]
fn scripts_that_fail_or_never_end_are_stopped_and_reported() {
    let rule = |script: &str| format!("extends: script\nmessage: x\nscope: raw\nscript: '{script}'\n");
    let book = book("# Guide\n\nUtilize it.\n")
        .file("styles/House/Endless.yml", rule("for {}"))
        .file("styles/House/Fails.yml", rule("a := 1 / 0"))
        .file("styles/House/Outside.yml", rule("matches := [{begin: 2, end: 2000}]"));
    let run = book.run(["check", "--format", "short"]).exits(2).stdout_has("[House.Words]");
    run.stderr_has("the rule `House.Endless` takes too long here and was stopped")
        .stderr_has("the script of `House.Fails` failed here and was stopped: line 1: a number is divided by zero")
        .stderr_has("the script of `House.Outside` failed here and was stopped: line 1: a match from 2 to 2000 is not in the text");
}

#[test]
fn a_regex_with_too_many_steps_is_stopped_and_reported() {
    // All pairs of adjacent characters of a match occur in the text, but not in one place.
    let text = format!("# Guide\n\n{}! Ac, bd\n\nUtilize it.\n", "a".repeat(300_000));
    let book = book(&text).file(
        "styles/House/Bad.yml",
        "extends: existence\nmessage: x\nnonword: true\ntokens:\n  - '(?i)(?:a+)+[bc]d'\n",
    );
    let run = book.run(["check", "--format", "short"]).exits(2).stdout_has("[House.Words]");
    run.stderr_has("the rule `House.Bad` takes too long here and was stopped");
}

#[test]
fn odd_rules_report_nothing_and_stop_nothing() {
    let nested = "(?:".repeat(30) + "a" + &")".repeat(30);
    let odd = [
        "extends: substitution\nmessage: x\nswap: {}\n".to_owned(),
        "extends: consistency\nmessage: x\neither: {}\n".to_owned(),
        "extends: existence\nmessage: x\ntokens: []\n".to_owned(),
        "extends: existence\nmessage: x\nnonword: true\ntokens: ['(?:(?:(?:(?:){1000}){1000}){1000}){1000}', '$', '^']\n".to_owned(),
        format!("extends: existence\nmessage: x\ntokens: ['{nested}b']\n"),
    ];
    for rule in odd {
        let report = book("# Guide\n\nUtilize it.\n").file("styles/House/Odd.yml", &rule).report(&[]);
        assert!(report.problems.is_empty(), "{rule}: {report:#?}");
        assert_eq!(report.texts("House.Words"), ["Utilize"], "{rule}");
    }
}

#[test]
fn a_megabyte_on_one_line_takes_linear_time() {
    let text = format!("# Guide\n\n{}\n", "utilize it as it is. ".repeat(50_000));
    let book = book(&text).file(
        "styles/House/Back.yml",
        "extends: existence\nmessage: x\nnonword: true\nlimit: 1\nexceptions: [it is]\ntokens: ['z+']\n",
    );
    let started = std::time::Instant::now();
    let run = book.run(["check", "--format", "short", "--select", "House.Words"]);
    assert_eq!(run.stdout.matches("House.Words").count(), 100_000);
    // Quadratic work on this would take hours.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn a_vale_configuration_decides_which_rules_run_where() {
    let book = book("# Guide\n\nUtilize it. The widget is written by Foobar.\n")
        .chapter("deep/other.md", "# Other\n\nUtilize that $utilize$.\n")
        .file("styles/config/vocabularies/Base/accept.txt", "Foobar\n")
        .file("styles/config/vocabularies/Base/reject.txt", "widget\n")
        .file(
            "vale.ini",
            "StylesPath = styles\nMinAlertLevel = warning\nVocab = Base\n\n[*]\nTokenIgnores = (\\$[^$]+\\$)\n\n[*.md]\n\
             BasedOnStyles = Vale, House\nHouse.Length = NO\n\n[src/deep/*.md]\nHouse.Words = error\n",
        )
        .redline("packs = []\nfail-on = \"never\"\n[preprocessor.redline.styles]\nvale-ini = \"vale.ini\"");
    let report = book.report(&[]);
    assert_eq!(
        report.findings.iter().map(|f| (f.rule.as_str(), f.text.as_str(), f.level.as_str())).collect::<Vec<_>>(),
        [("House.Words", "Utilize", "error"), ("House.Words", "Utilize", "error"), ("Vale.Avoid", "widget", "error"),],
        "a level holds everywhere, as for Vale"
    );
    assert_eq!(
        book.report(&["--select", "Vale.Spelling"]).findings.len(),
        0,
        "what a vocabulary accepts is spelled right"
    );
    let book = book.chapter("typo.md", "# Typo\n\nA wrold.\n");
    assert_eq!(book.report(&["--select", "Vale.Spelling"]).texts("Vale.Spelling"), ["wrold"]);
}

#[test]
fn styles_are_listed_explained_and_linked() {
    let book = book("# Guide\n\nUtilize it.\n");
    book.run(["rules"]).exits(0).stdout_has("House.Passive").stdout_has("broken-anchor");
    let config = book.run(["config"]).exits(0).stdout_has("\"House.Words\" = \"warning\"");
    toml::from_str::<toml::Table>(&config.stdout).expect("what is shown is TOML");
    book.run(["explain", "House.Words"]).exits(0).stdout_has("https://example.com/words").stdout_has("Words.yml");
    let run = Run::of(redline().args(["check", "--format", "json"]).current_dir(book.root()));
    assert!(run.stdout.contains("\"link\":\"https://example.com/words\""), "{run:#?}");
    book.run(["check", "--format", "vale"]).stdout_has("src/guide.md:3:1:House.Words:Use 'use' instead of 'Utilize'.");
}

#[test]
fn builds_and_checks_find_the_same() {
    let book = book("# Guide\n\n{{#include part.md}}\n\nUtilize it.\n").file("src/part.md", "Utilize the part.\n");
    let report = book.report(&[]);
    assert_eq!(report.places(), ["guide.md:5:1 House.Words", "part.md:1:1 House.Words"]);
    let run = book.run(["build".as_ref(), "--dest-dir".as_ref(), book.outside().join("out").as_os_str()]).exits(0);
    assert_eq!(run.stderr.matches("Use 'use' instead of").count(), 2, "{run:#?}");
}

#[test]
fn a_style_may_bring_its_own_dictionary_and_lists() {
    let text = "# Wrold\n\nThe (wrold) of “frobs” and `wrold` isn’t accpeted; FooBar x86 e-mial.\n";
    let book = TestBook::of(text)
        .file("styles/House/Spell.yml", "extends: spelling\nmessage: \"Did you mean '%s'?\"\nlevel: error\nignore:\n  - words.txt\nappend: true\ndictionaries:\n  - own\n")
        .file("styles/config/ignore/words.txt", "Wrold\n")
        .file("styles/config/dictionaries/own.dic", "1\nfrob/S\n")
        .file("styles/config/dictionaries/own.aff", "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n")
        .redline("packs = []\nstyles = { path = \"styles\", use = [\"House\"] }\nfail-on = \"never\"");
    assert_eq!(book.report(&[]).texts("House.Spell"), ["wrold", "accpeted"]);
    let broken = book.file("styles/House/Spell.yml", "extends: spelling\nmessage: x\ndictionaries: [nowhere]\n");
    broken.run(["check"]).exits(2).stderr_has("there is no dictionary `nowhere`");
}
