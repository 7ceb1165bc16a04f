//! Finding forms in running text.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use termbase::phrase::Phrase;
use termbase::{FormKind, Index, IndexError, Lang, Posting, Term, fold, inflect};

use super::tokens::{Glue, Token};
use crate::{Address, Glossary};

/// A place of a text with the senses that its form has.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) senses: Vec<Address>,
}

/// A name of more words than this is not looked for.
const LONGEST: usize = 24;
/// How many distinct words are remembered before the memory is emptied.
const REMEMBERED: usize = 1 << 16;

/// The four languages, and the words as they are.
const READINGS: [Option<Lang>; 5] =
    [None, Some(Lang::En), Some(Lang::Fr), Some(Lang::Es), Some(Lang::Pt)];

/// Finds forms, remembering what it learnt of words and terms.
#[derive(Debug)]
pub(super) struct Finder<'g> {
    glossary: &'g Glossary,
    words: HashMap<Box<str>, Rc<Word>>,
    /// What some words as they are written may mean, by their reading: texts say the same again and
    /// again.
    forms: HashMap<Said, Rc<[Form]>>,
    terms: HashMap<Address, Rc<Term>>,
}

/// A reading, and the words that it reads as they are written.
type Said = (Option<Lang>, Box<str>);

/// A form that some words are by a reading.
#[derive(Debug)]
struct Form {
    address: Address,
    kind: FormKind,
    lang: Option<Lang>,
    /// The form as the glossary writes it, where it can be told.
    written: Option<String>,
}

/// What is known of a word, however often it stands in a text.
#[derive(Debug)]
struct Word {
    folded: String,
    /// The hash of each reading's stem, in the order of [`READINGS`].
    stems: [u64; 5],
    /// Whether some form begins with it, by some reading.
    begins: bool,
    /// The languages of which it is a little word, a bit each.
    little: u8,
    /// Whether it is far too ordinary, once somebody has asked.
    ordinary: OnceCell<bool>,
    /// Capitals in it.
    capitals: usize,
    /// Whether its first letter is one.
    is_capitalised: bool,
    /// The acronym that it may be a plural of, and the form before its number.
    singulars: Vec<String>,
    unnumbered: Option<String>,
}

impl Word {
    /// Whether it is far too ordinary to be explained wherever it stands. A word that is so in one
    /// language is so in all: the language of a short text does not tell.
    fn is_ordinary(&self) -> bool {
        *self.ordinary.get_or_init(|| {
            let initial = self.folded.as_bytes().first();
            let lines = include_str!("ordinary.txt").lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(|line| line.split_once(' ')).any(|(code, words)| {
                let Some(lang) = Lang::from_locale(code) else { return false };
                let own = inflect::stem(&self.folded, lang);
                // Few words begin alike; only those, and those with an accent, are worth a stem.
                let mut alike = words
                    .split(' ')
                    .filter(|word| word.as_bytes().first() == initial || !word.is_char_boundary(1));
                alike.any(|word| inflect::stem(&fold::spaced(word), lang) == own)
            })
        })
    }
}

impl<'g> Finder<'g> {
    pub(super) fn new(glossary: &'g Glossary) -> Self {
        Finder { glossary, words: HashMap::new(), forms: HashMap::new(), terms: HashMap::new() }
    }

    /// The terms that were found so far.
    pub(super) fn terms(&self) -> &HashMap<Address, Rc<Term>> {
        &self.terms
    }

