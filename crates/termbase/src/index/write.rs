//! Writing an index. The same terms in the same order give the same bytes.
//!
//! Terms go to the disk as they come, forms and words through [`Sorter`]s, so that the memory taken
//! does not grow with the termbase.

use std::io::{self, Read, Write};

use super::slots::{Slots, fill};
use super::sorter::{Sorted, Sorter};
use super::spool::Spool;
use super::{FORMAT_VERSION, FormKind, HEADER, IndexError, MAGIC, Meta, SECTIONS, Section};
use super::{hash, record, stem_bytes};
use crate::phrase::{Phrases, Row};
use crate::{Lang, Term, fold, inflect, mask};

/// Compiles terms to an index.
#[derive(Debug, Default)]
pub struct IndexWriter {
    meta: Meta,
    count: u32,
    term_offsets: Spool,
    terms: Spool,
    ids: Slots,
    /// The folded forms: letters, key, zero, term, language + 1 or 0, kind.
    forms: Sorter,
    /// What is reused from term to term.
    buffer: Vec<u8>,
}

impl IndexWriter {
    /// Sets what the termbase says of itself.
    pub fn set_meta(&mut self, meta: &Meta) {
        self.meta = meta.clone();
    }

    /// The number of terms added.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether no term was added.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a term. Terms keep the order in which they are added.
    ///
    /// # Errors
    ///
    /// [`IndexError::TooLarge`] beyond 2³² − 2 terms, [`IndexError::Io`] where the folder for
    /// temporary files is full.
    pub fn add(&mut self, term: &Term) -> Result<(), IndexError> {
        let number = self.count;
        self.count = number.checked_add(1).filter(|n| *n < u32::MAX).ok_or(IndexError::TooLarge)?;
        self.term_offsets.push(&self.terms.len().to_le_bytes())?;
        self.buffer.clear();
        record::put_term(&mut self.buffer, term);
        self.terms.push(&self.buffer)?;
        self.ids.push(hash(term.id.bytes()), number + 1)?;
        if let Some(acronym) = &term.acronym {
            self.add_form(acronym, number, FormKind::Acronym, None)?;
        }
        for (lang, text) in term.texts.iter() {
            self.add_form(&text.name, number, FormKind::Name, Some(lang))?;
            for also in &text.also {
                self.add_form(also, number, FormKind::Also, Some(lang))?;
            }
        }
        for form in &term.numbered {
            self.add_form(form, number, FormKind::Numbered, None)?;
        }
        Ok(())
    }

    fn add_form(
        &mut self,
        form: &str,
        term: u32,
        kind: FormKind,
        lang: Option<Lang>,
    ) -> io::Result<()> {
        let key = fold::spaced(form);
        if key.is_empty() {
            return Ok(());
        }
        self.buffer.clear();
        put_measured(&mut self.buffer, &key);
        self.buffer.extend_from_slice(&term.to_be_bytes());
        self.buffer.extend_from_slice(&[lang.map_or(0, |lang| lang as u8 + 1), kind as u8]);
        self.forms.push(&self.buffer)
    }

