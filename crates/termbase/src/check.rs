//! Checks of entries against each other: ids that stand twice, `see` that leads nowhere.

use std::collections::HashMap;

use crate::read::nearest;
use crate::{Batch, Entry, Fault, FaultKind, Place};

/// The faults between the entries of a batch. `known` tells of ids that exist elsewhere, in the
/// glossaries below this one.
pub fn between(entries: &[Entry], known: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut ids: HashMap<&str, &Place> = HashMap::new();
    for entry in entries {
        let id = entry.term.id.as_str();
        if let Some(first) = ids.get(id) {
            let kind = FaultKind::RepeatedId { id: id.to_owned(), first: (*first).clone() };
            faults.push(Fault { place: entry.place.clone(), kind });
        } else {
            ids.insert(id, &entry.place);
        }
    }
    for entry in entries {
        for (see, place) in entry.term.see.iter().zip(&entry.see_places) {
            let kind = if *see == entry.term.id {
                FaultKind::SeesItself { id: see.clone() }
            } else if !ids.contains_key(see.as_str()) && !known(see) {
                let mut all: Vec<&str> = ids.keys().copied().collect();
                all.sort_unstable();
                let nearest = nearest(see, all.into_iter()).map(str::to_owned);
                FaultKind::DanglingSee { id: see.clone(), nearest }
            } else {
                continue;
            };
            faults.push(Fault { place: place.clone(), kind });
        }
    }
    faults
}

/// All faults of a batch, in the order of their places.
pub fn all(batch: &Batch, known: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = batch.faults.clone();
    faults.extend(between(&batch.entries, known));
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults
}
