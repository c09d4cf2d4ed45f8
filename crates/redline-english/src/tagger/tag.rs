//! The parts of speech: shared by the build script, which writes their numbers, and the tagger, which reads them.

/// Defines the tags with their names in the Penn Treebank, in the alphabetical order of the names.
macro_rules! tags {
    ($($(#[$doc:meta])+ $variant:ident = $penn:literal,)+) => {
        /// A part of speech as the Penn Treebank distinguishes them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Tag {
            $($(#[$doc])+ $variant,)+
        }

        impl Tag {
            /// All tags; the index of a tag is its number.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name in the Penn Treebank.
            pub const fn penn(self) -> &'static str {
                match self {
                    $(Self::$variant => $penn,)+
                }
            }
        }
    };
}

tags! {
    /// A number sign: `#`.
    NumberSign = "#",
    /// A dollar sign, or another sign of a currency: `$`, `US$`.
    Currency = "$",
    /// A closing quotation mark: `''`.
    ClosingQuote = "''",
    /// An opening bracket: `(`.
    OpeningBracket = "(",
    /// A closing bracket: `)`.
    ClosingBracket = ")",
    /// A comma.
    Comma = ",",
    /// No part of speech: an empty element of the treebank, such as `0` and `*`, or nothing known about a word.
    None = "-NONE-",
    /// The end of a sentence: `.`, `?`, `!`.
    SentenceEnd = ".",
    /// A mark within a sentence: `:`, `;`, `...`, `--`, `-`.
    InnerMark = ":",
    /// A coordinating conjunction: `and`, `or`, `but`.
    Conjunction = "CC",
    /// A cardinal number: `two`, `1,000`.
    Number = "CD",
    /// A determiner: `the`, `this`, `each`.
    Determiner = "DT",
    /// The `there` of `there is`.
    ExistentialThere = "EX",
    /// A word of another language.
    ForeignWord = "FW",
    /// A preposition or a subordinating conjunction: `of`, `that`, `if`.
    Preposition = "IN",
    /// An adjective: `small`.
    Adjective = "JJ",
    /// A comparative adjective: `smaller`.
    ComparativeAdjective = "JJR",
    /// A superlative adjective: `smallest`.
    SuperlativeAdjective = "JJS",
    /// The number or letter of an item in a list.
    ListMarker = "LS",
    /// A modal verb: `can`, `will`, `should`.
    Modal = "MD",
    /// A singular or mass noun: `file`, `software`.
    Noun = "NN",
    /// A singular proper noun: `London`.
    ProperNoun = "NNP",
    /// A plural proper noun: `Americans`.
    PluralProperNoun = "NNPS",
    /// A plural noun: `files`.
    PluralNoun = "NNS",
    /// A word before a determiner: `all` in `all the files`.
    Predeterminer = "PDT",
    /// The ending of a possessive: `'s`.
    PossessiveEnding = "POS",
    /// A personal pronoun: `it`, `them`.
    Pronoun = "PRP",
    /// A possessive pronoun: `its`, `your`.
    PossessivePronoun = "PRP$",
    /// An adverb: `slowly`, `not`.
    Adverb = "RB",
    /// A comparative adverb: `faster`.
    ComparativeAdverb = "RBR",
    /// A superlative adverb: `fastest`.
    SuperlativeAdverb = "RBS",
    /// A particle of a verb: `up` in `set up`.
    Particle = "RP",
    /// A symbol: `=`.
    Symbol = "SYM",
    /// The word `to`.
    To = "TO",
    /// An interjection: `oh`.
    Interjection = "UH",
    /// The base form of a verb: `write`.
    BaseVerb = "VB",
    /// The past tense of a verb: `wrote`.
    PastTense = "VBD",
    /// A gerund or present participle: `writing`.
    Gerund = "VBG",
    /// A past participle: `written`.
    PastParticiple = "VBN",
    /// The present tense of a verb but for the third person singular: `write`.
    PresentTense = "VBP",
    /// The third person singular of the present tense: `writes`.
    ThirdPerson = "VBZ",
    /// A determiner that opens a question or a relative clause: `which`, `that`.
    RelativeDeterminer = "WDT",
    /// A pronoun that opens a question or a relative clause: `who`, `what`.
    RelativePronoun = "WP",
    /// The possessive of such a pronoun: `whose`.
    RelativePossessive = "WP$",
    /// An adverb that opens a question or a relative clause: `when`, `how`.
    RelativeAdverb = "WRB",
    /// An opening quotation mark: two backticks.
    OpeningQuote = "``",
}
