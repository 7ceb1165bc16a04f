//! Exports, on a small glossary with hostile text: nothing breaks out of its field.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::{icann_terms, write};

/// Markup, quotes, commas, a right-to-left mark, an emoji.
const HOSTILE: &str = r#"[[term]]
id = "x-1"
acronym = "<X>&\"1\""
topic = "a,b"
see = ["y-2"]
sources = ["https://example.org/?a=1&b=\"2\""]
[term.en]
name = "the \"X\", <b>bold</b>"
also = ["X 🐸", "\u202Ereversed"]
definition = "A thing, \"quoted\"; </p><script>alert(1)</script> & more."
[term.fr]
name = "l’X"
definition = "Une chose, «\u00A0citée\u00A0»."
[[term]]
id = "y-2"
status = "historical"
[term.en]
name = "plain"
definition = "It is."
"#;

fn export(args: &[&str]) -> (tempfile::TempDir, common::Run) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    write(&path, HOSTILE);
    let path = path.to_str().unwrap().to_owned();
    let mut all = vec!["export", "--no-builtin", "--glossary", &path, "--lang", "en"];
    all.extend(args);
    (folder, icann_terms(all))
}

const NOTICE: &str =
    "icann-terms, glossary  of . Texts: CC BY 4.0, credit “icann-terms”. Independent of ICANN.";

#[test]
fn csv_is_as_rfc_4180_says() {
    let (_folder, run) = export(&["--format", "csv", "--lang", "fr"]);
    assert_eq!(
        run.answered(),
        "id,acronym,lang,name,definition,also,say,topic,essential,status,see,sources\r\n\
         y-2,,en,plain,It is.,,,,false,historical,,\r\n\
         x-1,\"<X>&\"\"1\"\"\",en,\"the \"\"X\"\", <b>bold</b>\",\"A thing, \"\"quoted\"\"; </p><script>alert(1)</script> & more.\",\
         X 🐸 | \u{fffd}reversed,,\"a,b\",false,current,y-2,\"https://example.org/?a=1&b=\"\"2\"\"\"\r\n\
         x-1,\"<X>&\"\"1\"\"\",fr,l’X,\"Une chose, «\u{a0}citée\u{a0}».\",,,\"a,b\",false,current,y-2,\"https://example.org/?a=1&b=\"\"2\"\"\"\r\n"
    );
}

#[test]
fn anki_has_its_header_and_a_line_a_term() {
    let (_folder, run) = export(&["--format", "anki"]);
    assert_eq!(
        run.answered(),
        format!(
            "#separator:tab\n#html:true\n#notetype:Basic\n#deck:ICANN terms\n#guid column:1\n#tags column:4\n\
             icann-terms-en-y-2\tplain\tIt is.<br><i>historical</i><br><small>{NOTICE}</small>\t\n\
             icann-terms-en-x-1\t&lt;X&gt;&amp;&quot;1&quot;\t<b>the &quot;X&quot;, &lt;b&gt;bold&lt;/b&gt;</b><br>A thing, &quot;quoted&quot;; \
             &lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more.<br><small>{NOTICE}</small>\ta,b\n"
        )
    );
}

#[test]
fn tbx_has_acronym_and_full_form_as_terms_of_their_own() {
    let (_folder, run) = export(&["--format", "tbx"]);
    let said = run.answered();
    assert!(said.contains(
        "<conceptEntry id=\"c-x-1\">\n<min:subjectField>a,b</min:subjectField>\n\
         <basic:crossReference target=\"c-y-2\">plain</basic:crossReference>\n\
         <min:externalCrossReference target=\"https://example.org/?a=1&amp;b=&quot;2&quot;\">https://example.org/?a=1&amp;b=&quot;2&quot;</min:externalCrossReference>\n\
         <langSec xml:lang=\"en\">\n<descripGrp><basic:definition>A thing, &quot;quoted&quot;; &lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more.</basic:definition>\
         <basic:source>https://example.org/?a=1&amp;b=&quot;2&quot;</basic:source></descripGrp>\n\
         <termSec><term>the &quot;X&quot;, &lt;b&gt;bold&lt;/b&gt;</term><basic:termType>fullForm</basic:termType></termSec>\n\
         <termSec><term>&lt;X&gt;&amp;&quot;1&quot;</term><basic:termType>acronym</basic:termType></termSec>\n\
         <termSec><term>X 🐸</term><basic:termType>variant</basic:termType></termSec>\n\
         <termSec><term>\u{fffd}reversed</term><basic:termType>variant</basic:termType></termSec>\n</langSec>\n</conceptEntry>"
    ), "{said}");
    assert!(said.contains(&format!("<sourceDesc><p>{NOTICE}</p></sourceDesc>")), "{said}");
}

#[test]
fn json_is_one_array() {
    let (_folder, run) = export(&["--format", "json"]);
    let terms: serde_json::Value = serde_json::from_str(&run.answered()).unwrap();
    assert_eq!(terms.as_array().unwrap().len(), 2);
    assert_eq!(terms[1]["en"]["also"][1], "\u{202e}reversed");
}

/// The index and the synonyms of a dictionary: words with the numbers behind them.
fn words(bytes: &[u8], numbers: usize) -> Vec<(String, Vec<u32>)> {
    let mut words = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == 0).unwrap();
        let word = String::from_utf8(rest[..end].to_vec()).unwrap();
        rest = &rest[end + 1..];
        let (behind, after) = rest.split_at(4 * numbers);
        words.push((
            word,
            behind.chunks(4).map(|four| u32::from_be_bytes(four.try_into().unwrap())).collect(),
        ));
        rest = after;
    }
    words
}

