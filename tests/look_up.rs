//! Looking terms up, as a person and a script see it.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use common::{garden, icann_terms};
use serde_json::Value;

/// A run in the garden glossary alone.
macro_rules! garden_run {
    ($folder:ident, $($arg:expr),* $(,)?) => {{
        let (folder, path) = garden();
        let run = icann_terms(["--no-builtin", "--glossary", path.to_str().unwrap(), $($arg),*]);
        $folder = folder;
        run
    }};
}

fn ids(run: common::Run) -> Vec<String> {
    run.answered().lines().map(str::to_owned).collect()
}

fn ids_of(words: &[&str]) -> Vec<String> {
    ids(icann_terms(["-F", "id", "--lang", "en", "--"].iter().chain(words)))
}

#[test]
fn a_term_is_shown_as_sentences() {
    let _folder;
    garden_run!(_folder, "frog").says(
        "FROG — Friendly Resident of Garden [garden]\n\
         An animal that eats slugs. It sings at night.\n\
         Say it: frog\n\
         See also: garden pond\n\
         Source: https://example.org/frog\n",
        "",
        0,
    );
}

#[test]
fn several_languages_are_shown_in_the_order_given() {
    let _folder;
    garden_run!(_folder, "frog", "--lang", "fr,en").says(
        "FROG — grenouille du jardin [garden]\n\
         Un animal qui mange des limaces. Il chante la nuit.\n\
         \n\
         en: Friendly Resident of Garden\n\
         An animal that eats slugs. It sings at night.\n\
         \n\
         Se prononce (à l’anglaise)\u{a0}: frog\n\
         Voir aussi\u{a0}: garden pond\n\
         Source\u{a0}: https://example.org/frog\n",
        "",
        0,
    );
}

#[test]
fn a_term_without_the_asked_language_is_shown_in_english_with_a_note() {
    let _folder;
    garden_run!(_folder, "garden pond", "--lang", "es").says(
        "garden pond [garden, histórico]\n\
         A small water where frogs live.\n\
         Véase también: FROG\n",
        "icann-terms: garden pond no tiene entrada en español; se muestra en inglés.\n",
        0,
    );
}

#[test]
fn als_is_answered_in_each_language() {
    for (lang, name) in [
        ("en", "At-Large Structure"),
        ("fr", "structure At-Large"),
        ("es", "estructura At-Large"),
        ("pt", "estrutura At-Large"),
    ] {
        let name = name.to_lowercase();
        let said = icann_terms(["ALS", "--lang", lang, "-F", "name"]).answered();
        assert_eq!(said.to_lowercase(), format!("{name}\n"));
    }
}

#[test]
fn case_accents_punctuation_and_spacing_make_no_difference() {
    for query in ["als", "A.L.S.", "Structure at large", "structure-at-large", "ＡＬＳ"] {
        assert_eq!(ids_of(&[query]), ["als"], "{query}");
    }
    assert_eq!(ids_of(&["UIT"]), ["itu"]);
    assert_eq!(ids_of(&["comentario público"]), ["public-comment"]);
    assert_eq!(ids_of(&["comentario publico"]), ["public-comment"]);
    assert_eq!(ids_of(&["comentario pu\u{301}blico"]), ["public-comment"]);
}

#[test]
fn a_plural_counts_as_exact() {
    for (query, id) in [
        ("ALSes", "als"),
        ("gTLDs", "gtld"),
        ("RALOs", "ralo"),
        ("organisations de soutien", "supporting-organization"),
        ("supporting organizations", "supporting-organization"),
        ("registries", "registry"),
        ("registradores", "registrar"),
        ("working groups", "working-group"),
        ("partes interesadas", "stakeholder"),
        ("partes interessadas", "stakeholder"),
    ] {
        assert_eq!(ids_of(&[query])[0], id, "{query}");
    }
}

#[test]
fn a_number_behind_a_form_that_takes_one_counts_as_exact() {
    assert_eq!(ids_of(&["ICANN84"]), ["icann-public-meeting"]);
    assert_eq!(ids_of(&["ICANN 84"]), ["icann-public-meeting"]);
    assert_eq!(ids_of(&["SAC121"]), ["ssac"]);
    assert_eq!(ids_of(&["ATRT3"]), ["atrt"]);
}

