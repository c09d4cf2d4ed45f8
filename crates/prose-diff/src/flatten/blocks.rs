//! The markup of a document to leaf blocks: blocks and their nesting.

use super::builder::LeafBuilder;
use super::leaf::Leaf;
use crate::model::{BlockKind, Styles};
use crate::text::{Interner, TokenKind};
use redline_document::document::{self, Document, Element, ProtectedKind};
use redline_text::Span;

/// The leaves of a document, in the order of its markup.
pub(super) fn leaves(document: &Document, interner: &mut Interner) -> Vec<Leaf> {
    let mut flattener = Flattener::new(document, interner);
    flattener.read();
    let Flattener { leaves, interner, .. } = flattener;
    leaves.into_iter().map(|leaf| leaf.finish(interner)).collect()
}

/// An open block.
pub(super) struct OpenBlock {
    pub(super) kind: document::BlockKind,
    pub(super) block: usize,
    /// Index of the leaf that inline content goes to.
    pub(super) leaf: Option<usize>,
}

/// Converter of a document's markup to leaves.
pub(super) struct Flattener<'a> {
    pub(super) document: &'a Document,
    pub(super) interner: &'a mut Interner,
    pub(super) leaves: Vec<LeafBuilder>,
    pub(super) open_blocks: Vec<OpenBlock>,
    /// Index of the next block of the document.
    next: usize,
    /// Formulas and directives, each of which is one token, by start.
    pub(super) opaque: Vec<(Span, TokenKind)>,
    pub(super) next_opaque: usize,
    /// Styles of the open elements, innermost last.
    pub(super) styles: Vec<Styles>,
    pub(super) links: Vec<usize>,
    /// The outermost open image and the start of its description.
    pub(super) image: Option<(usize, usize)>,
    /// Number of open images.
    pub(super) images: usize,
}

