//! A deck for Anki: a tab-separated file with Anki's own header lines.
//!
//! The front is the acronym, or else the name; the back the rest. Anki reads the header since
//! version 2.1.54 (its manual, “Text files”, has the keys).
//!
//! Each note has an id of its own, of the term and the languages: a later deck renews what one
//! learns from, a deck in another language stands beside it, and two terms of one acronym stay two.
//! It comes first, so that no line begins with what a term is called: Anki passes over lines that
//! begin with `#`.

use std::io::{self, Write};

use termbase::{Status, Term};

use super::{Book, Export, escape};
use crate::messages::Message;

/// The Anki export.
#[derive(Debug)]
pub struct Anki;

impl Export for Anki {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        writeln!(
            out,
            "#separator:tab\n#html:true\n#notetype:Basic\n#deck:ICANN terms\n#guid column:1\n#tags column:4"
        )?;
        let langs: Vec<&str> = book.view.langs.iter().map(|lang| lang.code()).collect();
        let langs = langs.join("-");
        for term in book.terms {
            let front = field(&front(book, term));
            let tags = term.topic.as_deref().unwrap_or_default().replace(char::is_whitespace, "-");
            let id = field(&escape(&format!("icann-terms-{langs}-{}", term.id)));
            let (back, tags) = (field(&back(book, term)), field(&escape(&tags)));
            writeln!(out, "{id}\t{front}\t{back}\t{tags}")?;
        }
        Ok(())
    }
}

fn front(book: &Book<'_>, term: &Term) -> String {
    let first = book.view.shown(term).first().and_then(|lang| term.name(*lang)).unwrap_or(&term.id);
    escape(term.acronym.as_deref().unwrap_or(first))
}

fn back(book: &Book<'_>, term: &Term) -> String {
    let lang = book.view.lang();
    let mut parts = Vec::new();
    for (place, shown) in book.view.shown(term).into_iter().enumerate() {
        let Some(text) = term.texts.get(shown) else { continue };
        if place > 0 || term.acronym.is_some() {
            parts.push(format!("<b>{}</b>", escape(&text.name)));
        }
        parts.push(escape(&text.definition));
    }
    if term.status == Status::Historical {
        parts.push(format!("<i>{}</i>", escape(Message::LabelHistorical.text(lang))));
    }
    parts.push(format!("<small>{}</small>", escape(&book.notice())));
    parts.join("<br>")
}

/// A field on one line without a tab. A quotation mark at its beginning would open a quoted field.
fn field(html: &str) -> String {
    html.replace(['\t', '\n'], " ")
}
