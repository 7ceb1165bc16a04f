//! Settings: what the options of every command come to, ready for use.

use std::env;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ArgMatches;
use etcetera::BaseStrategy;
use icann_terms::messages::Message;
use icann_terms::render::explained::{Footnotes, Html, Inline, JsonLines, List, Tell};
use icann_terms::render::{Field, Fields, Json, Markdown, Render, Text, Tsv, View, Width};
use icann_terms::{Glossary, Lang};

use super::failure::Failure;
use super::language;
use super::model::NAME;
use super::output::Output;

/// The widest that text is set on a terminal: beyond that lines are hard to follow.
const WIDEST: usize = 88;

/// A format of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Sentences.
    Text,
    /// JSON.
    Json,
    /// Tab-separated values.
    Tsv,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The formats of look-ups and lists.
    pub const LOOK_UP: [Format; 4] = [Format::Text, Format::Json, Format::Tsv, Format::Markdown];

    /// The word that asks for it.
    pub const fn word(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Tsv => "tsv",
            Format::Markdown => "markdown",
        }
    }
}

/// A format of `explain --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplainFormat {
    /// Each term once.
    List,
    /// The text with names in brackets.
    Inline,
    /// The text with Markdown footnotes.
    Footnotes,
    /// A page.
    Html,
    /// An object a message.
    Json,
}

impl ExplainFormat {
    /// Every format, the default first.
    pub const ALL: [ExplainFormat; 5] = [
        ExplainFormat::List,
        ExplainFormat::Inline,
        ExplainFormat::Footnotes,
        ExplainFormat::Html,
        ExplainFormat::Json,
    ];

    /// The word that asks for it.
    pub const fn word(self) -> &'static str {
        match self {
            ExplainFormat::List => "list",
            ExplainFormat::Inline => "inline",
            ExplainFormat::Footnotes => "footnotes",
            ExplainFormat::Html => "html",
            ExplainFormat::Json => "json",
        }
    }

    /// What `--format` asks for.
    ///
    /// # Errors
    ///
    /// A format that does not exist.
    pub fn new(matches: &ArgMatches) -> Result<ExplainFormat, Failure> {
        let Some(word) = matches.get_one::<String>("format") else {
            return Ok(ExplainFormat::List);
        };
        let format = ExplainFormat::ALL.into_iter().find(|format| format.word() == word);
        format
            .ok_or_else(|| bad_value("--format", word, ExplainFormat::ALL.map(ExplainFormat::word)))
    }

    /// The renderer.
    pub fn renderer<'a>(self, view: View<'a>) -> Box<dyn Tell + 'a> {
        match self {
            ExplainFormat::List => Box::new(List::new(view, width())),
            ExplainFormat::Inline => Box::new(Inline::new(view)),
            ExplainFormat::Footnotes => Box::new(Footnotes::new(view)),
            ExplainFormat::Html => Box::new(Html::new(view)),
            ExplainFormat::Json => Box::new(JsonLines::new(view)),
        }
    }
}

/// A format of `export --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One array.
    Json,
    /// A table.
    Csv,
    /// For translation tools.
    Tbx,
    /// A deck of cards.
    Anki,
    /// A dictionary.
    StarDict,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [ExportFormat; 5] = [
        ExportFormat::Json,
        ExportFormat::Csv,
        ExportFormat::Tbx,
        ExportFormat::Anki,
        ExportFormat::StarDict,
    ];

    /// The word that asks for it.
    pub const fn word(self) -> &'static str {
        match self {
            ExportFormat::Json => "json",
            ExportFormat::Csv => "csv",
            ExportFormat::Tbx => "tbx",
            ExportFormat::Anki => "anki",
            ExportFormat::StarDict => "stardict",
        }
    }

    /// What `--format` asks for.
    ///
    /// # Errors
    ///
    /// A format that does not exist.
    pub fn new(matches: &ArgMatches) -> Result<ExportFormat, Failure> {
        let word = matches.get_one::<String>("format").map_or("", String::as_str);
        let format = ExportFormat::ALL.into_iter().find(|format| format.word() == word);
        format.ok_or_else(|| bad_value("--format", word, ExportFormat::ALL.map(ExportFormat::word)))
    }
}

/// How answers are to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In a format.
    Format(Format),
    /// As chosen fields.
    Fields(Vec<Field>),
}

impl Shape {
    /// What `--format` and `--field` ask for.
    ///
    /// # Errors
    ///
    /// A format or field that does not exist.
    pub fn new(matches: &ArgMatches) -> Result<Shape, Failure> {
        if let Some(lists) = matches.get_many::<String>("field") {
            let words = lists.flat_map(|list| list.split(',')).map(str::trim);
            let fields = words.map(|word| {
                let field = Field::ALL.into_iter().find(|field| field.word() == word);
                field.ok_or_else(|| bad_value("--field", word, Field::ALL.map(Field::word)))
            });
            return fields.collect::<Result<_, _>>().map(Shape::Fields);
        }
        let Some(word) = matches.get_one::<String>("format") else {
            return Ok(Shape::Format(Format::Text));
        };
        let format = Format::LOOK_UP.into_iter().find(|format| format.word() == word);
        let format =
            format.ok_or_else(|| bad_value("--format", word, Format::LOOK_UP.map(Format::word)))?;
        Ok(Shape::Format(format))
    }

