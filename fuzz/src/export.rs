//! Any glossary is written by every exporter and printer, and nothing in it breaks out of its
//! place; not even in a compiled one, which no check has read.

use icann_terms::termbase::{Index, IndexWriter, Meta, PerLang, Source, Topic, read};
use icann_terms::{Glossary, Lang, Status, Term, Text};

use super::outputs;

/// The input is a file's text; where it has faults, a row of fields, a line each, that become terms
/// as they are.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let batch = read::text("x.toml", &text, &Source::one_term("x"));
    let mut glossary = Glossary::empty();
    if glossary.faults(&batch).is_empty() {
        glossary.add_batch(&batch).unwrap();
    } else {
        glossary.add_index(unchecked(&text));
    }
    outputs::of_glossary(&glossary, &[Lang::Es, Lang::En]);
    outputs::of_glossary(&glossary, &Lang::ALL);
}

/// An index of texts that no check has seen.
fn unchecked(text: &str) -> Index {
    let mut fields = text.split('\n').map(str::to_owned);
    let mut writer = IndexWriter::default();
    let mut names = PerLang::default();
    names.set(Lang::Es, fields.next().unwrap_or_default());
    let topic = Topic { id: fields.next().unwrap_or_default(), names };
    writer.set_meta(&Meta {
        version: fields.next().unwrap_or_default(),
        date: fields.next().unwrap_or_default(),
        topics: vec![topic.clone()],
    });
    let mut last = String::new();
    while let Some(id) = fields.next() {
        let mut next = || fields.next().unwrap_or_default();
        let mut texts = PerLang::default();
        let text = |name: String, also, definition| Text { name, also: vec![also], definition };
        let (acronym, say, source, form) = (next(), next(), next(), next());
        texts.set(Lang::En, text(next(), next(), next()));
        texts.set(Lang::Pt, text(next(), next(), next()));
        let some = |text: String| (!text.is_empty()).then_some(text);
        let term = Term {
            see: vec![last, id.clone()],
            acronym: some(acronym),
            topic: some(topic.id.clone()),
            essential: id.len() % 2 == 0,
            status: if id.len() % 3 == 0 { Status::Historical } else { Status::Current },
            say: some(say),
            sources: vec![format!("https://{source}"), source],
            numbered: vec![form],
            texts,
            id: id.clone(),
        };
        writer.add(&term).unwrap();
        last = id;
    }
    Index::from_bytes(writer.finish().unwrap()).unwrap()
}
