//! The glossary as a book and as a page.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{garden, icann_terms, write};
use icann_terms::export::Book;
use icann_terms::print::{Paper, PdfBook, Print};
use icann_terms::render::View;
use icann_terms::termbase::{Meta, PerLang, Text};
use icann_terms::{Glossary, Lang, Term};
use lopdf::{Dictionary, Document, Object};

fn print(args: &[&str]) -> (tempfile::TempDir, common::Run) {
    let (folder, path) = garden();
    let path = path.to_str().unwrap().to_owned();
    let mut all = vec!["print", "--no-builtin", "--glossary", &path];
    all.extend(args);
    (folder, icann_terms(all))
}

#[test]
fn without_a_file_it_is_markdown_on_standard_output() {
    let (_folder, run) = print(&["--lang", "fr,en", "--essential"]);
    run.says(
        "# Le vocabulaire de l’ICANN expliqué\n\n\
         icann-terms, glossaire  du . Textes\u{a0}: CC BY 4.0, mention «\u{a0}icann-terms\u{a0}». Indépendant de l’ICANN.\n\n\
         ## F\n\n### <a id=\"frog\"></a>FROG — grenouille du jardin\n\n\
         Un animal qui mange des limaces. Il chante la nuit.\n\nen: *Friendly Resident of Garden*\n",
        "",
        0,
    );
}

#[test]
fn the_ending_tells_the_form() {
    let (folder, run) = print(&["--output", "/tmp/x.docx"]);
    run.fails("/tmp/x.docx has no ending that print knows; use .pdf, .html or .md");
    let path = folder.path().join("g.md");
    let (_other, run) = print(&["-o", path.to_str().unwrap()]);
    run.says("", &format!("icann-terms: 3 terms written to {}.\n", path.display()), 0);
    assert!(fs::read_to_string(&path).unwrap().contains("### <a id=\"pond\"></a>garden pond"));
}

#[test]
fn the_page_needs_no_network_and_links_see_also() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.html");
    let (_other, run) =
        print(&["-o", path.to_str().unwrap(), "--lang", "en,fr", "--paper", "letter"]);
    run.said();
    let page = fs::read_to_string(&path).unwrap();
    for outside in ["src=", "<link", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let start = page.find("<article id=\"frog\"").unwrap();
    let (entry, _) = page[start..].split_once("</article>").unwrap();
    assert_eq!(
        entry,
        "<article id=\"frog\" data-topic=\"garden\" data-forms=\"Friendly Resident of Garden\n\
         Garden Resident\ngrenouille du jardin\nFROG\" data-numbered=\"FROG\">\n\
         <div lang=\"en\" data-for=\"en\">\n\
         <h3><a href=\"#frog\">FROG <span class=\"name\">Friendly Resident of Garden</span></a></h3>\n\
         <p class=\"facts\"><span>garden</span> · <span>Say it: frog</span></p>\n\
         <p>An animal that eats slugs. It sings at night.</p>\n</div>\n\
         <div lang=\"fr\" data-for=\"fr\">\n\
         <h3><a href=\"#frog\">FROG <span class=\"name\">grenouille du jardin</span></a></h3>\n\
         <p class=\"facts\"><span>garden</span> · <span>Se prononce (à l’anglaise)\u{a0}: frog</span></p>\n\
         <p>Un animal qui mange des limaces. Il chante la nuit.</p>\n</div>\n\
         <ul class=\"facts names\"><li data-for=\"fr\"><abbr title=\"English\">en</abbr>&nbsp;<span lang=\"en\">Friendly Resident of Garden</span></li>\
         <li data-for=\"en\"><abbr title=\"français\">fr</abbr>&nbsp;<span lang=\"fr\">grenouille du jardin</span></li></ul>\n\
         <p class=\"facts see\" lang=\"en\" data-for=\"en\">See also: <a href=\"#pond\">garden pond</a></p>\n\
         <p class=\"facts see\" lang=\"fr\" data-for=\"fr\">Voir aussi\u{a0}: <a href=\"#pond\">garden pond</a></p>\n\
         <p class=\"facts sources\"><span data-say=\"source\">Source:</span> <a href=\"https://example.org/frog\">example.org/<wbr>frog</a></p>\n"
    );
    // A term without French is there for readers of French in English.
    assert!(
        page.contains("<div lang=\"en\" data-for=\"en fr\">\n<h3><a href=\"#pond\">"),
        "{page}"
    );
    assert!(page.contains("@page { size: letter;"), "{page}");
    assert!(
        page.contains("\"order\":{\"en\":[[\"A\",\"A\",[0]],[\"F\",\"F\",[1]],[\"G\",\"G\",[2]]],"),
        "{page}"
    );
}

