//! Explaining texts and mail, as a person and a script see it.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::{garden, icann_terms};
use serde_json::Value;

/// The texts of the mentions with their first id, as `text=id`.
fn mentions(text: &str) -> Vec<String> {
    let said = icann_terms(["explain", "--format", "json", "--lang", "en"]).input(text).said();
    let object: Value = serde_json::from_str(&said.out).unwrap();
    let bytes = object["text"].as_str().unwrap().as_bytes();
    let mentions = object["mentions"].as_array().unwrap();
    mentions
        .iter()
        .map(|mention| {
            let (start, end) =
                (mention["start"].as_u64().unwrap(), mention["end"].as_u64().unwrap());
            let text = str::from_utf8(&bytes[start as usize..end as usize]).unwrap();
            assert_eq!(mention["text"], text, "the offsets are the text's own");
            format!("{text}={}", mention["id"].as_str().unwrap())
        })
        .collect()
}

fn garden_run(args: &[&str]) -> (tempfile::TempDir, common::Run) {
    let (folder, path) = garden();
    let path = path.to_str().unwrap().to_owned();
    let mut all = vec!["explain", "--no-builtin", "--glossary", &path];
    all.extend(args);
    (folder, icann_terms(all))
}

#[test]
fn each_term_is_told_once_with_its_first_sentence() {
    let (_folder, run) = garden_run(&[]);
    run.input("A FROG sat by the garden pond. The frog and the FROG sang.\n").says(
        "FROG — Friendly Resident of Garden: An animal that eats slugs.\n\
         garden pond: A small water where frogs live.\n",
        "",
        0,
    );
}

#[test]
fn inline_puts_the_name_behind_the_first_mention() {
    let (_folder, run) = garden_run(&["--format", "inline"]);
    run.input("A FROG saw a FROG by the garden pond.\n").says(
        "A FROG [Friendly Resident of Garden] saw a FROG by the garden pond.\n",
        "",
        0,
    );
}

#[test]
fn footnotes_are_markdown() {
    let (_folder, run) = garden_run(&["--format", "footnotes"]);
    run.input("A FROG saw a FROG.\n").says(
        "A FROG[^frog] saw a FROG.\n\n\
         [^frog]: **FROG — Friendly Resident of Garden**: An animal that eats slugs. It sings at night.\n",
        "",
        0,
    );
}

