//! What stands before the entries: the title page, how to use the book; or a sheet's title.

use krilla::tagging::Tag;

use super::composer::Composer;
use super::flow::{Placed, Row, keep_together};
use super::fonts::Face;
use super::paragraph::{Form, Paragraph};
use super::sheet::{CHAPTER, READING, SHEET_TITLE, SMALL, SUBTITLE, Sheet, TITLE, Text};
use super::tree::Place;
use crate::messages::{Message, lang_name};

/// The book's title.
pub(super) fn title(composer: &Composer<'_>) -> &'static str {
    let message = if composer.book.terms.iter().all(|term| term.essential) {
        Message::PrintTitleEssential
    } else {
        Message::PrintTitle
    };
    message.text(composer.lang())
}

/// The glossary's version and date, where it has them.
pub(super) fn edition(composer: &Composer<'_>) -> String {
    let meta = composer.book.meta;
    if meta.version.is_empty() && meta.date.is_empty() {
        return "icann-terms".to_owned();
    }
    let blanks = [("version", meta.version.as_str()), ("date", meta.date.as_str())];
    Message::PrintEdition.fill(composer.lang(), &blanks)
}

/// The languages, each by its own name, and the number of terms.
fn contents(composer: &Composer<'_>) -> String {
    let langs = composer.book.view.langs.iter().map(|&lang| lang_name(lang, lang));
    let mut langs: Vec<&str> = langs.collect();
    let count = Message::LabelTerms.count(composer.lang(), composer.book.terms.len(), &[]);
    langs.push(&count);
    langs.join(" · ")
}

/// The title page: the title in its upper third, where it comes from at its foot.
pub(super) fn title_page(composer: &mut Composer<'_>, sheet: Sheet) -> Vec<Placed> {
    let section = composer.tree.element(None, Tag::Section);
    let lang = composer.lang();
    let left = sheet.left() + 30.0;
    let width = sheet.right() - left - 30.0;
    let heading = composer.heading(section, 1, title(composer));
    let mut page = Vec::new();
    let rows = block(composer, heading, Face::Bold, TITLE, title(composer), width);
    let y = place(rows, left, sheet.height * 0.28, &mut page);
    let element = composer.tree.element(Some(section), Tag::P);
    let rows = block(composer, element, Face::Italic, SUBTITLE, &contents(composer), width);
    place(rows, left, y + 14.0, &mut page);

    let notices = [
        edition(composer),
        Message::PrintNotice.text(lang).to_owned(),
        Message::PrintFonts.text(lang).to_owned(),
    ];
    let mut rows = Vec::new();
    for notice in notices {
        let element = composer.tree.element(Some(section), Tag::P);
        let mut part = block(composer, element, Face::Roman, READING, &notice, 330.0);
        if let Some(first) = part.first_mut() {
            first.above = 4.0;
        }
        rows.append(&mut part);
    }
    let height: f32 = rows.iter().map(|row| row.above + row.leading).sum();
    place(rows, left, sheet.foot() - 60.0 - height, &mut page);
    page
}

/// Rows one below the other from a height; the height behind them.
pub(super) fn place(rows: Vec<Row>, left: f32, top: f32, page: &mut Vec<Placed>) -> f32 {
    let mut y = top;
    for row in rows {
        y += row.above + row.leading;
        page.push(Placed { x: left, y, row });
    }
    y
}

fn block(
    composer: &mut Composer<'_>,
    element: Place,
    face: Face,
    text: Text,
    words: &str,
    width: f32,
) -> Vec<Row> {
    let style = composer.style(element, face, text, composer.lang());
    let paragraph = Paragraph::of(composer.fonts, style, words);
    composer.rows(&paragraph, Form { width, hang: 0.0, justified: false }, text)
}

/// The page that tells how to use the book.
pub(super) fn guide(composer: &mut Composer<'_>, width: f32) -> Vec<Row> {
    let lang = composer.lang();
    let section = composer.tree.element(None, Tag::Section);
    let words = Message::PrintGuide.text(lang);
    let heading = composer.heading(section, 2, words);
    let mut rows = block(composer, heading, Face::Bold, CHAPTER, words, width);
    let has_translations = composer.book.view.langs.len() > 1;
    for message in [
        Some(Message::PrintGuideOrder),
        Some(Message::PrintGuideEntry),
        has_translations.then_some(Message::PrintGuideNames),
        Some(Message::PrintGuideSay),
        Some(Message::PrintGuideSee),
        Some(Message::PrintGuideIndex),
        Some(Message::PrintGuideProgram),
    ]
    .into_iter()
    .flatten()
    {
        rows.append(&mut reading(composer, section, message.text(lang), width));
    }
    rows
}

fn reading(composer: &mut Composer<'_>, section: Place, words: &str, width: f32) -> Vec<Row> {
    let element = composer.tree.element(Some(section), Tag::P);
    let style = composer.style(element, Face::Roman, READING, composer.lang());
    let paragraph = Paragraph::of(composer.fonts, style, words);
    let form = Form { width, hang: 0.0, justified: true };
    let mut rows = composer.rows(&paragraph, form, READING);
    keep_together(&mut rows, 0, 0);
    if let Some(first) = rows.first_mut() {
        first.above = 7.0;
    }
    rows
}

/// The index's title above its columns, with what it is for.
pub(super) fn chapter(
    composer: &mut Composer<'_>,
    section: Place,
    words: &str,
    sheet: Sheet,
) -> Vec<Row> {
    let width = sheet.right() - sheet.left();
    let heading = composer.heading(section, 2, words);
    let mut rows = block(composer, heading, Face::Bold, CHAPTER, words, width);
    let element = composer.tree.element(Some(section), Tag::P);
    let told = Message::PrintIndexTold.text(composer.lang());
    rows.append(&mut block(composer, element, Face::Roman, READING, told, width));
    rows
}

/// A sheet's title above its columns, in place of a title page.
pub(super) fn sheet_title(composer: &mut Composer<'_>, sheet: Sheet) -> Vec<Row> {
    let section = composer.tree.element(None, Tag::Section);
    let lang = composer.lang();
    let width = sheet.right() - sheet.left();
    let heading = composer.heading(section, 1, title(composer));
    let mut rows = block(composer, heading, Face::Bold, SHEET_TITLE, title(composer), width);
    let notice = format!("{} {}", Message::PrintNotice.text(lang), Message::PrintFonts.text(lang));
    for (face, text, words) in
        [(Face::Italic, READING, contents(composer)), (Face::Roman, SMALL, notice)]
    {
        let element = composer.tree.element(Some(section), Tag::P);
        rows.append(&mut block(composer, element, face, text, &words, width));
    }
    rows
}
