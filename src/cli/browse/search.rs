//! The search behind `browse`: a query, and the terms that fit it, best first.

use icann_terms::termbase::fold;
use icann_terms::{Glossary, IndexError, Lang, Options, Term};

/// How many terms are offered where nothing fits and some resemble.
const RESEMBLING: usize = 10;

/// A term with what the search looks at, folded.
struct Entry {
    term: Term,
    forms: Vec<String>,
    definition: String,
}

/// A glossary being searched in one language.
pub struct Search<'g> {
    glossary: &'g Glossary,
    lang: Lang,
    entries: Vec<Entry>,
    query: String,
    /// The places in `entries` that fit the query, best first.
    hits: Vec<usize>,
}

impl<'g> Search<'g> {
    /// The search for nothing yet, which every term fits.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], as for all below.
    pub fn new(glossary: &'g Glossary, lang: Lang) -> Result<Self, IndexError> {
        let (entries, query, hits) = (Vec::new(), String::new(), Vec::new());
        let mut search = Search { glossary, lang, entries, query, hits };
        search.turn_to(lang)?;
        Ok(search)
    }

    /// The glossary that is searched.
    pub fn glossary(&self) -> &'g Glossary {
        self.glossary
    }

    /// The language that is searched in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What was typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The terms that fit, best first.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = &Term> {
        self.hits.iter().map(|place| &self.entries[*place].term)
    }

    /// A term that fits by its place, the best being 0.
    pub fn hit(&self, place: usize) -> Option<&Term> {
        self.hits.get(place).map(|place| &self.entries[*place].term)
    }

    /// Turns to a language: its order, its definitions.
    ///
    /// # Errors
    ///
    /// As for [`Search::new`].
    pub fn turn_to(&mut self, lang: Lang) -> Result<(), IndexError> {
        self.lang = lang;
        let entry = |term: Term| {
            let texts = term
                .texts
                .iter()
                .flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
            let forms = term.acronym.iter().chain(texts).map(|form| fold::spaced(form)).collect();
            let shown = term.texts.nearest(lang).and_then(|lang| term.texts.get(lang));
            let definition = shown.map(|text| fold::spaced(&text.definition)).unwrap_or_default();
            Entry { forms, definition, term }
        };
        self.entries = self.glossary.terms(lang)?.into_iter().map(entry).collect();
        self.find()
    }

    /// Turns to the language behind the present one.
    ///
    /// # Errors
    ///
    /// As for [`Search::new`].
    pub fn turn(&mut self) -> Result<(), IndexError> {
        let next = Lang::ALL.iter().position(|lang| *lang == self.lang).map_or(0, |at| at + 1);
        self.turn_to(Lang::ALL[next % Lang::ALL.len()])
    }

    /// Searches for something else.
    ///
    /// # Errors
    ///
    /// As for [`Search::new`].
    pub fn ask(&mut self, query: &str) -> Result<(), IndexError> {
        self.query = query.to_owned();
        self.find()
    }

    /// Finds what fits the query: forms that begin with it, that hold it; then definitions; and if
    /// nothing does, what look-up suggests.
    fn find(&mut self) -> Result<(), IndexError> {
        let query = fold::spaced(&self.query);
        // Of forms that fit alike the shorter one, which the query is more of, comes first.
        let shortest = |entry: &Entry, fits: &dyn Fn(&str) -> bool| {
            entry.forms.iter().filter(|form| fits(form)).map(String::len).min()
        };
        let rank = |entry: &Entry| {
            let begins =
                shortest(entry, &|form| form.starts_with(&query)).map(|length| (0, length));
            let holds = || shortest(entry, &|form| form.contains(&query)).map(|length| (1, length));
            let tells =
                || (query.len() >= 3 && entry.definition.contains(&query)).then_some((2, 0));
            begins.or_else(holds).or_else(tells)
        };
        let mut ranked: Vec<((usize, usize), usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(place, entry)| Some((rank(entry)?, place)))
            .collect();
        // Nothing typed yet: everything, in its order.
        if query.is_empty() {
            ranked = (0..self.entries.len()).map(|place| ((0, 0), place)).collect();
        }
        ranked.sort_unstable();
        self.hits = ranked.into_iter().map(|(_, place)| place).collect();
        if self.hits.is_empty() {
            let options = Options { langs: vec![self.lang], exact: false, limit: RESEMBLING };
            let near = self.glossary.look_up_with(&self.query, &options)?.suggestions;
            let place = |id: &str| self.entries.iter().position(|entry| entry.term.id == id);
            self.hits = near.iter().filter_map(|near| place(&near.id)).collect();
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by it")]
mod tests {
    use super::*;

    fn found(query: &str, lang: Lang) -> Vec<String> {
        let glossary = Glossary::builtin();
        let mut search = Search::new(&glossary, lang).unwrap();
        search.ask(query).unwrap();
        search.hits().take(3).map(|term| term.id.clone()).collect()
    }

    #[test]
    fn a_form_that_begins_so_comes_before_one_that_holds_it() {
        assert_eq!(found("alac", Lang::En)[0], "alac");
        assert_eq!(found("bureau d'enr", Lang::Fr)[0], "registrar");
    }

    #[test]
    fn where_nothing_fits_what_resembles_is_offered() {
        assert_eq!(found("multistakehodler modle", Lang::En)[0], "multistakeholder-model");
        assert!(found("qqqqqq", Lang::En).is_empty());
    }

    #[test]
    fn another_language_searches_the_same_words() {
        let glossary = Glossary::builtin();
        let mut search = Search::new(&glossary, Lang::En).unwrap();
        search.ask("gac").unwrap();
        search.turn().unwrap();
        assert_eq!((search.lang(), search.query()), (Lang::Fr, "gac"));
        assert_eq!(search.hit(0).unwrap().id, "gac");
    }
}
