//! What holds for every text, every query and every glossary, on generated ones.
//!
//! The same cases are drawn each time; `PROPTEST_RNG_SEED=N` draws others, `PROPTEST_CASES=N` more.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::collections::BTreeMap;
use std::fs;

use icann_terms::export::{Anki, Book, Csv, Export, JsonArray};
use icann_terms::message::Messages;
use icann_terms::print::{HtmlPage, MarkdownBook, Paper, Print};
use icann_terms::render::{View, clean};
use icann_terms::termbase::{IndexWriter, Meta, Source, canonical, fold, inflect, read};
use icann_terms::{ExplainOptions, Explainer, Glossary, Lang, Match, Options, Status, Term, Text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use common::{icann_terms, write};

fn cases(number: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if config.cases == 256 {
        config.cases = number;
    }
    if matches!(config.rng_seed, RngSeed::Random) {
        config.rng_seed = RngSeed::Fixed(1998);
    }
    config
}

/// A character that people write, or one that folding, cutting or printing may stumble over.
fn character() -> impl Strategy<Value = char> {
    const ODD: &str = "éÉñçãœŒæßẞøłđİıǄﬁ１ＡⅣ²½ΑΣςЖ中한ेא\u{301}\u{308}\u{ad}\u{200b}\u{200d}\u{202e}\u{2028}\u{feff}\u{fffd}🐸\
        .,;:!?/-–+&_'’\"“”«»()[]<>#*`|\\{}=%@~^$0123456789";
    let odd: Vec<char> = ODD.chars().collect();
    prop_oneof![
        6 => prop::char::range('a', 'z'),
        3 => prop::char::range('A', 'Z'),
        3 => Just(' '),
        3 => select(odd),
        1 => any::<char>(),
    ]
}

fn any_text(longest: usize) -> impl Strategy<Value = String> {
    vec(character(), 0..longest).prop_map(String::from_iter)
}

/// A text that a glossary may hold.
fn glossary_text(longest: usize) -> impl Strategy<Value = String> {
    vec(character(), 1..longest).prop_filter_map("is empty", |characters| {
        let text: String = characters.into_iter().filter(|c| !c.is_control()).collect();
        (!text.trim().is_empty()).then_some(text)
    })
}

fn text() -> impl Strategy<Value = Text> {
    (glossary_text(24), vec(glossary_text(16), 0..3), glossary_text(60))
        .prop_map(|(name, also, definition)| Text { name, also, definition })
}

fn term() -> impl Strategy<Value = Term> {
    let texts = vec((select(Lang::ALL.to_vec()), text()), 1..5);
    let lists = (vec(glossary_text(12), 0..3), vec("[a-z]{1,4}", 0..2));
    let optional = || prop::option::of(glossary_text(10));
    (texts, lists, optional(), optional(), optional(), any::<(bool, bool)>()).prop_map(
        |(texts, (sources, numbered), acronym, topic, say, (essential, is_over))| {
            let status = if is_over { Status::Historical } else { Status::Current };
            let mut term = Term {
                acronym,
                topic,
                say,
                sources,
                numbered,
                essential,
                status,
                ..Term::default()
            };
            texts.into_iter().for_each(|(lang, text)| term.texts.set(lang, text));
            term
        },
    )
}

/// A glossary: each term sees the next one.
fn terms() -> impl Strategy<Value = Vec<Term>> {
    vec(term(), 1..6).prop_map(|mut terms| {
        let count = terms.len();
        for (number, term) in terms.iter_mut().enumerate() {
            term.id = format!("t-{number}");
            term.see =
                if count > 1 { vec![format!("t-{}", (number + 1) % count)] } else { Vec::new() };
        }
        terms
    })
}

/// The terms as one file of `[[term]]` tables.
fn toml(terms: &[Term]) -> String {
    let mut toml = String::new();
    for term in terms {
        toml += &format!("[[term]]\nid = \"{}\"\n", term.id);
        if let Some(topic) = &term.topic {
            toml += &format!("topic = {}\n", canonical::quoted(topic));
        }
        let mut own = canonical::file(term);
        for lang in Lang::ALL {
            own = own.replace(&format!("\n[{lang}]\n"), &format!("\n[term.{lang}]\n"));
            // The first table of a term without further keys has no line before it.
            if let Some(rest) = own.strip_prefix(&format!("[{lang}]\n")) {
                own = format!("[term.{lang}]\n{rest}");
            }
        }
        toml += &own;
    }
    toml
}

fn glossary_of(terms: &[Term]) -> Glossary {
    let batch = read::text("x.toml", &toml(terms), &Source::default());
    let mut glossary = Glossary::empty();
    assert_eq!(glossary.faults(&batch), [], "{}", toml(terms));
    glossary.add_batch(&batch).unwrap();
    glossary
}

fn sorted(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by(|a, b| a.id.cmp(&b.id));
    terms
}

fn forms(term: &Term) -> impl Iterator<Item = &String> {
    let texts =
        term.texts.iter().flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
    texts.chain(&term.acronym)
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn folding_twice_changes_nothing(text in any_text(40)) {
        let spaced = fold::spaced(&text);
        prop_assert_eq!(fold::spaced(&spaced), spaced.clone());
        prop_assert_eq!(fold::spaceless(&text), spaced.replace(' ', ""));
        prop_assert_eq!(spaced.trim(), spaced.as_str());
        prop_assert!(!spaced.contains("  "));
    }

    #[test]
    fn folding_goes_character_by_character(text in any_text(40), other in any_text(20)) {
        let each: String =
            text.chars().map(|c| fold::spaceless(c.encode_utf8(&mut [0; 4]))).collect();
        prop_assert_eq!(fold::spaceless(&text), each);
        let both = fold::spaced(&format!("{text} {other}"));
        let apart = [fold::spaced(&text), fold::spaced(&other)].join(" ");
        prop_assert_eq!(both.trim(), apart.trim());
    }

    #[test]
    fn case_makes_no_difference(text in "[a-zA-Zéàçñõ .-]{0,30}") {
        prop_assert_eq!(fold::spaced(&text.to_uppercase()), fold::spaced(&text.to_lowercase()));
    }

    #[test]
    fn a_stem_is_its_own_and_a_number_comes_off_whole(text in any_text(30)) {
        let spaced = fold::spaced(&text);
        for lang in Lang::ALL {
            let stem = inflect::stem(&spaced, lang);
            prop_assert!(!stem.contains(' ') && stem.is_empty() == spaced.is_empty());
        }
        let spaceless = fold::spaceless(&text);
        if let Some((form, number)) = inflect::split_number(&spaceless) {
            prop_assert_eq!(format!("{form}{number}"), spaceless.clone());
        }
    }

    #[test]
    fn a_query_is_answered_as_it_promises(query in any_text(60), limit in 0usize..8, exact: bool) {
        let glossary = Glossary::builtin();
        let options = Options { limit, exact, ..Options::default() };
        let answer = glossary.look_up_with(&query, &options).unwrap();
        prop_assert_eq!(&answer.query, &query);
        prop_assert!(answer.suggestions.len() <= limit);
        let has_terms = matches!(answer.kind, Match::Exact | Match::Near);
        prop_assert_eq!(!answer.terms.is_empty(), has_terms);
        // Folding changes no answer's kind: it is what is asked.
        if answer.kind == Match::Exact && !query.contains(['/', '-', '+', '&', '_', '–']) {
            let folded = glossary.look_up_with(&fold::spaced(&query).to_uppercase(), &options).unwrap();
            prop_assert_eq!(folded.kind, Match::Exact);
        }
    }

    #[test]
    fn a_plain_text_is_unchanged_and_its_mentions_are_its_own(
        pieces in vec(prop_oneof![
            any_text(12),
            select(vec!["ALAC", "the GNSO", "ICANN84", "SO/AC", "RALOs", "réunion de l’ICANN", "public\ncomment",
                "registrars", "A.L.S.", "`GAC`", "https://gac.icann.org/ALAC", "\n\n", "> ", "\u{ad}", "e\u{301}"])
                .prop_map(str::to_owned),
        ], 0..20),
    ) {
        let text = pieces.join(" ");
        let messages: Vec<_> = Messages::new(text.as_bytes()).collect();
        // A text with NUL is no text; what begins like a mail or a page is read as one.
        prop_assume!(!text.contains('\0') && !text.starts_with(['<', '\u{feff}']) && !text.contains(':'));
        let message = messages.into_iter().next().unwrap().unwrap();
        prop_assert_eq!(&message.text, &text);
        let glossary = Glossary::builtin();
        let options = ExplainOptions { unknown: true, skip_quoted: false };
        let found = Explainer::new(&glossary).explain(&text, options).unwrap();
        let mut end = 0;
        for mention in &found.mentions {
            prop_assert!(mention.start >= end && mention.end > mention.start);
            let own = text.get(mention.start..mention.end);
            prop_assert!(own.is_some_and(|own| own.chars().any(char::is_alphanumeric)));
            prop_assert!(!mention.ids.is_empty());
            for id in &mention.ids {
                prop_assert!(found.terms.iter().any(|term| term.id == *id));
            }
            end = mention.end;
        }
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn what_is_written_canonically_reads_back_the_same(term in term()) {
        let text = canonical::file(&term);
        let source = Source { id: "x".to_owned(), topic: term.topic.clone() };
        let batch = read::text("x.toml", &text, &source);
        prop_assert_eq!(&batch.faults, &[]);
        prop_assert_eq!(&batch.entries[0].term, &Term { id: "x".to_owned(), ..term });
        prop_assert_eq!(canonical::file(&batch.entries[0].term), text);
    }

    #[test]
    fn every_form_of_every_term_finds_it(terms in terms()) {
        let glossary = glossary_of(&terms);
        let options = Options { langs: Lang::ALL.to_vec(), ..Options::default() };
        for term in &terms {
            for form in forms(term).filter(|form| !fold::spaced(form).is_empty()) {
                let answer = glossary.look_up_with(form, &options).unwrap();
                prop_assert_eq!(answer.kind, Match::Exact, "{:?}", form);
                prop_assert!(answer.terms.contains(term), "{:?}", form);
                let shouted = fold::spaced(form).to_uppercase();
                let answer = glossary.look_up_with(&shouted, &options).unwrap();
                prop_assert!(answer.terms.contains(term), "{:?}", shouted);
            }
        }
    }

    #[test]
    fn a_compiled_glossary_is_its_source(terms in terms()) {
        let folder = tempfile::tempdir().unwrap();
        let (source, built) = (folder.path().join("x.toml"), folder.path().join("x.index"));
        write(&source, &toml(&terms));
        let batch = read::path(&source);
        let mut writer = IndexWriter::default();
        batch.entries.iter().try_for_each(|entry| writer.add(&entry.term)).unwrap();
        fs::write(&built, writer.finish().unwrap()).unwrap();
        let mut read = Vec::new();
        for path in [source, built] {
            let mut glossary = Glossary::empty();
            glossary.add_path(&path).unwrap();
            read.push((glossary.terms(Lang::Fr).unwrap(), glossary.topics().unwrap()));
        }
        prop_assert_eq!(&read[0], &read[1]);
        prop_assert_eq!(sorted(read.remove(0).0), sorted(terms));
    }

    #[test]
    fn json_reads_back_the_same(terms in terms()) {
        let glossary = glossary_of(&terms);
        let written = exported(&glossary, &JsonArray);
        let read: Vec<serde_json::Value> = serde_json::from_str(&written).unwrap();
        let read: Vec<Term> = read.iter().map(of_json).collect();
        // The numbers behind a form are no part of the promised JSON.
        let shown = terms.into_iter().map(|term| Term { numbered: Vec::new(), ..term }).collect();
        prop_assert_eq!(sorted(read), sorted(shown));
    }

    #[test]
    fn csv_reads_back_the_same(terms in terms()) {
        let glossary = glossary_of(&terms);
        let written = exported(&glossary, &Csv);
        let mut rows: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for row in csv::Reader::from_reader(written.as_bytes()).records() {
            let row = row.unwrap();
            let rest = row.iter().map(str::to_owned).collect();
            rows.insert((row[0].to_owned(), row[2].to_owned()), rest);
        }
        let count: usize = terms.iter().map(|term| term.texts.iter().count()).sum();
        prop_assert_eq!(rows.len(), count);
        for term in &terms {
            for (lang, text) in term.texts.iter() {
                let row = &rows[&(term.id.clone(), lang.code().to_owned())];
                // What a spreadsheet would take for a formula is marked as text.
                let mark =
                    |text: &str| if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
                let own = |text: &str| format!("{}{}", mark(text), clean(text));
                prop_assert_eq!(&row[1], &own(term.acronym.as_deref().unwrap_or_default()));
                prop_assert_eq!(&row[3], &own(&text.name));
                prop_assert_eq!(&row[4], &own(&text.definition));
                prop_assert_eq!(&row[5], &own(&text.also.join(" | ")));
                prop_assert_eq!(&row[10], &term.see.join(" | "));
            }
        }
    }

    #[test]
    fn anki_has_a_note_a_term_with_its_own_front(terms in terms()) {
        let glossary = glossary_of(&terms);
        let written = exported(&glossary, &Anki);
        let notes: Vec<Vec<&str>> =
            written.lines().skip(6).map(|line| line.split('\t').collect()).collect();
        prop_assert_eq!(notes.len(), terms.len());
        let mut fronts: Vec<String> = notes.iter().map(|note| of_html(note[1])).collect();
        let front = |term: &Term| {
            let lang = term.texts.nearest(Lang::En).unwrap();
            clean(term.acronym.as_deref().unwrap_or(term.name(lang).unwrap())).replace('\t', " ")
        };
        let mut expected: Vec<String> = terms.iter().map(front).collect();
        fronts.sort();
        expected.sort();
        // XML, which shares the escaping, has no place for two characters.
        let plain = |fronts: Vec<String>| -> Vec<String> {
            fronts.iter().map(|front| front.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")).collect()
        };
        prop_assert_eq!(fronts, plain(expected));
        for note in notes {
            prop_assert_eq!(note.len(), 4);
            // A mark at its beginning would make a comment, or a quoted field, of it.
            prop_assert!(!note[0].starts_with(['#', '"']));
        }
    }

    #[test]
    fn nothing_of_a_glossary_becomes_markup(terms in terms()) {
        let glossary = glossary_of(&terms);
        let meta = Meta::default();
        let shown = glossary.terms(Lang::En).unwrap();
        let view = View { glossary: &glossary, langs: &Lang::ALL };
        let book = Book { view, meta: &meta, terms: &shown };
        let written = |print: &dyn Print, book: &Book<'_>| {
            let mut out = Vec::new();
            print.write(&mut out, book).unwrap();
            String::from_utf8(out).unwrap()
        };
        let page = written(&HtmlPage { paper: Paper::A4 }, &book);
        let empty = written(&HtmlPage { paper: Paper::A4 }, &Book { terms: &[], ..book });
        let count = |page: &str, tag: &str| page.matches(tag).count();
        prop_assert_eq!(count(&page, "<article "), terms.len());
        prop_assert_eq!(count(&page, "<script"), count(&empty, "<script"));
        prop_assert_eq!(count(&page, "</script"), count(&empty, "</script"));
        let markdown = written(&MarkdownBook, &book);
        prop_assert_eq!(markdown.matches("\n### <a id=\"t-").count(), terms.len());
    }
}

fn exported(glossary: &Glossary, export: &dyn Export) -> String {
    let meta = Meta::default();
    let terms = glossary.terms(Lang::En).unwrap();
    let book = Book { view: View { glossary, langs: &Lang::ALL }, meta: &meta, terms: &terms };
    let mut out = Vec::new();
    export.write(&mut out, &book).unwrap();
    String::from_utf8(out).unwrap()
}

fn of_json(value: &serde_json::Value) -> Term {
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let list = |value: &serde_json::Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(text).collect()
    };
    let mut term = Term {
        id: text(&value["id"]).unwrap(),
        acronym: text(&value["acronym"]),
        topic: text(&value["topic"]),
        essential: value["essential"].as_bool().unwrap(),
        status: if value["status"] == "current" { Status::Current } else { Status::Historical },
        say: text(&value["say"]),
        see: list(&value["see"]),
        sources: list(&value["sources"]),
        ..Term::default()
    };
    for lang in Lang::ALL {
        let own = &value[lang.code()];
        if let (Some(name), Some(definition)) = (text(&own["name"]), text(&own["definition"])) {
            term.texts.set(lang, Text { name, also: list(&own["also"]), definition });
        }
    }
    term
}

fn of_html(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&#35;", "#").replace("&amp;", "&")
}

/// Each would take hours if what is done grew faster than what is asked.
#[test]
fn any_query_ends_whatever_its_length() {
    let glossary = Glossary::builtin();
    let length = 1 << 17;
    let queries = [
        "als/".repeat(1 << 18),
        "a".repeat(length),
        "als-gac ".repeat(length / 8),
        "public comment ".repeat(length / 15),
        "a.".repeat(length / 2),
        "é\u{301}".repeat(length / 4),
        "1v".repeat(length / 2),
        "ﷺ".repeat(length / 30),
        "the ".repeat(length / 4),
    ];
    for query in &queries {
        let answer = glossary.look_up(query).unwrap();
        assert_eq!(answer.kind, Match::None, "{}", query.chars().take(10).collect::<String>());
    }
    let answers = glossary.look_up_words(&vec!["als"; 10_000], &Options::default()).unwrap();
    assert_eq!(answers.len(), 10_000);
    let said = icann_terms(["-", "-F", "match"]).input(queries.join("\n")).said();
    assert_eq!((said.out, said.status), ("none\n".repeat(queries.len()), 1));
}

/// As above, for texts.
#[test]
fn any_text_is_explained_whatever_its_length() {
    let glossary = Glossary::builtin();
    let mut explainer = Explainer::new(&glossary);
    let length = 1 << 16;
    for text in [
        "the old AC met; ".repeat(length / 16),
        "ALAC (".repeat(length / 6),
        "QX(".repeat(length / 3),
        "a.".repeat(length / 2),
        "` ".repeat(length / 2),
        "public comment period ".repeat(length / 22),
        format!("ALAC{}", "\u{301}".repeat(length / 2)),
        "so/ac/".repeat(length / 6),
    ] {
        let options = ExplainOptions { unknown: true, skip_quoted: true };
        let found = explainer.explain(&text, options).unwrap();
        assert!(found.terms.len() < 20, "{}", &text[..4]);
    }
}

#[test]
fn a_large_file_of_terms_is_read_whatever_its_length() {
    let mut toml = String::new();
    for number in 0..3_000 {
        toml += &format!(
            "[[term]]\nid = \"t-{number}\"\nsee = [\"t-{}\", \"none-{number}\"]\n[term.en]\nname = \"name {number}\"\ndefinition = \"{}\"\n",
            (number + 1) % 3_000,
            "word ".repeat(40)
        );
    }
    let see: Vec<String> = (0..3_000).map(|number| format!("\"t-{number}\"")).collect();
    toml += &format!(
        "[[term]]\nid = \"all\"\nsee = [{}]\n[term.en]\nname = \"all\"\ndefinition = \"All.\"\n",
        see.join(", ")
    );
    let batch = read::text("x.toml", &toml, &Source::default());
    assert_eq!((batch.entries.len(), batch.faults.len()), (3_001, 0));
    let last = batch.entries.last().unwrap();
    assert_eq!(last.see_places[2_999].line, 6 * 3_000 + 3);
    assert_eq!(last.see_places[2].column, 22);
}
