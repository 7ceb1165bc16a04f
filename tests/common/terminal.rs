//! A real terminal, by way of `tmux`.

use std::process::Command;
use std::time::{Duration, Instant};

/// A terminal of its own, ended with the test.
pub struct Terminal(String);

impl Terminal {
    pub fn new(name: &str, lang: &str) -> Terminal {
        let terminal = Terminal(format!("icann-terms-{name}-{}", std::process::id()));
        let shell = format!("env ICANN_TERMS_LANG={lang} PS1='$ ' sh");
        terminal.tmux(&["new-session", "-d", "-x", "80", "-y", "24", &shell]);
        terminal
    }

    pub fn tmux(&self, args: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-f", "/dev/null", "-L", &self.0])
            .args(args)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn keys(&self, keys: &[&str]) {
        keys.iter().for_each(|key| drop(self.tmux(&["send-keys", key])));
    }

    pub fn start(&self) {
        self.keys(&[&format!("{} browse", env!("CARGO_BIN_EXE_icann-terms")), "Enter"]);
    }

    /// The screen, once it shows something; what it shows instead fails the test.
    pub fn shows(&self, text: &str) -> String {
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

impl Terminal {
    /// The screen, once it has stayed the same for a while.
    pub fn settled(&self) -> String {
        let mut last = String::new();
        loop {
            std::thread::sleep(Duration::from_millis(300));
            let screen = self.tmux(&["capture-pane", "-p"]);
            if screen == last {
                return screen;
            }
            last = screen;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}
