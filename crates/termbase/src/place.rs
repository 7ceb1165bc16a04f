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

    /// The place of a byte offset in a text. Offsets past the end, or inside a character, count as
    /// the nearest place before.
    pub(crate) fn of(file: &Rc<str>, text: &str, span: &Range<usize>) -> Place {
        let before = text.get(..floor(text, span.start)).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Place {
            file: Rc::clone(file),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }
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
        let place = Place::of(&"a.toml".into(), "é = 1\nœuf = 2", &(7..8));
        assert_eq!(place.to_string(), "a.toml:2:1");
        let place = Place::of(&"a.toml".into(), "é = 1\nœuf = 2", &(9..10));
        assert_eq!(place.to_string(), "a.toml:2:2");
    }
}
