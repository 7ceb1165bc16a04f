//! Every way in which the library writes terms and answers, and what all of them promise.

use icann_terms::export::{Anki, Book, Csv, Export, JsonArray, StarDict, Tbx};
use icann_terms::print::{HtmlPage, MarkdownBook, Paper, Print};
use icann_terms::render::{Field, Fields, Json, Markdown, Render, Text, Tsv, View, Width};
use icann_terms::{Answer, Glossary, Lang, Term};

/// Fails where a text would move a cursor, ring a bell or turn the direction of writing. Line ends
/// and tabs are how a text is laid out.
pub fn assert_calm(what: &str, text: &str) {
    let disturbs = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    // CSV's and some texts' own line end is CRLF.
    let text = text.replace("\r\n", "\n");
    if let Some(c) = text.chars().find(|c| disturbs(*c)) {
        panic!("{what} has U+{:04X}: {text:?}", u32::from(c));
    }
}

/// What a renderer wrote, which must be calm UTF-8.
fn calm(what: &str, bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).expect(what);
    assert_calm(what, &text);
    text
}

/// Writes an answer in every format.
pub fn of_answer(glossary: &Glossary, langs: &[Lang], answer: &Answer) {
    let view = View { glossary, langs };
    let formats: [(&str, Box<dyn Render>); 6] = [
        ("text", Box::new(Text::new(view, Width::Endless))),
        ("wrapped text", Box::new(Text::new(view, Width::Columns(20)))),
        ("json", Box::new(Json::new(view))),
        ("tsv", Box::new(Tsv::of_answers(view))),
        ("markdown", Box::new(Markdown::new(view))),
        ("fields", Box::new(Fields::new(view, Field::ALL.to_vec()))),
    ];
    for (name, mut format) in formats {
        let mut out = Vec::new();
        format.begin(&mut out).unwrap();
        format.answer(&mut out, answer).unwrap();
        let text = calm(name, out);
        match name {
            "json" => {
                let read: serde_json::Value = serde_json::from_str(&text).unwrap();
                assert_eq!(read["query"], answer.query.as_str());
                assert_eq!(text.matches('\n').count(), 1, "an object stands on one line");
            }
            "tsv" => assert!(text.lines().all(|line| line.matches('\t').count() == 6), "{text:?}"),
            "fields" => {
                assert!(text.lines().all(|line| line.matches('\t').count() == 10), "{text:?}");
            }
            _ => {}
        }
    }
}

/// Writes a whole glossary in every format.
pub fn of_glossary(glossary: &Glossary, langs: &[Lang]) {
    let lang = langs.first().copied().unwrap_or(Lang::En);
    // What is damaged says so, and then there is nothing to write.
    let (Ok(terms), Ok(meta), Ok(topics)) =
        (glossary.terms(lang), glossary.meta(), glossary.topics())
    else {
        return;
    };
    let view = View { glossary, langs };
    let book = Book { view, meta: &meta, terms: &terms };
    let topics: Vec<_> = topics.into_iter().map(|topic| (topic, terms.len())).collect();
    let lists: [(&str, Box<dyn Render>); 5] = [
        ("text", Box::new(Text::new(view, Width::Columns(40)))),
        ("json", Box::new(Json::new(view))),
        ("tsv", Box::new(Tsv::of_lists(view))),
        ("markdown", Box::new(Markdown::new(view))),
        ("fields", Box::new(Fields::new(view, Field::ALL.to_vec()))),
    ];
    for (name, mut list) in lists {
        let (mut out, mut of_topics) = (Vec::new(), Vec::new());
        list.list(&mut out, &terms).unwrap();
        list.topics(&mut of_topics, &topics).unwrap();
        let text = calm(name, out);
        if name == "json" {
            assert_read_back(view, &terms, &text);
        }
        calm(name, of_topics);
    }
    let exports: [(&str, &dyn Export); 4] =
        [("json", &JsonArray), ("csv", &Csv), ("tbx", &Tbx), ("anki", &Anki)];
    for (name, export) in exports {
        let mut out = Vec::new();
        export.write(&mut out, &book).unwrap();
        let text = calm(name, out);
        if name == "anki" {
            let notes: Vec<_> = text.lines().skip_while(|line| line.starts_with('#')).collect();
            assert_eq!(notes.len(), terms.len(), "{text:?}");
            for note in notes {
                assert_eq!(note.matches('\t').count(), 3, "{note:?}");
                assert!(!note.starts_with('#'), "Anki passes a comment over: {note:?}");
            }
        }
    }
    let files = StarDict.files(&book);
    calm("ifo", files.ifo);
    for (bytes, behind) in [(&files.idx, 8), (&files.syn, 4)] {
        let mut rest = &bytes[..];
        while let Some(end) = rest.iter().position(|byte| *byte == 0) {
            calm("a headword", rest[..end].to_vec());
            rest = &rest[end + 1 + behind..];
        }
        assert!(rest.is_empty());
    }
    calm("dict", files.dict);
    let html = HtmlPage { paper: Paper::A4 };
    for (name, print) in [("html", &html as &dyn Print), ("markdown", &MarkdownBook)] {
        let mut out = Vec::new();
        print.write(&mut out, &book).unwrap();
        let text = calm(name, out);
        if name == "html" {
            let mut empty = Vec::new();
            print.write(&mut empty, &Book { terms: &[], ..book }).unwrap();
            let own = String::from_utf8(empty).unwrap().matches("<script").count();
            assert_eq!(text.matches("<script").count(), own, "{text}");
            assert_eq!(text.matches("<article ").count(), terms.len(), "{text}");
        }
    }
}

fn assert_read_back(view: View<'_>, terms: &[Term], text: &str) {
    let read: serde_json::Value = serde_json::from_str(text).unwrap();
    let read = read.as_array().unwrap();
    assert_eq!(read.len(), terms.len());
    for (term, read) in terms.iter().zip(read) {
        assert_eq!(read["id"], term.id.as_str());
        for lang in view.shown(term) {
            let text = term.texts.get(lang).unwrap();
            assert_eq!(read[lang.code()]["definition"], text.definition.as_str());
        }
    }
}
