//! A paragraph: spans of text, set in lines of a width.
//!
//! Lines are broken for the paragraph as a whole (Knuth and Plass, “Breaking Paragraphs into
//! Lines”, 1981, as `textwrap` has it), over the widths that shaping gives. All lengths are in
//! points.

use std::ops::Range;

use krilla::text::KrillaGlyph;
use termbase::Lang;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::fonts::{Face, FontNumber, Fonts};
use super::hyphens::{Break, breaks};
use super::tree::Place;

/// How narrow a space may become in a justified line, as a part of its own width.
const NARROWEST_SPACE: f32 = 0.82;
/// How wide, before letters are spaced out too.
const WIDE_SPACE: f32 = 1.7;
/// The most that is put between two letters, as a part of the size: a reader does not see it yet.
const MOST_TRACKING: f32 = 0.022;

/// What a gap of so many points squared at a line's end is as bad as.
const PENALTIES: Penalties = Penalties {
    nline_penalty: 60,
    overflow_penalty: 100_000,
    short_last_line_fraction: 6,
    short_last_line_penalty: 150,
    hyphen_penalty: 70,
};

/// How a span looks, what it is, and where it leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Its letters.
    pub face: Face,
    /// Their size.
    pub size: f32,
    /// Its language, for hyphenation.
    pub lang: Lang,
    /// Its slot in the structure tree; none for what only decorates a page.
    pub slot: Option<Place>,
    /// The number of the link that it is.
    pub link: Option<usize>,
}

/// A text in spans.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    /// Where each span ends.
    spans: Vec<(usize, Style)>,
}

/// The form in which a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// From the left edge to the right.
    pub width: f32,
    /// How far the lines behind the first are indented.
    pub hang: f32,
    /// Whether lines are stretched to the right edge, and words hyphenated for it.
    pub justified: bool,
}

/// A line, ready to draw.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// From left to right.
    pub runs: Vec<Run>,
    /// How far it is indented.
    pub indent: f32,
    /// From its first to its last letter.
    pub width: f32,
}

/// Glyphs of one font and style.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The font.
    pub font: FontNumber,
    /// The style.
    pub style: Style,
    /// What the glyphs say.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<KrillaGlyph>,
    /// From the line's left edge.
    pub x: f32,
    /// Without a space at the line's end.
    pub width: f32,
}

/// A part of a paragraph that no line end divides.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    width: f64,
    space: f64,
    hyphen: f64,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.space
    }

    fn penalty_width(&self) -> f64 {
        self.hyphen
    }
}

impl Paragraph {
    /// Adds a span.
    pub fn push(&mut self, fonts: &Fonts, style: Style, text: &str) {
        for c in fonts.printable(text).chars() {
            // Spans meet at one space, however each of them begins and ends.
            if c != ' ' || !(self.text.is_empty() || self.text.ends_with(' ')) {
                self.text.push(c);
            }
        }
        self.spans.push((self.text.len(), style));
    }

    /// A paragraph of one span.
    pub fn of(fonts: &Fonts, style: Style, text: &str) -> Paragraph {
        let mut paragraph = Paragraph::default();
        paragraph.push(fonts, style, text);
        paragraph
    }

    /// The paragraph in lines.
    pub fn set(&self, fonts: &Fonts, form: Form) -> Vec<Line> {
        let pieces = self.pieces(fonts, form);
        if pieces.is_empty() {
            return Vec::new();
        }
        let widths = [f64::from(form.width), f64::from(form.width - form.hang)];
        // The widths are finite: what cannot be computed cannot happen, and would be set plainly.
        let lines = wrap_optimal_fit(&pieces, &widths, &PENALTIES)
            .unwrap_or_else(|_| wrap_first_fit(&pieces, &widths));
        let count = lines.len();
        let mut set = Vec::with_capacity(count);
        for (number, line) in lines.into_iter().enumerate() {
            let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
            let range = first.range.start..last.range.end;
            let indent = if number == 0 { 0.0 } else { form.hang };
            let ends = if number + 1 == count {
                End::Paragraph
            } else if last.hyphen > 0.0 {
                End::Hyphen
            } else if last.space > 0.0 {
                End::Space
            } else {
                End::Word
            };
            let line = self.line(fonts, range, ends, form.width - indent, form.justified);
            set.push(Line { indent, ..line });
        }
        set
    }

    /// The span that a place in the text belongs to.
    fn style_at(&self, at: usize) -> Option<Style> {
        let number = self.spans.partition_point(|(end, _)| *end <= at);
        self.spans.get(number).map(|(_, style)| *style)
    }

