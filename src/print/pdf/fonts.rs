//! The faces, which characters they have, and shaping: from a text to placed glyphs.
//!
//! The roman, bold and italic are Libertinus Serif, taken from a crate by the build. What it lacks
//! of the built-in glossary, a few letters of other scripts, is in two tiny fonts beside this file.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use flate2::read::ZlibDecoder;
use harfrust::{FontRef, ShapeOptions, Shaper, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use unicode_normalization::UnicodeNormalization;

use crate::render::clean;

const ROMAN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/roman.otf.z"));
const BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bold.otf.z"));
const ITALIC: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/italic.otf.z"));
const ARABIC: &[u8] = include_bytes!("fonts/arabic.ttf");
const HAN: &[u8] = include_bytes!("fonts/han.otf");

/// What stands for a character that no font has.
pub(super) const REPLACEMENT: char = '\u{fffd}';

/// A style of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// For reading.
    Roman,
    /// For what is looked up.
    Bold,
    /// For what is said about an entry, and other languages.
    Italic,
}

/// The number of a font in [`Fonts`]; a [`Face`]'s is that of the face.
pub(super) type FontNumber = usize;

/// Glyphs of one font, in the order in which they are drawn, and how wide they are together.
#[derive(Debug)]
pub(super) struct Shaped {
    /// With advances for a size of 1.
    pub glyphs: Vec<KrillaGlyph>,
    /// For a size of 1.
    pub width: f32,
}

struct Loaded {
    font: Font,
    data: Arc<Vec<u8>>,
    shaping: ShaperData,
}

/// The fonts, and every word shaped so far.
pub(super) struct Fonts {
    loaded: Vec<Loaded>,
    found: RefCell<HashMap<(Face, char), Option<FontNumber>>>,
    shaped: RefCell<Vec<HashMap<Box<str>, Rc<Shaped>>>>,
}

impl Fonts {
    /// Reads the fonts that are built in; none where one of them is damaged, which a test rules out.
    pub fn load() -> Option<Fonts> {
        let compressed = [ROMAN, BOLD, ITALIC].into_iter().map(inflated);
        let plain = [ARABIC, HAN].into_iter().map(|data| Some(data.to_vec()));
        let loaded: Vec<Loaded> =
            compressed.chain(plain).map(|data| Loaded::new(data?)).collect::<Option<_>>()?;
        let shaped = RefCell::new(loaded.iter().map(|_| HashMap::new()).collect());
        Some(Fonts { loaded, found: RefCell::default(), shaped })
    }

    /// A font to draw with.
    pub fn font(&self, number: FontNumber) -> Option<Font> {
        Some(self.loaded.get(number)?.font.clone())
    }

    /// A text as it can be printed: composed, one space for any white space, without invisible
    /// characters, and with U+FFFD for what disturbs or what no font has.
    pub fn printable(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in clean_lines(text).nfc() {
            if c.is_whitespace() && !is_fixed_space(c) {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else if !is_invisible(c) {
                out.push(if self.has(c) { c } else { REPLACEMENT });
            }
        }
        out
    }

    /// The characters of a text that no font has, in order of appearance.
    pub fn lacking(&self, text: &str) -> Vec<char> {
        clean_lines(text)
            .nfc()
            .filter(|&c| !c.is_whitespace() && !is_invisible(c) && !self.has(c))
            .collect()
    }

    fn has(&self, c: char) -> bool {
        // A private character means nothing outside the font that assigns it.
        let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        !is_private && self.font_of(Face::Roman, c).is_some()
    }

    /// The font that draws a character in a face: the face's own, or another that has it.
    fn font_of(&self, face: Face, c: char) -> Option<FontNumber> {
        let known = self.found.borrow().get(&(face, c)).copied();
        known.unwrap_or_else(|| {
            let mut numbers = std::iter::once(face as FontNumber).chain(0..self.loaded.len());
            let found = numbers.find(|&number| self.font_has(number, c));
            self.found.borrow_mut().insert((face, c), found);
            found
        })
    }

    fn font_has(&self, number: FontNumber, c: char) -> bool {
        // Asked of the shaper, so that what is promised here is what is drawn.
        self.loaded.get(number).and_then(Loaded::shaper).is_some_and(|shaper| {
            let mut buffer = UnicodeBuffer::new();
            buffer.add(c, 0);
            buffer.guess_segment_properties();
            let shaped = shaper.shape(buffer, ShapeOptions::new());
            shaped.glyph_infos().iter().all(|glyph| glyph.glyph_id != 0)
        })
    }

    /// A printable text cut where its font changes.
    pub fn runs(&self, face: Face, text: &str) -> Vec<(FontNumber, Range<usize>)> {
        let mut runs: Vec<(FontNumber, Range<usize>)> = Vec::new();
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            let number = self.font_of(face, c).unwrap_or(face as FontNumber);
            match runs.last_mut().filter(|(last, _)| *last == number) {
                Some((_, range)) => range.end = end,
                None => runs.push((number, start..end)),
            }
        }
        runs
    }

