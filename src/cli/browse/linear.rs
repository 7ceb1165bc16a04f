//! `browse` line by line: nothing is redrawn, so a screen reader says each line once, and any
//! terminal will do.

use std::io::BufRead;

use icann_terms::Lang;
use icann_terms::messages::Message;
use icann_terms::render::Width;

use super::search::Search;
use crate::cli::failure::Failure;
use crate::cli::output::Output;

/// How many terms are offered at once: as many as one remembers while they are read aloud.
const OFFERED: usize = 5;

/// Asks and answers until an empty line or the end of the input.
///
/// # Errors
///
/// An input or output that fails, a glossary that is damaged.
pub fn run(
    search: &mut Search,
    input: &mut dyn BufRead,
    width: Width,
    output: &mut Output,
) -> Result<(), Failure> {
    output.note(Message::BrowseLinear.text(search.lang()))?;
    loop {
        output.prompt(Message::BrowseSearch.text(search.lang()))?;
        let mut line = Vec::new();
        input
            .read_until(b'\n', &mut line)
            .map_err(|error| Failure::Io(Message::ErrorStdin, String::new(), error))?;
        // At the end of the input nobody has typed the line's end.
        if line.is_empty() {
            return output.note("");
        }
        let typed = String::from_utf8_lossy(&line);
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(());
        }
        if let Some(lang) = typed.strip_prefix(':') {
            match Lang::from_locale(lang.trim()) {
                Some(lang) => search.turn_to(lang)?,
                None => {
                    output.note(Message::BrowseLinear.text(search.lang()))?;
                    continue;
                }
            }
            // The list is in another order now; what was searched for is answered anew.
            if !search.query().is_empty() {
                answer(search, 0, width, output)?;
            }
        } else if let Some(place) = number(typed, search) {
            entry(search, place, width, output)?;
        } else {
            search.ask(typed)?;
            answer(search, 0, width, output)?;
        }
    }
}

/// The place that a number stands for, where a list was shown that has it. Anything else is a
/// query, for terms too may be numbers.
fn number(typed: &str, search: &Search) -> Option<usize> {
    let place = typed.parse::<usize>().ok()?.checked_sub(1)?;
    let shown = !search.query().is_empty() && place < search.hits().len().min(OFFERED);
    shown.then_some(place)
}

/// The best entry, and what else fits.
fn answer(search: &Search, place: usize, width: Width, output: &mut Output) -> Result<(), Failure> {
    let lang = search.lang();
    if search.hits().len() == 0 {
        return output.note(&Message::NoteNone.fill(lang, &[("query", search.query())]));
    }
    entry(search, place, width, output)?;
    if search.hits().len() > 1 {
        output.note(Message::BrowseOthers.text(lang))?;
        for (number, term) in search.hits().enumerate().take(OFFERED).skip(1) {
            output.note(&format!("{}. {}", number + 1, super::line(term, lang)))?;
        }
    }
    Ok(())
}

fn entry(search: &Search, place: usize, width: Width, output: &mut Output) -> Result<(), Failure> {
    let Some(term) = search.hit(place) else { return Ok(()) };
    output.write(|out| super::read(out, search.glossary(), term, search.lang(), width))
}