    /// A range cut where its style changes.
    fn styled(&self, range: Range<usize>) -> impl Iterator<Item = (Style, Range<usize>)> + '_ {
        let first = self.spans.partition_point(|(end, _)| *end <= range.start);
        let mut from = range.start;
        self.spans.iter().skip(first).map_while(move |(end, style)| {
            let part = from..(*end).min(range.end);
            from = part.end;
            (!part.is_empty()).then_some((*style, part))
        })
    }

    fn width(&self, fonts: &Fonts, range: Range<usize>) -> f32 {
        self.styled(range)
            .map(|(style, part)| fonts.width(style.face, style.size, &self.text[part]))
            .sum()
    }

    fn pieces(&self, fonts: &Fonts, form: Form) -> Vec<Piece> {
        let text = self.text.trim_end_matches(' ');
        let mut pieces = Vec::new();
        let mut start = 0;
        for word in text.split(' ') {
            let range = start..start + word.len();
            start = range.end + 1;
            let Some(style) = self.style_at(range.start) else { continue };
            let mut places = breaks(word, style.lang);
            // A syllable alone on the last line helps nobody.
            let may_hyphenate = form.justified && range.end < text.len();
            places.retain(|place| may_hyphenate || !place.adds_hyphen);
            let hyphen = fonts.width(style.face, style.size, "-");
            let narrow = if form.justified { NARROWEST_SPACE } else { 1.0 };
            let mut from = range.start;
            let end = Break { at: word.len(), adds_hyphen: false };
            for place in places.into_iter().chain([end]) {
                let part = from..range.start + place.at;
                from = part.end;
                let is_end = part.end == range.end;
                let space = if is_end && part.end < text.len() {
                    narrow * self.width(fonts, part.end..part.end + 1)
                } else {
                    0.0
                };
                let piece = Piece {
                    width: f64::from(self.width(fonts, part.clone())),
                    range: part,
                    space: f64::from(space),
                    hyphen: f64::from(if place.adds_hyphen { hyphen } else { 0.0 }),
                };
                if piece.width + piece.hyphen <= f64::from(form.width - form.hang) {
                    pieces.push(piece);
                } else {
                    self.letters(fonts, piece, &mut pieces);
                }
            }
        }
        pieces
    }

    /// A piece that is wider than a line, letter by letter.
    fn letters(&self, fonts: &Fonts, piece: Piece, pieces: &mut Vec<Piece>) {
        for (at, c) in self.text[piece.range.clone()].char_indices() {
            let from = piece.range.start + at;
            let range = from..from + c.len_utf8();
            let width = f64::from(self.width(fonts, range.clone()));
            let is_end = range.end == piece.range.end;
            let (space, hyphen) = if is_end { (piece.space, piece.hyphen) } else { (0.0, 0.0) };
            pieces.push(Piece { range, width, space, hyphen });
        }
    }

    fn line(
        &self,
        fonts: &Fonts,
        range: Range<usize>,
        ends: End,
        width: f32,
        justified: bool,
    ) -> Line {
        let mut line = Line::default();
        for (style, part) in self.styled(range) {
            let part_text = &self.text[part];
            for (font, range) in fonts.runs(style.face, part_text) {
                line.add(fonts, font, style, &part_text[range]);
            }
        }
        if ends == End::Hyphen {
            line.add_hyphen(fonts);
        }
        if justified {
            line.justify(width, ends == End::Paragraph);
        }
        line.place();
        if ends == End::Space {
            line.add_space(fonts);
        }
        line
    }
}

/// What a line ends with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Space,
    Hyphen,
    /// A mark of the word's own, or a letter of a word too long for any line.
    Word,
    Paragraph,
}

impl Line {
    fn add(&mut self, fonts: &Fonts, font: FontNumber, style: Style, text: &str) {
        let mut run =
            Run { font, style, text: String::new(), glyphs: Vec::new(), x: 0.0, width: 0.0 };
        // A word is shaped without its spaces: it is found again in the next line.
        for part in text.split_inclusive(' ') {
            let word = part.strip_suffix(' ').unwrap_or(part);
            run.extend(fonts, word);
            if word.len() < part.len() {
                run.extend(fonts, " ");
            }
        }
        self.runs.push(run);
    }

    /// The hyphen that a line's end adds: U+00AD to a reader of the text, so that the word is whole
    /// again.
    fn add_hyphen(&mut self, fonts: &Fonts) {
        let Some(run) = self.end() else { return };
        let from = run.text.len();
        run.text.push('\u{ad}');
        let range = from..run.text.len();
        for glyph in &fonts.shape(run.font, "-").glyphs {
            let glyph = KrillaGlyph { text_range: range.clone(), ..glyph.clone() };
            run.width += glyph.x_advance * run.style.size;
            run.glyphs.push(glyph);
        }
    }

