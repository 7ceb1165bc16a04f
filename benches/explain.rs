//! How well `explain` finds terms and definitions: an evaluation, not a test. It prints tables.
//!
//! ```text
//! cargo bench --bench explain
//! cargo bench --bench explain -- --show      also every mention missed or found in excess
//! ```
//!
//! A mention counts as found where its place and its term are both right. The passages and the
//! pairs were written for this evaluation; `passages.txt` and `definitions.txt` say how.

use std::collections::BTreeMap;
use std::error::Error;

use icann_terms::{ExplainOptions, Explainer, Glossary, definitions};

fn main() -> Result<(), Box<dyn Error>> {
    let show = std::env::args().any(|arg| arg == "--show");
    let glossary = Glossary::builtin();
    let mut explainer = Explainer::new(&glossary);
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    for passage in Passage::all(include_str!("explain/passages.txt")) {
        let found = explainer.explain(&passage.text, ExplainOptions::default())?;
        let tally = tallies.entry((passage.set.clone(), passage.lang.clone())).or_default();
        tally.passages += 1;
        let mut wanted = passage.mentions.clone();
        for mention in &found.mentions {
            let place = wanted.iter().position(|(start, end, ids)| {
                (*start, *end) == (mention.start, mention.end) && ids.contains(&mention.ids[0])
            });
            match place {
                Some(place) => {
                    wanted.remove(place);
                    tally.right += 1;
                }
                None => {
                    tally.excess += 1;
                    if show {
                        let text = &passage.text[mention.start..mention.end];
                        eprintln!(
                            "{} {}: in excess: {text} = {:?}",
                            passage.lang, passage.set, mention.ids
                        );
                    }
                }
            }
        }
        tally.missed += wanted.len();
        for (start, end, ids) in wanted.iter().filter(|_| show) {
            eprintln!(
                "{} {}: missed: {} = {ids:?}",
                passage.lang,
                passage.set,
                &passage.text[*start..*end]
            );
        }
    }
    println!("| set | language | passages | mentions | recall | precision |");
    println!("| --- | --- | ---: | ---: | ---: | ---: |");
    for set in ["tuned", "held"] {
        let mut all = Tally::default();
        for ((_, lang), tally) in tallies.iter().filter(|((of, _), _)| of == set) {
            tally.print(set, lang);
            all.passages += tally.passages;
            all.right += tally.right;
            all.excess += tally.excess;
            all.missed += tally.missed;
        }
        all.print(set, "all");
    }

    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let pairs = include_str!("explain/definitions.txt").lines();
    let pairs: Vec<&str> =
        pairs.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for line in &pairs {
        let (text, wanted) = line.split_once(" => ").ok_or("definitions.txt: a line without =>")?;
        let found: Vec<String> = definitions(text)
            .into_iter()
            .map(|pair| format!("{} = {}", pair.short, pair.long))
            .collect();
        let is_right = |pair: &String| wanted == pair;
        let hits = found.iter().filter(|pair| is_right(pair)).count();
        right += hits.min(1);
        wrong += found.len() - hits.min(1);
        missed += usize::from(wanted != "nothing" && hits == 0);
        if show && (found.len() != hits || (wanted != "nothing" && hits == 0)) {
            eprintln!("{text}\n    wanted {wanted}, found {found:?}");
        }
    }
    println!("\n| definitions | lines | recall | precision |\n| --- | ---: | ---: | ---: |");
    let share = |part: usize, rest: usize| part as f64 / (part + rest).max(1) as f64;
    println!(
        "| Schwartz–Hearst | {} | {:.3} | {:.3} |",
        pairs.len(),
        share(right, missed),
        share(right, wrong)
    );
    Ok(())
}

#[derive(Default)]
struct Tally {
    passages: usize,
    right: usize,
    excess: usize,
    missed: usize,
}

impl Tally {
    fn print(&self, set: &str, lang: &str) {
        let share = |rest: usize| self.right as f64 / (self.right + rest).max(1) as f64;
        let mentions = self.right + self.missed;
        let (recall, precision) = (share(self.missed), share(self.excess));
        println!(
            "| {set} | {lang} | {} | {mentions} | {recall:.3} | {precision:.3} |",
            self.passages
        );
    }
}

struct Passage {
    lang: String,
    set: String,
    text: String,
    /// Start, end, and the ids that are right.
    mentions: Vec<(usize, usize, Vec<String>)>,
}

impl Passage {
    fn all(source: &str) -> Vec<Passage> {
        let mut passages = Vec::new();
        for block in source.split("\n== ").skip(1) {
            let (head, body) = block.split_once('\n').unwrap_or_default();
            let mut head = head.split(' ');
            let lang = head.next().unwrap_or_default().to_owned();
            let set = head.nth(1).unwrap_or_default().to_owned();
            let (mut text, mut mentions) = (String::new(), Vec::new());
            let mut rest = body.trim_end();
            while let Some((before, after)) = rest.split_once("[[") {
                text.push_str(before);
                let (mark, after) = after.split_once("]]").unwrap_or_default();
                let (words, ids) = mark.split_once('|').unwrap_or_default();
                let start = text.len();
                text.push_str(words);
                mentions.push((start, text.len(), ids.split('/').map(str::to_owned).collect()));
                rest = after;
            }
            text.push_str(rest);
            text.push('\n');
            passages.push(Passage { lang, set, text, mentions });
        }
        passages
    }
}