#[test]
fn a_compound_of_known_parts_shows_its_parts() {
    assert_eq!(ids_of(&["SO/AC"]), ["so-ac"]);
    assert_eq!(ids_of(&["ccNSO-GAC"]), ["ccnso", "gac"]);
    assert_eq!(ids_of(&["EPDP-IDN"]), ["epdp", "idn"]);
    icann_terms(["-e", "ccNSO-QQQQ", "--lang", "en"]).says(
        "",
        "icann-terms: “ccNSO-QQQQ” is not in the glossary in exactly this form; without --exact, near forms are tried too.\n",
        1,
    );
}

#[test]
fn words_that_form_one_name_need_no_quotes() {
    assert_eq!(ids_of(&["public", "comment"]), ["public-comment"]);
}

#[test]
fn words_are_cut_into_the_longest_exact_parts() {
    assert_eq!(ids_of(&["ALS", "public", "comment", "gac"]), ["als", "public-comment", "gac"]);
    assert_eq!(ids_of(&["ALS", "RALO", "gac"]), ["als", "ralo", "gac"]);
}

#[test]
fn a_quoted_argument_is_never_cut() {
    let said = icann_terms(["ALS gac", "-F", "query,id", "--lang", "en"]).said();
    assert_eq!(said.out, "ALS gac\t\n");
    assert_eq!(said.status, 1);
}

#[test]
fn words_that_resemble_one_name_are_one_near_query() {
    icann_terms(["governemental", "advisory", "comittee", "-F", "query,match,id", "--lang", "en"]).says(
        "governemental advisory comittee\tnear\tgac\n",
        "icann-terms: “governemental advisory comittee” is not in the glossary; this is GAC, the nearest term.\n",
        3,
    );
}

#[test]
fn else_each_word_is_a_query_of_its_own() {
    icann_terms(["ALS", "qqqqqq", "-F", "query,match,id", "--lang", "en"]).says(
        "ALS\texact\tals\nqqqqqq\tnone\t\n",
        "icann-terms: “qqqqqq” is not in the glossary, and nothing in it comes near.\n",
        1,
    );
}

#[test]
fn a_transposition_in_an_acronym_is_answered_as_near() {
    icann_terms(["ALCA", "-F", "id", "--lang", "en"]).says(
        "alac\n",
        "icann-terms: “ALCA” is not in the glossary; this is ALAC, the nearest term.\n",
        3,
    );
}

#[test]
fn another_slip_in_a_short_acronym_is_only_suggested() {
    let said = icann_terms(["GAQ", "--lang", "en"]).said();
    assert_eq!((said.out.as_str(), said.status), ("", 1));
    assert!(
        said.err.starts_with("icann-terms: “GAQ” is not in the glossary. Did you mean:\n"),
        "{}",
        said.err
    );
    assert!(said.err.contains("\n  GAC — Governmental Advisory Committee\n"), "{}", said.err);
}

#[test]
fn what_people_do_to_names_is_forgiven() {
    for (query, id) in [
        ("multistakehodler model", "multistakeholder-model"),
        ("internet governence", "internet-governance"),
        ("governance internet", "internet-governance"),
        ("supporting organizat", "supporting-organization"),
        ("publiccomment", "public-comment"),
        ("gouvernance de linternet", "internet-governance"),
        ("politica de consenso", "consensus-policy"),
        ("l’ICANN", "icann"),
        ("the GAC", "gac"),
    ] {
        let said = icann_terms([query, "-F", "id"]).said();
        assert!(said.status == 3 || said.status == 0, "{query}: {said:?}");
        assert_eq!(said.out.lines().next(), Some(id), "{query}: {said:?}");
    }
}

#[test]
fn an_ordinary_word_is_never_answered_with_a_guess() {
    for word in ["table", "bonjour", "mesa", "obrigado", "weather", "police", "maison", "ventana"] {
        let said = icann_terms([word]).said();
        assert_eq!((said.out.as_str(), said.status), ("", 1), "{word}");
    }
}

#[test]
fn exact_asks_for_no_near_matches() {
    icann_terms(["ALCA", "--exact", "--lang", "en"]).says(
        "",
        "icann-terms: “ALCA” is not in the glossary in exactly this form; without --exact, near forms are tried too.\n",
        1,
    );
}

#[test]
fn an_article_out_of_place_hides_no_term() {
    for (query, name) in [
        ("Web the", "WWW — World Wide Web"),
        ("the root", "root (of the DNS)"),
        ("directrices para la de IDN", "IDN Implementation Guidelines"),
    ] {
        let said = icann_terms([query, "--lang", "en"]).said();
        assert!(said.status == 1 || said.status == 3, "{query}: {said:?}");
        assert!(said.err.contains(name), "{query}: {said:?}");
    }
}

