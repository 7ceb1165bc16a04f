//! The pages as they come together: heads, feet, the outline, and the finished document.

use std::io;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::{Document, SerializeSettings};
use termbase::Lang;

use super::composer::Composer;
use super::draw::{Artist, Page};
use super::flow::{Frame, Placed, Row};
use super::fonts::{Face, Fonts};
use super::front::{place, title};
use super::paragraph::{Form, Line, Paragraph, Style};
use super::sheet::{MARGIN, Sheet};
use super::{Goals, packed};

/// What a page's margins say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its number.
    Reading,
    /// The first and the last headword too.
    Entries,
    /// The first and the last form.
    Index,
}

/// The room between a title above columns and the columns.
const BELOW_TITLE: f32 = 14.0;
/// How much higher than the columns a title above them begins: there is no head.
const RAISED: f32 = 22.0;

/// The most letters that are tried in a margin.
const MOST_IN_MARGIN: usize = 150;

/// The pages so far.
pub(super) struct Pages<'a> {
    sheet: Sheet,
    fonts: &'a Fonts,
    edition: String,
    pages: Vec<Page>,
    outline: Vec<(String, usize, f32)>,
    /// A title that opens the next page.
    title: Vec<Placed>,
}

impl<'a> Pages<'a> {
    /// No pages yet; each will say which edition it is of.
    pub fn new(sheet: Sheet, fonts: &'a Fonts, edition: String) -> Pages<'a> {
        Pages { sheet, fonts, edition, pages: Vec::new(), outline: Vec::new(), title: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Adds a page without head or foot.
    pub fn alone(&mut self, rows: Vec<Placed>) {
        self.pages.push(Page { rows, ..Page::default() });
    }

    /// Puts a title above the columns of the next page; how much lower they begin.
    pub fn open(&mut self, rows: Vec<Row>, frame: &Frame) -> f32 {
        let end = place(rows, self.sheet.left(), frame.top - RAISED, &mut self.title);
        end + BELOW_TITLE - frame.top
    }

    /// Adds a line to the outline: a page, counted from 0, and a height.
    pub fn outline(&mut self, words: &str, page: usize, y: f32) {
        self.outline.push((self.fonts.printable(words), page, y));
    }

    /// Adds filled pages, with what their kind has in its margins.
    pub fn add(&mut self, filled: Vec<Vec<Placed>>, frame: &Frame, lowered: f32, kind: Kind) {
        for (number, rows) in filled.into_iter().enumerate() {
            let mut page = Page { foot: Some(self.foot()), ..Page::default() };
            let is_first = number == 0;
            let has_title = is_first && !self.title.is_empty();
            if kind != Kind::Reading {
                if !has_title {
                    page.head = self.head(&rows);
                }
                let top = frame.top + if is_first { lowered } else { 0.0 };
                let gap =
                    frame.columns.windows(2).map(|pair| (pair[0] + frame.width + pair[1]) / 2.0);
                let is_used = |x: &f32| rows.iter().any(|placed| placed.x > *x);
                page.rules = gap.filter(is_used).map(|x| (x, top, frame.bottom)).collect();
            }
            page.rows = std::mem::take(&mut self.title);
            page.rows.extend(rows);
            self.pages.push(page);
        }
    }

    /// The first and the last headword that begin on a page; of a long entry that fills it, its
    /// own.
    fn head(&self, rows: &[Placed]) -> Option<(Line, Line)> {
        let heads = || rows.iter().filter(|placed| placed.row.head.is_some());
        let begins = |placed: &&Placed| placed.row.begins.is_some();
        let first = heads().find(begins).or_else(|| heads().next())?.row.head.as_deref()?;
        let last = heads().rfind(begins).or_else(|| heads().next_back())?.row.head.as_deref()?;
        let last = if last == first { "" } else { last };
        let widest = (self.sheet.right() - self.sheet.left()) / 2.0 - 10.0;
        Some((self.margin(Face::Bold, first, widest), self.margin(Face::Bold, last, widest)))
    }

    fn foot(&self) -> (Line, Line) {
        let number = (self.pages.len() + 1).to_string();
        let widest = self.sheet.right() - self.sheet.left() - 60.0;
        (self.margin(Face::Roman, &self.edition, widest), self.margin(Face::Roman, &number, widest))
    }

    /// Text for a margin, cut where it is too long.
    fn margin(&self, face: Face, text: &str, widest: f32) -> Line {
        let style = Style { face, size: MARGIN.size, lang: Lang::En, slot: None, link: None };
        let text = self.fonts.printable(text);
        // No margin is wide enough for more letters; measuring them again and again takes long.
        let mut text: String = match text.char_indices().nth(MOST_IN_MARGIN) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text,
        };
        while self.fonts.width(face, MARGIN.size, &text) > widest {
            let kept = text.trim_end_matches('…').trim_end();
            let Some((end, _)) = kept.char_indices().next_back() else { break };
            text = format!("{}…", kept[..end].trim_end());
        }
        let form = Form { width: widest + 1.0, hang: 0.0, justified: false };
        let lines = Paragraph::of(self.fonts, style, &text).set(self.fonts, form);
        lines.into_iter().next().unwrap_or_default()
    }

    /// The document with all pages drawn, as the bytes of a PDF.
    ///
    /// # Errors
    ///
    /// That it would not conform to PDF/UA-1, which is a fault of this program.
    pub fn finish(self, composer: Composer<'_>, goals: Goals) -> io::Result<Vec<u8>> {
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| io::Error::other(format!("{error:?}")))?;
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        document.set_metadata(metadata(&composer));
        let mut outline = Outline::new();
        for (words, page, y) in self.outline {
            let goal = XyzDestination::new(page, Point::from_xy(0.0, y));
            outline.push_child(OutlineNode::new(words, goal));
        }
        document.set_outline(outline);
        let goals: Vec<_> = goals.into_iter().map(|goal| goal.map(|(_, goal)| goal)).collect();
        let lang = composer.lang();
        let Composer { mut tree, links, .. } = composer;
        let artist = Artist { sheet: self.sheet, fonts: self.fonts, links: &links, goals: &goals };
        self.pages.iter().for_each(|page| artist.draw(&mut document, &mut tree, page));
        document.set_tag_tree(tree.finish(lang.code()));
        let pdf = document.finish().map_err(|error| io::Error::other(format!("{error:?}")))?;
        Ok(packed::pack(&pdf).unwrap_or(pdf))
    }
}

fn metadata(composer: &Composer<'_>) -> Metadata {
    let book = composer.book;
    let metadata = Metadata::new()
        .title(title(composer).to_owned())
        .description(composer.fonts.printable(&book.notice()))
        .language(composer.lang().code().to_owned())
        .authors(vec!["icann-terms".to_owned()])
        .creator(format!("icann-terms {}", env!("CARGO_PKG_VERSION")));
    // The glossary's own date: the same glossary gives the same file.
    match date(&book.meta.date) {
        Some(date) => metadata.creation_date(date),
        None => metadata,
    }
}

/// The date of `2026-11-24`.
fn date(text: &str) -> Option<DateTime> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(DateTime::new(year).month(month).day(day))
}
