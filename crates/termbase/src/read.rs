//! Reading: from TOML to entries, with every fault on the way.
//!
//! A file holds one term, whose id is the file's name, or many as `[[term]]` tables with an `id`
//! each. In a folder the sub-folder's name is the topic, and `topics.toml` says what topics there
//! are. Reading never stops at the first fault: what can be read is read.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::fault::ValueKind;
use crate::place::Lines;
use crate::{Fault, FaultKind, Lang, Meta, Place, Status, Term, Text, Topic};

/// A term together with the places that later checks speak of.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The term.
    pub term: Term,
    /// Where the entry begins.
    pub place: Place,
    /// Where each id of `see` stands, in the same order.
    pub see_places: Vec<Place>,
    /// Where the definition of each language stands.
    pub definition_places: crate::PerLang<Place>,
}

/// What a file says about itself by its place.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The id of a file that holds one term: its name without the ending.
    pub id: String,
    /// The topic, where the folder gives one.
    pub topic: Option<String>,
}

impl Source {
    /// A file of one term outside any topic's folder.
    pub fn one_term(id: &str) -> Source {
        Source { id: id.to_owned(), topic: None }
    }
}

/// What was read, and what was wrong.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The entries, in the order of the files.
    pub entries: Vec<Entry>,
    /// The glossary's version, date and topics, where `topics.toml` gives them.
    pub meta: Meta,
    /// Every fault.
    pub faults: Vec<Fault>,
    /// The links of a folder that were passed over, since they lead to no file of that folder.
    pub passed_over: Vec<PathBuf>,
}

impl Batch {
    fn append(&mut self, mut other: Batch) {
        if other.meta != Meta::default() {
            self.meta = other.meta;
        }
        self.entries.append(&mut other.entries);
        self.faults.append(&mut other.faults);
        self.passed_over.append(&mut other.passed_over);
    }
}

/// The file in a folder that lists its topics.
pub const TOPICS_FILE: &str = "topics.toml";

/// Reads a TOML file or a folder of them, all at once.
///
/// Files are read in the order of their paths, name by name, so that the same folder gives the same
/// entries everywhere. Hidden files, and what is no file that ends in `.toml`, are passed over, and
/// so are symbolic links that lead out of the folder or to a folder ([`Batch::passed_over`]).
pub fn path(path: &Path) -> Batch {
    let mut all = Batch::default();
    each(path, &mut |batch| all.append(batch));
    all
}

/// Reads as [`path`] does, and hands over a file's batch at a time: nothing of a file is kept once
/// the next is read. What `topics.toml` says comes first.
pub fn each(path: &Path, take: &mut dyn FnMut(Batch)) {
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Folder::new(path, take).read(),
        Ok(_) => take(file(path, None)),
        Err(error) => take(unreadable(path, &error.to_string())),
    }
}

fn unreadable(path: &Path, reason: &str) -> Batch {
    let kind = FaultKind::Unreadable { reason: reason.to_owned() };
    let fault = Fault { place: Place::whole(&path.to_string_lossy()), kind };
    Batch { faults: vec![fault], ..Batch::default() }
}

/// A folder being read.
struct Folder<'p, 't> {
    root: &'p Path,
    /// The root without symbolic links on the way.
    inside: PathBuf,
    /// The topics that `topics.toml` lists, where there is one.
    topics: Option<BTreeSet<String>>,
    is_empty: bool,
    take: &'t mut dyn FnMut(Batch),
}

impl<'p, 't> Folder<'p, 't> {
    fn new(root: &'p Path, take: &'t mut dyn FnMut(Batch)) -> Self {
        let inside = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        Folder { root, inside, topics: None, is_empty: true, take }
    }

    fn read(mut self) {
        let topics_file = self.root.join(TOPICS_FILE);
        if topics_file.is_file() && self.may_read(&topics_file) {
            let (meta, faults) = topics(&topics_file);
            self.topics = Some(meta.topics.iter().map(|topic| topic.id.clone()).collect());
            self.hand(Batch { meta, faults, ..Batch::default() });
        }
        self.list(self.root);
        if self.is_empty {
            let place = Place::whole(&self.root.to_string_lossy());
            let faults = vec![Fault { place, kind: FaultKind::NoTerms }];
            (self.take)(Batch { faults, ..Batch::default() });
        }
    }

    fn hand(&mut self, batch: Batch) {
        self.is_empty &= batch.entries.is_empty() && batch.faults.is_empty();
        (self.take)(batch);
    }

