//! Markdown for notes, wikis and mail.

use std::borrow::Cow;
use std::io::{self, Write};

use termbase::read::is_kebab;
use termbase::{Status, Term, Topic, fold};

use super::text::{headword, headwords};
use super::{Render, View, clean};
use crate::Answer;
use crate::messages::Message;

/// The Markdown format.
#[derive(Debug)]
pub struct Markdown<'a> {
    view: View<'a>,
    printed: bool,
}

impl<'a> Markdown<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>) -> Self {
        Markdown { view, printed: false }
    }

    fn term(&mut self, out: &mut dyn Write, term: &Term) -> io::Result<()> {
        if self.printed {
            writeln!(out)?;
        }
        self.printed = true;
        let lang = self.view.lang();
        for (place, shown) in self.view.shown(term).into_iter().enumerate() {
            let Some(text) = term.texts.get(shown) else {
                continue;
            };
            if place == 0 {
                writeln!(out, "## {}\n", escape(&headword(term, &text.name)))?;
                let mut notes: Vec<String> = self.view.topic_of(term).into_iter().collect();
                if term.status == Status::Historical {
                    notes.push(Message::LabelHistorical.text(lang).to_owned());
                }
                if !notes.is_empty() {
                    writeln!(out, "*{}*\n", escape(&notes.join(", ")))?;
                }
            } else {
                writeln!(out, "\n**{shown}: {}**\n", escape(&text.name))?;
            }
            writeln!(out, "{}", escape(&text.definition))?;
        }
        let mut lines = Vec::new();
        if let Some(say) = &term.say {
            lines.push(Message::LabelSay.fill(lang, &[("say", &escape(say))]));
        }
        if !term.see.is_empty() {
            let labels: Vec<_> =
                term.see.iter().map(|id| escape(&self.view.label_of(id))).collect();
            lines.push(Message::LabelSee.fill(lang, &[("terms", &labels.join(", "))]));
        }
        if !term.sources.is_empty() {
            let urls: Vec<String> = term.sources.iter().map(|url| link(url)).collect();
            let count = urls.len();
            lines.push(Message::LabelSource.count(lang, count, &[("urls", &urls.join(", "))]));
        }
        lines.iter().try_for_each(|line| writeln!(out, "\n{line}"))
    }
}

/// An autolink; as plain text where it could break out of one.
fn link(url: &str) -> String {
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    if is_address && !url.contains(['<', '>', ' ', '\\']) {
        format!("<{}>", clean(url))
    } else {
        escape(url)
    }
}

/// A text in which nothing is Markdown (CommonMark 2.4: any ASCII punctuation may be escaped), also
/// at the beginning of a line, where a hyphen, a plus sign or a number would begin a list.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = if number == 0 { &['-', '+'][..] } else { &['.', ')'][..] };
    for (place, c) in clean(text).char_indices() {
        if place == number && mark.contains(&c) {
            out.push('\\');
        }
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An id as the name of a place in a document. Checked ids are such names; one of a compiled
/// glossary from elsewhere may be anything, and is reduced to letters, digits and hyphens.
pub(crate) fn anchor(id: &str) -> Cow<'_, str> {
    if is_kebab(id) { Cow::Borrowed(id) } else { Cow::Owned(fold::spaced(id).replace(' ', "-")) }
}

impl Render for Markdown<'_> {
    fn answer(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        answer.terms.iter().try_for_each(|term| self.term(out, term))
    }

    fn list(&mut self, out: &mut dyn Write, terms: &[Term]) -> io::Result<()> {
        for term in terms {
            writeln!(out, "- {}", escape(&headwords(&self.view, term)))?;
        }
        Ok(())
    }

    fn topics(&mut self, out: &mut dyn Write, topics: &[(Topic, usize)]) -> io::Result<()> {
        let lang = self.view.lang();
        for (topic, terms) in topics {
            let count = Message::LabelTerms.count(lang, *terms, &[]);
            writeln!(out, "- {} ({}), {count}", escape(topic.name(lang)), escape(&topic.id))?;
        }
        Ok(())
    }
}
