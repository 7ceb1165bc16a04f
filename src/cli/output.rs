//! Where output goes: answers to standard output, everything else to standard error.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

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

    /// A question on standard error, behind what was written before it; the answer stands beside it.
    ///
    /// # Errors
    ///
    /// As for [`Output::note`].
    pub fn prompt(&mut self, question: &str) -> Result<(), Failure> {
        self.flush()?;
        let _ = write!(io::stderr(), "{question}");
        Ok(())
    }

    /// A line on standard error though standard output may have failed. What was answered before
    /// comes first if it can; whether either arrives changes nothing any more.
    pub fn complain(&mut self, line: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "{line}");
    }
}

/// Writes a file beside its place and renames it there: whoever has the old one open keeps it, and
/// a failure leaves it as it was.
///
/// # Errors
///
/// That it cannot be written.
pub fn write_beside(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let write = || {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".icann-terms-");
        // A temporary file is for its owner only; what it becomes is as the user's mask says.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = BufWriter::with_capacity(1 << 16, builder.tempfile_in(folder)?);
        content(&mut file)?;
        let file = file.into_inner()?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)
    };
    write().map(drop).map_err(|error| Failure::unwritable(path, error))
}
