//! Edit distances and slips of the hand.

/// The optimal string alignment distance: the fewest letters to add, drop, change or exchange with
/// their neighbour, no letter touched twice.
pub(super) fn osa(a: &str, b: &str) -> usize {
    // What both begin and end with costs nothing, and mostly is most of them.
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let same =
        (0..=same).rev().find(|&at| a.is_char_boundary(at) && b.is_char_boundary(at)).unwrap_or(0);
    let (a, b) = (&a[same..], &b[same..]);
    let same = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    let is_boundary = |text: &str, back: usize| text.is_char_boundary(text.len() - back);
    let same =
        (0..=same).rev().find(|&back| is_boundary(a, back) && is_boundary(b, back)).unwrap_or(0);
    let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b.chars().count(),
        (_, true) => a.chars().count(),
        _ => strsim::osa_distance(a, b),
    }
}

/// The smallest edit distance from a text to a beginning of another; `None` beyond `allowed`.
///
/// The same distance as [`osa`], its table kept to the diagonals that `allowed` leaves (Ukkonen,
/// 1985) and ended early: comparing every beginning for itself costs ten times as much.
pub(super) fn prefix_distance(text: &str, of: &str, allowed: usize) -> Option<usize> {
    if of.starts_with(text) {
        return Some(0);
    }
    if allowed == 0 {
        return None;
    }
    // Folded texts are mostly plain letters, which are bytes.
    if text.is_ascii() && of.is_ascii() {
        return banded(text.as_bytes(), of.as_bytes(), allowed);
    }
    let text: Vec<char> = text.chars().collect();
    let of: Vec<char> = of.chars().take(text.len() + allowed).collect();
    banded(&text, &of, allowed)
}

/// More slips than this are not allowed in a beginning.
const MOST: usize = 2;

fn banded<T: PartialEq>(text: &[T], of: &[T], allowed: usize) -> Option<usize> {
    let allowed = allowed.min(MOST);
    let width = 2 * allowed + 1;
    let far = allowed + 1;
    // Row i holds the distances of the first i letters of `text` to the first j of `of`, for j from
    // i - allowed to i + allowed: place 0 of the row is j = i - allowed.
    let mut before = [far; 2 * MOST + 1];
    let mut above = [far; 2 * MOST + 1];
    for (place, distance) in above.iter_mut().enumerate().take(width).skip(allowed) {
        *distance = place - allowed;
    }
    let mut row = [far; 2 * MOST + 1];
    for i in 1..=text.len() {
        for place in 0..width {
            row[place] = far;
            let Some(j) = (i + place).checked_sub(allowed).filter(|j| *j <= of.len()) else {
                continue;
            };
            if j == 0 {
                row[place] = i;
                continue;
            }
            let change = usize::from(text[i - 1] != of[j - 1]);
            let mut least = above[place] + change;
            if place + 1 < width {
                least = least.min(above[place + 1] + 1);
            }
            if place > 0 {
                least = least.min(row[place - 1] + 1);
            }
            if i > 1 && j > 1 && text[i - 1] == of[j - 2] && text[i - 2] == of[j - 1] {
                least = least.min(before[place] + 1);
            }
            row[place] = least;
        }
        if row.iter().all(|distance| *distance > allowed) {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above.into_iter().min().filter(|distance| *distance <= allowed)
}

/// A single slip of the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Two neighbours exchanged.
    Transposition,
    /// A letter written twice, or once instead of twice.
    Doubling,
    /// Another letter in one's place.
    Change,
    /// A letter too many or too few, at a place counted from 0.
    Other { at: usize },
}

impl Slip {
    /// The slip that makes one text of the other, if one does.
    pub(super) fn between(a: &str, b: &str) -> Option<Slip> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
        let (rest_a, rest_b) = (&a[same..], &b[same..]);
        match (rest_a, rest_b) {
            ([x, y, tail_a @ ..], [v, w, tail_b @ ..])
                if x == w && y == v && x != y && tail_a == tail_b =>
            {
                Some(Slip::Transposition)
            }
            ([_, tail_a @ ..], [_, tail_b @ ..]) if tail_a == tail_b => Some(Slip::Change),
            ([x, tail @ ..], other) if tail == other => Some(Slip::one_more(&a, *x, same)),
            (other, [x, tail @ ..]) if tail == other => Some(Slip::one_more(&b, *x, same)),
            _ => None,
        }
    }

    fn one_more(longer: &[char], letter: char, at: usize) -> Slip {
        // The common beginning ends behind the first of two equal letters.
        if at > 0 && longer[at - 1] == letter { Slip::Doubling } else { Slip::Other { at } }
    }

    pub(super) fn is_gentle(self) -> bool {
        matches!(self, Slip::Transposition | Slip::Doubling)
    }

    /// Whether it is a letter too many or too few that is neither the first nor among the last two.
    pub(super) fn is_inside(self, length: usize) -> bool {
        matches!(self, Slip::Other { at } if at > 0 && at + 2 < length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_apart() {
        assert_eq!(Slip::between("alca", "alac"), Some(Slip::Transposition));
        assert_eq!(Slip::between("comittee", "committee"), Some(Slip::Doubling));
        assert_eq!(Slip::between("police", "policy"), Some(Slip::Change));
        assert_eq!(Slip::between("plicy", "policy"), Some(Slip::Other { at: 1 }));
        assert_eq!(Slip::between("alac", "alac"), None);
        assert_eq!(Slip::between("abc", "xyz"), None);
    }

    #[test]
    fn a_transposition_is_one_slip_and_affixes_cost_nothing() {
        assert_eq!(osa("alca", "alac"), 1);
        assert_eq!(osa("governemental", "governmental"), 1);
        assert_eq!(osa("aab", "aba"), 1);
        assert_eq!(osa("", "abc"), 3);
        assert_eq!(osa("été", "ètè"), 2);
    }

    #[test]
    fn a_beginning_with_a_slip_is_near_its_form() {
        assert_eq!(prefix_distance("governm", "governmental", 1), Some(0));
        assert_eq!(prefix_distance("goverment", "governmental", 1), Some(1));
        assert_eq!(prefix_distance("consumer", "governmental", 1), None);
        assert_eq!(prefix_distance("ogvernm", "governmental", 1), Some(1));
        assert_eq!(prefix_distance("abcdef", "abc", 2), None);
    }

    /// The narrow table gives what comparing every beginning gives.
    #[test]
    fn the_distance_to_a_beginning_is_the_least_of_all() {
        let words =
            ["governance", "govrenance", "goverance", "gvoernanec", "internet", "intrenet", "gov"];
        for text in words {
            for of in ["governance internet", "internet governance", "govern", "intern"] {
                let ends = of.char_indices().map(|(at, _)| at).chain([of.len()]);
                let least = ends.map(|end| osa(text, &of[..end])).min().filter(|least| *least <= 2);
                assert_eq!(prefix_distance(text, of, 2), least, "{text} in {of}");
            }
        }
    }
}
