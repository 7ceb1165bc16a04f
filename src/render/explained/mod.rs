//! Renderers of explanations, one file a format behind one trait.

mod footnotes;
mod html;
mod inline;
mod json;
mod list;

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;

use termbase::Term;

use super::View;
use crate::explain::{Explanation, Mention};
use crate::message::Message;

pub use footnotes::Footnotes;
pub use html::Html;
pub use inline::Inline;
pub use json::JsonLines;
pub use list::List;

/// A message and what it uses.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    /// Its number in the input, from 1.
    pub number: usize,
    /// The message.
    pub message: &'a Message,
    /// What it uses.
    pub found: &'a Explanation,
}

/// A format of explanations.
pub trait Tell {
    /// Takes a message; most formats write it at once.
    ///
    /// # Errors
    ///
    /// Those of the output, as for every method.
    fn message(&mut self, out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()>;

    /// Writes what stands behind the last message.
    ///
    /// # Errors
    ///
    /// Those of the output.
    fn finish(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The name of a term in the nearest language, and the first sentence of its definition.
fn gist(view: &View<'_>, term: &Term) -> (String, String) {
    let text = view.shown(term).first().and_then(|lang| term.texts.get(*lang));
    text.map_or_else(Default::default, |text| {
        (text.name.clone(), first_sentence(&text.definition).to_owned())
    })
}

/// The first sentence of a definition.
pub(crate) fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").find(|(at, _)| {
        // A capital, a digit or a quotation mark begins a sentence; `e.g. this` does not end one.
        let next = text[at + 2..].chars().next();
        next.is_some_and(|c| c.is_uppercase() || c.is_numeric() || "«“".contains(c))
    });
    ends.map_or(text, |(at, _)| &text[..=at])
}

/// The pieces of a text: plain, or a mention with whether it is the term's first.
enum Piece<'t, 'm> {
    Plain(&'t str),
    Mention { text: &'t str, mention: &'m Mention, is_first: bool },
}

fn pieces<'t, 'm>(text: &'t str, mentions: &'m [Mention]) -> Vec<Piece<'t, 'm>> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    for mention in mentions {
        pieces.push(Piece::Plain(slice(at..mention.start)));
        let is_first = mention.ids.first().is_some_and(|id| seen.insert(id));
        pieces.push(Piece::Mention { text: slice(mention.start..mention.end), mention, is_first });
        at = mention.end;
    }
    pieces.push(Piece::Plain(slice(at..text.len())));
    pieces
}

/// The terms of a mention's senses.
fn senses<'f>(found: &'f Explanation, mention: &Mention) -> Vec<&'f Term> {
    let by_id = |id: &String| found.terms.iter().find(|term| term.id == *id).map(|term| &**term);
    mention.ids.iter().filter_map(by_id).collect()
}

/// A text of several lines without what would disturb a terminal.
fn clean_lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| {
            let (line, end) = match (line.strip_suffix("\r\n"), line.strip_suffix('\n')) {
                (Some(line), _) | (None, Some(line)) => (line, "\n"),
                (None, None) => (line, ""),
            };
            let parts: Vec<String> =
                line.split('\t').map(|part| super::clean(part).into_owned()).collect();
            parts.join("\t") + end
        })
        .collect()
}
