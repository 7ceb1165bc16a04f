//! Writing an index. The same terms in the same order give the same bytes.

use std::collections::BTreeMap;

use super::{FORMAT_VERSION, FormKind, HEADER, IndexError, MAGIC, Meta, SECTIONS, Section};
use super::{hash, record, stem_bytes};
use crate::phrase::Phrases;
use crate::{Lang, Term, fold, inflect, mask};

/// Compiles terms to an index.
#[derive(Debug, Default)]
pub struct IndexWriter {
    meta: Meta,
    term_offsets: Vec<u64>,
    terms: Vec<u8>,
    ids: Vec<u64>,
    /// For each key, the shortest first, its postings: (term, kind, language + 1 or 0).
    keys: BTreeMap<Measured, Vec<(u32, u8, u8)>>,
}

impl IndexWriter {
    /// Sets what the termbase says of itself.
    pub fn set_meta(&mut self, meta: &Meta) {
        self.meta = meta.clone();
    }

    /// Adds a term. Terms keep the order in which they are added.
    pub fn add(&mut self, term: &Term) {
        let number = self.ids.len() as u32;
        self.term_offsets.push(self.terms.len() as u64);
        record::put_term(&mut self.terms, term);
        self.ids.push(hash(term.id.bytes()));
        if let Some(acronym) = &term.acronym {
            self.add_key(acronym, number, FormKind::Acronym, None);
        }
        for (lang, text) in term.texts.iter() {
            self.add_key(&text.name, number, FormKind::Name, Some(lang));
            for also in &text.also {
                self.add_key(also, number, FormKind::Also, Some(lang));
            }
        }
        for form in &term.numbered {
            self.add_key(form, number, FormKind::Numbered, None);
        }
    }

    fn add_key(&mut self, form: &str, term: u32, kind: FormKind, lang: Option<Lang>) {
        let key = fold::spaced(form);
        if key.is_empty() {
            return;
        }
        let posting = (term, kind as u8, lang.map_or(0, |lang| lang as u8 + 1));
        let postings = self.keys.entry(Measured::new(key)).or_default();
        if !postings.contains(&posting) {
            postings.push(posting);
        }
    }

    /// The index's bytes.
    ///
    /// # Errors
    ///
    /// [`IndexError::TooLarge`] beyond 4 GiB of keys or 2³² − 1 terms or keys.
    pub fn finish(mut self) -> Result<Vec<u8>, IndexError> {
        self.term_offsets.push(self.terms.len() as u64);
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let mut put = |section: Section, bytes: Vec<u8>| sections[section as usize] = bytes;

        let mut meta = Vec::new();
        record::put_meta(&mut meta, &self.meta);
        put(Section::Meta, meta);
        put(
            Section::TermOffsets,
            self.term_offsets.iter().flat_map(|at| at.to_le_bytes()).collect(),
        );
        put(Section::Terms, self.terms);
        put(Section::IdSlots, slots(self.ids.iter().copied().enumerate())?);

        let mut keys = Table::default();
        let mut beginnings = Vec::new();
        let mut words: BTreeMap<Measured, Vec<u32>> = BTreeMap::new();
        let mut phrases = Phrases::default();
        let (mut posting_offsets, mut postings) = (Vec::new(), Vec::new());
        let (mut exact, mut stems) = (Vec::new(), Vec::new());
        let mut posting_count = 0;
        for (number, (measured, key_postings)) in self.keys.iter().enumerate() {
            let key = measured.text.as_str();
            keys.push(measured)?;
            beginnings.extend_from_slice(&mask::of_beginning(key).to_le_bytes());
            for word in key.split(' ') {
                let holders = words.entry(Measured::new(word.to_owned())).or_default();
                // A word that a key has twice is one of its words once.
                if holders.last() != Some(&(number as u32)) {
                    holders.push(number as u32);
                }
            }
            push_u32(&mut posting_offsets, posting_count)?;
            posting_count += key_postings.len();
            exact.push((number, hash(fold::join(key))));
            if key_postings.iter().any(|(_, _, lang)| *lang == 0) {
                phrases.add(key, None);
            }
            let mut stemmed = Vec::new();
            for &(term, kind, lang) in key_postings {
                postings.extend_from_slice(&term.to_le_bytes());
                postings.extend_from_slice(&[kind, lang, 0, 0]);
                if let Some(lang) = lang.checked_sub(1).and_then(Lang::from_number)
                    && !stemmed.contains(&lang)
                {
                    stemmed.push(lang);
                    phrases.add(key, Some(lang));
                    let stem = inflect::stem(key, lang);
                    stems.push((number, hash(stem_bytes(lang, &stem))));
                }
            }
        }
        push_u32(&mut posting_offsets, posting_count)?;
        let mut word_table = Table::default();
        let (mut holder_offsets, mut holders) = (Vec::new(), Vec::new());
        for (word, keys) in &words {
            word_table.push(word)?;
            push_u32(&mut holder_offsets, holders.len() / 4)?;
            holders.extend(keys.iter().flat_map(|key| key.to_le_bytes()));
        }
        push_u32(&mut holder_offsets, holders.len() / 4)?;
        let [offsets, bytes, lengths, masks] = keys.finish()?;
        put(Section::KeyOffsets, offsets);
        put(Section::Keys, bytes);
        put(Section::KeyLengths, lengths);
        put(Section::KeyMasks, masks);
        put(Section::KeyBeginnings, beginnings);
        let [offsets, bytes, lengths, masks] = word_table.finish()?;
        put(Section::WordOffsets, offsets);
        put(Section::Words, bytes);
        put(Section::WordLengths, lengths);
        put(Section::WordMasks, masks);
        put(Section::WordKeyOffsets, holder_offsets);
        put(Section::WordKeys, holders);
        put(Section::Phrases, phrases.finish());
        put(Section::PostingOffsets, posting_offsets);
        put(Section::Postings, postings);
        put(Section::ExactSlots, slots(exact.into_iter())?);
        put(Section::StemSlots, slots(stems.into_iter())?);
        Ok(join(&sections))
    }
}

