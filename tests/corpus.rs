//! The inputs that the fuzz targets keep, read again with Rust alone: see `fuzz/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail by it")]

#[path = "../fuzz/src/lib.rs"]
mod bodies;

use std::fs;
use std::path::Path;

/// Runs a target's body over its kept inputs; the name of an input that fails it is told.
fn replay(target: &str, body: fn(&[u8])) {
    let folder = Path::new("fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} has inputs", folder.display());
    for path in paths {
        let data = fs::read(&path).unwrap();
        let result = std::panic::catch_unwind(|| body(&data));
        assert!(result.is_ok(), "{} fails", path.display());
    }
}

#[test]
fn a_compiled_glossary_from_elsewhere_can_be_wrong_and_no_more() {
    replay("index", bodies::index::run);
}

#[test]
fn any_file_is_read_and_its_faults_are_told() {
    replay("toml", bodies::toml::run);
}

#[test]
fn what_reads_without_faults_is_the_same_once_written_or_compiled() {
    replay("canonical", bodies::canonical::run);
}

#[test]
fn any_query_is_answered() {
    replay("look_up", bodies::look_up::run);
}

#[test]
fn any_bytes_are_explained() {
    replay("explain", bodies::explain::run);
}

#[test]
fn any_pieces_of_mail_are_explained() {
    replay("mail", bodies::mail::run);
}

#[test]
fn any_glossary_is_exported_and_printed() {
    replay("export", bodies::export::run);
}
