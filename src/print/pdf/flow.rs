//! From lines to pages: columns are filled, and nothing stands where it is lonely.
//!
//! All lengths are in points, from a page's top left corner.

use std::rc::Rc;

use super::paragraph::Line;

/// Where a kind of page has its text.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The left edges of the columns.
    pub columns: Vec<f32>,
    /// How wide each is.
    pub width: f32,
    /// The upper edge.
    pub top: f32,
    /// The lower edge.
    pub bottom: f32,
}

/// A line with the room it needs.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The line.
    pub line: Line,
    /// How far its column's left edge is from its own.
    pub indent: f32,
    /// From the row above to its baseline.
    pub leading: f32,
    /// The room above it, which a column's beginning swallows.
    pub above: f32,
    /// Whether more room may be given above it so that columns end alike.
    pub stretches: bool,
    /// Whether the next row must stand in the same column.
    pub keeps_next: bool,
    /// The number of the entry that begins here, or in the index that is told of.
    pub begins: Option<usize>,
    /// What a page's head says if it begins or ends with this row.
    pub head: Option<Rc<str>>,
}

impl Row {
    /// A line with its leading, and nothing else.
    pub fn new(line: Line, leading: f32) -> Row {
        Row {
            line,
            indent: 0.0,
            leading,
            above: 0.0,
            stretches: false,
            keeps_next: false,
            begins: None,
            head: None,
        }
    }
}

/// A row on its page.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The row.
    pub row: Row,
    /// The column's left edge.
    pub x: f32,
    /// The baseline.
    pub y: f32,
}

/// The most that is added above a row so that columns end alike.
const MOST_STRETCH: f32 = 7.0;

/// Marks which rows of a block stay together: the `heads` first with the two behind them, and the
/// `tails` last with the two before them. Such a block has no lone line at a column's end or
/// beginning.
pub(super) fn keep_together(rows: &mut [Row], heads: usize, tails: usize) {
    let count = rows.len();
    for (number, row) in rows.iter_mut().enumerate() {
        let is_beginning = number <= heads;
        let is_end = number + tails + 2 >= count;
        row.keeps_next = number + 1 < count && (is_beginning || is_end);
    }
}

/// Fills pages with rows. On the first page the columns begin `lowered` points lower.
pub(super) fn pages(rows: Vec<Row>, frame: &Frame, lowered: f32) -> Vec<Vec<Placed>> {
    let mut pages: Vec<Vec<Placed>> = Vec::new();
    let mut columns = Vec::new();
    let mut column: Vec<Row> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    let mut height = 0.0;
    let room = |columns: usize| {
        let top = if columns < frame.columns.len() { lowered } else { 0.0 };
        frame.bottom - frame.top - top
    };
    while rows.peek().is_some() {
        let mut group = Vec::new();
        for row in rows.by_ref() {
            let ends = !row.keeps_next;
            group.push(row);
            if ends {
                break;
            }
        }
        let needed: f32 = group.iter().map(|row| row.above + row.leading).sum();
        if !column.is_empty() && height + needed > room(columns.len()) {
            columns.push(std::mem::take(&mut column));
            height = 0.0;
        }
        for row in group {
            let above = if column.is_empty() { 0.0 } else { row.above };
            // What must stay together and is higher than a page is torn apart all the same.
            if !column.is_empty() && height + above + row.leading > room(columns.len()) {
                columns.push(std::mem::take(&mut column));
                height = 0.0;
            }
            height += if column.is_empty() { row.leading } else { above + row.leading };
            column.push(row);
        }
    }
    columns.push(column);
    let last = columns.len() - 1;
    for (number, rows) in columns.into_iter().enumerate() {
        let place = number % frame.columns.len();
        if place == 0 {
            pages.push(Vec::new());
        }
        let lowered = if number < frame.columns.len() { lowered } else { 0.0 };
        let left = frame.columns.get(place).copied().unwrap_or_default();
        let stretch = if number == last { 0.0 } else { stretch(&rows, room(number)) };
        if let Some(page) = pages.last_mut() {
            place_column(rows, left, frame.top + lowered, stretch, page);
        }
    }
    pages
}

