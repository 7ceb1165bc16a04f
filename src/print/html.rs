//! One page with everything in it: to read, to search, to print, without a network.
//!
//! The page works without its script: then all entries stand one below the other, each in its
//! languages. The script adds the search, which folds case and accents as look-up does and forgives
//! slips, the choice of a topic, and the switch of language. What is of a language says so in
//! `data-for`, and the style sheet shows what is for the language of the root; the order of the
//! entries and the words around them, language by language, are data at the end of the page.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use termbase::{Lang, Status, Term};

use super::{Chapter, Paper, Print, chapters_in};
use crate::export::{Book, escape};
use crate::messages::{Message, lang_name};
use crate::render::clean;

/// The HTML page.
#[derive(Debug)]
pub struct HtmlPage {
    /// The sheet it is printed on.
    pub paper: Paper,
}

impl Print for HtmlPage {
    fn write(&self, out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
        let lang = book.view.lang();
        let title = escape(Message::PrintTitle.text(lang));
        let mut style = include_str!("page.css").replace("PAPER", self.paper.word());
        for lang in several(book) {
            style += &format!(
                ".script[lang=\"{lang}\"] [data-for]:not([data-for~=\"{lang}\"]) {{ display: none; }}\n"
            );
        }
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <title>{title}</title>\n<style>\n{style}</style>\n\
             <script>document.documentElement.classList.add(\"script\");</script>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#entries\" data-say=\"skip\">{}</a>\n\
             <header class=\"rail\">\n<h1 data-say=\"title\">{title}</h1>",
            escape(Message::PrintSkip.text(lang)),
        )?;
        let chapters = chapters_in(book, lang);
        controls(out, book)?;
        letters(out, lang, &chapters)?;
        writeln!(
            out,
            "<p class=\"notice\" data-say=\"notice\">{}</p>\n</header>\n\
             <main id=\"entries\" tabindex=\"-1\">\n\
             <section id=\"results\" hidden><h2 data-say=\"results\"></h2></section>",
            escape(&book.notice())
        )?;
        let mut terms: Vec<&Term> = Vec::new();
        for chapter in chapters {
            writeln!(
                out,
                "<section class=\"chapter\">\n<h2 id=\"letter-{}\">{}</h2>",
                anchor(&chapter.letter),
                escape(&chapter.letter)
            )?;
            terms.extend(&chapter.terms);
            chapter.terms.into_iter().try_for_each(|term| entry(out, book, term))?;
            writeln!(out, "</section>")?;
        }
        writeln!(
            out,
            "</main>\n<script type=\"application/json\" id=\"data\">{}</script>\n\
             <script>\n{}</script>\n</body>\n</html>",
            data(book, &terms)?,
            include_str!("page.js")
        )
    }
}

/// The languages that can be switched between: none where there is but one.
fn several<'b>(book: &Book<'b>) -> &'b [Lang] {
    if book.view.langs.len() > 1 { book.view.langs } else { &[] }
}

fn anchor(letter: &str) -> String {
    if letter == "#" { "0".to_owned() } else { escape(letter) }
}

/// The search, the topics and the languages. The style sheet shows them where there is a script.
fn controls(out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
    let lang = book.view.lang();
    write!(
        out,
        "<form role=\"search\" class=\"search\">\n<label for=\"search\" data-say=\"search\">{}</label>\n\
         <input type=\"search\" id=\"search\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" \
         aria-describedby=\"found\" enterkeyhint=\"search\">\n<p id=\"found\" role=\"status\"></p>\n</form>\n\
         <div class=\"choices\">\n<label for=\"topic\" data-say=\"topic\">{}</label>\n\
         <select id=\"topic\"><option value=\"\" data-say=\"all-topics\">{}</option>",
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
    writeln!(out, "</select>")?;
    if !several(book).is_empty() {
        write!(
            out,
            "<fieldset class=\"languages\"><legend data-say=\"language\">{}</legend>",
            escape(Message::PrintLanguage.text(lang))
        )?;
        for other in several(book) {
            let checked = if *other == lang { " checked" } else { "" };
            write!(
                out,
                "<label lang=\"{other}\"><input type=\"radio\" name=\"language\" value=\"{other}\"{checked}>{}</label>",
                escape(lang_name(*other, *other))
            )?;
        }
        writeln!(out, "</fieldset>")?;
    }
    writeln!(out, "</div>")
}

fn letters(out: &mut dyn Write, lang: Lang, chapters: &[Chapter<'_>]) -> io::Result<()> {
    write!(
        out,
        "<nav class=\"letters\" aria-label=\"{}\" data-say-label=\"letters\"><ul>",
        escape(Message::PrintLetters.text(lang))
    )?;
    for chapter in chapters {
        let letter = escape(&chapter.letter);
        write!(out, "<li><a href=\"#letter-{}\">{letter}</a></li>", anchor(&chapter.letter))?;
    }
    writeln!(out, "</ul></nav>")
}

fn entry(out: &mut dyn Write, book: &Book<'_>, term: &Term) -> io::Result<()> {
    let shown = book.view.shown(term);
    let forms: Vec<String> = term
        .texts
        .iter()
        .flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also))
        .chain(&term.acronym)
        .map(|form| escape(&form.replace(['\n', '\t'], " ")))
        .collect();
    write!(
        out,
        "<article id=\"{}\" data-topic=\"{}\" data-forms=\"{}\"",
        escape(&term.id),
        escape(term.topic.as_deref().unwrap_or_default()),
        forms.join("\n")
    )?;
    if !term.numbered.is_empty() {
        write!(out, " data-numbered=\"{}\"", escape(&term.numbered.join("\n")))?;
    }
    writeln!(out, ">")?;
    shown.iter().try_for_each(|lang| language(out, book, term, *lang, &shown))?;
    names(out, book, term, &shown)?;
    book.view.langs.iter().try_for_each(|lang| see(out, book, term, *lang))?;
    sources(out, book, term)?;
    writeln!(out, "</article>")
}

