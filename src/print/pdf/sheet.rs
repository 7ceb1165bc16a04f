//! The measures of a sheet: its size, its columns, its letters. All in points, 1/72 inch.

use super::flow::Frame;
use crate::print::Paper;

/// The size and the leading of a kind of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// The size.
    pub size: f32,
    /// From baseline to baseline.
    pub leading: f32,
}

/// An entry's headword and definition.
pub(super) const BODY: Text = Text { size: 9.2, leading: 11.0 };
/// What stands below a definition or a headword.
pub(super) const SMALL: Text = Text { size: 8.4, leading: 10.2 };
/// The index.
pub(super) const INDEX: Text = Text { size: 7.6, leading: 9.1 };
/// The page that tells how to use the book.
pub(super) const READING: Text = Text { size: 10.8, leading: 14.6 };
/// A letter above its entries.
pub(super) const LETTER: Text = Text { size: 19.0, leading: 21.0 };
/// A letter above its forms in the index.
pub(super) const INDEX_LETTER: Text = Text { size: 11.0, leading: 12.5 };
/// A chapter's title.
pub(super) const CHAPTER: Text = Text { size: 19.0, leading: 23.0 };
/// The title of a sheet, above its columns.
pub(super) const SHEET_TITLE: Text = Text { size: 20.0, leading: 24.0 };
/// The title of a book.
pub(super) const TITLE: Text = Text { size: 33.0, leading: 39.0 };
/// What stands on the title page beside the title.
pub(super) const SUBTITLE: Text = Text { size: 14.0, leading: 19.0 };
/// The head and the foot of a page.
pub(super) const MARGIN: Text = Text { size: 8.4, leading: 10.0 };

/// A sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// The margin on the left and on the right.
const SIDE: f32 = 45.0;
/// From the upper edge to the text.
const TOP: f32 = 54.0;
/// From the text to the lower edge.
const BOTTOM: f32 = 50.0;

impl Sheet {
    /// The measures of a paper.
    pub fn of(paper: Paper) -> Sheet {
        match paper {
            Paper::A4 => Sheet { width: 595.276, height: 841.89 },
            Paper::Letter => Sheet { width: 612.0, height: 792.0 },
        }
    }

    /// The left edge of the text.
    pub fn left(self) -> f32 {
        SIDE
    }

    /// The right edge of the text.
    pub fn right(self) -> f32 {
        self.width - SIDE
    }

    /// The baseline of a page's head.
    pub fn head(self) -> f32 {
        TOP - 17.0
    }

    /// The baseline of a page's foot.
    pub fn foot(self) -> f32 {
        self.height - BOTTOM + 24.0
    }

    /// The text in a number of columns, with a gap between them.
    pub fn columns(self, count: u8, gap: f32) -> Frame {
        let count = f32::from(count.max(1));
        let width = (self.right() - self.left() - gap * (count - 1.0)) / count;
        let mut columns = Vec::new();
        let mut left = self.left();
        while left < self.right() - 1.0 {
            columns.push(left);
            left += width + gap;
        }
        Frame { columns, width, top: TOP, bottom: self.height - BOTTOM }
    }

    /// One column as narrow as a page of a book.
    pub fn page(self) -> Frame {
        let width = 345.0;
        let left = self.left() + 30.0;
        Frame { columns: vec![left], width, top: TOP + 46.0, bottom: self.height - BOTTOM }
    }
}
