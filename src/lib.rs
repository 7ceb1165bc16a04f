//! ICANN's vocabulary explained, in English, French, Spanish and Portuguese.
//!
//! The library does the work: it holds the compiled [`Glossary`], answers queries and renders
//! answers. The program parses what is typed and prints.
//!
//! ```
//! use icann_terms::{Glossary, Lang, Match};
//!
//! let glossary = Glossary::builtin();
//! let answer = glossary.look_up("ALCA")?;
//! assert_eq!(answer.kind, Match::Near);
//! assert_eq!(answer.terms[0].name(Lang::Fr), Some("Comité consultatif At-Large"));
//! # Ok::<(), icann_terms::IndexError>(())
//! ```

pub mod explain;
pub mod export;
mod glossary;
mod lookup;
pub mod message;
pub mod messages;
pub mod print;
pub mod render;
pub mod style;

pub use explain::{ExplainOptions, Explainer, Explanation, Mention, Unknown, definitions};
pub use glossary::{Address, Glossary, LoadError};
pub use lookup::{Answer, Match, Options, Suggestion};
pub use termbase::{self, IndexError, Lang, Status, Term, Text, Topic};
