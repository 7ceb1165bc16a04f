//! The glossary on paper and as a page: one renderer a format.

mod html;
mod markdown;
mod pdf;

use std::io::{self, Write};

use termbase::{Lang, Term, fold};

use crate::export::Book;

pub use html::HtmlPage;
pub use markdown::MarkdownBook;
pub use pdf::PdfBook;

/// A sheet's size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

impl Paper {
    /// Every size.
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// The word that asks for it, which is also CSS's name of it.
    pub const fn word(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }
}

/// A printable form of a book.
pub trait Print {
    /// Writes the whole book.
    ///
    /// # Errors
    ///
    /// Those of the output.
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()>;
}

/// A letter and the terms whose label begins with it, in the order of a language's dictionaries.
struct Chapter<'b> {
    letter: String,
    terms: Vec<&'b Term>,
}

/// The terms by their first letters. Accents do not separate (é stands with e, œ as oe), but ñ is a
/// letter of its own in Spanish; what begins with no letter comes first, under `#`.
fn chapters<'b>(book: &Book<'b>) -> Vec<Chapter<'b>> {
    chapters_in(book, book.view.lang())
}

/// The same in the order of another language than the book's first.
fn chapters_in<'b>(book: &Book<'b>, lang: Lang) -> Vec<Chapter<'b>> {
    let mut terms: Vec<&Term> = book.terms.iter().collect();
    terms.sort_by_cached_key(|term| (order(term.label(lang), lang), term.id.clone()));
    let mut chapters: Vec<Chapter> = Vec::new();
    for term in terms {
        let letter = letter(term.label(lang), lang);
        match chapters.last_mut().filter(|chapter| chapter.letter == letter) {
            Some(chapter) => chapter.terms.push(term),
            None => chapters.push(Chapter { letter, terms: vec![term] }),
        }
    }
    chapters
}

fn letter(label: &str, lang: Lang) -> String {
    let first = label.chars().find(|c| c.is_alphanumeric());
    match first {
        Some('ñ' | 'Ñ') if lang == Lang::Es => "Ñ".to_owned(),
        Some(c) if c.is_alphabetic() => fold::spaced(c.encode_utf8(&mut [0; 4]))
            .chars()
            .next()
            .map_or("#".into(), |c| c.to_uppercase().to_string()),
        _ => "#".to_owned(),
    }
}

/// The key of a label in a language's dictionaries: words letter by letter, then as written.
fn order(label: &str, lang: Lang) -> (bool, String, String) {
    let kept = if lang == Lang::Es {
        label.replace(['ñ', 'Ñ'], "n\u{10ffff}")
    } else {
        label.to_owned()
    };
    let mut key = String::new();
    for c in kept.chars() {
        if c == '\u{10ffff}' {
            key.push(c);
        } else {
            key.push_str(&fold::spaced(c.encode_utf8(&mut [0; 4])));
        }
    }
    let begins_with_letter = key.chars().next().is_some_and(char::is_alphabetic);
    (begins_with_letter, key, label.to_owned())
}

/// The headword of a term in a language: the acronym with the name, or the name.
fn headword(term: &Term, lang: Lang) -> String {
    crate::render::headword(term, term.name(lang).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_their_languages_own_order() {
        let sorted = |lang, mut words: Vec<&'static str>| {
            words.sort_by_key(|word| order(word, lang));
            words
        };
        assert_eq!(
            sorted(Lang::Fr, vec!["étude", "œuvre", "ether", "opérateur"]),
            ["ether", "étude", "œuvre", "opérateur"]
        );
        assert_eq!(sorted(Lang::Es, vec!["ñandú", "nube", "oso"]), ["nube", "ñandú", "oso"]);
        assert_eq!(sorted(Lang::En, vec!["alpha", "1net", ".com"]), ["1net", "alpha", ".com"]);
        assert_eq!(letter("ñandú", Lang::Es), "Ñ");
        assert_eq!(letter("étude", Lang::Fr), "E");
        assert_eq!(letter("1net", Lang::En), "#");
    }
}
