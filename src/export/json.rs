//! One JSON array of terms.

use std::io::{self, Write};

use super::{Book, Export};
use crate::render::{Json, Render};

/// The JSON export: just what `list --format json` prints.
#[derive(Debug)]
pub struct JsonArray;

impl Export for JsonArray {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        Json::new(book.view).list(out, book.terms)
    }
}
