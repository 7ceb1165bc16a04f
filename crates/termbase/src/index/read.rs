//! Reading an index in place.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{FORMAT_VERSION, FormKind, HEADER, IndexError, MAGIC, Meta, POSTING, Posting};
use super::{SECTIONS, Section, hash, record, slots, stem_bytes};
use crate::phrase::{Known, Phrase};
use crate::{Lang, Term, fold, inflect};

/// So many terms are read before the order of their records is looked at.
const FEW: usize = 16;

/// An opened index.
#[derive(Debug)]
pub struct Index {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
    /// How many terms were read.
    terms_read: AtomicUsize,
    /// Whether the terms' records follow each other, once many were read.
    terms_follow: OnceLock<bool>,
}

#[derive(Debug)]
enum Bytes {
    Held(Cow<'static, [u8]>),
    Mapped(memmap2::Mmap),
}

impl Bytes {
    fn as_slice(&self) -> &[u8] {
        match self {
            Bytes::Held(bytes) => bytes,
            Bytes::Mapped(map) => map,
        }
    }
}

impl Index {
    /// Opens an index embedded in the program, in constant time.
    ///
    /// # Errors
    ///
    /// Where the bytes are no index, of another version, or damaged.
    pub fn from_static(bytes: &'static [u8]) -> Result<Index, IndexError> {
        Index::open_bytes(Bytes::Held(Cow::Borrowed(bytes)))
    }

    /// Opens an index held in memory.
    ///
    /// # Errors
    ///
    /// As for [`Index::from_static`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Index, IndexError> {
        Index::open_bytes(Bytes::Held(Cow::Owned(bytes)))
    }

    /// Maps a file into memory and opens it: only the pages that a look-up touches are read.
    ///
    /// The file must not be cut short or written to in place while it is open: the operating
    /// system ends a program that touches a page which is no longer there (SIGBUS on Unix). Files
    /// that this project writes are renamed into place, which leaves open ones as they were.
    ///
    /// # Errors
    ///
    /// As for [`Index::from_static`], or where the file cannot be read.
    pub fn open(path: &Path) -> Result<Index, IndexError> {
        let file = std::fs::File::open(path).map_err(IndexError::Io)?;
        // An empty file cannot be mapped everywhere.
        if file.metadata().map_err(IndexError::Io)?.len() < HEADER as u64 {
            return Err(IndexError::NotAnIndex);
        }
        let map = map(&file).map_err(IndexError::Io)?;
        Index::open_bytes(Bytes::Mapped(map))
    }

    /// Whether a file begins like an index, of whatever version.
    pub fn is_index(beginning: &[u8]) -> bool {
        beginning.starts_with(MAGIC)
    }

