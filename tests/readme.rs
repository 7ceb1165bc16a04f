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

/// The pages that show the program at work.
const PAGES: [&str; 5] =
    ["README.md", "README.fr.md", "README.es.md", "README.pt.md", "docs/recipes.md"];

#[test]
fn every_output_in_the_pages_is_what_the_program_prints() {
    for page in PAGES {
        let text = fs::read_to_string(page).unwrap();
        let renewed = renewed(&text);
        if std::env::var_os("ICANN_TERMS_REWRITE").is_some() {
            fs::write(page, renewed).unwrap();
        } else {
            assert!(
                text == renewed,
                "{page} shows other outputs; see the head of tests/readme.rs\n{renewed}"
            );
        }
    }
}

/// The lines of a page's blocks of commands, those that go on being one.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let (mut commands, mut kind) = (Vec::new(), None);
    for line in text.lines() {
        if let Some(opened) = line.strip_prefix("```") {
            kind = if kind.is_none() { Some(opened.to_owned()) } else { None };
        } else if kind.as_deref() == Some("sh") {
            commands.push(line.to_owned());
        } else if kind.as_deref() == Some("console") {
            commands.extend(line.strip_prefix("$ ").map(str::to_owned));
        }
    }
    commands
}

#[test]
fn every_option_in_the_pages_is_one_of_the_program() {
    for page in PAGES {
        for command in commands(page) {
            let code = command.split(" #").next().unwrap();
            // Each call of the program, up to where the shell goes on with something else.
            for call in code.split("icann-terms ").skip(1) {
                let call = call.split(['|', '>', ';', ')', '"', '\'']).next().unwrap();
                let words = call.split_whitespace().map(|word| word.trim_matches('`'));
                let words: Vec<&str> = words.collect();
                let verb = words.first().copied().unwrap_or_default();
                let help = icann_terms([verb, "--help"]).said().out;
                for option in words.iter().filter(|word| word.starts_with("--") && word.len() > 2) {
                    let option = option.split('=').next().unwrap();
                    assert!(help.contains(option), "{page}: {command}: {option}");
                }
            }
        }
    }
}

#[test]
fn the_readme_has_the_same_commands_in_each_language() {
    // Which languages an example shows, and what a comment says, is the translation's own.
    let plain = |page: &str| -> Vec<String> {
        let one = |command: String| {
            let code = command.split(" #").next().unwrap().trim_end().to_owned();
            let mut words: Vec<&str> = code.split(' ').collect();
            for place in 1..words.len() {
                if words[place - 1] == "--lang" {
                    words[place] = "…";
                }
            }
            words.join(" ")
        };
        commands(page).into_iter().map(one).filter(|command| !command.starts_with('#')).collect()
    };
    for page in ["README.fr.md", "README.es.md", "README.pt.md"] {
        assert_eq!(plain(page), plain("README.md"), "{page}");
    }
}
