//! `icann-terms print`: the glossary as a page or a book.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use icann_terms::export::Book;
use icann_terms::messages::Message;
use icann_terms::print::{HtmlPage, MarkdownBook, Paper, PdfBook, Print};
use icann_terms::render::View;

use super::export::told;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::{Output, write_beside};
use crate::cli::selection;
use crate::cli::settings::{Settings, bad_value};

/// How many of the characters that no font has are named.
const SHOWN: usize = 8;

/// Writes the book.
///
/// # Errors
///
/// Wrong usage, a glossary that cannot be loaded, a file that cannot be written.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let paper = match matches.get_one::<String>("paper") {
        None => Paper::default(),
        Some(word) => Paper::ALL
            .into_iter()
            .find(|paper| paper.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| bad_value("--paper", word, Paper::ALL.map(Paper::word)))?,
    };
    let path = matches.get_one::<PathBuf>("output");
    let (page, pdf) = (HtmlPage { paper }, PdfBook { paper });
    let ending = path
        .and_then(|path| path.extension())
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let printer: &dyn Print = match (path, ending.as_deref()) {
        (None, _) | (_, Some("md" | "markdown")) => &MarkdownBook,
        (_, Some("html" | "htm")) => &page,
        (_, Some("pdf")) => &pdf,
        (Some(path), _) => {
            let shown = path.to_string_lossy();
            return Err(Failure::told(Message::ErrorPrintEnding, &[("path", &shown)]));
        }
    };
    let glossary = settings.glossary(output)?;
    let terms = selection::terms(matches, &glossary, settings.lang())?;
    let meta = glossary.meta()?;
    let view = View { glossary: &glossary, langs: &settings.langs };
    let book = Book { view, meta: &meta, terms: &terms };
    let is_pdf = ending.as_deref() == Some("pdf");
    let Some(path) = path else {
        output.write(|out| printer.write(out, &book))?;
        return Ok(Exit::Answered);
    };
    write_beside(path, |out| printer.write(out, &book))?;
    if is_pdf {
        lacking(&book, path, settings, output)?;
    }
    told(path, terms.len(), settings, output)
}

/// Says which characters the PDF shows a replacement for.
fn lacking(
    book: &Book<'_>,
    path: &Path,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), Failure> {
    let lacking = PdfBook::lacking(book).map_err(|error| Failure::unwritable(path, error))?;
    if lacking.is_empty() {
        return Ok(());
    }
    // By their numbers too: a terminal may not have them either.
    let shown = lacking.iter().take(SHOWN).map(|&c| format!("{c} U+{:04X}", u32::from(c)));
    let mut chars = shown.collect::<Vec<_>>().join(", ");
    if lacking.len() > SHOWN {
        chars.push_str(", …");
    }
    let note =
        Message::NotePrintLacking.count(settings.lang(), lacking.len(), &[("chars", &chars)]);
    output.note(&format!("{NAME}: {note}"))
}
