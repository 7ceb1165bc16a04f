//! Chosen fields, tab-separated, a line a term and language, without a header.

use std::io::{self, Write};

use termbase::{Lang, Term, Topic};

use super::tsv::write_row;
use super::{Render, View};
use crate::Answer;

/// A field that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The query.
    Query,
    /// How good the answer is.
    Match,
    /// The term's id.
    Id,
    /// Its acronym.
    Acronym,
    /// Its name.
    Name,
    /// Its definition.
    Definition,
    /// How it is said.
    Say,
    /// Its topic's id.
    Topic,
    /// The ids of related terms, separated by commas.
    See,
    /// The sources' addresses, separated by spaces.
    Sources,
    /// The language's code.
    Lang,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 11] = [
        Field::Query,
        Field::Match,
        Field::Id,
        Field::Acronym,
        Field::Name,
        Field::Definition,
        Field::Say,
        Field::Topic,
        Field::See,
        Field::Sources,
        Field::Lang,
    ];

    /// The word that asks for it.
    pub const fn word(self) -> &'static str {
        match self {
            Field::Query => "query",
            Field::Match => "match",
            Field::Id => "id",
            Field::Acronym => "acronym",
            Field::Name => "name",
            Field::Definition => "definition",
            Field::Say => "say",
            Field::Topic => "topic",
            Field::See => "see",
            Field::Sources => "sources",
            Field::Lang => "lang",
        }
    }

    fn value(self, term: &Term, lang: Lang) -> String {
        let text = term.texts.get(lang);
        let of_text =
            |get: fn(&termbase::Text) -> &String| text.map(get).cloned().unwrap_or_default();
        match self {
            Field::Query | Field::Match => String::new(),
            Field::Id => term.id.clone(),
            Field::Acronym => term.acronym.clone().unwrap_or_default(),
            Field::Name => of_text(|text| &text.name),
            Field::Definition => of_text(|text| &text.definition),
            Field::Say => term.say.clone().unwrap_or_default(),
            Field::Topic => term.topic.clone().unwrap_or_default(),
            Field::See => term.see.join(","),
            Field::Sources => term.sources.join(" "),
            Field::Lang => lang.code().to_owned(),
        }
    }
}

/// The format of chosen fields.
#[derive(Debug)]
pub struct Fields<'a> {
    view: View<'a>,
    fields: Vec<Field>,
}

impl<'a> Fields<'a> {
    /// A renderer for fields in an order.
    pub fn new(view: View<'a>, fields: Vec<Field>) -> Self {
        Fields { view, fields }
    }

    fn rows(&self, out: &mut dyn Write, query: &str, kind: &str, term: &Term) -> io::Result<()> {
        for lang in self.view.shown(term) {
            let values: Vec<String> = self
                .fields
                .iter()
                .map(|field| match field {
                    Field::Query => query.to_owned(),
                    Field::Match => kind.to_owned(),
                    field => field.value(term, lang),
                })
                .collect();
            write_row(out, values.iter().map(String::as_str))?;
        }
        Ok(())
    }
}

impl Render for Fields<'_> {
    fn answer(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        let kind = answer.kind.word();
        if answer.terms.is_empty()
            && self.fields.iter().any(|f| matches!(f, Field::Query | Field::Match))
        {
            let values = self.fields.iter().map(|field| match field {
                Field::Query => answer.query.as_str(),
                Field::Match => kind,
                _ => "",
            });
            return write_row(out, values);
        }
        answer.terms.iter().try_for_each(|term| self.rows(out, &answer.query, kind, term))
    }

    fn list(&mut self, out: &mut dyn Write, terms: &[Term]) -> io::Result<()> {
        terms.iter().try_for_each(|term| self.rows(out, "", "", term))
    }

    /// Topics have an id and a name; the other fields are empty.
    fn topics(&mut self, out: &mut dyn Write, topics: &[(Topic, usize)]) -> io::Result<()> {
        for (topic, _) in topics {
            let values = self.fields.iter().map(|field| match field {
                Field::Id | Field::Topic => topic.id.as_str(),
                Field::Name => topic.name(self.view.lang()),
                _ => "",
            });
            write_row(out, values)?;
        }
        Ok(())
    }
}
