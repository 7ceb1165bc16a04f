//! How good near matches are: an evaluation, not a test. It prints a table.
//!
//! ```text
//! cargo bench --bench near
//! cargo bench --bench near -- --show 20                      also the first misses of each kind
//! cargo bench --bench near -- --words en=/usr/share/dict/words   more ordinary words (one a line;
//!                                                             a hunspell .dic file will do)
//! cargo bench --bench near -- --pairs codespell/dictionary.txt   more misspellings (wrong->right)
//! ```
//!
//! The queries are made from the glossary's own forms in the four languages, by a generator with a
//! fixed seed: the same glossary gives the same set. A query that happens to be exact (another
//! form, a plural, a compound) is left out, and so is a beginning, or a rest of words, that several
//! terms share. *First* is the share of queries whose right term comes first, shown or suggested;
//! *five* that it is among the first five; *answered* that it is shown as the answer; *wrong* that
//! another term is.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use icann_terms::termbase::fold;
use icann_terms::{Glossary, Lang, Match, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read()?;
    let glossary = Glossary::builtin();
    let forms = Forms::of(&glossary)?;
    println!("{} forms of {} terms\n", forms.list.len(), glossary.len()?);

    println!("| kind of query | queries | first | five | answered | wrong |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    let mut all = Tally::default();
    for (kind, queries) in forms.queries(&glossary, &arguments.pairs) {
        let mut tally = Tally::default();
        for query in &queries {
            let verdict = judge(&glossary, query)?;
            if !verdict.first && tally.misses < arguments.show {
                eprintln!("{kind}: {} instead of {:?}: {}", query.text, query.right, verdict.told);
                tally.misses += 1;
            }
            if verdict.wrong && arguments.show > 0 {
                eprintln!(
                    "{kind}, WRONG: {} instead of {:?}: {}",
                    query.text, query.right, verdict.told
                );
            }
            tally.add(&verdict);
        }
        tally.print(kind);
        all.queries += tally.queries;
        all.first += tally.first;
        all.five += tally.five;
        all.answered += tally.answered;
        all.wrong += tally.wrong;
    }
    all.print("all");

    println!("\n| ordinary words | words | answered by a guess |\n| --- | ---: | ---: |");
    for (lang, words) in &arguments.words {
        let mut guessed = Vec::new();
        let mut count = 0;
        for word in words {
            let options = Options { langs: vec![*lang], ..Options::default() };
            let answer = glossary.look_up_with(word, &options)?;
            if answer.kind == Match::Exact {
                continue;
            }
            count += 1;
            if answer.kind == Match::Near {
                guessed.push(format!("{word} → {}", answer.terms[0].id));
            }
        }
        let share = guessed.len() as f64 / f64::from(count.max(1));
        println!("| {lang} | {count} | {} ({share:.4}) |", guessed.len());
        guessed.iter().take(arguments.show).for_each(|line| eprintln!("{lang}: {line}"));
    }
    Ok(())
}

struct Arguments {
    show: usize,
    words: BTreeMap<Lang, Vec<String>>,
    pairs: Vec<(String, String)>,
}

impl Arguments {
    fn read() -> Result<Arguments, Box<dyn Error>> {
        let mut words = BTreeMap::new();
        for (lang, text) in [
            (Lang::En, include_str!("near/words-en.txt")),
            (Lang::Fr, include_str!("near/words-fr.txt")),
            (Lang::Es, include_str!("near/words-es.txt")),
            (Lang::Pt, include_str!("near/words-pt.txt")),
        ] {
            words.insert(lang, text.split_whitespace().map(str::to_owned).collect());
        }
        let mut pairs = read_pairs(include_str!("near/misspellings.txt"));
        let (mut show, mut args) = (0, std::env::args().skip(1));
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--show" => show = args.next().ok_or("--show needs a number")?.parse()?,
                "--words" => {
                    let value = args.next().ok_or("--words needs LANG=FILE")?;
                    let (lang, path) = value.split_once('=').ok_or("--words needs LANG=FILE")?;
                    let lang = Lang::from_locale(lang).ok_or("--words needs en, fr, es or pt")?;
                    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
                    // A hunspell dictionary has flags behind a slash, and a count in its first line.
                    let entries = text.lines().filter_map(|line| line.split(['/', '\t']).next());
                    let entries = entries.filter(|word| word.chars().all(char::is_alphabetic));
                    let entries = entries
                        .filter(|word| word.chars().all(char::is_lowercase) && word.len() > 1);
                    words.insert(lang, entries.map(str::to_owned).collect());
                }
                "--pairs" => {
                    let path = args.next().ok_or("--pairs needs a file")?;
                    pairs.extend(read_pairs(&std::fs::read_to_string(path)?));
                }
                "--bench" => {}
                other => return Err(format!("unknown argument {other}").into()),
            }
        }
        Ok(Arguments { show, words, pairs })
    }
}

