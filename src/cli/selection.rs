//! Which terms a list or an export has: `--topic` and `--essential`.

use clap::ArgMatches;
use icann_terms::messages::Message;
use icann_terms::termbase::fold;
use icann_terms::{Glossary, Lang, Term};

use super::failure::Failure;

/// The terms asked for, sorted by label in a language.
///
/// # Errors
///
/// An unknown topic, a damaged glossary.
pub fn terms(matches: &ArgMatches, glossary: &Glossary, lang: Lang) -> Result<Vec<Term>, Failure> {
    let topic = topic(matches, glossary)?;
    let mut terms = glossary.terms(lang)?;
    terms.retain(|term| {
        (topic.is_none() || term.topic == topic)
            && (term.essential || !matches.get_flag("essential"))
    });
    Ok(terms)
}

/// The id of the topic asked for, by its id or its name in any language.
fn topic(matches: &ArgMatches, glossary: &Glossary) -> Result<Option<String>, Failure> {
    let Some(value) = matches.get_one::<String>("topic") else {
        return Ok(None);
    };
    let wanted = fold::spaceless(value);
    let topic = glossary.topics()?.into_iter().find(|topic| {
        let mut names = topic.names.iter().map(|(_, name)| name.as_str());
        fold::spaceless(&topic.id) == wanted || names.any(|name| fold::spaceless(name) == wanted)
    });
    match topic {
        Some(topic) => Ok(Some(topic.id)),
        None => Err(Failure::told(Message::ErrorUnknownTopic, &[("value", value)])),
    }
}
