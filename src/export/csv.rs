//! Comma-separated values (RFC 4180): a header, then a row a term and language.

use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};

use super::{Book, Export};

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
        ])?;
        for term in book.terms {
            for lang in book.view.shown(term) {
                let Some(text) = term.texts.get(lang) else { continue };
                csv.write_record([
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
                ])?;
            }
        }
        csv.flush()
    }
}
