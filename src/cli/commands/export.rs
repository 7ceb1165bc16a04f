//! `icann-terms export`: the glossary for other programs.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use icann_terms::export::{Anki, Book, Csv, Export, JsonArray, StarDict, Tbx};
use icann_terms::messages::Message;
use icann_terms::render::View;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::{Output, write_all_beside, write_beside};
use crate::cli::selection;
use crate::cli::settings::{ExportFormat, Settings};

/// Writes the terms in a format.
///
/// # Errors
///
/// Wrong usage, a glossary that cannot be loaded, a file that cannot be written.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let format = ExportFormat::new(matches)?;
    let glossary = settings.glossary(output)?;
    let terms = selection::terms(matches, &glossary, settings.lang())?;
    let meta = glossary.meta()?;
    let view = View { glossary: &glossary, langs: &settings.langs };
    let book = Book { view, meta: &meta, terms: &terms };
    let path = matches.get_one::<PathBuf>("output");
    let exporter: &dyn Export = match format {
        ExportFormat::Json => &JsonArray,
        ExportFormat::Csv => &Csv,
        ExportFormat::Tbx => &Tbx,
        ExportFormat::Anki => &Anki,
        ExportFormat::StarDict => {
            let path = path.ok_or_else(|| Failure::told(Message::ErrorNeedsOutput, &[]))?;
            star_dict(&book, path)?;
            return told(path, terms.len(), settings, output);
        }
    };
    let Some(path) = path else {
        output.write(|out| exporter.write(out, &book))?;
        return Ok(Exit::Answered);
    };
    write_beside(path, |out| exporter.write(out, &book))?;
    told(path, terms.len(), settings, output)
}

/// The dictionary's files beside each other; the `.ifo`, which programs look for, last.
fn star_dict(book: &Book<'_>, path: &Path) -> Result<(), Failure> {
    let files = StarDict.files(book);
    write_all_beside(&[
        (path.with_extension("idx"), &files.idx),
        (path.with_extension("dict"), &files.dict),
        (path.with_extension("syn"), &files.syn),
        (path.with_extension("ifo"), &files.ifo),
    ])
}

/// Says how many terms went where.
///
/// # Errors
///
/// Those of the output.
pub(super) fn told(
    path: &Path,
    count: usize,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let shown = path.to_string_lossy();
    let note = Message::NoteExported.count(settings.lang(), count, &[("path", &shown)]);
    output.note(&format!("{NAME}: {note}"))?;
    Ok(Exit::Answered)
}
