//! A glossary file of any content: its faults are told in every language, and nothing else happens.

use icann_terms::termbase::{Batch, Source, read};
use icann_terms::{Lang, messages, style};

use super::{builtin, outputs};

/// The input is a file's text.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let source = Source { id: "x".to_owned(), topic: Some("topic".to_owned()) };
    let batch = read::text("a\u{1b}[31m.toml", &text, &source);
    tell(&batch);
}

fn tell(batch: &Batch) {
    let faults = builtin().faults(batch);
    for fault in &faults {
        for lang in Lang::ALL {
            let line = messages::fault(lang, fault);
            outputs::assert_calm("a fault", &line);
            assert!(!line.contains(['\n', '\t']), "{line:?}");
        }
    }
    if faults.is_empty() {
        for fault in style::faults(batch, builtin()).unwrap() {
            outputs::assert_calm("a rule", &fault.tell(Lang::Fr));
        }
    }
}
