//! Plain sentences for people: on a terminal coloured and wrapped, elsewhere one paragraph a line.

use std::io::{self, Write};

use colored::Colorize;
use termbase::{Lang, Status, Term, Topic};

use super::{Render, View, clean};
use crate::Answer;
use crate::messages::Message;

/// How wide a line may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as the paragraph.
    Endless,
    /// So many columns.
    Columns(usize),
}

/// The text format.
#[derive(Debug)]
pub struct Text<'a> {
    view: View<'a>,
    width: Width,
    printed: bool,
}

impl<'a> Text<'a> {
    /// A renderer for a view. Colour is `colored`'s own switch.
    pub fn new(view: View<'a>, width: Width) -> Self {
        Text { view, width, printed: false }
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
                self.headword(out, term, &text.name)?;
            } else {
                writeln!(out)?;
                let line = format!("{shown}: {}", clean(&text.name));
                self.paragraph(out, &line, |line| line.bold().to_string())?;
            }
            self.paragraph(out, &clean(&text.definition), str::to_owned)?;
        }
        if self.view.langs.len() > 1 {
            writeln!(out)?;
        }
        let faint = |line: &str| line.dimmed().to_string();
        if let Some(say) = &term.say {
            self.paragraph(out, &Message::LabelSay.fill(lang, &[("say", say)]), str::to_owned)?;
        }
        if !term.see.is_empty() {
            let labels: Vec<String> = term.see.iter().map(|id| self.view.label_of(id)).collect();
            let line = Message::LabelSee.fill(lang, &[("terms", &labels.join(", "))]);
            self.paragraph(out, &line, str::to_owned)?;
        }
        if !term.sources.is_empty() {
            let urls = term.sources.join(", ");
            let text = Message::LabelSource.count(lang, term.sources.len(), &[("urls", &urls)]);
            self.paragraph(out, &text, faint)?;
        }
        Ok(())
    }

    fn headword(&self, out: &mut dyn Write, term: &Term, name: &str) -> io::Result<()> {
        let lang = self.view.lang();
        let mut notes = Vec::new();
        notes.extend(self.view.topic_of(term));
        if term.status == Status::Historical {
            notes.push(Message::LabelHistorical.text(lang).to_owned());
        }
        let head = headword(term, name);
        let notes =
            if notes.is_empty() { String::new() } else { format!(" [{}]", notes.join(", ")) };
        let plain = format!("{}{}", clean(&head), clean(&notes));
        // Colour would be counted as width, so the line is wrapped first and coloured after.
        let head_length = clean(&head).chars().count();
        let mut coloured = 0;
        for line in lines(&plain, self.width) {
            let length = line.chars().count();
            let bold = head_length.saturating_sub(coloured).min(length);
            let at = line.char_indices().nth(bold).map_or(line.len(), |(at, _)| at);
            let (bold, rest) = line.split_at(at);
            let (bold, rest) =
                (paint(bold, |t| t.bold().to_string()), paint(rest, |t| t.dimmed().to_string()));
            writeln!(out, "{bold}{rest}")?;
            coloured += length + 1;
        }
        Ok(())
    }

    fn paragraph(
        &self,
        out: &mut dyn Write,
        text: &str,
        style: impl Fn(&str) -> String,
    ) -> io::Result<()> {
        for line in lines(text, self.width) {
            writeln!(out, "{}", paint(&line, &style))?;
        }
        Ok(())
    }
}

/// A paragraph's lines at a width, without their ends.
pub fn lines(text: &str, width: Width) -> Vec<String> {
    match width {
        Width::Endless => vec![text.to_owned()],
        Width::Columns(columns) => {
            // An address is never broken: it could not be clicked.
            let options = textwrap::Options::new(columns.max(20))
                .break_words(false)
                // A screen's lines are filled; to even them out is for paper.
                .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
        }
    }
}

fn paint(text: &str, style: impl Fn(&str) -> String) -> String {
    if text.is_empty() { String::new() } else { style(text) }
}

/// `ALS — At-Large Structure`, or the name alone.
pub(crate) fn headword(term: &Term, name: &str) -> String {
    match term.acronym.as_deref() {
        Some(acronym) if acronym != name => format!("{acronym} — {name}"),
        _ => name.to_owned(),
    }
}

/// A term's headwords in several languages on one line: the acronym and each name once.
pub(super) fn headwords(view: &View<'_>, term: &Term) -> String {
    let mut names: Vec<&str> = term.acronym.as_deref().into_iter().collect();
    for lang in view.shown(term) {
        let name = term.name(lang).unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" — ")
}

impl Render for Text<'_> {
    fn answer(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        answer.terms.iter().try_for_each(|term| self.term(out, term))
    }

    fn list(&mut self, out: &mut dyn Write, terms: &[Term]) -> io::Result<()> {
        for term in terms {
            writeln!(out, "{}", clean(&headwords(&self.view, term)))?;
        }
        Ok(())
    }

    fn topics(&mut self, out: &mut dyn Write, topics: &[(Topic, usize)]) -> io::Result<()> {
        let lang: Lang = self.view.lang();
        for (topic, terms) in topics {
            let count = Message::LabelTerms.count(lang, *terms, &[]);
            writeln!(out, "{}: {}, {count}", clean(&topic.id), clean(topic.name(lang)))?;
        }
        Ok(())
    }
}
