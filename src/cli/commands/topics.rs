//! `icann-terms topics`: the topics and how many terms each has.

use clap::ArgMatches;
use icann_terms::render::View;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::settings::{Settings, Shape};

/// Lists the topics that have terms.
///
/// # Errors
///
/// A glossary that cannot be loaded, an output that fails.
pub fn run(
    matches: &ArgMatches,
    settings: &Settings,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let shape = Shape::new(matches)?;
    let glossary = settings.glossary(output)?;
    let terms = glossary.terms(settings.lang())?;
    let mut topics = Vec::new();
    for topic in glossary.topics()? {
        let count = terms.iter().filter(|term| term.topic.as_deref() == Some(&topic.id)).count();
        if count > 0 {
            topics.push((topic, count));
        }
    }
    let view = View { glossary: &glossary, langs: &settings.langs };
    let mut renderer = shape.renderer(view, true);
    output.write(|out| renderer.topics(out, &topics))?;
    Ok(Exit::Answered)
}
