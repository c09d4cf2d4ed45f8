//! From the markup of a document to its leaves. Each block without blocks in it becomes a draft when it begins.

use super::draft::{Draft, code_text};
use super::flatten::Leaf;
use super::intern::Interner;
use super::model::BlockKind;
use super::token::{Flat, TokenKind};
use crate::document::{self, Document, Element, ProtectedKind};
use crate::source::Span;

/// A block that is open.
pub(super) struct Open {
    pub(super) kind: document::BlockKind,
    pub(super) block: usize,
    /// The leaf that inline content goes to.
    pub(super) leaf: Option<usize>,
}

/// Reads the leaves of a document, in the order of its markup.
pub(super) struct Leaves<'a> {
    pub(super) document: &'a Document,
    pub(super) interner: &'a mut Interner,
    pub(super) drafts: Vec<Draft>,
    pub(super) open: Vec<Open>,
    /// The next block of the document.
    pub(super) next: usize,
    /// Formulas and directives, by start.
    pub(super) opaque: Vec<(Span, TokenKind)>,
    pub(super) next_opaque: usize,
    pub(super) styles: [usize; 3],
    pub(super) links: Vec<usize>,
    /// The image that is open, where its description begins, and how many are open in all.
    pub(super) image: Option<(usize, usize)>,
    pub(super) images: usize,
}

impl<'a> Leaves<'a> {
    /// The leaves of a document that was parsed with its markup.
    pub(super) fn read(document: &'a Document, interner: &'a mut Interner) -> Vec<Leaf> {
        let mut leaves = Self::new(document, interner);
        leaves.run();
        let interner = leaves.interner;
        leaves.drafts.into_iter().map(|draft| draft.finish(interner)).collect()
    }

    fn new(document: &'a Document, interner: &'a mut Interner) -> Self {
        let opaque = document.protected.iter().filter_map(|protected| {
            let kind = match protected.kind {
                ProtectedKind::Math => TokenKind::Math,
                ProtectedKind::Directive => TokenKind::Directive,
                _ => return None,
            };
            Some((protected.span.clone(), kind))
        });
        Self {
            document,
            interner,
            drafts: Vec::new(),
            open: Vec::new(),
            next: 0,
            opaque: opaque.collect(),
            next_opaque: 0,
            styles: [0; 3],
            links: Vec::new(),
            image: None,
            images: 0,
        }
    }

    fn run(&mut self) {
        let start = document::content_start(self.document.text());
        let front = self.document.protected.iter().find(|protected| protected.kind == ProtectedKind::FrontMatter);
        if let Some(front) = front.filter(|front| front.span.end <= start) {
            let draft = self.draft(BlockKind::FrontMatter, front.span.clone());
            self.source_lines(draft);
        }
        for token in &self.document.markup {
            self.token(&token.kind, token.span.clone());
        }
        self.rules();
    }

    /// Reads one step of the markup.
    fn token(&mut self, kind: &document::TokenKind, span: Span) {
        use document::TokenKind as Markup;
        match kind {
            Markup::Open(element) => self.opened(*element, &span),
            Markup::Close(element) => self.closed(*element, &span),
            Markup::Task => {
                let done = self.document.text()[span].contains(['x', 'X']);
                if let Some(BlockKind::Item { task, .. }) = self.leaf().map(|leaf| &mut self.drafts[leaf].kind) {
                    *task = Some(done);
                }
            }
            Markup::Text(text) => self.text(text.as_deref(), span),
            Markup::SoftBreak => self.push(" ", span, None),
            _ if self.is_opaque(&span) => {}
            Markup::HardBreak => {
                let id = self.interner.whole("\n");
                self.push("\n", span, Some((TokenKind::Break, id)));
            }
            Markup::Code => self.code(span),
            Markup::Html => self.whole(TokenKind::Html, span),
            Markup::Footnote(_) => self.whole(TokenKind::Footnote, span),
        }
    }

