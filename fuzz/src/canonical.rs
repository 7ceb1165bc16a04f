//! What reads without faults is the same after it was written, compiled or looked up.

use icann_terms::termbase::{Index, Source, canonical, fold, read};
use icann_terms::{Glossary, Lang, Match, Options, Term, style};

use super::compiled;

/// The input is a file's text.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let batch = read::text("x.toml", &text, &Source::one_term("x"));
    let mut glossary = Glossary::empty();
    if !glossary.faults(&batch).is_empty() {
        return;
    }
    let index = Index::from_bytes(compiled(&batch)).unwrap();
    assert_eq!(index.len() as usize, batch.entries.len());
    for (number, entry) in (0..).zip(&batch.entries) {
        assert_eq!(index.term(number).unwrap(), entry.term);
        rewritten(&entry.term);
    }
    glossary.add_index(index);
    let options = Options { langs: Lang::ALL.to_vec(), exact: true, limit: 0 };
    for entry in &batch.entries {
        found(&glossary, &entry.term, &options);
    }
}

fn rewritten(term: &Term) {
    let text = canonical::file(term);
    let again =
        read::text("x.toml", &text, &Source { id: term.id.clone(), topic: term.topic.clone() });
    assert_eq!(again.faults, [], "{text}");
    assert_eq!(again.entries[0].term, *term, "{text}");
    assert_eq!(canonical::file(&again.entries[0].term), text);
    let tidy = style::tidy(term);
    assert_eq!(style::tidy(&tidy), tidy, "{text}");
}

fn found(glossary: &Glossary, term: &Term, options: &Options) {
    let forms =
        term.texts.iter().flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
    for form in forms.chain(&term.acronym).filter(|form| !fold::spaced(form).is_empty()) {
        let answer = glossary.look_up_with(form, options).unwrap();
        assert_eq!(answer.kind, Match::Exact, "{form:?}");
        assert!(answer.terms.contains(term), "{form:?}");
    }
}
