//! Any bytes are read as messages, and any text is explained.

use icann_terms::message::{Message, Messages};
use icann_terms::render::View;
use icann_terms::render::explained::{Explained, Footnotes, Html, Inline, JsonLines, List, Tell};
use icann_terms::{ExplainOptions, Explainer, Explanation, Lang, render::Width};

use super::{builtin, outputs};

/// The input is a file: a text, a mail, a mailbox or a page.
pub fn run(data: &[u8]) {
    let langs = [Lang::Pt, Lang::En];
    let view = View { glossary: builtin(), langs: &langs };
    let mut explainer = Explainer::new(builtin());
    let mut formats: [(&str, Box<dyn Tell>, Vec<u8>); 5] = [
        ("list", Box::new(List::new(view, Width::Columns(40))), Vec::new()),
        ("inline", Box::new(Inline::new(view)), Vec::new()),
        ("footnotes", Box::new(Footnotes::new(view)), Vec::new()),
        ("html", Box::new(Html::new(view)), Vec::new()),
        ("json", Box::new(JsonLines::new(view)), Vec::new()),
    ];
    for (number, message) in (1..).zip(Messages::new(data)) {
        // What is no text is refused.
        let Ok(message) = message else { break };
        let skipped = ExplainOptions { skip_quoted: true, unknown: false };
        whole(&message, &explainer.explain(&message.text, skipped).unwrap());
        let options = ExplainOptions { skip_quoted: false, unknown: true };
        let found = explainer.explain(&message.text, options).unwrap();
        whole(&message, &found);
        let explained = Explained { number, message: &message, found: &found };
        for (_, format, out) in &mut formats {
            format.message(out, &explained).unwrap();
        }
    }
    for (name, mut format, mut out) in formats {
        format.finish(&mut out).unwrap();
        let text = String::from_utf8(out).expect(name);
        outputs::assert_calm(name, &text);
        if name == "html" {
            assert!(!text.contains("<script"), "{text}");
        }
        if name == "json" {
            for line in text.lines() {
                let _: serde_json::Value = serde_json::from_str(line).unwrap();
            }
        }
    }
}

/// Mentions are the text's own letters, in order, not overlapping, each of terms that are told.
fn whole(message: &Message, found: &Explanation) {
    let mut end = 0;
    for mention in &found.mentions {
        assert!(mention.start >= end && mention.end > mention.start, "{mention:?}");
        let own = message.text.get(mention.start..mention.end);
        assert!(own.is_some_and(|own| own.chars().any(char::is_alphanumeric)), "{mention:?}");
        assert!(!mention.ids.is_empty());
        for id in &mention.ids {
            assert!(found.terms.iter().any(|term| term.id == *id), "{id}");
        }
        end = mention.end;
    }
    for one in &found.unknown {
        assert!(one.count > 0 && message.text.contains(&one.acronym), "{one:?}");
    }
}