/// The attribute that says for which of the page's languages something is; empty where the page has
/// but one.
fn for_langs(book: &Book<'_>, is_for: impl Fn(Lang) -> bool) -> String {
    let langs: Vec<&str> =
        several(book).iter().filter(|lang| is_for(**lang)).map(|lang| lang.code()).collect();
    if several(book).is_empty() {
        String::new()
    } else {
        format!(" data-for=\"{}\"", langs.join(" "))
    }
}

/// The language in which a reader of a language is shown a term.
fn standing_in(shown: &[Lang], lang: Lang) -> Option<Lang> {
    shown.iter().find(|own| **own == lang).or(shown.first()).copied()
}

/// What a language says of a term: headword, topic, definition.
fn language(
    out: &mut dyn Write,
    book: &Book<'_>,
    term: &Term,
    lang: Lang,
    shown: &[Lang],
) -> io::Result<()> {
    let Some(text) = term.texts.get(lang) else { return Ok(()) };
    let name = escape(&text.name);
    let headword = match term.acronym.as_deref() {
        Some(acronym) if acronym != text.name => {
            format!("{} <span class=\"name\">{name}</span>", escape(acronym))
        }
        _ => name,
    };
    write!(
        out,
        "<div lang=\"{lang}\"{}>\n<h3><a href=\"#{}\">{headword}</a></h3>\n",
        for_langs(book, |other| standing_in(shown, other) == Some(lang)),
        escape(&term.id),
    )?;
    let mut facts = Vec::new();
    if let Some(id) = term.topic.as_deref() {
        let topic = book.view.glossary.topic_name(id, lang).ok().flatten().unwrap_or(id);
        facts.push(escape(topic));
    }
    if term.status == Status::Historical {
        facts.push(escape(Message::LabelHistorical.text(lang)));
    }
    if let Some(say) = &term.say {
        facts.push(escape(&Message::LabelSay.fill(lang, &[("say", say)])));
    }
    if !facts.is_empty() {
        writeln!(out, "<p class=\"facts\"><span>{}</span></p>", facts.join("</span> · <span>"))?;
    }
    writeln!(out, "<p>{}</p>\n</div>", escape(&text.definition))
}

/// The names in the page's languages, each for the readers of the others. A name that the languages
/// share needs no translation.
fn names(out: &mut dyn Write, book: &Book<'_>, term: &Term, shown: &[Lang]) -> io::Result<()> {
    let mut items = String::new();
    for &lang in shown {
        let name = term.name(lang).unwrap_or_default();
        let is_for = |reader| {
            let stands = standing_in(shown, reader);
            stands != Some(lang) && stands.and_then(|stands| term.name(stands)) != Some(name)
        };
        if book.view.langs.iter().any(|reader| is_for(*reader)) {
            items += &format!(
                "<li{}><abbr title=\"{}\">{lang}</abbr>&nbsp;<span lang=\"{lang}\">{}</span></li>",
                for_langs(book, is_for),
                escape(lang_name(lang, lang)),
                escape(name)
            );
        }
    }
    if items.is_empty() { Ok(()) } else { writeln!(out, "<ul class=\"facts names\">{items}</ul>") }
}

