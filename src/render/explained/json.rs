//! One JSON object a message, each on one line.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Explained, Tell};
use crate::render::json::write_json;
use crate::render::{JsonTerm, View};

/// The JSON format of explanations.
#[derive(Debug)]
pub struct JsonLines<'a> {
    view: View<'a>,
}

impl<'a> JsonLines<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>) -> Self {
        JsonLines { view }
    }
}

struct JsonMessage<'a>(&'a Explained<'a>, View<'a>);

#[derive(serde::Serialize)]
struct JsonMention<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<&'a [String]>,
}

#[derive(serde::Serialize)]
struct JsonUnknown<'a> {
    acronym: &'a str,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    expansion: Option<&'a str>,
}

impl Serialize for JsonMessage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let JsonMessage(explained, view) = self;
        let text = &explained.message.text;
        let mentions: Vec<JsonMention> = explained
            .found
            .mentions
            .iter()
            .map(|mention| JsonMention {
                start: mention.start,
                end: mention.end,
                text: text.get(mention.start..mention.end).unwrap_or_default(),
                id: mention.ids.first().map_or("", String::as_str),
                ids: (mention.ids.len() > 1).then_some(&mention.ids),
            })
            .collect();
        let terms: Vec<JsonTerm> =
            explained.found.terms.iter().map(|term| JsonTerm(term, *view)).collect();
        let unknown: Vec<JsonUnknown> = explained
            .found
            .unknown
            .iter()
            .map(|one| JsonUnknown {
                acronym: &one.acronym,
                count: one.count,
                expansion: one.expansion.as_deref(),
            })
            .collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("message", &explained.number)?;
        if let Some(subject) = &explained.message.subject {
            map.serialize_entry("subject", subject)?;
        }
        map.serialize_entry("text", text)?;
        map.serialize_entry("mentions", &mentions)?;
        map.serialize_entry("terms", &terms)?;
        map.serialize_entry("unknown", &unknown)?;
        map.end()
    }
}

impl Tell for JsonLines<'_> {
    fn message(&mut self, out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()> {
        write_json(out, &JsonMessage(explained, self.view))?;
        writeln!(out)
    }
}
