//! `browse`, driven through a real terminal.
//!
//! Ignored unless asked for: it needs `tmux`, which `.ci/run` installs.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::process::Command;
use std::time::{Duration, Instant};

use common::icann_terms;

/// A terminal of its own, ended with the test.
struct Terminal(String);

impl Terminal {
    fn new(name: &str, lang: &str) -> Terminal {
        let terminal = Terminal(format!("icann-terms-{name}-{}", std::process::id()));
        let shell = format!("env ICANN_TERMS_LANG={lang} PS1='$ ' sh");
        terminal.tmux(&["new-session", "-d", "-x", "80", "-y", "24", &shell]);
        terminal
    }

    fn tmux(&self, args: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-f", "/dev/null", "-L", &self.0])
            .args(args)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    fn keys(&self, keys: &[&str]) {
        keys.iter().for_each(|key| drop(self.tmux(&["send-keys", key])));
    }

    fn start(&self) {
        self.keys(&[&format!("{} browse", env!("CARGO_BIN_EXE_icann-terms")), "Enter"]);
    }

    /// The screen, once it shows something; what it shows instead fails the test.
    fn shows(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let screen = self.tmux(&["capture-pane", "-p"]);
            if screen.contains(text) {
                return screen;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "no “{text}” on\n{screen}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

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
fn without_a_terminal_browse_says_what_to_use_instead() {
    icann_terms(["browse"])
        .fails("browse needs a terminal; elsewhere use “icann-terms list --search WORDS”");
}