    /// Every form of a text, in order, the longest at each place.
    pub(super) fn find(&mut self, text: &str, tokens: &[Token]) -> Result<Vec<Hit>, IndexError> {
        if self.words.len() > REMEMBERED {
            self.words.clear();
        }
        if self.forms.len() > REMEMBERED {
            self.forms.clear();
        }
        let mut words = Vec::with_capacity(tokens.len());
        for token in tokens {
            words.push(self.word(text, token)?);
        }
        // A text may hold several languages: a quote, a translation below the original.
        let of_text = language(&words);
        let mut of_paragraph = of_text;
        let mut paragraph_end = 0;
        let mut hits = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if at >= paragraph_end {
                paragraph_end = at + paragraph(text, &tokens[at..]);
                of_paragraph = language(&words[at..paragraph_end]).or(of_text);
            }
            let rest =
                Seen { text, tokens: &tokens[at..], words: &words[at..], language: of_paragraph };
            if words[at].begins
                && let Some((count, senses)) = self.longest(&rest)?
            {
                let (start, end) = (tokens[at].start, tokens[at + count - 1].end);
                hits.push(Hit { start, end, senses });
                at += count;
            } else {
                at += 1;
            }
        }
        Ok(hits)
    }

    fn word(&mut self, text: &str, token: &Token) -> Result<Rc<Word>, IndexError> {
        let surface = &text[token.start..token.end];
        if let Some(word) = self.words.get(surface) {
            return Ok(Rc::clone(word));
        }
        let word = Rc::new(self.learn(surface)?);
        self.words.insert(surface.into(), Rc::clone(&word));
        Ok(word)
    }

    fn learn(&self, surface: &str) -> Result<Word, IndexError> {
        let folded = fold::spaceless(surface);
        let stems = READINGS.map(|lang| Phrase::word(&folded, lang));
        let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
        // A plural's `s` is written small behind capitals: `ALSes`, `gTLDs`.
        let may_be_plural = capitals >= 2 && surface.ends_with('s');
        let singulars: Vec<String> = if may_be_plural {
            inflect::acronym_singulars(&folded).map(str::to_owned).collect()
        } else {
            Vec::new()
        };
        let unnumbered = inflect::split_number(&folded).map(|(form, _)| form.to_owned());
        let mut begins = false;
        for (_, index) in self.glossary.layers() {
            for (reading, stem) in READINGS.into_iter().zip(stems) {
                begins |= index.phrase(Phrase::start(reading).then(stem))?.is_some();
            }
            for form in singulars.iter().chain(&unnumbered) {
                begins |=
                    index.phrase(Phrase::start(None).then(Phrase::word(form, None)))?.is_some();
            }
        }
        let is_capitalised = surface.chars().next().is_some_and(char::is_uppercase);
        let little = little(surface);
        Ok(Word {
            folded,
            stems,
            begins,
            little,
            ordinary: OnceCell::new(),
            capitals,
            is_capitalised,
            singulars,
            unnumbered,
        })
    }

    /// The longest form that some words begin with: how many of them it has, and its senses.
    fn longest(&mut self, seen: &Seen<'_>) -> Result<Option<(usize, Vec<Address>)>, IndexError> {
        let mut ends: Vec<(usize, Option<Lang>)> = Vec::new();
        for (_, index) in self.glossary.layers() {
            for (reading, lang) in READINGS.into_iter().enumerate() {
                let mut phrase = Phrase::start(lang);
                for (place, word) in seen.words.iter().enumerate().take(LONGEST) {
                    if place > 0 && seen.tokens[place].glue == Glue::Break {
                        break;
                    }
                    phrase = phrase.then(word.stems[reading]);
                    let Some(known) = index.phrase(phrase)? else { break };
                    if known.is_form && !ends.contains(&(place + 1, lang)) {
                        ends.push((place + 1, lang));
                    }
                    if !known.goes_on {
                        break;
                    }
                }
            }
        }
        let first = &seen.words[0];
        if !ends.contains(&(1, None)) && (!first.singulars.is_empty() || first.unnumbered.is_some())
        {
            ends.push((1, None));
        }
        ends.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        for group in ends.chunk_by(|(a, _), (b, _)| a == b) {
            let count = group[0].0;
            let senses = self.senses(&seen.first(count), group)?;
            if !senses.is_empty() {
                return Ok(Some((count, senses)));
            }
        }
        Ok(None)
    }

    /// The senses of some words as a form, by the readings that know it.
    fn senses(
        &mut self,
        seen: &Seen<'_>,
        readings: &[(usize, Option<Lang>)],
    ) -> Result<Vec<Address>, IndexError> {
        let mut found: Vec<(bool, Address)> = Vec::new();
        for (_, reading) in readings {
            for form in self.forms(seen, *reading)?.iter() {
                if !found.iter().any(|(_, other)| *other == form.address)
                    && Self::is_meant(seen, form)
                {
                    found.push((form.kind == FormKind::Also, form.address));
                }
            }
        }
        found.sort_by_key(|(other_form, address)| {
            (*other_form, std::cmp::Reverse(address.layer), address.term)
        });
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    /// The forms that some words are by a reading.
    fn forms(&mut self, seen: &Seen<'_>, reading: Option<Lang>) -> Result<Rc<[Form]>, IndexError> {
        let key = (reading, Box::from(seen.surface()));
        if let Some(forms) = self.forms.get(&key) {
            return Ok(Rc::clone(forms));
        }
        let spaced =
            seen.words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
        let collected = match reading {
            Some(lang) => {
                let stem = inflect::stem(&spaced, lang);
                self.glossary.collect(|index| index.same_stem(&stem, lang))?
            }
            None => self.glossary.collect(|index| acronyms(index, &spaced, seen.words))?,
        };
        let mut forms = Vec::with_capacity(collected.len());
        for (address, kind, lang) in collected {
            let term = self.remember(address)?;
            forms.push(Form { address, kind, lang, written: written(seen, &term, kind, lang) });
        }
        let forms: Rc<[Form]> = forms.into();
        self.forms.insert(key, Rc::clone(&forms));
        Ok(forms)
    }

    fn remember(&mut self, address: Address) -> Result<Rc<Term>, IndexError> {
        if let Some(term) = self.terms.get(&address) {
            return Ok(Rc::clone(term));
        }
        let term = Rc::new(self.glossary.term(address)?);
        self.terms.insert(address, Rc::clone(&term));
        Ok(term)
    }

    /// Whether a form of a term is meant where it stands, by its case and its company.
    fn is_meant(seen: &Seen<'_>, form: &Form) -> bool {
        let (kind, lang) = (form.kind, form.lang);
        let Some(first) = seen.words.first() else { return false };
        let surface = seen.surface();
        let Some(written) = &form.written else { return false };
        // A letter alone is a letter, and `com` is `.com` only behind its dot.
        let mark = written.chars().next().filter(|c| !c.is_alphanumeric() && !"«“(".contains(*c));
        let before =
            seen.tokens.first().and_then(|token| seen.text[..token.start].chars().next_back());
        if surface.len() < 2 || (mark.is_some() && mark != before) {
            return false;
        }
        let capitals = written.chars().filter(|c| c.is_uppercase()).count();
        if seen.words.len() == 1 && (capitals >= 2 || kind == FormKind::Acronym) {
            // An acronym: as it is written, or with two capitals at least (`gNSO`, `AfRALO`); in a
            // line of capitals only where no ordinary word is so long.
            let is_written = surface.starts_with(written.as_str()) || first.capitals >= 2;
            return is_written && (!seen.tokens[0].shouted || first.folded.chars().count() >= 4);
        }
        if seen.words.len() > 1 {
            return seen.has_the_letters_of(written);
        }
        // A single word. As a name it keeps its capital; as a common noun it must not be too
        // ordinary, and must be of the text's language.
        if written.chars().next().is_some_and(char::is_uppercase) {
            return first.is_capitalised && lang.is_none_or(|lang| seen.is_of(lang));
        }
        // A word that is ordinary in one language is so in a text whose language does not tell.
        lang.is_some_and(|lang| seen.is_of(lang)) && !first.is_ordinary()
    }
}

