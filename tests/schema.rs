//! The schema that editors check a term's file with says what the program's own reading says.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::path::Path;
use std::process::Command;

use icann_terms::termbase::{Source, read};
use serde_json::Value;

/// Files that are sound, and such as differ from them in one thing that is not.
const SOUND: [&str; 4] = [
    "[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "acronym = \"X\"\nsay = \"ex\"\nessential = true\nstatus = \"historical\"\nsee = []\nsources = [\"z\"]\nnumbered = [\"X\"]\ntopic = \"t\"\n[pt]\nname = \"x\"\nalso = [\"z\"]\ndefinition = \"y\"\n",
    "topic = \"t\"\n[[term]]\nid = \"x-1\"\n[term.fr]\nname = \"x\"\ndefinition = \"y\"\n",
    "id = \"x\"\n[es]\nname = \"x\"\ndefinition = \"y\"\n",
];
const UNSOUND: [&str; 14] = [
    "acronym = \"X\"\n",
    "acronim = \"X\"\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "id = \"X Y\"\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "essential = \"yes\"\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "status = \"over\"\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "see = \"alac\"\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "numbered = [\"7\"]\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "sources = [\" \"]\n[en]\nname = \"x\"\ndefinition = \"y\"\n",
    "[en]\nname = \"x\"\n",
    "[en]\nname = \"\"\ndefinition = \"y\"\n",
    "[en]\nname = \"x\\u0007\"\ndefinition = \"y\"\n",
    "[en]\nname = \"x\"\ndefinition = \"y\"\nnote = \"z\"\n",
    "[[term]]\n[term.en]\nname = \"x\"\ndefinition = \"y\"\n",
    "lang = \"en\"\n[[term]]\nid = \"x\"\n[term.en]\nname = \"x\"\ndefinition = \"y\"\n",
];

fn is_sound(text: &str) -> bool {
    read::text("x.toml", text, &Source::one_term("x")).faults.is_empty()
}

fn schema() -> Value {
    serde_json::from_str(&std::fs::read_to_string("glossary/term.schema.json").unwrap()).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_schema_knows_the_keys_that_the_program_knows() {
    let schema = schema();
    // The program names them itself where it meets a key that it does not know.
    let known = |text: &str| {
        let faults = read::text("x.toml", text, &Source::one_term("x")).faults;
        let known = faults.iter().find_map(|fault| match &fault.kind {
            icann_terms::termbase::FaultKind::UnknownKey { known, .. } => Some(known.clone()),
            _ => None,
        });
        let mut known: Vec<String> = known.unwrap().split(", ").map(str::to_owned).collect();
        known.sort();
        known
    };
    let one = &schema["definitions"]["one"]["properties"];
    let of_terms = known("[[term]]\nid = \"x\"\nqqq = 1\n");
    assert_eq!(keys(one), of_terms);
    let language = &schema["definitions"]["language"]["properties"];
    assert_eq!(keys(language), known("[en]\nqqq = 1\n"));
    let many = &schema["definitions"]["many"]["properties"];
    assert_eq!(keys(many), known("qqq = 1\n[[term]]\nid = \"x\"\n"));
}

#[test]
fn the_examples_are_sound_and_unsound_to_the_program() {
    SOUND.iter().for_each(|text| assert!(is_sound(text), "{text}"));
    UNSOUND.iter().for_each(|text| assert!(!is_sound(text), "{text}"));
}

/// What a validator says of each file of a folder, `PATH valid` or `PATH invalid`.
fn validated(folder: &Path) -> Vec<String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(home.join("target/readers/bin/python"))
        .arg(home.join("tests/readers/schema.py"))
        .args([&home.join("glossary/term.schema.json"), folder])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
#[ignore = "needs Python packages"]
fn a_validator_says_by_the_schema_what_the_program_says() {
    let entries: Vec<String> = validated(Path::new("glossary"));
    let wrong: Vec<_> =
        entries.iter().filter(|l| !l.ends_with(" valid") && !l.starts_with("topics")).collect();
    assert!(entries.len() > 900 && wrong.is_empty(), "{wrong:?}");
    let folder = tempfile::tempdir().unwrap();
    for (kind, texts) in [("sound", &SOUND[..]), ("unsound", &UNSOUND[..])] {
        for (number, text) in texts.iter().enumerate() {
            common::write(&folder.path().join(format!("{kind}-{number:02}.toml")), text);
        }
    }
    for line in validated(folder.path()) {
        assert_eq!(line.ends_with(" valid"), line.starts_with("sound"), "{line}");
    }
}
