//! Every format on a glossary with hostile text: nothing breaks out of its field.
//!
//! To have the outputs in `tests/snapshots/` written anew:
//! `ICANN_TERMS_REWRITE=1 cargo test --test hostile`

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;
use std::path::Path;

use common::hostile::hostile;
use common::icann_terms;

/// The whole of what was made, against what it was when someone last looked at it.
fn assert_is(snapshot: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(snapshot);
    if std::env::var_os("ICANN_TERMS_REWRITE").is_some() {
        fs::write(&path, made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(made == kept, "{snapshot} is now\n{made}\nand was\n{kept}");
}

fn run(args: &[&str]) -> (tempfile::TempDir, common::Run) {
    let (folder, path) = hostile();
    let mut all = args.to_vec();
    all.extend(["--no-builtin", "--lang", "en,fr", "--glossary", path.to_str().unwrap()]);
    let run = icann_terms(all);
    (folder, run)
}

fn exported(format: &str) -> String {
    let (_folder, run) = run(&["export", "--format", format]);
    run.answered()
}

#[test]
fn json_gives_every_text_back_and_keeps_the_terminal_still() {
    let said = exported("json");
    assert_is("hostile.json", &said);
    assert!(!said.contains(['\u{1b}', '\u{202e}', '\t']));
    let terms: serde_json::Value = serde_json::from_str(&said).unwrap();
    let of = |id: &str| terms.as_array().unwrap().iter().find(|term| term["id"] == id).unwrap();
    assert_eq!(of("x-1")["en"]["also"][1], "\u{202e}reversed");
    assert_eq!(
        of("y-2")["en"]["definition"],
        "Line one\nline two\ttabbed\r\n\r\n# three\u{0}\u{1b}[31m\u{2028}four."
    );
}

#[test]
fn csv_keeps_each_text_in_its_cell_and_no_cell_is_a_formula() {
    let said = exported("csv");
    assert_is("hostile.csv", &said);
    let mut reader = csv::Reader::from_reader(said.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.iter().map(|row| &row[0]).collect::<Vec<_>>(), ["z-3", "y-2", "x-1", "x-1"]);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        assert!(!cell.contains(['\u{0}', '\u{1b}', '\u{202e}', '\r']), "{cell}");
    }
    assert_eq!(
        &rows[2][4],
        "A thing, \"quoted\"; </p></script><script>hit=7</script><!-- ]]> & {terms}."
    );
}

#[test]
fn tbx_has_no_element_and_no_character_that_a_text_brought() {
    let said = exported("tbx");
    assert_is("hostile.tbx", &said);
    assert_eq!(said.matches("<conceptEntry ").count(), 3);
    assert!(!said.contains("<script") && !said.contains("<b>"));
    // XML 1.0 has no NUL and no escape, even written as a reference.
    assert!(!said.contains(['\u{0}', '\u{1b}', '\u{ffff}']) && !said.contains("&#0"));
}

#[test]
fn anki_has_a_line_a_note_and_four_columns() {
    let said = exported("anki");
    assert_is("hostile.anki", &said);
    let notes: Vec<&str> = said.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(notes.len(), 3, "{said}");
    assert!(notes.iter().all(|note| note.split('\t').count() == 4), "{said}");
}

#[test]
fn stardict_articles_are_text_and_words_are_one_line() {
    let to = tempfile::tempdir().unwrap();
    let ifo = to.path().join("x.ifo");
    let (_folder, run) = run(&["export", "--format", "stardict", "-o", ifo.to_str().unwrap()]);
    assert_eq!(run.said().status, 0);
    let read = |ending: &str| fs::read(ifo.with_extension(ending)).unwrap();
    let (idx, dict, syn) = (read("idx"), read("dict"), read("syn"));
    let mut shown = fs::read_to_string(&ifo).unwrap();
    assert_eq!(shown.lines().count(), 9, "{shown}");
    let number = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap()) as usize;
    let mut rest = &idx[..];
    while let Some(end) = rest.iter().position(|byte| *byte == 0) {
        let (start, length) = (number(&rest[end + 1..end + 5]), number(&rest[end + 5..end + 9]));
        let word = std::str::from_utf8(&rest[..end]).unwrap();
        let article = std::str::from_utf8(&dict[start..start + length]).unwrap();
        shown += &format!("\n{word}\n{article}\n");
        rest = &rest[end + 9..];
    }
    let mut rest = &syn[..];
    shown.push('\n');
    while let Some(end) = rest.iter().position(|byte| *byte == 0) {
        let word = std::str::from_utf8(&rest[..end]).unwrap();
        shown += &format!("{word} → {}\n", number(&rest[end + 1..end + 5]));
        rest = &rest[end + 5..];
    }
    assert_is("hostile.stardict", &shown);
    assert!(!shown.contains("<script") && !shown.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn markdown_has_no_markup_but_its_own() {
    let (_folder, run) = run(&["print"]);
    let said = run.answered();
    assert_is("hostile.md", &said);
    // The title, three letters, three entries; no list.
    assert_eq!(said.lines().filter(|line| line.starts_with('#')).count(), 7, "{said}");
    assert!(!said.lines().any(|line| line.starts_with(['-', '+', '>', ' '])), "{said}");
}

#[test]
fn the_page_has_no_element_but_its_own() {
    let to = tempfile::tempdir().unwrap();
    let path = to.path().join("x.html");
    let (_folder, run) = run(&["print", "-o", path.to_str().unwrap()]);
    assert_eq!(run.said().status, 0);
    let page = fs::read_to_string(&path).unwrap();
    let script = include_str!("../src/print/page.js");
    let (_, style) = page.split_once("<style>").unwrap();
    let (style, _) = style.split_once("</style>").unwrap();
    let page = page.replace(script, "the script\n").replace(style, "the style");
    assert_is("hostile.html", &page);
    assert_eq!(page.matches("<script").count(), 3);
    assert_eq!(page.matches("</script").count(), 3);
    assert_eq!(page.matches("<article ").count(), 3);
    assert!(!page.contains("<img") && !page.contains("href=\"javascript") && !page.contains("<b>"));
}
