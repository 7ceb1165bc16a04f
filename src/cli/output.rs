//! Where output goes: answers to standard output, everything else to standard error.

use std::fs;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::Arc;

use icann_terms::render::lines;

use super::failure::Failure;
use super::settings::width_on;

/// Standard output, buffered, and standard error.
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// The process's own streams.
    pub fn new() -> Output {
        // Most runs write to a terminal or a pipe, and need not hear of limits.
        #[cfg(unix)]
        if is_file(&io::stdout()) {
            hear_of_limits();
        }
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
        let width = width_on(&io::stderr());
        for line in line.split('\n').flat_map(|line| lines(line, width)) {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
}

/// Whether a stream leads to a file.
#[cfg(unix)]
fn is_file(stream: &impl std::os::fd::AsFd) -> bool {
    let file = stream.as_fd().try_clone_to_owned().map(fs::File::from);
    file.and_then(|file| file.metadata()).is_ok_and(|meta| meta.is_file())
}

/// Beyond a limit of file size a system ends a program, unless the program hears of it: then the
/// write fails, and that can be told. Where it cannot be heard of, nothing is lost.
#[cfg(unix)]
fn hear_of_limits() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
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
    let write = || Waiting::new(path, content)?.take_place();
    write().map_err(|error| Failure::unwritable(path, error))
}

/// Writes files that belong together: none takes its place before all of them are on the disk.
///
/// # Errors
///
/// That one of them cannot be written.
pub fn write_all_beside(files: &[(PathBuf, &[u8])]) -> Result<(), Failure> {
    let waiting = files
        .iter()
        .map(|(path, bytes)| {
            Waiting::new(path, |out| out.write_all(bytes))
                .map_err(|error| Failure::unwritable(path, error))
        })
        .collect::<Result<Vec<_>, _>>()?;
    waiting.into_iter().zip(files).try_for_each(|(file, (path, _))| {
        file.take_place().map_err(|error| Failure::unwritable(path, error))
    })
}

/// Writes a file that must be new; `false` where one is there already, which is left as it is.
///
/// # Errors
///
/// That it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let write = || {
        // What is there, be it a link that leads nowhere, is not written to.
        if path.symlink_metadata().is_ok() {
            return Ok(false);
        }
        match Waiting::new(path, |out| out.write_all(bytes))? {
            Waiting::Beside(file, path) => match file.persist_noclobber(path) {
                Ok(_) => Ok(true),
                Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(failed) => Err(failed.error),
            },
            Waiting::Written => Ok(true),
        }
    };
    write().map_err(|error| Failure::unwritable(path, error))
}

/// A file that is written and has not yet taken its place.
enum Waiting {
    Beside(tempfile::NamedTempFile, PathBuf),
    /// What is no file (`/dev/stdout`, a pipe) has nothing to be left as it was, and must not be
    /// replaced by a file.
    Written,
}

impl Waiting {
    fn new(
        path: &Path,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Waiting> {
        #[cfg(unix)]
        hear_of_limits();
        // A link stays a link, to a file that is new.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let before = fs::metadata(&path).ok();
        match &before {
            Some(before) if before.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(before) if !before.is_file() => {
                let file = fs::OpenOptions::new().write(true).open(&path)?;
                let mut file = BufWriter::with_capacity(1 << 16, file);
                content(&mut file)?;
                file.flush()?;
                return Ok(Waiting::Written);
            }
            // It could be replaced all the same; that it is marked is its owner’s word.
            Some(before) if before.permissions().readonly() => {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        builder.prefix(".icann-terms-");
        // A temporary file is for its owner only; what it becomes is as the user's mask says.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        let mut file = BufWriter::with_capacity(1 << 16, file);
        content(&mut file)?;
        let file = file.into_inner()?;
        if let Some(before) = before {
            file.as_file().set_permissions(before.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(Waiting::Beside(file, path))
    }

    fn take_place(self) -> io::Result<()> {
        match self {
            Waiting::Beside(file, path) => {
                file.persist(path).map(drop).map_err(|error| error.error)
            }
            Waiting::Written => Ok(()),
        }
    }
}
