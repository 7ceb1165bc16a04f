//! The page in a real browser: `tests/browser/` has what a reader does, this builds the pages.
//!
//! Once: `npm ci` in `tests/browser`, which `.ci/run` does.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::path::Path;
use std::process::Command;

use common::hostile::hostile;
use common::icann_terms;

#[test]
#[ignore = "needs Chromium, Node and pdftotext"]
fn a_reader_finds_follows_switches_and_prints_in_chromium() {
    let pages = tempfile::tempdir().unwrap();
    let at = |name: &str| pages.path().join(name).to_str().unwrap().to_owned();
    let (_folder, glossary) = hostile();
    let print = |name: &str, args: &[&str]| {
        let path = at(name);
        let said = icann_terms(["print", "-o", &path].iter().chain(args)).said();
        assert_eq!(said.status, 0, "{said:?}");
    };
    print("whole.html", &["--lang", "en,fr,es,pt"]);
    print("first.html", &["--lang", "en,fr,es,pt", "--essential"]);
    print("hostile.html", &["--lang", "en,fr", "--no-builtin", "-g", glossary.to_str().unwrap()]);
    let browser = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let run = Command::new("node")
        .args(["--test", "page.test.js"])
        .env("ICANN_TERMS_PAGES", pages.path())
        .current_dir(&browser)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}
