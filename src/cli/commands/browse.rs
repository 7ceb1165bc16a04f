//! `icann-terms browse`: type and see.

use std::io::{self, IsTerminal};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use icann_terms::messages::Message;
use icann_terms::render::{Render, Text, View, Width, clean};
use icann_terms::termbase::fold;
use icann_terms::{Answer, Glossary, Lang, Match, Options, Term};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::screen::Screen;
use crate::cli::settings::Settings;

/// Lets a person search until they leave; prints the entry that they end with.
///
/// # Errors
///
/// Where there is no terminal, a glossary that cannot be loaded, a screen that fails.
pub fn run(settings: &Settings, output: &mut Output) -> Result<Exit, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::told(Message::ErrorNoTerminal, &[]));
    }
    let glossary = settings.glossary()?;
    let mut browser = Browser::new(&glossary, settings.lang())?;
    let colored = colored::control::SHOULD_COLORIZE.should_colorize();
    colored::control::set_override(false);
    let chosen = browser.run()?;
    colored::control::set_override(colored);
    let Some(term) = chosen else { return Ok(Exit::Answered) };
    let langs = [browser.lang];
    let view = View { glossary: &glossary, langs: &langs };
    let mut text = Text::new(view, Width::Columns(80));
    output.write(|out| text.answer(out, &answer(term)))?;
    Ok(Exit::Answered)
}

fn answer(term: Term) -> Answer {
    Answer { query: String::new(), kind: Match::Exact, terms: vec![term], suggestions: Vec::new() }
}

/// A term with what the search looks at, folded.
struct Entry {
    term: Term,
    forms: Vec<String>,
    definition: String,
}

struct Browser<'g> {
    glossary: &'g Glossary,
    lang: Lang,
    entries: Vec<Entry>,
    query: String,
    /// The places in `entries` that fit the query, best first.
    hits: Vec<usize>,
    /// The place in `hits` that is chosen.
    chosen: usize,
    /// How many lines of the entry are scrolled away.
    scrolled: usize,
}

impl<'g> Browser<'g> {
    fn new(glossary: &'g Glossary, lang: Lang) -> Result<Self, Failure> {
        let mut browser = Browser {
            glossary,
            lang,
            entries: Vec::new(),
            query: String::new(),
            hits: Vec::new(),
            chosen: 0,
            scrolled: 0,
        };
        browser.speak(lang)?;
        Ok(browser)
    }

    /// Turns to a language: its order, its definitions.
    fn speak(&mut self, lang: Lang) -> Result<(), Failure> {
        self.lang = lang;
        let terms = self.glossary.terms(lang)?;
        let entry = |term: Term| {
            let texts = term
                .texts
                .iter()
                .flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
            let forms = term.acronym.iter().chain(texts).map(|form| fold::spaced(form)).collect();
            let shown = term.texts.nearest(lang).and_then(|lang| term.texts.get(lang));
            let definition = shown.map(|text| fold::spaced(&text.definition)).unwrap_or_default();
            Entry { forms, definition, term }
        };
        self.entries = terms.into_iter().map(entry).collect();
        self.search()
    }

    /// Finds what fits the query: forms that begin with it, that hold it; then definitions; and if
    /// nothing does, what look-up suggests.
    fn search(&mut self) -> Result<(), Failure> {
        let query = fold::spaced(&self.query);
        // Of forms that fit alike the shorter one, which the query is more of, comes first.
        let shortest = |entry: &Entry, fits: &dyn Fn(&str) -> bool| {
            entry.forms.iter().filter(|form| fits(form)).map(String::len).min()
        };
        let rank = |entry: &Entry| {
            let begins =
                shortest(entry, &|form| form.starts_with(&query)).map(|length| (0, length));
            let holds = || shortest(entry, &|form| form.contains(&query)).map(|length| (1, length));
            let tells =
                || (query.len() >= 3 && entry.definition.contains(&query)).then_some((2, 0));
            begins.or_else(holds).or_else(tells)
        };
        let mut ranked: Vec<((usize, usize), usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(place, entry)| Some((rank(entry)?, place)))
            .collect();
        // Nothing typed yet: everything, in its order.
        if query.is_empty() {
            ranked = (0..self.entries.len()).map(|place| ((0, 0), place)).collect();
        }
        ranked.sort_unstable();
        self.hits = ranked.into_iter().map(|(_, place)| place).collect();
        if self.hits.is_empty() {
            let options = Options { langs: vec![self.lang], exact: false, limit: 10 };
            let near = self.glossary.look_up_with(&self.query, &options)?.suggestions;
            let place = |id: &str| self.entries.iter().position(|entry| entry.term.id == id);
            self.hits = near.iter().filter_map(|near| place(&near.id)).collect();
        }
        self.chosen = 0;
        self.scrolled = 0;
        Ok(())
    }