    fn list(&mut self, folder: &Path) {
        let mut children: Vec<_> = match fs::read_dir(folder) {
            Ok(children) => children.flatten().map(|child| child.file_name()).collect(),
            Err(error) => return self.hand(unreadable(folder, &error.to_string())),
        };
        children.sort();
        for name in children {
            let path = folder.join(&name);
            let name = name.to_string_lossy();
            let is_read = self.topics.is_some() && path == self.root.join(TOPICS_FILE);
            if name.starts_with('.') || is_read {
                continue;
            }
            let is_term = name.ends_with(".toml");
            if path.is_symlink() {
                if is_term && self.may_read(&path) {
                    self.file(&path);
                } else if is_term || path.is_dir() {
                    self.hand(Batch { passed_over: vec![path], ..Batch::default() });
                }
            } else if path.is_dir() {
                self.list(&path);
            } else if is_term && path.is_file() {
                self.file(&path);
            }
        }
    }

    /// A link may lead to a file of the folder itself, never out of it, and never to a folder (which
    /// could lead round in a circle).
    fn may_read(&self, path: &Path) -> bool {
        let stays =
            || fs::canonicalize(path).is_ok_and(|to| to.starts_with(&self.inside) && to.is_file());
        !path.is_symlink() || stays()
    }

    fn file(&mut self, path: &Path) {
        let parent = path.parent().filter(|parent| *parent != self.root);
        let topic =
            parent.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let mut batch = file(path, topic);
        for entry in &batch.entries {
            let topic = entry.term.topic.as_deref();
            let unknown = topic
                .filter(|topic| self.topics.as_ref().is_some_and(|known| !known.contains(*topic)));
            if let Some(topic) = unknown {
                let kind = FaultKind::UnknownTopic { topic: topic.to_owned() };
                batch.faults.push(Fault { place: entry.place.clone(), kind });
            }
        }
        self.hand(batch);
    }
}

fn file(path: &Path, topic: Option<String>) -> Batch {
    let name = path.to_string_lossy();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(path, &error.to_string()),
    };
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    match str::from_utf8(&bytes) {
        Ok(content) => text(&name, content, &Source { id, topic }),
        Err(error) => Batch { faults: vec![not_utf8(&name, &bytes, &error)], ..Batch::default() },
    }
}

fn not_utf8(name: &str, bytes: &[u8], error: &std::str::Utf8Error) -> Fault {
    let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let text = String::from_utf8_lossy(good);
    let place = Lines::new(name, &text).place(&(text.len()..text.len()));
    Fault { place, kind: FaultKind::NotUtf8 }
}

/// Reads the text of one file. `name` is what places call it.
pub fn text(name: &str, text: &str, source: &Source) -> Batch {
    let mut reader = Reader::new(name, text);
    let root = reader.parse();
    let root = root.get_ref();
    let entries = match find(root, "term") {
        Some((_, tables)) => reader.many(root, tables, source),
        None => vec![reader.entry(root, 0..0, Some(source), source.topic.clone())],
    };
    let mut faults = reader.faults;
    if reader.stumbled {
        // What a broken line hides seems to be missing: the broken line is the fault.
        faults.retain(|fault| {
            !matches!(fault.kind, FaultKind::MissingKey { .. } | FaultKind::NoLanguage { .. })
        });
    }
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults.dedup();
    Batch { entries, faults, ..Batch::default() }
}

fn topics(path: &Path) -> (Meta, Vec<Fault>) {
    let name = path.to_string_lossy();
    match fs::read_to_string(path) {
        Ok(text) => {
            let mut reader = Reader::new(&name, &text);
            let meta = reader.meta();
            (meta, reader.faults)
        }
        Err(error) => (Meta::default(), unreadable(path, &error.to_string()).faults),
    }
}

type Value<'i> = Spanned<DeValue<'i>>;

fn find<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> Option<(&'t Spanned<DeString<'i>>, &'t Value<'i>)> {
    table.iter().find(|(name, _)| name.get_ref() == key)
}

struct Reader<'a> {
    lines: Lines<'a>,
    faults: Vec<Fault>,
    /// Whether the file is not all TOML.
    stumbled: bool,
}

const TERM_KEYS: [&str; 14] = [
    "id",
    "acronym",
    "topic",
    "say",
    "essential",
    "status",
    "see",
    "sources",
    "numbered",
    "en",
    "fr",
    "es",
    "pt",
    "term",
];
const TEXT_KEYS: [&str; 3] = ["name", "also", "definition"];

