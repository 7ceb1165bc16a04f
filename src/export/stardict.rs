//! A StarDict dictionary, for GoldenDict, KOReader, sdcv and others.
//!
//! Three files and one of synonyms, by StarDict's own description of its format (`StarDictFileFormat`
//! of its source): headwords are sorted by ASCII letters without case, then by bytes; numbers are
//! big-endian; the articles are HTML.

use std::collections::{BTreeMap, BTreeSet};

use termbase::{Status, Term};

use super::{Book, escape};
use crate::messages::Message;
use crate::render::clean;

/// The StarDict export.
#[derive(Debug)]
pub struct StarDict;

/// The files of a dictionary, by their endings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StarDictFiles {
    /// What the dictionary says of itself: `.ifo`.
    pub ifo: Vec<u8>,
    /// The headwords: `.idx`.
    pub idx: Vec<u8>,
    /// The articles: `.dict`.
    pub dict: Vec<u8>,
    /// The other forms: `.syn`.
    pub syn: Vec<u8>,
}

/// A word by the order of the format, and the terms that it may mean.
type Words<'t> = BTreeMap<(Vec<u8>, String), Vec<&'t Term>>;

impl StarDict {
    /// The files of a book.
    pub fn files(&self, book: &Book<'_>) -> StarDictFiles {
        let (entries, synonyms) = words(book);
        let mut files = StarDictFiles::default();
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, ((_, word), terms)) in (0..).zip(&entries) {
            let start = files.dict.len();
            for term in terms {
                files.dict.extend_from_slice(article(book, term).as_bytes());
            }
            files.idx.extend_from_slice(word.as_bytes());
            files.idx.push(0);
            files.idx.extend_from_slice(&(start as u32).to_be_bytes());
            files.idx.extend_from_slice(&((files.dict.len() - start) as u32).to_be_bytes());
            numbers.insert(word, number);
        }
        for ((_, form), terms) in &synonyms {
            let number = terms.first().and_then(|term| numbers.get(headword(book, term).as_str()));
            files.syn.extend_from_slice(form.as_bytes());
            files.syn.push(0);
            files.syn.extend_from_slice(&number.copied().unwrap_or_default().to_be_bytes());
        }
        files.ifo = format!(
            "StarDict's dict ifo file\nversion=2.4.2\nbookname=icann-terms ({})\nwordcount={}\n\
             synwordcount={}\nidxfilesize={}\nsametypesequence=h\ndate={}\ndescription={}\n",
            book.view.langs.iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", "),
            entries.len(),
            synonyms.len(),
            files.idx.len(),
            clean(&book.meta.date.replace('-', ".")),
            clean(&book.notice()),
        )
        .into_bytes();
        files
    }
}

/// The entries of the index and the synonyms, each of which leads to the entry of a single term.
///
/// Readers answer a word with one entry of the index, or with one synonym, some of them whatever its
/// case. So a word that means several things (`AC`: a committee, and a certificate authority in
/// French) is one entry with all its articles, those that are called so first; and only a word that
/// means one thing, in any case, and that leads to an entry of one article, is a synonym.
fn words<'t>(book: &Book<'t>) -> (Words<'t>, Words<'t>) {
    let mut entries = Words::new();
    let mut forms = Words::new();
    for term in book.terms {
        entries.entry(order(&headword(book, term))).or_default().push(term);
        // Forms of every language find the article, whatever language it is written in.
        let names = term.texts.iter().map(|(_, text)| text);
        let names = names.flat_map(|text| std::iter::once(&text.name).chain(&text.also));
        for form in names.chain(&term.acronym) {
            let terms = forms.entry(order(&word(form))).or_default();
            if terms.last().is_none_or(|last| last.id != term.id) {
                terms.push(term);
            }
        }
    }
    for (form, called_so) in &mut entries {
        for term in forms.remove(form).unwrap_or_default() {
            if order(&headword(book, term)) != *form {
                called_so.push(term);
            }
        }
    }
    let mut meanings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for ((_, word), terms) in entries.iter().chain(&forms) {
        let ids = terms.iter().map(|term| term.id.as_str());
        meanings.entry(word.to_lowercase()).or_default().extend(ids);
    }
    let means_one =
        |word: &str| meanings.get(&word.to_lowercase()).is_some_and(|ids| ids.len() == 1);
    let has_one = |term: &Term| {
        entries.get(&order(&headword(book, term))).is_some_and(|articles| articles.len() == 1)
    };
    let (synonyms, shared): (Words, Words) = forms
        .into_iter()
        .partition(|((_, word), terms)| means_one(word) && terms.iter().all(|term| has_one(term)));
    entries.extend(shared);
    (entries, synonyms)
}

/// The key of the format's order: `g_ascii_strcasecmp`, then `strcmp`.
fn order(word: &str) -> (Vec<u8>, String) {
    (word.to_ascii_lowercase().into_bytes(), word.to_owned())
}

/// A headword: at most 255 bytes on one line, and nothing that nobody would type.
fn word(form: &str) -> String {
    let mut word = clean(form).replace('\u{fffd}', "");
    while word.len() > 255 {
        word.pop();
    }
    word
}

fn headword(book: &Book<'_>, term: &Term) -> String {
    let first = book.view.shown(term).first().and_then(|lang| term.name(*lang)).unwrap_or(&term.id);
    word(term.acronym.as_deref().unwrap_or(first))
}

fn article(book: &Book<'_>, term: &Term) -> String {
    let lang = book.view.lang();
    let mut html = String::new();
    for shown in book.view.shown(term) {
        if let Some(text) = term.texts.get(shown) {
            html +=
                &format!("<p><b>{}</b><br>{}</p>", escape(&text.name), escape(&text.definition));
        }
    }
    if term.status == Status::Historical {
        html += &format!("<p><i>{}</i></p>", escape(Message::LabelHistorical.text(lang)));
    }
    if let Some(source) = term.sources.iter().find(|source| source.starts_with("https://")) {
        let source = escape(source);
        html += &format!("<p><a href=\"{source}\">{source}</a></p>");
    }
    html
}