/// A folded text, ordered by its number of letters: near matches look at some lengths only, and
/// find them side by side.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Measured {
    /// Without spaces; 255 for more.
    letters: u8,
    text: String,
}

impl Measured {
    fn new(text: String) -> Measured {
        let letters = text.chars().filter(|c| *c != ' ').count();
        Measured { letters: u8::try_from(letters).unwrap_or(u8::MAX), text }
    }
}

/// Texts one after the other, with what near matches ask of each.
#[derive(Default)]
struct Table {
    offsets: Vec<u8>,
    bytes: Vec<u8>,
    lengths: Vec<u8>,
    masks: Vec<u8>,
}

impl Table {
    fn push(&mut self, folded: &Measured) -> Result<(), IndexError> {
        push_u32(&mut self.offsets, self.bytes.len())?;
        self.bytes.extend_from_slice(folded.text.as_bytes());
        self.lengths.push(folded.letters);
        self.masks.extend_from_slice(&mask::of(&folded.text).to_le_bytes());
        Ok(())
    }

    /// Offsets, bytes, lengths and masks.
    fn finish(mut self) -> Result<[Vec<u8>; 4], IndexError> {
        push_u32(&mut self.offsets, self.bytes.len())?;
        Ok([self.offsets, self.bytes, self.lengths, self.masks])
    }
}

fn push_u32(out: &mut Vec<u8>, number: usize) -> Result<(), IndexError> {
    let number = u32::try_from(number).map_err(|_| IndexError::TooLarge)?;
    out.extend_from_slice(&number.to_le_bytes());
    Ok(())
}

/// A hash table of (number, hash) pairs, at most four fifths full.
fn slots(pairs: impl ExactSizeIterator<Item = (usize, u64)>) -> Result<Vec<u8>, IndexError> {
    if pairs.len() == 0 {
        return Ok(Vec::new());
    }
    let size = (pairs.len() + pairs.len() / 4 + 1).next_power_of_two();
    let mut table = vec![0u32; size];
    for (number, hash) in pairs {
        let mut slot = hash as usize & (size - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = u32::try_from(number + 1).map_err(|_| IndexError::TooLarge)?;
    }
    Ok(table.iter().flat_map(|slot| slot.to_le_bytes()).collect())
}

fn join(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let start = HEADER + SECTIONS * 16;
    let length = start + sections.iter().map(Vec::len).sum::<usize>();
    let mut out = Vec::with_capacity(length);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    out.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
    out.extend_from_slice(&(length as u64).to_le_bytes());
    let mut offset = start as u64;
    for section in sections {
        out.extend_from_slice(&offset.to_le_bytes());
        out.extend_from_slice(&(section.len() as u64).to_le_bytes());
        offset += section.len() as u64;
    }
    sections.iter().for_each(|section| out.extend_from_slice(section));
    out
}
