//! Look-up: from what a person types to an answer.
//!
//! A query climbs down a ladder: *exact* (it equals a form once both are folded, also in the
//! plural, with a number, or as a compound of such forms), *near* (one term is clearly nearer than
//! the rest), *suggestions* (several are), *none*.

mod distance;
mod exact;
mod near;
mod words;

use termbase::{IndexError, Lang, Term};

use crate::{Address, Glossary};

/// How a look-up is to be done.
#[derive(Clone, Debug)]
pub struct Options {
    /// The languages asked for, in their order: senses of the first come first, labels are in it.
    pub langs: Vec<Lang>,
    /// No near matches and no suggestions.
    pub exact: bool,
    /// How many suggestions at most.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { langs: vec![Lang::En], exact: false, limit: 5 }
    }
}

impl Options {
    /// The first language asked for.
    pub fn lang(&self) -> Lang {
        self.langs.first().copied().unwrap_or(Lang::En)
    }
}

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The query is a form of the terms.
    Exact,
    /// The query resembles one term clearly more than the rest.
    Near,
    /// The query resembles several terms.
    Suggestions,
    /// The query resembles nothing.
    None,
}

impl Match {
    /// The word that scripts read.
    pub const fn word(self) -> &'static str {
        match self {
            Match::Exact => "exact",
            Match::Near => "near",
            Match::Suggestions => "suggestions",
            Match::None => "none",
        }
    }
}

/// What a query led to.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The query as it was given.
    pub query: String,
    /// How good the answer is.
    pub kind: Match,
    /// The terms; empty for [`Match::Suggestions`] and [`Match::None`].
    pub terms: Vec<Term>,
    /// The terms that the query resembles, best first; empty for [`Match::Exact`].
    pub suggestions: Vec<Suggestion>,
}

/// A term that a query resembles.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The term's id.
    pub id: String,
    /// Its acronym, or else its name.
    pub label: String,
    /// Its name.
    pub name: String,
    /// How much the query resembles it, from 0 to 1.
    pub score: f64,
}

impl Glossary {
    /// Answers one query in English.
    ///
    /// ```
    /// use icann_terms::{Glossary, Match};
    ///
    /// let answer = Glossary::builtin().look_up("A.L.S.")?;
    /// assert_eq!(answer.kind, Match::Exact);
    /// assert_eq!(answer.terms[0].id, "als");
    /// # Ok::<(), icann_terms::IndexError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`] where a compiled glossary on the stack is.
    pub fn look_up(&self, query: &str) -> Result<Answer, IndexError> {
        self.look_up_with(query, &Options::default())
    }

    /// Answers one query, never cutting it.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::look_up`].
    pub fn look_up_with(&self, query: &str, options: &Options) -> Result<Answer, IndexError> {
        let exact = exact::find(self, query, options)?;
        if !exact.is_empty() {
            return self.answer(query, Match::Exact, &exact, Vec::new());
        }
        self.look_up_near(query, options)
    }

    /// Answers words that were typed one after the other: they are first one query, exact; else
    /// cut, from the left, into the longest parts that are each exact, if that uses every word;
    /// else one query, near; else each is a query of its own.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::look_up`].
    pub fn look_up_words(
        &self,
        words: &[&str],
        options: &Options,
    ) -> Result<Vec<Answer>, IndexError> {
        let whole = words.join(" ");
        let exact = exact::find(self, &whole, options)?;
        if !exact.is_empty() || words.len() < 2 {
            return Ok(vec![self.look_up_with(&whole, options)?]);
        }
        let cut = words::cut(words.len(), |range| {
            let found = exact::find(self, &words[range].join(" "), options)?;
            Ok::<_, IndexError>((!found.is_empty()).then_some(found))
        })?;
        if let Some(parts) = cut {
            let answers = parts.into_iter().map(|(range, found)| {
                self.answer(&words[range].join(" "), Match::Exact, &found, Vec::new())
            });
            return answers.collect();
        }
        let near = self.look_up_near(&whole, options)?;
        if near.kind == Match::Near {
            return Ok(vec![near]);
        }
        words.iter().map(|word| self.look_up_with(word, options)).collect()
    }

    fn look_up_near(&self, query: &str, options: &Options) -> Result<Answer, IndexError> {
        if options.exact {
            return self.answer(query, Match::None, &[], Vec::new());
        }
        let near = near::find(self, query, options)?;
        let kind = match (&near.answer[..], &near.suggestions[..]) {
            ([_, ..], _) => Match::Near,
            ([], [_, ..]) => Match::Suggestions,
            ([], []) => Match::None,
        };
        self.answer(query, kind, &near.answer, near.suggestions)
    }

    fn answer(
        &self,
        query: &str,
        kind: Match,
        terms: &[Address],
        suggestions: Vec<Suggestion>,
    ) -> Result<Answer, IndexError> {
        let terms = terms.iter().map(|&address| self.term(address)).collect::<Result<_, _>>()?;
        Ok(Answer { query: query.to_owned(), kind, terms, suggestions })
    }
}
