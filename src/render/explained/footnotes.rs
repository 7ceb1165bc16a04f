//! Markdown with a footnote at each term's first mention.

use std::io::{self, Write};

use super::{Explained, Piece, Tell, clean_lines, pieces, senses};
use crate::messages::Message;
use crate::render::View;
use crate::render::markdown::{anchor, escape};
use crate::render::text::headword;

/// The footnotes format.
#[derive(Debug)]
pub struct Footnotes<'a> {
    view: View<'a>,
}

impl<'a> Footnotes<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>) -> Self {
        Footnotes { view }
    }
}

impl Tell for Footnotes<'_> {
    fn message(&mut self, out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()> {
        // Notes of several messages in one document need names of their own.
        let prefix =
            if explained.number > 1 { format!("{}-", explained.number) } else { String::new() };
        if explained.number > 1 {
            writeln!(out)?;
        }
        let mut notes = Vec::new();
        let text = &explained.message.text;
        for piece in pieces(text, &explained.found.mentions) {
            match piece {
                Piece::Plain(text) => write!(out, "{}", clean_lines(text))?,
                Piece::Mention { text, mention, is_first } => {
                    write!(out, "{}", clean_lines(text))?;
                    if is_first {
                        for term in senses(explained.found, mention) {
                            write!(out, "[^{prefix}{}]", anchor(&term.id))?;
                            notes.push(term);
                        }
                    }
                }
            }
        }
        if !text.ends_with('\n') {
            writeln!(out)?;
        }
        if !notes.is_empty() {
            writeln!(out)?;
        }
        let mut told: Vec<&str> = Vec::new();
        for term in notes {
            if told.contains(&term.id.as_str()) {
                continue;
            }
            told.push(&term.id);
            let lang = self.view.shown(term).first().copied();
            if let Some(in_lang) = lang.and_then(|lang| term.texts.get(lang)) {
                let head = format!("**{}**", escape(&headword(term, &in_lang.name)));
                let definition = escape(&in_lang.definition);
                let blanks = [("head", head.as_str()), ("text", definition.as_str())];
                let line = Message::ExplainedTerm.fill(self.view.lang(), &blanks);
                writeln!(out, "[^{prefix}{}]: {line}", anchor(&term.id))?;
            }
        }
        Ok(())
    }
}
