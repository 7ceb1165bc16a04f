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

use std::collections::BTreeMap;

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
        // No fingerprint is 0, which marks an empty slot.
        (self.0 >> 34) as u32 & FINGERPRINT | 1
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
        for step in 0..slots.len() {
            let at = (self.0 as usize).wrapping_add(step) & (slots.len() - 1);
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

/// Collects the rows of a glossary's forms.
#[derive(Debug, Default)]
pub(crate) struct Phrases(BTreeMap<u64, u32>);

impl Phrases {
    /// Adds a folded form, by the stems of a language or by its words as they are.
    pub(crate) fn add(&mut self, key: &str, lang: Option<Lang>) {
        let mut phrase = Phrase::start(lang);
        let mut words = key.split(' ').peekable();
        while let Some(word) = words.next() {
            phrase = phrase.then(Phrase::word(word, lang));
            let flag = if words.peek().is_some() { GOES_ON } else { IS_FORM };
            *self.0.entry(phrase.0).or_default() |= flag;
        }
    }

    /// The table, at most four fifths full.
    pub(crate) fn finish(self) -> Vec<u8> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let size = (self.0.len() + self.0.len() / 4 + 1).next_power_of_two();
        let mut table = vec![0u32; size];
        for (hash, flags) in self.0 {
            let mut at = hash as usize & (size - 1);
            while table[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            table[at] = Phrase(hash).fingerprint() | flags;
        }
        table.iter().flat_map(|slot| slot.to_le_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_words_leads_on_as_long_as_a_form_does() {
        let mut phrases = Phrases::default();
        phrases.add("organisation de soutien", Some(Lang::Fr));
        phrases.add("als", None);
        let table = phrases.finish();
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