/// A place of a text, as the decision about a form sees it; at least one word.
struct Seen<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a [Rc<Word>],
    language: Option<Lang>,
}

impl Seen<'_> {
    /// So many words of it.
    fn first(&self, count: usize) -> Seen<'_> {
        Seen { tokens: &self.tokens[..count], words: &self.words[..count], ..*self }
    }

    fn surface(&self) -> &str {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// Whether letters that stand alone are capitals where the form has them so: an A-label is not
    /// a label.
    fn has_the_letters_of(&self, written: &str) -> bool {
        let parts = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.zip(self.tokens).all(|(part, token)| {
            let is_letter = part.chars().count() == 1 && part.chars().all(char::is_uppercase);
            !is_letter || self.text[token.start..token.end].chars().all(char::is_uppercase)
        })
    }

    /// Whether the text is in a language, as far as one can tell.
    fn is_of(&self, lang: Lang) -> bool {
        self.language.is_none_or(|language| language == lang)
    }
}

/// The postings of acronyms and numbered forms that a row of words is.
fn acronyms(index: &Index, spaced: &str, words: &[Rc<Word>]) -> Result<Vec<Posting>, IndexError> {
    let spaceless = spaced.replace(' ', "");
    let mut postings = index.exact(&spaceless)?;
    postings.retain(|posting| posting.kind == FormKind::Acronym);
    if let ([word], true) = (words, postings.is_empty()) {
        for singular in &word.singulars {
            postings.extend(
                index.exact(singular)?.into_iter().filter(|found| found.kind == FormKind::Acronym),
            );
        }
        if let Some(form) = &word.unnumbered {
            postings.extend(
                index.exact(form)?.into_iter().filter(|found| found.kind == FormKind::Numbered),
            );
        }
    }
    Ok(postings)
}