#[test]
fn html_lets_nothing_of_the_text_be_markup() {
    let (_folder, run) = garden_run(&["--format", "html"]);
    let page = run.input("<script>alert(1)</script> & \u{1b}[31m FROG\u{202e}\n").answered();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \u{fffd}[31m "), "{page}");
    let mention =
        "<abbr title=\"Friendly Resident of Garden\"><a href=\"#1-frog\">FROG</a></abbr>\u{fffd}";
    assert!(page.contains(mention), "{page}");
    assert!(page.contains("<dt id=\"1-frog\">FROG — Friendly Resident of Garden</dt>"), "{page}");
    assert!(page.trim_end().ends_with("</html>"), "{page}");
}

#[test]
fn json_is_one_object_a_message() {
    let (_folder, run) = garden_run(&["--format", "json", "--unknown"]);
    run.input("A FROG met the XYZ.").says(
        concat!(
            r#"{"message":1,"text":"A FROG met the XYZ.","mentions":[{"start":2,"end":6,"text":"FROG","id":"frog"}],"#,
            r#""terms":[{"id":"frog","acronym":"FROG","topic":"garden","essential":true,"status":"current","say":"frog","#,
            r#""see":["pond"],"sources":["https://example.org/frog"],"en":{"name":"Friendly Resident of Garden","#,
            r#""also":["Garden Resident"],"definition":"An animal that eats slugs. It sings at night."}}],"#,
            r#""unknown":[{"acronym":"XYZ","count":1}]}"#,
            "\n"
        ),
        "",
        0,
    );
}

#[test]
fn a_text_without_terms_is_exit_1() {
    let (_folder, run) = garden_run(&["--lang", "es"]);
    run.input("Buenos días.\n").says(
        "",
        "icann-terms: No se encontró ningún término del glosario en el texto.\n",
        1,
    );
}

#[test]
fn essential_terms_stand_apart_from_many_others() {
    let text = "ALAC GAC GNSO ccNSO SSAC RSSAC; anycast, botnet, phishing, malware, ransomware, spoofing, pharming, \
                typosquatting, cybersquatting, RPKI, BGP, DNSSEC, IDNA, Punycode, EPP, RDAP";
    let said = icann_terms(["explain", "--lang", "en"]).input(text).answered();
    assert!(said.starts_with("Essential terms\nALAC — "), "{said}");
    assert!(said.contains("\n\nOther terms\n"), "{said}");
}

#[test]
fn acronyms_count_in_the_case_people_write_them_in() {
    assert_eq!(
        mentions(
            "The gNSO, AfRALO, ccTLDs, NomCom’s and ALSes met at ICANN84 with the SO/AC chairs."
        ),
        [
            "gNSO=gnso",
            "AfRALO=afralo",
            "ccTLDs=cctld",
            "NomCom=nomcom",
            "ALSes=als",
            "ICANN84=icann-public-meeting",
            "SO/AC=so-ac",
        ]
    );
}

#[test]
fn names_count_in_any_case_inflected_and_across_a_lines_end() {
    assert_eq!(
        mentions("Les organisations de\nsoutien et la voix d’utilisateurs finaux."),
        ["organisations de\nsoutien=supporting-organization", "utilisateurs finaux=end-user"]
    );
    assert_eq!(
        mentions("> as políticas de\n> consenso da ICANN"),
        ["políticas de\n> consenso=consensus-policy", "ICANN=icann"]
    );
}

#[test]
fn the_longest_form_wins() {
    assert_eq!(mentions("the GNSO Council decided"), ["GNSO Council=gnso-council"]);
}

#[test]
fn a_compound_is_split_when_the_whole_is_unknown() {
    assert_eq!(mentions("a ccNSO-GAC call"), ["ccNSO=ccnso", "GAC=gac"]);
}

#[test]
fn several_senses_are_told_apart_by_the_text_or_shown_together() {
    let said = icann_terms(["explain", "--format", "json", "--lang", "en"])
        .input("The EC met.")
        .answered();
    let object: Value = serde_json::from_str(&said).unwrap();
    let mention = &object["mentions"][0];
    assert_eq!(mention["ids"].as_array().unwrap().len(), 2, "{mention}");
    assert_eq!(mention["id"], mention["ids"][0]);
    let text = "The European Commission published a paper. The EC also proposed a law of the European Union.";
    let said = icann_terms(["explain", "--format", "json", "--lang", "en"]).input(text).answered();
    let object: Value = serde_json::from_str(&said).unwrap();
    let mentions = object["mentions"].as_array().unwrap();
    let ec = mentions.iter().find(|mention| mention["text"] == "EC").unwrap();
    assert_eq!(ec["id"], "european-commission");
    assert_eq!(ec.get("ids"), None);
}

#[test]
fn a_mail_is_decoded_and_a_mailbox_read_message_by_message() {
    let mail = "From: a@example.org\nSubject: =?ISO-8859-1?Q?R=E9union?=\nMIME-Version: 1.0\n\
                Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
                La r=E9union de l'ALAC\n";
    let said = icann_terms(["explain", "--format", "json", "--lang", "fr"]).input(mail).answered();
    let object: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(object["subject"], "Réunion");
    assert_eq!(object["text"], "La réunion de l'ALAC\n");
    let mailbox =
        format!("From a Mon Jan 1\n{mail}\nFrom b Tue Jan 2\n{}", mail.replace("ALAC", "GAC"));
    let said = icann_terms(["explain", "--format", "json", "--lang", "fr"])
        .input(mailbox.clone())
        .answered();
    let ids: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["terms"][0]["id"].clone())
        .collect();
    assert_eq!(ids, ["alac", "gac"]);
    let listed = icann_terms(["explain", "--lang", "en"]).input(mailbox).answered();
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn quotes_and_signatures_are_passed_over_if_asked() {
    let text =
        "The ALAC met.\nOn 3 May 2025, A <a@b.org> wrote:\n> The GAC met.\n-- \nGNSO Secretariat\n";
    assert_eq!(mentions(text), ["ALAC=alac", "GAC=gac", "GNSO=gnso"]);
    let said = icann_terms(["explain", "--skip-quoted", "--lang", "en"]).input(text).answered();
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn unknown_acronyms_are_listed_with_what_the_text_says_of_them() {
    let text = "The Grant Programme Oversight Panel (GPOP) met the QXZ. GPOP and GPOP again.";
    let said = icann_terms(["explain", "--unknown", "--lang", "pt"]).input(text).said();
    assert_eq!(
        said.out,
        "Não estão no glossário\nGPOP — Grant Programme Oversight Panel (3 vezes)\nQXZ (uma vez)\n"
    );
}

#[test]
fn drafts_are_term_files_that_check_asks_to_complete() {
    let folder = tempfile::tempdir().unwrap();
    let drafts = folder.path().join("drafts");
    let text = "The ALAC heard the Grant Programme Oversight Panel (GPOP).";
    let said = icann_terms(["explain", "--draft", drafts.to_str().unwrap(), "--lang", "en"])
        .input(text)
        .said();
    assert_eq!(said.status, 0, "{said:?}");
    let file = drafts.join("gpop.toml");
    let draft = fs::read_to_string(&file).unwrap();
    assert!(draft.starts_with("acronym = \"GPOP\"\n\n[en]\nname = \"Grant Programme Oversight Panel\"\ndefinition = \"\"\n"), "{draft}");
    let checked = icann_terms(["check", file.to_str().unwrap(), "--lang", "en"]).said();
    assert_eq!(checked.status, 1);
    assert!(
        checked.out.contains(":5:14: “definition” is empty; fill it in, or take the line out\n"),
        "{}",
        checked.out
    );
    fs::write(&file, "mine").unwrap();
    icann_terms(["explain", "--draft", drafts.to_str().unwrap()]).input(text).said();
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "a draft that is there is kept");
}

#[test]
fn what_cannot_be_read_is_told_in_one_line() {
    icann_terms(["explain", "no/such.eml"])
        .fails("no/such.eml cannot be read: there is no such file or folder; check its name and permissions");
    icann_terms(["explain"]).input(&b"\x7fELF\0\0"[..]).fails(
        "standard input is no text: save the message as text, as an e-mail (.eml) or as a mailbox (mbox)",
    );
    icann_terms(["explain", "--format", "tsv"])
        .fails("“tsv” is no value for “--format”; it takes list, inline, footnotes, html, json");
}

#[test]
fn broken_mail_is_read_as_far_as_it_goes() {
    for text in [
        "From: a@b\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nThe ALAC met.",
        "From: a@b\nSubject: x\nContent-Type: text/plain; charset=no-such\n\nThe ALAC met.",
        "From: a@b\nSubject: x\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\nVGhlIEFMQUMgbWV0LiBUaGUgR",
        "From: a@b\nSubject: =?broken\nContent-Type: text/plain\n\nThe ALAC met.",
    ] {
        let said = icann_terms(["explain", "--lang", "en"]).input(text).said();
        assert!(said.out.starts_with("ALAC — "), "{text}: {said:?}");
    }
    let long = "x".repeat(5_000_000) + " ALAC";
    let said = icann_terms(["explain", "--lang", "en"]).input(long).said();
    assert!(said.out.starts_with("ALAC — "));
}

/// Ordinary words, homographs, addresses and the like: nothing in them is a term.
#[test]
fn fifty_traps_are_not_walked_into() {
    let traps = [
        "So it is, as I am told.",
        "It is so.",
        "AS WE AGREED, IT IS SO.",
        "PLEASE SEE THE LIST AS IT IS",
        "We had a cold spell in May.",
        "He put a label on the box.",
        "The root of the problem is elsewhere.",
        "She took the chair by the window.",
        "A list of names to call.",
        "My advice: rest.",
        "The zone around the school is quiet.",
        "They wrote a script for the play.",
        "A string of bad luck.",
        "The charter flight left at noon.",
        "It was a long motion picture.",
        "We moved to the cloud of dust.",
        "The host welcomed us.",
        "The final draft of the poem.",
        "He claims he was there.",
        "The backbone of the fish.",
        "A new brand of soap.",
        "Write to alac@example.org today.",
        "See https://gnso.example.org/council/gac for it.",
        "Open www.icann-example.org/GNSO first.",
        "The file is `GNSO/README`.",
        "Commit 3f786850e387550fdab836ed7e6dc881de23001b broke it.",
        "Message-Id <GAC.12345@mail.example.org> was lost.",
        "L’étiquette du vin est jolie.",
        "Il est président du club.",
        "La racine de l’arbre.",
        "Un avis de tempête.",
        "La charte du lycée.",
        "Une chaîne de vélo.",
        "La marque du pluriel.",
        "L’extension de la maison.",
        "Nous avons une mission à remplir.",
        "El puerto de la ciudad.",
        "La raíz del árbol.",
        "El presidente del club.",
        "Una cadena de oro.",
        "La etiqueta del vino.",
        "La marca del zapato.",
        "Se dice que es así.",
        "A porta da casa.",
        "O rótulo do vinho.",
        "A raiz da árvore.",
        "A nuvem passou.",
        "A carta chegou ontem.",
        "O operador da máquina.",
        "AS CARTAS DA CASA",
        "com certeza, e com ela também",
        "Net result: nothing.",
    ];
    let walked: Vec<String> = traps
        .iter()
        .map(|trap| (trap, mentions(trap)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(trap, found)| format!("{trap} {found:?}"))
        .collect();
    assert_eq!(walked, Vec::<String>::new());
}
