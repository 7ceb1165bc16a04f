//! `icann-terms help`: the help of the program or of a command.

use clap::ArgMatches;
use icann_terms::Lang;
use icann_terms::messages::Message;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::{self, Verb};
use crate::cli::output::Output;

/// Prints the help asked for.
///
/// # Errors
///
/// A word that is no command.
pub fn run(matches: &ArgMatches, lang: Lang, output: &mut Output) -> Result<Exit, Failure> {
    let mut command = match matches.get_one::<String>("command") {
        None => model::look_up_with_help(lang),
        Some(word) => match Verb::from_word(word) {
            Some(verb) => model::verb(verb, lang),
            None => {
                let blanks = [("option", word.as_str()), ("command", model::NAME)];
                return Err(Failure::told(Message::ErrorUnexpectedWord, &blanks));
            }
        },
    };
    let help = command.render_help().to_string();
    output.write(|out| writeln!(out, "{}", help.trim_end()))?;
    Ok(Exit::Answered)
}
