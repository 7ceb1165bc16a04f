//! The model: a term, its texts, a topic.

use crate::{Lang, PerLang};

/// One concept of the termbase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The id, in kebab case; unique in a termbase.
    pub id: String,
    /// The acronym as people write it.
    pub acronym: Option<String>,
    /// The id of the topic that the term belongs to.
    pub topic: Option<String>,
    /// Whether a first meeting needs it.
    pub essential: bool,
    /// Whether the thing still exists.
    pub status: Status,
    /// How the acronym is said aloud.
    pub say: Option<String>,
    /// The ids of related terms, the nearest first.
    pub see: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// Forms that people write with a number behind them.
    pub numbered: Vec<String>,
    /// Name, other forms and definition in each language.
    pub texts: PerLang<Text>,
}

impl Term {
    /// The name in a language, if the term has that language.
    pub fn name(&self, lang: Lang) -> Option<&str> {
        self.texts.get(lang).map(|text| text.name.as_str())
    }

    /// What a list shows: the acronym, or else the name in the nearest language.
    pub fn label(&self, lang: Lang) -> &str {
        let name = || self.texts.nearest(lang).and_then(|lang| self.name(lang));
        self.acronym.as_deref().or_else(name).unwrap_or(&self.id)
    }
}

/// What a term says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The headword.
    pub name: String,
    /// Other forms met in texts.
    pub also: Vec<String>,
    /// What it is.
    pub definition: String,
}

/// Whether the thing that a term names still exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It does.
    #[default]
    Current,
    /// It is over.
    Historical,
}

impl Status {
    /// The word that files use for it.
    pub const fn word(self) -> &'static str {
        match self {
            Status::Current => "current",
            Status::Historical => "historical",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Status> {
        [Status::Current, Status::Historical].into_iter().find(|status| status.word() == word)
    }
}

/// A group of terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The id: the name of its folder.
    pub id: String,
    /// What people call it.
    pub names: PerLang<String>,
}

impl Topic {
    /// The name in the nearest language, or the id.
    pub fn name(&self, lang: Lang) -> &str {
        let name = self.names.nearest(lang).and_then(|lang| self.names.get(lang));
        name.map_or(&self.id, String::as_str)
    }
}
