//! `browse` on a whole screen: the list above, the entry below, redrawn at every key.

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use icann_terms::Term;
use icann_terms::messages::Message;
use icann_terms::render::{Width, clean};

use super::screen::Screen;
use super::search::Search;
use crate::cli::failure::Failure;

/// What the screen shows of a search.
pub struct FullScreen<'s, 'g> {
    search: &'s mut Search<'g>,
    /// The place of the chosen term among those that fit.
    chosen: usize,
    /// How many lines of the entry are scrolled away.
    scrolled: usize,
}

impl<'s, 'g> FullScreen<'s, 'g> {
    /// The screen of a search.
    pub fn new(search: &'s mut Search<'g>) -> Self {
        FullScreen { search, chosen: 0, scrolled: 0 }
    }

    /// Runs until the person leaves; the term they chose, if any.
    ///
    /// # Errors
    ///
    /// A screen that fails, a glossary that is damaged.
    pub fn run(mut self) -> Result<Option<Term>, Failure> {
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
                Pressed::Choose => return Ok(self.chosen_term().cloned()),
                Pressed::Stay => {}
            }
        }
    }

    fn chosen_term(&self) -> Option<&Term> {
        self.search.hit(self.chosen)
    }

    fn ask(&mut self, query: &str) -> Result<(), Failure> {
        self.search.ask(query)?;
        self.choose(0);
        Ok(())
    }

    fn choose(&mut self, place: usize) {
        self.chosen = place;
        self.scrolled = 0;
    }

    fn press(&mut self, key: KeyEvent) -> Result<Pressed, Failure> {
        let last = self.search.hits().len().saturating_sub(1);
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
                let chosen = self.chosen_term().map(|term| term.id.clone());
                self.search.turn()?;
                let same = self.search.hits().position(|term| Some(&term.id) == chosen.as_ref());
                self.choose(same.unwrap_or(0));
            }
            KeyCode::Backspace => {
                let mut query = self.search.query().to_owned();
                query.pop();
                self.ask(&query)?;
            }
            KeyCode::Char('u') if control => self.ask("")?,
            KeyCode::Char(c) if !control => {
                let query = format!("{}{c}", self.search.query());
                self.ask(&query)?;
            }
            _ => {}
        }
        Ok(Pressed::Stay)
    }

    /// The screen's lines, and the column of the cursor in the first.
    fn lines(&self, width: usize, height: usize) -> Result<(Vec<String>, u16), Failure> {
        let lang = self.search.lang();
        let prompt = format!("{}{}", Message::BrowseSearch.text(lang), clean(self.search.query()));
        let column = textwrap::core::display_width(&prompt).min(width - 1) as u16;
        let mut lines = vec![cut(&prompt, width)];
        // A third of the screen for the list, the rest for the entry and the line of keys.
        let rows = (height / 3).max(1);
        let first = self.chosen.saturating_sub(rows - 1);
        for place in first..first + rows {
            let line = self.search.hit(place).map(|term| {
                let line = super::line(term, lang);
                // The choice is shown by a mark, not by colour alone.
                let mark = if place == self.chosen { "> " } else { "  " };
                cut(&format!("{mark}{}", clean(&line)), width)
            });
            lines.push(line.unwrap_or_default());
        }
        lines.push(String::new());
        let space = height.saturating_sub(lines.len() + 1);
        if let Some(term) = self.chosen_term() {
            let mut written = Vec::new();
            let columns = Width::Columns(width.min(88));
            super::read(&mut written, self.search.glossary(), term, lang, columns)
                .map_err(Failure::stdout)?;
            let written = String::from_utf8_lossy(&written);
            let all: Vec<&str> = written.lines().collect();
            let from = self.scrolled.min(all.len().saturating_sub(space));
            lines.extend(all[from..].iter().take(space).map(|line| cut(line, width)));
        }
        lines.resize(height - 1, String::new());
        lines.push(cut(&format!("{} · {}", lang, Message::BrowseKeys.text(lang)), width));
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
