//! Acronyms that a text uses, and what it says they stand for.
//!
//! The pairing of a short form with its long form is Schwartz and Hearst's algorithm (“A simple
//! algorithm for identifying abbreviation definitions in biomedical text”, Pacific Symposium on
//! Biocomputing, 2003): of `long form (SHORT)` and `SHORT (long form)` the long form is the
//! shortest run of words in which the short form's letters are found from right to left, the first
//! at the beginning of a word. Its own limits are kept: letters must come in order and all be
//! there, so `3GPP` finds nothing in “Third Generation Partnership Project”, an acronym whose
//! letters stand in another language's order (`GAC (Comité consultatif gouvernemental)`) finds
//! nothing either, and a beginning that happens to have the letters may be cut too short.

use std::collections::HashMap;

use super::{Mention, Token, Unknown};

/// A short form with the long form that a text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The short form.
    pub short: String,
    /// The long form, with single spaces.
    pub long: String,
}

/// The definitions of short forms that a text makes, in order.
///
/// ```
/// let found = icann_terms::definitions("the Grant Programme Review Committee (GPRC) met");
/// assert_eq!(found[0].short, "GPRC");
/// assert_eq!(found[0].long, "Grant Programme Review Committee");
/// ```
pub fn definitions(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let rest = &text[open + 1..];
        // A bracket is short; one that is not closed soon defines nothing.
        let Some(close) = rest.char_indices().take(200).find(|(_, c)| *c == ')').map(|(at, _)| at)
        else {
            continue;
        };
        let inside = rest[..close].split([';', ',']).next().unwrap_or_default().trim();
        let inside = inside.trim_matches(['"', '“', '”', '«', '»', '\u{a0}', ' ', '\'']);
        let before = sentence_end(&text[..open]);
        if is_short(inside) {
            if let Some(long) = long_before(inside, before) {
                found.push(Definition { short: inside.to_owned(), long });
            }
        } else if let Some(short) =
            before.split_whitespace().next_back().map(bare).filter(|word| is_short(word))
        {
            let long = rest[..close].split(';').next().unwrap_or_default().trim();
            if let Some(long) = long_inside(short, long) {
                found.push(Definition { short: short.to_owned(), long });
            }
        }
    }
    found
}

/// A short form has 2 to 10 letters or digits, in two words at most, begins with one of them, and
/// has a capital (in the paper any letter; without a capital a text in brackets is a remark).
fn is_short(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    (2..=10).contains(&letters)
        && text.split_whitespace().count() <= 2
        && text.chars().next().is_some_and(char::is_alphanumeric)
        && text.chars().filter(|c| c.is_uppercase()).count() >= 2
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ' ' | '&' | '+'))
}

fn bare(word: &str) -> &str {
    // Behind an elided article the word begins at the apostrophe.
    let word = word.rsplit(['’', '\'']).next().unwrap_or(word);
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The last sentence of a text that goes on.
fn sentence_end(text: &str) -> &str {
    let start = text.char_indices().rev().take(400).last().map_or(0, |(at, _)| at);
    let text = &text[start..];
    let cut = text.rmatch_indices(['.', ';', ':', '!', '?', '(', ')', '\n']).find(|(at, mark)| {
        // A full stop inside a name (`CGI.br`) and a line's end within a sentence end nothing.
        match *mark {
            "\n" => text[at + 1..].starts_with('\n') || text[..*at].ends_with('\n'),
            "." => text[at + 1..].starts_with(char::is_whitespace),
            _ => true,
        }
    });
    cut.map_or(text, |(at, mark)| &text[at + mark.len()..])
}

/// The long form at the end of what stands before a bracket with the short form in it.
fn long_before(short: &str, before: &str) -> Option<String> {
    let words: Vec<&str> = before.split_whitespace().collect();
    // min(|A| + 5, |A| * 2) words, as in the paper.
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let most = (letters + 5).min(letters * 2);
    let candidate = words[words.len().saturating_sub(most)..].join(" ");
    best_long(short, &candidate)
}

/// The long form that a bracket behind the short form is, whole.
fn long_inside(short: &str, inside: &str) -> Option<String> {
    let long: String = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = long.split(' ').count();
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let found = best_long(short, &long)?;
    // A remark in brackets that has the letters by chance begins elsewhere than it.
    let article =
        ["the ", "le ", "la ", "les ", "l’", "l'", "el ", "los ", "las ", "o ", "a ", "os ", "as "];
    let is_whole =
        found == long || article.iter().any(|article| long.strip_prefix(article) == Some(&found));
    (is_whole && words <= (letters + 5).min(letters * 2)).then_some(found)
}

/// Schwartz and Hearst's pairing, from right to left. The long form begins at a word's beginning.
fn best_long(short: &str, candidate: &str) -> Option<String> {
    let fold = |c: char| {
        let folded = termbase::fold::spaced(c.encode_utf8(&mut [0; 4]));
        folded.chars().next().unwrap_or(c)
    };
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).map(fold).collect();
    let long: Vec<char> = candidate.chars().collect();
    let mut at = long.len();
    for (place, letter) in letters.iter().enumerate().rev() {
        loop {
            at = at.checked_sub(1)?;
            let begins_word = at == 0 || !long[at - 1].is_alphanumeric();
            if fold(long[at]) == *letter && (place > 0 || begins_word) {
                break;
            }
        }
    }
    // The word in which the first letter was found, from its beginning.
    let begins =
        |at: usize| at == 0 || long[at - 1].is_whitespace() || matches!(long[at - 1], '’' | '\'');
    let start = (0..=at).rev().find(|&at| begins(at)).unwrap_or(0);
    let text: String = long[start..].iter().collect();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words = text.split_whitespace().count();
    // A long form is longer than its short form and does not hold it.
    let holds = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == short);
    (text.chars().count() > short.chars().count() && words >= 2 && !holds).then_some(text)
}