#[test]
fn nothing_of_a_glossary_becomes_markup() {
    let folder = tempfile::tempdir().unwrap();
    let (glossary, path) = (folder.path().join("x.toml"), folder.path().join("x.html"));
    write(
        &glossary,
        "[en]\nname = \"<b>&\\\"x\\\"\"\nalso = [\"</article>\"]\ndefinition = \"</p><script>alert(1)</script>\"\n",
    );
    let (glossary, out) = (glossary.to_str().unwrap(), path.to_str().unwrap());
    let said = icann_terms(["print", "--no-builtin", "-g", glossary, "-o", out]).said();
    assert_eq!(said.status, 0, "{said:?}");
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.contains("<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>"), "{page}");
    assert!(page.contains("&lt;b&gt;&amp;&quot;x&quot;\n&lt;/article&gt;\""), "{page}");
    // The script, and the line that says that there is one.
    assert_eq!(page.matches("<script>").count(), 2);
    assert_eq!(page.matches("</script>").count(), 3);
}

/// The garden as a PDF: its bytes, and what a reader makes of them.
fn garden_pdf(args: &[&str]) -> (Vec<u8>, Document) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.pdf");
    let mut all = vec!["-o", path.to_str().unwrap()];
    all.extend(args);
    let (_other, run) = print(&all);
    let said = run.said();
    assert_eq!(said.status, 0, "{said:?}");
    read(&path)
}

fn read(path: &Path) -> (Vec<u8>, Document) {
    let bytes = fs::read(path).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let document = Document::load_mem(&bytes).unwrap();
    (bytes, document)
}

fn dictionary<'d>(document: &'d Document, from: &'d Dictionary, key: &[u8]) -> &'d Dictionary {
    document.dereference(from.get(key).unwrap()).unwrap().1.as_dict().unwrap()
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// Every dictionary of a type, in the order of their numbers.
fn all<'d>(document: &'d Document, of: &[u8]) -> Vec<&'d Dictionary> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    dictionaries.filter(|dict| dict.has_type(of)).collect()
}

/// The titles of the outline.
fn outline(document: &Document) -> Vec<String> {
    let root = dictionary(document, document.catalog().unwrap(), b"Outlines");
    let mut titles = Vec::new();
    let mut next = root.get(b"First").ok();
    while let Some(item) = next {
        let item = document.dereference(item).unwrap().1.as_dict().unwrap();
        titles.push(text(item.get(b"Title").unwrap()));
        next = item.get(b"Next").ok();
    }
    titles
}

#[test]
fn a_pdf_says_what_it_is_to_a_screen_reader() {
    let (_, document) = garden_pdf(&["--lang", "en,fr"]);
    let catalog = document.catalog().unwrap();
    assert_eq!(text(catalog.get(b"Lang").unwrap()), "en");
    let marked = dictionary(&document, catalog, b"MarkInfo").get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    let viewer = dictionary(&document, catalog, b"ViewerPreferences");
    assert!(viewer.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let info = dictionary(&document, &document.trailer, b"Info");
    assert_eq!(text(info.get(b"Title").unwrap()), "ICANN’s vocabulary, explained");

    let elements = all(&document, b"StructElem");
    let kind = |dict: &Dictionary| dict.get(b"S").unwrap().as_name().unwrap().to_vec();
    let of = |wanted: &[u8]| elements.iter().filter(|dict| kind(dict) == wanted).count();
    assert_eq!((of(b"Document"), of(b"H1"), of(b"H2"), of(b"H3")), (1, 1, 3, 3));
    let french = elements.iter().filter(|dict| dict.get(b"Lang").is_ok_and(|l| text(l) == "fr"));
    assert_eq!(french.count(), 1, "the French name of the frog");

    let metadata = catalog.get(b"Metadata").unwrap();
    let metadata = document.dereference(metadata).unwrap().1.as_stream().unwrap();
    let metadata = metadata.get_plain_content().unwrap();
    let metadata = String::from_utf8_lossy(&metadata);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
}

#[test]
fn see_also_is_a_link_that_a_screen_reader_can_name() {
    let (_, document) = garden_pdf(&["--lang", "en"]);
    let links = all(&document, b"Annot");
    let mut told: Vec<String> =
        links.iter().map(|link| text(link.get(b"Contents").unwrap())).collect();
    told.sort();
    assert_eq!(told, ["FROG", "garden pond"]);
    for link in links {
        let goal = document.dereference(link.get(b"Dest").unwrap()).unwrap().1;
        let page = goal.as_array().unwrap()[0].as_reference().unwrap();
        assert!(document.get_pages().values().any(|number| *number == page));
    }
}

#[test]
fn the_outline_has_the_letters() {
    let (_, document) = garden_pdf(&["--lang", "en"]);
    assert_eq!(outline(&document), ["A", "F", "G"]);
}

#[test]
fn the_paper_is_the_one_asked_for() {
    for (paper, width, height) in [("a4", 595.276, 841.89), ("letter", 612.0, 792.0)] {
        let (_, document) = garden_pdf(&["--paper", paper]);
        for page in all(&document, b"Page") {
            let media: Vec<f32> = page
                .get(b"MediaBox")
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|side| side.as_float().unwrap())
                .collect();
            assert_eq!(media, [0.0, 0.0, width, height]);
        }
    }
}

