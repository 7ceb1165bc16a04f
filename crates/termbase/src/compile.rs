//! Compiling: from batches, as they are read, to an index, with every fault on the way.

use std::io;
use std::path::{Path, PathBuf};

use crate::check::Between;
use crate::{Batch, Fault, IndexError, IndexWriter, Meta, read};

/// Takes batches one after the other and keeps no entry of them in memory.
///
/// ```
/// use termbase::{Compiler, Index, Source, read};
///
/// let toml = "[en]\nname = \"peering\"\ndefinition = \"Networks that swap traffic.\"\n";
/// let mut compiler = Compiler::default();
/// compiler.add(read::text("peering.toml", toml, &Source::one_term("peering")))?;
/// let writer = compiler.finish(|_| false)?.map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(Index::from_bytes(writer.finish()?)?.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Compiler {
    writer: IndexWriter,
    between: Between,
    meta: Meta,
    faults: Vec<Fault>,
}

impl Compiler {
    /// Takes a batch. Of several that name a version and date the first counts; topics add up.
    ///
    /// # Errors
    ///
    /// As for [`IndexWriter::add`].
    pub fn add(&mut self, batch: Batch) -> Result<(), IndexError> {
        if self.meta.version.is_empty() && self.meta.date.is_empty() {
            self.meta.version = batch.meta.version;
            self.meta.date = batch.meta.date;
        }
        self.meta.topics.extend(batch.meta.topics);
        self.faults.extend(batch.faults);
        for entry in &batch.entries {
            self.between.add(entry)?;
            self.writer.add(&entry.term)?;
        }
        Ok(())
    }

    /// Takes a TOML file or a folder of them, a file at a time. What it gives back are the links that
    /// were passed over: see [`Batch::passed_over`].
    ///
    /// # Errors
    ///
    /// As for [`IndexWriter::add`].
    pub fn add_path(&mut self, path: &Path) -> Result<Vec<PathBuf>, IndexError> {
        let (mut taken, mut passed_over) = (Ok(()), Vec::new());
        read::each(path, &mut |mut batch| {
            passed_over.append(&mut batch.passed_over);
            if taken.is_ok() {
                taken = self.add(batch);
            }
        });
        taken.map(|()| passed_over)
    }

    /// The number of terms taken.
    pub fn len(&self) -> u32 {
        self.writer.len()
    }

    /// Whether no term was taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is ready to be written, or every fault in the order of their places. `known` tells of
    /// ids that exist elsewhere, in the glossaries below this one.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub fn finish(
        mut self,
        known: impl Fn(&str) -> bool,
    ) -> io::Result<Result<IndexWriter, Vec<Fault>>> {
        let mut faults = self.faults;
        faults.extend(self.between.finish(known)?);
        if faults.is_empty() {
            self.writer.set_meta(&self.meta);
            return Ok(Ok(self.writer));
        }
        faults.sort_by(|a, b| a.place.cmp(&b.place));
        Ok(Err(faults))
    }
}
