//! The canonical form of a term file: one way to write each entry, so that a change shows as what
//! it is.
//!
//! Keys stand in a fixed order, one a line, a blank line before each language; a list longer than
//! [`WIDTH`] columns has one item a line. Texts are basic strings without needless escapes.

use std::fmt::Write;

use crate::{Lang, Status, Term};

/// The width in characters from which a list is broken, one item a line.
pub const WIDTH: usize = 100;

/// The canonical text of a file that holds one term. The id and the topic are its place, so they
/// are not in it.
pub fn file(term: &Term) -> String {
    let mut out = String::new();
    text(&mut out, "acronym", term.acronym.as_deref());
    text(&mut out, "say", term.say.as_deref());
    if term.essential {
        out.push_str("essential = true\n");
    }
    if term.status != Status::Current {
        text(&mut out, "status", Some(term.status.word()));
    }
    list(&mut out, "see", &term.see);
    list(&mut out, "sources", &term.sources);
    list(&mut out, "numbered", &term.numbered);
    for (lang, in_lang) in term.texts.iter() {
        if !out.is_empty() {
            out.push('\n');
        }
        language(&mut out, lang);
        text(&mut out, "name", Some(&in_lang.name));
        list(&mut out, "also", &in_lang.also);
        text(&mut out, "definition", Some(&in_lang.definition));
    }
    out
}

/// A text as a TOML basic string, with its quotation marks.
pub fn quoted(text: &str) -> String {
    let mut out = String::new();
    quote(&mut out, text);
    out
}

fn language(out: &mut String, lang: Lang) {
    out.push('[');
    out.push_str(lang.code());
    out.push_str("]\n");
}

fn text(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push_str(key);
        out.push_str(" = ");
        quote(out, value);
        out.push('\n');
    }
}

fn list(out: &mut String, key: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let quoted: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    let line = format!("{key} = [{}]\n", quoted.join(", "));
    if line.trim_end().chars().count() <= WIDTH {
        out.push_str(&line);
    } else {
        out.push_str(key);
        out.push_str(" = [\n");
        for item in quoted {
            out.push_str("    ");
            out.push_str(&item);
            out.push_str(",\n");
        }
        out.push_str("]\n");
    }
}

/// Whether a character turns the direction of writing or ends a line unseen: written as its number
/// it shows what it is.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A TOML basic string.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() || is_unseen(c) => {
                // Writing to a String does not fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, read};

    #[test]
    fn a_mark_of_direction_is_written_by_its_number() {
        assert_eq!(quoted("a\u{202e}b\u{1b}"), r#""a\u202Eb\u001B""#);
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let toml = "acronym = \"X\"\nessential = true\nsee = [\"a\", \"b\"]\n\n[en]\nname = \"a \\\"b\\\" \\\\ c\"\n\
                    also = [\"y\"]\ndefinition = \"It is.\"\n\n[pt]\nname = \"é\"\ndefinition = \"É.\"\n";
        let batch = read::text("x.toml", toml, &Source::one_term("x"));
        assert!(batch.faults.is_empty(), "{:?}", batch.faults);
        assert_eq!(file(&batch.entries[0].term), toml);
    }
}
