//! Where output goes: answers to standard output, everything else to standard error.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::failure::Failure;

/// Standard output, buffered, and standard error.
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// The process's own streams.
    pub fn new() -> Output {
        Output { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()) }
    }

    /// Runs what writes to standard output.
    ///
    /// # Errors
    ///
    /// [`Failure::ReaderGone`], or that it cannot be written.
    pub fn write(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        write(&mut self.out).map_err(Failure::stdout)
    }

    /// Sends on what is held back.
    ///
    /// # Errors
    ///
    /// As for [`Output::write`].
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::stdout)
    }

    /// A line on standard error, behind what was written to standard output before it.
    ///
    /// # Errors
    ///
    /// As for [`Output::write`]. That standard error is closed is no failure: there is nobody to
    /// tell.
    pub fn note(&mut self, line: &str) -> Result<(), Failure> {
        self.flush()?;
        self.complain(line);
        Ok(())
    }

    /// A line on standard error though standard output may have failed. What was answered before
    /// comes first if it can; whether either arrives changes nothing any more.
    pub fn complain(&mut self, line: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "{line}");
    }
}
