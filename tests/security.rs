//! What comes from elsewhere (a query, a name, a file, a mail, a glossary) does nothing to a
//! terminal, to a page, or to files beside those that were meant.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod common;

use std::fs;
use std::path::Path;

use common::{Run, Said, icann_terms, write};
use icann_terms::termbase::{IndexWriter, Meta, PerLang, Topic};
use icann_terms::{Lang, Status, Term, Text};

/// Colours a screen, clears it, rings, goes back, and turns the direction of writing.
const EVIL: &str = "\u{1b}[31m\u{9b}2J\u{7}\u{8}\r\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}evil";

/// Nothing but letters, marks, line ends and tabs.
fn assert_calm(what: &str, text: &str) {
    let disturbs = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(c) = text.replace("\r\n", "\n").chars().find(|c| disturbs(*c)) {
        panic!("{what}: U+{:04X} in {text:?}", u32::from(c));
    }
}

/// Runs it; both streams must be calm, and something must have been said.
fn calm(what: &str, run: Run) -> Said {
    let said = run.said();
    assert_calm(what, &said.out);
    assert_calm(what, &said.err);
    assert!(!said.out.is_empty() || !said.err.is_empty(), "{what}: {said:?}");
    assert!((0..=3).contains(&said.status), "{what}: {said:?}");
    said
}

#[test]
fn a_query_is_shown_without_what_would_disturb_a_terminal() {
    let near = format!("governemental advisory comittee {EVIL}");
    for query in [EVIL, "ALS\u{202e}", "AL\u{1b}CA", &near] {
        for format in ["text", "json", "tsv", "markdown"] {
            calm(format, icann_terms([query, "--format", format]));
            let lines = icann_terms(["-", "--format", format]).input(format!("{query}\nALS\n"));
            calm(format, lines);
        }
        calm("fields", icann_terms([query, "-F", "query,match,name"]));
        calm("explain", icann_terms(["explain", "--unknown"]).input(query));
    }
}

#[test]
fn wrong_usage_is_told_without_what_would_disturb_a_terminal() {
    let option = format!("--{EVIL}");
    let with_value = format!("--lang={EVIL}");
    for args in [
        &["ALS", &option][..],
        &["ALS", &with_value],
        &["ALS", "--format", EVIL],
        &["ALS", "--field", EVIL],
        &["ALS", "--limit", EVIL],
        &["ALS", "--color", EVIL],
        &["ALS", "--glossary", EVIL],
        &["list", EVIL],
        &["list", "--topic", EVIL],
        &["print", "--paper", EVIL],
        &["print", "--output", EVIL],
        &["export", "--format", EVIL],
        &["export", "--format", "csv", "--output", "no/evil\u{1b}[31m"],
        &["explain", EVIL],
        &["explain", "--format", EVIL],
        &["check", EVIL],
        &["build", EVIL, "--output", EVIL],
        &["new", EVIL, "--name", "x", "--definition", "x", "--in", "/proc/evil\u{1b}[31m"],
        &["new", "--name", EVIL, "--definition", EVIL, "--in", "/proc/none"],
        &["completions", EVIL],
        &["help", EVIL],
        &["random", "--topic", EVIL],
        &["topics", "--format", EVIL],
    ] {
        for lang in ["en", "fr", "es", "pt"] {
            let said = calm(&args.join(" "), icann_terms(args).env("ICANN_TERMS_LANG", lang));
            assert_eq!((said.out.as_str(), said.status), ("", 2), "{args:?}");
            assert_eq!(said.err.matches('\n').count(), 1, "{args:?}: {}", said.err);
        }
    }
    calm("list --search", icann_terms(["list", "--search", EVIL]));
    for name in ["ICANN_TERMS_LANG", "ICANN_TERMS_GLOSSARY"] {
        calm(name, icann_terms(["ALS"]).env(name, EVIL));
    }
}

#[test]
fn completion_repeats_nothing_that_was_typed() {
    for words in [&[EVIL][..], &["list", "--topic", EVIL], &["--lang", EVIL], &[EVIL, "a"]] {
        let said = icann_terms(words).env("ICANN_TERMS_COMPLETE", "1").said();
        assert_calm("completion", &said.out);
        assert_calm("completion", &said.err);
    }
}

