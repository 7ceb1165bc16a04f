//! The glossary as a book and as a page.

#![allow(clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::{garden, icann_terms, write};

fn print(args: &[&str]) -> (tempfile::TempDir, common::Run) {
    let (folder, path) = garden();
    let path = path.to_str().unwrap().to_owned();
    let mut all = vec!["print", "--no-builtin", "--glossary", &path];
    all.extend(args);
    (folder, icann_terms(all))
}

#[test]
fn without_a_file_it_is_markdown_on_standard_output() {
    let (_folder, run) = print(&["--lang", "fr,en", "--essential"]);
    run.says(
        "# Le vocabulaire de l’ICANN expliqué\n\n\
         icann-terms, glossaire  du . Textes\u{a0}: CC BY 4.0, mention «\u{a0}icann-terms\u{a0}». Indépendant de l’ICANN.\n\n\
         ## F\n\n### <a id=\"frog\"></a>FROG — grenouille du jardin\n\n\
         Un animal qui mange des limaces. Il chante la nuit.\n\nen: *Friendly Resident of Garden*\n",
        "",
        0,
    );
}

#[test]
fn the_ending_tells_the_form() {
    let (folder, run) = print(&["--output", "/tmp/x.docx"]);
    run.fails("/tmp/x.docx has no ending that print knows; use .html or .md");
    let path = folder.path().join("g.md");
    let (_other, run) = print(&["-o", path.to_str().unwrap()]);
    run.says("", &format!("icann-terms: 3 terms written to {}.\n", path.display()), 0);
    assert!(fs::read_to_string(&path).unwrap().contains("### <a id=\"pond\"></a>garden pond"));
}

#[test]
fn the_page_needs_no_network_and_links_see_also() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.html");
    let (_other, run) =
        print(&["-o", path.to_str().unwrap(), "--lang", "en,fr", "--paper", "letter"]);
    run.said();
    let page = fs::read_to_string(&path).unwrap();
    for outside in ["src=", "<link", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let start = page.find("<article id=\"frog\"").unwrap();
    let (entry, _) = page[start..].split_once("</article>").unwrap();
    assert_eq!(
        entry,
        "<article id=\"frog\" data-topic=\"garden\" data-forms=\"Friendly Resident of Garden\n\
         Garden Resident\ngrenouille du jardin\nFROG\" data-numbered=\"FROG\">\n\
         <div lang=\"en\" data-for=\"en\">\n\
         <h3><a href=\"#frog\">FROG <span class=\"name\">Friendly Resident of Garden</span></a></h3>\n\
         <p class=\"facts\"><span>garden</span> · <span>Say it: frog</span></p>\n\
         <p>An animal that eats slugs. It sings at night.</p>\n</div>\n\
         <div lang=\"fr\" data-for=\"fr\">\n\
         <h3><a href=\"#frog\">FROG <span class=\"name\">grenouille du jardin</span></a></h3>\n\
         <p class=\"facts\"><span>garden</span> · <span>Se prononce (à l’anglaise)\u{a0}: frog</span></p>\n\
         <p>Un animal qui mange des limaces. Il chante la nuit.</p>\n</div>\n\
         <ul class=\"facts names\"><li data-for=\"fr\"><abbr title=\"English\">en</abbr>&nbsp;<span lang=\"en\">Friendly Resident of Garden</span></li>\
         <li data-for=\"en\"><abbr title=\"français\">fr</abbr>&nbsp;<span lang=\"fr\">grenouille du jardin</span></li></ul>\n\
         <p class=\"facts see\" lang=\"en\" data-for=\"en\">See also: <a href=\"#pond\">garden pond</a></p>\n\
         <p class=\"facts see\" lang=\"fr\" data-for=\"fr\">Voir aussi\u{a0}: <a href=\"#pond\">garden pond</a></p>\n\
         <p class=\"facts sources\"><span data-say=\"source\">Source:</span> <a href=\"https://example.org/frog\">example.org/<wbr>frog</a></p>\n"
    );
    // A term without French is there for readers of French in English.
    assert!(
        page.contains("<div lang=\"en\" data-for=\"en fr\">\n<h3><a href=\"#pond\">"),
        "{page}"
    );
    assert!(page.contains("@page { size: letter;"), "{page}");
    assert!(
        page.contains("\"order\":{\"en\":[[\"A\",\"A\",[0]],[\"F\",\"F\",[1]],[\"G\",\"G\",[2]]],"),
        "{page}"
    );
}

#[test]
fn nothing_of_a_glossary_becomes_markup() {
    let folder = tempfile::tempdir().unwrap();
    let (glossary, path) = (folder.path().join("x.toml"), folder.path().join("x.html"));
    write(
        &glossary,
        "[en]\nname = \"<b>&\\\"x\\\"\"\nalso = [\"</article>\"]\ndefinition = \"</p><script>alert(1)</script>\"\n",
    );
    let (glossary, out) = (glossary.to_str().unwrap(), path.to_str().unwrap());
    let said = icann_terms(["print", "--no-builtin", "-g", glossary, "-o", out]).said();
    assert_eq!(said.status, 0, "{said:?}");
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.contains("<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>"), "{page}");
    assert!(page.contains("&lt;b&gt;&amp;&quot;x&quot;\n&lt;/article&gt;\""), "{page}");
    // The script, and the line that says that there is one.
    assert_eq!(page.matches("<script>").count(), 2);
    assert_eq!(page.matches("</script>").count(), 3);
}
