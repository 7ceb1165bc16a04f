//! Completion in real shells, and the manual page in a real formatter.
//!
//! Tests that need another program than Rust brings are ignored unless asked for:
//! `cargo test --workspace --locked -- --include-ignored`. `.ci/run` installs the programs.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::path::Path;
use std::process::Command;

use common::terminal::Terminal;
use common::{icann_terms, write};

/// What a shell prints when it runs a script with the program on its path.
fn shell(program: &str, args: &[&str], script: &str) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_icann-terms")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let output = Command::new(program)
        .args(args)
        .arg(script)
        .env("PATH", path)
        .env("ICANN_TERMS_LANG", "en")
        .env("HOME", "/nonexistent")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

const BASH: &str = r#"eval "$(icann-terms completions bash)"
COMP_WORDS=(icann-terms "$@"); COMP_CWORD=$#
_icann_terms; printf '%s\n' "${COMPREPLY[@]}""#;

fn bash(words: &str) -> String {
    shell("bash", &["--norc", "-c"], &format!("set -- {words}\n{BASH}"))
}

#[test]
#[ignore = "needs bash"]
fn bash_completes_commands_options_values_and_terms() {
    let terms = bash("NET");
    assert!(terms.starts_with("NETmundial\n"), "{terms}");
    assert!(bash("exp").starts_with("explain\nexport\n"), "{}", bash("exp"));
    assert_eq!(bash("--lang ''"), "en\nfr\nes\npt\nall\n");
    assert!(bash("list --topic at").starts_with("at-large\n"));
    assert!(bash("export --format st").starts_with("stardict\n"));
    assert!(bash("list --ess").starts_with("--essential\n"));
    // A second word is no command, and names of several words are quoted.
    assert!(!bash("ALS exp").contains("explain"));
    assert!(bash("'Public Com'").contains("Public\\ Comment\n"), "{}", bash("'Public Com'"));
}

#[test]
#[ignore = "needs zsh"]
fn zsh_shows_the_name_beside_the_term() {
    let script = r#"compdef() { : }
_describe() { print -l -- "${items[@]}" }
eval "$(icann-terms completions zsh)"
words=(icann-terms ALA); CURRENT=2; _icann_terms
words=(icann-terms --lang ''); CURRENT=3; _icann_terms"#;
    let said = shell("zsh", &["-f", "-c"], script);
    assert!(said.contains("ALAC:At-Large Advisory Committee\n"), "{said}");
    assert!(said.contains("\nen:\nfr:\n"), "{said}");
}

#[test]
#[ignore = "needs fish"]
fn fish_shows_the_name_beside_the_term() {
    let script = "icann-terms completions fish | source; complete -C 'icann-terms ALA'; complete -C 'icann-terms exp'";
    let said = shell("fish", &["--no-config", "-c"], script);
    assert!(said.contains("ALAC\tAt-Large Advisory Committee\n"), "{said}");
    assert!(
        said.contains("explain\tExplain the terms in a text, an e-mail or a mailbox\n"),
        "{said}"
    );
}

#[test]
#[ignore = "needs elvish and tmux"]
fn elvish_completes_terms_as_they_are_typed() {
    let terminal = Terminal::new("elvish", "en");
    let folder = Path::new(env!("CARGO_BIN_EXE_icann-terms")).parent().unwrap();
    let home = tempfile::tempdir().unwrap();
    let path = format!("PATH={}:$PATH HOME={}", folder.display(), home.path().display());
    terminal.keys(&[&format!("{path} elvish -norc"), "Enter"]);
    terminal.settled();
    terminal.keys(&["eval (icann-terms completions elvish | slurp)", "Enter"]);
    terminal.settled();
    terminal.keys(&["icann-terms ALA", "Tab"]);
    terminal.shows("ALAC — At-Large Advisory Committee");
}

#[test]
#[ignore = "needs man and mandoc"]
fn the_manual_page_renders_without_a_warning_in_each_language() {
    for (lang, heading) in [
        ("en", "EXIT STATUS"),
        ("fr", "CODE DE RETOUR"),
        ("es", "ESTADO DE SALIDA"),
        ("pt", "CÓDIGO DE SAÍDA"),
    ] {
        let page = icann_terms(["man", "--lang", lang]).answered();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("icann-terms.1");
        write(&path, &page);
        let path = path.to_str().unwrap();
        let man = Command::new("man")
            .args(["--warnings", "-E", "UTF-8", "-l", path])
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(man.stderr).unwrap(), "", "{lang}");
        assert!(String::from_utf8(man.stdout).unwrap().contains(heading), "{lang}");
        let lint =
            Command::new("mandoc").args(["-T", "lint", "-W", "warning", path]).output().unwrap();
        assert_eq!(String::from_utf8(lint.stdout).unwrap(), "", "{lang}");
    }
}

#[test]
fn every_shell_has_a_script_and_another_word_is_refused() {
    for name in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = icann_terms(["completions", name]).answered();
        assert!(script.contains("ICANN_TERMS_COMPLETE"), "{name}");
    }
    icann_terms(["completions", "csh"])
        .fails("“csh” is no value for “completions”; it takes bash, zsh, fish, elvish, powershell");
    icann_terms(["completions"])
        .fails("“SHELL” is missing; “icann-terms completions --help” shows how it is given");
}
