//! `icann-terms random`: one term by chance.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ArgMatches;
use icann_terms::messages::Message;
use icann_terms::render::View;
use icann_terms::{Answer, Match};

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::NAME;
use crate::cli::output::Output;
use crate::cli::settings::{Settings, Shape};

/// Shows a term.
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
    // The order must not depend on the language, or a day's term would.
    let mut terms = glossary.terms(icann_terms::Lang::En)?;
    terms.retain(|term| term.essential || !matches.get_flag("essential"));
    if terms.is_empty() {
        output.note(&format!("{NAME}: {}", Message::NoteNothingListed.text(settings.lang())))?;
        return Ok(Exit::Unanswered);
    }
    let number = if matches.get_flag("today") { of_today() } else { of_chance() };
    let term = terms.swap_remove((number % terms.len() as u64) as usize);
    let query = term.label(settings.lang()).to_owned();
    let answer = Answer { query, kind: Match::Exact, terms: vec![term], suggestions: Vec::new() };
    let view = View { glossary: &glossary, langs: &settings.langs };
    let mut renderer = shape.renderer(view, false);
    output.write(|out| renderer.begin(out))?;
    output.write(|out| renderer.answer(out, &answer))?;
    Ok(Exit::Answered)
}

/// A number that stays the same from midnight to midnight UTC, and whose order has no pattern that
/// a reader would notice (SplitMix64's finaliser over the day: Steele, Lea and Flood, 2014).
fn of_today() -> u64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let mut z = (seconds / 86_400).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number that nobody can guess: the standard library seeds its hashers from the system.
fn of_chance() -> u64 {
    RandomState::new().build_hasher().finish()
}
