//! Explaining: which terms a text uses, and where.
//!
//! The text is cut into words; from each word on, the glossary's table of phrases is followed for
//! as long as some form goes on, and the longest form wins. Acronyms count in the case in which
//! people write them, names in any case and inflected. What is no prose (addresses, code,
//! attributions of quotes) is passed over. Several senses are told apart by the text where it can.

mod abbreviations;
mod finder;
mod passages;
mod senses;
mod tokens;

use std::collections::HashSet;
use std::rc::Rc;

use termbase::{IndexError, Lang, Term};

use crate::{Address, Glossary};

pub use abbreviations::{Definition, definitions};
pub use tokens::Token;

/// What to pass over and what to add.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExplainOptions {
    /// Pass over quoted lines and signatures.
    pub skip_quoted: bool,
    /// Collect the acronyms that the glossary lacks.
    pub unknown: bool,
}

/// What a text uses.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Every mention, in order, not overlapping.
    pub mentions: Vec<Mention>,
    /// Each term once, in order of appearance; of several senses the likeliest first.
    pub terms: Vec<Rc<Term>>,
    /// The acronyms that the glossary lacks, most frequent first; empty unless asked for.
    pub unknown: Vec<Unknown>,
}

/// A place where a text uses a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// The ids of its senses, the likeliest first; at least one.
    pub ids: Vec<String>,
}

/// An acronym that the glossary lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The acronym as the text writes it.
    pub acronym: String,
    /// How often it stands there.
    pub count: usize,
    /// What the text itself says that it stands for.
    pub expansion: Option<String>,
}

/// Explains texts, one after the other; what it has learnt of words is kept between them.
#[derive(Debug)]
pub struct Explainer<'g> {
    glossary: &'g Glossary,
    finder: finder::Finder<'g>,
}

impl<'g> Explainer<'g> {
    /// An explainer with a glossary's terms.
    pub fn new(glossary: &'g Glossary) -> Self {
        Explainer { glossary, finder: finder::Finder::new(glossary) }
    }

    /// Finds the terms of a text.
    ///
    /// ```
    /// use icann_terms::{Explainer, ExplainOptions, Glossary};
    ///
    /// let glossary = Glossary::builtin();
    /// let text = "The ALAC met the registrars.";
    /// let found = Explainer::new(&glossary).explain(text, ExplainOptions::default())?;
    /// assert_eq!(&text[found.mentions[0].start..found.mentions[0].end], "ALAC");
    /// assert_eq!(found.terms[1].id, "registrar");
    /// # Ok::<(), icann_terms::IndexError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`] where a compiled glossary on the stack is.
    pub fn explain(
        &mut self,
        text: &str,
        options: ExplainOptions,
    ) -> Result<Explanation, IndexError> {
        let skipped = passages::skipped(text, options.skip_quoted);
        let tokens = tokens::tokens(text, &skipped);
        let found = self.finder.find(text, &tokens)?;
        let senses = senses::Senses::of(text, &found, self.finder.terms());
        let mut explanation = Explanation::default();
        let mut seen: HashSet<Address> = HashSet::new();
        for hit in &found {
            let ordered = senses.order(hit);
            let mut ids = Vec::new();
            for address in ordered {
                let Some(term) = self.finder.terms().get(&address) else { continue };
                ids.push(term.id.clone());
                if seen.insert(address) {
                    explanation.terms.push(Rc::clone(term));
                }
            }
            explanation.mentions.push(Mention { start: hit.start, end: hit.end, ids });
        }
        if options.unknown {
            explanation.unknown = self.unknown(text, &tokens, &explanation.mentions)?;
        }
        Ok(explanation)
    }

    fn unknown(
        &self,
        text: &str,
        tokens: &[Token],
        mentions: &[Mention],
    ) -> Result<Vec<Unknown>, IndexError> {
        let mut unknown = abbreviations::unknown(text, tokens, mentions);
        // What is exact though it was not taken in this place (a capital too many) is known.
        let options = crate::Options { exact: true, langs: vec![Lang::En], limit: 0 };
        let mut kept = Vec::new();
        for one in unknown.drain(..) {
            if self.glossary.look_up_with(&one.acronym, &options)?.terms.is_empty() {
                kept.push(one);
            }
        }
        Ok(kept)
    }
}
