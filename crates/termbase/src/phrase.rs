//! Phrases: finding forms of several words in running text.
//!
//! A form is the row of its words' stems. The table has every beginning of every form, so that a
//! reader of text goes on word by word for as long as some form goes on too, and keeps the longest
//! that ended on the way: an automaton whose states are hashes. It is made when the glossary is
//! compiled.
//!
//! A slot is four bytes: a 29-bit fingerprint of the row with its language, and two flags. A
//! fingerprint may stand for another row by chance (about once in 16,000 words asked); whoever
//! finds a form asks the index's own tables for it, which compare the letters.

use std::io;

use crate::index::slots;
use crate::index::sorter::Sorter;
use crate::index::spool::Spool;
use crate::{Lang, inflect};

/// A row of words in a language, or of unchanged words, as a hash that grows word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Phrase(u64);

/// What is known of a row of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// A form is just so.
    pub is_form: bool,
    /// A longer form begins so.
    pub goes_on: bool,
}

const IS_FORM: u32 = 1 << 30;
const GOES_ON: u32 = 1 << 31;
const FINGERPRINT: u32 = IS_FORM - 1;

impl Phrase {
    /// The empty row, of stems in a language, or of words as they are.
    pub fn start(lang: Option<Lang>) -> Phrase {
        Phrase(lang.map_or(0, |lang| lang as u64 + 1))
    }

    /// The hash of a folded word's stem in a language, or of the word as it is.
    pub fn word(folded: &str, lang: Option<Lang>) -> u64 {
        let hash = |bytes: &[u8]| {
            bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
            })
        };
        match lang {
            Some(lang) => hash(inflect::stem(folded, lang).as_bytes()),
            None => hash(folded.as_bytes()),
        }
    }

    /// The row with a word more.
    #[must_use]
    pub fn then(self, word: u64) -> Phrase {
        // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
        let mut z =
            (self.0 ^ word).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Phrase(z ^ (z >> 31))
    }

    fn fingerprint(self) -> u32 {
        // No fingerprint is 0, which marks an empty slot. The top bits name the slot already.
        self.0 as u32 & FINGERPRINT | 1
    }

    /// Looks a row up in a table. `Err` where the table is damaged.
    pub(crate) fn find(self, table: &[u8]) -> Result<Option<Known>, ()> {
        let (slots, rest) = table.as_chunks::<4>();
        if slots.is_empty() {
            return Ok(None);
        }
        if !slots.len().is_power_of_two() || !rest.is_empty() {
            return Err(());
        }
        let start = slots::first(self.0, slots.len() as u64) as usize;
        for step in 0..slots.len() {
            let at = start.wrapping_add(step) & (slots.len() - 1);
            let slot = u32::from_le_bytes(slots[at]);
            if slot == 0 {
                return Ok(None);
            }
            if slot & FINGERPRINT == self.fingerprint() {
                return Ok(Some(Known {
                    is_form: slot & IS_FORM != 0,
                    goes_on: slot & GOES_ON != 0,
                }));
            }
        }
        Ok(None)
    }
}

/// A row with its flags, as it lies on the disk while a table is made.
pub(crate) struct Row {
    phrase: Phrase,
    flags: u32,
}

impl Row {
    /// Bytes that a row takes.
    pub(crate) const SIZE: usize = 9;

    fn to_bytes(&self) -> [u8; Row::SIZE] {
        let mut bytes = [0; Row::SIZE];
        bytes[..8].copy_from_slice(&self.phrase.0.to_be_bytes());
        bytes[8] = (self.flags >> 24) as u8;
        bytes
    }

    pub(crate) fn from_bytes(bytes: [u8; Row::SIZE]) -> Row {
        let [hash @ .., flags] = bytes;
        Row { phrase: Phrase(u64::from_be_bytes(hash)), flags: u32::from(flags) << 24 }
    }

    /// What a table is filled with.
    pub(crate) fn slot(&self) -> (u64, u32) {
        (self.phrase.0, self.phrase.fingerprint() | self.flags)
    }
}

/// Collects the rows of a glossary's forms.
#[derive(Debug, Default)]
pub(crate) struct Phrases(Sorter);

impl Phrases {
    /// Adds a folded form, by the stems of a language or by its words as they are.
    ///
    /// # Errors
    ///
    /// Those of the disk, as for [`Phrases::finish`].
    pub(crate) fn add(&mut self, key: &str, lang: Option<Lang>) -> io::Result<()> {
        let mut phrase = Phrase::start(lang);
        let mut words = key.split(' ').peekable();
        while let Some(word) = words.next() {
            phrase = phrase.then(Phrase::word(word, lang));
            let flags = if words.peek().is_some() { GOES_ON } else { IS_FORM };
            self.0.push(&Row { phrase, flags }.to_bytes())?;
        }
        Ok(())
    }

    /// Each row once, with all its flags, in the order of the table; and the table's size.
    pub(crate) fn finish(self) -> io::Result<(impl io::Read, u64)> {
        let mut sorted = self.0.finish()?;
        let mut rows = Spool::default();
        let mut last: Option<Row> = None;
        while let Some(record) = sorted.next()? {
            let Ok(bytes) = record.try_into() else { continue };
            let row = Row::from_bytes(bytes);
            match &mut last {
                Some(last) if last.phrase == row.phrase => last.flags |= row.flags,
                _ => {
                    if let Some(last) = last.replace(row) {
                        rows.push(&last.to_bytes())?;
                    }
                }
            }
        }
        if let Some(last) = last {
            rows.push(&last.to_bytes())?;
        }
        let size = slots::size(rows.len() / Row::SIZE as u64);
        Ok((rows.into_reader()?, size))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by it")]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_row_of_words_leads_on_as_long_as_a_form_does() {
        let mut phrases = Phrases::default();
        phrases.add("organisation de soutien", Some(Lang::Fr)).unwrap();
        phrases.add("als", None).unwrap();
        let (mut rows, size) = phrases.finish().unwrap();
        let mut row = [0; Row::SIZE];
        let next = || Ok(rows.read_exact(&mut row).ok().map(|()| Row::from_bytes(row).slot()));
        let mut table = Vec::new();
        slots::fill(next, size).unwrap().copy(&mut table).unwrap();
        let fr = |word| Phrase::word(word, Some(Lang::Fr));
        let one = Phrase::start(Some(Lang::Fr)).then(fr("organisations"));
        assert_eq!(one.find(&table), Ok(Some(Known { is_form: false, goes_on: true })));
        let all = one.then(fr("de")).then(fr("soutien"));
        assert_eq!(all.find(&table), Ok(Some(Known { is_form: true, goes_on: false })));
        assert_eq!(one.then(fr("soutien")).find(&table), Ok(None));
        let als = Phrase::start(None).then(Phrase::word("als", None));
        assert_eq!(als.find(&table), Ok(Some(Known { is_form: true, goes_on: false })));
    }
}
