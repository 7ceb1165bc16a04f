//! What can be wrong with a glossary, as values.
//!
//! A fault is told where it is printed, in the reader's language: [`FaultKind::code`] names the
//! sentence and [`FaultKind::arguments`] fills its blanks.

use crate::Place;

/// One fault and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: FaultKind,
}

impl Fault {
    /// That the folder for temporary files fails while a glossary is checked.
    pub(crate) fn of_temporary_files(error: &std::io::Error) -> Fault {
        let place = Place::whole(&std::env::temp_dir().to_string_lossy());
        Fault { place, kind: FaultKind::Unreadable { reason: error.to_string() } }
    }
}

/// What breaks the structure that every glossary must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file or folder cannot be read.
    Unreadable {
        /// What the operating system says.
        reason: String,
    },
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The line is not TOML.
    NotToml,
    /// A text's quotation mark is never closed.
    UnclosedText,
    /// A text stands without quotation marks.
    UnquotedText,
    /// A `[` is never closed.
    UnclosedBracket,
    /// A backslash in a text with a letter behind it that means nothing.
    BadEscape,
    /// A key has no `=` and value.
    MissingEquals,
    /// A key or table stands twice.
    RepeatedKey {
        /// The key.
        key: String,
    },
    /// A key that no entry has.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that it resembles.
        nearest: Option<&'static str>,
        /// All known keys at this place, comma-separated.
        known: String,
    },
    /// A value of the wrong kind.
    WrongKind {
        /// The key.
        key: String,
        /// What it must be.
        wanted: ValueKind,
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The table it is missing from; empty for the entry itself.
        table: String,
    },
    /// A text without content.
    EmptyText {
        /// The key.
        key: String,
    },
    /// A text holds a control character.
    ControlCharacter {
        /// The key.
        key: String,
        /// The character's code point, as `U+001B`.
        character: String,
    },
    /// An entry without any language.
    NoLanguage {
        /// The entry.
        id: String,
    },
    /// An id that is not kebab case.
    BadId {
        /// The id.
        id: String,
        /// One like it that would do.
        proposal: String,
    },
    /// An id that two entries have.
    RepeatedId {
        /// The id.
        id: String,
        /// Where it stands first.
        first: Place,
    },
    /// `status` has an unknown word.
    BadStatus {
        /// The word.
        value: String,
    },
    /// A form in `numbered` without a letter.
    BadNumbered {
        /// The form.
        value: String,
    },
    /// `see` names an id that no entry has.
    DanglingSee {
        /// The id.
        id: String,
        /// An id that it resembles.
        nearest: Option<String>,
    },
    /// `see` names the entry itself.
    SeesItself {
        /// The id.
        id: String,
    },
    /// The entry's folder is no topic of `topics.toml`.
    UnknownTopic {
        /// The topic.
        topic: String,
    },
    /// The folder has no term files.
    NoTerms,
}

/// The kinds of value that keys have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// `"…"`.
    Text,
    /// `["…", "…"]`.
    Texts,
    /// `true` or `false`.
    Truth,
    /// `[key]` and what stands below it.
    Table,
    /// `[[term]]` tables.
    Tables,
}

impl ValueKind {
    /// The name that message catalogues use for it.
    pub const fn code(self) -> &'static str {
        match self {
            ValueKind::Text => "text",
            ValueKind::Texts => "texts",
            ValueKind::Truth => "truth",
            ValueKind::Table => "table",
            ValueKind::Tables => "tables",
        }
    }
}

impl FaultKind {
    /// The name of the fault's sentence in a message catalogue.
    pub fn code(&self) -> &'static str {
        use FaultKind::*;
        match self {
            Unreadable { .. } => "fault.unreadable",
            NotUtf8 => "fault.not-utf8",
            NotToml => "fault.not-toml",
            UnclosedText => "fault.unclosed-text",
            UnquotedText => "fault.unquoted-text",
            UnclosedBracket => "fault.unclosed-bracket",
            BadEscape => "fault.bad-escape",
            MissingEquals => "fault.missing-equals",
            RepeatedKey { .. } => "fault.repeated-key",
            UnknownKey { nearest: Some(_), .. } => "fault.unknown-key-near",
            UnknownKey { nearest: None, .. } => "fault.unknown-key",
            WrongKind { wanted, .. } => match wanted {
                ValueKind::Text => "fault.wrong-kind-text",
                ValueKind::Texts => "fault.wrong-kind-texts",
                ValueKind::Truth => "fault.wrong-kind-truth",
                ValueKind::Table => "fault.wrong-kind-table",
                ValueKind::Tables => "fault.wrong-kind-tables",
            },
            MissingKey { table, .. } if table.is_empty() => "fault.missing-key",
            MissingKey { .. } => "fault.missing-key-in",
            EmptyText { .. } => "fault.empty-text",
            ControlCharacter { .. } => "fault.control-character",
            NoLanguage { .. } => "fault.no-language",
            BadId { .. } => "fault.bad-id",
            RepeatedId { .. } => "fault.repeated-id",
            BadStatus { .. } => "fault.bad-status",
            BadNumbered { .. } => "fault.bad-numbered",
            DanglingSee { nearest: Some(_), .. } => "fault.dangling-see-near",
            DanglingSee { nearest: None, .. } => "fault.dangling-see",
            SeesItself { .. } => "fault.sees-itself",
            UnknownTopic { .. } => "fault.unknown-topic",
            NoTerms => "fault.no-terms",
        }
    }

    /// What fills the sentence's blanks, by their names.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        use FaultKind::*;
        match self {
            NotUtf8 | NotToml | UnclosedText | UnquotedText | UnclosedBracket | BadEscape
            | MissingEquals | NoTerms => Vec::new(),
            Unreadable { reason } => vec![("reason", reason.clone())],
            RepeatedKey { key } | WrongKind { key, .. } | EmptyText { key } => {
                vec![("key", key.clone())]
            }
            UnknownKey { key, nearest, known } => vec![
                ("key", key.clone()),
                ("nearest", nearest.unwrap_or_default().to_owned()),
                ("known", known.clone()),
            ],
            MissingKey { key, table } => {
                vec![("key", (*key).to_owned()), ("table", table.clone())]
            }
            ControlCharacter { key, character } => {
                vec![("key", key.clone()), ("character", character.clone())]
            }
            NoLanguage { id } | SeesItself { id } => vec![("id", id.clone())],
            BadId { id, proposal } => vec![("id", id.clone()), ("proposal", proposal.clone())],
            RepeatedId { id, first } => vec![("id", id.clone()), ("first", first.to_string())],
            BadStatus { value } | BadNumbered { value } => vec![("value", value.clone())],
            DanglingSee { id, nearest } => {
                vec![("id", id.clone()), ("nearest", nearest.clone().unwrap_or_default())]
            }
            UnknownTopic { topic } => vec![("topic", topic.clone())],
        }
    }
}
