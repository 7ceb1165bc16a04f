//! The languages asked for: by option, by environment, by the system's locale.

use std::env;
use std::ffi::OsString;

use icann_terms::Lang;
use icann_terms::messages::Message;

use super::failure::Failure;

const VARIABLE: &str = "ICANN_TERMS_LANG";

/// The languages of a list of values, each `en`, `fr`, `es`, `pt`, `all` or a locale's name, or
/// several with commas between. `option` is what an error calls them.
///
/// # Errors
///
/// A value that is no language.
pub fn parse<'v>(
    option: &str,
    values: impl IntoIterator<Item = &'v str>,
) -> Result<Vec<Lang>, Failure> {
    let mut langs = Vec::new();
    for value in values.into_iter().flat_map(|list| list.split(',')).map(str::trim) {
        let found = match Lang::from_locale(value) {
            Some(lang) => vec![lang],
            None if value.eq_ignore_ascii_case("all") => Lang::ALL.to_vec(),
            None => {
                let blanks = [("value", value), ("option", option)];
                return Err(Failure::told(Message::ErrorBadLang, &blanks));
            }
        };
        for lang in found {
            if !langs.contains(&lang) {
                langs.push(lang);
            }
        }
    }
    Ok(langs)
}

/// The languages to use: those of the option, else of `ICANN_TERMS_LANG`, else of the locale.
///
/// # Errors
///
/// A value that is no language.
pub fn choose(values: &[&str]) -> Result<Vec<Lang>, Failure> {
    if !values.is_empty() {
        return parse("--lang", values.iter().copied());
    }
    match env::var(VARIABLE) {
        Ok(list) if !list.trim().is_empty() => parse(VARIABLE, [list.as_str()]),
        _ => Ok(vec![of_locale()]),
    }
}

/// The language of messages before, and if, the command line cannot be understood.
pub fn of_messages(args: &[OsString]) -> Lang {
    let args: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let mut values = Vec::new();
    for (place, arg) in args.iter().enumerate().take_while(|(_, arg)| **arg != "--") {
        if matches!(*arg, "--lang" | "-l") {
            values.extend(args.get(place + 1));
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            values.push(value);
        } else if let Some(value) = arg.strip_prefix("-l").filter(|_| !arg.starts_with("--")) {
            values.push(value.trim_start_matches('='));
        }
    }
    let first = |langs: Vec<Lang>| langs.first().copied();
    choose(&values)
        .ok()
        .and_then(first)
        .or_else(|| choose(&[]).ok().and_then(first))
        .unwrap_or_else(of_locale)
}

/// The locale's language, by the order that POSIX gives its variables; English where it is none of
/// the four. Windows, which sets no such variable, is asked itself.
fn of_locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(env::var_os)
        .find(|value| !value.is_empty());
    #[cfg(windows)]
    let set = set.or_else(super::windows::locale);
    set.and_then(|value| Lang::from_locale(&value.to_string_lossy())).unwrap_or(Lang::En)
}
