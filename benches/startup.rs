//! How long the program takes from start to end, beside an empty `main`.
//!
//! ```text
//! cargo bench --bench startup
//! ```
//!
//! The two programs are run in turn, A B A B …, and the ratio is taken pair by pair, so that a
//! machine whose speed drifts changes both. The table gives the median ratio, with the quartiles.
//! The empty program is compiled here with `rustc -C opt-level=3 -C panic=abort -C strip=symbols`.
//! Where `valgrind` is installed, the instructions of each run stand beside (they include the
//! dynamic linker's, and do not depend on the machine's load). On Linux the peak memory is shown.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PAIRS: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let empty = empty_main(folder.path())?;
    let program = PathBuf::from(env!("CARGO_BIN_EXE_icann-terms"));
    println!("binary: {:.2} MB\n", std::fs::metadata(&program)?.len() as f64 / 1e6);
    println!("| command | ratio to an empty main (quartiles) | instructions | peak memory |");
    println!("| --- | ---: | ---: | ---: |");
    let rows: [(&str, &[&str]); 8] = [
        ("exact", &["ALS"]),
        ("exact, several words", &["public", "comment"]),
        ("exact, JSON", &["ALS", "--lang", "all", "--format", "json"]),
        ("near, acronym", &["ALCA"]),
        ("near, one word", &["governence"]),
        ("near, long name", &["governemental", "advisory", "comittee"]),
        ("near, other order", &["governance", "internet"]),
        ("none", &["qqqqqq"]),
    ];
    for (name, args) in rows {
        let [low, median, high] = ratios(&program, args, &empty)?;
        let instructions = instructions(&program, args).unwrap_or_else(|| "–".to_owned());
        let memory = peak_memory(&program, args).unwrap_or_else(|| "–".to_owned());
        println!("| {name} | {median:.2} ({low:.2}–{high:.2}) | {instructions} | {memory} |");
    }
    let instructions = instructions(&empty, &[]).unwrap_or_else(|| "–".to_owned());
    let memory = peak_memory(&empty, &[]).unwrap_or_else(|| "–".to_owned());
    println!("| (empty main) | 1.00 | {instructions} | {memory} |");
    Ok(())
}

fn empty_main(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n")?;
    let options = ["-C", "opt-level=3", "-C", "panic=abort", "-C", "strip=symbols", "-o"];
    let status = Command::new("rustc").args(options).arg(&program).arg(&source).status()?;
    if status.success() { Ok(program) } else { Err("rustc cannot compile an empty main".into()) }
}

fn run(program: &Path, args: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let mut command = Command::new(program);
    command.args(args).env("ICANN_TERMS_LANG", "en");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    command.status()?;
    Ok(start.elapsed())
}

fn ratios(program: &Path, args: &[&str], empty: &Path) -> Result<[f64; 3], Box<dyn Error>> {
    for _ in 0..20 {
        run(program, args)?;
        run(empty, &[])?;
    }
    let mut ratios = Vec::with_capacity(PAIRS);
    for _ in 0..PAIRS {
        let ours = run(program, args)?;
        let theirs = run(empty, &[])?;
        ratios.push(ours.as_secs_f64() / theirs.as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    Ok([ratios[PAIRS / 4], ratios[PAIRS / 2], ratios[PAIRS * 3 / 4]])
}

fn instructions(program: &Path, args: &[&str]) -> Option<String> {
    let wrapper = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let text = measured(&wrapper, program, args)?;
    let line = text.lines().find(|line| line.contains("refs:"))?;
    line.rsplit(' ').next().map(str::to_owned)
}

/// The largest resident set that GNU time saw.
fn peak_memory(program: &Path, args: &[&str]) -> Option<String> {
    let text = measured(&["/usr/bin/time", "-f", "peak %M"], program, args)?;
    let kilobytes: f64 = text.lines().find_map(|line| line.strip_prefix("peak "))?.parse().ok()?;
    Some(format!("{:.1} MB", kilobytes / 1000.0))
}

/// What a measuring program says of one run; nothing where it is not installed.
fn measured(wrapper: &[&str], program: &Path, args: &[&str]) -> Option<String> {
    let (wrapper, options) = wrapper.split_first()?;
    let output = Command::new(wrapper)
        .args(options)
        .arg(program)
        .args(args)
        .env("ICANN_TERMS_LANG", "en")
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}