#[test]
fn every_font_of_a_pdf_is_in_it() {
    let (_, document) = garden_pdf(&["--lang", "fr,en"]);
    let fonts = all(&document, b"FontDescriptor");
    let names: Vec<String> = fonts
        .iter()
        .map(|font| {
            String::from_utf8_lossy(font.get(b"FontName").unwrap().as_name().unwrap()).into()
        })
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    // Six letters and a plus sign: only the glyphs that are used.
    assert!(names.iter().all(|name| name[6..].starts_with("+LibertinusSerif")), "{names:?}");
    assert!(fonts.iter().all(|font| font.has(b"FontFile3") || font.has(b"FontFile2")));
}

#[test]
fn the_same_glossary_gives_the_same_pdf() {
    assert_eq!(garden_pdf(&["--lang", "es"]).0, garden_pdf(&["--lang", "es"]).0);
}

#[test]
fn every_character_of_the_glossary_has_a_glyph() {
    let glossary = Glossary::builtin();
    let terms = glossary.terms(Lang::En).unwrap();
    let (meta, langs) = (glossary.meta().unwrap(), Lang::ALL);
    let view = View { glossary: &glossary, langs: &langs };
    let book = Book { view, meta: &meta, terms: &terms };
    assert_eq!(PdfBook::lacking(&book).unwrap(), [], "see src/print/pdf/fonts/README.md");
}

#[test]
fn what_no_font_has_is_told_and_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (glossary, path) = (folder.path().join("x.toml"), folder.path().join("x.pdf"));
    write(&glossary, "[en]\nname = \"日 frog 🐸\"\ndefinition = \"كلب 🐸.\"\n");
    let (glossary, out) = (glossary.to_str().unwrap(), path.to_str().unwrap());
    icann_terms(["print", "--no-builtin", "-g", glossary, "-o", out]).says(
        "",
        &format!(
            "icann-terms: The PDF’s fonts lack 5 characters and show \u{fffd} for them: \
             日 U+65E5, 🐸 U+1F438, ك U+0643, ل U+0644, ب U+0628.\n\
             icann-terms: 1 term written to {out}.\n"
        ),
        0,
    );
    read(&path);
}

/// A compiled glossary may hold what the checks of a TOML file refuse.
#[test]
fn a_hostile_glossary_breaks_no_pdf() {
    let disturbing = "a\u{1b}[31m\u{202e}b\u{2066}c\u{feff}d\u{fffe}e\u{ffff}f\u{e000}g\u{ad}h\u{7}\0i\u{10ffff}";
    let marks = "\u{301}".repeat(300);
    let word = "x".repeat(4000);
    let sentence = "one two three ".repeat(4000);
    let terms: Vec<Term> = [
        ("a", disturbing, disturbing),
        (
            "b",
            "(((\\)))",
            "<< /Type /Catalog >> endobj\nstream\nendstream \\( %%EOF startxref trailer",
        ),
        ("c", &word, &word),
        ("d", "e", &sentence),
        ("e", &marks, &marks),
        ("f", "\u{a0}", "\u{2003}\u{200b}"),
        ("g", &sentence, "A headword that fills columns."),
        ("h", "fi\u{200d}n", "e\u{301} ﬁ ＩＣＡＮＮ İ ẞ ǅ \u{1100}\u{1161} नमस्ते .مصر"),
        ("i", "", ""),
        ("j", "Ends with another script .中国", &"some words, then .中国 ".repeat(60)),
    ]
    .into_iter()
    .map(|(id, name, definition)| {
        let mut texts = PerLang::default();
        let (name, definition) = (name.to_owned(), definition.to_owned());
        texts.set(Lang::Pt, Text { name: name.clone(), also: vec![name], definition });
        let see = ["a", "b", "c", "none"].map(str::to_owned).to_vec();
        let acronym = Some(id.to_owned()).filter(|id| id == "a");
        Term {
            id: id.into(),
            acronym,
            see,
            say: Some("\u{202e}g".into()),
            texts,
            ..Term::default()
        }
    })
    .collect();
    let (glossary, meta) = (Glossary::empty(), Meta::default());
    for (paper, count) in [(Paper::A4, 1), (Paper::Letter, 15)] {
        // Often enough, they fill a book with title page and index.
        let terms: Vec<Term> = (0..count)
            .flat_map(|round| {
                let numbered = move |term: &Term| {
                    let id =
                        if round == 0 { term.id.clone() } else { format!("{}-{round}", term.id) };
                    Term { id, ..term.clone() }
                };
                let few = if round == 0 { &terms[..] } else { &terms[7..] };
                few.iter().map(numbered).chain((round > 0).then(|| numbered(&terms[0])))
            })
            .chain(
                (0..count * 6 - 6)
                    .map(|number| Term { id: format!("filler-{number}"), ..terms[1].clone() }),
            )
            .collect();
        let view = View { glossary: &glossary, langs: &[Lang::Es, Lang::Pt] };
        let book = Book { view, meta: &meta, terms: &terms };
        let mut bytes = Vec::new();
        PdfBook { paper }.write(&mut bytes, &book).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        assert!(document.get_pages().len() > 10, "{}", document.get_pages().len());
    }
}

