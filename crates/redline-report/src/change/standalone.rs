//! Change reports as pages that need nothing else.

use redline_text::escape::html as escaped;

use crate::STYLESHEET;

/// What a theme of mdBook gives to the stylesheet: colours of the reader's system, and a column.
const FILE_STYLE: &str = "\
:root{color-scheme:light dark;--fg:#1a1a1a;--bg:#fff;--links:#0b57a4;--table-border-color:#bbb;--icons:#666}\
@media (prefers-color-scheme:dark){:root{--fg:#e4e4e4;--bg:#17191d;--links:#8ab4f8;--table-border-color:#555;--icons:#999}}\
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);\
overflow-wrap:break-word}a{color:var(--links)}table{border-collapse:collapse}\
td,th{border:1px solid var(--table-border-color);padding:3px 8px;vertical-align:top;text-align:start}";

/// A page with the reports in `body`, which are HTML. Its panels are open: nothing else is on the page.
pub fn standalone(title: &str, body: &str) -> String {
    let title = escaped(title);
    let body = body.replace("<details class=\"redline-panel\">", "<details class=\"redline-panel\" open>");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{FILE_STYLE}\n{STYLESHEET}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n\
         </body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_styles_and_open_panels() {
        let page = standalone("a <b>", "<details class=\"redline-panel\"><summary>S</summary></details>");
        assert!(
            page.contains("<h1>a &lt;b&gt;</h1>") && page.contains("<details class=\"redline-panel\" open>"),
            "{page}"
        );
        assert_eq!(page.matches("</style>").count(), 1, "no rule of the stylesheet ends it");
        assert!(!page.contains("<link") && !page.contains("<script"), "{page}");
    }
}
