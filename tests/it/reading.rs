//! What readers read is what rules read: a misspelling in every place of a page that has text is found, and none in a
//! place that has none. The judge is the page that mdBook renders.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use html5gum::{Token, Tokenizer};

use crate::support::TestBook;
use crate::support::mdbooks::Version;
use crate::support::random::Random;

/// Misspellings with one correction. None contains another.
const WORDS: [&str; 72] = [
    "accomodate",
    "acheive",
    "accross",
    "adress",
    "agressive",
    "apparant",
    "arguement",
    "assasin",
    "basicly",
    "becuase",
    "begining",
    "beleive",
    "vegatable",
    "cemetary",
    "belive",
    "collegue",
    "comming",
    "commitee",
    "completly",
    "concious",
    "curiousity",
    "definately",
    "writting",
    "dissapear",
    "dissapoint",
    "catagory",
    "embarass",
    "enviroment",
    "existance",
    "familar",
    "transfered",
    "foriegn",
    "freind",
    "futher",
    "garantee",
    "goverment",
    "threshhold",
    "heigth",
    "harrass",
    "untill",
    "hierachy",
    "idiosyncracy",
    "immediatly",
    "incidently",
    "independant",
    "interupt",
    "irresistable",
    "knowlege",
    "relevent",
    "lenght",
    "millenium",
    "neccessary",
    "noticable",
    "ocasion",
    "occured",
    "paralel",
    "persistant",
    "posession",
    "prefered",
    "publically",
    "recieve",
    "refered",
    "religous",
    "remeber",
    "seperate",
    "succesful",
    "supercede",
    "suprise",
    "tommorow",
    "truely",
    "unfortunatly",
    "wierd",
];

/// Places in a sentence. A word replaces `@`, and `§` in what is shown, but not read.
const INLINE: [&str; 26] = [
    "the @ is so",
    "the *@* is so",
    "the **@**, is so",
    "the ~~@~~ is so",
    "the [@](other.md) is so",
    "the [this](other.md \"@\") of it",
    "the `@` is so",
    "the `` ` @ `` is so",
    "the <b>@</b> is so",
    "the <span title=\"@\">@</span> is so",
    "the <kbd>@</kbd> is so",
    "the <code>@</code> is so",
    "the <samp>@</samp> is so",
    "the @<br>b",
    "the is so<br/>@ of it",
    "the @<!-- @ -->, is so",
    "the <!-- @ --> @ is so",
    "the ![@](image.png \"@\") is so",
    "the @![this](image.png), of it",
    "the @[^n], is so",
    "the *@*[^n] is so",
    "the <https://example.com/§> is so",
    "the https://example.com/§ is so",
    "the \\*@\\* is so",
    "the &quot;that&quot; @ of it",
    "the <a href=\"@.html\">@</a>, is so",
];

/// Blocks. A word replaces `@` and `§`, and a place in a sentence `%`.
const BLOCKS: [&str; 55] = [
    "A % here.",
    "A % here\nand % there.",
    "## A %",
    "A % title\n=====",
    "- A %\n- B %",
    "1. A %\n\n   B %\n2. C %",
    "- [ ] A %",
    "- A %\n  - B %",
    "> A %\n> B %",
    "> [!NOTE]\n> A %",
    "| the @ | of it |\n|---|---|\n| this @ | `@` |",
    "A[^m] %.\n\n[^m]: The %.",
    "```text\n@\n```",
    "~~~\n@\n~~~",
    "A:\n\n    @ is so",
    "<p>A @</p>",
    "<div>\nA @\nb <b>@</b>\n</div>",
    "<div title=\"@\">\n\nA %\n\n</div>",
    "<table><tr><td>a @</td><td><code>@</code></td></tr></table>",
    "<details><summary>A @</summary>\n\nA %\n\n</details>",
    "<!-- @ --> The @ follows.",
    "<!--\n@\n\n@\n-->",
    "<script>\nlet @ = 1;\n</script>",
    "<style>\n.@ {}\n</style>",
    "<pre>\n@\n\n@\n</pre>",
    "<ul>\n<li>a @\n<li>b @ &amp; c\n</ul>",
    "[r]: other.md \"@\"\n\nA [b][r] %.",
    "<div>\n<pre>\n@\n</pre>\nA @</div>",
    "<img src=\"@.png\" alt=\"@\">",
    "<p>A <kbd>@</kbd> <samp>@</samp> b @<br>c</p>",
    "A %\n<!-- @ -->\nB %",
    "\\\\( § \\\\) and \\\\[ § \\\\], %",
    "$$\n- §\n+ §\n$$",
    "The term @\n: The %.",
    "| A % | of it |\n|---|---|\n| c | % |",
    "A [**@** and `@`](other.md) %.",
    "*The <b>@</b>* and **the [@](other.md)**.",
    "A [@][r].\n\n[r]: other.md",
    "<table>\n<tr>\n<td>\n\nA %\n\n</td>\n</tr>\n</table>",
    "<section>\n<h3>The @</h3>\n<p>The @</section>",
    "A[^m].\n\n[^m]: The %.\n\n    And %.",
    "<blockquote>The @<footer>of @</footer></blockquote>",
    "The <em>@</em>[^n]<sup>@</sup> is so",
    "- A %\n\n      @ is code",
    "***The @***, the _@_.",
    "The @\\\nand @ there.",
    "<dl><dt>@<dd>of @</dl>",
    "<a id=\"@\"></a>The @ of it",
    "<p align=\"center\">\n  <img src=\"x.png\" alt=\"@\">\n  The @\n</p>",
    "The <custom-tag>@</custom-tag> is so",
    "<!-- @ -->The @",
    "<div>The @ <!-- @ --> and the @</div>",
    "<div>\n\n<pre><code>@\n\n@</code></pre>\n\nThe @ is so\n\n</div>",
    "> The @\n\n> - of @\n>   - of %",
    "So $$ § $$ is %.",
];

