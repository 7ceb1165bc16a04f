//! The rules of the built-in glossary, each with its own name.
//!
//! To have every file rewritten into its canonical form, without the forms that are found anyway:
//!
//! ```text
//! ICANN_TERMS_REWRITE=1 cargo test --test glossary canonical
//! ```

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use icann_terms::style;
use icann_terms::termbase::{canonical, check, fold, read};
use icann_terms::{Glossary, Lang, Match, Options};

/// The style faults of the glossary, as lines, by their rules. Computed once for all tests.
fn style_faults(rule: &str) -> Vec<String> {
    static FAULTS: OnceLock<Vec<(&'static str, String)>> = OnceLock::new();
    let faults = FAULTS.get_or_init(|| {
        let batch = read::path(Path::new("glossary"));
        let faults = style::faults(&batch, &Glossary::builtin()).unwrap();
        faults.iter().map(|fault| (fault.rule, fault.tell(Lang::En))).collect()
    });
    faults.iter().filter(|(of, _)| *of == rule).map(|(_, line)| line.clone()).collect()
}

fn assert_none(rules: &[&str]) {
    let lines: Vec<String> = rules.iter().flat_map(|rule| style_faults(rule)).collect();
    assert!(lines.is_empty(), "{} faults\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn the_structure_is_sound_and_every_see_exists() {
    let batch = read::path(Path::new("glossary"));
    assert_eq!(check::all(&batch, |_| false), []);
}

#[test]
fn every_entry_has_all_four_languages() {
    assert_none(&["style.missing-language"]);
}

#[test]
fn definitions_have_25_to_70_words_in_one_to_three_sentences() {
    assert_none(&["style.length", "style.sentences", "style.no-full-stop"]);
}

#[test]
fn first_sentences_have_30_words_at_most() {
    assert_none(&["style.first-sentence"]);
}

#[test]
fn years_agree_between_the_languages() {
    assert_none(&["style.years"]);
}

#[test]
fn every_entry_sees_2_to_6_others() {
    assert_none(&["style.see-count"]);
}

#[test]
fn every_entry_names_its_sources_by_their_addresses() {
    assert_none(&["style.no-source", "style.source-address"]);
}

#[test]
fn every_acronym_in_a_definition_is_a_term() {
    assert_none(&["style.unknown-acronym"]);
}

#[test]
fn marks_and_spaces_are_those_of_the_language() {
    assert_none(&["style.straight-mark", "style.spaces", "style.french-spacing"]);
}

#[test]
fn no_other_form_is_listed_that_is_found_anyway() {
    assert_none(&["style.repeated-form"]);
}

#[test]
fn every_file_is_in_canonical_form() {
    if std::env::var_os("ICANN_TERMS_REWRITE").is_some() {
        for entry in read::path(Path::new("glossary")).entries {
            fs::write(&*entry.place.file, canonical::file(&style::tidy(&entry.term))).unwrap();
        }
        return;
    }
    assert_none(&["style.not-canonical"]);
}

/// Forms that several terms share, and rightly: real acronyms with several senses, and words that
/// a language uses for two things. `tests/homonyms.txt` lists them; what is not there was taken
/// twice by chance.
#[test]
fn no_form_is_taken_twice_by_chance() {
    let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in read::path(Path::new("glossary")).entries {
        let term = &entry.term;
        let forms =
            term.texts.iter().flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
        for form in forms.chain(&term.acronym) {
            holders.entry(fold::spaceless(form)).or_default().insert(term.id.clone());
        }
    }
    let shared: Vec<String> = holders
        .into_iter()
        .filter(|(_, ids)| ids.len() > 1)
        .map(|(form, ids)| format!("{form}: {}", ids.into_iter().collect::<Vec<_>>().join(", ")))
        .collect();
    let listed = fs::read_to_string("tests/homonyms.txt").unwrap();
    let listed: Vec<&str> =
        listed.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let new: Vec<&String> = shared.iter().filter(|line| !listed.contains(&line.as_str())).collect();
    let gone: Vec<&&str> =
        listed.iter().filter(|line| !shared.iter().any(|other| other == **line)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "not listed: {new:#?}\nlisted, but not so any more: {gone:#?}"
    );
}

#[test]
fn every_form_of_every_term_finds_it_exactly() {
    let glossary = Glossary::builtin();
    let options = Options { limit: 0, ..Options::default() };
    for term in glossary.terms(Lang::En).unwrap() {
        let forms =
            term.texts.iter().flat_map(|(_, text)| std::iter::once(&text.name).chain(&text.also));
        for form in forms.chain(&term.acronym) {
            let answer = glossary.look_up_with(form, &options).unwrap();
            assert_eq!(answer.kind, Match::Exact, "{form}");
            assert!(answer.terms.iter().any(|found| found.id == term.id), "{form} of {}", term.id);
        }
    }
}

/// The domain terms of the interview that set the project off, in the forms it writes.
#[test]
fn every_term_of_the_interview_is_answered_exactly() {
    let forms = "
        At-Large Advisory Committee | ALAC | ATLAS II | At-Large Summit | ATLAS | Regional leaders |
        ICANN | At-Large Community | At-Large | end user | end users | policy | ALS | ICANN meeting |
        Internet Governance | At-Large Structure | NetMundial Meeting | NetMundial |
        transition of the Stewardship of the IANA Contract | IANA Contract | IANA | Internet User |
        International Telecommunications Union | ITU | plenipotentiary conference |
        multi-stakeholder input | multi-stakeholder | multi-stakeholder model | governments |
        private sector | civil society | bottom-up | building capacity | engagement | grass-roots |
        barrier to engagement | ambassadors | network of networks | consensus | Internet |
        face to face | Public Comment | ICANN Public Comment | Board | recommendations |
        implementation | working groups | policy Statements | five regions | ALS representatives
        | leaders régionaux | communauté At-Large | usagers finaux | utilisateurs finaux |
        structures At-Large | structure At-Large | réunion de l’ICANN | gouvernance de l'Internet |
        NetMundial | transition de la gestion du contrat de l'IANA | contrat de l'IANA | internautes |
        Union Internationale des Télécommunications | conférence plénipotentiaire |
        multi-partie prenante | modèle multi-partie prenante | gouvernements | secteur privé |
        société civile | ascendant | structure ascendante | engagement | ambassadeurs |
        réseau de réseaux | commentaire public | système de commentaire public | Conseil de l'ICANN |
        recommandations | groupes de travail | mise en œuvre | gouvernance ascendante | sommet At-Large
        | ATLAS I | comunidad At-Large | usuarios finales | política | reunión de ICANN |
        gobernanza de Internet | estructura At-Large | Net Mundial |
        transición del contrato de administración de la IANA | contrato de la IANA |
        unión Internacional de Telecomunicaciones | conferencia plenipotenciaria | UIT |
        modelo multistakeholder | multistakeholder | sector privado | sociedad civil | gobiernos |
        estructura de abajo hacia arriba | de abajo hacia arriba | embajadores | red de redes |
        consenso | comentarios públicos | sistema de comentarios públicos | directorio |
        grupos de trabajo | partes interesadas | lideres Regionales | declaraciones de políticas
        | comunidade At-Large | usuários finais | política | reunião da ICANN |
        Governança da Internet | Net Meeting Mundial | União Internacional de Telecomunicações |
        transição do contrato de gestão pela IANA | Conferência de Plenipotenciários |
        setor privado | sociedade civil | governos | de baixo para cima | embaixadores |
        rede de redes | comentários públicos | conselho | grupos de trabalho";
    let glossary = Glossary::builtin();
    let missing: Vec<&str> = forms
        .split('|')
        .map(str::trim)
        .filter(|form| glossary.look_up(form).unwrap().kind != Match::Exact)
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
