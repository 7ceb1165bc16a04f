//! `icann-terms build`: a large glossary as one file that opens at once.

use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use icann_terms::IndexError;
use icann_terms::messages::{self, Message};
use icann_terms::termbase::Compiler;

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
    let path = matches.get_one::<PathBuf>("output").ok_or_else(|| {
        let blanks = [("argument", "--output"), ("command", "icann-terms build")];
        Failure::told(Message::ErrorMissingArgument, &blanks)
    })?;
    // What memory has no room for waits in temporary files.
    let failed = |error| match error {
        IndexError::Io(error) => {
            let folder = std::env::temp_dir().to_string_lossy().into_owned();
            Failure::Io(Message::ErrorTemporary, folder, error)
        }
        error => Failure::Index(Some(path.to_string_lossy().into_owned()), error),
    };
    let foundation = settings.foundation();
    // Paths may name each other's terms: they become one glossary.
    let mut compiler = Compiler::default();
    for path in matches.get_many::<PathBuf>("path").into_iter().flatten() {
        let passed_over = compiler.add_path(path).map_err(failed)?;
        settings.tell_passed_over(&passed_over, output)?;
    }
    let count = compiler.len() as usize;
    let known = |id: &str| matches!(foundation.by_id(id), Ok(Some(_)));
    let writer = match compiler.finish(known).map_err(|error| failed(error.into()))? {
        Ok(writer) => writer,
        Err(mut faults) => {
            let last = faults.pop();
            for fault in faults {
                output.note(&format!("{NAME}: {}", messages::fault(lang, &fault)))?;
            }
            return Err(Failure::Faults(last.into_iter().collect()));
        }
    };
    // What is too large for one file is no fault of the disk, and is told as what it is.
    let mut refused = None;
    let written = write_beside(path, |out| {
        writer.write(out).map_err(|error| match error {
            IndexError::Io(error) => error,
            error => {
                refused = Some(error);
                io::ErrorKind::Other.into()
            }
        })
    });
    if let Some(error) = refused {
        return Err(failed(error));
    }
    written?;
    let shown = path.to_string_lossy();
    output
        .note(&format!("{NAME}: {}", Message::NoteBuilt.count(lang, count, &[("path", &shown)])))?;
    Ok(Exit::Answered)
}
