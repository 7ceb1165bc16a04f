//! The entries, by their letters.

use std::collections::HashMap;
use std::rc::Rc;

use krilla::tagging::Tag;
use termbase::{Lang, Status, Term};

use super::composer::Composer;
use super::flow::{Row, keep_together};
use super::fonts::Face;
use super::paragraph::{Form, Paragraph};
use super::sheet::{BODY, LETTER, SMALL};
use super::tree::Place;
use crate::messages::Message;
use crate::print::{Chapter, headword};

/// How far the lines behind a headword's first are indented.
const HANG: f32 = 10.0;

/// The number of each entry, by its id, in the order in which they are printed.
pub(super) type Numbers<'b> = HashMap<&'b str, usize>;

/// The rows of all entries, in columns of a width. The first row of each letter says which.
pub(super) fn compose(
    composer: &mut Composer<'_>,
    chapters: &[Chapter<'_>],
    numbers: &Numbers<'_>,
    width: f32,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for chapter in chapters {
        let section = composer.tree.element(None, Tag::Section);
        rows.push(letter(composer, section, &chapter.letter, width));
        for (place, term) in chapter.terms.iter().enumerate() {
            let mut block = entry(composer, section, term, numbers, width);
            let number = numbers.get(term.id.as_str()).copied();
            let head: Rc<str> = composer.fonts.printable(term.label(composer.lang())).into();
            for row in &mut block {
                row.head = Some(Rc::clone(&head));
            }
            if let Some(first) = block.first_mut() {
                first.begins = number;
                // Behind the letter it stands nearer, and always as near.
                (first.above, first.stretches) =
                    if place == 0 { (2.5, false) } else { (5.0, true) };
            }
            rows.append(&mut block);
        }
    }
    rows
}

fn letter(composer: &mut Composer<'_>, section: Place, letter: &str, width: f32) -> Row {
    let heading = composer.heading(section, 2, letter);
    let style = composer.style(heading, Face::Bold, LETTER, composer.lang());
    let paragraph = Paragraph::of(composer.fonts, style, letter);
    let form = Form { width, hang: 0.0, justified: false };
    let line = paragraph.set(composer.fonts, form).into_iter().next().unwrap_or_default();
    Row { above: 12.0, stretches: true, keeps_next: true, ..Row::new(line, LETTER.leading) }
}

fn entry(
    composer: &mut Composer<'_>,
    section: Place,
    term: &Term,
    numbers: &Numbers<'_>,
    width: f32,
) -> Vec<Row> {
    let shown = composer.book.view.shown(term);
    let Some((&lang, others)) = shown.split_first() else { return Vec::new() };
    let Some(text) = term.texts.get(lang) else { return Vec::new() };
    let article = composer.element(section, Tag::Article.into(), lang);

    let mut rows = head(composer, article, term, lang, width);
    // A name that the languages share needs no translation.
    for &other in others.iter().filter(|other| term.name(**other) != Some(&text.name)) {
        rows.append(&mut translation(composer, article, term, other, width));
    }
    let heads = rows.len();

    let element = composer.tree.element(Some(article), Tag::P);
    let style = composer.style(element, Face::Roman, BODY, lang);
    let definition = Paragraph::of(composer.fonts, style, &text.definition);
    let form = Form { width, hang: 0.0, justified: true };
    rows.append(&mut composer.rows(&definition, form, BODY));
    let mut tail = see(composer, article, term, numbers, width);
    let tails = tail.len();
    rows.append(&mut tail);
    keep_together(&mut rows, heads, tails);
    rows
}

/// The headword, how it is said where letters do not tell, and whether it is over.
fn head(
    composer: &mut Composer<'_>,
    article: Place,
    term: &Term,
    lang: Lang,
    width: f32,
) -> Vec<Row> {
    let words = headword(term, lang);
    let heading = composer.heading(article, 3, &words);
    let style = composer.style(heading, Face::Bold, BODY, lang);
    let mut paragraph = Paragraph::of(composer.fonts, style, &words);
    let spelled = |say: &&str| say.chars().any(char::is_lowercase);
    if let Some(say) = term.say.as_deref().filter(spelled) {
        let style = composer.foreign(heading, Face::Italic, SMALL, Lang::En);
        // Said in one breath: no line ends at its hyphens.
        let say = say.replace('-', "\u{2011}").replace(' ', "\u{a0}");
        paragraph.push(composer.fonts, style, &format!(" [{say}]"));
    }
    if term.status == Status::Historical {
        let style = composer.style(heading, Face::Italic, SMALL, composer.lang());
        let label = Message::LabelHistorical.text(composer.lang());
        paragraph.push(composer.fonts, style, &format!(" ({label})"));
    }
    composer.rows(&paragraph, Form { width, hang: HANG, justified: false }, BODY)
}

/// The name in a further language.
fn translation(
    composer: &mut Composer<'_>,
    article: Place,
    term: &Term,
    lang: Lang,
    width: f32,
) -> Vec<Row> {
    let element = composer.tree.element(Some(article), Tag::P);
    let style = composer.style(element, Face::Roman, SMALL, composer.lang());
    let mut paragraph = Paragraph::of(composer.fonts, style, &format!("{lang} "));
    let style = composer.foreign(element, Face::Italic, BODY, lang);
    paragraph.push(composer.fonts, style, term.name(lang).unwrap_or_default());
    composer.rows(&paragraph, Form { width, hang: HANG, justified: false }, BODY)
}

/// The line of related entries, each a link.
fn see(
    composer: &mut Composer<'_>,
    article: Place,
    term: &Term,
    numbers: &Numbers<'_>,
    width: f32,
) -> Vec<Row> {
    let lang = composer.lang();
    let book = composer.book;
    let related: Vec<(usize, &Term)> = book
        .related(term)
        .filter_map(|other| Some((*numbers.get(other.id.as_str())?, other)))
        .collect();
    if related.is_empty() {
        return Vec::new();
    }
    let element = composer.tree.element(Some(article), Tag::P);
    let (before, after) = Message::LabelSee.text(lang).split_once("{terms}").unwrap_or_default();
    let style = composer.style(element, Face::Italic, SMALL, lang);
    let mut paragraph = Paragraph::of(composer.fonts, style, before);
    for (place, (number, other)) in related.into_iter().enumerate() {
        if place > 0 {
            let style = composer.style(element, Face::Roman, SMALL, lang);
            paragraph.push(composer.fonts, style, ", ");
        }
        let label = other.label(lang);
        let style = composer.link(element, Face::Roman, SMALL, number, label.to_owned());
        paragraph.push(composer.fonts, style, label);
    }
    if !after.is_empty() {
        let style = composer.style(element, Face::Roman, SMALL, lang);
        paragraph.push(composer.fonts, style, after);
    }
    composer.rows(&paragraph, Form { width, hang: HANG, justified: false }, SMALL)
}
