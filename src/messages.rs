//! What the program says, in the reader's language.
//!
//! The texts stand in `src/messages.toml`; the build turns them into [`Message`].

use termbase::{Fault, Lang};

use crate::render::clean;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

impl Message {
    /// The text in a language; where it has a singular and a plural, the plural.
    pub fn text(self, lang: Lang) -> &'static str {
        let text = self.raw(lang);
        text.split_once('\u{1}').map_or(text, |(_, plural)| plural)
    }

    /// The text for a number of things.
    pub fn plural(self, lang: Lang, number: usize) -> &'static str {
        let text = self.raw(lang);
        // In French none is one (« 0 terme »); Brazilian Portuguese writes it with the plural.
        let is_one = number == 1 || (number == 0 && lang == Lang::Fr);
        match text.split_once('\u{1}') {
            Some((one, _)) if is_one => one,
            Some((_, many)) => many,
            None => text,
        }
    }

    /// The text in a language, its blanks filled in. What is filled in is cleaned of what would
    /// disturb a terminal.
    pub fn fill(self, lang: Lang, blanks: &[(&str, &str)]) -> String {
        fill(self.text(lang), blanks)
    }

    /// The text for a number of things, which fills the blank `{n}`, with further blanks.
    pub fn count(self, lang: Lang, number: usize, blanks: &[(&str, &str)]) -> String {
        let text = self.plural(lang, number).replace("{n}", &number.to_string());
        fill(&text, blanks)
    }

    fn raw(self, lang: Lang) -> &'static str {
        let (start, end) = SPANS[self as usize][lang as usize];
        &TEXT[start as usize..end as usize]
    }
}

fn fill(text: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    // One pass, so that braces in what is filled in are left alone.
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        match blanks.iter().find(|(blank, _)| *blank == name) {
            Some((_, value)) => out.push_str(&clean(value)),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The name of a language in a language.
pub fn lang_name(lang: Lang, of: Lang) -> &'static str {
    let message = match of {
        Lang::En => Message::LabelLangEn,
        Lang::Fr => Message::LabelLangFr,
        Lang::Es => Message::LabelLangEs,
        Lang::Pt => Message::LabelLangPt,
    };
    message.text(lang)
}

/// A fault as one line: where, what, and what to do.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let arguments = fault.kind.arguments();
    let blanks: Vec<(&str, &str)> =
        arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
    placed(lang, &fault.place.to_string(), fault.kind.code(), &blanks)
}

/// A place and the message of a code, as one line.
pub(crate) fn placed(lang: Lang, place: &str, code: &str, blanks: &[(&str, &str)]) -> String {
    let text =
        Message::from_code(code).map_or(code.to_owned(), |message| message.fill(lang, blanks));
    format!("{}: {text}", clean(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_singular_in_french_only() {
        assert_eq!(Message::LabelTerms.count(Lang::Fr, 0, &[]), "0 terme");
        assert_eq!(Message::LabelTerms.count(Lang::En, 0, &[]), "0 terms");
        assert_eq!(Message::LabelTerms.count(Lang::Pt, 1, &[]), "1 termo");
        assert_eq!(Message::LabelTerms.count(Lang::Es, 2, &[]), "2 términos");
    }

    #[test]
    fn what_is_filled_in_is_left_as_it_is_but_for_control_characters() {
        let text = Message::NoteNone.fill(Lang::En, &[("query", "{n}\u{1b}[31m")]);
        assert_eq!(text, "“{n}\u{fffd}[31m” is not in the glossary, and nothing in it comes near.");
    }

    #[test]
    fn every_fault_has_its_sentence() {
        let source = include_str!("../crates/termbase/src/fault.rs");
        let codes = source.split('"').filter(|text| text.starts_with("fault."));
        let missing: Vec<_> = codes.filter(|code| Message::from_code(code).is_none()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
