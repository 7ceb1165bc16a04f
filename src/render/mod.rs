//! Renderers: from answers to what is printed, one file a format behind one trait.
//!
//! A renderer writes to whatever it is given; it opens no file and knows no command line.

mod clean;
pub mod explained;
mod fields;
mod json;
mod markdown;
mod text;
mod tsv;

use std::io::{self, Write};

use termbase::{Lang, Term, Topic};

use crate::{Answer, Glossary};

pub use clean::clean;
pub(crate) use clean::disturbs;
pub use fields::{Field, Fields};
pub use json::{Json, JsonAnswer, JsonTerm};
pub use markdown::Markdown;
pub(crate) use markdown::{anchor, escape as escape_markdown};
pub(crate) use text::headword;
pub use text::{Text, Width, lines};
pub use tsv::Tsv;

/// What every renderer needs to know.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The glossary that the terms come from: related terms are shown by their labels.
    pub glossary: &'a Glossary,
    /// The languages to show, in this order; at least one.
    pub langs: &'a [Lang],
}

impl View<'_> {
    /// The language of labels.
    pub fn lang(&self) -> Lang {
        self.langs.first().copied().unwrap_or(Lang::En)
    }

    /// The languages in which a term is shown: those asked for that it has, or else English, or
    /// else the first it has.
    pub fn shown(&self, term: &Term) -> Vec<Lang> {
        let has = |lang: &Lang| term.texts.get(*lang).is_some();
        let langs: Vec<Lang> = self.langs.iter().copied().filter(has).collect();
        if langs.is_empty() { term.texts.nearest(self.lang()).into_iter().collect() } else { langs }
    }

    /// The label of a term by its id; the id where no term has it.
    fn label_of(&self, id: &str) -> String {
        self.glossary.label(id, self.lang()).ok().flatten().unwrap_or(id).to_owned()
    }

    /// The name of a term's topic, if it has one.
    fn topic_of(&self, term: &Term) -> Option<String> {
        let id = term.topic.as_deref()?;
        Some(self.glossary.topic_name(id, self.lang()).ok().flatten().unwrap_or(id).to_owned())
    }
}

/// A format.
pub trait Render {
    /// Writes what stands before the first answer or listed term.
    ///
    /// # Errors
    ///
    /// Those of the output, as for every method.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one answer.
    ///
    /// # Errors
    ///
    /// Those of the output.
    fn answer(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()>;

    /// Writes a list of terms.
    ///
    /// # Errors
    ///
    /// Those of the output.
    fn list(&mut self, out: &mut dyn Write, terms: &[Term]) -> io::Result<()>;

    /// Writes the topics, each with its number of terms.
    ///
    /// # Errors
    ///
    /// Those of the output.
    fn topics(&mut self, out: &mut dyn Write, topics: &[(Topic, usize)]) -> io::Result<()>;
}