#[test]
fn limit_bounds_the_suggestions() {
    let said = icann_terms(["GAQ", "--limit", "1", "--lang", "en"]).said();
    assert_eq!(said.err.lines().count(), 2, "{}", said.err);
}

#[test]
fn every_sense_of_an_acronym_is_shown() {
    let said = ids_of(&["AC"]);
    assert_eq!(said[0], "advisory-committee");
    let senses = ids_of(&["COI"]);
    assert!(senses.len() >= 2, "{senses:?}");
    let senses = ids_of(&["EC"]);
    assert!(senses.contains(&"empowered-community".to_owned()) && senses.len() >= 2, "{senses:?}");
}

#[test]
fn senses_of_the_asked_language_come_first() {
    let (_folder, path) = garden();
    let args = ["AC", "-g", path.to_str().unwrap(), "-F", "id", "--lang", "en"];
    // One's own sense comes before the built-in ones.
    assert_eq!(ids(icann_terms(args))[0], "frost");
}

#[test]
fn standard_input_is_one_query_a_line() {
    icann_terms(["-", "-F", "query,match,id", "--lang", "en"])
        .input("ALS\r\n\r\n  public comment \nALS gac\nqqqqqq")
        .says(
            "ALS\texact\tals\npublic comment\texact\tpublic-comment\nALS gac\tnone\t\nqqqqqq\tnone\t\n",
            "icann-terms: “ALS gac” is not in the glossary, and nothing in it comes near.\n\
             icann-terms: “qqqqqq” is not in the glossary, and nothing in it comes near.\n",
            1,
        );
}

