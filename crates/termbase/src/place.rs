//! Where in a file something stands.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

/// A place in a file. Lines and columns count from 1, columns in characters; both are 0 where the
/// file as a whole is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path as the user gave it.
    pub file: Rc<str>,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// The column in characters, from 1; 0 for the whole file.
    pub column: usize,
}

impl Place {
    /// The file as a whole.
    pub fn whole(file: &str) -> Place {
        Place { file: file.into(), line: 0, column: 0 }
    }
}

/// A file's text with the beginnings of its lines, so that finding a place costs the same at its
/// end as at its beginning.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    file: Rc<str>,
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(file: &str, text: &'t str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines { file: file.into(), text, starts: std::iter::once(0).chain(starts).collect() }
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The place where a span of bytes begins. Offsets past the end, or inside a character, count
    /// as the nearest place before.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let at = floor(self.text, span.start);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        let before = self.text.get(start.unwrap_or(0)..at).unwrap_or("");
        Place { file: Rc::clone(&self.file), line, column: before.chars().count() + 1 }
    }
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}:{}", self.file, self.column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let lines = Lines::new("a.toml", "é = 1\nœuf = 2");
        let told = |at| lines.place(&(at..at)).to_string();
        assert_eq!(told(0), "a.toml:1:1");
        assert_eq!(told(6), "a.toml:1:6");
        assert_eq!(told(7), "a.toml:2:1");
        assert_eq!(told(8), "a.toml:2:1");
        assert_eq!(told(9), "a.toml:2:2");
        assert_eq!(told(99), "a.toml:2:8");
    }
}