#[test]
fn a_pdf_that_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no-folder").join("g.pdf");
    let (_other, run) = print(&["-o", path.to_str().unwrap()]);
    let said = run.said();
    assert_eq!((said.status, said.out.as_str()), (2, ""), "{said:?}");
    assert_eq!(said.err.lines().count(), 1, "{said:?}");

    let folder_in_its_place = folder.path().join("old.pdf");
    write(&folder_in_its_place.join("kept"), "as it was");
    let (_other, run) = print(&["-o", folder_in_its_place.to_str().unwrap()]);
    assert_eq!(run.said().status, 2);
    assert_eq!(fs::read_to_string(folder_in_its_place.join("kept")).unwrap(), "as it was");
}

/// The built-in glossary as a PDF.
fn whole_pdf(folder: &Path, lang: &str) -> PathBuf {
    let path = folder.join(format!("{lang}.pdf"));
    icann_terms(["print", "--lang", lang, "-o", path.to_str().unwrap()]).said();
    path
}

#[test]
fn the_book_has_a_guide_and_an_index_and_no_page_without_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let (_, document) = read(&whole_pdf(folder.path(), "fr,en"));
    let outline = outline(&document);
    assert_eq!(outline.first().unwrap(), "Comment utiliser ce glossaire");
    assert_eq!(outline.last().unwrap(), "Index des autres noms");
    let letters: Vec<&str> = outline[1..outline.len() - 1].iter().map(String::as_str).collect();
    assert!(letters.starts_with(&["#", "A", "B", "C", "D"]), "{letters:?}");
    for (number, page) in document.get_pages() {
        assert!(document.get_page_content(page).len() > 500, "page {number}");
    }
}

fn poppler(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output().unwrap();
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[ignore = "needs poppler"]
fn every_headword_is_found_in_the_text_of_the_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let glossary = Glossary::builtin();
    // Lines may end within a headword, and a pronunciation’s hyphens keep it whole.
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().concat();
    for lang in Lang::ALL {
        let path = whole_pdf(folder.path(), lang.code());
        let found = plain(&poppler("pdftotext", &["-raw", path.to_str().unwrap(), "-"]));
        for term in glossary.terms(lang).unwrap() {
            let name = term.name(lang).unwrap();
            let headword = match &term.acronym {
                Some(acronym) if acronym != name => format!("{acronym} — {name}"),
                _ => name.to_owned(),
            };
            assert!(found.contains(&plain(&headword)), "{lang}: {headword}");
        }
    }
}

#[test]
#[ignore = "needs poppler"]
fn poppler_calls_the_pdf_tagged_and_its_fonts_embedded() {
    let folder = tempfile::tempdir().unwrap();
    let path = whole_pdf(folder.path(), "pt,es");
    let info = poppler("pdfinfo", &[path.to_str().unwrap()]);
    assert!(info.lines().any(|line| line == "Tagged:          yes"), "{info}");
    let fonts = poppler("pdffonts", &[path.to_str().unwrap()]);
    for font in fonts.lines().skip(2) {
        let words: Vec<&str> = font.split_whitespace().collect();
        let [.., embedded, subset, unicode, _, _] = words[..] else { panic!("{fonts}") };
        assert_eq!((embedded, subset, unicode), ("yes", "yes", "yes"), "{fonts}");
    }
}