#[test]
fn stardict_files_lead_from_every_form_to_its_article() {
    let (folder, run) = export(&["--format", "stardict"]);
    run.fails("StarDict is several files: say where with “--output NAME.ifo”");
    let out = folder.path().join("book.ifo");
    let (_other, run) = export(&["--format", "stardict", "--output", out.to_str().unwrap()]);
    run.says("", &format!("icann-terms: 2 terms written to {}.\n", out.display()), 0);
    let read = |ending: &str| fs::read(out.with_extension(ending)).unwrap();
    let index = words(&read("idx"), 2);
    assert_eq!(
        index.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(),
        ["<X>&\"1\"", "plain"]
    );
    let article = |place: &[u32]| {
        let (start, length) = (place[0] as usize, place[1] as usize);
        String::from_utf8(read("dict")[start..start + length].to_vec()).unwrap()
    };
    assert_eq!(article(&index[1].1), "<p><b>plain</b><br>It is.</p><p><i>historical</i></p>");
    let synonyms = words(&read("syn"), 1);
    assert!(synonyms.contains(&("l’X".to_owned(), vec![0])), "{synonyms:?}");
    let ifo = String::from_utf8(read("ifo")).unwrap();
    assert!(
        ifo.starts_with(
            "StarDict's dict ifo file\nversion=2.4.2\nbookname=icann-terms (en)\nwordcount=2\n"
        ),
        "{ifo}"
    );
    assert!(ifo.contains(&format!("\nidxfilesize={}\n", read("idx").len())), "{ifo}");
}

#[test]
fn an_export_that_cannot_be_written_leaves_what_was_there() {
    let (folder, run) = export(&["--format", "csv", "--output", "/no/such/folder/x.csv"]);
    run.fails("/no/such/folder/x.csv cannot be written: there is no such file or folder; what stood there before is unchanged");
    let taken = folder.path().to_str().unwrap();
    let (_other, run) = export(&["--format", "csv", "--output", taken]);
    run.fails(&format!("{taken} cannot be written: it is a folder, not a file; what stood there before is unchanged"));
}

/// The ways to ask for each file that the program makes: the arguments, and the file's name.
const EVERY_FORM: [(&[&str], &str); 7] = [
    (&["export", "--format", "json"], "x.json"),
    (&["export", "--format", "csv"], "x.csv"),
    (&["export", "--format", "tbx"], "x.tbx"),
    (&["export", "--format", "anki"], "x.txt"),
    (&["export", "--format", "stardict"], "x.ifo"),
    (&["print"], "x.html"),
    (&["print"], "x.md"),
];

#[test]
fn a_file_marked_read_only_stays_as_it_is() {
    for (args, name) in EVERY_FORM {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        write(&path, "mine");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let shown = path.to_str().unwrap();
        icann_terms(args.iter().chain(&["--lang", "en", "-o", shown])).fails(&format!(
            "{shown} cannot be written: permission denied; what stood there before is unchanged"
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        // Nothing half made lies about either.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_one_line() {
    for (args, name) in EVERY_FORM {
        // A link with the right ending to a device that is always full.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::os::unix::fs::symlink("/dev/full", &path).unwrap();
        let shown = path.to_str().unwrap();
        icann_terms(args.iter().chain(&["--lang", "en", "-o", shown])).fails(&format!(
            "{shown} cannot be written: no space is left on the disk; what stood there before is unchanged"
        ));
        // The device is what it was, and so is the link; of a dictionary nothing is there by half.
        assert!(!fs::metadata("/dev/full").unwrap().is_file());
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_on_a_full_disk_is_told_in_one_line() {
    for args in [&["print"][..], &["export", "--format", "csv"], &["export", "--format", "tbx"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_icann-terms"))
            .args(args)
            .args(["--lang", "en"])
            .stdout(full)
            .output()
            .unwrap();
        let err = String::from_utf8(run.stderr).unwrap();
        assert_eq!(
            (err.as_str(), run.status.code()),
            (
                "icann-terms: standard output cannot be written: no space is left on the disk; free some room or write elsewhere\n",
                Some(2)
            )
        );
    }
}

#[test]
fn a_reader_that_goes_away_ends_an_export_quietly() {
    use std::io::Read;
    for args in [&["print"][..], &["export", "--format", "csv"], &["export", "--format", "json"]] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_icann-terms"))
            .args(args)
            .args(["--lang", "all"])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let run = child.wait_with_output().unwrap();
        assert_eq!((run.stderr.as_slice(), run.status.code()), (&b""[..], Some(0)), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_rights_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("x.csv"), folder.path().join("link.csv"));
    write(&file, "old");
    fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    let (_other, run) = export(&["--format", "csv", "--output", link.to_str().unwrap()]);
    assert_eq!(run.said().status, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().starts_with("id,acronym,"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_may_be_named_as_a_file() {
    let (_folder, run) = export(&["--format", "csv", "--output", "/dev/stdout"]);
    let said = run.said();
    assert!(said.out.starts_with("id,acronym,"), "{said:?}");
    assert_eq!(
        (said.err.as_str(), said.status),
        ("icann-terms: 2 terms written to /dev/stdout.\n", 0)
    );
}

#[test]
fn a_format_must_be_named() {
    let (_folder, run) = export(&[]);
    run.fails("“--format” is missing; “icann-terms export --help” shows how it is given");
}
