//! The glossary: a stack of compiled indexes, the last on top.

use std::path::{Path, PathBuf};

use termbase::{Batch, Fault, FormKind, Index, IndexError, IndexWriter, Lang, Meta, Posting, Term};
use termbase::{Topic, check, read};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/glossary.index"));

/// A stack of indexes. A term in a higher one replaces the term with the same id below.
#[derive(Debug, Default)]
pub struct Glossary {
    layers: Vec<Index>,
    passed_over: Vec<PathBuf>,
}

/// Where a term is: its layer, counted from the lowest, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    pub(crate) layer: usize,
    pub(crate) term: u32,
}

/// Why a glossary of one's own cannot be put on the stack.
#[derive(Debug)]
pub enum LoadError {
    /// Its TOML has faults, in the order of their places; at least one.
    Faults(Vec<Fault>),
    /// It is a compiled file that cannot be opened.
    Index {
        /// The file.
        path: String,
        /// Why.
        error: IndexError,
    },
}

impl Glossary {
    /// The glossary that is built into this library.
    ///
    /// ```
    /// let glossary = icann_terms::Glossary::builtin();
    /// assert!(glossary.len()? >= 69);
    /// # Ok::<(), icann_terms::IndexError>(())
    /// ```
    pub fn builtin() -> Glossary {
        #[expect(clippy::expect_used, reason = "the build wrote it, and a test opens it")]
        let index = Index::from_static(BUILTIN).expect("the built-in index opens");
        Glossary { layers: vec![index], ..Glossary::default() }
    }

    /// A glossary without terms, to put others on.
    pub fn empty() -> Glossary {
        Glossary::default()
    }

    /// Puts a glossary of one's own on top: a TOML file, a folder of them, or a compiled file.
    ///
    /// # Errors
    ///
    /// [`LoadError`]: every fault of the TOML, or why the compiled file does not open.
    pub fn add_path(&mut self, path: &Path) -> Result<(), LoadError> {
        let failed = |error| LoadError::Index { path: path.to_string_lossy().into_owned(), error };
        let index = if is_compiled(path) {
            Index::open(path).map_err(failed)?
        } else {
            let batch = read::path(path);
            let faults = self.faults(&batch);
            if !faults.is_empty() {
                return Err(LoadError::Faults(faults));
            }
            self.passed_over.extend(batch.passed_over.iter().cloned());
            return self.add_batch(&batch).map_err(failed);
        };
        self.add_index(index);
        Ok(())
    }

    /// Puts a compiled glossary that is open already on top.
    pub fn add_index(&mut self, index: Index) {
        self.layers.push(index);
    }

    /// Puts a batch without faults on top.
    ///
    /// # Errors
    ///
    /// [`IndexError::TooLarge`].
    pub fn add_batch(&mut self, batch: &Batch) -> Result<(), IndexError> {
        let mut writer = IndexWriter::default();
        writer.set_meta(&batch.meta);
        batch.entries.iter().try_for_each(|entry| writer.add(&entry.term))?;
        self.layers.push(Index::from_bytes(writer.finish()?)?);
        Ok(())
    }

    /// The links of folders put on the stack that were passed over: see [`Batch::passed_over`].
    pub fn passed_over(&self) -> &[PathBuf] {
        &self.passed_over
    }

    /// Every structural fault of a batch that is to stand on this glossary, whose ids its `see`
    /// may name.
    pub fn faults(&self, batch: &Batch) -> Vec<Fault> {
        check::all(batch, |id| matches!(self.find_id(id), Ok(Some(_))))
    }

    /// The number of terms.
    ///
    /// # Errors
    ///
    /// [`IndexError::Damaged`], as for every reading below.
    pub fn len(&self) -> Result<usize, IndexError> {
        match &self.layers[..] {
            [only] => Ok(only.len() as usize),
            _ => Ok(self.addresses()?.len()),
        }
    }

