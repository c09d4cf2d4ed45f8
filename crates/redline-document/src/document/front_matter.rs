//! Metadata above a chapter, which mdBook does not know and other tools strip.

/// The length of the front matter at the start of `text`, its closing line included; zero if
/// there is no front matter.
///
/// A chapter may begin with a thematic break, so the lines between the fences must all look like
/// YAML (`---`) or TOML (`+++`).
pub(super) fn front_matter_len(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(fence @ ("---" | "+++")) = lines.next().map(str::trim_end) else { return 0 };
    let is_metadata = if fence == "---" { is_yaml } else { is_toml };
    let mut len = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut entries = 0;
    for line in lines {
        len += line.len();
        let line = line.trim_end();
        if line == fence || (fence == "---" && line == "...") {
            return if entries > 0 { len } else { 0 };
        }
        if !is_metadata(line) {
            return 0;
        }
        entries += usize::from(!line.is_empty());
    }
    0
}

fn is_yaml(line: &str) -> bool {
    let is_entry =
        || line.split_once(':').is_some_and(|(key, value)| is_key(key) && (value.is_empty() || value.starts_with(' ')));
    line.is_empty()
        || line.starts_with([' ', '\t', '#', '}', ']'])
        || line.starts_with("- ")
        || line == "-"
        || is_entry()
}

fn is_toml(line: &str) -> bool {
    let is_entry = || line.split_once('=').is_some_and(|(key, _)| is_key(key.trim_end()));
    line.is_empty() || line.starts_with([' ', '\t', '#', '[', '}', ']']) || is_entry()
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\''))
}

#[cfg(test)]
mod tests {
    use super::front_matter_len;

    #[test]
    fn metadata_is_recognised() {
        assert_eq!(front_matter_len("---\nminutes: 5\n---\n# A"), 19);
        assert_eq!(front_matter_len("---\r\na: 1\r\nb:\r\n  - x\r\n...\r\ntext"), 27);
        assert_eq!(front_matter_len("+++\ntitle = \"x\"\n+++\n"), 20);
    }

    #[test]
    fn a_thematic_break_is_not_metadata() {
        for text in [
            "---\n\nSome text: with a colon.\n\n---\n",
            "---\n---\n",
            "---\na: 1\n",
            "--- a\nb: 1\n---\n",
            "# A\n---\na: 1\n---\n",
        ] {
            assert_eq!(front_matter_len(text), 0, "{text}");
        }
    }
}
