//! Each term once, in order of appearance, with the first sentence of its definition.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::rc::Rc;

use colored::Colorize;
use termbase::Term;

use super::{Explained, Tell, gist};
use crate::explain::Unknown;
use crate::messages::Message;
use crate::render::text::{headword, lines};
use crate::render::{View, Width, clean};

/// With more others than this the essential terms stand apart.
const MANY: usize = 12;

/// The list format: all messages together, each term once.
#[derive(Debug)]
pub struct List<'a> {
    view: View<'a>,
    width: Width,
    seen: HashSet<String>,
    terms: Vec<Rc<Term>>,
    unknown: Vec<Unknown>,
    /// Where each unknown acronym is in `unknown`.
    places: HashMap<String, usize>,
}

impl<'a> List<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>, width: Width) -> Self {
        List {
            view,
            width,
            seen: HashSet::new(),
            terms: Vec::new(),
            unknown: Vec::new(),
            places: HashMap::new(),
        }
    }

    fn term(&self, out: &mut dyn Write, term: &Term) -> io::Result<()> {
        let (name, sentence) = gist(&self.view, term);
        let head = clean(&headword(term, &name)).into_owned();
        let blanks = [("head", head.as_str()), ("text", &sentence)];
        let line = Message::ExplainedTerm.fill(self.view.lang(), &blanks);
        for (number, line) in lines(&line, self.width).into_iter().enumerate() {
            // The headword is bold where it stands whole on the first line.
            match line.strip_prefix(&head).filter(|_| number == 0) {
                Some(rest) => writeln!(out, "{}{rest}", head.bold())?,
                None => writeln!(out, "{line}")?,
            }
        }
        Ok(())
    }

    fn group(&self, out: &mut dyn Write, heading: Message, terms: &[&Rc<Term>]) -> io::Result<()> {
        writeln!(out, "{}", heading.text(self.view.lang()).bold())?;
        terms.iter().try_for_each(|term| self.term(out, term))
    }
}

impl Tell for List<'_> {
    fn message(&mut self, _out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()> {
        for term in &explained.found.terms {
            if self.seen.insert(term.id.clone()) {
                self.terms.push(Rc::clone(term));
            }
        }
        for one in &explained.found.unknown {
            let known = self.places.get(&one.acronym).and_then(|&at| self.unknown.get_mut(at));
            match known {
                Some(known) => {
                    known.count += one.count;
                    known.expansion = known.expansion.take().or_else(|| one.expansion.clone());
                }
                None => {
                    self.places.insert(one.acronym.clone(), self.unknown.len());
                    self.unknown.push(one.clone());
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let (essential, others): (Vec<_>, Vec<_>) =
            self.terms.iter().partition(|term| term.essential);
        if others.len() > MANY && !essential.is_empty() {
            self.group(out, Message::ExplainEssential, &essential)?;
            writeln!(out)?;
            self.group(out, Message::ExplainOthers, &others)?;
        } else {
            self.terms.iter().try_for_each(|term| self.term(out, term))?;
        }
        if self.unknown.is_empty() {
            return Ok(());
        }
        let lang = self.view.lang();
        self.unknown.sort_by_key(|one| std::cmp::Reverse(one.count));
        if !self.terms.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", Message::ExplainUnknown.text(lang).bold())?;
        for one in &self.unknown {
            let count = Message::ExplainTimes.count(lang, one.count, &[]);
            match &one.expansion {
                Some(long) => writeln!(out, "{} — {} ({count})", clean(&one.acronym), clean(long))?,
                None => writeln!(out, "{} ({count})", clean(&one.acronym))?,
            }
        }
        Ok(())
    }
}
