//! YAML values with their lines, for errors that point into the file.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// Limit on values copied by aliases.
const MAX_COPIED: usize = 100_000;

/// Limit on nesting.
const MAX_DEPTH: usize = 32;

/// The key whose table may have a key with two values: Vale loads such a rule, and public styles have some.
const SWAP: &str = "swap";

/// A value and the line where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Yaml {
    pub(super) line: usize,
    pub(super) value: Value,
}

/// A YAML value. Scalars keep their text, since their type depends on the key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Scalar(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

/// Why a text is not usable YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YamlError {
    pub(super) line: usize,
    pub(super) message: String,
}

/// Reads the first document of a text.
///
/// Vale's reader accepts `\'` in double quotes, which YAML forbids, and public styles use it.
pub(super) fn read(text: &str) -> Result<Yaml, YamlError> {
    match read_strictly(text) {
        Err(_) if text.contains("\\'") => read_strictly(&text.replace("\\'", "'")),
        result => result,
    }
}

fn read_strictly(text: &str) -> Result<Yaml, YamlError> {
    let parser = Parser::new_from_str(text);
    let mut reader = Reader { parser, anchors: HashMap::new(), depth: 0, copied: 0, keeps_repeated: false };
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => return Ok(Yaml { line: 1, value: Value::Null }),
            other => return reader.value(other, span),
        }
    }
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    anchors: HashMap<usize, Yaml>,
    depth: usize,
    /// Number of values copied by aliases so far.
    copied: usize,
    /// Whether the next map may have a key with two values. Both are kept.
    keeps_repeated: bool,
}

impl Yaml {
    /// Number of values in it, itself included.
    fn size(&self) -> usize {
        1 + match &self.value {
            Value::List(items) => items.iter().map(Self::size).sum(),
            Value::Map(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
            Value::Null | Value::Scalar(_) => 0,
        }
    }
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), YamlError> {
        match self.parser.next_event() {
            Some(Ok(found)) => Ok(found),
            Some(Err(error)) => {
                Err(YamlError { line: error.marker().line(), message: format!("not YAML: {}", error.info()) })
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn value(&mut self, event: Event<'_>, span: Span) -> Result<Yaml, YamlError> {
        let line = span.start.line();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(YamlError { line, message: "values nest too deep".into() });
        }
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                (anchor, if is_null { Value::Null } else { Value::Scalar(text.into_owned()) })
            }
            Event::SequenceStart(anchor, _) => (anchor, Value::List(self.list()?)),
            Event::MappingStart(anchor, _) => (anchor, Value::Map(self.map()?)),
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor);
                // Aliases of aliases grow exponentially.
                self.copied += known.map_or(0, Yaml::size);
                if self.copied > MAX_COPIED {
                    return Err(YamlError { line, message: "aliases make the file too large".into() });
                }
                let known = known.cloned();
                self.depth -= 1;
                return known.ok_or_else(|| YamlError { line, message: "an alias without its anchor".into() });
            }
            _ => (0, Value::Null),
        };
        self.depth -= 1;
        let yaml = Yaml { line, value };
        if anchor > 0 {
            self.anchors.insert(anchor, yaml.clone());
        }
        Ok(yaml)
    }

    fn list(&mut self) -> Result<Vec<Yaml>, YamlError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => return Ok(items),
                (event, span) => items.push(self.value(event, span)?),
            }
        }
    }

    fn map(&mut self) -> Result<Vec<(String, Yaml)>, YamlError> {
        let mut entries: Vec<(String, Yaml)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let keeps_repeated = std::mem::take(&mut self.keeps_repeated);
        loop {
            let (event, span) = self.next()?;
            let line = span.start.line();
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => return Ok(entries),
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return Err(YamlError { line, message: "a key that is not a word".into() }),
            };
            let (event, span) = self.next()?;
            self.keeps_repeated = key == SWAP && matches!(event, Event::MappingStart(..));
            let value = self.value(event, span)?;
            // A repeated entry is accepted; a contradiction is an error.
            match known.get(&key) {
                Some(&first) if entries[first].1.value == value.value => continue,
                Some(_) if keeps_repeated => {}
                Some(_) => return Err(YamlError { line, message: format!("the key `{key}` occurs twice") }),
                None => drop(known.insert(key.clone(), entries.len())),
            }
            entries.push((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_lines_and_scalars_stay_text() {
        let yaml = read("a: yes\nb:\n  - 1\n  - '2'\nc: &x {d: ~}\ne: *x\n").expect("YAML");
        let Value::Map(entries) = yaml.value else { panic!("a map") };
        assert_eq!(entries[0], ("a".into(), Yaml { line: 1, value: Value::Scalar("yes".into()) }));
        let Value::List(items) = &entries[1].1.value else { panic!("a list") };
        assert_eq!(items[1], Yaml { line: 4, value: Value::Scalar("2".into()) });
        assert_eq!(entries[2].1.value, entries[3].1.value);
    }

    #[test]
    fn errors_have_lines() {
        assert_eq!(read("a: 1\na: 2\n").expect_err("twice").line, 2);
        assert_eq!(read("swap:\n  b: {c: 1, c: 2}\n").expect_err("twice").line, 2);
        assert!(read("swap: {a: 1, a: 2}\n").is_ok());
        assert!(read("a: 1\na: 1\nb: \"it\\'s\"\n").is_ok());
        assert!(read("a: [1\n").expect_err("open").message.starts_with("not YAML"));
    }
}
