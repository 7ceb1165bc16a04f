//! `icann-terms new`: a term of one's own, as a file.

use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

use clap::ArgMatches;
use icann_terms::messages::Message;
use icann_terms::termbase::{Source, canonical, read};
use icann_terms::{Term, Text};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::id;
use crate::cli::model::NAME;
use crate::cli::output::{Output, write_new};
use crate::cli::settings::{Settings, data_folder};

/// Writes the term's file, and says how to look it up.
///
/// # Errors
///
/// What is missing where nobody can be asked, a fault in what was given, a file that is there
/// already or cannot be written.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let lang = settings.lang();
    let given = |name: &str| matches.get_one::<String>(name).map(|text| text.trim().to_owned());
    // Only what a term cannot do without is asked for, and its acronym where nothing was given.
    let asks = given("name").is_none() && io::stdin().is_terminal();
    let mut ask = |option: &'static str, question: Message| match given(option) {
        Some(text) => Ok(text),
        None if io::stdin().is_terminal() => answer(question.text(lang), output),
        None => {
            let option = format!("--{option}");
            let blanks = [("argument", option.as_str()), ("command", "icann-terms new")];
            Err(Failure::told(Message::ErrorMissingArgument, &blanks))
        }
    };
    let acronym = match given("acronym") {
        None if asks => Some(ask("acronym", Message::NewAskAcronym)?),
        acronym => acronym,
    };
    let acronym = acronym.filter(|acronym| !acronym.is_empty());
    let name = ask("name", Message::NewAskName)?;
    let definition = ask("definition", Message::NewAskDefinition)?;
    let query = acronym.clone().unwrap_or_else(|| name.clone());
    let proposal = id::of(&query);
    let id = given("id").unwrap_or_else(|| proposal.clone());
    if id::is_unfit(&id) {
        let proposal = if id.is_empty() { proposal } else { id::of(&id) };
        let blanks = [("id", id.as_str()), ("proposal", &proposal)];
        return Err(Failure::told(Message::ErrorUnfitId, &blanks));
    }

    let mut term = Term { id: id.clone(), acronym, topic: given("topic"), ..Term::default() };
    term.texts.set(lang, Text { name, definition, also: Vec::new() });
    let folder = match matches.get_one::<PathBuf>("in") {
        Some(folder) => folder.clone(),
        None => data_folder().ok_or_else(|| Failure::told(Message::ErrorNoHome, &[]))?,
    };
    let path = folder.join(&id).with_extension("toml");
    let shown = path.to_string_lossy().into_owned();
    let text = with_topic(&term);
    // The same rules as for every glossary: what would not load is not written.
    let faults = read::text(&shown, &text, &Source::one_term(&id)).faults;
    if !faults.is_empty() {
        return Err(Failure::Faults(faults));
    }
    fs::create_dir_all(&folder).map_err(|error| Failure::unwritable(&folder, error))?;
    if !write_new(&path, text.as_bytes())? {
        return Err(Failure::told(Message::ErrorExists, &[("path", &shown)]));
    }
    let note = if matches.contains_id("in") { Message::NoteNewElsewhere } else { Message::NoteNew };
    output.note(&format!("{NAME}: {}", note.fill(lang, &[("path", &shown), ("query", &query)])))?;
    Ok(Exit::Answered)
}

/// The file's text. A term of one's own may stand outside any topic's folder, so its topic is in it.
fn with_topic(term: &Term) -> String {
    let topic = term.topic.as_deref().filter(|topic| !topic.is_empty());
    let topic = topic.map(|topic| format!("topic = {}\n", canonical::quoted(topic)));
    let rest = canonical::file(term);
    let gap = if topic.is_some() && rest.starts_with('[') { "\n" } else { "" };
    topic.unwrap_or_default() + gap + &rest
}

/// What a person answers to a question.
fn answer(question: &str, output: &mut Output) -> Result<String, Failure> {
    output.prompt(question)?;
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::Io(Message::ErrorStdin, String::new(), error))?;
    Ok(line.trim().to_owned())
}