/// What is added above each row that stretches, so that the column is full.
fn stretch(rows: &[Row], room: f32) -> f32 {
    let above = rows.iter().skip(1).map(|row| row.above).sum::<f32>();
    let left = room - above - rows.iter().map(|row| row.leading).sum::<f32>();
    let gaps = rows.iter().skip(1).filter(|row| row.stretches).count();
    if gaps == 0 { 0.0 } else { (left / gaps as f32).clamp(0.0, MOST_STRETCH) }
}

fn place_column(rows: Vec<Row>, left: f32, top: f32, stretch: f32, page: &mut Vec<Placed>) {
    let mut y = top;
    for (number, row) in rows.into_iter().enumerate() {
        if number > 0 {
            y += row.above + if row.stretches { stretch } else { 0.0 };
        }
        y += row.leading;
        page.push(Placed { x: left + row.indent, y, row });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: (f32, f32) = (0.0, 100.0);

    fn frame() -> Frame {
        Frame { columns: vec![0.0, 50.0], width: 40.0, top: FRAME.0, bottom: FRAME.1 }
    }

    /// Entries of so many rows each, of a height of 10.
    fn blocks(sizes: &[usize]) -> Vec<Row> {
        let mut rows = Vec::new();
        for (number, size) in sizes.iter().enumerate() {
            let mut block: Vec<Row> = (0..*size).map(|_| Row::new(Line::default(), 10.0)).collect();
            keep_together(&mut block, 1, 1);
            block[0].begins = Some(number);
            block[0].stretches = true;
            rows.append(&mut block);
        }
        rows
    }

    /// How many rows of which entry each column has.
    fn columns(pages: &[Vec<Placed>]) -> Vec<Vec<(usize, usize)>> {
        let mut entry = 0;
        let mut columns: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut left = f32::NAN;
        for placed in pages.iter().flatten() {
            entry = placed.row.begins.unwrap_or(entry);
            if placed.x != left || placed.y <= FRAME.0 + 10.0 {
                columns.push(Vec::new());
            }
            left = placed.x;
            let column = columns.last_mut().unwrap();
            match column.last_mut().filter(|(last, _)| *last == entry) {
                Some((_, count)) => *count += 1,
                None => column.push((entry, 1)),
            }
        }
        columns
    }

    #[test]
    fn no_entry_leaves_a_lone_line_at_a_columns_end_or_beginning() {
        for first in 1..20 {
            for second in 4..20 {
                let columns = columns(&pages(blocks(&[first, second, 7]), &frame(), 0.0));
                let mut parts: Vec<(usize, usize)> = columns.into_iter().flatten().collect();
                parts.retain(|(entry, _)| *entry == 1);
                if parts.len() > 1 {
                    assert!(parts.iter().all(|(_, rows)| *rows >= 3), "{first} {second} {parts:?}");
                }
            }
        }
    }

    #[test]
    fn columns_end_alike_where_entries_can_be_moved() {
        // Nine rows fill 90 of 100; the third entry does not fit, and the second moves down.
        let pages = pages(blocks(&[4, 5, 4]), &frame(), 0.0);
        let lowest = pages[0].iter().filter(|placed| placed.x == 0.0).map(|placed| placed.y);
        assert_eq!(lowest.fold(0.0, f32::max), 90.0 + MOST_STRETCH);
    }

    #[test]
    fn what_is_higher_than_a_page_is_torn_apart() {
        let mut rows = blocks(&[50]);
        rows.iter_mut().for_each(|row| row.keeps_next = true);
        let pages = pages(rows, &frame(), 30.0);
        assert!(pages.iter().flatten().all(|placed| placed.y <= FRAME.1));
        assert_eq!(pages.iter().flatten().count(), 50);
    }
}