/// A glossary file with marks of direction in its values, and with faults if asked.
fn evil_toml(with_faults: bool) -> String {
    let marks = "\u{202e}\u{2066}\u{200f}evil";
    let mut toml = format!(
        "topic = \"t{marks}\"\n[[term]]\nid = \"evil\"\nacronym = \"EV{marks}\"\nsay = \"{marks}\"\n\
         sources = [\"https://x.org/{marks}\"]\nnumbered = [\"{marks}\"]\n[term.en]\nname = \"evil {marks}\"\n\
         also = [\"{marks}\"]\ndefinition = \"It is {marks}.\"\n"
    );
    if with_faults {
        toml += &format!(
            "[[term]]\nid = \"X{marks}\"\n\"{marks}\" = 1\nsee = [\"{marks}\"]\nstatus = \"{marks}\"\n\
             say = \"\\u001b[31m\"\n[term.en]\nname = \"a\u{1b}b\"\n[[term]]\nid = \"evil\"\n{marks} = \"\u{9b}\n"
        );
    }
    toml
}

#[test]
fn faults_of_a_file_are_told_without_what_would_disturb_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("a{EVIL}.toml"));
    // Not every system takes such a name.
    let file = if fs::write(&file, "").is_ok() { file } else { folder.path().join("a.toml") };
    write(&file, &evil_toml(true));
    let path = file.to_str().unwrap();
    let said = calm("check", icann_terms(["check", path]));
    assert!(said.out.lines().count() >= 6, "{}", said.out);
    calm("check --style", icann_terms(["check", "--style", path]));
    calm("a look-up", icann_terms(["ALS", "-g", path]));
    let built = folder.path().join("x.index");
    calm("build", icann_terms(["build", path, "-o", built.to_str().unwrap()]));
}

/// What a glossary is shown in, with its commands.
fn shown_everywhere(glossary: &str) {
    let folder = tempfile::tempdir().unwrap();
    let with = |args: &[&str]| {
        let all = ["--no-builtin", "-g", glossary, "--lang", "en"];
        icann_terms(args.iter().copied().chain(all))
    };
    for query in ["evil", "EVevil", "evli"] {
        for format in ["text", "json", "tsv", "markdown"] {
            calm(format, with(&[query, "--format", format]));
        }
        let all = "query,match,id,acronym,name,definition,say,topic,see,sources,lang";
        calm("fields", with(&[query, "--field", all]));
        calm("colour", with(&[query, "--color", "never"]));
    }
    for command in ["list", "topics", "random"] {
        for format in ["text", "json", "tsv", "markdown"] {
            calm(command, with(&[command, "--format", format]));
        }
    }
    calm("version", with(&["--version"]));
    for format in ["list", "inline", "footnotes", "html", "json"] {
        let text = "The evil evil, EVevil and more EVEVIL.";
        calm(format, with(&["explain", "--unknown", "--format", format]).input(text));
    }
    for format in ["json", "csv", "tbx", "anki"] {
        calm(format, with(&["export", "--format", format]));
    }
    let typed = format!("evil\n2\n{EVIL}\n:pt\n\n");
    calm("browse", with(&["browse", "--linear"]).input(typed));
    calm("print", with(&["print"]));
    for name in ["a.html", "a.md", "a.ifo"] {
        let path = folder.path().join(name);
        let path = path.to_str().unwrap();
        match name {
            "a.ifo" => calm(name, with(&["export", "--format", "stardict", "-o", path])),
            _ => calm(name, with(&["print", "-o", path])),
        };
    }
    for name in ["a.html", "a.md", "a.ifo", "a.dict"] {
        assert_calm(name, &fs::read_to_string(folder.path().join(name)).unwrap());
    }
}

#[test]
fn a_glossary_with_marks_of_direction_is_shown_without_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("evil.toml");
    write(&file, &evil_toml(false));
    shown_everywhere(file.to_str().unwrap());
}