    /// The glyphs of a text in a font; each text is shaped once.
    pub fn shape(&self, number: FontNumber, text: &str) -> Rc<Shaped> {
        let known = self.shaped.borrow().get(number).and_then(|words| words.get(text).cloned());
        known.unwrap_or_else(|| {
            let shaped = Rc::new(self.shape_anew(number, text));
            if let Some(words) = self.shaped.borrow_mut().get_mut(number) {
                words.insert(text.into(), Rc::clone(&shaped));
            }
            shaped
        })
    }

    fn shape_anew(&self, number: FontNumber, text: &str) -> Shaped {
        let mut shaped = Shaped { glyphs: Vec::new(), width: 0.0 };
        let Some((loaded, shaper)) =
            self.loaded.get(number).and_then(|loaded| Some((loaded, loaded.shaper()?)))
        else {
            return shaped;
        };
        let units = loaded.font.units_per_em();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let buffer = shaper.shape(buffer, ShapeOptions::new());
        let starts: Vec<usize> = {
            let mut starts: Vec<usize> =
                buffer.glyph_infos().iter().map(|info| info.cluster as usize).collect();
            starts.sort_unstable();
            starts
        };
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let start = info.cluster as usize;
            let after = starts.get(starts.partition_point(|&other| other <= start));
            let end = after.copied().unwrap_or(text.len());
            let of_em = |value: i32| value as f32 / units;
            shaped.width += of_em(position.x_advance);
            shaped.glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                of_em(position.x_advance),
                of_em(position.x_offset),
                of_em(position.y_offset),
                of_em(position.y_advance),
                start..end,
                None,
            ));
        }
        shaped
    }

    /// The width of a printable text in a face at a size.
    pub fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let runs = self.runs(face, text).into_iter();
        size * runs.map(|(number, range)| self.shape(number, &text[range]).width).sum::<f32>()
    }
}

impl Loaded {
    fn new(data: Vec<u8>) -> Option<Loaded> {
        let data = Arc::new(data);
        let font = Font::new(Arc::clone(&data).into(), 0)?;
        let shaping = ShaperData::new(&FontRef::new(&data).ok()?);
        Some(Loaded { font, data, shaping })
    }

    fn shaper(&self) -> Option<Shaper<'_>> {
        let font = FontRef::new(&self.data).ok()?;
        Some(self.shaping.shaper(&font).build())
    }
}

fn inflated(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    ZlibDecoder::new(data).read_to_end(&mut out).ok()?;
    Some(out)
}

/// A text without control characters; line ends and tabs are white space, not disturbance.
fn clean_lines(text: &str) -> String {
    clean(&text.replace(['\n', '\r', '\t'], " ")).into_owned()
}

/// Spaces that neither stretch nor break.
pub(super) fn is_fixed_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Characters that show nothing by themselves (Unicode's default ignorables, the common ones), and
/// those that no text may hold.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
