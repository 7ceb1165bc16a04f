//! What every part of the book is composed with: the fonts, the structure, the links.

use std::num::NonZeroU16;

use krilla::tagging::{Tag, TagKind};
use termbase::Lang;

use super::flow::Row;
use super::fonts::{Face, Fonts, REPLACEMENT};
use super::paragraph::{Form, Paragraph, Style};
use super::sheet::Text;
use super::tree::{Place, Tree};
use crate::export::Book;

/// A link to an entry.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The number of the entry.
    pub entry: usize,
    /// The slot of its sensitive areas.
    pub areas: Place,
    /// What a screen reader says of it.
    pub told: String,
}

/// The state of composing.
pub(super) struct Composer<'b> {
    /// What is printed.
    pub book: &'b Book<'b>,
    /// What it is set in.
    pub fonts: &'b Fonts,
    /// The structure so far.
    pub tree: Tree,
    /// The links so far.
    pub links: Vec<Link>,
}

impl Composer<'_> {
    /// The book's language.
    pub fn lang(&self) -> Lang {
        self.book.view.lang()
    }

    /// A heading below a parent; its slot is what it holds.
    pub fn heading(&mut self, parent: Place, level: u16, title: &str) -> Place {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let title = self.told(title);
        self.tree.element(Some(parent), Tag::Hn(level, Some(title)))
    }

    /// An element of a kind, below a parent, in its language if that is not the book's.
    pub fn element(&mut self, parent: Place, mut tag: TagKind, lang: Lang) -> Place {
        if lang != self.lang() {
            tag.set_lang(Some(lang.code().to_owned()));
        }
        self.tree.element(Some(parent), tag)
    }

    /// A style whose text belongs to an element.
    pub fn style(&mut self, parent: Place, face: Face, text: Text, lang: Lang) -> Style {
        let slot = self.tree.slot(parent);
        Style { face, size: text.size, lang, slot: Some(slot), link: None }
    }

    /// A style whose text belongs to an element of its own, because its language is another.
    pub fn foreign(&mut self, parent: Place, face: Face, text: Text, lang: Lang) -> Style {
        let span = self.element(parent, Tag::Span.into(), lang);
        self.style(span, face, text, lang)
    }

    /// A style whose text leads to an entry.
    pub fn link(
        &mut self,
        parent: Place,
        face: Face,
        text: Text,
        entry: usize,
        told: String,
    ) -> Style {
        let element = self.tree.element(Some(parent), Tag::Link);
        let style = self.style(element, face, text, self.lang());
        let areas = self.tree.slot(element);
        let told = self.told(&told);
        self.links.push(Link { entry, areas, told });
        Style { link: Some(self.links.len() - 1), ..style }
    }

    /// What a screen reader is told: printable, and never nothing.
    fn told(&self, text: &str) -> String {
        let text = self.fonts.printable(text);
        if text.trim().is_empty() { REPLACEMENT.to_string() } else { text }
    }

    /// A paragraph in rows.
    pub fn rows(&self, paragraph: &Paragraph, form: Form, text: Text) -> Vec<Row> {
        let lines = paragraph.set(self.fonts, form);
        lines.into_iter().map(|line| Row::new(line, text.leading)).collect()
    }
}
