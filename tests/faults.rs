//! What goes wrong around the program: disks, readers, streams, environments. One line says so, with
//! exit status 2, and no file is left half written.
//!
//! Tests that need `sh`, for limits and closed streams, are ignored unless asked for; `.ci/run` asks.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Said, icann_terms, write};

const NOC: &str =
    "acronym = \"NOC\"\n[en]\nname = \"network operations centre\"\ndefinition = \"A room.\"\n";

/// Every command that prints, in a form that prints something.
const COMMANDS: [&[&str]; 20] = [
    &["ALS", "--lang", "all"],
    &["ALS", "--format", "json"],
    &["ALCA"],
    &["GAQ"],
    &["list", "--format", "json", "--lang", "all"],
    &["list", "--format", "tsv"],
    &["topics"],
    &["random"],
    &["print"],
    &["export", "--format", "json"],
    &["export", "--format", "csv"],
    &["export", "--format", "tbx"],
    &["export", "--format", "anki"],
    &["explain", "README.md"],
    &["explain", "--format", "html", "README.md"],
    &["completions", "bash"],
    &["man"],
    &["help"],
    &["--help"],
    &["--version"],
];

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_icann-terms"));
    command.args(args).env_clear().env("ICANN_TERMS_LANG", "en").stdin(Stdio::null());
    command
}

fn said(mut command: Command) -> Said {
    let output = command.output().unwrap();
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        // A signal that ends it is no status.
        status: output.status.code().unwrap_or(-1),
    }
}

