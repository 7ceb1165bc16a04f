//! `list`, `topics`, `random`, `check`, `build`, and glossaries of one's own.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::{garden, icann_terms, write};
use serde_json::Value;

const NOC: &str = "acronym = \"NOC\"\n\n[en]\nname = \"network operations centre\"\ndefinition = \"A room with screens.\"\n";

fn garden_run(args: &[&str]) -> (tempfile::TempDir, common::Run) {
    let (folder, path) = garden();
    let mut all = args.to_vec();
    let path = path.to_str().unwrap().to_owned();
    all.extend(["--no-builtin", "--glossary", &path]);
    (folder, icann_terms(all))
}

#[test]
fn list_shows_the_terms_a_line_each() {
    let (_folder, run) = garden_run(&["list"]);
    assert_eq!(
        run.answered(),
        "AC — acute cold\nFROG — Friendly Resident of Garden\ngarden pond\n"
    );
    let (_folder, run) = garden_run(&["list", "--lang", "fr,en"]);
    assert_eq!(
        run.answered(),
        "AC — acute cold\nFROG — grenouille du jardin — Friendly Resident of Garden\ngarden pond\n"
    );
}

#[test]
fn list_has_all_formats() {
    let (_folder, run) = garden_run(&["list", "--essential", "--format", "tsv"]);
    assert_eq!(
        run.answered(),
        "id\tacronym\tlang\tname\tdefinition\nfrog\tFROG\ten\tFriendly Resident of Garden\tAn animal that eats slugs. It sings at night.\n"
    );
    let (_folder, run) = garden_run(&["list", "--format", "json"]);
    let terms: Value = serde_json::from_str(&run.answered()).unwrap();
    let ids: Vec<&str> =
        terms.as_array().unwrap().iter().map(|term| term["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["frost", "frog", "pond"]);
    let (_folder, run) = garden_run(&["list", "--format", "markdown", "--essential"]);
    assert_eq!(run.answered(), "- FROG — Friendly Resident of Garden\n");
    let (_folder, run) = garden_run(&["list", "-F", "id,topic"]);
    assert_eq!(run.answered(), "frost\tgarden\nfrog\tgarden\npond\tgarden\n");
}

#[test]
fn list_chooses_by_topic_and_words() {
    let (_folder, run) = garden_run(&["list", "--search", "WATER frogs", "-F", "id"]);
    assert_eq!(run.answered(), "pond\n");
    let (_folder, run) = garden_run(&["list", "--topic", "garden", "-F", "id"]);
    assert_eq!(run.answered(), "frost\nfrog\npond\n");
    let (_folder, run) = garden_run(&["list", "--search", "zebra"]);
    run.says(
        "",
        "icann-terms: No term fits; try fewer words or another topic (“icann-terms topics” lists them).\n",
        1,
    );
    // A topic may be named as readers know it.
    let by_name = icann_terms(["list", "--topic", "Internet governance", "-F", "id"]).answered();
    assert_eq!(by_name, icann_terms(["list", "--topic", "governance", "-F", "id"]).answered());
}

#[test]
fn about_sixty_terms_are_essential() {
    let count = icann_terms(["list", "--essential", "-F", "id"]).answered().lines().count();
    assert!((60..=75).contains(&count), "{count}");
}

#[test]
fn topics_tell_their_names_and_how_many_terms_each_has() {
    let (_folder, run) = garden_run(&["topics"]);
    assert_eq!(run.answered(), "garden: garden, 3 terms\n");
    let said = icann_terms(["topics", "--format", "json", "--lang", "fr"]).answered();
    let topics: Value = serde_json::from_str(&said).unwrap();
    let topics = topics.as_array().unwrap();
    assert_eq!(topics[0]["id"], "icann");
    assert_eq!(topics[0]["name"], "L’ICANN et ses organes");
    let total: u64 = topics.iter().map(|topic| topic["terms"].as_u64().unwrap()).sum();
    let listed = icann_terms(["list", "-F", "id"]).answered().lines().count();
    assert_eq!(total, listed as u64);
}

#[test]
fn random_shows_one_term_and_today_the_same_one_all_day() {
    let said = icann_terms(["random", "--format", "json", "--essential"]).answered();
    let answer: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(answer["match"], "exact");
    assert_eq!(answer["terms"][0]["essential"], true);
    let today =
        |lang: &str| icann_terms(["random", "--today", "-F", "id", "--lang", lang]).answered();
    // Midnight may fall between two runs; then the third agrees with the second.
    assert!(today("en") == today("pt") || today("en") == today("pt"));
    let drawn: std::collections::BTreeSet<String> =
        (0..12).map(|_| icann_terms(["random", "-F", "id"]).answered()).collect();
    assert!(drawn.len() > 1, "{drawn:?}");
}

#[test]
fn a_glossary_of_ones_own_comes_on_top() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("noc.toml");
    write(&file, NOC);
    let mine =
        |args: &[&str]| icann_terms(args.iter().chain(&["-g", file.to_str().unwrap(), "-F", "id"]));
    // A file that holds one term is named after it.
    assert_eq!(mine(&["network operations centre"]).answered().lines().next(), Some("noc"));
    // The built-in terms are still there, and the built-in entry of the same id is not.
    assert_eq!(mine(&["ALS"]).answered(), "als\n");
    let said = icann_terms(["NOC", "-g", file.to_str().unwrap(), "-F", "definition"]).answered();
    assert_eq!(said, "A room with screens.\n");
}

#[test]
fn a_term_that_replaces_a_built_in_one_is_near_like_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("alac.toml");
    write(&file, &NOC.replace("NOC", "ALAC"));
    icann_terms(["ALCA", "-g", file.to_str().unwrap(), "-F", "definition"]).says(
        "A room with screens.\n",
        "icann-terms: “ALCA” is not in the glossary; this is ALAC, the nearest term.\n",
        3,
    );
}

