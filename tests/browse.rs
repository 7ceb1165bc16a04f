//! `browse`, driven through a real terminal.
//!
//! Ignored unless asked for: it needs `tmux`, which `.ci/run` installs.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::process::Command;
use std::time::{Duration, Instant};

use common::terminal::Terminal;
use common::{icann_terms, in_garden};

#[test]
#[ignore = "needs tmux"]
fn what_is_typed_is_found_turned_to_another_language_and_printed() {
    let terminal = Terminal::new("typed", "fr");
    terminal.start();
    terminal.shows("Chercher");
    terminal.keys(&["alac"]);
    terminal.shows("> ALAC — Comité consultatif At-Large");
    terminal.keys(&["Tab"]);
    terminal.shows("> ALAC — Comité Asesor At-Large");
    terminal.keys(&["Enter"]);
    terminal.shows("ALAC — Comité Asesor At-Large [At-Large]");
    // The shell is there again, behind the entry.
    terminal.shows("\n$");
}

#[test]
#[ignore = "needs tmux"]
fn a_small_window_and_a_slip_of_the_hand_are_borne() {
    let terminal = Terminal::new("small", "en");
    terminal.tmux(&["resize-window", "-x", "40", "-y", "9"]);
    terminal.start();
    terminal.shows("Search:");
    terminal.keys(&["multistakehodler modle"]);
    terminal.shows("> MSM — multistakeholder model");
    terminal.tmux(&["resize-window", "-x", "100", "-y", "30"]);
    terminal.shows("Esc leave");
    terminal.keys(&["Escape"]);
    let screen = terminal.shows("$");
    assert!(!screen.contains("MSM"), "{screen}");
}

#[test]
#[ignore = "needs tmux"]
fn a_signal_gives_the_terminal_back_as_it_was() {
    for signal in ["INT", "TERM", "HUP"] {
        let terminal = Terminal::new(&format!("signal-{signal}"), "en");
        terminal.keys(&["echo be''fore", "Enter"]);
        terminal.shows("before");
        terminal.start();
        terminal.shows("Esc leave");
        let pid = terminal.tmux(&["display-message", "-p", "#{pane_pid}"]);
        let sh = |script: &str| Command::new("sh").args(["-c", script]).status().unwrap();
        let (browse, start) = (format!("pgrep -P {}", pid.trim()), Instant::now());
        assert!(sh(&format!("kill -{signal} $({browse})")).success());
        while sh(&format!("{browse} > /dev/null")).success() {
            assert!(start.elapsed() < Duration::from_secs(20), "{signal} does not end it");
        }
        // The shell's own screen is there again, and what is typed is echoed and taken.
        terminal.shows("before");
        terminal.keys(&["echo be''hind", "Enter"]);
        let screen = terminal.shows("\nbehind");
        assert!(screen.contains("$ echo be''hind"), "{signal}: {screen}");
    }
}

#[test]
#[ignore = "needs tmux"]
fn a_terminal_that_draws_nothing_is_asked_line_by_line() {
    let terminal = Terminal::new("dumb", "pt");
    terminal.keys(&["export TERM=dumb", "Enter"]);
    terminal.start();
    terminal.shows("Buscar:");
    terminal.keys(&["gac", "Enter"]);
    terminal.shows("GAC — Comitê Consultivo para Assuntos Governamentais");
    terminal.keys(&["Enter"]);
    terminal.shows("\n$");
}

#[test]
fn line_by_line_each_entry_is_read_once_and_others_are_numbered() {
    let (_folder, run) = in_garden(["browse", "--linear", "--no-builtin", "--lang", "en"]);
    run.input("fro\n2\n:fr\n:xx\nqqqqqq\n\nfrog\n").says(
        "FROG — Friendly Resident of Garden [garden]\n\
         An animal that eats slugs. It sings at night.\n\
         Say it: frog\nSee also: garden pond\nSource: https://example.org/frog\n\
         garden pond [garden, historical]\nA small water where frogs live.\nSee also: FROG\n\
         FROG — grenouille du jardin [garden]\n\
         Un animal qui mange des limaces. Il chante la nuit.\n\
         Se prononce (à l’anglaise)\u{a0}: frog\nVoir aussi\u{a0}: garden pond\n\
         Source\u{a0}: https://example.org/frog\n",
        "Type a word and Enter. A number reads another entry; :en, :fr, :es or :pt changes the language; an empty line leaves.\n\
         Search: Also:\n2. garden pond\n\
         Search: Search: Autres entrées\u{a0}:\n2. garden pond\n\
         Chercher\u{a0}: Tapez un mot puis Entrée. Un numéro affiche une autre entrée\u{a0}; :en, :fr, :es ou :pt change de langue\u{a0}; une ligne vide fait quitter.\n\
         Chercher\u{a0}: «\u{a0}qqqqqq\u{a0}» n’est pas dans le glossaire, et rien n’y ressemble.\n\
         Chercher\u{a0}: ",
        0,
    );
}

#[test]
fn without_a_terminal_browse_says_what_to_use_instead() {
    icann_terms(["browse"])
        .fails("browse needs a terminal; elsewhere use “icann-terms list --search WORDS”");
}