/// A compiled glossary that no check has read: every text in it disturbs.
fn evil_index() -> Vec<u8> {
    let evil = || EVIL.to_owned();
    let mut names = PerLang::default();
    names.set(Lang::En, evil());
    let topic = Topic { id: evil(), names };
    let mut writer = IndexWriter::default();
    writer.set_meta(&Meta { version: evil(), date: evil(), topics: vec![topic] });
    for name in ["evil", EVIL] {
        let mut term = Term {
            id: format!("{name}\"></a><script>alert(1)</script>"),
            acronym: Some(format!("EV{EVIL}")),
            topic: Some(evil()),
            essential: true,
            status: Status::Historical,
            say: Some(evil()),
            see: vec![evil(), format!("{name}\"></a><script>alert(1)</script>")],
            sources: vec![evil(), format!("https://{EVIL}")],
            numbered: vec![evil()],
            texts: PerLang::default(),
        };
        for lang in Lang::ALL {
            let text = Text {
                name: format!("evil {name}"),
                also: vec![evil()],
                definition: format!("{EVIL}. <script>{EVIL}\n\t\r\n# x"),
            };
            term.texts.set(lang, text);
        }
        writer.add(&term).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn a_compiled_glossary_from_elsewhere_is_shown_without_what_would_disturb() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("evil.index");
    fs::write(&file, evil_index()).unwrap();
    let glossary = file.to_str().unwrap();
    shown_everywhere(glossary);
    // Nor does anything of it become markup.
    let page = folder.path().join("a.html");
    let args = ["print", "--no-builtin", "-g", glossary, "-o", page.to_str().unwrap()];
    assert_eq!(icann_terms(args).said().status, 0);
    let page = fs::read_to_string(&page).unwrap();
    assert!(!page.contains("<script>alert") && !page.contains("</a><script"), "{page}");
    let book = icann_terms(["print", "--no-builtin", "-g", glossary]).answered();
    assert!(!unescaped(&book).contains("<script"), "{book}");
    for format in ["html", "footnotes"] {
        let args = ["explain", "--no-builtin", "-g", glossary, "--format", format];
        let said = icann_terms(args).input("The evil evil.").said();
        assert!(!unescaped(&said.out).contains("<script"), "{}", said.out);
    }
}

/// Markdown without what a backslash makes text of.
fn unescaped(markdown: &str) -> String {
    markdown.replace("\\<", "")
}

#[test]
fn a_mail_is_explained_without_what_would_disturb() {
    let folder = tempfile::tempdir().unwrap();
    let mail = format!(
        "From: a@b.org\nDate: x\nSubject: =?UTF-8?Q?The_ALAC=1B[31m=E2=80=AE<script>?=\nContent-Type: text/plain; charset=utf-8\n\n\
         The ALAC {EVIL} met the Grant\u{202e} Programme Oversight Panel (GPOP). \u{202e}QX\u{200f}Z ALAC\u{1b}]0;x\u{7}\n"
    );
    for format in ["list", "inline", "footnotes", "html", "json"] {
        let drafts = folder.path().join(format);
        let args = ["explain", "--draft", drafts.to_str().unwrap(), "--format", format];
        let said = calm(format, icann_terms(args).input(mail.as_bytes()));
        assert_eq!(said.status, 0, "{said:?}");
        assert!(format == "json" || !said.out.contains("<script"), "{}", said.out);
        for draft in fs::read_dir(&drafts).unwrap() {
            assert_calm("a draft", &fs::read_to_string(draft.unwrap().path()).unwrap());
        }
    }
}

/// The program on a terminal of its own.
#[cfg(unix)]
struct Terminal {
    child: std::process::Child,
    shown: std::sync::Arc<std::sync::Mutex<Vec<u8>>>,
}

#[cfg(unix)]
impl Terminal {
    fn new(arguments: &str) -> Terminal {
        use std::io::Read;
        let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_icann-terms"));
        let mut child = std::process::Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .env("ICANN_TERMS_LANG", "en")
            .env("TERM", "xterm")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let shown = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let into = std::sync::Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = stdout.read(&mut bytes) {
                into.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Terminal { child, shown }
    }

    fn types(&mut self, keys: &str) {
        let mut stdin = self.child.stdin.as_ref().unwrap();
        std::io::Write::write_all(&mut stdin, keys.as_bytes()).unwrap();
    }

    /// All that was shown once a text is among it; what is shown instead fails the test.
    fn shows(&self, text: &str) -> String {
        let start = std::time::Instant::now();
        loop {
            let shown = String::from_utf8_lossy(&self.shown.lock().unwrap()).into_owned();
            if shown.contains(text) {
                return shown;
            }
            assert!(start.elapsed().as_secs() < 20, "no “{text}” in {shown:?}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

#[cfg(unix)]
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
#[ignore = "needs script"]
fn on_a_terminal_the_line_of_a_fault_is_shown_without_what_would_disturb() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    write(&file, &evil_toml(true));
    let terminal = Terminal::new(&format!("check {} --color never", file.display()));
    let said = terminal.shows("faults found");
    assert!(said.contains("    name = \"a\u{fffd}b\""), "{said}");
    assert_calm("check", &said);
}

#[cfg(unix)]
#[test]
#[ignore = "needs script"]
fn on_a_terminal_browse_shows_neither_terms_nor_keys_that_would_disturb() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("evil.index");
    fs::write(&index, evil_index()).unwrap();
    let mut terminal = Terminal::new(&format!("browse --no-builtin -g {}", index.display()));
    terminal.shows("EV\u{fffd}");
    terminal.types("evil\u{202e}");
    let said = terminal.shows("evil\u{fffd}");
    assert_calm("browse", &without_commands(&said));
}

/// What a program showed on a terminal without its own commands to it: `ESC [ … letter`.
#[cfg(unix)]
fn without_commands(shown: &str) -> String {
    let mut pieces = shown.split("\u{1b}[");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| c.is_ascii_alphabetic());
        out.push_str(end.map_or(piece, |end| &piece[end + 1..]));
    }
    out
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    const NOC: &str =
        "acronym = \"NOC\"\n[en]\nname = \"network operations centre\"\ndefinition = \"A room.\"\n";

    fn definition(glossary: &Path) -> Run {
        icann_terms(["NOC", "--lang", "en", "-F", "definition", "-g", glossary.to_str().unwrap()])
    }

    #[test]
    fn a_link_out_of_a_glossary_folder_is_passed_over_with_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let mine = folder.path().join("mine");
        write(&mine.join("noc.toml"), NOC);
        write(&folder.path().join("secret.toml"), "secret = not toml");
        write(&folder.path().join("secrets/x.toml"), "secret = not toml");
        symlink(folder.path().join("secret.toml"), mine.join("a.toml")).unwrap();
        symlink("../secret.toml", mine.join("b.toml")).unwrap();
        symlink("/proc/self/environ", mine.join("c.toml")).unwrap();
        symlink(folder.path().join("secrets"), mine.join("d")).unwrap();
        symlink("nowhere", mine.join("e.toml")).unwrap();
        // What is no term is nobody's business.
        symlink("/etc/passwd", mine.join("README")).unwrap();
        let lines: String = ["a.toml", "b.toml", "c.toml", "d", "e.toml"]
            .map(|name| {
                format!(
                    "icann-terms: {} is passed over: this link leads to no file of its own folder; put a copy in its place\n",
                    mine.join(name).display()
                )
            })
            .concat();
        definition(&mine).says("A room.\n", &lines, 0);
        let built = folder.path().join("x.index");
        let (mine, built) = (mine.to_str().unwrap(), built.to_str().unwrap());
        icann_terms(["check", mine]).says(
            "",
            &(lines.clone() + "icann-terms: 1 term checked, no fault.\n"),
            0,
        );
        icann_terms(["build", mine, "-o", built]).says(
            "",
            &(lines + &format!("icann-terms: 1 term compiled to {built}.\n")),
            0,
        );
    }

    #[test]
    fn links_within_a_folder_are_followed_and_loops_end() {
        let folder = tempfile::tempdir().unwrap();
        let mine = folder.path().join("mine");
        write(&mine.join("club/old-noc.toml"), NOC);
        symlink("club/old-noc.toml", mine.join("noc.toml")).unwrap();
        symlink("loop.toml", mine.join("loop.toml")).unwrap();
        symlink("..", mine.join("club/up")).unwrap();
        symlink(".", mine.join("round")).unwrap();
        let said = definition(&mine).said();
        assert_eq!((said.out.as_str(), said.status), ("A room.\nA room.\n", 0));
        assert_eq!(said.err.lines().count(), 3, "{}", said.err);
        // A folder may itself be named by a link; a link that leads to itself is told.
        let link = folder.path().join("link");
        symlink(&mine, &link).unwrap();
        assert_eq!(definition(&link).said().out, "A room.\nA room.\n");
        let round = folder.path().join("round.toml");
        symlink("round.toml", &round).unwrap();
        let said = definition(&round).said();
        assert_eq!((said.status, said.err.lines().count()), (2, 1), "{}", said.err);
    }

    #[test]
    fn what_is_no_file_in_a_glossary_folder_is_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("noc.toml"), NOC);
        let _socket = UnixListener::bind(folder.path().join("socket.toml")).unwrap();
        assert_eq!(definition(folder.path()).answered(), "A room.\n");
    }

    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let built = tempfile::tempdir().unwrap();
        let file = built.path().join("noc.toml");
        write(&file, NOC);
        let file = file.to_str().unwrap();
        for args in [
            &["export", "--format", "csv", "-o", "/dev/null"][..],
            &["build", file, "-o", "/dev/null"],
        ] {
            let said = icann_terms(args).said();
            assert_eq!(said.status, 0, "{said:?}");
            let kind = fs::metadata("/dev/null").unwrap().file_type();
            assert!(kind.is_char_device(), "{args:?}");
        }
    }

    #[test]
    fn of_a_link_the_file_is_replaced_that_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("there/a.csv"), folder.path().join("link.csv"));
        write(&file, "old");
        symlink("there/a.csv", &link).unwrap();
        let out = link.to_str().unwrap();
        assert_eq!(icann_terms(["export", "--format", "csv", "-o", out]).said().status, 0);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&file).unwrap().starts_with("id,acronym"));
    }

    #[test]
    fn a_home_that_is_no_absolute_path_is_none() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join(".local/share/icann-terms/glossary/als.toml"), NOC);
        for home in ["", ".", "./"] {
            let asked =
                |args: &[&str]| icann_terms(args).env("HOME", home).current_dir(folder.path());
            let said = asked(&["ALS", "-F", "acronym"]).said();
            assert_eq!((said.out.as_str(), said.status), ("ALS\n", 0), "{home:?}: {said:?}");
        }
    }
}