#[test]
fn the_last_of_several_glossaries_wins() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one/noc.toml"), folder.path().join("two/noc.toml"));
    write(&one, NOC);
    write(&two, &NOC.replace("screens", "windows"));
    let said = icann_terms([
        "NOC",
        "-g",
        one.to_str().unwrap(),
        "-g",
        two.to_str().unwrap(),
        "-F",
        "definition",
    ]);
    assert_eq!(said.answered(), "A room with windows.\n");
}

#[test]
fn glossaries_are_found_in_the_variable_and_in_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("mine/noc.toml"), NOC);
    let asked = || icann_terms(["NOC", "-F", "definition"]);
    let paths = std::env::join_paths([folder.path().join("mine")]).unwrap();
    assert_eq!(asked().env("ICANN_TERMS_GLOSSARY", paths).answered(), "A room with screens.\n");
    let data = folder.path().join("data");
    write(&data.join("icann-terms/glossary/noc.toml"), &NOC.replace("screens", "clocks"));
    if cfg!(unix) {
        assert_eq!(asked().env("XDG_DATA_HOME", &data).answered(), "A room with clocks.\n");
        let home = asked().home_file(
            ".local/share/icann-terms/glossary/noc.toml",
            &NOC.replace("screens", "doors"),
        );
        assert_eq!(home.answered(), "A room with doors.\n");
    }
}

#[test]
fn see_of_ones_own_may_name_built_in_terms() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("noc.toml");
    write(&file, &NOC.replace("\n\n[en]", "\nsee = [\"als\"]\n\n[en]"));
    let path = file.to_str().unwrap();
    icann_terms(["check", path]).says("", "icann-terms: 1 term checked, no fault.\n", 0);
    icann_terms(["check", path, "--no-builtin"]).says(
        &format!("{path}:2:8: “see” names “als”, which no entry has; correct it, or take it out\n"),
        "icann-terms: 1 fault found.\n",
        1,
    );
}

#[test]
fn no_builtin_alone_leaves_nothing_to_ask() {
    icann_terms(["ALS", "--no-builtin"]).fails(
        "the glossary is empty: --no-builtin leaves the built-in one out, and no other is given with --glossary",
    );
}

#[test]
fn a_broken_glossary_is_told_with_its_place_and_the_mend() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("noc.toml");
    write(&file, &NOC.replace("acronym", "acronim").replace("name =", "nam ="));
    let path = file.to_str().unwrap();
    icann_terms(["NOC", "-g", path]).fails(&format!(
        "{path}:1:1: there is no key “acronim”; did you mean “acronym”? (and 2 more faults; “icann-terms check” shows all)"
    ));
    icann_terms(["check", path, "--lang", "pt"]).says(
        &format!(
            "{path}:1:1: a chave “acronim” não existe; você quis dizer “acronym”?\n\
             {path}:3:2: falta “name” em [en]; acrescente name = \"…\" abaixo\n\
             {path}:4:1: a chave “nam” não existe; você quis dizer “name”?\n"
        ),
        "icann-terms: 3 erros encontrados.\n",
        1,
    );
}

#[test]
fn a_glossary_that_is_not_there_is_told() {
    icann_terms(["ALS", "-g", "no/such.toml"])
        .fails("no/such.toml: cannot be read (No such file or directory (os error 2)); check its name and permissions");
}

#[test]
fn check_without_a_path_checks_ones_own_glossaries() {
    icann_terms(["check"])
        .fails("there is no glossary of your own to check; give a file or folder: “icann-terms check PATH”");
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("noc.toml"), NOC);
    icann_terms(["check"]).env("ICANN_TERMS_GLOSSARY", folder.path()).says(
        "",
        "icann-terms: 1 term checked, no fault.\n",
        0,
    );
}

#[test]
fn check_style_adds_the_rules_of_the_built_in_glossary() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("noc.toml");
    write(&file, NOC);
    let said = icann_terms(["check", "--style", file.to_str().unwrap()]).said();
    assert_eq!(said.status, 1);
    assert!(said.out.contains("the [en] definition has 4 words; write 25 to 70\n"), "{}", said.out);
    assert!(
        said.out.contains("[fr] is missing; the glossary has all four languages\n"),
        "{}",
        said.out
    );
}