    /// The renderer of answers, or of lists.
    pub fn renderer<'a>(&self, view: View<'a>, of_lists: bool) -> Box<dyn Render + 'a> {
        match self {
            Shape::Fields(fields) => Box::new(Fields::new(view, fields.clone())),
            Shape::Format(Format::Text) => Box::new(Text::new(view, width())),
            Shape::Format(Format::Json) => Box::new(Json::new(view)),
            Shape::Format(Format::Markdown) => Box::new(Markdown::new(view)),
            Shape::Format(Format::Tsv) if of_lists => Box::new(Tsv::of_lists(view)),
            Shape::Format(Format::Tsv) => Box::new(Tsv::of_answers(view)),
        }
    }
}

/// How wide text is set: as the window is on a terminal, else a paragraph a line.
pub fn width() -> Width {
    width_on(&std::io::stdout())
}

/// How wide text is set on a stream.
pub fn width_on(stream: &impl IsTerminal) -> Width {
    if !stream.is_terminal() {
        return Width::Endless;
    }
    let window = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    Width::Columns(window.clamp(20, WIDEST))
}

/// What all commands share.
#[derive(Debug)]
pub struct Settings {
    /// The languages to show; the first is that of messages.
    pub langs: Vec<Lang>,
    glossaries: Vec<PathBuf>,
    no_builtin: bool,
}

impl Settings {
    /// The settings of a parsed command line. Sets `colored`'s switch.
    ///
    /// # Errors
    ///
    /// A value that an option does not take.
    pub fn new(matches: &ArgMatches) -> Result<Settings, Failure> {
        let langs: Vec<&str> =
            matches.get_many::<String>("lang").into_iter().flatten().map(String::as_str).collect();
        let settings = Settings {
            langs: language::choose(&langs)?,
            glossaries: matches
                .get_many::<PathBuf>("glossary")
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            no_builtin: matches.get_flag("no-builtin"),
        };
        let when = matches.get_one::<String>("color").map_or("auto", String::as_str);
        colored::control::set_override(color(when)?);
        Ok(settings)
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.langs.first().copied().unwrap_or(Lang::En)
    }

    /// The glossaries of one's own, the lowest first: those of the data folder, of the environment
    /// and of the options.
    pub fn own_glossaries(&self) -> Vec<PathBuf> {
        let folder = data_folder().filter(|folder| folder.is_dir());
        // A folder that was made and not yet filled is no error.
        let folder = folder.filter(|folder| has_entries(folder));
        let listed = env::var_os("ICANN_TERMS_GLOSSARY");
        let listed =
            listed.iter().flat_map(env::split_paths).filter(|path| !path.as_os_str().is_empty());
        folder.into_iter().chain(listed).chain(self.glossaries.iter().cloned()).collect()
    }

    /// The stack of all glossaries in force.
    ///
    /// # Errors
    ///
    /// A glossary that cannot be loaded, or none at all.
    pub fn glossary(&self, output: &mut Output) -> Result<Glossary, Failure> {
        let mut glossary = self.foundation();
        let own = self.own_glossaries();
        if self.no_builtin && own.is_empty() {
            return Err(Failure::told(Message::ErrorEmptyGlossary, &[]));
        }
        for path in own {
            glossary.add_path(&path)?;
        }
        self.tell_passed_over(glossary.passed_over(), output)?;
        Ok(glossary)
    }

    /// Says which links of a glossary's folder were passed over, a line each.
    ///
    /// # Errors
    ///
    /// Those of the output.
    pub fn tell_passed_over(&self, links: &[PathBuf], output: &mut Output) -> Result<(), Failure> {
        for link in links {
            let blanks = [("path", &*link.to_string_lossy())];
            let note = Message::NotePassedOver.fill(self.lang(), &blanks);
            output.note(&format!("{NAME}: {note}"))?;
        }
        Ok(())
    }

    /// What glossaries of one's own stand on.
    pub fn foundation(&self) -> Glossary {
        if self.no_builtin { Glossary::empty() } else { Glossary::builtin() }
    }
}

/// The folder of glossaries of one's own, whether or not it is there yet; `None` without a home.
/// A home that is no absolute path is none: it would make a glossary of any folder one works in.
pub fn data_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let folder = strategy.data_dir().join("icann-terms").join("glossary");
    folder.is_absolute().then_some(folder)
}

fn has_entries(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether to colour standard output. What the variables say is left to `colored`; an option
/// beats them.
fn color(when: &str) -> Result<bool, Failure> {
    match when {
        "always" => Ok(true),
        "never" => Ok(false),
        "auto" => {
            let set = |name| env::var_os(name).filter(|value| !value.is_empty());
            let forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
            let plain = set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb");
            Ok(forced || (!plain && std::io::stdout().is_terminal()))
        }
        _ => Err(bad_value("--color", when, ["auto", "always", "never"])),
    }
}

/// A value that an option does not take.
pub fn bad_value<const N: usize>(option: &str, value: &str, allowed: [&str; N]) -> Failure {
    let allowed = allowed.join(", ");
    let blanks = [("option", option), ("value", value), ("allowed", allowed.as_str())];
    Failure::told(Message::ErrorBadValue, &blanks)
}
