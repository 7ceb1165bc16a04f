//! Folding: the form under which spellings that a reader takes for the same are the same.
//!
//! Case, accents, ligatures, compatibility variants (full-width letters, superscripts), punctuation
//! and the kind of space make no difference: `Comité d’action`, `COMITE D'ACTION` and
//! `comité d‘action` fold alike. The decomposition is Unicode's NFKD (UAX #15); combining marks are
//! dropped, so composed and decomposed input fold alike too.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form with words kept apart by single spaces.
///
/// Full stops inside a word vanish (`A.L.S.` is `als`); any other punctuation separates words, as
/// does white space.
///
/// ```
/// assert_eq!(termbase::fold::spaced("  Structure À-Large "), "structure a large");
/// assert_eq!(termbase::fold::spaced("A.L.S."), "als");
/// ```
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    each(text, |piece| match piece {
        Piece::Letter(letter) => {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(letter);
        }
        Piece::Gap => gap = true,
    });
    out
}

/// The folded form without spaces: the key of exact look-up.
///
/// ```
/// assert_eq!(termbase::fold::spaceless("multi-stakeholder model"), "multistakeholdermodel");
/// ```
pub fn spaceless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each(text, |piece| {
        if let Piece::Letter(letter) = piece {
            out.push(letter);
        }
    });
    out
}

/// A folded text without its spaces.
pub(crate) fn join(spaced: &str) -> impl Iterator<Item = u8> + '_ {
    spaced.bytes().filter(|&byte| byte != b' ')
}

enum Piece {
    Letter(char),
    Gap,
}

fn each(text: &str, mut push: impl FnMut(Piece)) {
    if text.is_ascii() {
        text.chars().for_each(|c| fold_char(c, &mut push));
    } else {
        text.nfkd().for_each(|c| fold_char(c, &mut push));
    }
}

fn fold_char(c: char, push: &mut impl FnMut(Piece)) {
    let mut letters = |text: &str| text.chars().for_each(|c| push(Piece::Letter(c)));
    match c {
        'a'..='z' | '0'..='9' => push(Piece::Letter(c)),
        'A'..='Z' => push(Piece::Letter(c.to_ascii_lowercase())),
        '.' => {}
        'œ' | 'Œ' => letters("oe"),
        'æ' | 'Æ' => letters("ae"),
        'ø' | 'Ø' => letters("o"),
        'ł' | 'Ł' => letters("l"),
        'đ' | 'Đ' => letters("d"),
        'ß' | 'ẞ' => letters("ss"),
        // Soft hyphens and zero-width joiners are invisible: they separate nothing.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        c if is_combining_mark(c) => {}
        c if c.is_alphanumeric() => {
            // By way of the capital: ı and i have the same one, and so have ς and σ.
            for lower in c.to_uppercase().flat_map(char::to_lowercase) {
                // Lower-casing may itself decompose (İ gives i and a combining dot).
                if !is_combining_mark(lower) {
                    push(Piece::Letter(lower));
                }
            }
        }
        _ => push(Piece::Gap),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_ligatures_and_width_make_no_difference() {
        assert_eq!(spaced("Cœur ÉTÉ ＩＣＡＮＮ"), "coeur ete icann");
        assert_eq!(spaced("e\u{301}te\u{301}"), spaced("été"));
        assert_eq!(spaced("İ"), "i");
        assert_eq!(spaced("ı"), spaced("I"));
        assert_eq!(spaced("ΛΟΓΟΣ"), spaced("λόγος"));
    }

    #[test]
    fn punctuation_separates_words_and_full_stops_do_not() {
        assert_eq!(spaced("d’utilisateurs-finaux, (A.L.S.)"), "d utilisateurs finaux als");
        assert_eq!(spaceless("SO/AC"), "soac");
        assert_eq!(spaced(" .!? "), "");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Straße", "ﬁnal", "A\u{ad}LS", "１２", "Ǆ", "ẞ", "ΑΣ"] {
            assert_eq!(spaced(&spaced(text)), spaced(text), "{text}");
        }
    }
}
