//! What may come next on a command line: the answer to a shell's question.
//!
//! The scripts of `completions` run the program with `ICANN_TERMS_COMPLETE` set and the words up to
//! the cursor; it prints a candidate a line, a tab and what it is. `<files>` leaves it to the shell.

use std::ffi::OsString;
use std::io;

use icann_terms::render::{Field, clean};
use icann_terms::termbase::fold;
use icann_terms::{Glossary, Lang};

use super::failure::Failure;
use super::model::{self, Verb};
use super::output::Output;
use super::settings::{ExplainFormat, ExportFormat, Format};
use super::words;

/// The variable that asks for candidates.
pub const VARIABLE: &str = "ICANN_TERMS_COMPLETE";
/// More terms than this help nobody.
const MOST: usize = 60;

type Candidates = Vec<(String, String)>;

/// Prints what may stand in the place of the last word.
///
/// # Errors
///
/// An output that fails.
pub fn run(mut args: Vec<OsString>, lang: Lang, output: &mut Output) -> Result<(), Failure> {
    let current = args.pop().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let look_up = model::look_up(lang);
    let is_first = words::first_word(&args, &look_up).is_none();
    let (verb, before) = words::split(args, &look_up);
    let command = verb.map_or(look_up, |verb| model::verb(verb, lang));
    let previous =
        before.last().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let valued = command.get_arguments().find(|arg| {
        arg.get_action().takes_values()
            && (arg.get_long().is_some_and(|long| previous == format!("--{long}"))
                || arg.get_short().is_some_and(|short| previous == format!("-{short}")))
    });
    let candidates = match valued {
        Some(arg) => values(arg.get_id().as_str(), verb, lang),
        None if current.starts_with('-') => Some(options(&command)),
        None => match verb {
            None => Some(terms(&current, is_first, lang)),
            Some(Verb::Help) => Some(verbs(lang)),
            Some(Verb::Completions) => {
                Some(plain(&super::commands::completions::SHELLS.map(|(word, _)| word)))
            }
            Some(Verb::Check | Verb::Build | Verb::Explain) => None,
            Some(_) => Some(options(&command)),
        },
    };
    output.write(|out| match candidates {
        None => writeln!(out, "<files>"),
        Some(candidates) => {
            // What begins just so comes alone: a shell goes on from what candidates share.
            let typed = fold::spaced(&current);
            let as_typed = |value: &str| value.starts_with(current.as_str());
            let alike = |value: &str| fold::spaced(value).starts_with(&typed);
            let is_typed = candidates.iter().any(|(value, _)| as_typed(value));
            let fits = |value: &str| if is_typed { as_typed(value) } else { alike(value) };
            let mut fitting = candidates.iter().filter(|(value, _)| fits(value));
            fitting.try_for_each(|(value, help)| -> io::Result<()> {
                writeln!(out, "{}\t{}", clean(value), clean(help))
            })
        }
    })
}

fn plain(words: &[&str]) -> Candidates {
    words.iter().map(|word| ((*word).to_owned(), String::new())).collect()
}

fn verbs(lang: Lang) -> Candidates {
    Verb::ALL
        .iter()
        .map(|verb| (verb.word().to_owned(), verb.about().text(lang).to_owned()))
        .collect()
}

fn options(command: &clap::Command) -> Candidates {
    let described = |arg: &clap::Arg| {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        Some((format!("--{}", arg.get_long()?), help))
    };
    command.get_arguments().filter_map(described).collect()
}

/// The values of an option; `None` for files.
fn values(option: &str, verb: Option<Verb>, lang: Lang) -> Option<Candidates> {
    Some(match option {
        "lang" => plain(&["en", "fr", "es", "pt", "all"]),
        "format" => plain(&match verb {
            Some(Verb::Explain) => ExplainFormat::ALL.map(ExplainFormat::word).to_vec(),
            Some(Verb::Export) => ExportFormat::ALL.map(ExportFormat::word).to_vec(),
            _ => Format::LOOK_UP.map(Format::word).to_vec(),
        }),
        "field" => plain(&Field::ALL.map(Field::word)),
        "color" => plain(&["auto", "always", "never"]),
        "paper" => plain(&["a4", "letter"]),
        "topic" => {
            let topics = Glossary::builtin().topics().unwrap_or_default();
            topics.iter().map(|topic| (topic.id.clone(), topic.name(lang).to_owned())).collect()
        }
        "glossary" | "output" | "draft" | "in" => return None,
        _ => Candidates::new(),
    })
}

/// The commands, as the first word only, and the terms that a beginning may become.
fn terms(beginning: &str, is_first: bool, lang: Lang) -> Candidates {
    let mut candidates = if is_first { verbs(lang) } else { Candidates::new() };
    let typed = fold::spaced(beginning);
    if typed.is_empty() {
        return candidates;
    }
    for term in Glossary::builtin().terms(lang).unwrap_or_default() {
        let name = term
            .texts
            .nearest(lang)
            .and_then(|lang| term.name(lang))
            .unwrap_or_default()
            .to_owned();
        let label = term.label(lang).to_owned();
        if fold::spaced(&label).starts_with(&typed) {
            let help = if label == name { String::new() } else { name };
            candidates.push((label, help));
        } else if fold::spaced(&name).starts_with(&typed) {
            candidates.push((name, label));
        }
        if candidates.len() >= MOST {
            break;
        }
    }
    candidates
}
