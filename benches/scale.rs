//! What a large glossary costs: 100,000 terms, or as many as asked for, made up with a fixed seed.
//!
//! ```text
//! cargo bench --bench scale                 100,000 terms
//! cargo bench --bench scale -- 1000000      a million
//! ```
//!
//! Whole processes, in turn with an empty `main` and with the built-in look-up. Beside it, where
//! they are installed, programs that look words up too, with the same data: `sdcv` (a StarDict
//! dictionary), `dict` (asking a `dictd` that is started here), `rg` (a line a term) and `tldr` of
//! tealdeer (a page a term, up to 100,000).

mod measure;

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use measure::{Line, copied, empty_main, megabytes, program, ratios};

const PAIRS: usize = 200;
/// Terms in each file of the folder.
const PER_FILE: usize = 10_000;
const PORT: &str = "26281";

/// A term made up.
struct Made {
    acronym: String,
    name: String,
    definition: String,
}

/// Makes terms up. (SplitMix64: Steele, Lea and Flood, 2014.)
struct Maker(u64);

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % limit
    }

    /// One of 30,000 words of two to four syllables, a few of them much more often than the rest.
    fn word(&mut self) -> String {
        let often = self.below(2) == 0;
        let number = if often { self.below(300) } else { self.below(30_000) };
        let mut of_word = Maker(number as u64 + 1_000_000);
        let syllables = 2 + of_word.below(3);
        (0..syllables)
            .flat_map(|_| {
                let consonant = b"bcdfglmnprstv"[of_word.below(13)];
                [char::from(consonant), char::from(b"aeiou"[of_word.below(5)])]
            })
            .collect()
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn term(&mut self) -> Made {
        let letters = 3 + self.below(4);
        let count = 2 + self.below(3);
        Made {
            acronym: (0..letters).map(|_| char::from(b'A' + self.below(26) as u8)).collect(),
            name: self.words(count),
            definition: self.words(12) + ".",
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::args().skip(1).find_map(|arg| arg.parse().ok());
    let count: usize = asked.unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let (toml, lines) = (folder.join("toml"), folder.join("lines.tsv"));
    let asked_for = write(&toml, &lines, count)?;
    let program = copied(&program(), &folder.join("icann-terms"))?;
    let index = folder.join("ours.index");

    println!("{count} terms in files of {PER_FILE}\n");
    let build = Line::new(
        &program,
        [arg("build"), path(&toml), arg("-o"), path(&index), arg("--no-builtin")],
    );
    let time = build.run()?.as_secs_f64();
    println!(
        "build: {time:.2} s, {:.1} µs a term, peak memory {}; {:.1} MB of TOML become {:.1} MB\n",
        time * 1e6 / count as f64,
        megabytes(build.peak_memory()),
        size(&toml)? / 1e6,
        size(&index)? / 1e6
    );

    let empty = empty_main(folder)?;
    let builtin = Line::new(&program, ["ALS"]);
    let mistyped: String =
        asked_for.name.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, c)| c).collect();
    let ask = |query: &str| {
        let options = [arg("--no-builtin"), arg("-g"), path(&index), arg("--"), arg(query)];
        Line::new(&program, options)
    };
    println!(
        "| command | to an empty main (quartiles) | to the built-in exact look-up | time | peak memory |"
    );
    println!("| --- | ---: | ---: | ---: | ---: |");
    let row = |name: &str, line: &Line, proof: &str| -> Result<(), Box<dyn Error>> {
        // A peer that finds nothing would be fast for nothing.
        if !line.output()?.to_lowercase().contains(&proof.to_lowercase()) {
            println!("| {name} | does not find it | | | |");
            return Ok(());
        }
        let to_empty = ratios(line, &empty, PAIRS)?;
        let to_builtin = ratios(line, &builtin, PAIRS)?;
        println!(
            "| {name} | {to_empty} | {:.2} | {:.1} ms | {} |",
            to_builtin.median,
            to_empty.milliseconds,
            megabytes(line.peak_memory())
        );
        Ok(())
    };
    row("icann-terms ALS, built in", &builtin, "at-large")?;
    row("icann-terms, exact", &ask(&asked_for.name), &asked_for.acronym)?;
    row("icann-terms, acronym", &ask(&asked_for.acronym), &asked_for.acronym)?;
    row("icann-terms, mistyped", &ask(&mistyped), &asked_for.acronym)?;
    row("icann-terms, nothing like it", &ask("zzzzzzzzzz"), "")?;

    if is_installed("sdcv") {
        let dictionary = folder.join("stardict").join("big.ifo");
        fs::create_dir(folder.join("stardict"))?;
        let options = ["export", "--no-builtin", "-g"].map(arg).into_iter();
        let options = options.chain([path(&index)]).chain(["--format", "stardict", "-o"].map(arg));
        Line::new(&program, options.chain([path(&dictionary)])).run()?;
        let ask = |query: &str, exact: bool| {
            let mut options = vec![arg("-n"), arg("--data-dir"), path(&folder.join("stardict"))];
            options.extend(exact.then(|| arg("-e")));
            options.push(arg(query));
            Line::new(Path::new("sdcv"), options)
        };
        row("sdcv, exact", &ask(&asked_for.name, true), &asked_for.name)?;
        row("sdcv, mistyped", &ask(&mistyped, false), &asked_for.name)?;
    }
    if is_installed("dict") && is_installed("dictd") && is_installed("dictfmt") {
        let mut server = serve(folder, &lines)?;
        let ask = |options: &[&str], query: &str| {
            let here = ["-h", "127.0.0.1", "-p", PORT, "-d", "big", "-P", "-"];
            let options = here.iter().chain(options).map(|word| arg(word));
            Line::new(Path::new("dict"), options.chain([arg(query)]))
        };
        row("dict, exact", &ask(&[], &asked_for.name), &asked_for.definition[..20])?;
        row("dict -s lev, mistyped", &ask(&["-m", "-s", "lev"], &mistyped), &asked_for.name)?;
        server.kill()?;
        server.wait()?;
    }
    if is_installed("rg") {
        let options = [arg("-m1"), arg(&format!("^{}\t", asked_for.name)), path(&lines)];
        row("rg", &Line::new(Path::new("rg"), options), &asked_for.name)?;
    }
    if is_installed("tldr") && count <= 100_000 {
        let pages = folder.join("tldr-pages/pages/common");
        fs::create_dir_all(&pages)?;
        for line in fs::read_to_string(&lines)?.lines() {
            let (name, definition) = line.split_once('\t').unwrap_or((line, ""));
            let page = pages.join(name.replace(' ', "-")).with_extension("md");
            fs::write(page, format!("# {name}\n\n> {definition}\n"))?;
        }
        let mut words = vec![arg("env")];
        let mut cache = arg("TEALDEER_CACHE_DIR=");
        cache.push(folder);
        words.extend([cache, arg("tldr"), arg("--quiet")]);
        words.extend(asked_for.name.split(' ').map(arg));
        row("tldr (tealdeer)", &Line(words), &asked_for.definition[..20])?;
    }
    explain(folder, &index)
}

