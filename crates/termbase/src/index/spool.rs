//! Bytes written one after the other, in memory while they are few and on disk beyond.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

/// How much of one spool is kept in memory, in bytes.
const MEMORY: usize = 4 << 20;

/// A section of an index while it is made.
#[derive(Debug)]
pub(crate) struct Spool {
    out: BufWriter<SpooledTempFile>,
    length: u64,
}

impl Default for Spool {
    fn default() -> Self {
        Spool { out: BufWriter::new(SpooledTempFile::new(MEMORY)), length: 0 }
    }
}

impl Spool {
    /// How many bytes were written.
    pub(crate) fn len(&self) -> u64 {
        self.length
    }

    /// Writes on.
    ///
    /// # Errors
    ///
    /// Those of the disk, as for all below.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Bytes in the middle.
    pub(crate) fn read_at(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.out.seek(SeekFrom::Start(at))?;
        self.out.get_mut().read_exact(bytes)?;
        self.out.seek(SeekFrom::End(0)).map(drop)
    }

    /// Other bytes in the middle.
    pub(crate) fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.out.seek(SeekFrom::Start(at))?;
        self.out.write_all(bytes)?;
        self.out.seek(SeekFrom::End(0)).map(drop)
    }

    /// Copies everything to an output.
    pub(crate) fn copy(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.out.rewind()?;
        io::copy(self.out.get_mut(), out).map(drop)
    }

    /// Everything from the beginning.
    pub(crate) fn into_reader(mut self) -> io::Result<io::BufReader<SpooledTempFile>> {
        self.out.rewind()?;
        Ok(io::BufReader::new(self.out.into_inner()?))
    }
}
