//! The first word: whether it is a command.
//!
//! A command counts only as the first word, so that `icann-terms ALS list` looks two terms up, and
//! never behind `--`, so that `icann-terms -- list` looks one up. clap's own subcommands know
//! neither rule, so the word is found here and taken out before clap sees the rest.

use std::ffi::OsString;

use clap::Command;

use super::model::Verb;

/// The command that the arguments begin with, and the arguments without it. Options of the
/// look-up, which `look_up` describes, may stand before it.
pub fn split(args: Vec<OsString>, look_up: &Command) -> (Option<Verb>, Vec<OsString>) {
    let Some(place) = first_word(&args, look_up) else {
        return (None, args);
    };
    let verb = args.get(place).and_then(|arg| arg.to_str()).and_then(Verb::from_word);
    let mut args = args;
    if verb.is_some() {
        args.remove(place);
    }
    (verb, args)
}

/// The place of the first word that is no option and no option's value.
pub fn first_word(args: &[OsString], look_up: &Command) -> Option<usize> {
    let mut place = 0;
    while let Some(arg) = args.get(place) {
        let text = arg.to_string_lossy();
        place += 1;
        if text == "--" {
            return None;
        } else if let Some(long) = text.strip_prefix("--") {
            place += usize::from(takes_value(look_up, |arg| arg.get_long() == Some(long)));
        } else if let Some(cluster) = text.strip_prefix('-').filter(|cluster| !cluster.is_empty()) {
            // In `-el fr` the value of the last letter is the next argument; in `-lfr` it is not.
            let valued = |c: char| takes_value(look_up, |arg| arg.get_short() == Some(c));
            let at = cluster.char_indices().find(|(_, c)| valued(*c));
            place += usize::from(at.is_some_and(|(at, c)| at + c.len_utf8() == cluster.len()));
        } else {
            return Some(place - 1);
        }
    }
    None
}

fn takes_value(look_up: &Command, is_it: impl Fn(&clap::Arg) -> bool) -> bool {
    look_up.get_arguments().any(|arg| is_it(arg) && arg.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use icann_terms::Lang;

    use super::*;
    use crate::cli::model;

    fn verb(args: &[&str]) -> Option<Verb> {
        split(args.iter().map(OsString::from).collect(), &model::look_up(Lang::En)).0
    }

    #[test]
    fn a_command_counts_only_as_the_first_word() {
        assert_eq!(verb(&["list"]), Some(Verb::List));
        assert_eq!(verb(&["--lang", "fr", "list"]), Some(Verb::List));
        assert_eq!(verb(&["--lang=fr", "list"]), Some(Verb::List));
        assert_eq!(verb(&["-el", "fr", "list"]), Some(Verb::List));
        assert_eq!(verb(&["-lfr", "list"]), Some(Verb::List));
        assert_eq!(verb(&["ALS", "list"]), None);
        assert_eq!(verb(&["--", "list"]), None);
        assert_eq!(verb(&["--lang", "list"]), None);
        assert_eq!(verb(&["-", "list"]), None);
    }
}
