//! Style: what this project's own glossary asks of an entry beyond the structure that every
//! glossary must have. The rules are those of `glossary/README.md`.

use std::collections::BTreeSet;
use std::path::Path;

use termbase::read::{Batch, Entry};
use termbase::{IndexError, Lang, Place, Term, Text, canonical, fold, inflect};

use crate::{Glossary, Match, Options, messages};

/// The fewest and the most words of a definition.
pub const WORDS: std::ops::RangeInclusive<usize> = 25..=70;
/// The most words of its first sentence.
pub const FIRST_SENTENCE: usize = 30;
/// The fewest and the most ids in `see`.
pub const SEE: std::ops::RangeInclusive<usize> = 2..=6;

/// One offence against a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleFault {
    /// Where.
    pub place: Place,
    /// The rule, as the code of its message (`style.length`).
    pub rule: &'static str,
    blanks: Vec<(&'static str, String)>,
}

impl StyleFault {
    /// The fault as one line: where, what, and what to do.
    pub fn tell(&self, lang: Lang) -> String {
        let blanks: Vec<(&str, &str)> =
            self.blanks.iter().map(|(name, value)| (*name, value.as_str())).collect();
        messages::placed(lang, &self.place.to_string(), self.rule, &blanks)
    }
}

/// Every offence of a batch, in the order of the entries. `glossary` holds the batch's own terms
/// and those below: acronyms in a definition must be among them.
///
/// # Errors
///
/// [`IndexError::Damaged`] where a compiled glossary on the stack is.
pub fn faults(batch: &Batch, glossary: &Glossary) -> Result<Vec<StyleFault>, IndexError> {
    let mut faults = Vec::new();
    for entry in &batch.entries {
        let mut report = Report { entry, faults: &mut faults };
        report.languages();
        report.see_and_sources();
        report.years();
        report.form();
        for (lang, text) in entry.term.texts.iter() {
            report.length(lang, text);
            report.typography(lang, text);
            report.repeated_forms(lang, text);
            for acronym in acronyms(&text.definition) {
                if !is_explained(acronym, lang, glossary)? {
                    let blanks = vec![("lang", lang.to_string()), ("acronym", acronym.to_owned())];
                    report.at_definition(lang, "style.unknown-acronym", blanks);
                }
            }
        }
    }
    Ok(faults)
}

/// Whether an acronym, or each part of it that looks like one (`CA/Browser`), is a term.
fn is_explained(acronym: &str, lang: Lang, glossary: &Glossary) -> Result<bool, IndexError> {
    let options = Options { exact: true, langs: vec![lang], limit: 0 };
    let is_term = |word: &str| {
        Ok::<_, IndexError>(glossary.look_up_with(word, &options)?.kind == Match::Exact)
    };
    if is_term(acronym)? {
        return Ok(true);
    }
    let mut parts = acronym.split(['-', '/']).filter(|part| capitals(part) >= 2).peekable();
    let is_compound = parts.peek().is_some_and(|part| *part != acronym);
    for part in parts {
        if !is_term(part)? {
            return Ok(false);
        }
    }
    Ok(is_compound)
}

/// An entry without the other forms that are found without being listed.
pub fn tidy(term: &Term) -> Term {
    let mut tidy = term.clone();
    for (lang, text) in term.texts.iter() {
        let repeated = repeated_forms(term, lang, text);
        let mut text = text.clone();
        text.also.retain(|form| !repeated.contains(&form.as_str()));
        tidy.texts.set(lang, text);
    }
    tidy
}

struct Report<'a> {
    entry: &'a Entry,
    faults: &'a mut Vec<StyleFault>,
}

