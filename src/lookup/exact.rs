//! Exact matches: the query is a form of a term.

use termbase::{FormKind, Index, IndexError, Lang, fold, inflect};

use super::{Options, words};
use crate::{Address, Glossary};

type Found = Vec<(Address, FormKind, Option<Lang>)>;

/// The terms that the query is a form of, those of the asked language first; several where it has
/// several senses or is a compound.
pub(super) fn find(
    glossary: &Glossary,
    query: &str,
    options: &Options,
) -> Result<Vec<Address>, IndexError> {
    let found = one(glossary, query, options)?;
    if found.is_empty() { compound(glossary, query, options) } else { Ok(found) }
}

fn one(glossary: &Glossary, query: &str, options: &Options) -> Result<Vec<Address>, IndexError> {
    let spaced = fold::spaced(query);
    if spaced.is_empty() {
        return Ok(Vec::new());
    }
    let spaceless = spaced.replace(' ', "");
    let mut found = form(glossary, &spaceless)?;
    if found.is_empty() {
        found = plural(glossary, query, &spaced, &spaceless)?;
    }
    if found.is_empty() {
        found = numbered(glossary, &spaced)?;
    }
    Ok(rank(found, options))
}

/// The query as it is.
fn form(glossary: &Glossary, spaceless: &str) -> Result<Found, IndexError> {
    let mut found = glossary.collect(|index| index.exact(spaceless))?;
    found.retain(|(_, kind, _)| *kind != FormKind::Numbered);
    Ok(found)
}

/// The query as a regular plural, in any of the languages.
fn plural(
    glossary: &Glossary,
    query: &str,
    spaced: &str,
    spaceless: &str,
) -> Result<Found, IndexError> {
    let mut found = Found::new();
    for singular in inflect::acronym_singulars(spaceless) {
        // `SOs` is a plural; `sos` and `des` are words.
        if singular.len() > 2 || query.chars().any(char::is_uppercase) {
            let one_word = glossary.collect(|index| single_word(index, singular))?;
            found.extend(one_word);
        }
    }
    for lang in Lang::ALL {
        let stem = inflect::stem(spaced, lang);
        found.extend(glossary.collect(|index| index.same_stem(&stem, lang))?);
    }
    Ok(found)
}

/// The acronyms, and the other forms that are written like one.
fn single_word(index: &Index, singular: &str) -> Result<Vec<termbase::Posting>, IndexError> {
    let mut postings = index.exact(singular)?;
    postings.retain(|posting| matches!(posting.kind, FormKind::Acronym | FormKind::Also));
    Ok(postings)
}

/// The query as a form with a number behind it (`ICANN84`, `SAC 121`, `AL-ALAC-ST-0514-01-00-EN`),
/// or as such a form alone.
fn numbered(glossary: &Glossary, spaced: &str) -> Result<Found, IndexError> {
    let by_number = |form: &str| {
        let mut found = glossary.collect(|index| index.exact(form))?;
        found.retain(|(_, kind, _)| *kind == FormKind::Numbered);
        Ok(found)
    };
    let words: Vec<&str> = spaced.split(' ').collect();
    // The number begins at the first word that begins with a digit; behind it stand further
    // numbers and at most a language's code.
    let first = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(first) = first.filter(|&first| first > 0) {
        let is_tail = |word: &&str| {
            word.starts_with(|c: char| c.is_ascii_digit()) || Lang::from_locale(word).is_some()
        };
        let all_numbers = words[first..].iter().all(is_tail);
        return if all_numbers { by_number(&words[..first].concat()) } else { Ok(Found::new()) };
    }
    let spaceless = words.concat();
    let form = inflect::split_number(&spaceless).map_or(spaceless.as_str(), |(form, _)| form);
    by_number(form)
}

/// The query as a compound (`SO/AC`, `ccNSO-GAC`, `EPDP-IDN`) whose every part is exact.
fn compound(
    glossary: &Glossary,
    query: &str,
    options: &Options,
) -> Result<Vec<Address>, IndexError> {
    const JOINTS: [char; 8] = ['/', '-', '\u{2010}', '\u{2011}', '–', '+', '&', '_'];
    if query.contains(char::is_whitespace) || !query.contains(JOINTS) {
        return Ok(Vec::new());
    }
    // Nobody joins so many names; a page of text without a space is no compound either.
    const MOST: usize = 32;
    let parts: Vec<&str> = query.split(JOINTS).take(MOST + 1).collect();
    if parts.len() > MOST {
        return Ok(Vec::new());
    }
    let cut = words::cut(parts.len(), |range| {
        let found = one(glossary, &parts[range].join("-"), options)?;
        Ok::<_, IndexError>((!found.is_empty()).then_some(found))
    })?;
    let mut found: Vec<Address> = Vec::new();
    for address in cut.into_iter().flatten().flat_map(|(_, found)| found) {
        if !found.contains(&address) {
            found.push(address);
        }
    }
    Ok(found)
}

/// Each term once, in the order of a reader's interest: senses of the asked language before those
/// of others, names and acronyms before other forms, one's own glossary before the built-in one.
fn rank(mut found: Found, options: &Options) -> Vec<Address> {
    found.sort_by_key(|(address, kind, lang)| {
        let other_language = lang.is_some_and(|lang| !options.langs.contains(&lang));
        let other_form = *kind == FormKind::Also;
        (other_language, other_form, std::cmp::Reverse(address.layer), address.term)
    });
    let mut out: Vec<Address> = Vec::new();
    for (address, _, _) in found {
        if !out.contains(&address) {
            out.push(address);
        }
    }
    out
}