/// Words in capitals that are no organisation's and no idea's name.
const COMMON: &str = " OK USA UK EU US UTC GMT AM PM CET EST PST ID TV PC CC BCC RE FW FWD PS NB ASAP FYI TBC TBD \
    RSVP CEO CFO CTO HTML CSS PDF XML JSON CSV DOCX PPT TRUE FALSE NULL II III IV VI VII VIII IX XI XII XIII XIV XV \
    XVI XX XXI MR MRS DR USD EUR BRL AND OR NOT THE ";

/// The acronyms of a text that no mention covers, most frequent first, then in order of
/// appearance, each with the text's own definition if it makes one.
pub(super) fn unknown(text: &str, tokens: &[Token], mentions: &[Mention]) -> Vec<Unknown> {
    let mut mentions = mentions.iter().peekable();
    let mut order: Vec<String> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for token in tokens.iter().filter(|token| !token.shouted) {
        while mentions.next_if(|mention| mention.end <= token.start).is_some() {}
        if mentions.peek().is_some_and(|mention| mention.start < token.end) {
            continue;
        }
        let word = singular(&text[token.start..token.end]);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let letters = word.chars().count();
        if capitals < 2
            || !(2..=10).contains(&letters)
            || 2 * capitals < letters
            || COMMON.contains(&format!(" {word} "))
        {
            continue;
        }
        let count = counts.entry(word.to_owned()).or_insert(0);
        if *count == 0 {
            order.push(word.to_owned());
        }
        *count += 1;
    }
    let defined: HashMap<String, String> = definitions(text)
        .into_iter()
        .rev()
        .map(|definition| (definition.short, definition.long))
        .collect();
    let mut unknown: Vec<Unknown> = order
        .into_iter()
        .map(|acronym| Unknown {
            count: counts.get(&acronym).copied().unwrap_or(0),
            expansion: defined.get(&acronym).cloned(),
            acronym,
        })
        .collect();
    unknown.sort_by_key(|one| std::cmp::Reverse(one.count));
    unknown
}

/// An acronym without a plural's small `s`.
fn singular(word: &str) -> &str {
    let before = word
        .strip_suffix("es")
        .filter(|rest| rest.ends_with('S'))
        .or_else(|| word.strip_suffix('s'));
    before.filter(|rest| rest.chars().filter(|c| c.is_uppercase()).count() >= 2).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        definitions(text).into_iter().map(|found| (found.short, found.long)).collect()
    }

    #[test]
    fn a_definition_is_found_in_both_orders() {
        let pair = [("GPRC".to_owned(), "Grant Programme Review Committee".to_owned())];
        assert_eq!(pairs("Yesterday the Grant Programme Review Committee (GPRC) met."), pair);
        assert_eq!(pairs("The GPRC (Grant Programme Review Committee) met."), pair);
    }

    #[test]
    fn a_remark_in_brackets_defines_nothing() {
        assert_eq!(pairs("the ALAC (see below) and the budget (USD 3 million)"), []);
        assert_eq!(pairs("we met in Marrakech (June)"), []);
    }
}
