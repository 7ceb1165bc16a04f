//! `icann-terms build`: a large glossary as one file that opens at once.

use std::path::PathBuf;

use clap::ArgMatches;
use icann_terms::messages::{self, Message};
use icann_terms::termbase::{Batch, check, read};
use icann_terms::{compile, termbase::Fault};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::{Output, write_beside};
use crate::cli::settings::Settings;

/// Compiles the paths to one file.
///
/// # Errors
///
/// Faults, all of them told; a file that cannot be read or written.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let lang = settings.lang();
    let paths = matches.get_many::<PathBuf>("path").into_iter().flatten();
    let batches: Vec<Batch> = paths.map(|path| read::path(path)).collect();
    let foundation = settings.foundation();
    // Paths may name each other's terms: they become one glossary.
    let mut all = Batch::default();
    for batch in &batches {
        all.entries.extend(batch.entries.iter().cloned());
        all.faults.extend(batch.faults.iter().cloned());
    }
    let faults: Vec<Fault> = check::all(&all, |id| matches!(foundation.by_id(id), Ok(Some(_))));
    if let Some((last, rest)) = faults.split_last() {
        for fault in rest {
            output.note(&format!("{NAME}: {}", messages::fault(lang, fault)))?;
        }
        return Err(Failure::Faults(vec![last.clone()]));
    }
    let path = matches.get_one::<PathBuf>("output").ok_or_else(|| {
        let blanks = [("argument", "--output"), ("command", "icann-terms build")];
        Failure::told(Message::ErrorMissingArgument, &blanks)
    })?;
    let bytes = compile(&batches)
        .map_err(|error| Failure::Index(Some(path.to_string_lossy().into_owned()), error))?;
    write_beside(path, &bytes)?;
    let shown = path.to_string_lossy();
    output.note(&format!(
        "{NAME}: {}",
        Message::NoteBuilt.count(lang, all.entries.len(), &[("path", &shown)])
    ))?;
    Ok(Exit::Answered)
}
