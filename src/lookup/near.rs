//! Near matches: the query is no form of a term, but resembles some.
//!
//! Each key is scored by the best of several readings of the query, for people slip in several
//! ways: the whole form with a typing error, the same words in another order, a form cut short, a
//! form with words left out. Edit distances are optimal string alignment (a transposition of
//! neighbours is one slip), allowed in tiers by length as in Lucene's fuzzy queries. Lengths and
//! letter masks stored with each key, and with each distinct word of the keys, rule out most of
//! them before any distance is computed.
//!
//! Suggesting is generous; answering is not. A wrong guess shown as an answer misleads, so a key
//! answers only where the slip is one that people make and no other term is about as near.

use std::borrow::Cow;
use std::collections::HashMap;

use termbase::{FormKind, Index, IndexError, fold, mask};

use super::distance::{Slip, osa, prefix_distance};
use super::{Options, Suggestion, exact};
use crate::{Address, Glossary};

/// What a query resembles.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// The terms that it stands for; empty where no guess is good enough.
    pub(super) answer: Vec<Address>,
    /// The terms that it resembles, best first.
    pub(super) suggestions: Vec<Suggestion>,
}

/// A query longer than any form with this many characters more resembles none.
const LONGEST: usize = 160;
/// How far behind the best a suggestion may be.
const REACH: f64 = 0.25;
/// The score of a form that has just the query's words, in another order.
const ALL_WORDS: f64 = 0.99;
/// How many keys that share words with the query are looked at closely.
const PROMISING: usize = 24;
/// How far ahead of the rest an answer must be.
const LEAD: f64 = 0.03;

pub(super) fn find(
    glossary: &Glossary,
    query: &str,
    options: &Options,
) -> Result<Near, IndexError> {
    let spaced = fold::spaced(query);
    if spaced.chars().count() > LONGEST {
        return Ok(Near::default());
    }
    let rest = without_article(&spaced);
    if let Some(rest) = rest {
        let found = exact::find(glossary, rest, options)?;
        if !found.is_empty() {
            return near(glossary, &found, &[], options);
        }
    }
    let query = Query::new(&spaced, query.chars().any(char::is_uppercase));
    let mut best: HashMap<Address, Candidate> = HashMap::new();
    if query.length >= 3 {
        for (layer, index) in glossary.layers() {
            let mut candidates = query.by_words(index)?;
            // Where the words are all there and just in another order, no form comes nearer.
            if !candidates.iter().any(|(_, score, _)| *score > ALL_WORDS - 0.001) {
                candidates.extend(query.by_form(index)?);
                candidates.extend(query.by_beginning(index)?);
            }
            for (key, score, answers) in candidates {
                for posting in index.postings(key)? {
                    if posting.kind == FormKind::Numbered {
                        continue;
                    }
                    let address = Address { layer, term: posting.term };
                    let candidate = Candidate { address, score, answers };
                    let known = best.entry(address).or_insert(candidate);
                    if (score, answers) > (known.score, known.answers) {
                        *known = candidate;
                    }
                }
            }
        }
    }
    let mut ranked: Vec<Candidate> = Vec::with_capacity(best.len());
    for candidate in best.into_values() {
        // A replaced term would stand as near as the one that replaces it, and neither would lead.
        if glossary.is_visible(candidate.address)? {
            ranked.push(candidate);
        }
    }
    // Of a short name an article is too large a part to be passed over (`the root`).
    if let (true, Some(rest)) = (ranked.is_empty(), rest) {
        return find(glossary, rest, options);
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.address.cmp(&b.address)));
    let answer = answer(&ranked);
    near(glossary, &answer, &ranked, options)
}

/// What follows the article of a query that begins with one (`the GAC`, `l’ICANN`).
fn without_article(spaced: &str) -> Option<&str> {
    let (first, rest) = spaced.split_once(' ')?;
    is_little(first).then_some(rest)
}

/// Whether a folded word is an article, a preposition or a conjunction of the four languages: it
/// stands in a thousand names and tells none of them apart.
fn is_little(word: &str) -> bool {
    const LITTLE: &str = " a al an and ao aos as at au aux by com con d da das de del des do dos du e \
        el em en et for from in l la las le les lo los na nas no nos o of on or os ou para pelo \
        pela por pour sobre sur the to u um uma un une y ";
    word.len() <= 5 && LITTLE.split(' ').any(|little| little == word)
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    address: Address,
    score: f64,
    answers: bool,
}

