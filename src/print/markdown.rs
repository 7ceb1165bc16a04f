//! Markdown that GitHub and pandoc render well.

use std::io::{self, Write};

use termbase::{Status, Term};

use super::{Print, chapters, headword};
use crate::export::Book;
use crate::messages::Message;
use crate::render::{anchor, escape_markdown as escape};

/// The Markdown book.
#[derive(Debug)]
pub struct MarkdownBook;

impl Print for MarkdownBook {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        let lang = book.view.lang();
        writeln!(out, "# {}\n\n{}", Message::PrintTitle.text(lang), escape(&book.notice()))?;
        for chapter in chapters(book) {
            writeln!(out, "\n## {}", escape(&chapter.letter))?;
            chapter.terms.into_iter().try_for_each(|term| entry(out, book, term))?;
        }
        Ok(())
    }
}

fn entry(out: &mut dyn Write, book: &Book<'_>, term: &Term) -> io::Result<()> {
    let lang = book.view.lang();
    let shown = book.view.shown(term);
    let Some((&first, others)) = shown.split_first() else { return Ok(()) };
    let Some(text) = term.texts.get(first) else { return Ok(()) };
    writeln!(
        out,
        "\n### <a id=\"{}\"></a>{}\n\n{}",
        anchor(&term.id),
        escape(&headword(term, first)),
        escape(&text.definition)
    )?;
    let mut lines = Vec::new();
    // A name that the languages share needs no translation.
    for &other in others.iter().filter(|other| term.name(**other) != Some(&text.name)) {
        lines.push(format!("{other}: *{}*", escape(term.name(other).unwrap_or_default())));
    }
    if term.status == Status::Historical {
        lines.push(format!("*{}*", Message::LabelHistorical.text(lang)));
    }
    let see: Vec<String> = book
        .related(term)
        .map(|other| format!("[{}](#{})", escape(other.label(lang)), anchor(&other.id)))
        .collect();
    if !see.is_empty() {
        lines.push(Message::LabelSee.text(lang).replace("{terms}", &see.join(", ")));
    }
    lines.iter().try_for_each(|line| writeln!(out, "\n{line}"))
}