/// Lines of `wrong->right`; where there are several right ones, the first.
fn read_pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once("->"));
    pairs
        .filter_map(|(wrong, right)| {
            Some((wrong.to_owned(), right.split(',').next()?.trim().to_owned()))
        })
        .collect()
}

struct Query {
    text: String,
    lang: Lang,
    right: BTreeSet<String>,
}

#[derive(Default)]
struct Verdict {
    first: bool,
    five: bool,
    answered: bool,
    wrong: bool,
    told: String,
}

fn judge(glossary: &Glossary, query: &Query) -> Result<Verdict, Box<dyn Error>> {
    let options = Options { langs: vec![query.lang], ..Options::default() };
    let answer = glossary.look_up_with(&query.text, &options)?;
    let is_right = |id: &String| query.right.contains(id);
    let ids: Vec<String> = answer.suggestions.iter().map(|near| near.id.clone()).collect();
    let shown =
        (!answer.terms.is_empty()).then(|| answer.terms.iter().any(|term| is_right(&term.id)));
    Ok(Verdict {
        first: shown.unwrap_or_else(|| ids.first().is_some_and(is_right)),
        five: shown == Some(true) || ids.iter().take(5).any(is_right),
        answered: shown == Some(true),
        wrong: shown == Some(false),
        told: format!("{} {}", answer.kind.word(), ids.join(" ")),
    })
}

#[derive(Default)]
struct Tally {
    queries: usize,
    first: usize,
    five: usize,
    answered: usize,
    wrong: usize,
    misses: usize,
}

impl Tally {
    fn add(&mut self, verdict: &Verdict) {
        self.queries += 1;
        self.first += usize::from(verdict.first);
        self.five += usize::from(verdict.five);
        self.answered += usize::from(verdict.answered);
        self.wrong += usize::from(verdict.wrong);
    }

    fn print(&self, kind: &str) {
        let share = |count: usize| count as f64 / self.queries.max(1) as f64;
        println!(
            "| {kind} | {} | {:.4} | {:.4} | {:.3} | {:.4} |",
            self.queries,
            share(self.first),
            share(self.five),
            share(self.answered),
            share(self.wrong)
        );
    }
}

/// A form as it is written, with its language and every term it belongs to.
struct Form {
    text: String,
    lang: Lang,
    right: BTreeSet<String>,
}

struct Forms {
    list: Vec<Form>,
    keys: BTreeMap<String, BTreeSet<String>>,
    chance: Chance,
}

impl Forms {
    fn of(glossary: &Glossary) -> Result<Forms, Box<dyn Error>> {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut list: BTreeMap<(String, Lang), BTreeSet<String>> = BTreeMap::new();
        for term in glossary.terms(Lang::En)? {
            for (lang, text) in term.texts.iter() {
                for form in term.acronym.iter().chain([&text.name]).chain(&text.also) {
                    keys.entry(fold::spaceless(form)).or_default().insert(term.id.clone());
                    list.entry((form.clone(), lang)).or_default().insert(term.id.clone());
                }
            }
        }
        let list = list.into_iter().map(|((text, lang), _)| {
            let right = keys[&fold::spaceless(&text)].clone();
            Form { text, lang, right }
        });
        Ok(Forms { list: list.collect(), keys, chance: Chance(0x1ca4_4e57) })
    }

