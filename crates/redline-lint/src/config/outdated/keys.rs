//! Keys of `book.toml` that mdBook 0.5 reads, and names of icons that changed.

/// Tables at the top level.
pub(super) const TABLES: &[&str] = &["book", "build", "rust", "output", "preprocessor"];

/// Keys of the tables that mdBook itself reads, by the path of the table.
pub(super) const KEYS: &[(&[&str], &[&str])] = &[
    (&["book"], &["title", "authors", "description", "src", "language", "text-direction"]),
    (&["build"], &["build-dir", "create-missing", "use-default-preprocessors", "extra-watch-dirs"]),
    (&["rust"], &["edition"]),
    (HTML, HTML_KEYS),
    (&["output", "html", "fold"], &["enable", "level"]),
    (&["output", "html", "playground"], PLAYGROUND_KEYS),
    // The old name is still read.
    (&["output", "html", "playpen"], PLAYGROUND_KEYS),
    (&["output", "html", "code"], &["hidelines"]),
    (&["output", "html", "print"], &["enable", "page-break"]),
    (&["output", "html", "search"], SEARCH_KEYS),
];

/// The table of the HTML renderer: an unknown key there makes mdBook 0.5 drop all of its settings.
pub(super) const HTML: &[&str] = &["output", "html"];

const HTML_KEYS: &[&str] = &[
    "theme",
    "default-theme",
    "preferred-dark-theme",
    "smart-punctuation",
    "definition-lists",
    "admonitions",
    "mathjax-support",
    "additional-css",
    "additional-js",
    "fold",
    "playground",
    "playpen",
    "code",
    "print",
    "no-section-label",
    "search",
    "git-repository-url",
    "git-repository-icon",
    "input-404",
    "site-url",
    "cname",
    "edit-url-template",
    "live-reload-endpoint",
    "redirect",
    "hash-files",
    "sidebar-header-nav",
];

const PLAYGROUND_KEYS: &[&str] = &["editable", "copyable", "copy-js", "line-numbers", "runnable"];

const SEARCH_KEYS: &[&str] = &[
    "enable",
    "limit-results",
    "teaser-word-count",
    "use-boolean-and",
    "boost-title",
    "boost-hierarchy",
    "boost-paragraph",
    "expand",
    "heading-split-level",
    "copy-js",
    "chapter",
];

/// Keys that 0.4 reads at the top level if there is one of them, and their places in 0.5.
pub(super) const TOP_LEVEL: &[(&str, &str)] =
    &[("title", "title"), ("authors", "authors"), ("description", "description"), ("source", "src")];

/// Icons of Font Awesome 4, which mdBook 0.4 uses without a style, as mdBook 0.5 names them. The others have the same
/// name in the regular style, or are reported by mdBook.
pub(super) const ICONS: &[(&str, &str)] = &[
    ("fa-bitbucket", "fab-bitbucket"),
    ("fa-book", "fas-book"),
    ("fa-code", "fas-code"),
    ("fa-code-fork", "fas-code-fork"),
    ("fa-cog", "fas-gear"),
    ("fa-cogs", "fas-gears"),
    ("fa-cube", "fas-cube"),
    ("fa-cubes", "fas-cubes"),
    ("fa-database", "fas-database"),
    ("fa-external-link", "fas-arrow-up-right-from-square"),
    ("fa-git", "fab-git"),
    ("fa-git-square", "fab-square-git"),
    ("fa-github", "fab-github"),
    ("fa-github-alt", "fab-github-alt"),
    ("fa-github-square", "fab-square-github"),
    ("fa-gitlab", "fab-gitlab"),
    ("fa-globe", "fas-globe"),
    ("fa-home", "fas-house"),
    ("fa-link", "fas-link"),
    ("fa-pencil", "fas-pencil"),
    ("fa-server", "fas-server"),
    ("fa-terminal", "fas-terminal"),
    ("fa-wrench", "fas-wrench"),
];
