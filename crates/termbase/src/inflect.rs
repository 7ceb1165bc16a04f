//! Regular plurals: two forms that differ by them alone have the same stem.
//!
//! The stems are a match key, not linguistics. Both the glossary's forms and the query go through
//! the same function, so what counts is that singular and plural meet (`política`/`políticas`,
//! `registrador`/`registradores`, `national`/`nationaux`, `registry`/`registries`), and that
//! different words do not.

use crate::Lang;

/// The stem of a folded text, word by word and joined without spaces.
///
/// ```
/// use termbase::{Lang, inflect::stem};
/// assert_eq!(stem("registries", Lang::En), stem("registry", Lang::En));
/// assert_eq!(stem("organizacoes de apoio", Lang::Pt), stem("organizacao de apoio", Lang::Pt));
/// ```
pub fn stem(spaced: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(spaced.len());
    for word in spaced.split(' ') {
        push_word_stem(word, lang, &mut out);
    }
    out
}

/// Endings and what takes their place, the longest first. An empty table entry ends the search.
const EN: &[(&str, &str)] = &[
    ("sses", "ss"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ies", "y"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];
const FR: &[(&str, &str)] = &[("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", ""), ("z", "")];
const ES: &[(&str, &str)] = &[("ces", "z"), ("s", "")];
const PT: &[(&str, &str)] = &[
    ("oes", "ao"),
    ("aes", "ao"),
    ("ais", "al"),
    ("eis", "el"),
    ("ois", "ol"),
    ("uis", "ul"),
    ("ns", "m"),
    ("s", ""),
];

fn push_word_stem(word: &str, lang: Lang, out: &mut String) {
    // Shorter words are mostly acronyms and articles, whose last letter is their own.
    if word.len() < 4 || !word.is_ascii() {
        out.push_str(word);
        return;
    }
    let (endings, silent_e) = match lang {
        Lang::En => (EN, true),
        Lang::Fr => (FR, false),
        Lang::Es => (ES, true),
        Lang::Pt => (PT, true),
    };
    let start = out.len();
    match endings.iter().find(|(ending, _)| word.ends_with(ending)) {
        Some((ending, instead)) => {
            out.push_str(&word[..word.len() - ending.len()]);
            out.push_str(instead);
        }
        None => out.push_str(word),
    }
    // The e of -es belongs to some plurals (`registradores`) and to some stems (`nomes`, `caches`):
    // without it both meet their singular.
    if silent_e && out.len() - start > 3 && out.ends_with('e') {
        out.pop();
    }
}

/// What an acronym may be when it stands in the plural: the query without `s`, `es` or `'s`.
/// The query is spaceless; nothing is offered for fewer than two letters.
pub fn acronym_singulars(spaceless: &str) -> impl Iterator<Item = &str> {
    ["es", "s"]
        .into_iter()
        .filter_map(move |ending| spaceless.strip_suffix(ending))
        .filter(|singular| singular.chars().count() >= 2)
}

/// A form with a number behind it (`ICANN84`, `SAC121`, `RSSAC047v2`), split before the number;
/// `None` where there is no number or nothing before it. The text is spaceless.
pub fn split_number(spaceless: &str) -> Option<(&str, &str)> {
    let mut rest = spaceless.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(before) = rest.strip_suffix('v')
        && rest.len() < spaceless.len()
        && before.ends_with(|c: char| c.is_ascii_digit())
    {
        rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    }
    let number = &spaceless[rest.len()..];
    (!rest.is_empty() && !number.is_empty()).then_some((rest, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(lang: Lang, pairs: &[(&str, &str)]) {
        for (one, many) in pairs {
            assert_eq!(stem(one, lang), stem(many, lang), "{one} / {many}");
        }
    }

    #[test]
    fn english_plurals_meet_their_singular() {
        same(
            Lang::En,
            &[("registry", "registries"), ("address", "addresses"), ("cache", "caches")],
        );
        same(Lang::En, &[("working group", "working groups"), ("index", "indexes")]);
        assert_ne!(stem("consensus", Lang::En), stem("consen", Lang::En));
    }

    #[test]
    fn french_plurals_meet_their_singular() {
        same(Lang::Fr, &[("bureau", "bureaux"), ("national", "nationaux"), ("nom", "noms")]);
        same(Lang::Fr, &[("organisation de soutien", "organisations de soutien")]);
    }

    #[test]
    fn spanish_plurals_meet_their_singular() {
        same(
            Lang::Es,
            &[("registrador", "registradores"), ("nombre", "nombres"), ("luz", "luces")],
        );
        same(Lang::Es, &[("parte interesada", "partes interesadas"), ("raiz", "raices")]);
    }

    #[test]
    fn portuguese_plurals_meet_their_singular() {
        same(Lang::Pt, &[("organizacao", "organizacoes"), ("orgao", "orgaos"), ("nome", "nomes")]);
        same(
            Lang::Pt,
            &[("registrador", "registradores"), ("ordem", "ordens"), ("canal", "canais")],
        );
    }

    #[test]
    fn numbers_come_off_the_end() {
        assert_eq!(split_number("icann84"), Some(("icann", "84")));
        assert_eq!(split_number("rssac047v2"), Some(("rssac", "047v2")));
        assert_eq!(split_number("ipv6"), Some(("ipv", "6")));
        assert_eq!(split_number("84"), None);
        assert_eq!(split_number("als"), None);
    }
}
