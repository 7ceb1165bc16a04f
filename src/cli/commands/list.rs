//! `icann-terms list`: the terms, a line each.

use clap::ArgMatches;
use icann_terms::Term;
use icann_terms::messages::Message;
use icann_terms::render::View;
use icann_terms::termbase::fold;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::Output;
use crate::cli::selection;
use crate::cli::settings::{Settings, Shape};

/// Lists the terms that fit.
///
/// # Errors
///
/// An unknown topic, a glossary that cannot be loaded, an output that fails.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let shape = Shape::new(matches)?;
    let glossary = settings.glossary(output)?;
    let view = View { glossary: &glossary, langs: &settings.langs };
    let words = matches.get_one::<String>("search").map(|words| fold::spaced(words));
    let words: Vec<&str> = words.iter().flat_map(|words| words.split(' ')).collect();
    let mut terms = selection::terms(matches, &glossary, settings.lang())?;
    terms.retain(|term| has_words(&view, term, &words));
    if terms.is_empty() {
        output.note(&format!("{NAME}: {}", Message::NoteNothingListed.text(settings.lang())))?;
    }
    let mut renderer = shape.renderer(view, true);
    output.write(|out| renderer.begin(out))?;
    output.write(|out| renderer.list(out, &terms))?;
    Ok(if terms.is_empty() { Exit::Unanswered } else { Exit::Answered })
}

/// Whether all the folded words are in the term's names and forms, in whatever language the word is
/// known, or in its definitions in a view's languages.
fn has_words(view: &View<'_>, term: &Term, words: &[&str]) -> bool {
    let shown = view.shown(term);
    let forms =
        term.texts.iter().flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
    let definitions = shown.iter().filter_map(|lang| Some(&term.texts.get(*lang)?.definition));
    let all: Vec<String> =
        forms.chain(definitions).chain(&term.acronym).map(|text| fold::spaced(text)).collect();
    words.iter().all(|word| all.iter().any(|text| text.contains(word)))
}
