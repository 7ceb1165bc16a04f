//! The command line: from arguments to exit status.

mod browse;
mod commands;
mod complete;
mod exit;
mod failure;
mod id;
mod language;
mod model;
mod output;
mod selection;
mod settings;
mod usage;
#[cfg(windows)]
mod windows;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;
use clap::error::ErrorKind;
use icann_terms::Lang;

use exit::Exit;
use failure::Failure;
use model::Verb;
use output::Output;

/// Runs the program; the one place that prints an error.
pub fn main() -> ExitCode {
    #[cfg(windows)]
    windows::understand_colors();
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let lang = language::of_messages(&args);
    let mut output = Output::new();
    let result = run(args, lang, &mut output).and_then(|exit| output.flush().map(|()| exit));
    match result {
        Ok(exit) => exit.into(),
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(line) = failure.tell(lang) {
                output.complain(&format!("{}: {line}", model::NAME));
            }
            ExitCode::from(exit::FAILED)
        }
    }
}

fn run(args: Vec<OsString>, lang: Lang, output: &mut Output) -> Result<Exit, Failure> {
    if std::env::var_os(complete::VARIABLE).is_some() {
        return complete::run(args, lang, output).map(|()| Exit::Answered);
    }
    let look_up = model::look_up(lang);
    let (verb, args) = words::split(args, &look_up);
    let command = verb.map_or(look_up, |verb| model::verb(verb, lang));
    let name = command.get_name().to_owned();
    let matches =
        match command.try_get_matches_from(std::iter::once(OsString::from(&name)).chain(args)) {
            Ok(matches) => matches,
            Err(error) if error.kind() == ErrorKind::DisplayHelp && verb.is_none() => {
                let help = model::look_up_with_help(lang).render_help().to_string();
                output.write(|out| writeln!(out, "{}", help.trim_end()))?;
                return Ok(Exit::Answered);
            }
            Err(error) if error.kind() == ErrorKind::DisplayHelp => {
                output.write(|out| writeln!(out, "{}", error.to_string().trim_end()))?;
                return Ok(Exit::Answered);
            }
            Err(error) => return Err(usage::failure(&error, &name)),
        };
    dispatch(verb, &matches, lang, output)
}

fn dispatch(
    verb: Option<Verb>,
    matches: &ArgMatches,
    lang: Lang,
    output: &mut Output,
) -> Result<Exit, Failure> {
    if verb == Some(Verb::Help) {
        return commands::help::run(matches, lang, output);
    }
    let settings = settings::Settings::new(matches)?;
    match verb {
        None => commands::look_up::run(matches, &settings, output),
        Some(Verb::Explain) => commands::explain::run(matches, &settings, output),
        Some(Verb::List) => commands::list::run(matches, &settings, output),
        Some(Verb::Topics) => commands::topics::run(matches, &settings, output),
        Some(Verb::Browse) => commands::browse::run(matches, &settings, output),
        Some(Verb::Random) => commands::random::run(matches, &settings, output),
        Some(Verb::Print) => commands::print::run(matches, &settings, output),
        Some(Verb::Export) => commands::export::run(matches, &settings, output),
        Some(Verb::New) => commands::new::run(matches, &settings, output),
        Some(Verb::Check) => commands::check::run(matches, &settings, output),
        Some(Verb::Build) => commands::build::run(matches, &settings, output),
        Some(Verb::Completions) => commands::completions::run(matches, output),
        Some(Verb::Man) => {
            let date = settings.foundation().meta()?.date;
            commands::man::run(settings.lang(), &date, output)
        }
        Some(Verb::Help) => Ok(Exit::Answered),
    }
}