/// The best candidate where it may answer and leads.
fn answer(ranked: &[Candidate]) -> Vec<Address> {
    match ranked {
        [first, rest @ ..] if first.answers => {
            let leads = rest.first().is_none_or(|second| first.score - second.score >= LEAD);
            if leads { vec![first.address] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn near(
    glossary: &Glossary,
    answer: &[Address],
    ranked: &[Candidate],
    options: &Options,
) -> Result<Near, IndexError> {
    let mut suggestions = Vec::new();
    let best = ranked.first().map_or(0.0, |candidate| candidate.score);
    let sure = answer.iter().filter(|address| !ranked.iter().any(|c| c.address == **address));
    let sure = sure.map(|&address| (address, 0.99));
    let rest = ranked.iter().filter(|candidate| candidate.score >= best - REACH);
    for (address, score) in sure.chain(rest.map(|candidate| (candidate.address, candidate.score))) {
        if suggestions.len() == options.limit {
            break;
        }
        // Nothing but what is shown is decoded: most of these terms never are an answer.
        let (index, lang) = (glossary.layer(address)?, options.lang());
        suggestions.push(Suggestion {
            id: index.id(address.term)?.to_owned(),
            label: index.label(address.term, lang)?.to_owned(),
            name: index.name(address.term, lang)?.unwrap_or_default().to_owned(),
            // Two decimals: more would say more than the score means.
            score: (score * 100.0).round() / 100.0,
        });
    }
    Ok(Near { answer: answer.to_vec(), suggestions })
}

/// A folded query, with what every comparison needs of it.
struct Query {
    spaceless: String,
    /// Whether it was typed with a capital.
    has_capitals: bool,
    words: Vec<String>,
    /// Letters, without spaces.
    length: usize,
    mask: u64,
    beginning: u64,
    bag: [i8; 37],
}

/// A key's number, how much it resembles the query, and whether it may answer.
type Scored = (u32, f64, bool);

/// How many slips a form of a length bears at most and still resembles the query.
fn tier(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        9..=14 => 3,
        15..=24 => 4,
        _ => 5,
    }
}

/// How many slips a form's beginning bears at most.
fn beginning_tier(length: usize) -> usize {
    match length {
        0..=6 => 0,
        7..=11 => 1,
        _ => 2,
    }
}

impl Query {
    fn new(spaced: &str, has_capitals: bool) -> Query {
        let spaceless = spaced.replace(' ', "");
        // Of a query's own beginning fewer letters count than of a key's, so that a letter too few
        // in the query still leaves its beginning within the key's.
        let beginning = spaceless.char_indices().nth(mask::BEGINNING - 2);
        Query {
            words: spaced.split(' ').map(str::to_owned).collect(),
            length: spaceless.chars().count(),
            mask: mask::of(&spaceless),
            beginning: mask::of(beginning.map_or(&spaceless, |(end, _)| &spaceless[..end])),
            bag: bag(&spaceless),
            has_capitals,
            spaceless,
        }
    }

    /// The keys that the query resembles as a whole.
    fn by_form(&self, index: &Index) -> Result<Vec<Scored>, IndexError> {
        let mut scored = Vec::new();
        let slips = tier(self.length);
        for (number, mask) in index.masks_of_keys(self.length - slips..=self.length + slips) {
            if !(mask::lacks_at_most(self.mask, mask, slips as u32)
                && mask::lacks_at_most(mask, self.mask, slips as u32))
            {
                continue;
            }
            let key = index.key(number)?;
            let (more, fewer) = bag_difference(&self.bag, key);
            if more.max(fewer) <= slips {
                let spaceless = without_spaces(key);
                let length = spaceless.chars().count();
                let score = self.whole(key, &spaceless, length);
                scored.extend(score.map(|(score, answers)| (number, score, answers)));
            }
        }
        Ok(scored)
    }

    /// The keys whose beginning the query resembles.
    fn by_beginning(&self, index: &Index) -> Result<Vec<Scored>, IndexError> {
        let mut scored = Vec::new();
        let slips = beginning_tier(self.length);
        let mut spaceless = String::new();
        for (number, beginning) in index.beginnings_from(self.length + 1) {
            if !(mask::lacks_at_most(self.beginning, beginning, slips as u32)
                && mask::lacks_at_most(self.mask, index.key_mask(number)?, slips as u32))
            {
                continue;
            }
            let key = index.key(number)?;
            let resembles = if slips == 0 {
                begins_with(key, &self.spaceless)
            } else {
                bag_difference(&self.bag, key).0 <= slips
            };
            if resembles {
                spaceless.clear();
                spaceless.extend(key.split(' '));
                let score = self.cut_short(&spaceless, spaceless.chars().count());
                scored.extend(score.map(|(score, answers)| (number, score, answers)));
            }
        }
        Ok(scored)
    }

    /// The whole form with slips; spaces are no letters, so words may be run together or split.
    fn whole(&self, key: &str, spaceless: &str, length: usize) -> Option<(f64, bool)> {
        let longer = self.length.max(length);
        let allowed = tier(self.length.min(length));
        let distance = osa(&self.spaceless, spaceless);
        if distance > allowed {
            return None;
        }
        let slip = Slip::between(&self.spaceless, spaceless);
        let is_gentle = slip.is_some_and(Slip::is_gentle);
        // A slip of the hand rather than of the mind costs a third; letters exchanged are surer
        // than letters doubled.
        let cost = match slip {
            Some(Slip::Transposition) => 0.32,
            Some(Slip::Doubling) => 0.36,
            _ => distance as f64,
        };
        let mut score = 1.0 - cost / longer.max(1) as f64;
        let mut answers = self.may_answer(key, spaceless, length, distance, slip);
        // Of two forms as many slips away, the one with the same spaces is nearer. A word more or
        // less at the end is no slip: it is another name, or the beginning of one.
        if self.words.len() != key.split(' ').count() {
            score -= 0.004;
            if self.spaceless.starts_with(spaceless) || spaceless.starts_with(&self.spaceless) {
                score -= 0.08;
                answers = false;
            }
        }
        // People slip inside words rather than at their beginning.
        if !is_gentle && first(&self.spaceless) != first(spaceless) {
            score -= 0.02;
        }
        // IPv4 is not IPv6 mistyped.
        if !digits(&self.spaceless).eq(digits(spaceless)) {
            score -= 0.1;
            answers = false;
        }
        Some((score, answers))
    }

    /// Whether a whole form with slips is one that a reader most likely meant.
    fn may_answer(
        &self,
        key: &str,
        spaceless: &str,
        length: usize,
        distance: usize,
        slip: Option<Slip>,
    ) -> bool {
        let shorter = self.length.min(length);
        let many_words = self.words.len() > 1 || (key.contains(' ') && shorter >= 9);
        match shorter {
            // In a short acronym any slip leads to another acronym; only a transposition is safe,
            // and of three small letters any order is a word of some language (`art`, `dan`).
            0..=3 => self.has_capitals && matches!(slip, Some(Slip::Transposition)),
            4 => matches!(slip, Some(Slip::Transposition)),
            5 => slip.is_some_and(Slip::is_gentle),
            _ if many_words => distance <= (shorter / 6).max(1),
            // One word: what differs at its end is another ordinary word (`police`, `registrado`).
            6..=8 => slip.is_some_and(|slip| slip.is_gentle() || slip.is_inside(self.length)),
            _ => {
                distance <= if shorter < 12 { 1 } else { 2 }
                    && first(&self.spaceless) == first(spaceless)
                    && !differs_at_end_only(&self.spaceless, spaceless)
            }
        }
    }

    /// The form's beginning, perhaps with slips in it.
    fn cut_short(&self, spaceless: &str, length: usize) -> Option<(f64, bool)> {
        let allowed = beginning_tier(self.length);
        let distance = prefix_distance(&self.spaceless, spaceless, allowed)?;
        let kept = self.length as f64 / length as f64;
        // The shorter the beginning, the less it says.
        let weight = match self.length {
            0..=5 => 0.5,
            6..=9 => 0.74,
            _ => 0.84,
        };
        let score = (1.0 - 1.5 * distance as f64 / self.length as f64) * (weight + 0.14 * kept);
        let is_long =
            if self.words.len() > 1 { self.length >= 9 } else { self.length >= 12 && kept >= 0.75 };
        Some((score, is_long && kept >= 0.4 && distance <= 1))
    }

    /// The keys that share the query's words, each perhaps with a slip, in whatever order and
    /// perhaps without some.
    fn by_words(&self, index: &Index) -> Result<Vec<Scored>, IndexError> {
        // Little words count, but lead to no name.
        let leading = |word: &str| !is_little(word) || self.words.len() == 1;
        let letters = |word: &String| word.chars().count();
        let wanted: usize = self.words.iter().filter(|word| leading(word)).map(letters).sum();
        let mut places = Vec::new();
        for (place, word) in self.words.iter().enumerate().filter(|(_, word)| leading(word)) {
            places.push(Place::new(place, letters(word), resembling_words(index, word)?, index)?);
        }
        // A key must have three quarters of the letters, so it has a word of any places that have
        // more than a quarter: the rarest lead to the fewest keys.
        places.sort_by_key(|place| place.holders);
        let mut leads = 0;
        let mut matches: Vec<Matched> = Vec::new();
        for place in &places {
            if leads * 4 > wanted {
                place.look_for(&mut matches, index)?;
            } else {
                place.lead(&mut matches, index)?;
                leads += place.letters;
            }
        }
        matches.sort_unstable();
        let mut promising: Vec<(f64, u32)> = Vec::new();
        for of_key in matches.chunk_by(|a, b| a.key() == b.key()) {
            let Some(key) = of_key.first().map(Matched::key) else {
                continue;
            };
            let (mut found, mut slips, mut last) = (0, 0, None);
            for matched in of_key {
                // The first of a place is the nearest: they are sorted.
                if last != Some(matched.place()) {
                    found += letters(&self.words[matched.place()]);
                    slips += matched.distance();
                    last = Some(matched.place());
                }
            }
            if found * 4 >= wanted * 3 {
                // At best all the short words are there too, as far as the key is long enough.
                let length = index.key_length(key)?;
                let matched = (self.length - wanted + found).saturating_sub(slips).min(length);
                promising.push((2.0 * matched as f64 / (self.length + length) as f64, key));
            }
        }
        let nearer = |(a, x): &(f64, u32), (b, y): &(f64, u32)| b.total_cmp(a).then(x.cmp(y));
        if promising.len() > PROMISING {
            promising.select_nth_unstable_by(PROMISING, nearer);
            promising.truncate(PROMISING);
        }
        promising.sort_by(nearer);
        let best = promising.first().map_or(0.0, |(bound, _)| *bound);
        let mut scored = Vec::new();
        for (bound, key) in promising {
            if bound < best - REACH {
                break;
            }
            let score = self.shared_words(index.key(key)?);
            scored.extend(score.map(|(score, answers)| (key, score, answers)));
        }
        Ok(scored)
    }

    fn shared_words(&self, key: &str) -> Option<(f64, bool)> {
        let length = key.chars().filter(|c| *c != ' ').count();
        let mut words: Vec<&str> = key.split(' ').collect();
        let total = words.len();
        let (mut matched, mut strayed, mut slips) = (0, 0, 0);
        for word in &self.words {
            let count = word.chars().count();
            let nearest = words
                .iter()
                .enumerate()
                .filter(|(_, other)| count.abs_diff(other.chars().count()) <= word_tier(count))
                .map(|(at, other)| (if word == other { 0 } else { osa(word, other) }, at))
                .min()
                .filter(|(distance, _)| *distance <= word_tier(count));
            match nearest {
                Some((distance, at)) => {
                    matched += count - distance.min(count);
                    slips += distance;
                    words.swap_remove(at);
                }
                None => strayed += count,
            }
        }
        if strayed * 4 > self.length || (self.words.len() == 1 && total == 1) {
            return None;
        }
        let kept = matched as f64 / length.max(1) as f64;
        let score = 2.0 * matched as f64 / (self.length + length) as f64 - (1.0 - ALL_WORDS);
        let all_words = strayed == 0 && words.is_empty();
        let bearable = if all_words { slips <= (length / 6).max(1) } else { slips <= 1 };
        let telling = self.words.iter().filter(|word| !is_little(word)).count();
        let answers = telling > 1 && strayed == 0 && bearable && kept >= 0.6;
        (score >= 0.45).then_some((score, answers))
    }
}

/// That a key has a word which resembles a word of the query: key, place in the query, slips; in one
/// number, which sorts in that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Matched(u64);

impl Matched {
    fn new(key: u32, place: usize, distance: usize) -> Matched {
        Matched(u64::from(key) << 32 | (place as u64) << 8 | distance as u64)
    }

    fn key(&self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn place(&self) -> usize {
        (self.0 as u32 >> 8) as usize
    }

    fn distance(&self) -> usize {
        usize::from(self.0 as u8)
    }
}

/// A word of the query with the words of keys that it resembles.
struct Place {
    place: usize,
    letters: usize,
    /// Numbers of words, each with its distance.
    words: Vec<(u32, usize)>,
    /// How many keys have one of the words, those that have two counted twice.
    holders: usize,
}

impl Place {
    fn new(
        place: usize,
        letters: usize,
        words: Vec<(u32, usize)>,
        index: &Index,
    ) -> Result<Place, IndexError> {
        let mut holders = 0;
        for (word, _) in &words {
            holders += index.keys_of_word(*word)?.len();
        }
        // Lists that overlap would lead to far more keys than there are.
        if holders > index.holder_count() {
            return Err(IndexError::Damaged);
        }
        Ok(Place { place, letters, words, holders })
    }

    /// Adds all its keys.
    fn lead(&self, matches: &mut Vec<Matched>, index: &Index) -> Result<(), IndexError> {
        for &(word, distance) in &self.words {
            let keys = index.keys_of_word(word)?;
            matches.extend(keys.map(|key| Matched::new(key, self.place, distance)));
        }
        Ok(())
    }

    /// Adds those of its keys that others have led to.
    fn look_for(&self, matches: &mut Vec<Matched>, index: &Index) -> Result<(), IndexError> {
        let mut keys: Vec<u32> = matches.iter().map(Matched::key).collect();
        keys.sort_unstable();
        keys.dedup();
        for &(word, distance) in &self.words {
            let of_word = index.keys_of_word(word)?;
            // Whichever is shorter is gone through, and the other searched.
            if of_word.len() < keys.len() {
                let known = of_word.filter(|key| keys.binary_search(key).is_ok());
                matches.extend(known.map(|key| Matched::new(key, self.place, distance)));
            } else {
                for &key in &keys {
                    if index.has_word(key, word)? {
                        matches.push(Matched::new(key, self.place, distance));
                    }
                }
            }
        }
        Ok(())
    }
}

/// How many slips a word among others bears at most.
fn word_tier(length: usize) -> usize {
    if length <= 3 { 0 } else { tier(length).min(2) }
}

/// The distinct words of the keys that a word resembles, and how many slips away they are.
fn resembling_words(index: &Index, word: &str) -> Result<Vec<(u32, usize)>, IndexError> {
    let length = word.chars().count();
    let slips = word_tier(length);
    let own = mask::of(word);
    let mut found = Vec::new();
    for (number, other) in index.masks_of_words(length - slips..=length + slips) {
        if mask::lacks_at_most(own, other, slips as u32)
            && mask::lacks_at_most(other, own, slips as u32)
        {
            let distance = osa(word, index.word(number)?);
            if distance <= slips {
                found.push((number, distance));
            }
        }
    }
    Ok(found)
}

/// How often a text has each letter, each digit, and any other character.
fn bag(text: &str) -> [i8; 37] {
    let mut bag = [0i8; 37];
    for byte in text.bytes() {
        let place = bag_place(byte);
        bag[place] = bag[place].saturating_add(1);
    }
    bag
}

fn bag_place(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a'),
        b'0'..=b'9' => usize::from(byte - b'0') + 26,
        _ => 36,
    }
}

/// How many letters a bag has more than a key, and how many fewer. The larger is the bag distance,
/// a lower bound of the edit distance (Bartolini, Ciaccia and Patella, 2002). Letters beyond ASCII
/// are several bytes, which are left out.
fn bag_difference(bag: &[i8; 37], key: &str) -> (usize, usize) {
    let mut rest = *bag;
    for byte in key.bytes().filter(|byte| *byte != b' ') {
        let place = bag_place(byte);
        rest[place] = rest[place].saturating_sub(1);
    }
    let (mut more, mut fewer) = (0, 0);
    for count in &rest[..36] {
        match count {
            0.. => more += usize::from(count.unsigned_abs()),
            _ => fewer += usize::from(count.unsigned_abs()),
        }
    }
    (more, fewer)
}

fn without_spaces(key: &str) -> Cow<'_, str> {
    if key.contains(' ') { key.replace(' ', "").into() } else { key.into() }
}

/// Whether a key without its spaces begins with a text.
fn begins_with(key: &str, spaceless: &str) -> bool {
    let mut key = key.bytes().filter(|byte| *byte != b' ');
    spaceless.bytes().all(|byte| key.next() == Some(byte))
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// Whether two texts are the same but for their last two letters.
fn differs_at_end_only(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    same + 2 >= a.chars().count().min(b.chars().count())
}