/// Everything in a folder, by its path.
fn tree(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn new_writes_nothing_outside_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine");
    fs::create_dir(&mine).unwrap();
    let at = mine.to_str().unwrap();
    let absolute = folder.path().join("x").to_string_lossy().into_owned();
    let long = "x".repeat(300);
    for id in [
        "../x", "..", ".", "/x", &absolute, "a/b", "a\\b", "C:\\x", "", " ", &long, "con", "com1",
        "nul", "x.y",
    ] {
        let run = icann_terms(["new", id, "--name", "a", "--definition", "A.", "--in", at]);
        let said = run.env("ICANN_TERMS_LANG", "en").said();
        assert_eq!((said.out.as_str(), said.status), ("", 2), "{id}: {said:?}");
        assert_eq!(said.err.lines().count(), 1, "{id}: {said:?}");
        assert_eq!(tree(folder.path()), ["mine"], "{id}");
    }
    icann_terms(["new", "", "--name", "our club", "--definition", "A.", "--in", at])
        .fails("“” cannot be a file’s name on every system; choose another id, “our-club”, say");
    icann_terms(["new", "con", "--name", "a", "--definition", "A.", "--in", at])
        .fails("“con” cannot be a file’s name on every system; choose another id, “con-term”, say");
    // Without an id there is one that fits, whatever the name is.
    for name in ["../../x", "…", "CON", &long, "МТС", "\u{202e}y"] {
        let run = icann_terms(["new", "--name", name, "--definition", "A.", "--in", at]);
        assert_eq!(run.said().status, 0, "{name}");
    }
    let ids = ["con-term", "term", "u43c-u442-u441", "x", "y", &long[..64]];
    let mut expected: Vec<String> = ids.map(|id| format!("mine/{id}.toml")).to_vec();
    expected.push("mine".to_owned());
    expected.sort();
    assert_eq!(tree(folder.path()), expected);
}

#[test]
fn drafts_are_written_nowhere_but_in_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let drafts = folder.path().join("drafts");
    let text = "The ALAC knows CON, NUL, AUX, COM1, XX-YY, X/YZ, МТС and ..XYZ, /ABX, A\\BX.";
    let args = ["explain", "--draft", drafts.to_str().unwrap(), "--lang", "en"];
    let said = icann_terms(args).input(text).said();
    assert_eq!(said.status, 0, "{said:?}");
    let written = tree(folder.path());
    assert!(written.iter().all(|path| path.starts_with("drafts")), "{written:?}");
    for reserved in ["con.toml", "nul.toml", "aux.toml", "com1.toml"] {
        assert!(!written.contains(&format!("drafts/{reserved}")), "{written:?}");
    }
    assert!(written.contains(&"drafts/nul-term.toml".to_owned()), "{written:?}");
}