impl Report<'_> {
    fn at_entry(&mut self, rule: &'static str, blanks: Vec<(&'static str, String)>) {
        self.faults.push(StyleFault { place: self.entry.place.clone(), rule, blanks });
    }

    fn at_definition(
        &mut self,
        lang: Lang,
        rule: &'static str,
        blanks: Vec<(&'static str, String)>,
    ) {
        let place = self.entry.definition_places.get(lang).unwrap_or(&self.entry.place).clone();
        self.faults.push(StyleFault { place, rule, blanks });
    }

    fn languages(&mut self) {
        for lang in Lang::ALL {
            if self.entry.term.texts.get(lang).is_none() {
                self.at_entry("style.missing-language", vec![("lang", lang.to_string())]);
            }
        }
    }

    fn see_and_sources(&mut self) {
        let count = self.entry.term.see.len();
        if !SEE.contains(&count) {
            self.at_entry("style.see-count", vec![("n", count.to_string())]);
        }
        if self.entry.term.sources.is_empty() {
            self.at_entry("style.no-source", Vec::new());
        }
        for source in &self.entry.term.sources {
            if !source.starts_with("https://") || source.contains(char::is_whitespace) {
                self.at_entry("style.source-address", vec![("value", source.clone())]);
            }
        }
    }

    fn years(&mut self) {
        let mut texts = self.entry.term.texts.iter();
        let Some((first, text)) = texts.next() else {
            return;
        };
        let expected = years(&text.definition);
        let others: Vec<_> = texts.map(|(lang, text)| (lang, years(&text.definition))).collect();
        let told = |years: &[&str]| {
            if years.is_empty() { "–".to_owned() } else { years.join(", ") }
        };
        for (lang, found) in others {
            if found != expected {
                let blanks = vec![
                    ("lang", lang.to_string()),
                    ("years", told(&found)),
                    ("first", first.to_string()),
                    ("others", told(&expected)),
                ];
                self.at_definition(lang, "style.years", blanks);
            }
        }
    }

    /// Only a file that holds one term has a canonical form.
    fn form(&mut self) {
        let path = Path::new(&*self.entry.place.file);
        let is_own_file = path.file_stem().is_some_and(|stem| *stem == *self.entry.term.id);
        if let Ok(text) = std::fs::read_to_string(path)
            && is_own_file
            && text != canonical::file(&self.entry.term)
        {
            self.at_entry("style.not-canonical", Vec::new());
        }
    }

    fn length(&mut self, lang: Lang, text: &Text) {
        let sentences = sentences(&text.definition);
        let count = words(&text.definition);
        let first = sentences.first().map_or(0, |sentence| words(sentence));
        let blanks = |n: usize| vec![("lang", lang.to_string()), ("n", n.to_string())];
        if !WORDS.contains(&count) {
            self.at_definition(lang, "style.length", blanks(count));
        }
        if first > FIRST_SENTENCE {
            self.at_definition(lang, "style.first-sentence", blanks(first));
        }
        if sentences.len() > 3 {
            self.at_definition(lang, "style.sentences", blanks(sentences.len()));
        }
        if !text.definition.ends_with('.') {
            self.at_definition(lang, "style.no-full-stop", vec![("lang", lang.to_string())]);
        }
    }

    fn typography(&mut self, lang: Lang, text: &Text) {
        let all = [&text.name, &text.definition];
        let blanks = || vec![("lang", lang.to_string())];
        if all.into_iter().chain(&text.also).any(|text| text.contains(['\'', '"'])) {
            self.at_definition(lang, "style.straight-mark", blanks());
        }
        if all.into_iter().chain(&text.also).any(|text| text.contains("  ") || text.trim() != text)
        {
            self.at_definition(lang, "style.spaces", blanks());
        }
        if let Some(near) = french_spacing(&text.definition).filter(|_| lang == Lang::Fr) {
            self.at_definition(lang, "style.french-spacing", vec![("near", near.to_owned())]);
        }
    }

    fn repeated_forms(&mut self, lang: Lang, text: &Text) {
        for form in repeated_forms(&self.entry.term, lang, text) {
            let blanks = vec![("lang", lang.to_string()), ("form", form.to_owned())];
            self.at_definition(lang, "style.repeated-form", blanks);
        }
    }
}

