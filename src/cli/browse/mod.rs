//! `browse`: one search, on a whole screen or line by line.

pub mod full_screen;
pub mod linear;
mod screen;
pub mod search;

use std::io::{self, Write};

use icann_terms::render::{Render, Text, View, Width, clean};
use icann_terms::{Answer, Glossary, Lang, Match, Term};

/// A term in a list: its label, and its name where that is another.
fn line(term: &Term, lang: Lang) -> String {
    let name = term.texts.nearest(lang).and_then(|lang| term.name(lang)).unwrap_or_default();
    let label = term.label(lang);
    let line = if label == name { label.to_owned() } else { format!("{label} — {name}") };
    clean(&line).into_owned()
}

/// Writes an entry as look-up does.
///
/// # Errors
///
/// Those of the output.
pub fn read(
    out: &mut dyn Write,
    glossary: &Glossary,
    term: &Term,
    lang: Lang,
    width: Width,
) -> io::Result<()> {
    let langs = [lang];
    let answer = Answer {
        query: String::new(),
        kind: Match::Exact,
        terms: vec![term.clone()],
        suggestions: Vec::new(),
    };
    Text::new(View { glossary, langs: &langs }, width).answer(out, &answer)
}