/// Enough text to detect the language of a page.
const ENGLISH: &str = "# Page\n\nThis is a page about what is shown to the people who read it, and about all that is not. \
    It has more than enough words for us to be sure that they are in English, and we can say so of the rest as well. \
    What follows is made of short pieces of text in which there is one word that is not as it should be.\n";

/// A page with words in random places. Those that are shown, but in formulas and addresses, are apart.
struct Page {
    text: String,
    shown_unread: BTreeSet<String>,
}

impl Page {
    fn new(random: &mut Random) -> Self {
        let mut words = WORDS.map(str::to_owned).to_vec();
        random.shuffle(&mut words);
        let mut page = Self { text: ENGLISH.to_owned(), shown_unread: BTreeSet::new() };
        let mut has_note = false;
        while words.len() > 12 {
            let mut block = BLOCKS[random.below(BLOCKS.len())].to_owned();
            while block.contains('%') {
                block = block.replacen('%', INLINE[random.below(INLINE.len())], 1);
            }
            let is_heading = block.starts_with('#') || block.contains("\n===");
            if is_heading && block.contains("<!--") {
                continue;
            }
            has_note |= block.contains("[^n]");
            page.push(block, &mut words, random);
        }
        if has_note {
            page.text.push_str("\n[^n]: A note.\n");
        }
        page
    }

    fn push(&mut self, mut block: String, words: &mut Vec<String>, random: &mut Random) {
        while let Some(at) = block.find(['@', '§']) {
            let Some(word) = words.pop() else { return };
            let mark = block[at..].chars().next().map_or(0, char::len_utf8);
            if mark > 1 {
                self.shown_unread.insert(word.clone());
            }
            block.replace_range(at..at + mark, &word);
        }
        // Labels are unique on the page.
        let label = format!("m{}", self.text.len());
        let block = block.replace("[^m]", &format!("[^{label}]")).replace("[r]", &format!("[{label}r]"));
        let is_alone =
            block.contains("]: ") || block.contains("\n===") || block.starts_with('#') || block.contains("$$");
        self.text.push('\n');
        self.text.push_str(&if is_alone { block } else { in_container(&in_container(&block, random), random) });
        self.text.push('\n');
    }
}

/// A block in a quote, in an item of a list, or as it is.
fn in_container(block: &str, random: &mut Random) -> String {
    let (first, rest) = match random.below(6) {
        0 => ("> ", "> "),
        1 => ("- ", "  "),
        2 => ("10. ", "    "),
        _ => ("", ""),
    };
    let mut text = String::new();
    for (index, line) in block.lines().enumerate() {
        let mark = if index == 0 { first } else { rest };
        _ = writeln!(text, "{}", format!("{mark}{line}").trim_end());
    }
    text.trim_end().to_owned()
}

/// The words of [`WORDS`] in the text of a rendered page, outside of code.
fn shown(page: &str) -> BTreeSet<String> {
    let main =
        page.split("<main>").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page has a main part");
    let mut hidden: Vec<String> = Vec::new();
    let mut text = String::new();
    for token in Tokenizer::new(main) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if ["code", "kbd", "samp", "pre", "script", "style"].contains(&&*name) {
                    hidden.push(name);
                }
                text.push(' ');
            }
            Token::EndTag(tag) => {
                if hidden.last().is_some_and(|open| open.as_bytes() == &**tag.name) {
                    hidden.pop();
                }
                text.push(' ');
            }
            Token::String(string) if hidden.is_empty() => text.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| WORDS.contains(word)).map(str::to_owned).collect()
}

#[test]
fn words_are_found_where_a_reader_sees_them_and_nowhere_else() {
    let count: u64 = std::env::var("REDLINE_READING_PAGES").ok().and_then(|pages| pages.parse().ok()).unwrap_or(20);
    let mut random = Random(28);
    let html = "[output.html]\nmathjax-support = true\n";
    for _ in 0..count {
        let page = Page::new(&mut random);
        for version in Version::BOTH {
            let keys = format!("mdbook = {:?}", version.name());
            let book = TestBook::new().tables(html).redline(&keys).chapter("page.md", &page.text);
            let book = book.file("src/other.md", "# Other\n");
            let built = version.build_as(&book, &format!("[book]\ntitle = \"A book\"\n{html}")).succeeds();
            let mut expected = shown(built.page("page.html"));
            expected.retain(|word| !page.shown_unread.contains(word));
            let found: BTreeSet<String> =
                book.report(&[]).texts("misspelling").into_iter().map(str::to_owned).collect();
            let missed: Vec<_> = expected.difference(&found).collect();
            let extra: Vec<_> = found.difference(&expected).collect();
            let name = version.name();
            assert!(missed.is_empty() && extra.is_empty(), "{name}: missed {missed:?}, extra {extra:?}\n{}", page.text);
            assert!(expected.len() > 15, "the page shows {} misspellings\n{}", expected.len(), page.text);
        }
    }
}

#[test]
fn every_misspelling_is_known() {
    let text: Vec<String> = WORDS.iter().map(|word| format!("We see {word} here.\n")).collect();
    let book = TestBook::of(&format!("{ENGLISH}\n{}", text.join("\n"))).redline("language = \"en\"");
    assert_eq!(book.report(&[]).texts("misspelling"), WORDS);
}
