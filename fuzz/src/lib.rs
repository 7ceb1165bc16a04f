//! What the fuzz targets do with their input, one body a target.
//!
//! `tests/corpus.rs` of the project runs the same bodies over the kept inputs, with Rust alone.

pub mod canonical;
pub mod explain;
pub mod export;
pub mod index;
pub mod look_up;
pub mod mail;
pub mod outputs;
pub mod toml;

use std::sync::OnceLock;

use icann_terms::Glossary;
use icann_terms::termbase::{Batch, IndexWriter};

/// The built-in glossary, opened once.
pub fn builtin() -> &'static Glossary {
    static BUILTIN: OnceLock<Glossary> = OnceLock::new();
    BUILTIN.get_or_init(Glossary::builtin)
}

/// The bytes of a batch's index, whether or not it has faults.
pub fn compiled(batch: &Batch) -> Vec<u8> {
    let mut writer = IndexWriter::default();
    writer.set_meta(&batch.meta);
    batch.entries.iter().try_for_each(|entry| writer.add(&entry.term)).unwrap();
    writer.finish().unwrap()
}