    /// The kinds of query with their queries.
    fn queries(
        mut self,
        glossary: &Glossary,
        pairs: &[(String, String)],
    ) -> Vec<(&'static str, Vec<Query>)> {
        let letters = |form: &Form| fold::spaceless(&form.text).chars().count();
        let words = |form: &Form| fold::spaced(&form.text).split(' ').count();
        let is_acronym = |form: &Form| {
            let capitals = form.text.chars().filter(|c| c.is_uppercase()).count();
            !form.text.contains(' ') && capitals >= 3
        };
        let list = std::mem::take(&mut self.list);
        let mut kinds: Vec<(&'static str, Vec<Query>)> = Vec::new();
        let mut kind =
            |name,
             fits: &dyn Fn(&Form) -> bool,
             most,
             change: &mut dyn FnMut(&mut Chance, &str) -> Option<String>| {
                let mut fitting: Vec<&Form> = list.iter().filter(|form| fits(form)).collect();
                self.chance.shuffle(&mut fitting);
                let mut queries = Vec::new();
                for form in fitting {
                    if queries.len() == most {
                        break;
                    }
                    let Some(text) = change(&mut self.chance, &form.text) else {
                        continue;
                    };
                    if !is_exact(glossary, &text) {
                        queries.push(Query { text, lang: form.lang, right: form.right.clone() });
                    }
                }
                kinds.push((name, queries));
            };
        let name = |form: &Form| !is_acronym(form);
        kind("one slip", &|f| name(f) && letters(f) >= 6, 600, &mut |c, t| Some(c.slips(t, 1)));
        kind("two slips", &|f| name(f) && letters(f) >= 12, 500, &mut |c, t| Some(c.slips(t, 2)));
        kind("three slips", &|f| name(f) && letters(f) >= 20, 400, &mut |c, t| Some(c.slips(t, 3)));
        kind(
            "one slip, no accents",
            &|f| name(f) && letters(f) >= 6 && !f.text.is_ascii(),
            300,
            &mut |c, t| Some(c.slips(&fold::spaced(t), 1)),
        );
        let keys: Vec<(String, BTreeSet<String>)> =
            self.keys.iter().map(|(key, ids)| (key.clone(), ids.clone())).collect();
        let is_clear = |text: &str| {
            let key = fold::spaceless(text);
            let sharing = keys.iter().filter(|(other, _)| other.starts_with(&key));
            let ids: BTreeSet<&String> = sharing.flat_map(|(_, ids)| ids).collect();
            ids.len() == 1
        };
        kind("cut short", &|f| name(f) && letters(f) >= 12, 400, &mut |c, t| {
            Some(c.cut(t)).filter(|cut| is_clear(cut))
        });
        kind("cut short, with a slip", &|f| name(f) && letters(f) >= 14, 300, &mut |c, t| {
            Some(c.cut(t)).filter(|cut| is_clear(cut)).map(|cut| c.slips(&cut, 1))
        });
        kind("words in another order", &|f| name(f) && words(f) >= 2, 300, &mut |c, t| {
            Some(c.reorder(t))
        });
        kind(
            "words run together, with a slip",
            &|f| name(f) && words(f) >= 2 && letters(f) >= 9,
            300,
            &mut |c, t| Some(c.slips(&t.replace(' ', ""), 1)),
        );
        let bags: Vec<(Vec<String>, &BTreeSet<String>)> = list
            .iter()
            .map(|form| {
                (fold::spaced(&form.text).split(' ').map(str::to_owned).collect(), &form.right)
            })
            .collect();
        // Whether the rest's words, the little ones aside, are those of one term's forms only.
        let is_clear_rest = |text: &str| {
            let folded = fold::spaced(text);
            let told: Vec<&str> = folded.split(' ').filter(|word| word.len() > 3).collect();
            let holds = |words: &[String]| told.iter().all(|word| words.iter().any(|w| w == word));
            let sharing = bags.iter().filter(|(words, _)| holds(words));
            let ids: BTreeSet<&String> = sharing.flat_map(|(_, ids)| *ids).collect();
            ids.len() == 1
        };
        kind("a word left out", &|f| name(f) && words(f) >= 4, 300, &mut |c, t| {
            Some(c.leave_out(t)).filter(|rest| is_clear_rest(rest))
        });
        kind(
            "acronym, dotted, with a slip",
            &|f| is_acronym(f) && letters(f) >= 5,
            150,
            &mut |c, t| {
                let slipped = c.slips(t, 1);
                Some(slipped.chars().flat_map(|letter| [letter, '.']).collect())
            },
        );
        kind(
            "acronym, two letters exchanged",
            &|f| is_acronym(f) && letters(f) >= 4,
            300,
            &mut |c, t| c.exchange(t),
        );
        let right: BTreeMap<&str, Vec<&str>> =
            pairs.iter().fold(BTreeMap::new(), |mut map, (wrong, right)| {
                map.entry(right.as_str()).or_insert_with(Vec::new).push(wrong.as_str());
                map
            });
        kind("a word misspelt as people do", &|f| name(f) && words(f) >= 1, 1000, &mut |c, t| {
            c.misspell(t, &right)
        });
        kinds
    }
}

/// Whether a query is another form of the glossary, a plural or a compound of forms: no slip.
fn is_exact(glossary: &Glossary, text: &str) -> bool {
    let options = Options { exact: true, ..Options::default() };
    glossary.look_up_with(text, &options).is_ok_and(|answer| answer.kind == Match::Exact)
}

/// A small generator with a fixed seed (SplitMix64), so that the set is the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }

