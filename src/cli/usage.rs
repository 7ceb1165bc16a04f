//! clap's errors in our words and the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use icann_terms::messages::Message;

use super::failure::Failure;

/// The failure that a clap error stands for. `command` is what `--help` is to be added to.
pub fn failure(error: &clap::Error, command: &str) -> Failure {
    let option = context(error, ContextKind::InvalidArg);
    let told = |message, blanks: &[(&'static str, &str)]| {
        let mut all = vec![("command", command), ("option", option.as_str())];
        all.extend(blanks);
        Failure::told(message, &all)
    };
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            let nearest = context(error, ContextKind::SuggestedArg);
            if nearest.is_empty() {
                told(Message::ErrorUnknownOption, &[])
            } else {
                told(Message::ErrorUnknownOptionNear, &[("nearest", &nearest)])
            }
        }
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues => {
            told(Message::ErrorUnexpectedWord, &[])
        }
        ErrorKind::InvalidValue
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => told(Message::ErrorMissingValue, &[]),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            told(Message::ErrorConflict, &[("other", &other)])
        }
        ErrorKind::MissingRequiredArgument => {
            told(Message::ErrorMissingArgument, &[("argument", &option)])
        }
        ErrorKind::InvalidUtf8 => told(Message::ErrorNotUnicode, &[]),
        _ => told(Message::ErrorUsage, &[("reason", &error.kind().to_string())]),
    }
}

/// The first value of a context, without the value's name that clap adds (`--lang <LANG>`).
fn context(error: &clap::Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        Some(ContextValue::Strings(texts)) => texts.first().map_or("", String::as_str),
        _ => "",
    };
    match text.split_once([' ', '=']) {
        Some((option, _)) if option.starts_with('-') => option.to_owned(),
        _ => text.trim_matches(['<', '>', '.', '[', ']']).to_owned(),
    }
}
