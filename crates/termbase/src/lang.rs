//! The languages of a termbase.

use std::fmt;

/// A language that an entry can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
}

impl Lang {
    /// Every language, in the order in which entries are written.
    pub const ALL: [Lang; 4] = [Lang::En, Lang::Fr, Lang::Es, Lang::Pt];

    /// The ISO 639-1 code: `en`, `fr`, `es` or `pt`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::Es => "es",
            Lang::Pt => "pt",
        }
    }

    /// The language of a code or of a locale's full name (`fr`, `fr_CA.UTF-8`, `pt-BR`), whatever
    /// its case; `None` where it is another language.
    pub fn from_locale(name: &str) -> Option<Lang> {
        let code = name.split(['_', '-', '.', '@']).next().unwrap_or(name);
        Lang::ALL.into_iter().find(|lang| code.eq_ignore_ascii_case(lang.code()))
    }

    /// The language at a place in [`Lang::ALL`].
    pub(crate) fn from_number(number: u8) -> Option<Lang> {
        Lang::ALL.get(usize::from(number)).copied()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A value that each language has, or lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerLang<T>([Option<T>; 4]);

impl<T> Default for PerLang<T> {
    fn default() -> Self {
        PerLang([None, None, None, None])
    }
}

impl<T> PerLang<T> {
    /// The value in a language.
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.0[lang as usize].as_ref()
    }

    /// Sets the value in a language.
    pub fn set(&mut self, lang: Lang, value: T) {
        self.0[lang as usize] = Some(value);
    }

    /// The languages that have a value, in the order of [`Lang::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.into_iter().filter_map(|lang| self.get(lang).map(|value| (lang, value)))
    }

    /// The language to show when `wanted` is asked for: that one, or else English, or else the
    /// first there is.
    pub fn nearest(&self, wanted: Lang) -> Option<Lang> {
        [wanted, Lang::En].into_iter().chain(Lang::ALL).find(|&lang| self.get(lang).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_gives_its_language() {
        assert_eq!(Lang::from_locale("fr_CA.UTF-8"), Some(Lang::Fr));
        assert_eq!(Lang::from_locale("pt-BR"), Some(Lang::Pt));
        assert_eq!(Lang::from_locale("ES"), Some(Lang::Es));
        assert_eq!(Lang::from_locale("en@euro"), Some(Lang::En));
        assert_eq!(Lang::from_locale("eng"), None);
        assert_eq!(Lang::from_locale("C"), None);
        assert_eq!(Lang::from_locale(""), None);
    }
}
