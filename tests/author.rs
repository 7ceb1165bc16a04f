//! A term added by someone who has only `glossary/README.md` and the program.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;
use std::path::Path;

use common::{icann_terms, write};

/// What the author fills into the form, key by key; a key that is not here is left out.
const FILLED: [(&str, &str); 15] = [
    ("acronym", "\"NOCX\""),
    ("see", "[\"isp\", \"bgp\"]"),
    ("sources", "[\"https://www.rfc-editor.org/rfc/rfc1302\"]"),
    ("en.name", "\"network operations centre example\""),
    (
        "en.definition",
        "\"Room from which an operator watches its network and answers when something in it fails. People there work in shifts, day and night, and newcomers write to it when a link is down.\"",
    ),
    ("fr.name", "\"centre d’exploitation du réseau, exemple\""),
    (
        "fr.definition",
        "\"Salle d’où un opérateur surveille son réseau et répond lorsque quelque chose y tombe en panne. On y travaille par équipes, jour et nuit, et les nouveaux venus lui écrivent quand un lien est coupé.\"",
    ),
    ("es.name", "\"centro de operaciones de red, ejemplo\""),
    (
        "es.definition",
        "\"Sala desde la que un operador vigila su red y responde cuando algo falla en ella. Allí se trabaja por turnos, día y noche, y los recién llegados le escriben cuando un enlace se cae.\"",
    ),
    ("pt.name", "\"centro de operações de rede, exemplo\""),
    (
        "pt.definition",
        "\"Sala de onde um operador vigia sua rede e responde quando algo nela falha. Ali se trabalha por turnos, dia e noite, e os recém-chegados lhe escrevem quando um enlace cai.\"",
    ),
    ("en", ""),
    ("fr", ""),
    ("es", ""),
    ("pt", ""),
];

/// The README's form as the author fills it in.
fn filled(form: &str) -> String {
    let mut table = String::new();
    let mut out = String::new();
    let filled = |key: &str| FILLED.iter().find(|(of, _)| *of == key).map(|(_, value)| *value);
    for line in form.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            assert!(filled(name).is_some(), "the form has a table that nobody fills in: {name}");
            table = format!("{name}.");
            out += &format!("\n{line}\n");
        } else if let Some((key, _)) = line.split_once(" = ")
            && let Some(value) = filled(&format!("{table}{key}"))
        {
            out += &format!("{key} = {value}\n");
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for child in fs::read_dir(from).unwrap().flatten() {
        let (path, to) = (child.path(), to.join(child.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn the_readmes_steps_add_a_term_as_they_are_written() {
    let readme = fs::read_to_string("glossary/README.md").unwrap();
    let steps = readme.split("## The steps").nth(1).unwrap().split("\n## ").next().unwrap();
    let commands: Vec<Vec<String>> = steps
        .split('`')
        .filter_map(|code| code.strip_prefix("icann-terms "))
        .map(|line| line.split(' ').map(|word| word.replace("YOURTERM", "NOCX")).collect())
        .collect();
    let [look, check, see] = commands.try_into().unwrap();
    let form = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(steps.contains("`glossary/<topic>/<id>.toml`"), "{steps}");

    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("glossary"), &folder.path().join("glossary"));
    let here = |words: &[String]| icann_terms(words).current_dir(folder.path());
    assert_eq!(here(&look).said().status, 1, "the term is to be new");
    write(&folder.path().join("glossary/technology/nocx.toml"), &filled(form));
    let said = here(&check).said();
    assert_eq!((said.out.as_str(), said.status), ("", 0), "{said:?}");
    let seen = here(&see).answered();
    assert!(seen.starts_with("NOCX — network operations centre example ["), "{seen}");
    assert!(seen.contains("See also: ISP, BGP\n"), "{seen}");

    // A slip is told with its place and the mend.
    let broken = filled(form).replace("[fr]\nname", "[fr]\nnane");
    write(&folder.path().join("glossary/technology/nocx.toml"), &broken);
    let said = here(&check).said();
    let line = broken.lines().position(|line| line.starts_with("nane")).unwrap() + 1;
    let place = format!("glossary/technology/nocx.toml:{line}:1: ");
    assert!(said.out.contains(&place) && said.out.contains("“name”"), "{said:?}");
    assert_eq!(said.status, 1);
}
