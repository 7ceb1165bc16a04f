//! How fast `explain` reads: a mail of 10 kB beside an exact look-up, and a mailbox beside
//! [ripgrep](https://github.com/BurntSushi/ripgrep) with the same forms.
//!
//! ```text
//! cargo bench --bench throughput               the mailbox has 200 MB
//! cargo bench --bench throughput -- 20         it has 20 MB
//! ```
//!
//! The texts are the evaluation's passages and paragraphs without a term, drawn with a fixed seed.
//! Where `rg` is installed, `rg -F -w -o -f FORMS` reads the same mailbox; where GNU time is, the
//! peak memory is shown.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use icann_terms::{Glossary, Lang};

const PROGRAM: &str = env!("CARGO_BIN_EXE_icann-terms");
const PAIRS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let megabytes: usize = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(200);
    let folder = tempfile::tempdir()?;
    let paragraphs = paragraphs();

    let mail = folder.path().join("mail.eml");
    fs::write(&mail, message(0, 10_000, &paragraphs, &mut 1))?;
    let mut ratios = Vec::new();
    for _ in 0..PAIRS {
        let explained = time(&["explain".as_ref(), mail.as_os_str()])?;
        ratios.push(explained / time(&["ALS".as_ref()])?);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "a mail of 10 kB, in exact look-ups (median of {PAIRS} pairs): {:.2}",
        ratios[PAIRS / 2]
    );

    let mailbox = folder.path().join("mailbox");
    let mut out = BufWriter::new(File::create(&mailbox)?);
    let (mut written, mut number, mut seed) = (0, 0, 7);
    while written < megabytes * 1_000_000 {
        let message = format!(
            "From a Mon Jan  1 00:00:00 2024\n{}\n",
            message(number, 7_000, &paragraphs, &mut seed)
        );
        out.write_all(message.as_bytes())?;
        written += message.len();
        number += 1;
    }
    out.into_inner()?.sync_all()?;
    println!("a mailbox of {number} messages, {written} bytes:");
    let ours = time(&["explain".as_ref(), mailbox.as_os_str()])?;
    println!(
        "  explain: {ours:.2} s, {:.0} MB/s, peak memory {}",
        written as f64 / 1e6 / ours,
        memory(&mailbox)
    );

    let forms = folder.path().join("forms");
    fs::write(&forms, all_forms()?)?;
    let start = Instant::now();
    let rg = Command::new("rg")
        .args(["-F", "-w", "-o", "-f"])
        .arg(&forms)
        .arg(&mailbox)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    match rg {
        Ok(_) => {
            let theirs = start.elapsed().as_secs_f64();
            println!("  rg -F -w -o -f FORMS: {theirs:.2} s, {:.2} times as long", theirs / ours);
        }
        Err(_) => println!("  rg is not installed"),
    }
    Ok(())
}

fn paragraphs() -> Vec<String> {
    let source = include_str!("explain/passages.txt");
    let mut all: Vec<String> = source
        .split("\n== ")
        .skip(1)
        .filter_map(|block| block.split_once('\n'))
        .map(|(_, body)| {
            let pieces = body.trim().split("[[").enumerate().map(|(number, piece)| {
                match piece.split_once("]]") {
                    Some((mark, rest)) if number > 0 => {
                        mark.split('|').next().unwrap_or_default().to_owned() + rest
                    }
                    _ => piece.to_owned(),
                }
            });
            pieces.collect()
        })
        .collect();
    let plain = "Thank you for the notes of last week. We will meet again on Tuesday to talk about the hotel, the \
                 train and the dinner, and about who takes the minutes this time. Tell me by Friday if you can come.";
    all.extend(std::iter::repeat_n(plain.to_owned(), all.len() * 2));
    all
}

fn message(number: usize, size: usize, paragraphs: &[String], seed: &mut u64) -> String {
    let mut text = format!(
        "From: a@example.org\nSubject: message {number}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: 8bit\n\n"
    );
    while text.len() < size {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(&paragraphs[(*seed >> 33) as usize % paragraphs.len()]);
        text.push_str("\n\n");
    }
    text
}

fn time(args: &[&std::ffi::OsStr]) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    Command::new(PROGRAM)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    Ok(start.elapsed().as_secs_f64())
}

fn memory(mailbox: &Path) -> String {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "peak %M", PROGRAM, "explain"])
        .arg(mailbox)
        .stdout(Stdio::null())
        .output();
    let text = output
        .map(|output| String::from_utf8_lossy(&output.stderr).into_owned())
        .unwrap_or_default();
    let peak = text.lines().find_map(|line| line.strip_prefix("peak ")?.parse::<f64>().ok());
    peak.map_or("unknown".to_owned(), |kilobytes| format!("{:.1} MB", kilobytes / 1000.0))
}

fn all_forms() -> Result<String, Box<dyn Error>> {
    let mut forms = std::collections::BTreeSet::new();
    for term in Glossary::builtin().terms(Lang::En)? {
        forms.extend(term.acronym.clone());
        for (_, text) in term.texts.iter() {
            forms.insert(text.name.clone());
            forms.extend(text.also.iter().cloned());
        }
    }
    Ok(forms.into_iter().collect::<Vec<_>>().join("\n") + "\n")
}
