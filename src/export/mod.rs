//! Exports for other programs, one file a format behind one trait.

mod anki;
mod csv;
mod json;
mod stardict;
mod tbx;

use std::io::{self, Write};

use termbase::{Lang, Meta, Term};

use crate::messages::Message;
use crate::render::View;

pub use anki::Anki;
pub use csv::Csv;
pub use json::JsonArray;
pub use stardict::{StarDict, StarDictFiles};
pub use tbx::Tbx;

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// The glossary and the languages to export, in their order.
    pub view: View<'a>,
    /// What the glossary says of itself.
    pub meta: &'a Meta,
    /// The terms.
    pub terms: &'a [Term],
}

impl Book<'_> {
    /// The line that says where an export comes from: version and date, licence, independence.
    pub fn notice(&self) -> String {
        self.notice_in(self.lang())
    }

    /// The same line in another language than the book's first.
    pub fn notice_in(&self, lang: Lang) -> String {
        let blanks = [("version", self.meta.version.as_str()), ("date", self.meta.date.as_str())];
        Message::ExportNotice.fill(lang, &blanks)
    }

    /// The related terms of a term that are in the book: only these can be followed.
    pub fn related(&self, term: &Term) -> impl Iterator<Item = &Term> {
        term.see.iter().filter_map(|id| self.terms.iter().find(|other| other.id == *id))
    }

    fn lang(&self) -> Lang {
        self.view.lang()
    }
}

/// A format of one file.
pub trait Export {
    /// Writes the whole book.
    ///
    /// # Errors
    ///
    /// Those of the output.
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()>;
}

/// A text in which nothing is markup of HTML or XML, and nothing is a character that neither may
/// hold.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            // Non-characters that XML forbids.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push_str(&crate::render::clean(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}
