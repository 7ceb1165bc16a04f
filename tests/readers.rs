//! Exports in the programs that they are for: sdcv, pyglossary, Anki, a reader of XML.
//!
//! The Python packages are in `tests/readers/requirements.txt`, installed into a virtual environment
//! at `target/readers`, which `.ci/run` makes.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::hostile::hostile;
use common::icann_terms;

/// The whole glossary, or what `args` says, exported to a file of a folder.
fn export(folder: &Path, name: &str, format: &str, args: &[&str]) -> PathBuf {
    let path = folder.join(name);
    let to = ["export", "--format", format, "-o", path.to_str().unwrap()];
    let said = icann_terms(to.iter().chain(args)).said();
    assert_eq!(said.status, 0, "{said:?}");
    path
}

/// What a script of `tests/readers/` says of an export and of the same terms as JSON.
fn read_by(script: &str, export: &Path, terms: &Path) -> String {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(home.join("target/readers/bin/python"))
        .arg(home.join("tests/readers").join(script))
        .args([export, terms])
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{script}: {err}");
    String::from_utf8(run.stdout).unwrap()
}

fn count_of_terms(terms: &Path) -> usize {
    let text = std::fs::read_to_string(terms).unwrap();
    serde_json::from_str::<Vec<serde_json::Value>>(&text).unwrap().len()
}

#[test]
#[ignore = "needs Python packages"]
fn anki_takes_every_note_once_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let deck = export(folder.path(), "deck.txt", "anki", &["--lang", "en,fr"]);
    let terms = export(folder.path(), "terms.json", "json", &["--lang", "en,fr"]);
    let said = read_by("anki_deck.py", &deck, &terms);
    assert_eq!(said, format!("{} notes\n", count_of_terms(&terms)));
    let (_glossary, path) = hostile();
    let own = ["--lang", "en,fr", "--no-builtin", "--glossary", path.to_str().unwrap()];
    let deck = export(folder.path(), "hostile.txt", "anki", &own);
    let terms = export(folder.path(), "hostile.json", "json", &own);
    assert_eq!(read_by("anki_deck.py", &deck, &terms), "3 notes\n");
}

#[test]
#[ignore = "needs Python packages"]
fn pyglossary_finds_every_headword_and_form_of_the_dictionary() {
    let folder = tempfile::tempdir().unwrap();
    let ifo = export(folder.path(), "book.ifo", "stardict", &["--lang", "all"]);
    let terms = export(folder.path(), "terms.json", "json", &["--lang", "all"]);
    let said = read_by("stardict.py", &ifo, &terms);
    assert!(said.starts_with(&format!("{} articles, ", count_of_terms(&terms))), "{said}");
}

#[test]
#[ignore = "needs Python packages"]
fn tbx_has_every_term_and_reference_for_a_reader_of_xml() {
    let folder = tempfile::tempdir().unwrap();
    let tbx = export(folder.path(), "terms.tbx", "tbx", &["--lang", "all"]);
    let terms = export(folder.path(), "terms.json", "json", &["--lang", "all"]);
    let said = read_by("tbx.py", &tbx, &terms);
    assert!(said.starts_with(&format!("{} concepts, ", count_of_terms(&terms))), "{said}");
}

#[test]
#[ignore = "needs sdcv"]
fn sdcv_answers_every_form_with_its_article() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path(), "book.ifo", "stardict", &["--lang", "fr"]);
    let path = export(folder.path(), "terms.json", "json", &["--lang", "all"]);
    let terms: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // Acronyms, and the names in every language: each asked once.
    let asked: Vec<(&str, &str)> = terms
        .iter()
        .flat_map(|term| {
            let definition = term["fr"]["definition"].as_str().unwrap();
            let names = ["en", "fr", "es", "pt"].map(|lang| term[lang]["name"].as_str().unwrap());
            let words = term["acronym"].as_str().into_iter().chain(names);
            words.map(move |word| (word, definition)).collect::<Vec<_>>()
        })
        // A star is a pattern to sdcv, and stands for anything.
        .filter(|(word, _)| !word.contains('*'))
        .collect();
    let run = Command::new("sdcv")
        .args(["--non-interactive", "--exact-search", "--json-output", "--utf8-output"])
        .arg("--only-data-dir")
        .arg("--data-dir")
        .arg(folder.path())
        .arg("--")
        .args(asked.iter().map(|(word, _)| word))
        .env("HOME", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    let answers: Vec<serde_json::Value> =
        serde_json::Deserializer::from_str(&said).into_iter().collect::<Result<_, _>>().unwrap();
    assert_eq!(answers.len(), asked.len(), "{}", String::from_utf8_lossy(&run.stderr));
    for ((word, definition), answer) in asked.iter().zip(&answers) {
        let has_it = |found: &serde_json::Value| {
            let article = found["definition"].as_str().unwrap().replace("&#39;", "'");
            article.replace("&quot;", "\"").replace("&amp;", "&").contains(definition)
        };
        assert!(answer.as_array().unwrap().iter().any(has_it), "{word}: {answer}");
    }
}
