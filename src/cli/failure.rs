//! Why a run failed, and the one line that says so.

use std::io;
use std::path::Path;

use icann_terms::messages::{self, Message};
use icann_terms::termbase::Fault;
use icann_terms::{IndexError, Lang, LoadError};

/// What ends a run with exit status 2.
#[derive(Debug)]
pub enum Failure {
    /// A message and what fills its blanks.
    Told(Message, Vec<(&'static str, String)>),
    /// A file cannot be read or written: the message names which, with `{path}` and `{reason}`.
    Io(Message, String, io::Error),
    /// Faults of a glossary that was to be loaded.
    Faults(Vec<Fault>),
    /// A compiled glossary that cannot be opened or read.
    Index(Option<String>, IndexError),
    /// The reader of standard output went away: that ends the run quietly.
    ReaderGone,
}

impl Failure {
    /// A failure of one message.
    pub fn told(message: Message, blanks: &[(&'static str, &str)]) -> Failure {
        Failure::Told(
            message,
            blanks.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        )
    }

    /// A file that cannot be read.
    pub fn unreadable(path: &Path, error: io::Error) -> Failure {
        Failure::Io(Message::ErrorUnreadable, path.to_string_lossy().into_owned(), error)
    }

    /// A file that cannot be written.
    pub fn unwritable(path: &Path, error: io::Error) -> Failure {
        Failure::Io(Message::ErrorUnwritable, path.to_string_lossy().into_owned(), error)
    }

    /// A failure of standard output.
    pub fn stdout(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ReaderGone,
            _ => Failure::Io(Message::ErrorStdout, String::new(), error),
        }
    }

    /// The line for standard error; `None` where there is nothing to say.
    pub fn tell(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Failure::Told(message, blanks) => {
                let blanks: Vec<(&str, &str)> =
                    blanks.iter().map(|(name, value)| (*name, value.as_str())).collect();
                message.fill(lang, &blanks)
            }
            Failure::Io(message, path, error) => {
                message.fill(lang, &[("path", path), ("reason", &reason(lang, error))])
            }
            Failure::Faults(faults) => match &faults[..] {
                [] => return None,
                [only] => messages::fault(lang, only),
                [first, rest @ ..] => {
                    let first = messages::fault(lang, first);
                    Message::ErrorMoreFaults.count(lang, rest.len(), &[("first", &first)])
                }
            },
            Failure::Index(path, error) => {
                let path = path.as_deref().unwrap_or(Message::ErrorGlossaryInMemory.text(lang));
                match error {
                    IndexError::Io(error) => Message::ErrorUnreadable
                        .fill(lang, &[("path", path), ("reason", &reason(lang, error))]),
                    IndexError::NotAnIndex => Message::ErrorIndexNot.fill(lang, &[("path", path)]),
                    IndexError::OtherVersion { .. } => {
                        Message::ErrorIndexVersion.fill(lang, &[("path", path)])
                    }
                    IndexError::Damaged => Message::ErrorIndexDamaged.fill(lang, &[("path", path)]),
                    IndexError::TooLarge => Message::ErrorIndexLarge.fill(lang, &[("path", path)]),
                }
            }
            Failure::ReaderGone => return None,
        })
    }
}

/// What the system says, in the reader's language.
fn reason(lang: Lang, error: &io::Error) -> String {
    let message = match error.kind() {
        io::ErrorKind::NotFound => Message::ErrorIoMissing,
        io::ErrorKind::PermissionDenied => Message::ErrorIoPermission,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Message::ErrorIoFull,
        io::ErrorKind::FileTooLarge => Message::ErrorIoLarge,
        io::ErrorKind::IsADirectory => Message::ErrorIoFolder,
        io::ErrorKind::ReadOnlyFilesystem => Message::ErrorIoReadOnly,
        _ => {
            let code =
                error.raw_os_error().map_or_else(|| error.kind().to_string(), |c| c.to_string());
            return Message::ErrorIoOther.fill(lang, &[("code", &code)]);
        }
    };
    message.text(lang).to_owned()
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Failure {
        Failure::Index(None, error)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Failure {
        match error {
            LoadError::Faults(faults) => Failure::Faults(faults),
            LoadError::Index { path, error } => Failure::Index(Some(path), error),
        }
    }
}
