//! What the benchmarks share: whole processes timed in turn, their memory and instructions.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a row may take to measure.
const PATIENCE: Duration = Duration::from_secs(5);

/// A command line.
#[derive(Clone, Debug)]
pub struct Line(pub Vec<OsString>);

impl Line {
    pub fn new<S: Into<OsString>>(program: &Path, args: impl IntoIterator<Item = S>) -> Line {
        let program = std::iter::once(program.as_os_str().to_owned());
        Line(program.chain(args.into_iter().map(Into::into)).collect())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.0[0]);
        command.args(&self.0[1..]).env("ICANN_TERMS_LANG", "en").stdin(Stdio::null());
        command
    }

    /// How long one run takes.
    pub fn run(&self) -> Result<Duration, Box<dyn Error>> {
        let mut command = self.command();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        command.status()?;
        Ok(start.elapsed())
    }

    /// What one run prints.
    pub fn output(&self) -> Result<String, Box<dyn Error>> {
        let output = self.command().stderr(Stdio::null()).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What a measuring program says of one run; nothing where it is not installed.
    fn measured(&self, wrapper: &[&str]) -> Option<String> {
        let mut words: Vec<OsString> = wrapper.iter().map(OsString::from).collect();
        words.extend(self.0.iter().cloned());
        let output = Line(words).command().output().ok()?;
        Some(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// Instructions, the dynamic linker's included, as valgrind counts them.
    pub fn instructions(&self) -> Option<String> {
        let text =
            self.measured(&["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"])?;
        let line = text.lines().find(|line| line.contains("refs:"))?;
        line.rsplit(' ').next().map(str::to_owned)
    }

    /// The largest resident set that GNU time saw, in MB.
    pub fn peak_memory(&self) -> Option<f64> {
        let text = self.measured(&["/usr/bin/time", "-f", "peak %M"])?;
        let kilobytes = text.lines().find_map(|line| line.strip_prefix("peak "))?;
        Some(kilobytes.parse::<f64>().ok()? / 1000.0)
    }
}

/// Quartiles of the ratio of one command's time to another's, run in turn, A B A B …, so that a
/// machine whose speed drifts changes both; and the first one's median time. As many pairs as asked
/// for, fewer where they take long.
pub fn ratios(ours: &Line, theirs: &Line, pairs: usize) -> Result<Ratios, Box<dyn Error>> {
    for _ in 0..(pairs / 20).max(1) {
        ours.run()?;
        theirs.run()?;
    }
    let (mut ratios, mut times) = (Vec::with_capacity(pairs), Vec::with_capacity(pairs));
    let start = Instant::now();
    while ratios.len() < pairs && (ratios.len() < 5 || start.elapsed() < PATIENCE) {
        let time = ours.run()?.as_secs_f64();
        ratios.push(time / theirs.run()?.as_secs_f64());
        times.push(time);
    }
    ratios.sort_by(f64::total_cmp);
    times.sort_by(f64::total_cmp);
    let quartile = |n: usize| ratios[ratios.len() * n / 4];
    Ok(Ratios {
        low: quartile(1),
        median: quartile(2),
        high: quartile(3),
        milliseconds: times[times.len() / 2] * 1000.0,
    })
}

/// Quartiles of ratios, and a median time.
#[derive(Clone, Copy, Debug)]
pub struct Ratios {
    pub low: f64,
    pub median: f64,
    pub high: f64,
    pub milliseconds: f64,
}

impl std::fmt::Display for Ratios {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2} ({:.2}–{:.2})", self.median, self.low, self.high)
    }
}

/// Megabytes, where they could be measured.
pub fn megabytes(memory: Option<f64>) -> String {
    memory.map_or_else(|| "–".to_owned(), |memory| format!("{memory:.1} MB"))
}

/// An empty program, compiled with
/// `rustc -C opt-level=3 -C panic=abort -C strip=symbols`.
pub fn empty_main(folder: &Path) -> Result<Line, Box<dyn Error>> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n")?;
    let options = ["-C", "opt-level=3", "-C", "panic=abort", "-C", "strip=symbols", "-o"];
    let status = Command::new("rustc").args(options).arg(&program).arg(&source).status()?;
    if status.success() {
        Ok(Line(vec![copied(&program, &folder.join("empty-copied"))?.into_os_string()]))
    } else {
        Err("rustc cannot compile an empty main".into())
    }
}

/// A copy of a program, as an installation makes one. What a linker has written in place lies in
/// the system’s cache in smaller pieces, and starts a tenth slower for it.
pub fn copied(program: &Path, to: &Path) -> Result<PathBuf, Box<dyn Error>> {
    std::fs::copy(program, to)?;
    Ok(to.to_owned())
}

/// The program itself.
pub fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_icann-terms"))
}