    fn open_bytes(bytes: Bytes) -> Result<Index, IndexError> {
        let all = bytes.as_slice();
        if !Index::is_index(all) {
            return Err(IndexError::NotAnIndex);
        }
        let found = u32_at(all, 8)?;
        if found != FORMAT_VERSION {
            return Err(IndexError::OtherVersion { found });
        }
        let length = usize_at(all, 16)?;
        if u32_at(all, 12)? as usize != SECTIONS || length != all.len() {
            return Err(IndexError::Damaged);
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        for (number, section) in sections.iter_mut().enumerate() {
            let at = HEADER + number * 16;
            let start = usize_at(all, at)?;
            let end = start.checked_add(usize_at(all, at + 8)?).ok_or(IndexError::Damaged)?;
            if end > all.len() {
                return Err(IndexError::Damaged);
            }
            *section = start..end;
        }
        Ok(Index {
            bytes,
            sections,
            terms_read: AtomicUsize::new(0),
            terms_follow: OnceLock::new(),
        })
    }

    fn section(&self, section: Section) -> &[u8] {
        // The ranges were held against the file's length when it was opened.
        self.bytes.as_slice().get(self.sections[section as usize].clone()).unwrap_or_default()
    }

    /// The number of terms.
    pub fn len(&self) -> u32 {
        (self.section(Section::TermOffsets).len() / 8).saturating_sub(1) as u32
    }

    /// Whether it has no terms.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the termbase says of itself.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], as for every reading below.
    pub fn meta(&self) -> Result<Meta, IndexError> {
        record::take_meta(self.section(Section::Meta))
    }

    /// A term by its number.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no term has.
    pub fn term(&self, number: u32) -> Result<Term, IndexError> {
        // Records that overlap would make far more terms of a small file than it can hold. A few
        // cannot, and a look-up of a few should not read a table of all.
        if self.terms_read.fetch_add(1, Ordering::Relaxed) >= FEW {
            let offsets = self.section(Section::TermOffsets).as_chunks::<8>().0;
            let follow = || offsets.is_sorted_by_key(|at| u64::from_le_bytes(*at));
            if !*self.terms_follow.get_or_init(follow) {
                return Err(IndexError::Damaged);
            }
        }
        record::take_term(self.record(number)?)
    }

    /// A term's label, as [`Term::label`] gives it, without decoding the rest.
    ///
    /// # Errors
    ///
    /// As for [`Index::term`].
    pub fn label(&self, number: u32, lang: Lang) -> Result<&str, IndexError> {
        record::take_label(self.record(number)?, lang)
    }

    /// A term's name in the nearest language, without decoding the rest; `None` where it has none.
    ///
    /// # Errors
    ///
    /// As for [`Index::term`].
    pub fn name(&self, number: u32, lang: Lang) -> Result<Option<&str>, IndexError> {
        record::take_name(self.record(number)?, lang)
    }

    /// The name of a topic that the termbase lists, in the nearest language; its id where it has no
    /// name.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`].
    pub fn topic_name(&self, id: &str, lang: Lang) -> Result<Option<&str>, IndexError> {
        record::take_topic_name(self.section(Section::Meta), id, lang)
    }

    /// A term's id, without decoding the rest.
    ///
    /// # Errors
    ///
    /// As for [`Index::term`].
    pub fn id(&self, number: u32) -> Result<&str, IndexError> {
        record::take_id(self.record(number)?)
    }

    fn record(&self, number: u32) -> Result<&[u8], IndexError> {
        let offsets = self.section(Section::TermOffsets);
        let start = usize_at(offsets, number as usize * 8)?;
        let end = usize_at(offsets, number as usize * 8 + 8)?;
        self.section(Section::Terms).get(start..end).ok_or(IndexError::Damaged)
    }

    /// The number of the term that has an id.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`].
    pub fn find_id(&self, id: &str) -> Result<Option<u32>, IndexError> {
        for number in self.probe(Section::IdSlots, hash(id.bytes())) {
            let number = number?;
            if self.id(number)? == id {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// The postings of the keys that equal a spaceless folded text once their own spaces are out.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`].
    pub fn exact(&self, spaceless: &str) -> Result<Vec<Posting>, IndexError> {
        let mut postings = Vec::new();
        for number in self.probe(Section::ExactSlots, hash(spaceless.bytes())) {
            let number = number?;
            if fold::join(self.key(number)?).eq(spaceless.bytes()) {
                self.gather(&mut postings, self.postings(number)?)?;
            }
        }
        Ok(postings)
    }

    /// Adds postings to others. A sound index leads to each posting once: where there are more than
    /// it has, its tables lead round in a circle, which ends here before it fills the memory.
    fn gather(
        &self,
        postings: &mut Vec<Posting>,
        mut more: Vec<Posting>,
    ) -> Result<(), IndexError> {
        postings.append(&mut more);
        let all = self.section(Section::Postings).len() / POSTING;
        if postings.len() > all { Err(IndexError::Damaged) } else { Ok(()) }
    }

    /// The postings in a language of the keys that have the same stem there as a spaced folded
    /// text, whose stem is given.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`].
    pub fn same_stem(&self, stem: &str, lang: Lang) -> Result<Vec<Posting>, IndexError> {
        let mut postings = Vec::new();
        for number in self.probe(Section::StemSlots, hash(stem_bytes(lang, stem))) {
            let number = number?;
            if inflect::stem(self.key(number)?, lang) == stem {
                let mut here = self.postings(number)?;
                here.retain(|posting| posting.lang == Some(lang));
                self.gather(&mut postings, here)?;
            }
        }
        Ok(postings)
    }

    /// The number of keys.
    pub fn key_count(&self) -> u32 {
        (self.section(Section::KeyOffsets).len() / 4).saturating_sub(1) as u32
    }

    /// The folded form, words kept apart by spaces, that a key number stands for.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no key has.
    pub fn key(&self, number: u32) -> Result<&str, IndexError> {
        let range = range_at(self.section(Section::KeyOffsets), number)?;
        let bytes = self.section(Section::Keys).get(range).ok_or(IndexError::Damaged)?;
        str::from_utf8(bytes).map_err(|_| IndexError::Damaged)
    }

    /// The letter masks of the keys of so many letters (255 stands for more), each with the key's
    /// number.
    pub fn masks_of_keys(
        &self,
        lengths: RangeInclusive<usize>,
    ) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.masks_of(Section::KeyLengths, Section::KeyMasks, lengths)
    }

    /// The letter masks of the beginnings of the keys of at least so many letters, the shortest
    /// first, each with the key's number.
    pub fn beginnings_from(&self, shortest: usize) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.masks_of(Section::KeyLengths, Section::KeyBeginnings, shortest..=usize::MAX)
    }

    /// The masks of one section, whose texts have so many letters as another says.
    fn masks_of(
        &self,
        lengths: Section,
        masks: Section,
        range: RangeInclusive<usize>,
    ) -> impl Iterator<Item = (u32, u64)> + '_ {
        let lengths = self.section(lengths);
        let (masks, _) = self.section(masks).as_chunks::<8>();
        let start = first_of(lengths, *range.start());
        // All longer than the longest that a byte can tell are together at the end.
        let end = match range.end().checked_add(1) {
            Some(end) if end <= usize::from(u8::MAX) => first_of(lengths, end),
            _ => masks.len(),
        };
        let masks = masks.get(start..end.max(start)).unwrap_or_default();
        (start as u32..).zip(masks.iter().map(|mask| u64::from_le_bytes(*mask)))
    }

    /// The letter mask of a key.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no key has.
    pub fn key_mask(&self, number: u32) -> Result<u64, IndexError> {
        let (masks, _) = self.section(Section::KeyMasks).as_chunks::<8>();
        let mask = masks.get(number as usize).ok_or(IndexError::Damaged)?;
        Ok(u64::from_le_bytes(*mask))
    }

    /// The number of a key's letters, 255 for more.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no key has.
    pub fn key_length(&self, number: u32) -> Result<usize, IndexError> {
        let length = self.section(Section::KeyLengths).get(number as usize);
        length.map(|length| usize::from(*length)).ok_or(IndexError::Damaged)
    }

    /// The numbers and letter masks of the keys' distinct words that have so many letters.
    pub fn masks_of_words(
        &self,
        lengths: RangeInclusive<usize>,
    ) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.masks_of(Section::WordLengths, Section::WordMasks, lengths)
    }