    /// Runs until the person leaves; the term they chose, if any.
    fn run(&mut self) -> Result<Option<Term>, Failure> {
        let screen = Screen::take().map_err(Failure::stdout)?;
        loop {
            let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
            let (lines, column) =
                self.lines(usize::from(width.max(20)), usize::from(height.max(6)))?;
            screen.draw(&lines, column).map_err(Failure::stdout)?;
            let Event::Key(key) = event::read().map_err(Failure::stdout)? else { continue };
            if key.kind == KeyEventKind::Release {
                continue;
            }
            match self.press(key)? {
                Pressed::Leave => return Ok(None),
                Pressed::Choose => {
                    let place = self.hits.get(self.chosen).copied();
                    return Ok(place.map(|place| self.entries.swap_remove(place).term));
                }
                Pressed::Stay => {}
            }
        }
    }

    fn press(&mut self, key: KeyEvent) -> Result<Pressed, Failure> {
        let last = self.hits.len().saturating_sub(1);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => return Ok(Pressed::Leave),
            KeyCode::Char('c' | 'd') if control => return Ok(Pressed::Leave),
            KeyCode::Enter => return Ok(Pressed::Choose),
            KeyCode::Up => self.choose(self.chosen.saturating_sub(1)),
            KeyCode::Down => self.choose((self.chosen + 1).min(last)),
            KeyCode::Home => self.choose(0),
            KeyCode::End => self.choose(last),
            KeyCode::PageUp => self.scrolled = self.scrolled.saturating_sub(5),
            KeyCode::PageDown => self.scrolled += 5,
            KeyCode::Tab => {
                let next =
                    Lang::ALL.iter().position(|lang| *lang == self.lang).map_or(0, |at| at + 1);
                let chosen =
                    self.hits.get(self.chosen).map(|place| self.entries[*place].term.id.clone());
                self.speak(Lang::ALL[next % Lang::ALL.len()])?;
                let same = self
                    .hits
                    .iter()
                    .position(|place| Some(&self.entries[*place].term.id) == chosen.as_ref());
                self.choose(same.unwrap_or(0));
            }
            KeyCode::Backspace => {
                self.query.pop();
                self.search()?;
            }
            KeyCode::Char('u') if control => {
                self.query.clear();
                self.search()?;
            }
            KeyCode::Char(c) if !control => {
                self.query.push(c);
                self.search()?;
            }
            _ => {}
        }
        Ok(Pressed::Stay)
    }

    fn choose(&mut self, place: usize) {
        self.chosen = place;
        self.scrolled = 0;
    }

    /// The screen's lines, and the column of the cursor in the first.
    fn lines(&self, width: usize, height: usize) -> Result<(Vec<String>, u16), Failure> {
        let prompt = format!("{}{}", Message::BrowseSearch.text(self.lang), clean(&self.query));
        let column = textwrap::core::display_width(&prompt).min(width - 1) as u16;
        let mut lines = vec![cut(&prompt, width)];
        // A third of the screen for the list, the rest for the entry and the line of keys.
        let rows = (height / 3).max(1);
        let first = self.chosen.saturating_sub(rows - 1);
        for place in first..first + rows {
            let line = self.hits.get(place).map(|hit| {
                let term = &self.entries[*hit].term;
                let name = term
                    .texts
                    .nearest(self.lang)
                    .and_then(|lang| term.name(lang))
                    .unwrap_or_default();
                let label = term.label(self.lang);
                let line =
                    if label == name { label.to_owned() } else { format!("{label} — {name}") };
                // The choice is shown by a mark, not by colour alone.
                let mark = if place == self.chosen { "> " } else { "  " };
                cut(&format!("{mark}{}", clean(&line)), width)
            });
            lines.push(line.unwrap_or_default());
        }
        lines.push(String::new());
        let space = height.saturating_sub(lines.len() + 1);
        if let Some(hit) = self.hits.get(self.chosen) {
            let langs = [self.lang];
            let view = View { glossary: self.glossary, langs: &langs };
            let mut written = Vec::new();
            let mut text = Text::new(view, Width::Columns(width.min(88)));
            text.answer(&mut written, &answer(self.entries[*hit].term.clone()))
                .map_err(Failure::stdout)?;
            let written = String::from_utf8_lossy(&written);
            let all: Vec<&str> = written.lines().collect();
            let from = self.scrolled.min(all.len().saturating_sub(space));
            lines.extend(all[from..].iter().take(space).map(|line| cut(line, width)));
        }
        lines.resize(height - 1, String::new());
        lines.push(cut(&format!("{} · {}", self.lang, Message::BrowseKeys.text(self.lang)), width));
        Ok((lines, column))
    }
}

enum Pressed {
    Stay,
    Choose,
    Leave,
}

/// What fits into a line.
fn cut(line: &str, width: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += textwrap::core::display_width(c.encode_utf8(&mut [0; 4]));
        used <= width
    };
    line.chars().take_while(fits).collect()
}
