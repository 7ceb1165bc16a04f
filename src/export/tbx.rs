//! TBX-Basic (ISO 30042:2019), in the style of data categories as tags (DCT).
//!
//! A concept entry has its subject field, its related concepts and, in each language, its definition
//! with the source, the full form, the acronym and the other forms as terms of their own with their
//! type. What is exported is valid by the schemas of the dialect and its modules that the standard's
//! committee publishes at tbxinfo.net (TBX-Basic 1.2.1, as NVDL).

use std::io::{self, Write};

use termbase::{Lang, Status, Term};

use super::{Book, Export, escape};
use crate::messages::Message;

/// The TBX export.
#[derive(Debug)]
pub struct Tbx;

impl Export for Tbx {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <tbx style=\"dct\" type=\"TBX-Basic\" xml:lang=\"{}\" xmlns=\"urn:iso:std:iso:30042:ed-2\" \
             xmlns:min=\"http://www.tbxinfo.net/ns/min\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic\">\n\
             <tbxHeader>\n<fileDesc>\n<titleStmt><title>icann-terms</title></titleStmt>\n\
             <sourceDesc><p>{}</p></sourceDesc>\n</fileDesc>\n</tbxHeader>\n<text>\n<body>",
            book.view.lang(),
            escape(&book.notice())
        )?;
        book.terms.iter().try_for_each(|term| entry(out, book, term))?;
        writeln!(out, "</body>\n</text>\n</tbx>")
    }
}

fn entry(out: &mut dyn Write, book: &Book<'_>, term: &Term) -> io::Result<()> {
    // An XML id begins with a letter; some terms do not (`3gpp`).
    writeln!(out, "<conceptEntry id=\"c-{}\">", escape(&term.id))?;
    if let Some(topic) = &term.topic {
        writeln!(out, "<min:subjectField>{}</min:subjectField>", escape(topic))?;
    }
    // A reference leads to what is in the file, or to an address of the web; a source that is
    // neither (a book) stands as a source.
    for other in book.related(term) {
        let label = escape(other.label(book.view.lang()));
        writeln!(
            out,
            "<basic:crossReference target=\"c-{}\">{label}</basic:crossReference>",
            escape(&other.id)
        )?;
    }
    for source in &term.sources {
        let shown = escape(source);
        if source.starts_with("https://") || source.starts_with("http://") {
            writeln!(
                out,
                "<min:externalCrossReference target=\"{shown}\">{shown}</min:externalCrossReference>"
            )?;
        } else {
            writeln!(out, "<basic:source>{shown}</basic:source>")?;
        }
    }
    if term.status == Status::Historical {
        let note = Message::LabelHistorical.text(book.view.lang());
        writeln!(out, "<note>{}</note>", escape(note))?;
    }
    book.view.shown(term).into_iter().try_for_each(|lang| language(out, term, lang))?;
    writeln!(out, "</conceptEntry>")
}

fn language(out: &mut dyn Write, term: &Term, lang: Lang) -> io::Result<()> {
    let Some(text) = term.texts.get(lang) else { return Ok(()) };
    writeln!(out, "<langSec xml:lang=\"{lang}\">")?;
    write!(out, "<descripGrp><basic:definition>{}</basic:definition>", escape(&text.definition))?;
    if let Some(source) = term.sources.first() {
        write!(out, "<basic:source>{}</basic:source>", escape(source))?;
    }
    writeln!(out, "</descripGrp>")?;
    term_section(out, &text.name, "fullForm")?;
    if let Some(acronym) = term.acronym.as_deref().filter(|acronym| *acronym != text.name) {
        term_section(out, acronym, "acronym")?;
    }
    for form in &text.also {
        let is_acronym =
            !form.contains(' ') && form.chars().filter(|c| c.is_uppercase()).count() >= 2;
        term_section(out, form, if is_acronym { "acronym" } else { "variant" })?;
    }
    writeln!(out, "</langSec>")
}

fn term_section(out: &mut dyn Write, form: &str, kind: &str) -> io::Result<()> {
    writeln!(
        out,
        "<termSec><term>{}</term><basic:termType>{kind}</basic:termType></termSec>",
        escape(form)
    )
}