    /// A distinct word of the keys.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no word has.
    pub fn word(&self, number: u32) -> Result<&str, IndexError> {
        let range = range_at(self.section(Section::WordOffsets), number)?;
        let bytes = self.section(Section::Words).get(range).ok_or(IndexError::Damaged)?;
        str::from_utf8(bytes).map_err(|_| IndexError::Damaged)
    }

    /// The numbers of the keys that have a word, in their order.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no word has.
    pub fn keys_of_word(
        &self,
        number: u32,
    ) -> Result<impl ExactSizeIterator<Item = u32> + '_, IndexError> {
        Ok(self.holders(number)?.iter().map(|key| u32::from_le_bytes(*key)))
    }

    /// How many keys all the words have, those that have several counted as often: no number of
    /// distinct words has more in a sound index.
    pub fn holder_count(&self) -> usize {
        self.section(Section::WordKeys).len() / 4
    }

    /// Whether a key has a word.
    ///
    /// # Errors
    ///
    /// As for [`Index::keys_of_word`].
    pub fn has_word(&self, key: u32, word: u32) -> Result<bool, IndexError> {
        let found = self.holders(word)?.binary_search_by_key(&key, |key| u32::from_le_bytes(*key));
        Ok(found.is_ok())
    }

    fn holders(&self, word: u32) -> Result<&[[u8; 4]], IndexError> {
        let range = range_at(self.section(Section::WordKeyOffsets), word)?;
        let (keys, _) = self.section(Section::WordKeys).as_chunks::<4>();
        keys.get(range).ok_or(IndexError::Damaged)
    }

    /// The postings of a key.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], also for a number that no key has.
    pub fn postings(&self, key: u32) -> Result<Vec<Posting>, IndexError> {
        let range = range_at(self.section(Section::PostingOffsets), key)?;
        let bytes = range.start.checked_mul(POSTING).zip(range.end.checked_mul(POSTING));
        let (start, end) = bytes.ok_or(IndexError::Damaged)?;
        let bytes = self.section(Section::Postings).get(start..end).ok_or(IndexError::Damaged)?;
        bytes.chunks_exact(POSTING).map(|bytes| self.posting(bytes)).collect()
    }

    fn posting(&self, bytes: &[u8]) -> Result<Posting, IndexError> {
        let term = u32_at(bytes, 0)?;
        let (kind, lang) = (bytes.get(4), bytes.get(5));
        let kind = match kind {
            Some(0) => FormKind::Acronym,
            Some(1) => FormKind::Name,
            Some(2) => FormKind::Also,
            Some(3) => FormKind::Numbered,
            _ => return Err(IndexError::Damaged),
        };
        let lang = match lang {
            Some(0) => None,
            Some(&number) => Some(Lang::from_number(number - 1).ok_or(IndexError::Damaged)?),
            None => return Err(IndexError::Damaged),
        };
        if term >= self.len() {
            return Err(IndexError::Damaged);
        }
        Ok(Posting { term, kind, lang })
    }

    /// What is known of a row of words: whether a form begins so, and whether one is just so.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`].
    pub fn phrase(&self, phrase: Phrase) -> Result<Option<Known>, IndexError> {
        phrase.find(self.section(Section::Phrases)).map_err(|()| IndexError::Damaged)
    }

    /// The numbers in a hash table's slots from a hash's own on, up to an empty one.
    fn probe(&self, section: Section, hash: u64) -> impl Iterator<Item = Result<u32, IndexError>> {
        let table = self.section(section);
        let size = table.len() / 4;
        let start = slots::first(hash, size as u64) as usize;
        // A damaged table may have no empty slot: every slot is looked at once at most.
        (0..size)
            .map(move |step| {
                if !size.is_power_of_two() {
                    return Err(IndexError::Damaged);
                }
                u32_at(table, (start.wrapping_add(step) & (size - 1)) * 4)
            })
            .take_while(|slot| !matches!(slot, Ok(0)))
            .map(|slot| slot.map(|slot| slot - 1))
    }
}

