//! The README's picture of a terminal is drawn from what the program says.
//!
//! To have it drawn anew: `ICANN_TERMS_REWRITE=1 cargo test --test picture`

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail by it")]

mod common;

use std::fs;

use common::icann_terms;

const COLUMNS: usize = 84;
/// Pixels that a character and a line take.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 20.0;

/// A character with the class that it is drawn in.
type Drawn = (char, &'static str);

/// The characters of a coloured text; the two styles that the program uses are classes.
fn drawn(text: &str) -> Vec<Drawn> {
    let mut class = "";
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(code) = rest.strip_prefix("\u{1b}[") {
            let (number, behind) = code.split_once('m').unwrap();
            class = match number {
                "0" => "",
                "1" => "b",
                "2" => "d",
                other => panic!("a style that the picture does not know: {other}"),
            };
            rest = behind;
        } else {
            out.push((c, class));
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// A line cut at spaces to what fits.
fn wrapped(line: &[Drawn]) -> Vec<Vec<Drawn>> {
    let mut lines: Vec<Vec<Drawn>> = vec![Vec::new()];
    for word in line.split_inclusive(|(c, _)| *c == ' ') {
        let trimmed = word.len() - usize::from(word.last().is_some_and(|(c, _)| *c == ' '));
        if lines.last().unwrap().len() + trimmed > COLUMNS && !lines.last().unwrap().is_empty() {
            lines.push(Vec::new());
        }
        lines.last_mut().unwrap().extend(word);
    }
    lines
}

fn escape(c: char) -> String {
    match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        c => c.to_string(),
    }
}

fn picture() -> String {
    let mut lines: Vec<Vec<Drawn>> = Vec::new();
    for args in [
        &["ALS", "--lang", "fr"][..],
        &["comité", "asesor", "gubernametal", "--lang", "pt"],
        &["GAQ", "--lang", "en"],
    ] {
        let command = format!("icann-terms {}", args.join(" "));
        lines.push(
            std::iter::once(('$', "d"))
                .chain(format!(" {command}").chars().map(|c| (c, "c")))
                .collect(),
        );
        let said = icann_terms(args.iter().chain(&["--color", "always"])).said();
        // A note stands on the screen before the answer that it is about.
        for line in said.err.lines().chain(said.out.lines()) {
            lines.extend(wrapped(&drawn(line)));
        }
        lines.push(Vec::new());
    }
    lines.pop();
    let (width, height) = (COLUMNS as f64 * WIDTH + 40.0, lines.len() as f64 * HEIGHT + 34.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"icann-terms in a terminal\">\n\
         <style>text {{ font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #e6e6e6; white-space: pre }} .b {{ font-weight: bold; fill: #fff }} .d {{ fill: #9aa4ad }} .c {{ fill: #9ad1ff }}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#14191f\"/>\n"
    );
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let y = 32.0 + number as f64 * HEIGHT;
        svg += &format!("<text x=\"20\" y=\"{y}\">");
        for run in line.chunk_by(|a, b| a.1 == b.1) {
            let text: String = run.iter().map(|(c, _)| escape(*c)).collect();
            svg += &match run[0].1 {
                "" => text,
                class => format!("<tspan class=\"{class}\">{text}</tspan>"),
            };
        }
        svg += "</text>\n";
    }
    svg + "</svg>\n"
}

#[test]
fn the_readmes_picture_shows_what_the_program_says() {
    let (path, drawn) = ("docs/terminal.svg", picture());
    if std::env::var_os("ICANN_TERMS_REWRITE").is_some() {
        fs::create_dir_all("docs").unwrap();
        fs::write(path, drawn).unwrap();
    } else {
        let kept = fs::read_to_string(path).unwrap();
        assert!(kept == drawn, "{path} shows something else; see the head of tests/picture.rs");
    }
}
