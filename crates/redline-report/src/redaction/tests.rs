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

/// Asserts that names are found in the texts of `found` and not in those of `missed`.
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
fn names_match_in_every_form() {
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
        "\\101cme",
        "\\u{41}cme",
        "\\U00000041cme",
        "C:\\xacme",
        "\"\\nacme\"",
    ] {
        assert_eq!(redaction().find(text).len(), 1, "{text}");
    }
    for text in ["a CME", "scheme", "biopsy", "Ac me", "Ac-me", "Ac\n\nme", "Acm&nothing;", "Acm&;", "Acm&amp", ""] {
        assert_eq!(redaction().first_in(text), None, "{text}");
    }
}

#[test]
fn hyphenated_names_match() {
    assert_finds(
        "names = [\"Acme\", \"Acme Corp\", \"IBM\"]",
        &[
            "Ac-\nme",
            "Ac\u{2010}\r\n   me",
            "> Ac-\n> me",
            "Acme-\ncorp",
            "Ac-<br>me",
            "Ac\u{ad}\nme",
            "Ac&shy; \nme",
            "Ac-\\\nme",
            "Ac-  \n  me",
            "Ac&shy;\u{ad}me",
            "I-\nBM",
            "Ac<wbr>me",
        ],
        &["Ac-\n\nme", "Ac\nme", "Ac -me"],
    );
}

#[test]
fn spelled_out_names_match() {
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
fn look_alike_letters_match() {
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
    // A name in another script, mixed with ASCII letters.
    assert_finds("names = [\"\u{411}анк\u{440}ос\"]", &["Бaнкpoc", "БАНКРОС", "банкросу"], &["Банкрут"]);
}

#[test]
fn accents_match_their_transcriptions() {
    let forms =
        ["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u{308}ller", "M&uuml;ller", "M%C3%BCller", "m\\u00fcller"];
    assert_finds("names = [\"Müller\"]", &forms, &["Moeller", "Miller"]);
    assert_finds("names = [\"Mueller\"]", &["Mueller", "Müller", "Mu\u{308}ller"], &["Moller"]);
    assert_finds("names = [\"Strauß & Søn\"]", &["Strauss & Soen", "Strauß Søn", "STRAUSS-SON"], &["Straus Sin"]);
    assert_finds("names = [\"Ångström\", \"Łódź\"]", &["Aangstroem", "Angstrom", "Lodz"], &["Engstrom"]);
    assert_finds("names = [\"Poet\"]", &["poet", "pöt"], &["spot", "pot"]);
}

#[test]
fn short_names_match_at_word_boundaries() {
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
fn short_names_do_not_match_in_ordinary_words() {
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
fn names_that_are_common_words_match_whole_words() {
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
fn masks_follow_the_case_of_the_context() {
    let text = "The IBM team sells IBMCloud at https://ibmcloud.com with IBMs and `IBMClient::new()`.";
    assert_eq!(
        of("names = [\"IBM\"]").masked(text, &Dialect::default()),
        "The \\[VENDOR\\] team sells VENDORCloud at https://vendorcloud.com with VENDORs and `VENDORClient::new()`."
    );
    assert_eq!(masked("> Use Ac-\n> me now.\n"), "> Use \\[VENDOR\\] now.\n");
}

#[test]
fn pages_are_searched_in_readable_content() {
    let names = of("names = [\"Meta\", \"Acme\"]");
    for page in ["<meta charset=\"utf-8\">", "<p class=\"redline-meta\">", "<META>"] {
        assert_eq!(names.first_in_html(page), None, "{page}");
    }
    for page in
        ["<p>Meta</p>", "<img alt=\"Meta\">", "A<b title=\"a>b\">cme</b>", "<!-- Acme -->", "<script>acme()</script>"]
    {
        assert!(names.first_in_html(page).is_some(), "{page}");
    }
    assert!(names.check_html("acme.md", "<p>Acme</p>").is_err_and(|error| !error.to_string().contains("acme")));
}

#[test]
fn neither_masks_nor_messages_contain_names() {
    let entries = names::entries("[names]\nAcme = \"ONE\"\nZyx = \"A-C-M-E\"\n").unwrap();
    let fault = Redaction::of_entries(&entries).unwrap_err();
    assert_eq!((fault.line, fault.message.as_str()), (3, "a mask holds a name"));
    assert_eq!(redaction().message("no file acme/IOP-notes.md"), "no file [VENDOR]/[VENDOR-2]-notes.md");
}

#[test]
fn masked_text_still_parses() {
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
fn markup_stays_balanced() {
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

proptest::proptest! {
    #[test]
    fn any_text_can_be_searched(text in "([IiBbMm.<>&#;x%\\\\u{}41\\-_ \\n\"'=!/\\[\\]()`*üÉ\u{308}\u{430}\u{ad}\u{1f150}ß]|script|https://|&uuml;){0,24}") {
        let names = of("names = [\"IBM\", \"Übß Mi\", \"imBim\"]");
        let page = html::readable(&text);
        proptest::prop_assert_eq!(page.len(), text.len());
        for (span, _) in names.find(&text) {
            proptest::prop_assert!(text.get(span.clone()).is_some_and(|name| !name.is_empty()), "{:?}", span);
        }
        names.masked(&text, &Dialect::default());
    }
}
