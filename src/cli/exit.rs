//! The exit status, a promise to scripts.

use std::process::ExitCode;

use icann_terms::Match;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Every query was answered exactly.
    Answered,
    /// Every query was answered, at least one of them by a near match.
    Guessed,
    /// At least one query has no answer; a check found a fault.
    Unanswered,
}

impl Exit {
    /// The worse of two.
    pub fn and(self, other: Exit) -> Exit {
        self.max(other)
    }

    /// What an answer comes to.
    pub fn of(kind: Match) -> Exit {
        match kind {
            Match::Exact => Exit::Answered,
            Match::Near => Exit::Guessed,
            Match::Suggestions | Match::None => Exit::Unanswered,
        }
    }
}

/// Wrong usage, an unreadable or unwritable file, a broken glossary.
pub const FAILED: u8 = 2;

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Answered => 0,
            Exit::Unanswered => 1,
            Exit::Guessed => 3,
        })
    }
}
