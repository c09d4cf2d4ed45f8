//! Built-in templates, one file each in `templates/`.

use std::sync::OnceLock;

use crate::config::{Template, title_key};

/// Number of built-in templates.
pub(super) const COUNT: usize = 12;

/// Built-in templates as TOML, sorted by name.
const SOURCES: [(&str, &str); COUNT] = [
    ("adr", include_str!("../../templates/adr.toml")),
    ("api-guide", include_str!("../../templates/api-guide.toml")),
    ("concept", include_str!("../../templates/concept.toml")),
    ("glossary", include_str!("../../templates/glossary.toml")),
    ("how-to", include_str!("../../templates/how-to.toml")),
    ("landing", include_str!("../../templates/landing.toml")),
    ("quickstart", include_str!("../../templates/quickstart.toml")),
    ("readme", include_str!("../../templates/readme.toml")),
    ("reference", include_str!("../../templates/reference.toml")),
    ("release-notes", include_str!("../../templates/release-notes.toml")),
    ("troubleshooting", include_str!("../../templates/troubleshooting.toml")),
    ("tutorial", include_str!("../../templates/tutorial.toml")),
];

/// Names of the built-in templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(name, _)| *name)
}

/// Built-in template with this name.
pub(super) fn find(name: &str) -> Option<&'static Template> {
    static READ: [OnceLock<Template>; SOURCES.len()] = [const { OnceLock::new() }; SOURCES.len()];
    let index = names().position(|known| known == name)?;
    Some(READ[index].get_or_init(|| toml::from_str(SOURCES[index].1).expect("built-in templates are read by a test")))
}

/// Keys of titles that built-in templates treat as one section.
pub(super) fn synonyms() -> Vec<Vec<String>> {
    let slots = names().filter_map(find).flat_map(|template| &template.sections);
    let named = slots.filter(|slot| !slot.also.is_empty());
    named.map(|slot| slot.title.iter().chain(&slot.also).map(|name| title_key(name)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_is_valid() {
        for (name, source) in SOURCES {
            let template: Template = toml::from_str(source).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(template.name, name);
            assert!(source.starts_with("# "), "{name} names its sources");
        }
        assert!(names().is_sorted());
    }
}