#[expect(unsafe_code, reason = "a mapped file costs only the pages that are looked at")]
fn map(file: &std::fs::File) -> std::io::Result<memmap2::Mmap> {
    // SAFETY: the mapping is read-only and private. What a change of the file under it does is
    // told in `Index::open`'s documentation; every read is checked against the length mapped, and
    // text is validated when it is read, so changed content can be wrong but not out of bounds.
    unsafe { memmap2::Mmap::map(file) }
}

/// The place of the first length that is at least so much; the end where none is.
fn first_of(lengths: &[u8], at_least: usize) -> usize {
    let at_least = at_least.min(usize::from(u8::MAX));
    lengths.partition_point(|length| usize::from(*length) < at_least)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, IndexError> {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>());
    found.map(|bytes| u32::from_le_bytes(*bytes)).ok_or(IndexError::Damaged)
}

fn usize_at(bytes: &[u8], at: usize) -> Result<usize, IndexError> {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>());
    let number = found.map(|bytes| u64::from_le_bytes(*bytes)).ok_or(IndexError::Damaged)?;
    usize::try_from(number).map_err(|_| IndexError::Damaged)
}

fn range_at(offsets: &[u8], number: u32) -> Result<Range<usize>, IndexError> {
    let at = (number as usize).checked_mul(4).ok_or(IndexError::Damaged)?;
    Ok(u32_at(offsets, at)? as usize..u32_at(offsets, at + 4)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IndexWriter, Source, read};

    fn sample() -> Vec<u8> {
        let toml = "[[term]]\nid = \"als\"\nacronym = \"ALS\"\nsee = [\"reg\"]\n[term.en]\nname = \"At-Large Structure\"\n\
            definition = \"One.\"\n[[term]]\nid = \"reg\"\n[term.pt]\nname = \"registrador\"\ndefinition = \"Dois.\"\n";
        let batch = read::text("x.toml", toml, &Source::default());
        assert!(batch.faults.is_empty());
        let mut writer = IndexWriter::default();
        batch.entries.iter().for_each(|entry| writer.add(&entry.term).unwrap());
        writer.finish().unwrap()
    }

    #[test]
    fn what_was_written_is_found_again() {
        let index = Index::from_bytes(sample()).unwrap();
        assert_eq!(index.len(), 2);
        assert_eq!(index.find_id("reg").unwrap(), Some(1));
        assert_eq!(index.find_id("nope").unwrap(), None);
        assert_eq!(index.exact("atlargestructure").unwrap()[0].term, 0);
        let stem = inflect::stem("registradores", Lang::Pt);
        assert_eq!(index.same_stem(&stem, Lang::Pt).unwrap()[0].term, 1);
        for (number, lang) in [(0, Lang::En), (0, Lang::Pt), (1, Lang::En), (1, Lang::Pt)] {
            assert_eq!(index.label(number, lang).unwrap(), index.term(number).unwrap().label(lang));
        }
        assert_eq!(index.term(0).unwrap().see, ["reg"]);
        assert_eq!(index.term(1).unwrap().name(Lang::Pt), Some("registrador"));
    }

    #[test]
    fn the_same_terms_give_the_same_bytes() {
        assert_eq!(sample(), sample());
    }

    #[test]
    fn another_version_says_so() {
        let mut bytes = sample();
        bytes[8] = 99;
        assert!(matches!(Index::from_bytes(bytes), Err(IndexError::OtherVersion { found: 99 })));
    }

    /// An index of many terms with the same acronym, its bytes changed by whoever asks.
    fn twisted(twist: impl Fn(&mut [u8], &Index)) -> Index {
        let mut writer = IndexWriter::default();
        for number in 0..100 {
            let acronym = Some("ALS".to_owned());
            let id = format!("t-{number}");
            writer.add(&Term { id, acronym, ..Term::default() }).unwrap();
        }
        let good = Index::from_bytes(writer.finish().unwrap()).unwrap();
        let mut bytes = good.bytes.as_slice().to_vec();
        twist(&mut bytes, &good);
        Index::from_bytes(bytes).unwrap()
    }

    #[test]
    fn a_table_that_leads_to_one_key_again_and_again_is_damaged() {
        let slots = Section::ExactSlots as usize;
        let index = twisted(|bytes, good| {
            // One key: the table has two slots, of which one must be empty.
            bytes[good.sections[slots].clone()].copy_from_slice(&[1, 0, 0, 0, 1, 0, 0, 0]);
        });
        assert!(matches!(index.exact("als"), Err(IndexError::Damaged)));
        assert_eq!(twisted(|_, _| {}).exact("als").unwrap().len(), 100);
    }

    #[test]
    fn records_that_overlap_are_damaged() {
        let index = twisted(|bytes, good| {
            let all = (good.section(Section::Terms).len() as u64).to_le_bytes();
            let offsets = &mut bytes[good.sections[Section::TermOffsets as usize].clone()];
            for (place, offset) in offsets.chunks_exact_mut(8).enumerate() {
                offset.copy_from_slice(if place % 2 == 0 { &[0; 8] } else { &all });
            }
        });
        let all: Result<Vec<Term>, IndexError> = (0..100).map(|_| index.term(0)).collect();
        assert!(matches!(all, Err(IndexError::Damaged)));
    }

    /// Every byte in turn is damaged in several ways, and every length cut: errors, never a panic.
    #[test]
    fn a_damaged_index_never_panics() {
        let good = sample();
        let touch = |bytes: Vec<u8>| {
            let Ok(index) = Index::from_bytes(bytes) else {
                return;
            };
            let _ = index.meta();
            let _ = index.topic_name("x", Lang::En);
            for number in 0..index.len().min(4) {
                let _ = index.term(number);
                let _ = index.label(number, Lang::Es);
            }
            for number in 0..index.key_count().min(8) {
                let _ = index.key(number);
                let _ = index.postings(number);
            }
            let _ = index.find_id("als");
            let _ = index.exact("als");
            let _ = index.same_stem("registrador", Lang::Pt);
            let _ = index
                .phrase(Phrase::start(Some(Lang::En)).then(Phrase::word("at", Some(Lang::En))));
            assert!(index.masks_of_keys(0..=usize::MAX).count() < good.len());
            for (number, _) in index.masks_of_words(0..=255).take(4) {
                let _ = index.word(number);
                let _ = index.keys_of_word(number).map(Iterator::count);
            }
        };
        for at in 0..good.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut bytes = good.clone();
                bytes[at] = value;
                touch(bytes);
            }
            touch(good[..at].to_vec());
        }
    }
}
