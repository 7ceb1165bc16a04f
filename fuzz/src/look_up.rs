//! Any query is answered, and the answer keeps its promises.

use icann_terms::termbase::{fold, inflect};
use icann_terms::{Answer, Lang, Match, Options};

use super::{builtin, outputs};

/// The first byte chooses the language and the options; the rest is the query.
pub fn run(data: &[u8]) {
    let Some((choice, query)) = data.split_first() else { return };
    let query = String::from_utf8_lossy(query);
    folded(&query);
    let lang = Lang::ALL[usize::from(choice & 3)];
    let options =
        Options { langs: vec![lang], exact: choice & 4 != 0, limit: usize::from(choice >> 3) % 7 };
    let answer = builtin().look_up_with(&query, &options).unwrap();
    assert_eq!(answer.query, query);
    promised(&answer, &options);
    outputs::of_answer(builtin(), &options.langs, &answer);
    let words: Vec<&str> = query.split_whitespace().collect();
    let answers = builtin().look_up_words(&words, &options).unwrap();
    assert!(!answers.is_empty() && answers.len() <= words.len().max(1));
    answers.iter().for_each(|answer| promised(answer, &options));
}

fn folded(text: &str) {
    let spaced = fold::spaced(text);
    assert_eq!(fold::spaced(&spaced), spaced, "{text:?}");
    assert_eq!(fold::spaceless(text), spaced.replace(' ', ""), "{text:?}");
    assert!(!spaced.starts_with(' ') && !spaced.ends_with(' ') && !spaced.contains("  "));
    for lang in Lang::ALL {
        assert!(inflect::stem(&spaced, lang).len() <= spaced.len() + spaced.len() / 3 + 1);
    }
    if let Some((form, number)) = inflect::split_number(&fold::spaceless(text)) {
        assert_eq!(format!("{form}{number}"), fold::spaceless(text));
    }
}

fn promised(answer: &Answer, options: &Options) {
    let has_terms = matches!(answer.kind, Match::Exact | Match::Near);
    assert_eq!(!answer.terms.is_empty(), has_terms, "{answer:?}");
    assert!(answer.suggestions.len() <= options.limit);
    assert!(answer.suggestions.iter().all(|near| (0.0..=1.0).contains(&near.score)), "{answer:?}");
    let scores: Vec<f64> = answer.suggestions.iter().map(|near| near.score).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{answer:?}");
    match answer.kind {
        Match::Exact | Match::None => assert!(answer.suggestions.is_empty()),
        Match::Near | Match::Suggestions => assert!(!options.exact),
    }
}
