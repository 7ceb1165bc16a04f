//! What must not reach a terminal or a page.

use std::borrow::Cow;

/// A text in which control characters and those that change the direction of writing are replaced
/// by U+FFFD, so that a query, a file or a mail cannot move a cursor, colour a screen or show
/// letters in another order than they stand.
///
/// ```
/// assert_eq!(icann_terms::render::clean("a\u{1b}[31mb"), "a\u{fffd}[31mb");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(disturbs) {
        Cow::Owned(text.chars().map(|c| if disturbs(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character moves a cursor, rings a bell or turns the direction of writing.
pub(crate) fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}
