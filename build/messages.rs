//! The message catalogue: `src/messages.toml` read, checked and written as Rust.
//!
//! All texts lie in one string constant with a table of places, not in a table of string slices:
//! slices would each need a relocation when the program starts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use toml::{Table, Value};

const LANGS: [&str; 4] = ["en", "fr", "es", "pt"];
/// Between the singular and the plural of a text that has both.
const PLURAL: char = '\u{1}';

/// Every message by its code, its texts in the order of [`LANGS`].
pub struct Catalogue(BTreeMap<String, [String; 4]>);

impl Catalogue {
    /// Reads the catalogue.
    ///
    /// # Errors
    ///
    /// What is not as it must be: a message without a language, or with other placeholders in one
    /// language than in English.
    pub fn read(toml: &str) -> Result<Catalogue, String> {
        let table: Table = toml.parse().map_err(|error| format!("src/messages.toml: {error}"))?;
        let mut messages = BTreeMap::new();
        for (code, texts) in &table {
            let texts = LANGS.map(|lang| text(texts.get(lang)));
            for (lang, text) in LANGS.iter().zip(&texts) {
                let wrong = |what: &str| format!("src/messages.toml: {code}: {what} in [{lang}]");
                let Some(text) = text else {
                    return Err(wrong("no text"));
                };
                if Some(placeholders(text)) != texts[0].as_deref().map(placeholders) {
                    return Err(wrong("other placeholders than in English"));
                }
            }
            messages.insert(code.clone(), texts.map(Option::unwrap_or_default));
        }
        Ok(Catalogue(messages))
    }

    /// The English text of a code; the code itself where there is none.
    pub fn english<'a>(&'a self, code: &'a str) -> &'a str {
        self.0.get(code).map_or(code, |texts| &texts[0])
    }

    /// The `Message` type, with the texts.
    pub fn to_rust(&self) -> String {
        let (mut text, mut variants, mut codes, mut spans) =
            (String::new(), String::new(), String::new(), String::new());
        for (code, texts) in &self.0 {
            let name = camel(code);
            // Writing to a String does not fail.
            let _ = writeln!(variants, "    #[doc = {code:?}]\n    {name},");
            let _ = writeln!(codes, "            {code:?} => Message::{name},");
            let places = texts.each_ref().map(|in_lang| {
                let start = text.len();
                text.push_str(in_lang);
                format!("({start}, {})", text.len())
            });
            let _ = writeln!(spans, "    [{}],", places.join(", "));
        }
        format!(
            "/// A sentence of the program.\n\
             #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Message {{\n{variants}}}\n\n\
             impl Message {{\n    /// Every message.\n    pub const COUNT: usize = {count};\n\n    \
             /// The message of a code, such as a fault gives.\n    \
             pub fn from_code(code: &str) -> Option<Message> {{\n        Some(match code {{\n{codes}\
             \x20           _ => return None,\n        }})\n    }}\n}}\n\n\
             const TEXT: &str = {text:?};\n\nconst SPANS: [[(u32, u32); 4]; {count}] = [\n{spans}];\n",
            count = self.0.len(),
        )
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim_start_matches('\n').to_owned()),
        Value::Array(forms) => match &forms[..] {
            [Value::String(one), Value::String(other)] => Some(format!("{one}{PLURAL}{other}")),
            _ => None,
        },
        _ => None,
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn camel(code: &str) -> String {
    let words = code.split(['.', '-']);
    words
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}
