//! A multilingual termbase engine.
//!
//! A *termbase* is a glossary of *terms*: each has an id, perhaps an acronym, and in each language
//! a name (the *headword*), other forms and a definition. This crate knows nothing of what the
//! terms are about. Data flows one way:
//!
//! ```text
//! TOML files ──read──▶ entries with their places ──check──▶ terms ──IndexWriter──▶ bytes ──▶ Index
//! ```
//!
//! [`read`] turns TOML into [`Entry`] values and collects every [`Fault`] with its place;
//! [`check`] holds the entries against each other; [`IndexWriter`] compiles them to one flat file, and
//! [`Compiler`] does all three, a file at a time, in memory that does not grow with them; [`Index`] opens such a file (or bytes embedded in a program) in constant time and decodes just
//! what is asked for.
//!
//! ```
//! use termbase::{Index, IndexWriter, Lang, Source, fold, read};
//!
//! let toml = "acronym = \"NOC\"\n[en]\nname = \"network operations centre\"\ndefinition = \"A room.\"\n";
//! let batch = read::text("noc.toml", toml, &Source::one_term("noc"));
//! assert!(batch.faults.is_empty());
//!
//! let mut writer = IndexWriter::default();
//! batch.entries.iter().try_for_each(|entry| writer.add(&entry.term))?;
//! let index = Index::from_bytes(writer.finish()?)?;
//! let hit = index.exact(&fold::spaceless("N.O.C."))?[0];
//! assert_eq!(index.term(hit.term)?.name(Lang::En), Some("network operations centre"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod canonical;
pub mod check;
mod compile;
pub mod fault;
pub mod fold;
mod index;
pub mod inflect;
mod lang;
pub mod mask;
pub mod phrase;
mod place;
pub mod read;
mod term;

pub use compile::Compiler;
pub use fault::{Fault, FaultKind};
pub use index::{FORMAT_VERSION, FormKind, Index, IndexError, IndexWriter, Meta, Posting};
pub use lang::{Lang, PerLang};
pub use place::Place;
pub use read::{Batch, Entry, Source};
pub use term::{Status, Term, Text, Topic};
