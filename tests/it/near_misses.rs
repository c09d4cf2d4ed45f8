//! Near misses: what a careless rule would flag.

/// Rules, and texts in which they report nothing.
pub(crate) const NEAR_MISSES: &[(&str, &str)] = &[
    ("confused-words", "# A\n\nThe service can **NOT** run twice.\n"),
    ("function-word-clash", "# A\n\nWe look for the word _the_ in the contents.\n"),
    ("number-agreement", "# A\n\n*Type:* list of string\n\nIf it is at all dependent on the order, sort it.\n"),
    ("wrong-phrase", "# A\n\nThe complexity just discussed about memory is hidden.\n"),
    ("lowercase-sentence", "# A\n\nIt is one in the first (resp. in the second) case.\n"),
    ("confused-words", "# A\n\nIts time to live has passed, and make sure its up to date copy of it is kept.\n"),
    ("confused-words", "# A\n\nIt's JavaScript. If it's data that you want, it's time to read it's-like names.\n"),
    ("confused-words", "# A\n\nBoth of you users know it; in your will, your need for speed is named.\n"),
    ("confused-words", "# A\n\nThe can of paint and the will to go: the might of the state.\n"),
    ("confused-words", "# A\n\nOnce it is larger then split it. It works better then. Earlier, then, it failed.\n"),
    ("confused-words", "# A\n\nA one to many relation goes from slow to fast, and it lets users see it.\n"),
    (
        "confused-words",
        "# A\n\nThe values are read in places where used by others. An endpoint you can use and interface with.\n",
    ),
    (
        "confused-words",
        "# A\n\nAsk which servers the user has, and which one the key is for. When he first made it, it was meant be it.\n",
    ),
    (
        "confused-words",
        "# A\n\nWe were in no way late. It had an ad the user hid; they form the base, and one of more than two is kept.\n",
    ),
    (
        "function-word-clash",
        "# A\n\nThe *of* filter and a *this* expression. Assign `x` to a to be safe. By will of the state.\n",
    ),
    ("function-word-clash", "# A\n\nIt calls the node as it normally would to its peers. What it is can change.\n"),
    ("function-word-clash", "# A\n\nMap a to b. The \"the\" a reader sees is a the-thing.\n"),
    ("missing-to", "# A\n\nSort in order of size, by the payments due the same day. You need access the most.\n"),
    ("opening-comma", "# A\n\nBefore we discuss the general mechanism they are built on: wait.\n"),
    ("wrong-phrase", "# A\n\nHe held it in the other hand. At most these bytes are read. A per default route.\n"),
    (
        "relative-clause-agreement",
        "# A\n\nThe tower decides who is in. Some PRs around the design doc that have grown.\n",
    ),
    ("subject-verb-agreement", "# A\n\nThe array stores types as bytes. Pulls updates from the server.\n"),
    ("subject-verb-agreement", "# A\n\nThe ROM skips the slot it finds and the remove command removes it.\n"),
    ("subject-verb-agreement", "# A\n\nTwo types with different names but the same layout are two types.\n"),
    (
        "subject-verb-agreement",
        "# A\n\nMore commits is usually better. Most of the values are. The code is run as is.\n",
    ),
    (
        "subject-verb-agreement",
        "# A\n\nIf it needs one, look at it and remove it. It lets you stop and read the file.\n",
    ),
    ("verb-form", "# A\n\nEnsure that the types you have implement it. This How To describes it.\n"),
    ("verb-form", "# A\n\nHow useful a filter is remains open. It is equivalent to uses of the type.\n"),
    ("number-agreement", "# A\n\nThe template is the built-in one of its name.\n"),
    (
        "number-agreement",
        "# A\n\nWhat I mean by this are two things. A library groups together code. This functions as a guard.\n",
    ),
    (
        "number-agreement",
        "# A\n\nBelow this threshold constants are kept. A four dimensional vector and one of your choice.\n",
    ),
    (
        "number-agreement",
        "# A\n\nBoth index into it. The various string, slice and path types. These function as a guard.\n",
    ),
    (
        "number-agreement",
        "# A\n\nOther code and other material. A set of data. The number of traffic lights. Every other day.\n",
    ),
    (
        "number-agreement",
        "# A\n\nA few examples, another two weeks, each other. This many dots. Every three days. A or other kind of node.\n",
    ),
    (
        "there-is-plural",
        "# A\n\nThere is tons of text. There is no guarantee such placements exist. There's still issues.\n",
    ),
    ("double-comparative", "# A\n\nMore on it is covered more later. One more lower bound, much more smaller files.\n"),
    ("adjective-for-adverb", "# A\n\nIt is believed to be correct based on this. The complete set is direct.\n"),
    ("mass-noun-article", "# A\n\nIt needs a little information and a good knowledge of it. A software package.\n"),
    (
        "missing-article",
        "# A\n\nAs such it is done. It is the smallest such number. In light of this, on top of the list, by way of one.\n",
    ),
    (
        "missing-article",
        "# A\n\nOn same line\n\n- Following a link\n\nIn this way and in any way. We will see next chapter. In similar manner.\n",
    ),
    ("term-case", "# A\n\nIt takes ideas from Dwarf Fortress, and doors dwarf them.\n"),
    ("term-case", "# A\n\nThe GITHUB TEAM DID THIS, they say.\n"),
    ("term-case", "# Https and more\n\nThere are `Http` and `Https` effects.\n"),
    ("misspelling", "# A\n\nHe is runnin' home. Write *hierarchy* (not heirarchy).\n"),
    ("a-an", "# A\n\nDestroying it an gaining more. An Xorg and a Xorg.\n"),
    ("heading-increment", "# A\n\n> ### quoted\n\n- # in a list\n\n## B\n\n```\n#### code\n```\n\nText.\n"),
    ("heading-increment", "## A\n\nText.\n\n# B\n\nText.\n"),
    ("multiple-titles", "# A\n\n```sh\n# comment\n```\n\n<h1>raw</h1>\n"),
    ("duplicate-heading", "# A\n\n## The `x` attribute\n\nText.\n\n## The `y` attribute\n\nText.\n"),
    ("duplicate-heading", "# A\n\n## B\n\n### Example\n\nText.\n\n## C\n\n### Example\n\nText.\n"),
    (
        "empty-section",
        "# A\n\n## B\n\n![image](x.png)\n\n## C\n\n---\n\n## D\n\n<div></div>\n\n## E\n\n{{#template x}}\n",
    ),
    (
        "broken-anchor",
        "# Ünï *code* `x`\n\n[a](#ünï-code-x) [b](#) [c](https://x.y/#z) [d](other.md#e) [f](#%C3%BCn%C3%AF-code-x)\n",
    ),
    ("unresolved-include", "# A\n\n\\{{#include no.md}}\n\n{{#title x}}\n\n{{#other no.md}}\n"),
    (
        "misspelling",
        "# A\n\nSynopsys writes ratatui; it pre-empted `recieve`, \"recieve\", --recieve and ch1-recieve.md.\n",
    ),
    (
        "misspelling",
        "# A\n\nThe libary is on [the net](https://a.example/libary), and occured is called:\n\n```\noccured()\n```\n",
    ),
    (
        "misspelling",
        "# A\n\nConverted, converted, converted, converted and converged. A server, server, server: semver.\n",
    ),
    (
        "term-case",
        "# A\n\nThe \"unicode\" feature of the yaml crate in the debian folder, DNs and VMs.\n\n- **html** — Tests.\n",
    ),
    (
        "term-case",
        "# A\n\n[cmake](https://lib.rs/crates/cmake) and [webgpu: fix it](https://github.com/a/b/issues/3).\n",
    ),
    ("term-forbidden", "# A\n\nThe oauth2 crate, a Postgres database, dotnet and Mac OS X.\n"),
    ("a-an", "# A\n\nWe can go ahead an run it.\n"),
    ("lower-i", "# A\n\nAn index i need not be small; i is one, and i wants more.\n"),
    (
        "unused-suppression",
        "# A\n\n`<!-- redline-disable x -->`\n\n<!-- vale Google.We = NO -->\n\n<!-- redline-brief -->\n",
    ),
];