    /// Whether it has no terms.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn is_empty(&self) -> Result<bool, IndexError> {
        Ok(self.len()? == 0)
    }

    /// What the lowest layer says of itself: the built-in glossary's version, date and topics.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn meta(&self) -> Result<Meta, IndexError> {
        self.layers.first().map_or(Ok(Meta::default()), Index::meta)
    }

    /// The topics of all layers, those of the lowest first, and then those that terms name
    /// without any layer listing them.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn topics(&self) -> Result<Vec<Topic>, IndexError> {
        let mut topics: Vec<Topic> = Vec::new();
        for layer in &self.layers {
            for topic in layer.meta()?.topics {
                match topics.iter_mut().find(|known| known.id == topic.id) {
                    Some(known) => *known = topic,
                    None => topics.push(topic),
                }
            }
        }
        for layer in &self.layers {
            for number in 0..layer.len() {
                if let Some(id) = layer.term(number)?.topic
                    && !topics.iter().any(|known| known.id == id)
                {
                    topics.push(Topic { id, ..Topic::default() });
                }
            }
        }
        Ok(topics)
    }

    /// The name in a language of a topic that some layer lists.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn topic_name(&self, id: &str, lang: Lang) -> Result<Option<&str>, IndexError> {
        for layer in self.layers.iter().rev() {
            if let Some(name) = layer.topic_name(id, lang)? {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// The label in a language of the term that has an id.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn label(&self, id: &str, lang: Lang) -> Result<Option<&str>, IndexError> {
        let Some(address) = self.find_id(id)? else { return Ok(None) };
        self.layer(address)?.label(address.term, lang).map(Some)
    }

    /// A term by its id.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn by_id(&self, id: &str) -> Result<Option<Term>, IndexError> {
        self.find_id(id)?.map(|address| self.term(address)).transpose()
    }

    /// Every term that no higher layer replaces, sorted by label in a language.
    ///
    /// # Errors
    ///
    /// As for [`Glossary::len`].
    pub fn terms(&self, lang: Lang) -> Result<Vec<Term>, IndexError> {
        let addresses = self.addresses()?;
        let mut terms: Vec<_> = addresses
            .into_iter()
            .map(|address| {
                let term = self.term(address)?;
                // Letters decide before accents and case, as in a dictionary.
                let label = term.label(lang);
                Ok(((termbase::fold::spaced(label), label.to_owned()), term))
            })
            .collect::<Result<_, IndexError>>()?;
        terms.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(terms.into_iter().map(|(_, term)| term).collect())
    }

    pub(crate) fn find_id(&self, id: &str) -> Result<Option<Address>, IndexError> {
        for (layer, index) in self.layers.iter().enumerate().rev() {
            if let Some(term) = index.find_id(id)? {
                return Ok(Some(Address { layer, term }));
            }
        }
        Ok(None)
    }

    pub(crate) fn term(&self, address: Address) -> Result<Term, IndexError> {
        self.layer(address)?.term(address.term)
    }

    pub(crate) fn layers(&self) -> impl Iterator<Item = (usize, &Index)> {
        self.layers.iter().enumerate()
    }

    /// The layer of an address.
    pub(crate) fn layer(&self, address: Address) -> Result<&Index, IndexError> {
        self.layers.get(address.layer).ok_or(IndexError::Damaged)
    }

    /// The postings of all layers that a reading of each gives, without those of replaced terms.
    pub(crate) fn collect(
        &self,
        mut reading: impl FnMut(&Index) -> Result<Vec<Posting>, IndexError>,
    ) -> Result<Vec<(Address, FormKind, Option<Lang>)>, IndexError> {
        let mut found = Vec::new();
        for (layer, index) in self.layers() {
            for posting in reading(index)? {
                let address = Address { layer, term: posting.term };
                if self.is_visible(address)? {
                    found.push((address, posting.kind, posting.lang));
                }
            }
        }
        Ok(found)
    }

    pub(crate) fn is_visible(&self, address: Address) -> Result<bool, IndexError> {
        if address.layer + 1 == self.layers.len() {
            return Ok(true);
        }
        let index = self.layers.get(address.layer).ok_or(IndexError::Damaged)?;
        Ok(self.find_id(index.id(address.term)?)? == Some(address))
    }

    fn addresses(&self) -> Result<Vec<Address>, IndexError> {
        let mut addresses = Vec::new();
        for (layer, index) in self.layers() {
            for term in 0..index.len() {
                let address = Address { layer, term };
                if self.is_visible(address)? {
                    addresses.push(address);
                }
            }
        }
        Ok(addresses)
    }
}

/// Whether a file begins like a compiled glossary.
fn is_compiled(path: &Path) -> bool {
    use std::io::Read;
    let mut beginning = [0; 8];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && Index::is_index(&beginning)
}
