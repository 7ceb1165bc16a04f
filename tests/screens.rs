//! What a newcomer sees on a clean terminal, in each language: kept as text, to be read.
//!
//! Ignored unless asked for: it needs `tmux`, which `.ci/run` installs. To have the screens kept
//! anew: `ICANN_TERMS_REWRITE=1 cargo test --test screens -- --ignored`

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::terminal::Terminal;

/// What is typed, and the last that the program then shows.
const TYPED: [(&str, [&str; 4]); 9] = [
    ("icann-terms", ["--help", "--help", "--help", "--help"]),
    ("icann-terms als", ["Sources:", "Sources", "Fuentes:", "Fontes:"]),
    ("icann-terms governemental advisory comittee", ["Sources:", "Sources", "Fuentes:", "Fontes:"]),
    ("icann-terms gaq", ["FAQ", "FAQ", "FAQ", "FAQ"]),
    ("icann-terms qqqqqq", ["nothing", "rien", "nada", "nada"]),
    ("icann-terms als --langue fr", ["--help", "--help", "--help", "--help"]),
    (
        "printf 'Dear all, the ALAC met the GAC in Kigali.' | icann-terms explain",
        ["GAC —", "GAC —", "GAC —", "GAC —"],
    ),
    (
        "icann-terms print -o sheet.html --essential",
        ["sheet.html.", "sheet.html.", "sheet.html.", "sheet.html."],
    ),
    ("icann-terms print -o sheet.docx", ["sheet.docx", "sheet.docx", "sheet.docx", "sheet.docx"]),
];

fn screens(place: usize, lang: &str) -> String {
    let terminal = Terminal::new(&format!("screens-{lang}"), lang);
    terminal.tmux(&["resize-window", "-x", "80", "-y", "36"]);
    let folder = tempfile::tempdir().unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_icann-terms")).parent().unwrap();
    let path = format!("export PATH={}:$PATH HOME=$PWD", program.display());
    terminal.keys(&[&format!("cd {}; {path}; clear", folder.path().display()), "Enter"]);
    let mut kept = String::new();
    for (command, ends) in TYPED {
        terminal.keys(&["clear", "Enter"]);
        terminal.settled();
        terminal.keys(&[command, "Enter"]);
        terminal.shows(ends[place]);
        let screen = terminal.settled();
        kept += &format!("{}\n\n────────\n\n", screen.trim_end().trim_end_matches('$').trim_end());
    }
    terminal.keys(&["clear", "Enter"]);
    terminal.keys(&["icann-terms browse", "Enter"]);
    terminal.shows("Tab");
    terminal.keys(&["registrar"]);
    terminal.shows("> ");
    kept += &terminal.settled();
    kept
}

#[test]
#[ignore = "needs tmux"]
fn a_newcomers_first_screens_are_as_they_were_read_in_each_language() {
    for (place, lang) in ["en", "fr", "es", "pt"].into_iter().enumerate() {
        let path = format!("tests/snapshots/screens-{lang}.txt");
        let screens = screens(place, lang);
        if std::env::var_os("ICANN_TERMS_REWRITE").is_some() {
            fs::create_dir_all("tests/snapshots").unwrap();
            fs::write(path, screens).unwrap();
        } else {
            assert_eq!(screens, fs::read_to_string(&path).unwrap(), "{path}");
        }
    }
}
