//! The page in a real browser: `tests/browser/` has what a reader does, this builds the pages.
//!
//! Once: `npm ci` in `tests/browser`, which `.ci/run` does.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::path::Path;
use std::process::Command;

use common::{icann_terms, write};

/// Text that would be markup, a script, or the end of one, if it were let.
const HOSTILE: &str = r#"[[term]]
id = "x-1"
acronym = "<X>&\"1\""
topic = "a<b>\"</script><script>hit=1</script>"
see = ["y-2"]
say = "<img src=x onerror=hit=2>"
numbered = ["\" onclick=\"hit=3"]
sources = ["https://example.org/?a=1&b=\"2\"><script>hit=4</script>", "javascript:hit=5"]
[term.en]
name = "the \"X\", <b>bold</b>"
also = ["X 🐸", "\u202Ereversed", "b\" onfocus=\"hit=6"]
definition = "A thing, \"quoted\"; </p></script><script>hit=7</script><!-- & more."
[term.fr]
name = "l’X </script>"
definition = "Une chose, «\u00A0citée\u00A0»."
[[term]]
id = "y-2"
status = "historical"
[term.en]
name = "plain"
definition = "It is."
"#;

#[test]
#[ignore = "needs Chromium, Node and pdftotext"]
fn a_reader_finds_follows_switches_and_prints_in_chromium() {
    let pages = tempfile::tempdir().unwrap();
    let at = |name: &str| pages.path().join(name).to_str().unwrap().to_owned();
    write(Path::new(&at("hostile.toml")), HOSTILE);
    let print = |name: &str, args: &[&str]| {
        let path = at(name);
        let said = icann_terms(["print", "-o", &path].iter().chain(args)).said();
        assert_eq!(said.status, 0, "{said:?}");
    };
    print("whole.html", &["--lang", "en,fr,es,pt"]);
    print("first.html", &["--lang", "en,fr,es,pt", "--essential"]);
    print("hostile.html", &["--lang", "en,fr", "--no-builtin", "-g", &at("hostile.toml")]);
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