/// The other forms that look-up finds without them: they fold like the acronym, the name or a form
/// before them, or are their regular plural.
fn repeated_forms<'t>(term: &Term, lang: Lang, text: &'t Text) -> Vec<&'t str> {
    let key = |form: &str| inflect::stem(&fold::spaced(form), lang);
    let acronym = term.acronym.as_deref().map(fold::spaceless);
    let mut known: BTreeSet<String> = BTreeSet::from([key(&text.name)]);
    let mut repeated = Vec::new();
    for form in &text.also {
        let is_acronym = Some(fold::spaceless(form)) == acronym;
        if is_acronym || !known.insert(key(form)) {
            repeated.push(form.as_str());
        }
    }
    repeated
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The sentences: what ends in `.`, `!` or `?` before a space and a capital, a digit or a quotation
/// mark.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let mut rest = text[at + c.len_utf8()..].chars();
        let begins = |c: char| c.is_uppercase() || c.is_numeric() || "«“¿¡".contains(c);
        if rest.next() == Some(' ') && rest.next().is_some_and(begins) {
            sentences.push(&text[start..=at]);
            start = at + 2;
        }
    }
    sentences.push(&text[start..]);
    sentences
}

/// The years from 1800 to 2099, sorted.
fn years(text: &str) -> Vec<&str> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    let mut years: Vec<&str> = numbers.filter(|number| ("1800".."2100").contains(number)).collect();
    years.sort_unstable();
    years
}

/// The words that have a part with two capitals or more: what a newcomer takes for an acronym.
/// (`At-Large` and `États-Unis` have one a part.)
fn acronyms(text: &str) -> Vec<&str> {
    let is_mark = |c: char| !(c.is_alphanumeric() || "-/.".contains(c));
    text.split(is_mark)
        .map(|word| word.trim_matches(['-', '/', '.']))
        .filter(|word| word.split(['-', '/']).any(|part| capitals(part) >= 2))
        .collect()
}

fn capitals(part: &str) -> usize {
    part.chars().filter(|c| c.is_uppercase()).count()
}

/// What stands around the first mark that lacks its no-break space.
fn french_spacing(text: &str) -> Option<&str> {
    let is_no_break = |c: Option<char>| matches!(c, Some('\u{a0}' | '\u{202f}'));
    text.char_indices().find_map(|(at, c)| {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let wrong = match c {
            ';' | '!' | '?' | '»' => !is_no_break(before),
            // A colon inside an address or a time needs none.
            ':' => !is_no_break(before) && after.is_none_or(char::is_whitespace),
            '«' => !is_no_break(after),
            _ => false,
        };
        wrong.then(|| {
            let start = text[..at].char_indices().rev().nth(8).map_or(0, |(start, _)| start);
            &text[start..at + c.len_utf8()]
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_a_capital_not_at_an_abbreviation() {
        assert_eq!(
            sentences("One. Two e.g. this. “Three”."),
            ["One.", "Two e.g. this.", "“Three”."]
        );
        assert_eq!(
            sentences("Le registre du .fr existe. Fin."),
            ["Le registre du .fr existe.", "Fin."]
        );
    }

    #[test]
    fn words_count_without_the_marks_that_french_sets_apart() {
        assert_eq!(words("deux\u{a0}: mots"), 2);
    }

    #[test]
    fn years_are_found_in_ranges_too() {
        assert_eq!(years("2003–2005, RFC 9499, 12000, 1998"), ["1998", "2003", "2005"]);
    }

    #[test]
    fn acronyms_are_words_with_two_capitals() {
        assert_eq!(
            acronyms("The ccTLD of GAC’s SO/AC in .ORG. At-Large"),
            ["ccTLD", "GAC", "SO/AC", "ORG"]
        );
    }

    #[test]
    fn a_french_mark_without_its_space_is_found() {
        assert_eq!(french_spacing("Bien\u{a0}; très bien: non"), Some("très bien:"));
        assert_eq!(french_spacing("«\u{a0}oui\u{a0}»\u{a0}: 10:30, https://x"), None);
    }
}
