//! Words of a text and what stands between them.

use std::ops::Range;

use termbase::fold;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// What joins it to the word before.
    pub glue: Glue,
    /// Whether its line is all in capitals.
    pub shouted: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glue {
    /// Something that ends a phrase.
    Break,
    /// Space, perhaps with one line's end in it.
    Space,
    /// A mark right between them, as in `SO/AC`, `bottom-up`, `WSIS+20`.
    Joint,
}

/// The words outside what is skipped.
pub(super) fn tokens(text: &str, skipped: &[Range<usize>]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut skipped = skipped.iter().peekable();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut last = None;
    while at < bytes.len() {
        while skipped.next_if(|range| range.end <= at).is_some() {}
        if let Some(range) = skipped.peek().filter(|range| range.start <= at) {
            at = range.end;
            last = None;
            continue;
        }
        let limit = skipped.peek().map_or(bytes.len(), |range| range.start);
        let end = word_end(text, at, limit);
        if end == at {
            at += char_length(bytes[at]);
            continue;
        }
        let end = dotted_end(text, end, limit);
        let glue = last.map_or(Glue::Break, |last: usize| glue(&text[last..at]));
        tokens.push(Token { start: at, end, glue, shouted: false });
        last = Some(end);
        at = end;
    }
    mark_shouted(text, &mut tokens);
    tokens
}

fn char_length(first: u8) -> usize {
    match first {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// Where the word that starts at a place ends; the place itself where none does.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < limit {
        let byte = bytes[at];
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            // Combining marks and invisible joiners belong to the word they stand in.
            let inside = at > start
                && fold::spaced(c.encode_utf8(&mut [0; 4])).is_empty()
                && is_invisible(c);
            if !c.is_alphanumeric() && !inside {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}')
}

/// The end of a word with full stops inside (`A.L.S.`, `CGI.br`, `icann.org`), or of the word as it
/// is. What stands behind a full stop belongs to the word where it is all small or all capital
/// letters; else a space is missing between two sentences.
fn dotted_end(text: &str, mut end: usize, limit: usize) -> usize {
    while text.as_bytes().get(end) == Some(&b'.') {
        let next = word_end(text, end + 1, limit);
        let part = &text[end + 1..next];
        let is_one_case =
            !part.chars().any(char::is_uppercase) || !part.chars().any(char::is_lowercase);
        if part.is_empty() || !is_one_case {
            break;
        }
        end = next;
    }
    end
}

fn glue(between: &str) -> Glue {
    match between {
        " " => Glue::Space,
        "-" | "\u{2010}" | "\u{2011}" | "'" | "’" | "/" | "+" | "@" => Glue::Joint,
        _ => {
            // A phrase may go on behind one line's end, also in a quote.
            let spaces = |text: &str| text.chars().all(|c| c.is_whitespace() && c != '\n');
            let quote =
                |text: &str| text.chars().all(|c| (c.is_whitespace() && c != '\n') || c == '>');
            let fits = match between.split_once('\n') {
                Some((before, after)) => spaces(before) && quote(after),
                None => spaces(between),
            };
            if fits && !between.is_empty() { Glue::Space } else { Glue::Break }
        }
    }
}

/// Marks the words of lines in capitals: there they say nothing of acronyms.
fn mark_shouted(text: &str, tokens: &mut [Token]) {
    let mut start = 0;
    while start < tokens.len() {
        let line_end = text[tokens[start].start..]
            .find('\n')
            .map_or(text.len(), |at| tokens[start].start + at);
        let end = start + tokens[start..].partition_point(|token| token.start < line_end);
        let line = &mut tokens[start..end];
        let (mut words, mut upper, mut lower) = (0, 0, 0);
        for token in line.iter() {
            let word = &text[token.start..token.end];
            words += usize::from(word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
            upper += word.chars().filter(|c| c.is_uppercase()).count();
            lower += word.chars().filter(|c| c.is_lowercase()).count();
        }
        if words >= 3 && upper > 4 * lower {
            line.iter_mut().for_each(|token| token.shouted = true);
        }
        start = end.max(start + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, Glue)> {
        tokens(text, &[])
            .into_iter()
            .map(|token| (&text[token.start..token.end], token.glue))
            .collect()
    }

    #[test]
    fn words_and_what_joins_them() {
        use Glue::{Break, Joint, Space};
        assert_eq!(
            words("d’utilisateurs finaux, SO/AC"),
            [
                ("d", Break),
                ("utilisateurs", Joint),
                ("finaux", Space),
                ("SO", Break),
                ("AC", Joint)
            ]
        );
        assert_eq!(words("public\n> comment"), [("public", Break), ("comment", Space)]);
        assert_eq!(words("public\n\ncomment"), [("public", Break), ("comment", Break)]);
        assert_eq!(words("the A.L.S. met."), [("the", Break), ("A.L.S", Space), ("met", Break)]);
        assert_eq!(words("CGI.br met.The"), [("CGI.br", Break), ("met", Space), ("The", Break)]);
    }

    #[test]
    fn lines_in_capitals_are_marked() {
        let shouted =
            |text: &str| tokens(text, &[]).iter().map(|token| token.shouted).collect::<Vec<_>>();
        assert_eq!(shouted("AS WE AGREED\nthe GAC"), [true, true, true, false, false]);
    }
}
