//! A page: the text with each mention as an `<abbr>` that leads to the terms below it.

use std::io::{self, Write};

use termbase::Term;

use super::{Explained, Piece, Tell, gist, pieces, senses};
use crate::export::escape;
use crate::messages::Message;
use crate::render::View;
use crate::render::text::headword;

/// The HTML format. Nothing in it needs a network, and nothing of the text is markup.
#[derive(Debug)]
pub struct Html<'a> {
    view: View<'a>,
    begun: bool,
}

impl<'a> Html<'a> {
    /// A renderer for a view.
    pub fn new(view: View<'a>) -> Self {
        Html { view, begun: false }
    }

    fn begin(&mut self, out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let title = explained.message.subject.as_deref().unwrap_or("icann-terms");
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
             <style>body{{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif}}\
             .text{{white-space:pre-wrap}}abbr{{text-decoration:underline dotted}}\
             abbr a{{color:inherit;text-decoration:none}}dt{{font-weight:bold;margin-top:1em}}dd{{margin:0}}</style>\n\
             </head>\n<body>",
            self.view.lang(),
            escape(title)
        )
    }

    fn entry(&self, out: &mut dyn Write, number: usize, term: &Term) -> io::Result<()> {
        let Some(text) = self.view.shown(term).first().and_then(|lang| term.texts.get(*lang))
        else {
            return Ok(());
        };
        let head = escape(&headword(term, &text.name));
        write!(
            out,
            "<dt id=\"{number}-{}\">{head}</dt>\n<dd>{}",
            escape(&term.id),
            escape(&text.definition)
        )?;
        for source in term.sources.iter().filter(|source| source.starts_with("https://")).take(1) {
            let label = Message::LabelSource.count(self.view.lang(), 1, &[("urls", "")]);
            let label = label.trim_end_matches([' ', ':', '\u{a0}']);
            write!(out, " <a href=\"{}\">{}</a>", escape(source), escape(label))?;
        }
        writeln!(out, "</dd>")
    }
}

impl Tell for Html<'_> {
    fn message(&mut self, out: &mut dyn Write, explained: &Explained<'_>) -> io::Result<()> {
        self.begin(out, explained)?;
        let number = explained.number;
        writeln!(out, "<article>")?;
        if let Some(subject) = &explained.message.subject {
            writeln!(out, "<h1>{}</h1>", escape(subject))?;
        }
        write!(out, "<div class=\"text\">")?;
        for piece in pieces(&explained.message.text, &explained.found.mentions) {
            match piece {
                Piece::Plain(text) => write!(out, "{}", escape(text))?,
                Piece::Mention { text, mention, .. } => {
                    let senses = senses(explained.found, mention);
                    let titles: Vec<String> =
                        senses.iter().map(|term| gist(&self.view, term).0).collect();
                    let id = mention.ids.first().map_or("", String::as_str);
                    write!(
                        out,
                        "<abbr title=\"{}\"><a href=\"#{number}-{}\">{}</a></abbr>",
                        escape(&titles.join(" / ")),
                        escape(id),
                        escape(text)
                    )?;
                }
            }
        }
        writeln!(out, "</div>")?;
        if !explained.found.terms.is_empty() {
            writeln!(out, "<dl>")?;
            explained.found.terms.iter().try_for_each(|term| self.entry(out, number, term))?;
            writeln!(out, "</dl>")?;
        }
        writeln!(out, "</article>")
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun { writeln!(out, "</body>\n</html>") } else { Ok(()) }
    }
}