    /// The space that separates a line's last word from the next line's first: seen by a reader of
    /// the text only.
    fn add_space(&mut self, fonts: &Fonts) {
        let x = self.width;
        let Some(run) = self.end() else { return };
        if run.glyphs.is_empty() {
            run.x = x;
        }
        let width = run.width;
        run.extend(fonts, " ");
        run.width = width;
    }

    /// The last run, in its face's own font: a font of a few letters has no space.
    fn end(&mut self) -> Option<&mut Run> {
        let last = self.runs.last()?;
        let font = last.style.face as FontNumber;
        if last.font != font {
            let run = Run { font, text: String::new(), glyphs: Vec::new(), width: 0.0, ..*last };
            self.runs.push(run);
        }
        self.runs.last_mut()
    }

    /// Changes the spaces, and a little those between letters, so that the line is as wide as
    /// asked; a paragraph's last line is only made narrower.
    fn justify(&mut self, width: f32, is_last: bool) {
        let natural: f32 = self.runs.iter().map(|run| run.width).sum();
        let (mut spaces, mut space_width, mut letters) = (0.0, 0.0, 0.0);
        for run in &self.runs {
            for glyph in &run.glyphs {
                letters += run.style.size;
                if run.is_space(glyph) {
                    spaces += 1.0;
                    space_width += glyph.x_advance * run.style.size;
                }
            }
        }
        let missing = width - natural;
        if spaces == 0.0 || (is_last && missing > 0.0) {
            return;
        }
        // The last glyph's own tracking would stand behind the line.
        let most = MOST_TRACKING * letters;
        let tracked = (missing - (WIDE_SPACE - 1.0) * space_width).clamp(0.0, most);
        let tracking = if letters > 0.0 { tracked / letters } else { 0.0 };
        let each = (missing - tracked) / spaces;
        for run in &mut self.runs {
            let size = run.style.size;
            run.width = 0.0;
            for glyph in &mut run.glyphs {
                if run.text.get(glyph.text_range.clone()) == Some(" ") {
                    glyph.x_advance += each / size;
                }
                glyph.x_advance += tracking;
                run.width += glyph.x_advance * size;
            }
        }
    }

    fn place(&mut self) {
        let mut x = 0.0;
        for run in &mut self.runs {
            run.x = x;
            x += run.width;
        }
        self.width = x;
    }
}

impl Run {
    fn is_space(&self, glyph: &KrillaGlyph) -> bool {
        self.text.get(glyph.text_range.clone()) == Some(" ")
    }

    fn extend(&mut self, fonts: &Fonts, text: &str) {
        let shaped = fonts.shape(self.font, text);
        let from = self.text.len();
        self.text.push_str(text);
        self.width += shaped.width * self.style.size;
        self.glyphs.extend(shaped.glyphs.iter().map(|glyph| KrillaGlyph {
            text_range: glyph.text_range.start + from..glyph.text_range.end + from,
            ..glyph.clone()
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Glossary;

    fn style(lang: Lang) -> Style {
        Style { face: Face::Roman, size: 9.2, lang, slot: None, link: None }
    }

    fn lines(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::load().unwrap();
        let form = Form { width, hang: 0.0, justified: true };
        let lines = Paragraph::of(&fonts, style(Lang::Fr), text).set(&fonts, form);
        let text = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn every_line_of_the_glossary_but_the_last_is_as_wide_as_its_column() {
        let fonts = Fonts::load().unwrap();
        let form = Form { width: 243.6, hang: 0.0, justified: true };
        for term in Glossary::builtin().terms(Lang::En).unwrap() {
            for (lang, text) in term.texts.iter() {
                let lines = Paragraph::of(&fonts, style(lang), &text.definition).set(&fonts, form);
                let (last, others) = lines.split_last().unwrap();
                assert!(last.width <= form.width + 0.01, "{}: {}", term.id, text.definition);
                for line in others {
                    let says: String = line.runs.iter().map(|run| run.text.as_str()).collect();
                    assert!((line.width - form.width).abs() < 0.01, "{}: {says}", term.id);
                }
            }
        }
    }

    #[test]
    fn a_word_is_hyphenated_so_that_a_copy_has_it_whole() {
        let lines = lines("l’internationalisation et l’enregistrement des dénominations", 70.0);
        assert!(lines.iter().any(|line| line.ends_with('\u{ad}')), "{lines:?}");
        let copied = lines.concat().replace('\u{ad}', "");
        assert_eq!(copied, "l’internationalisation et l’enregistrement des dénominations");
    }

    #[test]
    fn a_word_wider_than_its_column_is_broken_between_letters() {
        let lines = lines(&"x".repeat(100), 50.0);
        assert!(lines.len() > 5);
        assert_eq!(lines.concat(), "x".repeat(100));
    }
}
