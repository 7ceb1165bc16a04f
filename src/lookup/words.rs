//! Cutting a row of words into parts that are each known.

use std::ops::Range;

/// The parts of a row of words: which words each has, and what is known of it.
type Parts<T> = Vec<(Range<usize>, T)>;

/// Cuts `count` words into parts that `known` knows, the leftmost as long as can be, using every
/// word; `None` where that cannot be done. Each range is asked about once at most.
///
/// # Errors
///
/// The first error of `known`.
pub(super) fn cut<T, E>(
    count: usize,
    mut known: impl FnMut(Range<usize>) -> Result<Option<T>, E>,
) -> Result<Option<Parts<T>>, E> {
    // A name has a dozen words at most: longer parts are not asked about, so that a whole page
    // pasted as a query costs no more than its length.
    const LONGEST: usize = 16;
    // From the right: whether the words from a place on can be cut, and how long the part there is.
    let mut parts: Vec<Option<(usize, T)>> = Vec::new();
    parts.resize_with(count, || None);
    for start in (0..count).rev() {
        for end in (start + 1..=count.min(start + LONGEST)).rev() {
            if (end == count || parts[end].is_some())
                && let Some(part) = known(start..end)?
            {
                parts[start] = Some((end, part));
                break;
            }
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < count {
        let Some((end, part)) = parts[at].take() else {
            return Ok(None);
        };
        out.push((at..end, part));
        at = end;
    }
    Ok(Some(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_words(text: &str, known: &[&str]) -> Option<Vec<String>> {
        let words: Vec<&str> = text.split(' ').collect();
        let parts = cut(words.len(), |range| {
            Ok::<_, ()>(known.contains(&words[range].join(" ").as_str()).then_some(()))
        });
        parts.unwrap().map(|parts| parts.into_iter().map(|(r, ())| words[r].join(" ")).collect())
    }

    #[test]
    fn the_longest_part_wins_and_every_word_is_used() {
        let known = ["a", "a b", "c", "b c d"];
        assert_eq!(cut_words("a b c", &known), Some(vec!["a b".into(), "c".into()]));
        assert_eq!(cut_words("a b c d", &known), Some(vec!["a".into(), "b c d".into()]));
        assert_eq!(cut_words("a x", &known), None);
    }
}
