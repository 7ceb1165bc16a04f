//! What is no prose: addresses, code, attributions of quotes, and, if asked, quotes and signatures.

use std::ops::Range;

/// The parts of a text to pass over, in order, not overlapping.
pub(super) fn skipped(text: &str, quoted: bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut push = |range: Range<usize>| {
        if let Some(last) = ranges.last_mut().filter(|last| range.start <= last.end) {
            last.end = last.end.max(range.end);
        } else if !range.is_empty() {
            ranges.push(range);
        }
    };
    let mut start = 0;
    let mut in_fence = false;
    let mut signed = false;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let plain = line.trim_start_matches(['>', ' ', '|']);
        let is_fence = plain.starts_with("```");
        let is_quote = line.starts_with('>') || line.starts_with("|>");
        signed |= quoted && matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--");
        if in_fence || is_fence || signed || (quoted && is_quote) || is_attribution(plain) {
            push(start..end);
        } else {
            inside(line).for_each(|range| push(start + range.start..start + range.end));
        }
        in_fence ^= is_fence;
        start = end;
    }
    ranges
}

/// Whether a line says who wrote the quote below it, as mail programs do in the four languages.
fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    let ends = |word: &str| line.ends_with(word);
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    let has_date_or_address =
        || line.contains('@') || line.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let wrote = (begins(&["On "]) && ends("wrote:"))
        || (begins(&["Le "]) && (ends("a écrit :") || ends("a écrit\u{a0}:") || ends("a écrit:")))
        || (begins(&["El "]) && ends("escribió:"))
        || (begins(&["Em ", "No dia "]) && ends("escreveu:"));
    wrote && has_date_or_address()
}

/// Addresses, inline code and hashes within a line.
fn inside(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let code = line.contains('`').then(|| inline_code(line)).into_iter().flatten();
    let mut ranges: Vec<Range<usize>> = code.collect();
    // Most lines have no such mark, and need no look at each word.
    if line.contains(['@', ':', '\\', '=']) || line.contains("www.") || line.len() > 38 {
        ranges.extend(words(line).filter(|range| is_no_prose(&line[range.clone()])));
        ranges.sort_by_key(|range| range.start);
    }
    ranges.into_iter()
}

fn inline_code(line: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = line.match_indices('`').map(|(at, _)| at).collect();
    marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}

/// The runs between white space, without the marks around them.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    line.split_ascii_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        start..start + word.len()
    })
}

fn is_no_prose(word: &str) -> bool {
    let word = word.trim_matches(['<', '>', '(', ')', ',', ';', '"', '[', ']']);
    word.contains("://")
        || word.starts_with("www.")
        || word.starts_with("mailto:")
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        || (word.len() >= 32 && word.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'))
        || is_encoded(word)
}

/// A long run of letters and digits in no word's way: base64, ids.
fn is_encoded(word: &str) -> bool {
    word.len() >= 40
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'_' | b'-'))
        && word.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str, quoted: bool) -> String {
        let mut out = String::new();
        let mut at = 0;
        for range in skipped(text, quoted) {
            out.push_str(&text[at..range.start]);
            at = range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn addresses_and_code_are_passed_over() {
        assert_eq!(
            kept("see https://gac.icann.org/x and `GNSO` by a.b@alac.org now", false),
            "see  and  by  now"
        );
        assert_eq!(kept("a\n```\nGAC\n```\nb\n", false), "a\nb\n");
    }

    #[test]
    fn who_wrote_a_quote_is_passed_over_and_the_quote_if_asked() {
        let text = "Yes.\nOn 3 May 2025, A GAC <a@b.org> wrote:\n> GNSO?\nLe 3 mai 2025, B a écrit :\n> oui\n-- \nALAC\n";
        assert_eq!(kept(text, false), "Yes.\n> GNSO?\n> oui\n-- \nALAC\n");
        assert_eq!(kept(text, true), "Yes.\n");
    }
}
