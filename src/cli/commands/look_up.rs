//! Looking terms up: the default command.

use std::io::{self, BufRead, BufReader, IsTerminal};

use clap::ArgMatches;
use icann_terms::messages::{Message, lang_name};
use icann_terms::render::{Render, View};
use icann_terms::{Answer, Glossary, Match, Options};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::Output;
use crate::cli::settings::{Settings, Shape};

/// Answers every query.
///
/// # Errors
///
/// Wrong usage, a glossary that cannot be loaded, streams that fail.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    if matches.get_flag("version") {
        return version(settings, output);
    }
    let words: Vec<&str> = matches
        .get_many::<String>("term")
        .into_iter()
        .flatten()
        .map(|word| word.trim())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        if matches.get_many::<String>("term").is_none() && io::stdout().is_terminal() {
            let welcome = Message::NoteWelcome.text(settings.lang());
            output.write(|out| writeln!(out, "{welcome}"))?;
            return Ok(Exit::Answered);
        }
        return Err(Failure::told(Message::ErrorNoQuery, &[]));
    }
    let shape = Shape::new(matches)?;
    let options = Options {
        langs: settings.langs.clone(),
        exact: matches.get_flag("exact"),
        limit: limit(matches)?,
    };
    let glossary = settings.glossary(output)?;
    let view = View { glossary: &glossary, langs: &settings.langs };
    let mut teller = Teller {
        glossary: &glossary,
        options: &options,
        renderer: shape.renderer(view, false),
        view,
        output,
        exit: Exit::Answered,
    };
    teller.begin()?;
    teller.all(&words)?;
    Ok(teller.exit)
}

fn limit(matches: &ArgMatches) -> Result<usize, Failure> {
    let Some(text) = matches.get_one::<String>("limit") else {
        return Ok(Options::default().limit);
    };
    text.parse().map_err(|_| {
        Failure::told(Message::ErrorBadNumber, &[("option", "--limit"), ("value", text)])
    })
}

struct Teller<'a> {
    glossary: &'a Glossary,
    options: &'a Options,
    view: View<'a>,
    renderer: Box<dyn Render + 'a>,
    output: &'a mut Output,
    exit: Exit,
}

impl Teller<'_> {
    fn begin(&mut self) -> Result<(), Failure> {
        self.output.write(|out| self.renderer.begin(out))
    }

    /// Rows of single words are looked up together, quoted arguments and lines each for itself.
    fn all(&mut self, words: &[&str]) -> Result<(), Failure> {
        let mut rest = words;
        while let Some((&word, after)) = rest.split_first() {
            let stands_alone = |word: &&str| **word == *"-" || word.contains(char::is_whitespace);
            if word == "-" {
                self.lines()?;
                rest = after;
            } else if stands_alone(&word) {
                self.one(word)?;
                rest = after;
            } else {
                let row = rest.iter().position(stands_alone).unwrap_or(rest.len());
                let (row, after) = rest.split_at(row);
                for answer in self.glossary.look_up_words(row, self.options)? {
                    self.tell(&answer)?;
                }
                rest = after;
            }
        }
        Ok(())
    }

    /// One query a line of standard input. Answers are sent on whenever the input pauses.
    fn lines(&mut self) -> Result<(), Failure> {
        let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
        let mut line = Vec::new();
        loop {
            if input.buffer().is_empty() {
                self.output.flush()?;
            }
            line.clear();
            let read = input.read_until(b'\n', &mut line);
            let read =
                read.map_err(|error| Failure::Io(Message::ErrorStdin, String::new(), error))?;
            if read == 0 {
                return Ok(());
            }
            let text = String::from_utf8_lossy(&line);
            let query = text.trim_start_matches('\u{feff}').trim();
            if !query.is_empty() {
                self.one(query)?;
            }
        }
    }

    fn one(&mut self, query: &str) -> Result<(), Failure> {
        let answer = self.glossary.look_up_with(query, self.options)?;
        self.tell(&answer)
    }

    fn tell(&mut self, answer: &Answer) -> Result<(), Failure> {
        self.exit = self.exit.and(Exit::of(answer.kind));
        self.note(answer)?;
        self.output.write(|out| self.renderer.answer(out, answer))
    }

    fn note(&mut self, answer: &Answer) -> Result<(), Failure> {
        let lang = self.options.lang();
        let query = ("query", answer.query.as_str());
        match answer.kind {
            Match::Exact => {}
            Match::Near => {
                let label = answer.terms.first().map_or("", |term| term.label(lang));
                self.say(&Message::NoteNear.fill(lang, &[query, ("label", label)]))?;
            }
            Match::Suggestions => {
                self.say(&Message::NoteSuggestions.fill(lang, &[query]))?;
                for near in &answer.suggestions {
                    let name = if near.name == near.label {
                        String::new()
                    } else {
                        format!(" — {}", near.name)
                    };
                    let line = format!("  {}{name}", near.label);
                    self.output.note(&icann_terms::render::clean(&line))?;
                }
            }
            Match::None if self.options.exact => {
                self.say(&Message::NoteNotExact.fill(lang, &[query]))?;
            }
            Match::None => self.say(&Message::NoteNone.fill(lang, &[query]))?,
        }
        for term in &answer.terms {
            let shown = self.view.shown(term);
            if let Some(first) = shown.first().filter(|first| !self.view.langs.contains(first)) {
                let blanks = [
                    ("label", term.label(lang)),
                    ("wanted", lang_name(lang, lang)),
                    ("shown", lang_name(lang, *first)),
                ];
                self.say(&Message::NoteOtherLanguage.fill(lang, &blanks))?;
            }
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Failure> {
        self.output.note(&format!("{NAME}: {text}"))
    }
}

/// The versions of the program and of the glossary in force.
fn version(settings: &Settings, output: &mut Output) -> Result<Exit, Failure> {
    let lang = settings.lang();
    let glossary = settings.glossary(output)?;
    let meta = glossary.meta()?;
    let terms = Message::LabelTerms.count(lang, glossary.len()?, &[]);
    let blanks = [
        ("version", meta.version.as_str()),
        ("date", meta.date.as_str()),
        ("terms", terms.as_str()),
    ];
    let line = Message::NoteVersion.fill(lang, &blanks);
    output.write(|out| writeln!(out, "{NAME} {}\n{line}", env!("CARGO_PKG_VERSION")))?;
    Ok(Exit::Answered)
}