    /// The index's bytes, held in memory.
    ///
    /// # Errors
    ///
    /// As for [`IndexWriter::write`].
    pub fn finish(self) -> Result<Vec<u8>, IndexError> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes the index's bytes.
    ///
    /// # Errors
    ///
    /// [`IndexError::TooLarge`] beyond 4 GiB of keys or 2³² − 2 keys or words, [`IndexError::Io`]
    /// where the output or the folder for temporary files is full.
    pub fn write(mut self, out: &mut dyn Write) -> Result<(), IndexError> {
        let mut sections: [Spool; SECTIONS] = std::array::from_fn(|_| Spool::default());
        let mut put = |section: Section, spool: Spool| sections[section as usize] = spool;

        let mut meta = Vec::new();
        record::put_meta(&mut meta, &self.meta);
        let mut section = Spool::default();
        section.push(&meta)?;
        put(Section::Meta, section);
        self.term_offsets.push(&self.terms.len().to_le_bytes())?;
        put(Section::TermOffsets, self.term_offsets);
        put(Section::Terms, self.terms);
        put(Section::IdSlots, self.ids.finish()?);

        let mut keys = Keys::default();
        let mut forms = self.forms.finish()?;
        while let Some(form) = forms.next()? {
            keys.add(form)?;
        }
        drop(forms);
        keys.end()?;
        let Keys {
            table, beginnings, posting_offsets, postings, exact, stems, words, phrases, ..
        } = keys;
        put(Section::KeyOffsets, table.offsets);
        put(Section::Keys, table.bytes);
        put(Section::KeyLengths, table.lengths);
        put(Section::KeyMasks, table.masks);
        put(Section::KeyBeginnings, beginnings);
        put(Section::PostingOffsets, posting_offsets);
        put(Section::Postings, postings);
        put(Section::ExactSlots, exact.finish()?);
        put(Section::StemSlots, stems.finish()?);

        let words = Words::new(words.finish()?)?;
        put(Section::WordOffsets, words.table.offsets);
        put(Section::Words, words.table.bytes);
        put(Section::WordLengths, words.table.lengths);
        put(Section::WordMasks, words.table.masks);
        put(Section::WordKeyOffsets, words.holder_offsets);
        put(Section::WordKeys, words.holders);

        let (mut rows, size) = phrases.finish()?;
        let mut row = [0; Row::SIZE];
        let next = || match rows.read_exact(&mut row) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            result => result.map(|()| Some(Row::from_bytes(row).slot())),
        };
        put(Section::Phrases, fill(next, size)?);
        join(sections, out)
    }
}

/// A folded text as a record begins with it: its number of letters (255 for more), so that near
/// matches find texts of some lengths side by side, its bytes, and a zero.
fn put_measured(record: &mut Vec<u8>, folded: &str) {
    let letters = folded.chars().filter(|c| *c != ' ').count();
    record.push(u8::try_from(letters).unwrap_or(u8::MAX));
    record.extend_from_slice(folded.as_bytes());
    record.push(0);
}

/// The letters and the text that a record begins with, and what follows.
fn take_measured(record: &[u8]) -> Option<(u8, &str, &[u8])> {
    let (letters, rest) = record.split_first()?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    Some((*letters, str::from_utf8(rest.get(..end)?).ok()?, rest.get(end + 1..)?))
}

/// The keys, from forms in their order.
#[derive(Default)]
struct Keys {
    /// The key at hand, with its letters before it; empty before the first.
    key: Vec<u8>,
    /// The languages of its forms, as bits; bit 0 for those that all languages share.
    langs: u8,
    /// The last form's term, language and kind.
    posting: Vec<u8>,
    table: Table,
    beginnings: Spool,
    posting_offsets: Spool,
    postings: Spool,
    exact: Slots,
    stems: Slots,
    /// The words of the keys: letters, word, zero, key.
    words: Sorter,
    phrases: Phrases,
    buffer: Vec<u8>,
}

impl Keys {
    fn add(&mut self, form: &[u8]) -> Result<(), IndexError> {
        let Some((letters, key, posting)) = take_measured(form) else { return Ok(()) };
        if self.key.split_first() != Some((&letters, key.as_bytes())) {
            self.end_key()?;
            self.key.clear();
            self.key.push(letters);
            self.key.extend_from_slice(key.as_bytes());
            self.langs = 0;
            self.posting.clear();
            self.table.push(letters, key)?;
            self.beginnings.push(&mask::of_beginning(key).to_le_bytes())?;
            push_u32(&mut self.posting_offsets, self.postings.len() / super::POSTING as u64)?;
        }
        // A form that a term has twice is one posting.
        if let ([a, b, c, d, lang, kind], true) = (posting, self.posting != posting) {
            self.postings.push(&[*d, *c, *b, *a, *kind, *lang, 0, 0])?;
            self.posting.clear();
            self.posting.extend_from_slice(posting);
            self.langs |= 1 << lang;
        }
        Ok(())
    }

