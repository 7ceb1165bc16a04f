//! A PDF typeset like a dictionary: to print, to hand out, to read aloud (tagged, PDF/UA-1).
//!
//! Data flows one way: entries are composed to rows of set lines ([`entries`], [`index`],
//! [`front`], over [`paragraph`] and [`fonts`]), rows fill columns and pages ([`flow`]), pages are
//! drawn ([`draw`]) and the file made small ([`packed`]). The structure ([`tree`]) grows with the
//! composing and is filled by the drawing.

mod composer;
mod draw;
mod entries;
mod flow;
mod fonts;
mod front;
mod hyphens;
mod index;
mod packed;
mod pages;
mod paragraph;
mod sheet;
mod tree;

use std::io::{self, Write};

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::tagging::Tag;
use termbase::Term;

use self::composer::Composer;
use self::flow::Placed;
use self::fonts::Fonts;
use self::index::Target;
use self::pages::{Kind, Pages};
use self::sheet::Sheet;
use super::{Paper, Print, chapters};
use crate::export::Book;
use crate::messages::Message;

/// Up to how many terms make a sheet: a title above the columns, no title page, no index.
const SHEET_TERMS: usize = 120;
/// Between the two columns of entries, and the three of the index.
const GAP: f32 = 18.0;
const INDEX_GAP: f32 = 13.0;

/// The PDF.
#[derive(Debug)]
pub struct PdfBook {
    /// The sheet it is printed on.
    pub paper: Paper,
}

impl Print for PdfBook {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        let fonts = load()?;
        out.write_all(&compose(self.paper, book, &fonts)?)
    }
}

impl PdfBook {
    /// The characters that none of the built-in fonts has, each once, in order of appearance; U+FFFD
    /// stands for them in the PDF.
    ///
    /// # Errors
    ///
    /// That the built-in fonts cannot be read.
    pub fn lacking(book: &Book<'_>) -> io::Result<Vec<char>> {
        let fonts = load()?;
        let mut lacking = Vec::new();
        let mut look = |text: &str| {
            for c in fonts.lacking(text) {
                if !lacking.contains(&c) && c != fonts::REPLACEMENT {
                    lacking.push(c);
                }
            }
        };
        for term in book.terms {
            term.acronym.iter().for_each(|text| look(text));
            term.say.iter().for_each(|text| look(text));
            for (_, text) in term.texts.iter() {
                look(&text.name);
                text.also.iter().for_each(|text| look(text));
                look(&text.definition);
            }
        }
        Ok(lacking)
    }
}

fn load() -> io::Result<Fonts> {
    Fonts::load().ok_or_else(|| io::Error::other("a built-in font is damaged"))
}

fn compose(paper: Paper, book: &Book<'_>, fonts: &Fonts) -> io::Result<Vec<u8>> {
    let sheet = Sheet::of(paper);
    let lang = book.view.lang();
    let chapters = chapters(book);
    let terms: Vec<&Term> = chapters.iter().flat_map(|chapter| &chapter.terms).copied().collect();
    let numbers =
        terms.iter().enumerate().map(|(number, term)| (term.id.as_str(), number)).collect();
    let is_sheet = terms.len() <= SHEET_TERMS;
    let mut composer = Composer { book, fonts, tree: tree::Tree::default(), links: Vec::new() };
    let mut pages = Pages::new(sheet, fonts, front::edition(&composer));

    let frame = sheet.columns(2, GAP);
    let mut lowered = 0.0;
    if is_sheet {
        let rows = front::sheet_title(&mut composer, sheet);
        lowered = pages.open(rows, &frame);
    } else {
        pages.alone(front::title_page(&mut composer, sheet));
        pages.outline(Message::PrintGuide.text(lang), 1, 0.0);
        let frame = sheet.page();
        let rows = front::guide(&mut composer, frame.width);
        pages.add(flow::pages(rows, &frame, 0.0), &frame, 0.0, Kind::Reading);
    }

    let rows = entries::compose(&mut composer, &chapters, &numbers, frame.width);
    let filled = flow::pages(rows, &frame, lowered);
    let goals = goals(&filled, pages.len(), terms.len());
    for chapter in &chapters {
        let number = chapter.terms.first().and_then(|term| numbers.get(term.id.as_str()));
        if let Some((page, _)) = number.and_then(|number| goals.get(*number)?.as_ref()) {
            pages.outline(&chapter.letter, *page, 0.0);
        }
    }
    pages.add(filled, &frame, lowered, Kind::Entries);

    if !is_sheet {
        let section = composer.tree.element(None, Tag::Section);
        let words = Message::PrintIndex.text(lang);
        pages.outline(words, pages.len(), 0.0);
        let rows = front::chapter(&mut composer, section, words, sheet);
        let frame = sheet.columns(3, INDEX_GAP);
        let lowered = pages.open(rows, &frame);
        let targets: Vec<Target> = terms
            .iter()
            .zip(&goals)
            .map(|(term, goal)| Target { term, page: goal.as_ref().map_or(0, |goal| goal.0 + 1) })
            .collect();
        let rows = index::compose(&mut composer, section, &targets, frame.width);
        pages.add(flow::pages(rows, &frame, lowered), &frame, lowered, Kind::Index);
    }
    pages.finish(composer, goals)
}

/// Where each entry begins: its page, counted from 0, and the place.
type Goals = Vec<Option<(usize, XyzDestination)>>;

fn goals(filled: &[Vec<Placed>], first: usize, count: usize) -> Goals {
    let mut goals: Goals = vec![None; count];
    for (number, rows) in filled.iter().enumerate() {
        for placed in rows {
            let begins = placed.row.begins.and_then(|entry| goals.get_mut(entry));
            if let Some(goal) = begins {
                let point = Point::from_xy(placed.x, placed.y - placed.row.leading);
                *goal = Some((first + number, XyzDestination::new(first + number, point)));
            }
        }
    }
    goals
}