#[test]
fn answers_come_as_the_lines_do() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_icann-terms"))
        .args(["-", "-F", "id"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for (query, id) in [("ALS", "als\n"), ("GAC", "gac\n")] {
        writeln!(stdin, "{query}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(line, id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_command_counts_only_as_the_first_word() {
    let (_folder, path) = garden();
    let path = path.to_str().unwrap();
    let said = icann_terms(["--no-builtin", "-g", path, "list"]).answered();
    assert_eq!(said, "AC — acute cold\nFROG — Friendly Resident of Garden\ngarden pond\n");
    icann_terms(["--no-builtin", "-g", path, "-F", "query,match", "--", "list"]).says(
        "list\tnone\n",
        "icann-terms: “list” is not in the glossary, and nothing in it comes near.\n",
        1,
    );
    let said =
        icann_terms(["--no-builtin", "-g", path, "-F", "query,match", "FROG", "list"]).said();
    assert_eq!(said.out, "FROG\texact\nlist\tnone\n");
}

#[test]
fn json_has_the_promised_shape() {
    let _folder;
    let said = garden_run!(_folder, "frog", "--format", "json", "--lang", "all").answered();
    assert_eq!(
        said,
        concat!(
            r#"{"query":"frog","match":"exact","terms":[{"id":"frog","acronym":"FROG","topic":"garden","#,
            r#""essential":true,"status":"current","say":"frog","see":["pond"],"#,
            r#""sources":["https://example.org/frog"],"en":{"name":"Friendly Resident of Garden","#,
            r#""also":["Garden Resident"],"definition":"An animal that eats slugs. It sings at night."},"#,
            r#""fr":{"name":"grenouille du jardin","definition":"Un animal qui mange des limaces. Il chante la nuit."}}],"#,
            r#""suggestions":[]}"#,
            "\n"
        )
    );
}

#[test]
fn json_tells_a_near_match_with_its_score() {
    let said = icann_terms(["ALCA", "--format", "json", "--lang", "en"]).said();
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["match"], "near");
    assert_eq!(answer["terms"][0]["id"], "alac");
    assert_eq!(answer["suggestions"][0]["id"], "alac");
    assert_eq!(answer["suggestions"][0]["label"], "ALAC");
    assert_eq!(answer["suggestions"][0]["score"], 0.92);
    assert_eq!(said.status, 3);
}

#[test]
fn json_of_no_match_has_empty_terms_and_suggestions() {
    let said = icann_terms(["qqqqqq", "--format", "json", "--lang", "en"]).said();
    assert_eq!(
        said.out,
        "{\"query\":\"qqqqqq\",\"match\":\"none\",\"terms\":[],\"suggestions\":[]}\n"
    );
    assert_eq!(said.status, 1);
}

#[test]
fn tsv_has_a_header_and_a_row_for_each_term_and_language() {
    let _folder;
    garden_run!(_folder, "frog", "garden pond", "--format", "tsv", "--lang", "fr,en").says(
        "query\tmatch\tid\tacronym\tlang\tname\tdefinition\n\
         frog\texact\tfrog\tFROG\tfr\tgrenouille du jardin\tUn animal qui mange des limaces. Il chante la nuit.\n\
         frog\texact\tfrog\tFROG\ten\tFriendly Resident of Garden\tAn animal that eats slugs. It sings at night.\n\
         garden pond\texact\tpond\t\ten\tgarden pond\tA small water where frogs live.\n",
        "",
        0,
    );
}

#[test]
fn markdown_has_a_heading_for_each_term() {
    let _folder;
    garden_run!(_folder, "frog", "--format", "markdown").says(
        "## FROG — Friendly Resident of Garden\n\n*garden*\n\nAn animal that eats slugs. It sings at night.\n\n\
         Say it: frog\n\nSee also: garden pond\n\nSource: <https://example.org/frog>\n",
        "",
        0,
    );
}

#[test]
fn fields_are_tab_separated_without_a_header() {
    let _folder;
    garden_run!(_folder, "frog", "-F", "acronym,say", "-F", "see,sources,topic,lang").says(
        "FROG\tfrog\tpond\thttps://example.org/frog\tgarden\ten\n",
        "",
        0,
    );
}

#[test]
fn fields_of_a_query_without_an_answer_are_a_line_only_if_they_name_it() {
    let said = icann_terms(["qqqqqq", "-F", "id,name", "--lang", "en"]).said();
    assert_eq!((said.out.as_str(), said.status), ("", 1));
    let said = icann_terms(["qqqqqq", "-F", "match,id", "--lang", "en"]).said();
    assert_eq!((said.out.as_str(), said.status), ("none\t\n", 1));
}

#[test]
fn a_guess_beside_an_exact_answer_is_exit_3_and_none_beside_both_exit_1() {
    assert_eq!(icann_terms(["-", "-F", "id"]).input("ALS\nALCA\n").said().status, 3);
    assert_eq!(icann_terms(["-", "-F", "id"]).input("ALS\nALCA\nqqqqqq\n").said().status, 1);
}

#[test]
fn nothing_asked_is_an_error_away_from_a_terminal() {
    let line = "nothing was asked: give a term, for example “icann-terms ALS”, or “-” to read terms from standard input";
    icann_terms::<&str>([]).fails(line);
    icann_terms([""]).fails(line);
}

#[test]
fn what_would_disturb_a_terminal_is_not_echoed() {
    icann_terms(["qq\u{1b}[31mqq\u{202e}zz", "--lang", "en"]).says(
        "",
        "icann-terms: “qq\u{fffd}[31mqq\u{fffd}zz” is not in the glossary, and nothing in it comes near.\n",
        1,
    );
    let said = icann_terms(["qq\u{9b}31mqqqq", "-f", "json", "--lang", "en"]).said();
    assert!(said.out.starts_with(r#"{"query":"qq\u009b31mqqqq""#), "{}", said.out);
}

#[test]
fn an_endless_query_is_answered_at_once() {
    let said = icann_terms([&*"a".repeat(100_000), "--lang", "en"]).said();
    assert_eq!((said.out.as_str(), said.status), ("", 1));
}

#[test]
fn color_is_used_when_asked_for_and_never_otherwise() {
    let _folder;
    let said = garden_run!(_folder, "frog", "--color", "always").answered();
    assert!(said.contains("\u{1b}[1mFROG — Friendly Resident of Garden\u{1b}[0m"), "{said:?}");
    let _folder;
    let said = garden_run!(_folder, "frog").env("CLICOLOR_FORCE", "1").answered();
    assert!(said.contains("\u{1b}[1m"), "{said:?}");
    let _folder;
    let said =
        garden_run!(_folder, "frog", "--color", "never").env("CLICOLOR_FORCE", "1").answered();
    assert!(!said.contains('\u{1b}'), "{said:?}");
    let _folder;
    let said = garden_run!(_folder, "frog").answered();
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_icann-terms"))
        .args(["list", "--format", "json", "--lang", "all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.stderr.as_slice(), output.status.code()), (&b""[..], Some(0)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_one_line() {
    use std::process::{Command, Stdio};
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_icann-terms"))
        .args(["ALS", "--lang", "fr"])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "icann-terms: impossible d’écrire sur la sortie standard\u{a0}: il ne reste plus de place sur le disque\u{a0}; \
         libérez de la place ou écrivez ailleurs\n"
    );
    assert_eq!(output.status.code(), Some(2));
}