#[test]
fn build_compiles_a_glossary_that_opens_like_its_source() {
    let (folder, path) = garden();
    let built = folder.path().join("garden.index");
    let (path, built) = (path.to_str().unwrap(), built.to_str().unwrap());
    icann_terms(["build", path, "-o", built]).says(
        "",
        &format!("icann-terms: 3 terms compiled to {built}.\n"),
        0,
    );
    let from = |glossary: &str| {
        icann_terms(["list", "--no-builtin", "-g", glossary, "--lang", "all", "--format", "json"])
            .answered()
    };
    assert_eq!(from(built), from(path));
    let first = fs::read(built).unwrap();
    icann_terms(["build", path, "-o", built]).said();
    assert_eq!(fs::read(built).unwrap(), first, "built twice, the same to the byte");
}

#[test]
fn build_refuses_faults_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let (file, built) = (folder.path().join("x.toml"), folder.path().join("x.index"));
    write(&file, &NOC.replace("definition", "definitoin"));
    write(&built, "old");
    let (path, out) = (file.to_str().unwrap(), built.to_str().unwrap());
    icann_terms(["build", path, "-o", out]).says(
        "",
        &format!(
            "icann-terms: {path}:3:2: “definition” is missing in [en]; add definition = \"…\" below it\n\
             icann-terms: {path}:5:1: there is no key “definitoin”; did you mean “definition”?\n"
        ),
        2,
    );
    assert_eq!(fs::read_to_string(&built).unwrap(), "old");
    write(&file, NOC);
    let nowhere = folder.path().join("none/x.index");
    icann_terms(["build", path, "-o", nowhere.to_str().unwrap()]).fails(&format!(
        "{} cannot be written: there is no such file or folder; what stood there before is unchanged",
        nowhere.display()
    ));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half-written is left");
}

#[test]
fn a_damaged_or_older_compiled_glossary_says_to_build_again() {
    let (folder, path) = garden();
    let built = folder.path().join("garden.index");
    let out = built.to_str().unwrap();
    icann_terms(["build", path.to_str().unwrap(), "-o", out]).said();
    let good = fs::read(&built).unwrap();
    fs::write(&built, &good[..good.len() - 9]).unwrap();
    icann_terms(["frog", "-g", out])
        .fails(&format!("{out} is damaged; build it again with “icann-terms build”"));
    let mut other = good;
    other[8] = 200;
    fs::write(&built, other).unwrap();
    icann_terms(["frog", "-g", out]).fails(&format!(
        "{out} was compiled by another version of icann-terms; build it again with “icann-terms build”"
    ));
}

#[test]
fn new_writes_a_term_of_ones_own_that_is_found_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let with_home =
        |args: &[&str]| icann_terms(args).env("XDG_DATA_HOME", &data).env("ICANN_TERMS_LANG", "en");
    let written = data.join("icann-terms/glossary/our-club.toml");
    if cfg!(unix) {
        with_home(&[
            "new",
            "--acronym",
            "OUR CLUB",
            "--name",
            "our “club”",
            "--definition",
            "We meet.",
        ])
        .says(
            "",
            &format!("icann-terms: {} written; try “icann-terms OUR CLUB”.\n", written.display()),
            0,
        );
        assert_eq!(
            fs::read_to_string(&written).unwrap(),
            "acronym = \"OUR CLUB\"\n\n[en]\nname = \"our “club”\"\ndefinition = \"We meet.\"\n"
        );
        assert_eq!(with_home(&["OUR CLUB", "-F", "definition"]).answered(), "We meet.\n");
    }
    let elsewhere = folder.path().join("mine");
    let args = ["new", "x-y", "--name", "xy", "--definition", "It is.", "--topic", "club", "--in"];
    let at = elsewhere.to_str().unwrap();
    let said = icann_terms(args.iter().chain(&[at])).said();
    assert_eq!(said.status, 0, "{said:?}");
    let file = elsewhere.join("x-y.toml");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "topic = \"club\"\n\n[en]\nname = \"xy\"\ndefinition = \"It is.\"\n"
    );
    icann_terms(["check", at]).says("", "icann-terms: 1 term checked, no fault.\n", 0);
    icann_terms(args.iter().chain(&[at])).fails(&format!(
        "{} is there already; choose another id, or edit that file",
        file.display()
    ));
    icann_terms(["new", "--name", "xy"])
        .fails("“--definition” is missing; “icann-terms new --help” shows how it is given");
    icann_terms(["new", "X Y", "--name", "xy", "--definition", "It is.", "--in", at]).fails(&format!(
        "{}/X Y.toml:1:1: the id “X Y” must have lower-case letters a–z, digits and hyphens only; for example “x-y”",
        elsewhere.display()
    ));
}
