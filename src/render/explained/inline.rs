//! The text itself, each term's name in brackets at its first mention.

use std::io::{self, Write};

use super::{Explained, Piece, Tell, clean_lines, gist, pieces, senses};
use crate::render::{View, clean};

/// The inline format.
#[derive(Debug)]
pub struct Inline<'a> {
    view: View<'a>,
}

impl<'a> Inline<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>) -> Self {
        Inline { view }
    }
}

impl Tell for Inline<'_> {
    fn message(&mut self, out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()> {
        let text = &explained.message.text;
        if explained.number > 1 {
            writeln!(out)?;
        }
        for piece in pieces(text, &explained.found.mentions) {
            match piece {
                Piece::Plain(text) => write!(out, "{}", clean_lines(text))?,
                Piece::Mention { text, mention, is_first } => {
                    write!(out, "{}", clean_lines(text))?;
                    let names: Vec<String> = senses(explained.found, mention)
                        .iter()
                        .map(|term| gist(&self.view, term).0)
                        .collect();
                    // A name that stands there itself needs no brackets.
                    let folded = termbase::fold::spaced(text);
                    let is_told = names.iter().all(|name| termbase::fold::spaced(name) == folded);
                    if is_first && !is_told {
                        write!(out, " [{}]", clean(&names.join(" / ")))?;
                    }
                }
            }
        }
        if text.ends_with('\n') { Ok(()) } else { writeln!(out) }
    }
}
