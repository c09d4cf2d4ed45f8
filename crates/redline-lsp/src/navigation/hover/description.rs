//! A description in Markdown and without markup.

use redline_text::escape;

/// A description in two forms, paragraph by paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Description {
    markdown: String,
    plain: String,
}

impl Description {
    /// The form in Markdown.
    pub(super) fn markdown(&self) -> &str {
        &self.markdown
    }

    /// The form without markup.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// Adds a paragraph in both forms.
    pub(super) fn paragraph(&mut self, markdown: impl AsRef<str>, plain: impl AsRef<str>) -> &mut Self {
        for (form, text) in [(&mut self.markdown, markdown.as_ref()), (&mut self.plain, plain.as_ref())] {
            let gap = if form.is_empty() { "" } else { "\n\n" };
            form.push_str(gap);
            form.push_str(text);
        }
        self
    }

    /// Adds a message: a text in which backticks mark code and nothing else is markup.
    pub(super) fn message(&mut self, text: &str) -> &mut Self {
        self.paragraph(message_in_markdown(text), text)
    }
}

/// A message in Markdown: everything but code is escaped.
pub(super) fn message_in_markdown(text: &str) -> String {
    let is_balanced = text.matches('`').count().is_multiple_of(2);
    let parts = text.split('`').enumerate();
    let part = |(index, part): (usize, &str)| match (is_balanced, index % 2) {
        (true, 1) => format!("`{part}`"),
        _ => escape::markdown(part),
    };
    parts.map(part).collect()
}
