//! Metadata above a chapter, which mdBook does not know and other tools strip.

/// The length of the front matter at the start of `text`, its closing line included; zero if
/// there is no front matter.
///
/// Between fences (`---`, also closed by `...`; `+++` for TOML; `;;;` for JSON) it may have any shape, valid or not. A
/// chapter may begin with a thematic break, so `---` needs a first entry that looks like one, in the lines right after
/// it. Without fences, front matter is one JSON object.
pub(super) fn front_matter_len(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    let fence = match opening.trim_end() {
        fence @ ("+++" | ";;;") => fence,
        "---" | "--- yaml" | "---yaml" | "---toml" | "---json" if begins_with_entry(&text[opening.len()..]) => "---",
        line if line.starts_with('{') => return json_len(text),
        _ => return 0,
    };
    let mut len = opening.len();
    for line in lines {
        len += line.len();
        let line = line.trim_end();
        if line == fence || (fence == "---" && line == "...") {
            return len;
        }
    }
    0
}

/// Whether the first line that is no comment may be metadata: a key and a colon or an equals sign, an item, or a
/// bracket.
fn begins_with_entry(text: &str) -> bool {
    let Some(line) = text.lines().find(|line| !line.starts_with('#')) else { return false };
    let key = line.split([':', '=']).next().unwrap_or_default();
    let is_entry = key.len() < line.len() && is_key(key.trim_end());
    is_entry || line.starts_with(['{', '[', '%', '?', ':']) || line.starts_with("- ")
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\''))
}

/// The length of a JSON object at the start of `text` that ends its line.
fn json_len(text: &str) -> usize {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Map<String, serde_json::Value>>();
    if !matches!(values.next(), Some(Ok(object)) if !object.is_empty()) {
        return 0;
    }
    let end = values.byte_offset();
    let rest = text[end..].split_inclusive('\n').next().unwrap_or_default();
    if rest.trim().is_empty() { end + rest.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::front_matter_len;

    #[test]
    fn metadata_is_recognised() {
        assert_eq!(front_matter_len("---\nminutes: 5\n---\n# A"), 19);
        assert_eq!(front_matter_len("---\r\na: 1\r\nb:\r\n  - x\r\n...\r\ntext"), 27);
        assert_eq!(front_matter_len("+++\ntitle = \"x\"\n+++\n"), 20);
        for whole in [
            "+++\ntext = \"\"\"\nSome text.\n\n\"\"\"\n+++\n",
            "---\n# c\ntitle:x\n? a b\n: c\n\ntext\n---\n",
            ";;;\n{ \"a\": 1 }\n;;;\n",
            "{\n  \"a\": 1\n}\n",
        ] {
            assert_eq!(front_matter_len(&format!("{whole}# A\n")), whole.len(), "{whole}");
        }
    }

    #[test]
    fn a_thematic_break_is_not_metadata() {
        for text in [
            "---\n\nSome text: with a colon.\n\n---\n",
            "---\n---\n",
            "---\n# A heading\n\ntext\n\n---\n",
            "---\nSome prose about it.\n---\n",
            "{{#include a.md}}\n",
            "{} x\n",
            "+++\na = 1\n",
            "---\na: 1\n",
            "--- a\nb: 1\n---\n",
            "# A\n---\na: 1\n---\n",
        ] {
            assert_eq!(front_matter_len(text), 0, "{text}");
        }
    }
}