#[test]
fn a_reader_that_goes_away_ends_every_command_quietly() {
    for args in COMMANDS {
        // Gone before the first byte, and after it.
        for read in [0, 1] {
            let mut child =
                program(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let mut stdout = child.stdout.take().unwrap();
            let _ = stdout.read(&mut vec![0; read]).unwrap();
            drop(stdout);
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            // What was said of a query before the answer stays said.
            assert!(said.is_empty() || args.len() == 1, "{args:?}: {said}");
            assert!(
                matches!(output.status.code(), Some(0 | 1 | 3)),
                "{args:?}: {:?}",
                output.status
            );
        }
    }
}

#[test]
fn a_reader_of_errors_that_goes_away_changes_no_status() {
    for (args, status) in [(&["ALCA"][..], 3), (&["GAQ"], 1), (&["--foo"], 2), (&["qqqqq"], 1)] {
        let mut child = program(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(status), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
mod a_full_disk {
    use super::*;

    fn full() -> File {
        File::options().write(true).open("/dev/full").unwrap()
    }

    #[test]
    fn is_told_in_one_line_by_every_command() {
        // A query that is only suggested to has nothing to write there.
        for args in COMMANDS.into_iter().filter(|args| *args != ["GAQ"]) {
            let mut command = program(args);
            command.stdout(full());
            let said = said(command);
            let last = said.err.lines().last().unwrap_or_default();
            assert_eq!(
                (last, said.status),
                (
                    "icann-terms: standard output cannot be written: no space is left on the disk; free some room or write elsewhere",
                    2
                ),
                "{args:?}"
            );
        }
    }

    #[test]
    fn is_told_of_a_file_too_and_the_device_stays_one() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let noc = folder.path().join("noc.toml");
        write(&noc, NOC);
        for args in [
            &["build", noc.to_str().unwrap(), "-o", "/dev/full"][..],
            &["export", "--format", "tbx", "-o", "/dev/full"],
        ] {
            icann_terms(args).fails(
                "/dev/full cannot be written: no space is left on the disk; what stood there before is unchanged",
            );
            assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
        }
    }

    #[test]
    fn for_errors_changes_no_status() {
        for (args, status) in [(&["ALCA"][..], 3), (&["GAQ"], 1), (&["--foo"], 2)] {
            let mut command = program(args);
            command.stdout(Stdio::null()).stderr(full());
            assert_eq!(command.status().unwrap().code(), Some(status), "{args:?}");
        }
    }

    /// Nobody can write there, not even an administrator.
    #[test]
    fn or_a_place_that_takes_no_file_is_told_in_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let noc = folder.path().join("noc.toml");
        write(&noc, NOC);
        let noc = noc.to_str().unwrap();
        let below_file = folder.path().join("noc.toml/below");
        for place in ["/proc/icann-terms", below_file.to_str().unwrap()] {
            let at = |name: &str| format!("{place}/{name}");
            for args in [
                &["build", noc, "-o", &at("x.index")][..],
                &["print", "-o", &at("x.html")],
                &["print", "-o", &at("x.md")],
                &["export", "--format", "csv", "-o", &at("x.csv")],
                &["export", "--format", "stardict", "-o", &at("x.ifo")],
                &["new", "x", "--name", "x", "--definition", "X.", "--in", place],
            ] {
                let said = icann_terms(args).env("ICANN_TERMS_LANG", "en").said();
                assert_eq!((said.out.as_str(), said.status), ("", 2), "{args:?}: {said:?}");
                assert_eq!(said.err.lines().count(), 1, "{args:?}: {said:?}");
                assert!(said.err.contains("cannot be written: "), "{args:?}: {said:?}");
            }
            let args = ["explain", "--draft", place, "--lang", "en"];
            let said = icann_terms(args).input("The ALAC knows XQZ.").said();
            assert_eq!((said.status, said.err.lines().count()), (2, 1), "{said:?}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn what_cannot_be_read_is_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("x.toml"), NOC);
    let below_file = folder.path().join("x.toml/below");
    let below_file = below_file.to_str().unwrap();
    let at = folder.path().to_str().unwrap();
    for args in [
        &["ALS", "-g", below_file][..],
        &["check", below_file],
        &["explain", below_file],
        &["explain", at],
        &["build", below_file, "-o", "/dev/null"],
    ] {
        let said = icann_terms(args).env("ICANN_TERMS_LANG", "en").said();
        assert_eq!((said.out.as_str(), said.status), ("", 2), "{args:?}: {said:?}");
        assert_eq!(said.err.lines().count(), 1, "{args:?}: {said:?}");
    }
}

#[test]
fn an_odd_environment_is_no_fault() {
    let odd = OsStr::from_bytes(b"\xff\xfe_\x1b[31m.x");
    for name in
        ["LANG", "LC_ALL", "LC_MESSAGES", "ICANN_TERMS_LANG", "HOME", "XDG_DATA_HOME", "TERM"]
    {
        let mut command = program(&["ALS", "-F", "acronym"]);
        command.env_remove("ICANN_TERMS_LANG").env(name, odd);
        let said = said(command);
        assert_eq!((said.out.as_str(), said.err.as_str(), said.status), ("ALS\n", "", 0), "{name}");
    }
    for (name, value) in
        [("LANG", "xx_YY.no-such"), ("LC_ALL", "."), ("NO_COLOR", ""), ("COLUMNS", "0")]
    {
        let mut command = program(&["ALS", "-F", "acronym"]);
        command.env_remove("ICANN_TERMS_LANG").env(name, value);
        assert_eq!(said(command).out, "ALS\n", "{name}={value}");
    }
}

#[test]
fn without_a_home_everything_but_ones_own_folder_is_there() {
    // `env_clear` leaves no HOME; the system may still tell one.
    assert_eq!(said(program(&["ALS", "-F", "acronym"])).out, "ALS\n");
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_str().unwrap();
    let new = said(program(&["new", "x", "--name", "x", "--definition", "X.", "--in", at]));
    assert_eq!(new.status, 0, "{new:?}");
}

#[test]
fn arguments_and_names_that_are_no_unicode_are_told_or_taken() {
    let odd = OsStr::from_bytes(b"\xff\xfe");
    for args in [
        &[odd][..],
        &[OsStr::new("list"), OsStr::new("--search"), odd],
        &[OsStr::new("ALS"), OsStr::new("--lang"), odd],
        &[OsStr::new("ALS"), OsStr::from_bytes(b"--\xff")],
        &[OsStr::new("help"), odd],
    ] {
        let said = icann_terms(args).env("ICANN_TERMS_LANG", "en").said();
        assert_eq!((said.out.as_str(), said.status), ("", 2), "{args:?}: {said:?}");
        assert_eq!(said.err.lines().count(), 1, "{args:?}: {said:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(OsStr::from_bytes(b"noc\xff.toml"));
    // Some systems take no such name.
    if fs::write(&file, NOC).is_err() {
        return;
    }
    let arg = file.as_os_str();
    let explained = icann_terms([OsStr::new("explain"), arg]).env("ICANN_TERMS_LANG", "en").said();
    assert!(explained.out.starts_with("NOC — "), "{explained:?}");
    // Its name is no id: that is told, with the name as far as it can be shown.
    let said = icann_terms([OsStr::new("check"), arg]).env("ICANN_TERMS_LANG", "en").said();
    assert!(said.status == 1 && said.out.contains("noc\u{fffd}"), "{said:?}");
    let many =
        NOC.replace("[en]", "[term.en]").replace("acronym", "[[term]]\nid = \"noc\"\nacronym");
    fs::write(&file, many).unwrap();
    let found = icann_terms([
        OsStr::new("NOC"),
        OsStr::new("-F"),
        OsStr::new("definition"),
        OsStr::new("-g"),
        arg,
    ]);
    assert_eq!(found.answered(), "A room.\n");
    let built = folder.path().join(OsStr::from_bytes(b"\xff.index"));
    let args = [OsStr::new("build"), arg, OsStr::new("-o"), built.as_os_str()];
    assert_eq!(icann_terms(args).said().status, 0);
    assert!(built.exists());
}

/// A file of thousands of terms, so that writing what is made of it takes a while.
fn thousands(path: &Path) {
    let mut toml = String::new();
    for number in 0..600 {
        toml += &format!(
            "[[term]]\nid = \"t-{number}\"\n[term.en]\nname = \"name {number} of a thing\"\ndefinition = \"{}.\"\n",
            "word ".repeat(60)
        );
    }
    write(path, &toml);
}

#[test]
fn a_folder_of_temporary_files_that_takes_none_is_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("many.toml");
    let definition = "word ".repeat(1_000);
    let terms = (0..1_200).map(|number| {
        format!("[[term]]\nid = \"t-{number}\"\n[term.en]\nname = \"name {number}\"\ndefinition = \"{definition}\"\n")
    });
    write(&source, &terms.collect::<String>());
    let out = folder.path().join("x.index");
    let args = ["build", source.to_str().unwrap(), "-o", out.to_str().unwrap()];
    icann_terms(args).env("TMPDIR", folder.path().join("none")).fails(&format!(
        "no temporary file can be written in {}/none: there is no such file or folder; free some room there, or name another folder in TMPDIR",
        folder.path().display()
    ));
    assert!(!out.exists());
}

#[test]
fn a_run_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("many.toml");
    thousands(&source);
    let source = source.to_str().unwrap();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    let (index, page) = (out.join("x.index"), out.join("x.html"));
    let builds: [(&Path, Vec<&str>); 2] = [
        (&index, vec!["build", source, "--no-builtin", "-o", index.to_str().unwrap()]),
        (&page, vec!["print", "-g", source, "--no-builtin", "-o", page.to_str().unwrap()]),
    ];
    for (path, args) in builds {
        assert_eq!(said(program(&args)).status, 0);
        let whole = fs::read(path).unwrap();
        let old = b"what stood there before";
        // As soon as something is there to be half written, and at other moments.
        for wait in 0..4 {
            fs::write(path, old).unwrap();
            let mut child = program(&args).stderr(Stdio::null()).spawn().unwrap();
            let is_writing = || {
                fs::read_dir(&out).unwrap().any(|entry| {
                    entry.unwrap().file_name().to_string_lossy().starts_with(".icann-terms-")
                })
            };
            while wait > 0 && !is_writing() && child.try_wait().unwrap().is_none() {}
            std::thread::sleep(std::time::Duration::from_micros(200 * wait));
            let _ = child.kill();
            child.wait().unwrap();
            let left = fs::read(path).unwrap();
            assert!(left == old || left == whole, "{} of {} bytes", left.len(), whole.len());
            for entry in fs::read_dir(&out).unwrap() {
                let path = entry.unwrap().path();
                if path.file_name().unwrap().to_string_lossy().starts_with(".icann-terms-") {
                    fs::remove_file(path).unwrap();
                }
            }
        }
    }
}

#[test]
fn what_a_killed_run_left_is_no_term_of_a_glossary() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("noc.toml"), NOC);
    write(&folder.path().join(".icann-terms-a1b2c3"), "half a");
    write(&folder.path().join(".icann-terms-a1b2c3.toml"), "half a");
    let at = folder.path().to_str().unwrap();
    icann_terms(["check", at, "--lang", "en"]).says(
        "",
        "icann-terms: 1 term checked, no fault.\n",
        0,
    );
}

/// Runs a line of `sh` in which `$0` is the program.
fn sh(line: &str, args: &[&str]) -> Said {
    let mut command = Command::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_icann-terms")]).args(args);
    command.env("ICANN_TERMS_LANG", "en").stdin(Stdio::null());
    said(command)
}

#[test]
#[ignore = "needs sh"]
fn a_limit_of_file_size_is_told_in_one_line_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("many.toml");
    thousands(&source);
    let source = source.to_str().unwrap();
    let out = folder.path().join("out");
    for name in ["x.index", "x.html", "x.md", "x.csv", "x.ifo"] {
        let path = out.join(name);
        write(&path, "old");
        let path = path.to_str().unwrap();
        let line = match name {
            "x.index" => "ulimit -f 8; exec \"$0\" build \"$1\" -o \"$2\"",
            "x.csv" => "ulimit -f 8; exec \"$0\" export -f csv -g \"$1\" -o \"$2\"",
            "x.ifo" => "ulimit -f 8; exec \"$0\" export -f stardict -g \"$1\" -o \"$2\"",
            _ => "ulimit -f 8; exec \"$0\" print -g \"$1\" -o \"$2\"",
        };
        let said = sh(line, &[source, path]);
        let failed = match name {
            "x.ifo" => path.replace(".ifo", ".idx"),
            _ => path.to_owned(),
        };
        assert_eq!(
            (said.err, said.status),
            (
                format!(
                    "icann-terms: {failed} cannot be written: the file would be larger than the system allows; what stood there before is unchanged\n"
                ),
                2
            )
        );
        assert_eq!(fs::read_to_string(path).unwrap(), "old");
    }
    assert_eq!(fs::read_dir(&out).unwrap().count(), 5, "nothing half-written is left");
    let printed = out.join("printed");
    let said = sh("ulimit -f 8; exec \"$0\" print > \"$1\"", &[printed.to_str().unwrap()]);
    assert_eq!(
        (said.err.as_str(), said.status),
        (
            "icann-terms: standard output cannot be written: the file would be larger than the system allows; free some room or write elsewhere\n",
            2
        )
    );
}

#[test]
#[ignore = "needs sh"]
fn closed_streams_are_no_crash() {
    for args in COMMANDS {
        for (line, all) in [
            ("exec \"$0\" \"$@\" >&-", false),
            ("exec \"$0\" \"$@\" 2>&-", true),
            ("exec \"$0\" \"$@\" <&-", true),
            ("exec \"$0\" \"$@\" <&- >&- 2>&-", false),
        ] {
            let said = sh(line, args);
            assert!((0..=3).contains(&said.status), "{line} {args:?}: {said:?}");
            assert_eq!(!said.out.is_empty(), all && args != ["GAQ"], "{line} {args:?}: {said:?}");
        }
    }
}
