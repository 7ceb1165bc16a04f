//! How long the program takes from start to end, beside an empty `main`.
//!
//! ```text
//! cargo bench --bench startup
//! ```
//!
//! The two programs are run in turn, A B A B …, and the ratio is taken pair by pair, so that a
//! machine whose speed drifts changes both. The table gives the median ratio, with the quartiles.
//! Both are copied first, as an installation does; the last row but one is the program as the linker
//! left it. Where `valgrind` is installed, the instructions of each run stand beside (they include the
//! dynamic linker's, and do not depend on the machine's load). On Linux the peak memory is shown.

mod measure;

use std::error::Error;

use measure::{Line, copied, empty_main, megabytes, program, ratios};

const PAIRS: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let empty = empty_main(folder.path())?;
    let installed = copied(&program(), &folder.path().join("icann-terms"))?;
    println!("binary: {:.2} MB\n", std::fs::metadata(program())?.len() as f64 / 1e6);
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
        let line = Line::new(&installed, args);
        let ratios = ratios(&line, &empty, PAIRS)?;
        println!("| {name} | {ratios} | {} |", rest(&line));
    }
    let in_place = Line::new(&program(), ["ALS"]);
    let times = ratios(&in_place, &empty, PAIRS)?;
    println!("| exact, not installed | {times} | {} |", rest(&in_place));
    println!("| (empty main) | 1.00 | {} |", rest(&empty));
    Ok(())
}

fn rest(line: &Line) -> String {
    let instructions = line.instructions().unwrap_or_else(|| "–".to_owned());
    format!("{instructions} | {}", megabytes(line.peak_memory()))
}