    /// Slips of the hand at different letters: a neighbour exchanged, a letter left out, doubled,
    /// or hit beside (on the QWERTY rows).
    fn slips(&mut self, text: &str, count: usize) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let mut touched: Vec<usize> = Vec::new();
        for _ in 0..count {
            for _ in 0..50 {
                let at = self.below(letters.len().saturating_sub(1));
                let fits = letters[at].is_alphabetic() && letters[at + 1].is_alphabetic();
                if !fits || touched.iter().any(|other| other.abs_diff(at) < 3) {
                    continue;
                }
                match self.below(4) {
                    0 if fold::spaced(&letters[at].to_string())
                        != fold::spaced(&letters[at + 1].to_string()) =>
                    {
                        letters.swap(at, at + 1);
                    }
                    1 => drop(letters.remove(at)),
                    2 => letters.insert(at, letters[at]),
                    3 => letters[at] = self.beside(letters[at]),
                    _ => continue,
                }
                touched.push(at);
                break;
            }
        }
        letters.into_iter().collect()
    }

    fn beside(&mut self, letter: char) -> char {
        let folded = fold::spaced(&letter.to_string()).chars().next().unwrap_or('a');
        for row in ["qwertyuiop", "asdfghjkl", "zxcvbnm"] {
            if let Some(at) = row.find(folded) {
                let to = if at == 0 || (at + 1 < row.len() && self.below(2) == 0) {
                    at + 1
                } else {
                    at - 1
                };
                return row[to..].chars().next().unwrap_or('a');
            }
        }
        'e'
    }

    /// A beginning of three to four fifths of the letters.
    fn cut(&mut self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let keep = letters.len() * (60 + self.below(20)) / 100;
        letters[..keep].iter().collect::<String>().trim_end().to_owned()
    }

    fn reorder(&mut self, text: &str) -> String {
        let mut words: Vec<&str> = text.split(' ').collect();
        let at = 1 + self.below(words.len() - 1);
        words.rotate_left(at);
        words.join(" ")
    }

    fn leave_out(&mut self, text: &str) -> String {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.remove(self.below(words.len()));
        words.join(" ")
    }

    fn exchange(&mut self, text: &str) -> Option<String> {
        let mut letters: Vec<char> = text.chars().collect();
        let at = self.below(letters.len() - 1);
        let differ = letters[at].is_alphabetic()
            && letters[at + 1].is_alphabetic()
            && letters[at] != letters[at + 1];
        letters.swap(at, at + 1);
        differ.then(|| letters.into_iter().collect())
    }

    /// A word of the text as people misspell it, if it is one that they do.
    fn misspell(&mut self, text: &str, right: &BTreeMap<&str, Vec<&str>>) -> Option<String> {
        let words: Vec<&str> = text.split(' ').collect();
        let known: Vec<usize> = (0..words.len())
            .filter(|&at| right.contains_key(words[at].to_lowercase().as_str()))
            .collect();
        let at = *known.get(self.below(known.len()))?;
        let wrong = &right[words[at].to_lowercase().as_str()];
        let wrong = wrong[self.below(wrong.len())];
        Some(
            words
                .iter()
                .enumerate()
                .map(|(place, word)| if place == at { wrong } else { word })
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}
