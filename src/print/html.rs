//! One page with everything in it: to read, to search, to print, without a network.
//!
//! The page works without its script: then all entries stand one below the other. The script adds
//! the search, which folds case and accents as look-up does and forgives a slip, the choice of a
//! topic, and the switch of language.

use std::io::{self, Write};

use termbase::{Lang, Status, Term};

use super::{Paper, Print, chapters, headword};
use crate::export::{Book, escape};
use crate::messages::{Message, lang_name};

/// The HTML page.
#[derive(Debug)]
pub struct HtmlPage {
    /// The sheet it is printed on.
    pub paper: Paper,
}

impl Print for HtmlPage {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        let lang = book.view.lang();
        let title = Message::PrintTitle.text(lang);
        let style = include_str!("page.css").replace("PAPER", self.paper.word());
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#entries\">{}</a>\n<header>\n<h1>{}</h1>\n<p class=\"notice\">{}</p>",
            escape(title),
            escape(Message::PrintSkip.text(lang)),
            escape(title),
            escape(&book.notice())
        )?;
        let chapters = chapters(book);
        controls(out, book)?;
        write!(
            out,
            "<nav class=\"letters\" aria-label=\"{}\">",
            escape(Message::PrintLetters.text(lang))
        )?;
        for chapter in &chapters {
            let letter = escape(&chapter.letter);
            write!(out, "<a href=\"#letter-{}\">{letter}</a> ", anchor(&chapter.letter))?;
        }
        writeln!(out, "</nav>\n</header>\n<main id=\"entries\" tabindex=\"-1\">")?;
        for chapter in chapters {
            writeln!(
                out,
                "<section aria-labelledby=\"letter-{0}\">\n<h2 id=\"letter-{0}\">{1}</h2>",
                anchor(&chapter.letter),
                escape(&chapter.letter)
            )?;
            chapter.terms.into_iter().try_for_each(|term| entry(out, book, term))?;
            writeln!(out, "</section>")?;
        }
        writeln!(out, "</main>\n<script>\n{}</script>\n</body>\n</html>", include_str!("page.js"))
    }
}

fn anchor(letter: &str) -> String {
    if letter == "#" { "0".to_owned() } else { escape(letter) }
}

/// The search, the topics and the languages. They are shown once the script is there.
fn controls(out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
    let lang = book.view.lang();
    write!(
        out,
        "<form role=\"search\" class=\"controls\" hidden>\n<label>{} <input type=\"search\" id=\"search\" autocomplete=\"off\" \
         spellcheck=\"false\"></label>\n<label>{} <select id=\"topic\"><option value=\"\">{}</option>",
        escape(Message::PrintSearch.text(lang)),
        escape(Message::PrintTopic.text(lang)),
        escape(Message::PrintAllTopics.text(lang))
    )?;
    for topic in book.view.glossary.topics().unwrap_or_default() {
        if book.terms.iter().any(|term| term.topic.as_deref() == Some(&topic.id)) {
            write!(
                out,
                "<option value=\"{}\">{}</option>",
                escape(&topic.id),
                escape(topic.name(lang))
            )?;
        }
    }
    writeln!(out, "</select></label>")?;
    if book.view.langs.len() > 1 {
        write!(out, "<label>{} <select id=\"lang\">", escape(Message::PrintLanguage.text(lang)))?;
        for other in book.view.langs {
            write!(
                out,
                "<option value=\"{other}\" lang=\"{other}\">{}</option>",
                escape(lang_name(*other, *other))
            )?;
        }
        writeln!(out, "</select></label>")?;
    }
    writeln!(
        out,
        "<p id=\"found\" role=\"status\" data-one=\"{}\" data-many=\"{}\"></p>\n</form>",
        escape(Message::LabelTerms.plural(lang, 1)),
        escape(Message::LabelTerms.text(lang))
    )
}

fn entry(out: &mut dyn Write, book: &Book<'_>, term: &Term) -> io::Result<()> {
    let shown = book.view.shown(term);
    let forms: Vec<&str> = term
        .texts
        .iter()
        .flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also))
        .chain(&term.acronym)
        .map(String::as_str)
        .collect();
    writeln!(
        out,
        "<article id=\"{}\" data-topic=\"{}\" data-forms=\"{}\">",
        escape(&term.id),
        escape(term.topic.as_deref().unwrap_or_default()),
        escape(&forms.join("\n"))
    )?;
    for &lang in &shown {
        language(out, book, term, lang, &shown)?;
    }
    writeln!(out, "</article>")
}

fn language(
    out: &mut dyn Write,
    book: &Book<'_>,
    term: &Term,
    lang: Lang,
    shown: &[Lang],
) -> io::Result<()> {
    let Some(text) = term.texts.get(lang) else { return Ok(()) };
    let id = escape(&term.id);
    write!(
        out,
        "<div class=\"in\" lang=\"{lang}\">\n<h3><a href=\"#{id}\">{}</a></h3>\n<p>{}</p>\n",
        escape(&headword(term, lang)),
        escape(&text.definition)
    )?;
    let mut facts = Vec::new();
    if term.status == Status::Historical {
        facts.push(escape(Message::LabelHistorical.text(lang)));
    }
    // A name that the languages share needs no translation.
    for other in shown.iter().filter(|other| term.name(**other) != Some(&text.name)) {
        let name = escape(term.name(*other).unwrap_or_default());
        facts.push(format!("{other}: <i lang=\"{other}\">{name}</i>"));
    }
    if !facts.is_empty() {
        writeln!(out, "<p class=\"facts\">{}</p>", facts.join(" · "))?;
    }
    let see: Vec<String> = term
        .see
        .iter()
        .filter_map(|id| book.terms.iter().find(|other| other.id == *id))
        .map(|other| {
            format!("<a href=\"#{}\">{}</a>", escape(&other.id), escape(other.label(lang)))
        })
        .collect();
    if !see.is_empty() {
        let line = escape(Message::LabelSee.text(lang)).replace("{terms}", &see.join(", "));
        writeln!(out, "<p class=\"facts\">{line}</p>")?;
    }
    if let Some(source) = term.sources.iter().find(|source| source.starts_with("https://")) {
        let label = Message::LabelSource.plural(lang, 1).replace("{urls}", "");
        let source = escape(source);
        writeln!(
            out,
            "<p class=\"facts source\">{}<a href=\"{source}\">{source}</a></p>",
            escape(&label)
        )?;
    }
    writeln!(out, "</div>")
}
