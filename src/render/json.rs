//! JSON for scripts: one object a query, each on one line.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};
use termbase::{Term, Topic};

use super::{Render, View, disturbs};
use crate::Answer;

/// The JSON format.
#[derive(Debug)]
pub struct Json<'a> {
    view: View<'a>,
}

impl<'a> Json<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>) -> Self {
        Json { view }
    }
}

/// An answer as JSON shows it.
#[derive(Debug)]
pub struct JsonAnswer<'a>(pub &'a Answer, pub View<'a>);

impl Serialize for JsonAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let JsonAnswer(answer, view) = self;
        let terms: Vec<JsonTerm> = answer.terms.iter().map(|term| JsonTerm(term, *view)).collect();
        let suggestions: Vec<_> = answer
            .suggestions
            .iter()
            .map(|near| JsonSuggestion { id: &near.id, label: &near.label, score: near.score })
            .collect();
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("query", &answer.query)?;
        map.serialize_entry("match", answer.kind.word())?;
        map.serialize_entry("terms", &terms)?;
        map.serialize_entry("suggestions", &suggestions)?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct JsonSuggestion<'a> {
    id: &'a str,
    label: &'a str,
    score: f64,
}

/// A term as JSON shows it, with the languages of a view.
#[derive(Debug)]
pub struct JsonTerm<'a>(pub &'a Term, pub View<'a>);

impl Serialize for JsonTerm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let JsonTerm(term, view) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &term.id)?;
        if let Some(acronym) = &term.acronym {
            map.serialize_entry("acronym", acronym)?;
        }
        if let Some(topic) = &term.topic {
            map.serialize_entry("topic", topic)?;
        }
        map.serialize_entry("essential", &term.essential)?;
        map.serialize_entry("status", term.status.word())?;
        if let Some(say) = &term.say {
            map.serialize_entry("say", say)?;
        }
        for (key, list) in [("see", &term.see), ("sources", &term.sources)] {
            if !list.is_empty() {
                map.serialize_entry(key, list)?;
            }
        }
        for lang in view.shown(term) {
            if let Some(text) = term.texts.get(lang) {
                map.serialize_entry(lang.code(), &JsonText(text))?;
            }
        }
        map.end()
    }
}

struct JsonText<'a>(&'a termbase::Text);

impl Serialize for JsonText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.0.name)?;
        if !self.0.also.is_empty() {
            map.serialize_entry("also", &self.0.also)?;
        }
        map.serialize_entry("definition", &self.0.definition)?;
        map.end()
    }
}

impl Render for Json<'_> {
    fn answer(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        write_json(out, &JsonAnswer(answer, self.view))?;
        writeln!(out)
    }

    /// One array, each term on a line of its own.
    fn list(&mut self, out: &mut dyn Write, terms: &[Term]) -> io::Result<()> {
        write_array(out, terms.iter().map(|term| JsonTerm(term, self.view)))
    }

    fn topics(&mut self, out: &mut dyn Write, topics: &[(Topic, usize)]) -> io::Result<()> {
        let lang = self.view.lang();
        let items = topics.iter().map(|(topic, terms)| {
            serde_json::json!({"id": topic.id, "name": topic.name(lang), "terms": terms})
        });
        write_array(out, items)
    }
}

fn write_array<T: Serialize>(
    out: &mut dyn Write,
    items: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, "[")?;
    for (place, item) in items.enumerate() {
        write!(out, "{}", if place == 0 { "\n" } else { ",\n" })?;
        write_json(out, &item)?;
    }
    writeln!(out, "\n]")
}

/// Writes a value on one line. Characters that would disturb a terminal are written as escapes,
/// which a reader of JSON turns back.
pub(super) fn write_json<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(disturbs) {
            out.write_all(&rest.as_bytes()[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            write!(out, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        CompactFormatter.write_char_escape(out, escape)
    }
}