    /// What is made of a key once all its forms are known.
    fn end_key(&mut self) -> Result<(), IndexError> {
        let key = std::mem::take(&mut self.key);
        let Some(text) = key.get(1..).and_then(|text| str::from_utf8(text).ok()) else {
            return Ok(());
        };
        let number = self.table.count - 1;
        self.exact.push(hash(fold::join(text)), number + 1)?;
        for word in text.split(' ') {
            self.buffer.clear();
            put_measured(&mut self.buffer, word);
            self.buffer.extend_from_slice(&number.to_be_bytes());
            self.words.push(&self.buffer)?;
        }
        if self.langs & 1 != 0 {
            self.phrases.add(text, None)?;
        }
        for lang in Lang::ALL.into_iter().filter(|lang| self.langs & (2 << *lang as u8) != 0) {
            self.phrases.add(text, Some(lang))?;
            let stem = inflect::stem(text, lang);
            self.stems.push(hash(stem_bytes(lang, &stem)), number + 1)?;
        }
        self.key = key;
        Ok(())
    }

    fn end(&mut self) -> Result<(), IndexError> {
        self.end_key()?;
        push_u32(&mut self.posting_offsets, self.postings.len() / super::POSTING as u64)?;
        self.table.end()
    }
}

/// The distinct words of the keys, and which keys have each.
#[derive(Default)]
struct Words {
    table: Table,
    holder_offsets: Spool,
    holders: Spool,
}

impl Words {
    fn new(mut sorted: Sorted) -> Result<Words, IndexError> {
        let mut words = Words::default();
        let mut last = Vec::new();
        while let Some(record) = sorted.next()? {
            // A word that a key has twice is one of its words once.
            if record == last {
                continue;
            }
            let Some((letters, word, key)) = take_measured(record) else { continue };
            let Ok(key) = <[u8; 4]>::try_from(key) else { continue };
            let of_last = take_measured(&last).map(|(_, word, _)| word);
            if of_last != Some(word) {
                words.table.push(letters, word)?;
                push_u32(&mut words.holder_offsets, words.holders.len() / 4)?;
            }
            words.holders.push(&u32::from_be_bytes(key).to_le_bytes())?;
            last.clear();
            last.extend_from_slice(record);
        }
        push_u32(&mut words.holder_offsets, words.holders.len() / 4)?;
        words.table.end()?;
        Ok(words)
    }
}

/// Texts one after the other, with what near matches ask of each.
#[derive(Default)]
struct Table {
    count: u32,
    offsets: Spool,
    bytes: Spool,
    lengths: Spool,
    masks: Spool,
}

impl Table {
    fn push(&mut self, letters: u8, text: &str) -> Result<(), IndexError> {
        self.count =
            self.count.checked_add(1).filter(|n| *n < u32::MAX).ok_or(IndexError::TooLarge)?;
        push_u32(&mut self.offsets, self.bytes.len())?;
        self.bytes.push(text.as_bytes())?;
        self.lengths.push(&[letters])?;
        Ok(self.masks.push(&mask::of(text).to_le_bytes())?)
    }

    fn end(&mut self) -> Result<(), IndexError> {
        push_u32(&mut self.offsets, self.bytes.len())
    }
}

fn push_u32(out: &mut Spool, number: u64) -> Result<(), IndexError> {
    let number = u32::try_from(number).map_err(|_| IndexError::TooLarge)?;
    Ok(out.push(&number.to_le_bytes())?)
}

fn join(sections: [Spool; SECTIONS], out: &mut dyn Write) -> Result<(), IndexError> {
    let start = (HEADER + SECTIONS * 16) as u64;
    let length = start + sections.iter().map(Spool::len).sum::<u64>();
    out.write_all(MAGIC)?;
    out.write_all(&FORMAT_VERSION.to_le_bytes())?;
    out.write_all(&(SECTIONS as u32).to_le_bytes())?;
    out.write_all(&length.to_le_bytes())?;
    let mut offset = start;
    for section in &sections {
        out.write_all(&offset.to_le_bytes())?;
        out.write_all(&section.len().to_le_bytes())?;
        offset += section.len();
    }
    for section in sections {
        section.copy(out)?;
    }
    Ok(())
}