impl<'a> Reader<'a> {
    fn new(name: &str, text: &'a str) -> Self {
        Reader { lines: Lines::new(name, text), faults: Vec::new(), stumbled: false }
    }

    fn fault(&mut self, span: &Range<usize>, kind: FaultKind) {
        let place = self.lines.place(span);
        self.faults.push(Fault { place, kind });
    }

    fn parse(&mut self) -> Spanned<DeTable<'a>> {
        let (root, errors) = DeTable::parse_recoverable(self.lines.text());
        self.stumbled = !errors.is_empty();
        // One slip makes the parser stumble several times on its line: say it once.
        let mut lines = BTreeSet::new();
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let (span, kind) = self.syntax(error.message(), span);
            if lines.insert(self.lines.place(&span).line) {
                self.fault(&span, kind);
            }
        }
        root
    }

    /// The parser's complaint in the project's own terms. What cannot be told apart is `NotToml`.
    fn syntax(&self, message: &str, span: Range<usize>) -> (Range<usize>, FaultKind) {
        let key = || {
            self.lines
                .text()
                .get(span.clone())
                .unwrap_or_default()
                .trim_matches(['"', '\''])
                .to_owned()
        };
        let has = |words: &str| message.contains(words);
        let kind = if has("duplicate key") {
            FaultKind::RepeatedKey { key: key() }
        } else if has("with no value") {
            FaultKind::MissingEquals
        } else if has("must be quoted") {
            FaultKind::UnquotedText
        } else if has("unclosed") {
            FaultKind::UnclosedBracket
        } else if has("escape") {
            FaultKind::BadEscape
        } else if has("string, expected") {
            FaultKind::UnclosedText
        } else {
            FaultKind::NotToml
        };
        (span, kind)
    }

    fn many(&mut self, root: &DeTable<'a>, tables: &Value<'a>, source: &Source) -> Vec<Entry> {
        self.known_keys(root, &["term", "topic"]);
        let topic = self.optional_text(root, "topic").or_else(|| source.topic.clone());
        let Some(tables) = tables.get_ref().as_array() else {
            self.fault(&tables.span(), wrong("term", ValueKind::Tables));
            return Vec::new();
        };
        let mut entries = Vec::new();
        for table in tables.iter() {
            match table.get_ref().as_table() {
                Some(term) => entries.push(self.entry(term, table.span(), None, topic.clone())),
                None => self.fault(&table.span(), wrong("term", ValueKind::Tables)),
            }
        }
        entries
    }

    /// One entry. `source` names it where it is a file's only one.
    fn entry(
        &mut self,
        table: &DeTable<'a>,
        span: Range<usize>,
        source: Option<&Source>,
        topic: Option<String>,
    ) -> Entry {
        // A table's span is its header alone: what is missing from it is told there.
        let keys = if source.is_some() { &TERM_KEYS[..] } else { &TERM_KEYS[..13] };
        self.known_keys(table, keys);
        let mut id = self.optional_text(table, "id");
        if id.is_none() {
            match source {
                Some(source) => id = Some(source.id.clone()),
                None if find(table, "id").is_none() => {
                    self.fault(&span, FaultKind::MissingKey { key: "id", table: String::new() });
                }
                None => {}
            }
        }
        let id = id.unwrap_or_default();
        if !id.is_empty() && !is_kebab(&id) {
            let at = find(table, "id").map_or(span.clone(), |(_, value)| value.span());
            let proposal = crate::fold::spaced(&id).replace(' ', "-");
            self.fault(&at, FaultKind::BadId { id: id.clone(), proposal });
        }
        let (see, see_places) = self.texts(table, "see");
        let mut entry = Entry {
            place: self.lines.place(&span),
            see_places,
            definition_places: crate::PerLang::default(),
            term: Term {
                id,
                acronym: self.optional_text(table, "acronym"),
                topic: self.optional_text(table, "topic").or(topic),
                essential: self.truth(table, "essential"),
                status: self.status(table),
                say: self.optional_text(table, "say"),
                see,
                sources: self.texts(table, "sources").0,
                numbered: self.numbered(table),
                texts: crate::PerLang::default(),
            },
        };
        for lang in Lang::ALL {
            if let Some((key, value)) = find(table, lang.code()) {
                self.language(lang, &key.span(), value, &mut entry);
            }
        }
        if Lang::ALL.iter().all(|lang| find(table, lang.code()).is_none()) {
            self.fault(&span, FaultKind::NoLanguage { id: entry.term.id.clone() });
        }
        entry
    }

    fn language(&mut self, lang: Lang, key: &Range<usize>, value: &Value<'a>, entry: &mut Entry) {
        let Some(table) = value.get_ref().as_table() else {
            return self.fault(&value.span(), wrong(lang.code(), ValueKind::Table));
        };
        self.known_keys(table, &TEXT_KEYS);
        let name = self.required_text(table, "name", key, lang);
        let also = self.texts(table, "also").0;
        let definition = self.required_text(table, "definition", key, lang);
        let at = find(table, "definition").map_or(key.clone(), |(_, value)| value.span());
        entry.definition_places.set(lang, self.lines.place(&at));
        if let (Some(name), Some(definition)) = (name, definition) {
            entry.term.texts.set(lang, Text { name, also, definition });
        }
    }

    fn required_text(
        &mut self,
        table: &DeTable<'a>,
        key: &'static str,
        header: &Range<usize>,
        lang: Lang,
    ) -> Option<String> {
        if find(table, key).is_none() {
            self.fault(header, FaultKind::MissingKey { key, table: lang.code().to_owned() });
        }
        self.optional_text(table, key)
    }

    fn known_keys(&mut self, table: &DeTable<'a>, known: &[&'static str]) {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let kind = FaultKind::UnknownKey {
                    key: name.to_owned(),
                    nearest: nearest(name, known.iter().copied()),
                    known: known.join(", "),
                };
                self.fault(&key.span(), kind);
            }
        }
    }

    fn optional_text(&mut self, table: &DeTable<'a>, key: &str) -> Option<String> {
        let (_, value) = find(table, key)?;
        match value.get_ref().as_str() {
            Some(text) => self.clean(text, key, &value.span()),
            None => {
                self.fault(&value.span(), wrong(key, ValueKind::Text));
                None
            }
        }
    }

    /// A text as it is, or `None` and a fault where it is empty or would disturb a terminal.
    fn clean(&mut self, text: &str, key: &str, span: &Range<usize>) -> Option<String> {
        if text.trim().is_empty() {
            self.fault(span, FaultKind::EmptyText { key: key.to_owned() });
            return None;
        }
        if let Some(c) = text.chars().find(|c| c.is_control()) {
            let character = format!("U+{:04X}", u32::from(c));
            self.fault(span, FaultKind::ControlCharacter { key: key.to_owned(), character });
            return None;
        }
        Some(text.to_owned())
    }

    fn texts(&mut self, table: &DeTable<'a>, key: &str) -> (Vec<String>, Vec<Place>) {
        let Some((_, value)) = find(table, key) else {
            return Default::default();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.fault(&value.span(), wrong(key, ValueKind::Texts));
            return Default::default();
        };
        let (mut texts, mut places) = (Vec::new(), Vec::new());
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => {
                    if let Some(text) = self.clean(text, key, &item.span()) {
                        texts.push(text);
                        places.push(self.lines.place(&item.span()));
                    }
                }
                None => self.fault(&item.span(), wrong(key, ValueKind::Texts)),
            }
        }
        (texts, places)
    }

    fn numbered(&mut self, table: &DeTable<'a>) -> Vec<String> {
        let (forms, _) = self.texts(table, "numbered");
        let span = find(table, "numbered").map_or(0..0, |(_, value)| value.span());
        for form in &forms {
            if !form.chars().any(char::is_alphabetic) {
                self.fault(&span, FaultKind::BadNumbered { value: form.clone() });
            }
        }
        forms
    }

    fn truth(&mut self, table: &DeTable<'a>, key: &str) -> bool {
        let Some((_, value)) = find(table, key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.fault(&value.span(), wrong(key, ValueKind::Truth));
            false
        })
    }

    fn status(&mut self, table: &DeTable<'a>) -> Status {
        let Some(word) = self.optional_text(table, "status") else {
            return Status::Current;
        };
        Status::from_word(&word).unwrap_or_else(|| {
            let span = find(table, "status").map_or(0..0, |(_, value)| value.span());
            self.fault(&span, FaultKind::BadStatus { value: word });
            Status::Current
        })
    }

    fn meta(&mut self) -> Meta {
        let root = self.parse();
        let root = root.get_ref();
        self.known_keys(root, &["version", "date", "topic"]);
        let mut meta = Meta {
            version: self.optional_text(root, "version").unwrap_or_default(),
            date: self.optional_text(root, "date").unwrap_or_default(),
            topics: Vec::new(),
        };
        let Some((_, tables)) = find(root, "topic") else {
            return meta;
        };
        let Some(tables) = tables.get_ref().as_array() else {
            self.fault(&tables.span(), wrong("topic", ValueKind::Tables));
            return meta;
        };
        for table in tables.iter() {
            let span = table.span();
            let Some(table) = table.get_ref().as_table() else {
                continue;
            };
            self.known_keys(table, &["id", "en", "fr", "es", "pt"]);
            let mut topic = Topic::default();
            match self.optional_text(table, "id") {
                Some(id) => topic.id = id,
                None => {
                    self.fault(&span, FaultKind::MissingKey { key: "id", table: "topic".into() })
                }
            }
            for lang in Lang::ALL {
                if let Some(name) = self.optional_text(table, lang.code()) {
                    topic.names.set(lang, name);
                }
            }
            meta.topics.push(topic);
        }
        meta
    }
}

