//! Which language the program speaks.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use common::icann_terms;

fn lang_of(run: common::Run) -> String {
    run.answered().trim().to_owned()
}

fn asked() -> common::Run {
    icann_terms(["ALS", "-F", "lang"])
}

#[test]
fn the_option_comes_first_then_the_variable_then_the_locale_then_english() {
    assert_eq!(lang_of(asked()), "en");
    assert_eq!(lang_of(asked().env("LANG", "pt_BR.UTF-8")), "pt");
    assert_eq!(lang_of(asked().env("LANG", "pt_BR.UTF-8").env("LC_MESSAGES", "es_MX")), "es");
    assert_eq!(lang_of(asked().env("LC_MESSAGES", "es_MX").env("LC_ALL", "fr_CA.UTF-8")), "fr");
    assert_eq!(lang_of(asked().env("LC_ALL", "fr_FR").env("ICANN_TERMS_LANG", "es")), "es");
    let run = icann_terms(["ALS", "-F", "lang", "--lang", "pt"]).env("ICANN_TERMS_LANG", "es");
    assert_eq!(lang_of(run), "pt");
}

#[test]
fn a_locale_of_another_language_means_english() {
    assert_eq!(lang_of(asked().env("LANG", "C")), "en");
    assert_eq!(lang_of(asked().env("LANG", "POSIX")), "en");
    assert_eq!(lang_of(asked().env("LC_ALL", "de_DE.UTF-8").env("LANG", "fr_FR")), "en");
    assert_eq!(lang_of(asked().env("LC_ALL", "").env("LANG", "fr_FR")), "fr");
}

#[test]
fn a_locales_full_name_works() {
    for (name, lang) in [("fr_CA.UTF-8", "fr"), ("pt-BR", "pt"), ("ES", "es")] {
        assert_eq!(lang_of(icann_terms(["ALS", "-F", "lang", "-l", name])), lang);
    }
}

#[test]
fn languages_may_be_listed_repeated_and_all() {
    let said = icann_terms(["ALS", "-F", "lang", "--lang", "pt,fr", "--lang", "en", "-l", "fr"])
        .answered();
    assert_eq!(said, "pt\nfr\nen\n");
    assert_eq!(icann_terms(["ALS", "-F", "lang", "--lang=all"]).answered(), "en\nfr\nes\npt\n");
}

#[test]
fn a_language_that_is_none_is_told_in_the_readers() {
    icann_terms(["ALS", "--lang", "de"])
        .env("LANG", "es_AR.UTF-8")
        .fails("«de» en --lang no es un idioma de este glosario; use en, fr, es, pt o all");
    icann_terms(["ALS"]).env("ICANN_TERMS_LANG", "klingon").fails(
        "“klingon” in ICANN_TERMS_LANG is no language of this glossary; use en, fr, es, pt or all",
    );
}

#[test]
fn notes_use_the_first_language() {
    icann_terms(["qqqqqq", "--lang", "pt,en"]).says(
        "",
        "icann-terms: “qqqqqq” não está no glossário, e nada se parece com isso.\n",
        1,
    );
}

#[test]
fn usage_errors_are_one_line_in_each_language() {
    for (lang, line) in [
        ("en", "there is no option “--foo”; “icann-terms --help” lists them all"),
        (
            "fr",
            "l’option «\u{a0}--foo\u{a0}» n’existe pas\u{a0}; «\u{a0}icann-terms --help\u{a0}» les énumère toutes",
        ),
        ("es", "no existe la opción «--foo»; «icann-terms --help» las enumera todas"),
        ("pt", "a opção “--foo” não existe; “icann-terms --help” mostra todas"),
    ] {
        icann_terms(["ALS", "--foo"]).env("ICANN_TERMS_LANG", lang).fails(line);
    }
}

#[test]
fn each_kind_of_wrong_usage_says_what_to_do() {
    let en = |args: &[&str]| icann_terms(args.iter().chain(&["--lang", "en"]));
    en(&["ALS", "--formt", "json"])
        .fails("there is no option “--formt”; did you mean “--format”? “icann-terms --help” lists them all");
    en(&["ALS", "--format", "yaml"])
        .fails("“yaml” is no value for “--format”; it takes text, json, tsv, markdown");
    en(&["ALS", "-F", "id,colour"]).fails(
        "“colour” is no value for “--field”; it takes query, match, id, acronym, name, definition, say, topic, see, sources, lang",
    );
    en(&["ALS", "-F", "id", "--format", "json"])
        .fails("“--field” and “--format” do not go together; leave one of them out");
    en(&["ALS", "--limit", "many"])
        .fails("“many” is no value for “--limit”; it takes a whole number from 0 up");
    en(&["ALS", "--limit", "-1"])
        .fails("“-1” is no value for “--limit”; it takes a whole number from 0 up");
    en(&["ALS", "--color", "pink"])
        .fails("“pink” is no value for “--color”; it takes auto, always, never");
    icann_terms(["ALS", "--glossary"])
        .fails("“--glossary” needs a value; “icann-terms --help” shows which");
    en(&["list", "ALS"])
        .fails("“ALS” is one word too many here; “icann-terms list --help” shows what is expected");
    en(&["build", "x.toml"])
        .fails("“--output” is missing; “icann-terms build --help” shows how it is given");
    en(&["list", "--topic", "cooking"])
        .fails("there is no topic “cooking”; “icann-terms topics” lists them all");
    en(&["help", "cook"])
        .fails("“cook” is one word too many here; “icann-terms --help” shows what is expected");
}

#[test]
fn help_speaks_the_readers_language() {
    for (lang, about, heading) in [
        ("en", "Explains ICANN’s vocabulary", "Options:"),
        ("fr", "Explique le vocabulaire de l’ICANN", "Options\u{a0}:"),
        ("es", "Explica el vocabulario de la ICANN", "Opciones:"),
        ("pt", "Explica o vocabulário da ICANN", "Opções:"),
    ] {
        let said = icann_terms(["--help", "--lang", lang]).answered();
        assert!(said.starts_with(about), "{said}");
        assert!(said.contains(heading), "{said}");
        for verb in ["list", "topics", "random", "check", "build", "help"] {
            assert!(said.contains(&format!("\n  {verb} ")), "{verb} in {said}");
            let help = icann_terms([verb, "--help", "--lang", lang]).answered();
            assert_eq!(icann_terms(["help", verb]).env("ICANN_TERMS_LANG", lang).answered(), help);
        }
    }
}

#[test]
fn version_tells_the_programs_and_the_glossarys() {
    let said = icann_terms(["--version"]).answered();
    let mut lines = said.lines();
    assert_eq!(lines.next(), Some(concat!("icann-terms ", env!("CARGO_PKG_VERSION"))));
    let glossary = lines.next().unwrap();
    assert!(glossary.starts_with("glossary 20") && glossary.ends_with(" terms"), "{glossary}");
}
