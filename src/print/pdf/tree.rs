//! The document's structure: what a screen reader reads, in its order, and what each thing is.
//!
//! The tree is made before anything is drawn. Its leaves are slots; drawing fills a slot with the
//! pieces of pages that show it: one a line, and a link's sensitive area.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place(usize);

enum Entry {
    Element { tag: TagKind, children: Vec<Place> },
    Slot(Vec<Identifier>),
}

/// The tree while it grows.
#[derive(Default)]
pub(super) struct Tree {
    entries: Vec<Entry>,
    top: Vec<Place>,
}

impl Tree {
    /// Adds an element behind its parent's other children; without a parent, at the top.
    pub fn element(&mut self, parent: Option<Place>, tag: impl Into<TagKind>) -> Place {
        self.add(parent, Entry::Element { tag: tag.into(), children: Vec::new() })
    }

    /// Adds a slot behind an element's other children.
    pub fn slot(&mut self, parent: Place) -> Place {
        self.add(Some(parent), Entry::Slot(Vec::new()))
    }

    /// Fills a slot with a piece of a page.
    pub fn fill(&mut self, slot: Place, identifier: Identifier) {
        if let Some(Entry::Slot(identifiers)) = self.entries.get_mut(slot.0) {
            identifiers.push(identifier);
        }
    }

    fn add(&mut self, parent: Option<Place>, entry: Entry) -> Place {
        let place = Place(self.entries.len());
        self.entries.push(entry);
        match parent.and_then(|parent| self.entries.get_mut(parent.0)) {
            Some(Entry::Element { children, .. }) => children.push(place),
            _ => self.top.push(place),
        }
        place
    }

    /// The finished tree, in a language.
    pub fn finish(mut self, lang: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
        for place in std::mem::take(&mut self.top) {
            self.nodes(place).into_iter().for_each(|node| tree.push(node));
        }
        tree
    }

    fn nodes(&mut self, place: Place) -> Vec<Node> {
        let Some(entry) = self.entries.get_mut(place.0) else { return Vec::new() };
        match std::mem::replace(entry, Entry::Slot(Vec::new())) {
            Entry::Slot(identifiers) => identifiers.into_iter().map(Node::from).collect(),
            Entry::Element { tag, children } => {
                let mut group = TagGroup::new(tag);
                for child in children {
                    self.nodes(child).into_iter().for_each(|node| group.push(node));
                }
                if group.children.is_empty() { Vec::new() } else { vec![Node::Group(group)] }
            }
        }
    }
}
