//! Where a word may be broken at a line's end.

use std::ops::Range;

use hypher::hyphenate;
use termbase::Lang;

/// A place inside a word where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// In bytes from the word's beginning.
    pub at: usize,
    /// Whether a hyphen is added there; none is where the word has a mark of its own.
    pub adds_hyphen: bool,
}

/// The fewest letters of what is hyphenated, and of what is left on either side.
const SHORTEST: usize = 6;
const BEFORE: usize = 2;
const AFTER: usize = 3;

/// The places where a word, which has no space in it, may be broken, in their order.
///
/// Behind a mark that joins (`-`, `–`, `—`, `/`) and, by the language's patterns (F. M. Liang,
/// “Word Hy-phen-a-tion by Com-put-er”, 1983, as in TeX), between the syllables of what is written
/// in small letters: an acronym or a name like `IPv6` is never torn apart.
pub(super) fn breaks(word: &str, lang: Lang) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut start = 0;
    for (at, c) in word.char_indices() {
        if c.is_alphabetic() {
            continue;
        }
        syllables(word, start..at, lang, &mut breaks);
        start = at + c.len_utf8();
        if joins(c, lang) && is_long(&word[..at], &word[start..]) {
            breaks.push(Break { at: start, adds_hyphen: false });
        }
    }
    syllables(word, start..word.len(), lang, &mut breaks);
    breaks
}

/// Whether a line may end behind a mark. In Spanish and Portuguese a hyphen at a line's end that
/// belongs to the word is written once more on the next line; there it is rather left alone.
fn joins(c: char, lang: Lang) -> bool {
    match c {
        '-' => matches!(lang, Lang::En | Lang::Fr),
        '–' | '—' | '/' => true,
        _ => false,
    }
}

/// Whether what a mark joins may stand apart: `e-mail`, `At-Large` and `SO/AC` stay whole.
fn is_long(before: &str, after: &str) -> bool {
    let ends = |c: char| !c.is_alphanumeric();
    let parts = [before.rsplit(ends).next(), after.split(ends).next()];
    parts.iter().flatten().all(|part| part.chars().count() > BEFORE)
}

fn syllables(word: &str, range: Range<usize>, lang: Lang, breaks: &mut Vec<Break>) {
    let (start, letters) = (range.start, &word[range]);
    let count = letters.chars().count();
    if count < SHORTEST || letters.chars().skip(1).any(char::is_uppercase) {
        return;
    }
    let mut at = 0;
    for syllable in hyphenate(letters, pattern(lang)) {
        at += syllable.len();
        let before = letters[..at].chars().count();
        if before >= BEFORE && count - before >= AFTER {
            breaks.push(Break { at: start + at, adds_hyphen: true });
        }
    }
}

fn pattern(lang: Lang) -> hypher::Lang {
    match lang {
        Lang::En => hypher::Lang::English,
        Lang::Fr => hypher::Lang::French,
        Lang::Es => hypher::Lang::Spanish,
        Lang::Pt => hypher::Lang::Portuguese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphenated(word: &str, lang: Lang) -> String {
        let mut out = String::new();
        let mut from = 0;
        for Break { at, adds_hyphen } in breaks(word, lang) {
            out.push_str(&word[from..at]);
            out.push_str(if adds_hyphen { "·" } else { "|" });
            from = at;
        }
        out + &word[from..]
    }

    #[test]
    fn each_language_breaks_words_its_own_way() {
        assert_eq!(hyphenated("registration", Lang::En), "reg·is·tra·tion");
        assert_eq!(hyphenated("enregistrement", Lang::Fr), "en·re·gis·tre·ment");
        assert_eq!(hyphenated("organización", Lang::Es), "or·ga·ni·za·ción");
        assert_eq!(hyphenated("participação", Lang::Pt), "par·ti·ci·pa·ção");
    }

    #[test]
    fn acronyms_and_short_words_stay_whole() {
        for word in [
            "ICANN", "GNSO", "IPv6", "e-mail", "A-L-S", "SO/AC", "At-Large", "ccTLDs", "être",
            "DNSSEC,",
        ] {
            assert_eq!(breaks(word, Lang::Fr), [], "{word}");
        }
    }

    #[test]
    fn a_hyphen_of_the_words_own_is_used_where_the_language_lets_it() {
        assert_eq!(hyphenated("sous-domaine", Lang::Fr), "sous-|do·maine");
        assert_eq!(hyphenated("bem-estar", Lang::Pt), "bem-estar");
        assert_eq!(hyphenated("d’accompagner", Lang::Fr), "d’ac·com·pa·gner");
    }
}
