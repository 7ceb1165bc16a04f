//! The index: under which headword a name in another language, a name behind an acronym, or
//! another form stands.
//!
//! Of its own language the index has every form; of the others the names, and the acronyms among
//! the other forms. With all of them it would be as long as the entries, and hide what is sought.

use std::collections::BTreeMap;
use std::rc::Rc;

use krilla::tagging::Tag;
use termbase::{Lang, Term, fold};

use super::composer::Composer;
use super::flow::Row;
use super::fonts::Face;
use super::paragraph::{Form, Paragraph};
use super::sheet::{INDEX, INDEX_LETTER};
use super::tree::Place;
use crate::messages::Message;
use crate::print::{letter, order};

/// How far the lines behind a form's first are indented.
const HANG: f32 = 8.0;
/// How much longer than another a form may be to count as its plural.
const PLURAL: usize = 2;

/// A form that is no headword.
#[derive(Debug, PartialEq)]
struct Other<'b> {
    text: &'b str,
    langs: Vec<Lang>,
    /// The number of its entry.
    entry: usize,
}

/// An entry as the index needs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'b> {
    /// The term.
    pub term: &'b Term,
    /// The page on which it begins, counted from 1.
    pub page: usize,
}

/// The rows of the index, below an element, for the entries in their order.
pub(super) fn compose(
    composer: &mut Composer<'_>,
    section: Place,
    targets: &[Target<'_>],
    width: f32,
) -> Vec<Row> {
    let lang = composer.lang();
    let mut others: Vec<Other> = targets
        .iter()
        .enumerate()
        .flat_map(|(entry, target)| others(target.term, entry, lang))
        .collect();
    others.sort_by_cached_key(|other| (order(other.text, lang), other.entry));
    let mut rows = Vec::new();
    let mut last = String::new();
    for other in &others {
        let letter = letter(other.text, lang);
        if letter != last {
            rows.push(heading(composer, section, &letter, width));
            last = letter;
        }
        if let Some(target) = targets.get(other.entry) {
            rows.append(&mut line(composer, section, other, *target, width));
        }
    }
    rows
}

/// The forms of a term that a reader would not find as its headword or right beside it.
fn others(term: &Term, entry: usize, lang: Lang) -> Vec<Other<'_>> {
    let label = fold::spaceless(term.label(lang));
    let is_plural = |key: &str, of: &str| {
        key.len() <= of.len() + PLURAL && key.starts_with(of) && !of.is_empty()
    };
    let mut found: BTreeMap<String, Other> = BTreeMap::new();
    let forms = term.texts.iter().flat_map(|(of, text)| {
        let also = text.also.iter().filter(move |form| of == lang || is_acronym(form));
        std::iter::once(&text.name).chain(also).map(move |form| (of, form))
    });
    for (lang, text) in forms {
        let key = fold::spaceless(text);
        if key.is_empty() || is_plural(&key, &label) {
            continue;
        }
        let other = found.entry(key).or_insert(Other { text, langs: Vec::new(), entry });
        if !other.langs.contains(&lang) {
            other.langs.push(lang);
        }
    }
    // Sorted by their keys, a plural stands somewhere behind its singular.
    let mut kept: Vec<(String, Other)> = Vec::new();
    for (key, other) in found {
        let singular = kept.iter_mut().find(|(earlier, _)| is_plural(&key, earlier));
        match singular {
            Some((_, singular)) => {
                let more = other.langs.iter().filter(|lang| !singular.langs.contains(lang));
                let more: Vec<Lang> = more.copied().collect();
                singular.langs.extend(more);
                singular.langs.sort_unstable();
            }
            None => kept.push((key, other)),
        }
    }
    kept.into_iter().map(|(_, other)| other).collect()
}

/// Whether a form is one word with more than one capital.
fn is_acronym(form: &str) -> bool {
    !form.contains(char::is_whitespace) && form.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn heading(composer: &mut Composer<'_>, section: Place, letter: &str, width: f32) -> Row {
    let heading = composer.heading(section, 3, letter);
    let style = composer.style(heading, Face::Bold, INDEX_LETTER, composer.lang());
    let form = Form { width, hang: 0.0, justified: false };
    let lines = Paragraph::of(composer.fonts, style, letter).set(composer.fonts, form);
    Row {
        above: 6.0,
        stretches: true,
        keeps_next: true,
        ..Row::new(lines.into_iter().next().unwrap_or_default(), INDEX_LETTER.leading)
    }
}

fn line(
    composer: &mut Composer<'_>,
    section: Place,
    other: &Other<'_>,
    target: Target<'_>,
    width: f32,
) -> Vec<Row> {
    let lang = composer.lang();
    let body = composer.tree.element(Some(section), Tag::P);
    let is_own = other.langs.contains(&lang);
    let of = if is_own { lang } else { other.langs.first().copied().unwrap_or(lang) };
    let style = if is_own {
        composer.style(body, Face::Roman, INDEX, of)
    } else {
        composer.foreign(body, Face::Roman, INDEX, of)
    };
    let mut paragraph = Paragraph::of(composer.fonts, style, other.text);
    let style = composer.style(body, Face::Italic, INDEX, lang);
    if !is_own {
        let codes: Vec<&str> = other.langs.iter().map(|lang| lang.code()).collect();
        paragraph.push(composer.fonts, style, &format!(" {}", codes.join("\u{a0}")));
    }
    paragraph.push(composer.fonts, style, " →\u{a0}");
    let label = target.term.label(lang);
    let page = target.page.to_string();
    let told = Message::PrintIndexLink.fill(lang, &[("term", label), ("page", &page)]);
    let style = composer.link(body, Face::Bold, INDEX, other.entry, told);
    paragraph.push(composer.fonts, style, &format!("{label}\u{a0}{page}"));
    let form = Form { width, hang: HANG, justified: false };
    let mut rows = composer.rows(&paragraph, form, INDEX);
    let count = rows.len();
    let head: Rc<str> = composer.fonts.printable(other.text).into();
    for (number, row) in rows.iter_mut().enumerate() {
        row.keeps_next = number + 1 < count;
        row.head = Some(Rc::clone(&head));
        row.begins = (number == 0).then_some(other.entry);
    }
    rows
}
