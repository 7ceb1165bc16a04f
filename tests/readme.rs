//! The README's examples are what the program says.
//!
//! To have the outputs written anew: `ICANN_TERMS_REWRITE=1 cargo test --test readme`

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::icann_terms;

/// The words of a command line of the README: no quotes but single ones around a whole word.
fn words(line: &str) -> Vec<String> {
    line.split(' ').map(|word| word.trim_matches('\'').to_owned()).collect()
}

/// What a command line prints, standard output before standard error.
fn printed(line: &str) -> String {
    let (input, line) = match line.split_once(" | ") {
        Some((feed, line)) => {
            let text =
                feed.strip_prefix("printf '").and_then(|text| text.strip_suffix('\'')).unwrap();
            (text.replace("\\n", "\n"), line)
        }
        None => (String::new(), line),
    };
    let words = words(line);
    assert_eq!(words[0], "icann-terms");
    let said = icann_terms(&words[1..]).input(input).said();
    said.out + &said.err
}

/// The blocks of commands and outputs, with the outputs that the program gives now.
fn renewed(readme: &str) -> String {
    let mut out = String::new();
    let mut lines = readme.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) {
            out.push_str(&printed(command));
            while lines
                .peek()
                .is_some_and(|next| !next.starts_with("$ ") && !next.starts_with("```"))
            {
                lines.next();
            }
        }
    }
    out
}

#[test]
fn every_output_in_the_readme_is_what_the_program_prints() {
    let readme = fs::read_to_string("README.md").unwrap();
    let renewed = renewed(&readme);
    if std::env::var_os("ICANN_TERMS_REWRITE").is_some() {
        fs::write("README.md", renewed).unwrap();
    } else {
        assert!(
            readme == renewed,
            "README.md shows other outputs; see the head of tests/readme.rs\n{renewed}"
        );
    }
}
