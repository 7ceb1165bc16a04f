//! `icann-terms check`: the faults of a glossary.

use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ArgMatches;
use icann_terms::messages::{self, Message};
use icann_terms::render::clean;
use icann_terms::style;
use icann_terms::termbase::{FaultKind, Place, read};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::Output;
use crate::cli::settings::Settings;

/// Prints every fault, a line each.
///
/// # Errors
///
/// A path that cannot be read, an output that fails.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let lang = settings.lang();
    let given: Vec<PathBuf> = matches.get_many("path").into_iter().flatten().cloned().collect();
    let paths = if given.is_empty() { settings.own_glossaries() } else { given };
    if paths.is_empty() {
        return Err(Failure::told(Message::ErrorNothingToCheck, &[]));
    }
    let mut glossary = settings.foundation();
    let (mut terms, mut lines) = (0, Vec::new());
    for path in &paths {
        fs::metadata(path).map_err(|error| Failure::unreadable(path, error))?;
        let batch = read::path(path);
        settings.tell_passed_over(&batch.passed_over, output)?;
        let mut faults = glossary.faults(&batch);
        // What cannot be read cannot be checked: that is a failure, not a fault.
        if let Some(place) =
            faults.iter().position(|f| matches!(f.kind, FaultKind::Unreadable { .. }))
        {
            return Err(Failure::Faults(vec![faults.swap_remove(place)]));
        }
        terms += batch.entries.len();
        let is_sound = faults.is_empty();
        lines
            .extend(faults.iter().map(|fault| (fault.place.clone(), messages::fault(lang, fault))));
        if is_sound {
            glossary.add_batch(&batch)?;
            if matches.get_flag("style") {
                let faults = style::faults(&batch, &glossary)?;
                lines.extend(faults.iter().map(|fault| (fault.place.clone(), fault.tell(lang))));
            }
        }
    }
    let on_terminal = std::io::stdout().is_terminal();
    for (place, line) in &lines {
        output.write(|out| writeln!(out, "{line}"))?;
        if let Some(shown) = on_terminal.then(|| source_line(place)).flatten() {
            output.write(|out| writeln!(out, "{shown}"))?;
        }
    }
    let note = if lines.is_empty() {
        Message::NoteNoFaults.count(lang, terms, &[])
    } else {
        Message::NoteFaults.count(lang, lines.len(), &[])
    };
    output.note(&format!("{NAME}: {note}"))?;
    Ok(if lines.is_empty() { Exit::Answered } else { Exit::Unanswered })
}

/// The line of a place, with a mark below its column.
fn source_line(place: &Place) -> Option<String> {
    let text = fs::read(&*place.file).ok()?;
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().nth(place.line.checked_sub(1)?)?;
    // Long lines are cut to what fits beside the mark.
    let start = place.column.saturating_sub(40);
    let shown: String = line.chars().skip(start).take(76).collect();
    let mark = " ".repeat(place.column.saturating_sub(1).saturating_sub(start));
    Some(format!("    {}\n    {mark}^", clean(&shown)))
}
