//! `icann-terms completions`: a shell's script.

use clap::ArgMatches;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::settings::bad_value;

/// The shells and their scripts.
pub const SHELLS: [(&str, &str); 5] = [
    ("bash", include_str!("../shells/bash.sh")),
    ("zsh", include_str!("../shells/zsh.sh")),
    ("fish", include_str!("../shells/fish.fish")),
    ("elvish", include_str!("../shells/elvish.elv")),
    ("powershell", include_str!("../shells/powershell.ps1")),
];

/// Prints the script of the shell asked for.
///
/// # Errors
///
/// A shell that has none, an output that fails.
pub fn run(matches: &ArgMatches, output: &mut Output) -> Result<Exit, Failure> {
    let asked = matches.get_one::<String>("shell").map_or("", String::as_str);
    let Some((_, script)) = SHELLS.iter().find(|(shell, _)| *shell == asked) else {
        return Err(bad_value("completions", asked, SHELLS.map(|(shell, _)| shell)));
    };
    output.write(|out| out.write_all(script.as_bytes()))?;
    Ok(Exit::Answered)
}
