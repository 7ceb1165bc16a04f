//! The `icann-terms` program: it parses what is typed, asks the library, and prints.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
