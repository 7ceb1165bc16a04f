//! Runs the real program and compares the whole of what it says.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod hostile;
pub mod terminal;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One run of the program, in an environment of its own: no locale, no glossary of one's own, a
/// fresh home.
#[must_use = "a run must be ended with one of the checks"]
pub struct Run {
    command: Command,
    input: Option<Vec<u8>>,
    home: tempfile::TempDir,
}

/// What a run said.
#[derive(Debug)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub status: i32,
}

pub fn icann_terms<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_icann-terms"));
    command.env_clear().env("HOME", home.path()).args(args);
    // Windows programs do not start without it.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    Run { command, input: None, home }
}

impl Run {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.command.env(name, value);
        self
    }

    pub fn input(mut self, text: impl Into<Vec<u8>>) -> Run {
        self.input = Some(text.into());
        self
    }

    pub fn current_dir(mut self, path: &Path) -> Run {
        self.command.current_dir(path);
        self
    }

    /// Writes a file below the home folder before the run.
    pub fn home_file(self, path: &str, text: &str) -> Run {
        write(&self.home.path().join(path), text);
        self
    }

    pub fn said(mut self) -> Said {
        self.command.stdin(if self.input.is_some() { Stdio::piped() } else { Stdio::null() });
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let feeder = self.input.take().map(|input| {
            let mut stdin = child.stdin.take().unwrap();
            // A program that ends early closes its end: that is its right.
            std::thread::spawn(move || drop(stdin.write_all(&input)))
        });
        let output = child.wait_with_output().unwrap();
        if let Some(feeder) = feeder {
            feeder.join().unwrap();
        }
        Said {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap_or(-1),
        }
    }

    /// Exit 0, nothing on standard error; what was printed.
    pub fn answered(self) -> String {
        let said = self.said();
        assert_eq!((said.err.as_str(), said.status), ("", 0), "stdout: {}", said.out);
        said.out
    }

    /// Exactly these three.
    pub fn says(self, out: &str, err: &str, status: i32) {
        let said = self.said();
        assert_eq!((said.out.as_str(), said.err.as_str(), said.status), (out, err, status));
    }

    /// Exit 2, nothing on standard output, one line on standard error.
    pub fn fails(self, line: &str) {
        self.says("", &format!("icann-terms: {line}\n"), 2);
    }
}

pub fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A small glossary whose every word the tests know, for whole outputs that do not change when the
/// built-in one does.
pub fn garden() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("garden.toml");
    write(
        &path,
        r#"topic = "garden"

[[term]]
id = "frog"
acronym = "FROG"
say = "frog"
essential = true
see = ["pond"]
sources = ["https://example.org/frog"]
numbered = ["FROG"]
[term.en]
name = "Friendly Resident of Garden"
also = ["Garden Resident"]
definition = "An animal that eats slugs. It sings at night."
[term.fr]
name = "grenouille du jardin"
definition = "Un animal qui mange des limaces. Il chante la nuit."

[[term]]
id = "pond"
status = "historical"
see = ["frog"]
[term.en]
name = "garden pond"
definition = "A small water where frogs live."

[[term]]
id = "frost"
acronym = "AC"
[term.en]
name = "acute cold"
definition = "Weather that kills seedlings."
"#,
    );
    (folder, path)
}

/// The program with the garden as its only glossary.
pub fn in_garden<const N: usize>(args: [&str; N]) -> (tempfile::TempDir, Run) {
    let (folder, path) = garden();
    let run = icann_terms(args).env("ICANN_TERMS_GLOSSARY", path);
    (folder, run)
}
