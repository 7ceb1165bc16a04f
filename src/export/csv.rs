//! Comma-separated values (RFC 4180): a header, then a row a term and language.
//!
//! Tables are opened in spreadsheets, which take a cell that begins with `=`, `+`, `-`, `@`, a tab
//! or a carriage return for a formula. Such a cell gets an apostrophe in front, as OWASP advises (its
//! page “CSV Injection”); no term of ours begins so. JSON has every text as it is.

use std::io::{self, Write};

use ::csv::{ErrorKind, Terminator, WriterBuilder};

use super::{Book, Export};
use crate::render::clean;

/// The CSV export.
#[derive(Debug)]
pub struct Csv;

/// Between the items of a list in one field.
const AND: &str = " | ";

impl Export for Csv {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        csv.write_record([
            "id",
            "acronym",
            "lang",
            "name",
            "definition",
            "also",
            "say",
            "topic",
            "essential",
            "status",
            "see",
            "sources",
        ])
        .map_err(plain)?;
        for term in book.terms {
            for lang in book.view.shown(term) {
                let Some(text) = term.texts.get(lang) else { continue };
                let row = [
                    term.id.as_str(),
                    term.acronym.as_deref().unwrap_or_default(),
                    lang.code(),
                    &text.name,
                    &text.definition,
                    &text.also.join(AND),
                    term.say.as_deref().unwrap_or_default(),
                    term.topic.as_deref().unwrap_or_default(),
                    if term.essential { "true" } else { "false" },
                    term.status.word(),
                    &term.see.join(AND),
                    &term.sources.join(AND),
                ];
                csv.write_record(row.map(harmless).iter().map(String::as_bytes)).map_err(plain)?;
            }
        }
        csv.flush()
    }
}

/// The output's own error, which says whether the disk is full or the reader gone.
fn plain(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula, and that moves no cursor: of control characters
/// only line ends and tabs remain.
fn harmless(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        out.push('\'');
    }
    for c in cell.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c => out.push_str(&clean(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}
