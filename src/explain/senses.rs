//! Which sense of a form a text means.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use termbase::{Term, fold};

use super::finder::Hit;
use crate::Address;

/// How much better the best sense must be to be the only one told.
const LEAD: usize = 2;

/// What a text says about the senses of its forms.
pub(super) struct Senses<'a> {
    terms: &'a HashMap<Address, Rc<Term>>,
    folded: String,
    /// The ids of terms that stand in the text with one sense only.
    sure: HashSet<&'a str>,
    topics: HashMap<&'a str, usize>,
    /// What was asked already: the text is looked through once for a sense, however often its form
    /// stands there.
    scores: RefCell<HashMap<Address, usize>>,
}

impl<'a> Senses<'a> {
    pub(super) fn of(
        text: &str,
        hits: &[Hit],
        terms: &'a HashMap<Address, Rc<Term>>,
    ) -> Senses<'a> {
        let (mut sure, mut topics) = (HashSet::new(), HashMap::new());
        let several = hits.iter().any(|hit| hit.senses.len() > 1);
        for hit in hits.iter().filter(|hit| several && hit.senses.len() == 1) {
            if let Some(term) = terms.get(&hit.senses[0]) {
                sure.insert(term.id.as_str());
                if let Some(topic) = &term.topic {
                    *topics.entry(topic.as_str()).or_insert(0) += 1;
                }
            }
        }
        // The folded text is asked for expansions, which only forms with several senses need.
        let folded = if several { format!(" {} ", fold::spaced(text)) } else { String::new() };
        Senses { terms, folded, sure, topics, scores: RefCell::default() }
    }

    /// The senses of a hit, the likeliest first; only one where the text decides.
    pub(super) fn order(&self, hit: &Hit) -> Vec<Address> {
        if hit.senses.len() < 2 {
            return hit.senses.clone();
        }
        let mut scored: Vec<(usize, Address)> =
            hit.senses.iter().map(|&address| (self.score(address), address)).collect();
        // A stable sort: of equal senses the one that look-up shows first stays first.
        scored.sort_by(|(a, _), (b, _)| b.cmp(a));
        if scored[0].0 >= scored[1].0 + LEAD {
            scored.truncate(1);
        }
        scored.into_iter().map(|(_, address)| address).collect()
    }

    fn score(&self, address: Address) -> usize {
        if let Some(score) = self.scores.borrow().get(&address) {
            return *score;
        }
        let score = self.speaks_for(address);
        self.scores.borrow_mut().insert(address, score);
        score
    }

    /// How much of the text speaks for a sense: its name in full most, its neighbours, its topic.
    fn speaks_for(&self, address: Address) -> usize {
        let Some(term) = self.terms.get(&address) else { return 0 };
        let names = term.texts.iter().map(|(_, text)| fold::spaced(&text.name));
        let named = names.filter(|name| self.folded.contains(&format!(" {name} "))).count();
        let near = term.see.iter().filter(|id| self.sure.contains(id.as_str())).count();
        let topic = term.topic.as_deref().and_then(|topic| self.topics.get(topic));
        let of_topic = topic.map_or(0, |count| (*count).min(3));
        6 * named.min(1) + 2 * near + of_topic + usize::from(term.essential)
    }
}