/// The related terms that are in the book.
fn see(out: &mut dyn Write, book: &Book<'_>, term: &Term, lang: Lang) -> io::Result<()> {
    let see: Vec<String> = book
        .related(term)
        .map(|other| {
            format!("<a href=\"#{}\">{}</a>", escape(&other.id), escape(other.label(lang)))
        })
        .collect();
    if see.is_empty() {
        return Ok(());
    }
    let line = escape(Message::LabelSee.text(lang)).replace("{terms}", &see.join(", "));
    let is_for = for_langs(book, |other| other == lang);
    writeln!(out, "<p class=\"facts see\" lang=\"{lang}\"{is_for}>{line}</p>")
}

fn sources(out: &mut dyn Write, book: &Book<'_>, term: &Term) -> io::Result<()> {
    let links: Vec<String> = term
        .sources
        .iter()
        .filter_map(|source| Some((source, source.strip_prefix("https://")?)))
        .map(|(source, shown)| {
            let shown = shown.strip_prefix("www.").unwrap_or(shown).trim_end_matches('/');
            format!("<a href=\"{}\">{}</a>", escape(source), breakable(shown))
        })
        .collect();
    if links.is_empty() {
        return Ok(());
    }
    let (key, label) = source_label(book.view.lang(), links.len());
    writeln!(
        out,
        "<p class=\"facts sources\"><span data-say=\"{key}\">{}</span> {}</p>",
        escape(&label),
        links.join(", ")
    )
}

/// What stands before the sources, and its key among the words of the page.
fn source_label(lang: Lang, count: usize) -> (&'static str, String) {
    let key = if count == 1 { "source" } else { "sources" };
    (key, Message::LabelSource.plural(lang, count).replace("{urls}", "").trim_end().to_owned())
}

/// An address that may go on in the next line behind a slash.
fn breakable(address: &str) -> String {
    escape(address).replace('/', "/<wbr>")
}

/// What the script needs to know.
#[derive(Serialize)]
struct Data {
    /// The words around the entries, by language and key.
    say: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
    /// The names of the topics, by language and id.
    topics: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// The chapters, in each language's order.
    order: BTreeMap<&'static str, Vec<Order>>,
}

/// A chapter: its letter, its anchor, and its entries by their places in the page.
#[derive(Serialize)]
struct Order(String, String, Vec<usize>);

fn data(book: &Book<'_>, terms: &[&Term]) -> io::Result<String> {
    let places: BTreeMap<&str, usize> =
        terms.iter().enumerate().map(|(place, term)| (term.id.as_str(), place)).collect();
    let mut data = Data { say: BTreeMap::new(), topics: BTreeMap::new(), order: BTreeMap::new() };
    for &lang in book.view.langs {
        data.say.insert(lang.code(), words(book, lang));
        data.topics.insert(
            lang.code(),
            book.view
                .glossary
                .topics()
                .unwrap_or_default()
                .into_iter()
                .map(|topic| (clean(&topic.id).into_owned(), clean(topic.name(lang)).into_owned()))
                .collect(),
        );
        let chapters = chapters_in(book, lang).into_iter().map(|chapter| {
            let terms = chapter.terms.iter().filter_map(|term| places.get(term.id.as_str()));
            Order(chapter.letter.clone(), anchor(&chapter.letter), terms.copied().collect())
        });
        data.order.insert(lang.code(), chapters.collect());
    }
    // Inside a script nothing may look like its end.
    Ok(serde_json::to_string(&data)?.replace('<', "\\u003c"))
}

/// The words around the entries in a language, by the keys that the page has in `data-say`.
fn words(book: &Book<'_>, lang: Lang) -> BTreeMap<&'static str, String> {
    let text = |message: Message| message.text(lang).to_owned();
    let one = |message: Message| message.plural(lang, 1).to_owned();
    BTreeMap::from([
        ("title", text(Message::PrintTitle)),
        ("notice", clean(&book.notice_in(lang)).into_owned()),
        ("skip", text(Message::PrintSkip)),
        ("letters", text(Message::PrintLetters)),
        ("search", text(Message::PrintSearch)),
        ("topic", text(Message::PrintTopic)),
        ("all-topics", text(Message::PrintAllTopics)),
        ("language", text(Message::PrintLanguage)),
        ("results", text(Message::PrintResults)),
        ("nearest", text(Message::PrintNearest)),
        ("nothing", text(Message::PrintNothing)),
        ("term", one(Message::LabelTerms)),
        ("terms", text(Message::LabelTerms)),
        ("near-term", one(Message::PrintNearTerms)),
        ("near-terms", text(Message::PrintNearTerms)),
        ("no-terms", Message::LabelTerms.plural(lang, 0).to_owned()),
        ("source", source_label(lang, 1).1),
        ("sources", source_label(lang, 2).1),
    ])
}
