//! `icann-terms browse`: type and see.

use std::io::{self, IsTerminal};

use clap::ArgMatches;
use icann_terms::messages::Message;
use icann_terms::render::Width;

use crate::cli::browse::full_screen::FullScreen;
use crate::cli::browse::search::Search;
use crate::cli::browse::{linear, read};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::settings::{self, Settings};

/// Lets a person search until they leave; prints the entry that they end with.
///
/// # Errors
///
/// Where there is no terminal, a glossary that cannot be loaded, a screen that fails.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    // A terminal that cannot move its cursor has no screen to draw on.
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let is_linear = matches.get_flag("linear") || (is_dumb && io::stdin().is_terminal());
    if !is_linear && (!io::stdin().is_terminal() || !io::stderr().is_terminal()) {
        return Err(Failure::told(Message::ErrorNoTerminal, &[]));
    }
    let glossary = settings.glossary(output)?;
    let mut search = Search::new(&glossary, settings.lang())?;
    if is_linear {
        linear::run(&mut search, &mut io::stdin().lock(), settings::width(), output)?;
        return Ok(Exit::Answered);
    }
    let colored = colored::control::SHOULD_COLORIZE.should_colorize();
    colored::control::set_override(false);
    let chosen = FullScreen::new(&mut search).run()?;
    colored::control::set_override(colored);
    let Some(term) = chosen else { return Ok(Exit::Answered) };
    output.write(|out| read(out, &glossary, &term, search.lang(), Width::Columns(80)))?;
    Ok(Exit::Answered)
}
