//! `icann-terms explain`: the terms that a text, an e-mail or a mailbox uses.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use icann_terms::message::{MessageError, Messages};
use icann_terms::messages::Message;
use icann_terms::render::View;
use icann_terms::render::explained::{Explained, Tell};
use icann_terms::termbase::canonical;
use icann_terms::{ExplainOptions, Explainer, Lang, Term, Text, Unknown};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::id;
use crate::cli::model::NAME;
use crate::cli::output::{Output, write_new};
use crate::cli::settings::{ExplainFormat, Settings};

/// Explains every message of every file.
///
/// # Errors
///
/// Wrong usage, a file that cannot be read or is no text, an output that fails.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let format = ExplainFormat::new(matches)?;
    let drafts = matches.get_one::<PathBuf>("draft");
    let glossary = settings.glossary(output)?;
    let mut teller = Teller {
        explainer: Explainer::new(&glossary),
        options: ExplainOptions {
            skip_quoted: matches.get_flag("skip-quoted"),
            unknown: matches.get_flag("unknown") || drafts.is_some(),
        },
        renderer: format.renderer(View { glossary: &glossary, langs: &settings.langs }),
        output,
        number: 0,
        found: false,
        unknown: drafts.map(|_| HashMap::new()),
    };
    let files: Vec<&PathBuf> = matches.get_many("file").into_iter().flatten().collect();
    if files.is_empty() {
        teller.stdin(settings)?;
    }
    for path in files {
        if path.as_os_str() == "-" {
            teller.stdin(settings)?;
        } else {
            teller.file(path)?;
        }
    }
    let Teller { mut renderer, output, found, unknown, .. } = teller;
    output.write(|out| renderer.finish(out))?;
    if !found {
        output.note(&format!("{NAME}: {}", Message::NoteNothingExplained.text(settings.lang())))?;
    }
    if let (Some(folder), Some(unknown)) = (drafts, unknown) {
        write_drafts(folder, unknown, settings, output)?;
    }
    Ok(if found { Exit::Answered } else { Exit::Unanswered })
}

struct Teller<'a, 'g> {
    explainer: Explainer<'g>,
    options: ExplainOptions,
    renderer: Box<dyn Tell + 'a>,
    output: &'a mut Output,
    /// How many messages there were.
    number: usize,
    /// Whether any had a term.
    found: bool,
    /// The unknown acronyms of all messages, where drafts are to be written.
    unknown: Option<HashMap<String, Unknown>>,
}

impl Teller<'_, '_> {
    fn stdin(&mut self, settings: &Settings) -> Result<(), Failure> {
        if io::stdin().is_terminal() {
            let note = Message::NoteReadingTerminal.text(settings.lang());
            self.output.note(&format!("{NAME}: {note}"))?;
        }
        let name = Message::LabelStdin.text(settings.lang());
        self.messages(BufReader::with_capacity(1 << 16, io::stdin().lock()), name)
    }

    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        let unreadable = |error| Failure::unreadable(path, error);
        let file = File::open(path).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.is_dir() {
            return Err(unreadable(io::ErrorKind::IsADirectory.into()));
        }
        self.messages(BufReader::with_capacity(1 << 16, file), &path.to_string_lossy())
    }

    fn messages(&mut self, input: impl BufRead, name: &str) -> Result<(), Failure> {
        for message in Messages::new(input) {
            let message = message.map_err(|error| match error {
                MessageError::Io(error) => Failure::unreadable(Path::new(name), error),
                MessageError::NotText => Failure::told(Message::ErrorNotText, &[("path", name)]),
            })?;
            let found = self.explainer.explain(&message.text, self.options)?;
            self.number += 1;
            self.found |= !found.terms.is_empty();
            if let Some(all) = &mut self.unknown {
                for one in &found.unknown {
                    all.entry(one.acronym.clone())
                        .and_modify(|known| {
                            known.expansion =
                                known.expansion.take().or_else(|| one.expansion.clone());
                        })
                        .or_insert_with(|| one.clone());
                }
            }
            let explained = Explained { number: self.number, message: &message, found: &found };
            self.output.write(|out| self.renderer.message(out, &explained))?;
        }
        Ok(())
    }
}

/// Writes a term file for each acronym, its texts left to fill. A file that is there is kept.
fn write_drafts(
    folder: &Path,
    unknown: HashMap<String, Unknown>,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::unwritable(folder, error))?;
    let mut unknown: Vec<Unknown> = unknown.into_values().collect();
    unknown.sort_by(|a, b| a.acronym.cmp(&b.acronym));
    let mut written = 0;
    for one in unknown {
        let path = folder.join(id::of(&one.acronym)).with_extension("toml");
        let mut term = Term { acronym: Some(one.acronym), ..Term::default() };
        for lang in Lang::ALL {
            let name =
                one.expansion.clone().filter(|_| lang == settings.lang()).unwrap_or_default();
            term.texts.set(lang, Text { name, ..Text::default() });
        }
        written += usize::from(write_new(&path, canonical::file(&term).as_bytes())?);
    }
    let shown = folder.to_string_lossy();
    let note = Message::NoteDrafts.count(settings.lang(), written, &[("path", &shown)]);
    output.note(&format!("{NAME}: {note}"))
}