fn wrong(key: &str, wanted: ValueKind) -> FaultKind {
    FaultKind::WrongKind { key: key.to_owned(), wanted }
}

/// Whether an id is kebab case: lower-case ASCII letters and digits, in words joined by hyphens.
pub fn is_kebab(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// The candidate that a word was most likely meant to be, if one is near.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // Longer ones are no slip of the hand, and comparing them costs the square of their length.
    const LONGEST: usize = 100;
    let length = word.chars().take(LONGEST + 1).count();
    let allowed = length / 3;
    candidates
        .filter(|candidate| {
            length <= LONGEST
                && candidate.chars().take(2 * LONGEST).count().abs_diff(length) <= allowed.max(1)
        })
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed.max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(toml: &str) -> Vec<String> {
        let batch = text("x.toml", toml, &Source::one_term("x"));
        batch.faults.iter().map(|fault| format!("{} {}", fault.place, fault.kind.code())).collect()
    }

    const EN: &str = "[en]\nname = \"X\"\ndefinition = \"A thing.\"\n";

    #[test]
    fn an_entry_with_one_language_is_enough() {
        assert_eq!(faults(EN), Vec::<String>::new());
    }

    #[test]
    fn several_faults_are_told_at_once_with_their_places() {
        let toml = "acronim = \"X\"\nsee = \"als\"\nessential = \"yes\"\n[en]\nname = \"\"\n";
        assert_eq!(
            faults(toml),
            [
                "x.toml:1:1 fault.unknown-key-near",
                "x.toml:2:7 fault.wrong-kind-texts",
                "x.toml:3:13 fault.wrong-kind-truth",
                "x.toml:4:2 fault.missing-key-in",
                "x.toml:5:8 fault.empty-text",
            ]
        );
    }

    #[test]
    fn an_unclosed_text_is_called_so() {
        assert_eq!(faults(&format!("acronym = \"X\n{EN}")), ["x.toml:1:13 fault.unclosed-text"]);
    }

    #[test]
    fn a_key_that_stands_twice_is_named() {
        let batch =
            text("x.toml", &format!("say = \"a\"\nsay = \"b\"\n{EN}"), &Source::one_term("x"));
        assert_eq!(batch.faults[0].kind, FaultKind::RepeatedKey { key: "say".into() });
        assert_eq!(batch.faults[0].place.to_string(), "x.toml:2:1");
    }

    #[test]
    fn a_key_without_a_value_is_called_so() {
        assert_eq!(faults(&format!("acronym\n{EN}")), ["x.toml:1:8 fault.missing-equals"]);
    }

    #[test]
    fn many_terms_need_ids_and_share_a_topic() {
        let toml = "topic = \"mine\"\n[[term]]\nid = \"a\"\n[term.en]\nname = \"A\"\ndefinition = \"A.\"\n\
                    [[term]]\n[term.fr]\nname = \"B\"\ndefinition = \"B.\"\n";
        let batch = text("x.toml", toml, &Source::default());
        assert_eq!(batch.entries[0].term.topic.as_deref(), Some("mine"));
        assert_eq!(batch.faults[0].place.to_string(), "x.toml:7:1");
        assert_eq!(batch.faults[0].kind.code(), "fault.missing-key");
    }

    #[test]
    fn an_endless_word_is_near_nothing() {
        let word = "z".repeat(1 << 20);
        assert_eq!(nearest(&word, [word.as_str(), "z"].into_iter()), None);
        assert_eq!(nearest("als", [word.as_str(), "alsc"].into_iter()), Some("alsc"));
    }

    #[test]
    fn an_escape_character_is_refused() {
        let toml = EN.replace("A thing.", "A \\u001b[31mthing.");
        assert_eq!(faults(&toml), ["x.toml:3:14 fault.control-character"]);
    }
}