impl<'a> Flattener<'a> {
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
            leaves: Vec::new(),
            open_blocks: Vec::new(),
            next: 0,
            opaque: opaque.collect(),
            next_opaque: 0,
            styles: Vec::new(),
            links: Vec::new(),
            image: None,
            images: 0,
        }
    }

    fn read(&mut self) {
        let start = document::content_start(self.document.text());
        let front = self.document.protected.iter().find(|protected| protected.kind == ProtectedKind::FrontMatter);
        if let Some(front) = front.filter(|front| front.span.end <= start) {
            let leaf = self.begin_leaf(BlockKind::FrontMatter, front.span.clone());
            self.push_source(leaf);
        }
        for token in self.document.markup() {
            self.token(&token.kind, token.span.clone());
        }
        self.blocks_without_tokens();
    }

    fn token(&mut self, kind: &document::TokenKind, span: Span) {
        use document::TokenKind as Markup;
        match kind {
            Markup::Open(element) => self.open(*element, &span),
            Markup::Close(element) => self.close(*element, &span),
            Markup::Task => {
                let done = self.document.text()[span].contains(['x', 'X']);
                if let Some(BlockKind::Item { task, .. }) = self.leaf().map(|leaf| &mut self.leaves[leaf].kind) {
                    *task = Some(done);
                }
            }
            Markup::Text(text) => self.text(text.as_deref(), span),
            Markup::SoftBreak => self.push(" ", span, None),
            _ if self.is_opaque(&span) => {}
            Markup::HardBreak => {
                let id = self.interner.atom("\n");
                self.push("\n", span, Some((TokenKind::Break, id)));
            }
            Markup::Code => self.code(span),
            Markup::Html => self.atom(TokenKind::Html, span),
            Markup::Footnote(_) => self.atom(TokenKind::Footnote, span),
        }
    }

    fn open(&mut self, element: Element, span: &Span) {
        match element {
            Element::Strong => self.styles.push(Styles::STRONG),
            Element::Emphasis => self.styles.push(Styles::EMPHASIS),
            Element::Strikethrough => self.styles.push(Styles::STRIKETHROUGH),
            Element::Link(link) => self.links.push(link),
            Element::Image => {
                self.images += 1;
                let found = self.document.images.binary_search_by_key(&span.start, |image| image.span.start);
                if let (1, Ok(image), Some(leaf)) = (self.images, found, self.leaf()) {
                    self.image = Some((image, self.leaves[leaf].inline().text.len()));
                }
            }
            _ => self.open_block(),
        }
    }

    fn close(&mut self, element: Element, span: &Span) {
        match element {
            Element::Strong | Element::Emphasis | Element::Strikethrough => {
                self.styles.pop();
            }
            Element::Link(_) => {
                self.links.pop();
            }
            Element::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 {
                    self.close_image(span);
                }
            }
            _ => {
                self.open_blocks.pop();
            }
        }
    }

    fn open_block(&mut self) {
        self.blocks_without_tokens();
        let Some(block) = self.document.blocks.get(self.next) else { return };
        let (kind, block_span, index) = (block.kind, block.span.clone(), self.next);
        self.next += 1;
        let leaf = self.leaf_of(kind, index, block_span);
        self.open_blocks.push(OpenBlock { kind, block: index, leaf });
    }

    /// Index of the leaf for the content of a block: mostly a new one.
    fn leaf_of(&mut self, kind: document::BlockKind, block: usize, span: Span) -> Option<usize> {
        use document::BlockKind as Block;
        let inherited = self.open_blocks.last().and_then(|open| open.leaf);
        let leaf = match kind {
            Block::Paragraph => match self.item_without_text() {
                Some(item) => return Some(item),
                None => self.begin_leaf(self.paragraph_kind(), span),
            },
            Block::Heading => {
                let headings = &self.document.headings;
                let found = headings.binary_search_by_key(&block, |heading| heading.block);
                self.begin_leaf(BlockKind::Heading { level: found.map_or(1, |index| headings[index].level) }, span)
            }
            Block::Item => self.item(block, span),
            Block::Code => {
                let info = info_of(&self.document.text()[span.clone()]);
                self.begin_leaf(BlockKind::Code { info }, span)
            }
            Block::Html => {
                let leaf = self.begin_leaf(BlockKind::Html, span);
                self.push_source(leaf);
                leaf
            }
            Block::DefinitionTerm => self.begin_leaf(BlockKind::Term, span),
            Block::DefinitionText => self.begin_leaf(BlockKind::Definition, span.start..span.start),
            Block::Table => self.begin_leaf(BlockKind::Table, span),
            Block::TableHead | Block::TableRow => {
                if let Some(table) = inherited {
                    self.leaves[table].begin_row();
                }
                return inherited;
            }
            Block::TableCell => {
                if let Some(table) = inherited {
                    self.leaves[table].begin_cell();
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
        let leaf = self.begin_leaf(BlockKind::Item { start, ordered, task: None }, span.start..span.start + marker);
        self.leaves[leaf].list = list;
        leaf
    }

    /// The leaf of the enclosing item or definition, if a paragraph that begins now is its first text.
    fn item_without_text(&self) -> Option<usize> {
        let open = self.open_blocks.last()?;
        let leaf = open.leaf.filter(|&leaf| leaf + 1 == self.leaves.len())?;
        let is_container = matches!(open.kind, document::BlockKind::Item | document::BlockKind::DefinitionText);
        (is_container && self.leaves[leaf].has_no_text()).then_some(leaf)
    }

    /// Kind of a paragraph in the current container.
    fn paragraph_kind(&self) -> BlockKind {
        use document::BlockKind as Block;
        let Some(open) = self.open_blocks.last() else { return BlockKind::Paragraph };
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

    /// Begins a leaf and returns its index. The enclosing leaves get no more content.
    fn begin_leaf(&mut self, kind: BlockKind, span: Span) -> usize {
        use document::BlockKind as Block;
        let is_container = |open: &&OpenBlock| {
            matches!(open.kind, Block::Quote | Block::Alert | Block::List { .. } | Block::Footnote | Block::Definitions)
        };
        let depth = self.open_blocks.iter().filter(is_container).count();
        for open in &self.open_blocks {
            if let Some(leaf) = open.leaf {
                self.leaves[leaf].closed = true;
            }
        }
        self.leaves.push(LeafBuilder::new(kind, depth, span));
        self.leaves.len() - 1
    }

    /// Passes the blocks without markup tokens before the next block: adds the thematic breaks, and skips the text in
    /// HTML, which is compared as source.
    fn blocks_without_tokens(&mut self) {
        while let Some(block) = self.document.blocks.get(self.next) {
            match block.kind {
                document::BlockKind::Break => _ = self.begin_leaf(BlockKind::Rule, block.span.clone()),
                document::BlockKind::HtmlText => {}
                _ => break,
            }
            self.next += 1;
        }
    }

    /// Index of the leaf that inline content goes to.
    ///
    /// Text of an item after a block in it is a paragraph of its own.
    pub(super) fn leaf(&mut self) -> Option<usize> {
        let open = self.open_blocks.last()?;
        let leaf = open.leaf?;
        if !self.leaves[leaf].closed {
            return Some(leaf);
        }
        let start = self.leaves[leaf].span.end;
        let fresh = self.begin_leaf(BlockKind::Paragraph, start..start);
        if let Some(open) = self.open_blocks.last_mut() {
            open.leaf = Some(fresh);
        }
        Some(fresh)
    }

    /// Takes the source of a leaf as its lines.
    fn push_source(&mut self, leaf: usize) {
        let span = self.leaves[leaf].span.clone();
        self.leaves[leaf].push_code(&self.document.text()[span.clone()], &span);
    }
}

/// Info string of a code block; empty for an indented one.
fn info_of(source: &str) -> String {
    let line = source.lines().next().unwrap_or_default();
    let Some(fence) = line.chars().next().filter(|c| matches!(c, '`' | '~')) else { return String::new() };
    if !line.starts_with(&fence.to_string().repeat(3)) {
        return String::new();
    }
    line.trim_start_matches(fence).trim().to_owned()
}
