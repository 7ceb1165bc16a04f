//! A small glossary whose text would break out of every format, if it were let.

use std::path::{Path, PathBuf};

use icann_terms::termbase::{IndexWriter, Lang, Meta, PerLang, Status, Term, Text};

/// A compiled glossary in a folder of its own. It is compiled because a TOML file with control
/// characters is refused: what comes from another program's hand may have them all the same.
///
/// Markup, the end of a script, quotes, tabs, line ends, a NUL, escape sequences, characters that
/// turn the direction of writing, an emoji, formulas of spreadsheets, Markdown, Anki's comment.
pub fn hostile() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.index");
    let mut writer = IndexWriter::default();
    writer.set_meta(&Meta {
        version: "1\n<b>".into(),
        date: "2026-01-02\"".into(),
        ..Meta::default()
    });
    terms().iter().for_each(|term| writer.add(term).unwrap());
    std::fs::write(Path::new(&path), writer.finish().unwrap()).unwrap();
    (folder, path)
}

fn text(name: &str, also: &[&str], definition: &str) -> Text {
    Text {
        name: name.into(),
        also: also.iter().map(|form| (*form).to_owned()).collect(),
        definition: definition.into(),
    }
}

fn texts(en: Text, fr: Option<Text>) -> PerLang<Text> {
    let mut texts = PerLang::default();
    texts.set(Lang::En, en);
    if let Some(fr) = fr {
        texts.set(Lang::Fr, fr);
    }
    texts
}

fn terms() -> [Term; 3] {
    let markup = Term {
        id: "x-1".into(),
        acronym: Some("<X>&\"1\"".into()),
        topic: Some("a,b<\"\t</script><script>hit=1</script>".into()),
        say: Some("<img src=x onerror=hit=2>".into()),
        see: vec!["y-2".into(), "nowhere".into()],
        numbered: vec!["\" onclick=\"hit=3".into()],
        sources: vec![
            "https://example.org/?a=1&b=\"2\"><script>hit=4</script>".into(),
            "javascript:hit=5".into(),
        ],
        texts: texts(
            text(
                "the \"X\", <b>bold</b>",
                &["X 🐸", "\u{202e}reversed", "a\nb\" onfocus=\"hit=6"],
                "A thing, \"quoted\"; </p></script><script>hit=7</script><!-- ]]> & {terms}.",
            ),
            Some(text("l’X </script>", &[], "Une chose, «\u{a0}citée\u{a0}».")),
        ),
        ..Term::default()
    };
    let lines = Term {
        id: "y-2".into(),
        status: Status::Historical,
        texts: texts(
            text(
                "=HYPERLINK(\"https://evil.example\")",
                &["+1", "-1", "@SUM(A1)", "\ttab first"],
                "Line one\nline two\ttabbed\r\n\r\n# three\u{0}\u{1b}[31m\u{2028}four.",
            ),
            None,
        ),
        ..Term::default()
    };
    let signs = Term {
        id: "z-3".into(),
        acronym: Some("#1".into()),
        essential: true,
        see: vec!["x-1".into()],
        texts: texts(
            text(
                "*bold* _and_ `code` | [link](javascript:hit=8)",
                &["\u{2067}turned\u{2069}"],
                "- item\n> quote ![image](x) \\ ~~gone~~ &amp; 👩🏽‍💻\u{ffff}.",
            ),
            None,
        ),
        ..Term::default()
    };
    [markup, lines, signs]
}
