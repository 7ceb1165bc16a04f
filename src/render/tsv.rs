//! Tab-separated values with a header: a row a term and language.

use std::io::{self, Write};

use termbase::{Term, Topic};

use super::{Render, View, clean};
use crate::Answer;

/// The TSV format.
#[derive(Debug)]
pub struct Tsv<'a> {
    view: View<'a>,
    with_query: bool,
}

impl<'a> Tsv<'a> {
    /// A renderer for answers.
    pub fn of_answers(view: View<'a>) -> Self {
        Tsv { view, with_query: true }
    }

    /// A renderer for lists, which have no query.
    pub fn of_lists(view: View<'a>) -> Self {
        Tsv { view, with_query: false }
    }

    fn rows(&self, out: &mut dyn Write, before: &[&str], term: &Term) -> io::Result<()> {
        for lang in self.view.shown(term) {
            let Some(text) = term.texts.get(lang) else {
                continue;
            };
            let acronym = term.acronym.as_deref().unwrap_or_default();
            let row = [term.id.as_str(), acronym, lang.code(), &text.name, &text.definition];
            write_row(out, before.iter().copied().chain(row))?;
        }
        Ok(())
    }
}

/// Writes fields with tabs between them. Tabs and line ends inside a field become spaces.
pub(super) fn write_row<'f>(
    out: &mut dyn Write,
    fields: impl Iterator<Item = &'f str>,
) -> io::Result<()> {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            out.write_all(b"\t")?;
        }
        let field = field.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        out.write_all(clean(&field).as_bytes())?;
    }
    out.write_all(b"\n")
}

impl Render for Tsv<'_> {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let query: &[&str] = if self.with_query { &["query", "match"] } else { &[] };
        let term = ["id", "acronym", "lang", "name", "definition"];
        write_row(out, query.iter().copied().chain(term))
    }

    fn answer(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        let before = [answer.query.as_str(), answer.kind.word()];
        answer.terms.iter().try_for_each(|term| self.rows(out, &before, term))
    }

    fn list(&mut self, out: &mut dyn Write, terms: &[Term]) -> io::Result<()> {
        terms.iter().try_for_each(|term| self.rows(out, &[], term))
    }

    fn topics(&mut self, out: &mut dyn Write, topics: &[(Topic, usize)]) -> io::Result<()> {
        write_row(out, ["id", "name", "terms"].into_iter())?;
        for (topic, terms) in topics {
            let row = [topic.id.as_str(), topic.name(self.view.lang()), &terms.to_string()];
            write_row(out, row.into_iter())?;
        }
        Ok(())
    }
}