    fn opened(&mut self, element: Element, span: &Span) {
        match element {
            Element::Strong => self.styles[0] += 1,
            Element::Emphasis => self.styles[1] += 1,
            Element::Strikethrough => self.styles[2] += 1,
            Element::Link(link) => self.links.push(link),
            Element::Image => {
                self.images += 1;
                let found = self.document.images.binary_search_by_key(&span.start, |image| image.span.start);
                if let (1, Ok(image), Some(leaf)) = (self.images, found, self.leaf()) {
                    self.image = Some((image, self.flat(leaf).text.len()));
                }
            }
            _ => self.opened_block(),
        }
    }

    fn closed(&mut self, element: Element, span: &Span) {
        match element {
            Element::Strong => self.styles[0] = self.styles[0].saturating_sub(1),
            Element::Emphasis => self.styles[1] = self.styles[1].saturating_sub(1),
            Element::Strikethrough => self.styles[2] = self.styles[2].saturating_sub(1),
            Element::Link(_) => {
                self.links.pop();
            }
            Element::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 {
                    self.closed_image(span);
                }
            }
            _ => {
                self.open.pop();
            }
        }
    }

    fn opened_block(&mut self) {
        self.rules();
        let Some(block) = self.document.blocks.get(self.next) else { return };
        let (kind, block_span, index) = (block.kind, block.span.clone(), self.next);
        self.next += 1;
        let leaf = self.leaf_of(kind, index, block_span);
        self.open.push(Open { kind, block: index, leaf });
    }

    /// The leaf that the content of a block goes to: mostly a new one.
    fn leaf_of(&mut self, kind: document::BlockKind, block: usize, span: Span) -> Option<usize> {
        use document::BlockKind as Block;
        let inherited = self.open.last().and_then(|open| open.leaf);
        let leaf = match kind {
            Block::Paragraph => match self.item_without_words() {
                Some(item) => return Some(item),
                None => self.draft(self.paragraph_kind(), span),
            },
            Block::Heading => {
                let headings = &self.document.headings;
                let found = headings.binary_search_by_key(&block, |heading| heading.block);
                self.draft(BlockKind::Heading { level: found.map_or(1, |index| headings[index].level) }, span)
            }
            Block::Item => self.item(block, span),
            Block::Code => {
                let info = info_of(&self.document.text()[span.clone()]);
                self.draft(BlockKind::Code { info }, span)
            }
            Block::Html => {
                let leaf = self.draft(BlockKind::Html, span);
                self.source_lines(leaf);
                leaf
            }
            Block::DefinitionTerm => self.draft(BlockKind::Term, span),
            Block::DefinitionText => self.draft(BlockKind::Definition, span.start..span.start),
            Block::Table => self.draft(BlockKind::Table, span),
            Block::TableHead | Block::TableRow => {
                if let Some(table) = inherited {
                    self.drafts[table].cells.push(Vec::new());
                }
                return inherited;
            }
            Block::TableCell => {
                if let Some(row) = inherited.and_then(|table| self.drafts[table].cells.last_mut()) {
                    row.push(Flat::default());
                }
                return inherited;
            }
            _ => return None,
        };
        Some(leaf)
    }

    fn item(&mut self, block: usize, span: Span) -> usize {
        let list = self.document.blocks[block].parent;
        let ordered = list
            .is_some_and(|list| matches!(self.document.blocks[list].kind, document::BlockKind::List { ordered: true }));
        let is_first = list.is_some_and(|list| block == list + 1);
        let digits: String = self.document.text()[span.start..].chars().take_while(char::is_ascii_digit).collect();
        let start = digits.parse().ok().filter(|_| ordered && is_first);
        let marker = self.document.text()[span.clone()].find(char::is_whitespace).unwrap_or(span.len());
        let leaf = self.draft(BlockKind::Item { start, ordered, task: None }, span.start..span.start + marker);
        self.drafts[leaf].list = list;
        leaf
    }

    /// The leaf of the item or definition around, if a paragraph that begins now is its first words.
    fn item_without_words(&self) -> Option<usize> {
        let open = self.open.last()?;
        let leaf = open.leaf.filter(|&leaf| leaf + 1 == self.drafts.len())?;
        let is_container = matches!(open.kind, document::BlockKind::Item | document::BlockKind::DefinitionText);
        (is_container && self.drafts[leaf].flat.pieces.is_empty()).then_some(leaf)
    }

    /// What a paragraph here is: a quote, a note, a footnote.
    fn paragraph_kind(&self) -> BlockKind {
        use document::BlockKind as Block;
        let Some(open) = self.open.last() else { return BlockKind::Paragraph };
        let source = &self.document.text()[self.document.blocks[open.block].span.clone()];
        let between = |from: &str, to: char| {
            let rest = source.split_once(from).map_or("", |(_, rest)| rest);
            rest.split(to).next().unwrap_or_default().to_owned()
        };
        match open.kind {
            Block::Quote => BlockKind::Quote,
            Block::Alert => BlockKind::Admonition { name: between("[!", ']').to_lowercase() },
            Block::Footnote => BlockKind::Footnote { label: between("[^", ']') },
            Block::DefinitionText => BlockKind::Definition,
            _ => BlockKind::Paragraph,
        }
    }

    fn draft(&mut self, kind: BlockKind, span: Span) -> usize {
        use document::BlockKind as Block;
        let is_container = |open: &&Open| {
            matches!(open.kind, Block::Quote | Block::Alert | Block::List { .. } | Block::Footnote | Block::Definitions)
        };
        let depth = self.open.iter().filter(is_container).count();
        for open in &self.open {
            if let Some(leaf) = open.leaf {
                self.drafts[leaf].closed = true;
            }
        }
        self.drafts.push(Draft {
            kind,
            depth,
            span,
            list: None,
            flat: Flat::default(),
            lines: Vec::new(),
            cells: Vec::new(),
            closed: false,
        });
        self.drafts.len() - 1
    }

    /// Rules have no markup: they are known from the blocks alone.
    fn rules(&mut self) {
        while let Some(block) = self.document.blocks.get(self.next) {
            if block.kind != document::BlockKind::Break {
                break;
            }
            self.draft(BlockKind::Rule, block.span.clone());
            self.next += 1;
        }
    }

    /// The leaf that inline content goes to now.
    ///
    /// Words of an item after a block in it are a paragraph of their own.
    pub(super) fn leaf(&mut self) -> Option<usize> {
        let open = self.open.last()?;
        let leaf = open.leaf?;
        if !self.drafts[leaf].closed {
            return Some(leaf);
        }
        let start = self.drafts[leaf].span.end;
        let fresh = self.draft(BlockKind::Paragraph, start..start);
        if let Some(open) = self.open.last_mut() {
            open.leaf = Some(fresh);
        }
        Some(fresh)
    }

    /// The text of a leaf, or of its last cell.
    pub(super) fn flat(&mut self, leaf: usize) -> &mut Flat {
        let draft = &mut self.drafts[leaf];
        match draft.cells.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell,
            None => &mut draft.flat,
        }
    }

    /// Takes the source of a leaf as its lines.
    fn source_lines(&mut self, leaf: usize) {
        let span = self.drafts[leaf].span.clone();
        let mut lines = Vec::new();
        code_text(&mut lines, &self.document.text()[span.clone()], &span);
        self.drafts[leaf].lines = lines;
    }
}

/// The info string of a code block; empty if it is indented.
fn info_of(source: &str) -> String {
    let line = source.lines().next().unwrap_or_default();
    let Some(fence) = line.chars().next().filter(|c| matches!(c, '`' | '~')) else { return String::new() };
    if !line.starts_with(&fence.to_string().repeat(3)) {
        return String::new();
    }
    line.trim_start_matches(fence).trim().to_owned()
}