/// How fast a text is explained, with the large glossary on top and without.
fn explain(folder: &Path, index: &Path) -> Result<(), Box<dyn Error>> {
    let passages = fs::read_to_string("benches/explain/passages.txt")?;
    let text = folder.join("text.txt");
    fs::write(&text, passages.repeat(20_000_000 / passages.len()))?;
    let alone = Line::new(&program(), [arg("explain"), path(&text)]);
    let stacked = Line::new(&program(), [arg("explain"), path(&text), arg("-g"), path(index)]);
    let times = ratios(&stacked, &alone, 5)?;
    println!(
        "\nexplain, 20 MB, with it on top of the built-in one, to the built-in one alone: {times}"
    );
    Ok(())
}

/// Writes the terms as TOML and as lines; the term to ask for.
fn write(toml: &Path, lines: &Path, count: usize) -> Result<Made, Box<dyn Error>> {
    fs::create_dir(toml)?;
    let mut maker = Maker(7);
    let mut lines = BufWriter::new(File::create(lines)?);
    let mut file = BufWriter::new(File::create(toml.join("0.toml"))?);
    let mut chosen = None;
    for number in 0..count {
        if number % PER_FILE == 0 {
            file = BufWriter::new(File::create(toml.join(format!("{}.toml", number / PER_FILE)))?);
            writeln!(file, "topic = \"big\"")?;
        }
        let term = maker.term();
        writeln!(
            file,
            "\n[[term]]\nid = \"t-{number}\"\nacronym = \"{}\"\n[term.en]\nname = \"{}\"\ndefinition = \"{}\"",
            term.acronym, term.name, term.definition
        )?;
        writeln!(lines, "{}\t{}", term.name, term.definition)?;
        if number >= count / 4 * 3 && term.name.len() > 20 && chosen.is_none() {
            chosen = Some(term);
        }
    }
    file.flush()?;
    lines.flush()?;
    chosen.ok_or_else(|| "too few terms".into())
}

/// A dictd with the lines as its one database.
fn serve(folder: &Path, lines: &Path) -> Result<Child, Box<dyn Error>> {
    let source = folder.join("big.txt");
    let mut out = BufWriter::new(File::create(&source)?);
    for line in fs::read_to_string(lines)?.lines() {
        let (name, definition) = line.split_once('\t').unwrap_or((line, ""));
        writeln!(out, ":{name}:{definition}")?;
    }
    out.flush()?;
    let format = Command::new("dictfmt")
        .args(["-j", "-s", "big", "--utf8", "big"])
        .current_dir(folder)
        .stdin(File::open(&source)?)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !format.success() {
        return Err("dictfmt fails".into());
    }
    let config = folder.join("dictd.conf");
    let (data, index) = (folder.join("big.dict"), folder.join("big.index"));
    fs::write(
        &config,
        format!(
            "global {{ listen_to 127.0.0.1\n port {PORT} }}\ndatabase big {{ data \"{}\" index \"{}\" }}\n",
            data.display(),
            index.display()
        ),
    )?;
    // The server gives root's rights away and still has to reach its files.
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    let server = Command::new("dictd")
        .arg("--config")
        .arg(&config)
        .arg("--pid-file")
        .arg(folder.join("pid"))
        .args(["-d", "nodetach"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let start = Instant::now();
    while std::net::TcpStream::connect(format!("127.0.0.1:{PORT}")).is_err() {
        if start.elapsed() > Duration::from_secs(60) {
            return Err("dictd does not answer".into());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(server)
}

fn is_installed(program: &str) -> bool {
    let status = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdout(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

fn size(path: &Path) -> std::io::Result<f64> {
    if path.is_dir() {
        return fs::read_dir(path)?.map(|child| size(&child?.path())).sum();
    }
    Ok(fs::metadata(path)?.len() as f64)
}

fn arg(word: &str) -> std::ffi::OsString {
    word.into()
}

fn path(path: &Path) -> std::ffi::OsString {
    PathBuf::from(path).into_os_string()
}
