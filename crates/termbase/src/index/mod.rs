//! The compiled index: one flat file, written once, read in place.
//!
//! # Format, version 2
//!
//! All numbers are little-endian. The file begins with a header:
//!
//! | offset | size | what |
//! | --- | --- | --- |
//! | 0 | 8 | the bytes `TERMBASE` |
//! | 8 | 4 | the format's version |
//! | 12 | 4 | the number of sections |
//! | 16 | 8 | the file's length |
//! | 24 | 16 each | each section's offset and length, in the order of [`Section`] |
//!
//! A *key* is a distinct folded form (words kept apart by spaces); keys, and the distinct words of
//! the keys, are sorted by their number of letters, then by their bytes.
//! A *posting* says that a key is a form of a term: term number (4 bytes), kind (1), language (1),
//! two bytes of padding. The hash tables have a power of two of 4-byte slots, at most four fifths
//! full, probed one by one from the place that the top bits of a hash name; a slot is 0 where empty,
//! else one more than the number it leads to.
//!
//! Opening checks the header and that every section lies within the file: constant time, whatever
//! the size. Everything behind it is checked when it is read; what does not fit is
//! [`IndexError::Damaged`], never a panic.

mod read;
mod record;
pub(crate) mod slots;
pub(crate) mod sorter;
pub(crate) mod spool;
mod write;

use std::fmt;

use crate::{Lang, Topic};

pub use read::Index;
pub use write::IndexWriter;

/// The version of the format that this crate writes and reads.
pub const FORMAT_VERSION: u32 = 2;

const MAGIC: &[u8; 8] = b"TERMBASE";
const HEADER: usize = 24;
const POSTING: usize = 8;

/// The sections of the file, in their order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Section {
    /// Version, date, topics: one record.
    Meta,
    /// Where each term's record begins in `Terms`, and the end: 8 bytes each.
    TermOffsets,
    /// The terms' records.
    Terms,
    /// Hash table from ids to terms.
    IdSlots,
    /// Where each key begins in `Keys`, and the end: 4 bytes each.
    KeyOffsets,
    /// The keys' bytes.
    Keys,
    /// The number of letters of each key, 255 for more: 1 byte each.
    KeyLengths,
    /// The letter mask of each key: 8 bytes each.
    KeyMasks,
    /// The letter mask of each key's beginning: 8 bytes each.
    KeyBeginnings,
    /// Where each key's postings begin, and the end: 4 bytes each, counted in postings.
    PostingOffsets,
    /// The postings.
    Postings,
    /// Hash table from spaceless keys to keys.
    ExactSlots,
    /// Hash table from a language's stems to keys.
    StemSlots,
    /// Where each distinct word of the keys begins in `Words`, and the end: 4 bytes each.
    WordOffsets,
    /// The words' bytes.
    Words,
    /// The number of letters of each word, 255 for more: 1 byte each.
    WordLengths,
    /// The letter mask of each word: 8 bytes each.
    WordMasks,
    /// Where each word's keys begin in `WordKeys`, and the end: 4 bytes each, counted in keys.
    WordKeyOffsets,
    /// The numbers of the keys that have a word: 4 bytes each.
    WordKeys,
    /// Hash table of the beginnings of forms, word by word: see [`crate::phrase`].
    Phrases,
}

const SECTIONS: usize = Section::Phrases as usize + 1;

/// What a termbase says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Its version; empty where it has none.
    pub version: String,
    /// Its date, `YYYY-MM-DD`; empty where it has none.
    pub date: String,
    /// Its topics, in the order to show them.
    pub topics: Vec<Topic>,
}

/// What a form is to its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormKind {
    /// Its acronym.
    Acronym,
    /// Its name in a language.
    Name,
    /// Another form in a language.
    Also,
    /// A form that stands with a number behind it.
    Numbered,
}

/// A key's link to a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The term's number in the index.
    pub term: u32,
    /// What the key is to it.
    pub kind: FormKind,
    /// The form's language; `None` for acronyms, which all languages share.
    pub lang: Option<Lang>,
}

/// Why an index cannot be opened or read.
#[derive(Debug)]
pub enum IndexError {
    /// The file cannot be read or written.
    Io(std::io::Error),
    /// The bytes are no index at all.
    NotAnIndex,
    /// The index is of another version of the format: it must be built again.
    OtherVersion {
        /// The version found.
        found: u32,
    },
    /// The index is cut short or damaged.
    Damaged,
    /// The termbase is larger than the format can hold (4 GiB of keys, or 2³² keys or terms).
    TooLarge,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexError::Io(error) => error.fmt(f),
            IndexError::NotAnIndex => f.write_str("not a compiled termbase"),
            IndexError::OtherVersion { found } => {
                write!(f, "format version {found} instead of {FORMAT_VERSION}: build it again")
            }
            IndexError::Damaged => f.write_str("the compiled termbase is damaged: build it again"),
            IndexError::TooLarge => f.write_str("too large for one compiled termbase"),
        }
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> IndexError {
        IndexError::Io(error)
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            IndexError::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo; draft-eastlake-fnv): short keys, no state, the same
/// everywhere. Its top bits change little with the last letters, so they are mixed in once more
/// (multiplicative hashing: Knuth, volume 3, section 6.4).
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The bytes under which a stem of a language is hashed.
fn stem_bytes<'s>(lang: Lang, stem: &'s str) -> impl Iterator<Item = u8> + 's {
    std::iter::once(lang as u8).chain(stem.bytes())
}