/// The form of a term that some words are, as the glossary writes it.
fn written(seen: &Seen<'_>, term: &Term, kind: FormKind, lang: Option<Lang>) -> Option<String> {
    match (kind, lang) {
        (FormKind::Acronym, _) => term.acronym.clone(),
        (FormKind::Numbered, _) => {
            // The number is part of what people write.
            let form = seen.words.first()?.unnumbered.as_deref();
            let written = term.numbered.iter().find(|other| Some(&*fold::spaceless(other)) == form);
            written.cloned()
        }
        (_, Some(lang)) => written_form(term, lang, seen.surface()),
        (_, None) => None,
    }
}

/// The form of a term in a language that a surface is, as the glossary writes it.
fn written_form(term: &Term, lang: Lang, surface: &str) -> Option<String> {
    let text = term.texts.get(lang)?;
    let stem = inflect::stem(&fold::spaced(surface), lang);
    let forms = std::iter::once(&text.name).chain(&text.also);
    let mut same = forms.filter(|form| inflect::stem(&fold::spaced(form), lang) == stem);
    same.next().cloned()
}

/// How many words stand before the first blank line; at least one.
fn paragraph(text: &str, tokens: &[Token]) -> usize {
    let pairs = tokens.windows(2);
    let mut ends = pairs
        .map(|pair| text[pair[0].end..pair[1].start].bytes().filter(|b| *b == b'\n').count() >= 2);
    ends.position(|ends| ends).map_or(tokens.len(), |at| at + 1)
}

/// The language of some words by the little ones among them; `None` where they do not tell.
fn language(words: &[Rc<Word>]) -> Option<Lang> {
    let mut counts = [0usize; 4];
    // The beginning tells, and a large text should cost no more for it.
    for word in words.iter().take(2_000) {
        for (place, count) in counts.iter_mut().enumerate() {
            *count += usize::from(word.little & (1 << place) != 0);
        }
    }
    let total: usize = counts.iter().sum();
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (*count >= 3 && count * 10 >= total * 6).then_some(Lang::ALL[best])
}

/// The languages of which a word is a little one, a bit each.
fn little(surface: &str) -> u8 {
    /// Words that are frequent in one of the languages and hardly words of the others.
    const LITTLE: [&str; 4] = [
        " the of and to is for that with on are this we ",
        " le les des et du une est dans pour sur aux nous au ",
        " el los las y del una es en por con al su ",
        " o os do da dos uma em não no na ao é com um ",
    ];
    if surface.len() > 4 {
        return 0;
    }
    let word = surface.to_lowercase();
    LITTLE.iter().enumerate().fold(0, |bits, (place, little)| {
        bits | u8::from(little.split(' ').any(|other| other == word)) << place
    })
}
