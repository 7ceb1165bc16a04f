//! Records: how a term and the termbase's own data are laid out as bytes.
//!
//! A text is its length as a varint (LEB128) and its bytes; a list is its length and its items.

use super::{IndexError, Meta};
use crate::{Lang, PerLang, Status, Term, Text, Topic};

const ESSENTIAL: u8 = 1;
const HISTORICAL: u8 = 2;

pub(super) fn put_term(out: &mut Vec<u8>, term: &Term) {
    let flags = if term.essential { ESSENTIAL } else { 0 }
        | if term.status == Status::Historical { HISTORICAL } else { 0 };
    out.push(flags);
    put_text(out, &term.id);
    // An empty text stands for none: the checks let no empty text in.
    for text in [&term.acronym, &term.topic, &term.say] {
        put_text(out, text.as_deref().unwrap_or_default());
    }
    for list in [&term.see, &term.sources, &term.numbered] {
        put_list(out, list);
    }
    put_per_lang(out, &term.texts, |out, text| {
        put_text(out, &text.name);
        put_list(out, &text.also);
        put_text(out, &text.definition);
    });
}

pub(super) fn take_term(bytes: &[u8]) -> Result<Term, IndexError> {
    let mut cursor = Cursor(bytes);
    let flags = cursor.byte()?;
    let mut term = Term {
        essential: flags & ESSENTIAL != 0,
        status: if flags & HISTORICAL != 0 { Status::Historical } else { Status::Current },
        id: cursor.text()?,
        acronym: cursor.optional()?,
        topic: cursor.optional()?,
        say: cursor.optional()?,
        see: cursor.list()?,
        sources: cursor.list()?,
        numbered: cursor.list()?,
        texts: PerLang::default(),
    };
    let langs = cursor.byte()?;
    for lang in langs_of(langs) {
        let text = Text { name: cursor.text()?, also: cursor.list()?, definition: cursor.text()? };
        term.texts.set(lang, text);
    }
    Ok(term)
}

/// The id alone of a term's record.
pub(super) fn take_id(bytes: &[u8]) -> Result<&str, IndexError> {
    let mut cursor = Cursor(bytes);
    cursor.byte()?;
    cursor.str()
}

/// What a list shows of a term's record, without decoding the rest: see [`Term::label`].
pub(super) fn take_label(bytes: &[u8], lang: Lang) -> Result<&str, IndexError> {
    let mut cursor = Cursor(bytes);
    cursor.byte()?;
    let id = cursor.str()?;
    let acronym = cursor.str()?;
    if !acronym.is_empty() {
        return Ok(acronym);
    }
    Ok(cursor.name_behind_acronym(lang)?.unwrap_or(id))
}

/// The name of a term's record in the nearest language, without decoding the rest.
pub(super) fn take_name(bytes: &[u8], lang: Lang) -> Result<Option<&str>, IndexError> {
    let mut cursor = Cursor(bytes);
    cursor.byte()?;
    cursor.str()?;
    cursor.str()?;
    cursor.name_behind_acronym(lang)
}

/// The name of one topic, without decoding the others; `None` where there is no such topic.
pub(super) fn take_topic_name<'b>(
    bytes: &'b [u8],
    id: &str,
    lang: Lang,
) -> Result<Option<&'b str>, IndexError> {
    let mut cursor = Cursor(bytes);
    cursor.str()?;
    cursor.str()?;
    for _ in 0..cursor.number()? {
        let found = cursor.str()?;
        let langs = cursor.byte()?;
        let mut names: PerLang<&str> = PerLang::default();
        for lang in langs_of(langs) {
            names.set(lang, cursor.str()?);
        }
        if found == id {
            let name = names.nearest(lang).and_then(|lang| names.get(lang).copied());
            return Ok(Some(name.unwrap_or(found)));
        }
    }
    Ok(None)
}

pub(super) fn put_meta(out: &mut Vec<u8>, meta: &Meta) {
    put_text(out, &meta.version);
    put_text(out, &meta.date);
    put_number(out, meta.topics.len());
    for topic in &meta.topics {
        put_text(out, &topic.id);
        put_per_lang(out, &topic.names, |out, name| put_text(out, name));
    }
}

pub(super) fn take_meta(bytes: &[u8]) -> Result<Meta, IndexError> {
    let mut cursor = Cursor(bytes);
    let mut meta = Meta { version: cursor.text()?, date: cursor.text()?, topics: Vec::new() };
    for _ in 0..cursor.number()? {
        let mut topic = Topic { id: cursor.text()?, names: PerLang::default() };
        let langs = cursor.byte()?;
        for lang in langs_of(langs) {
            topic.names.set(lang, cursor.text()?);
        }
        meta.topics.push(topic);
    }
    Ok(meta)
}

fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn put_list(out: &mut Vec<u8>, list: &[String]) {
    put_number(out, list.len());
    list.iter().for_each(|text| put_text(out, text));
}

fn put_per_lang<T>(out: &mut Vec<u8>, values: &PerLang<T>, put: impl Fn(&mut Vec<u8>, &T)) {
    out.push(values.iter().fold(0, |langs, (lang, _)| langs | 1 << lang as u8));
    values.iter().for_each(|(_, value)| put(out, value));
}

fn langs_of(bits: u8) -> impl Iterator<Item = Lang> {
    Lang::ALL.into_iter().filter(move |&lang| bits & (1 << lang as u8) != 0)
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn byte(&mut self) -> Result<u8, IndexError> {
        let (&byte, rest) = self.0.split_first().ok_or(IndexError::Damaged)?;
        self.0 = rest;
        Ok(byte)
    }

    fn number(&mut self) -> Result<usize, IndexError> {
        let mut number = 0usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = usize::from(byte & 0x7f);
            number |= bits.checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(IndexError::Damaged)
    }

    fn str(&mut self) -> Result<&'a str, IndexError> {
        let len = self.number()?;
        let (text, rest) = self.0.split_at_checked(len).ok_or(IndexError::Damaged)?;
        self.0 = rest;
        str::from_utf8(text).map_err(|_| IndexError::Damaged)
    }

    fn text(&mut self) -> Result<String, IndexError> {
        self.str().map(str::to_owned)
    }

    fn optional(&mut self) -> Result<Option<String>, IndexError> {
        self.str().map(|text| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// The name in the nearest language, where the cursor has just passed a term's acronym.
    fn name_behind_acronym(&mut self, lang: Lang) -> Result<Option<&'a str>, IndexError> {
        // Topic and pronunciation, then related terms, sources and numbered forms.
        self.str()?;
        self.str()?;
        (0..3).try_for_each(|_| self.skip_list())?;
        let langs = self.byte()?;
        let mut names: PerLang<&str> = PerLang::default();
        for found in langs_of(langs) {
            names.set(found, self.str()?);
            self.skip_list()?;
            self.str()?;
        }
        Ok(names.nearest(lang).and_then(|lang| names.get(lang).copied()))
    }

    fn skip_list(&mut self) -> Result<(), IndexError> {
        for _ in 0..self.number()? {
            self.str()?;
        }
        Ok(())
    }

    fn list(&mut self) -> Result<Vec<String>, IndexError> {
        // The length is not trusted with an allocation: a damaged one runs out of bytes instead.
        let mut list = Vec::new();
        for _ in 0..self.number()? {
            list.push(self.text()?);
        }
        Ok(list)
    }
}
