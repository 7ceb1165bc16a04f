//! A StarDict dictionary, for GoldenDict, KOReader, sdcv and others.
//!
//! Three files and one of synonyms, by StarDict's own description of its format (`StarDictFileFormat`
//! of its source): headwords are sorted by ASCII letters without case, then by bytes; numbers are
//! big-endian; the articles are HTML.

use std::collections::BTreeMap;

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

impl StarDict {
    /// The files of a book.
    pub fn files(&self, book: &Book<'_>) -> StarDictFiles {
        // By the order of the format, each headword with its articles.
        let mut headwords: BTreeMap<(Vec<u8>, String), Vec<&Term>> = BTreeMap::new();
        for term in book.terms {
            headwords.entry(order(&headword(book, term))).or_default().push(term);
        }
        let mut files = StarDictFiles::default();
        let mut places: BTreeMap<&str, u32> = BTreeMap::new();
        let (mut count, mut synonyms) = (0u32, BTreeMap::new());
        for ((_, word), terms) in &headwords {
            for term in terms {
                let article = article(book, term);
                files.idx.extend_from_slice(word.as_bytes());
                files.idx.push(0);
                files.idx.extend_from_slice(&(files.dict.len() as u32).to_be_bytes());
                files.idx.extend_from_slice(&(article.len() as u32).to_be_bytes());
                files.dict.extend_from_slice(article.as_bytes());
                places.insert(&term.id, count);
                count += 1;
            }
        }
        for term in book.terms {
            let Some(&place) = places.get(term.id.as_str()) else { continue };
            let own = headword(book, term);
            // Forms of every language find the article, whatever language it is written in.
            let forms = term
                .texts
                .iter()
                .flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
            for form in
                forms.chain(&term.acronym).map(|form| word(form)).filter(|form| *form != own)
            {
                synonyms.insert((order(&form), place), ());
            }
        }
        for ((_, form), place) in synonyms.keys() {
            files.syn.extend_from_slice(form.as_bytes());
            files.syn.push(0);
            files.syn.extend_from_slice(&place.to_be_bytes());
        }
        files.ifo = format!(
            "StarDict's dict ifo file\nversion=2.4.2\nbookname=icann-terms ({})\nwordcount={count}\n\
             synwordcount={}\nidxfilesize={}\nsametypesequence=h\ndate={}\ndescription={}\n",
            book.view.langs.iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", "),
            synonyms.len(),
            files.idx.len(),
            clean(&book.meta.date.replace('-', ".")),
            clean(&book.notice()),
        )
        .into_bytes();
        files
    }
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
