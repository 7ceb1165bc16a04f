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
    run.fails("/tmp/x.docx has no ending that print knows; use .pdf, .html or .md");
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
    assert!(page.contains("<article id=\"pond\" data-topic=\"garden\""), "{page}");
    assert!(page.contains("See also: <a href=\"#pond\">garden pond</a>"), "{page}");
    assert!(page.contains("<option value=\"fr\" lang=\"fr\">français</option>"), "{page}");
    assert!(page.contains("@page { size: letter;"), "{page}");
    assert!(page.contains("fr: <i lang=\"fr\">grenouille du jardin</i>"), "{page}");
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
    assert_eq!(page.matches("<script>").count(), 1);
}
