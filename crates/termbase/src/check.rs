//! Checks of entries against each other: ids that stand twice, `see` that leads nowhere.

use std::io;
use std::rc::Rc;

use crate::index::sorter::{Sorted, Sorter};
use crate::read::nearest;
use crate::{Batch, Entry, Fault, FaultKind, Place};

/// For how many ids that lead nowhere the nearest that exists is looked for: each is held against
/// every id there is.
const PROPOSED: usize = 100;

/// Holds entries against each other as they come, in any number: what must be remembered of them is
/// sorted by id, on disk if need be.
#[derive(Debug, Default)]
pub struct Between {
    /// Ids and the ids that `see` names: id, zero, whether it is named, order, line, column, file.
    ids: Sorter,
    faults: Vec<Fault>,
}

const STANDS: u8 = 0;
const NAMED: u8 = 1;

impl Between {
    /// Takes an entry.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        self.push(&entry.term.id, STANDS, &entry.place)?;
        for (see, place) in entry.term.see.iter().zip(&entry.see_places) {
            if *see == entry.term.id {
                let kind = FaultKind::SeesItself { id: see.clone() };
                self.faults.push(Fault { place: place.clone(), kind });
            } else {
                self.push(see, NAMED, place)?;
            }
        }
        Ok(())
    }

    fn push(&mut self, id: &str, what: u8, place: &Place) -> io::Result<()> {
        let mut record = Vec::with_capacity(id.len() + place.file.len() + 26);
        record.extend_from_slice(id.as_bytes());
        record.extend_from_slice(&[0, what]);
        for number in [self.ids.len(), place.line as u64, place.column as u64] {
            record.extend_from_slice(&number.to_be_bytes());
        }
        record.extend_from_slice(place.file.as_bytes());
        self.ids.push(&record)
    }

    /// The faults between the entries. `known` tells of ids that exist elsewhere, in the glossaries
    /// below this one.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub fn finish(self, known: impl Fn(&str) -> bool) -> io::Result<Vec<Fault>> {
        let mut faults = self.faults;
        let mut sorted = self.ids.finish()?;
        let mut stands: Option<(String, Place)> = None;
        let mut dangling = Vec::new();
        while let Some(record) = sorted.next()? {
            let Some((id, what, place)) = take(record) else { continue };
            let first = stands.as_ref().filter(|(stands, _)| stands == id);
            match (what, first) {
                (STANDS, Some((_, first))) => {
                    let kind = FaultKind::RepeatedId { id: id.to_owned(), first: first.clone() };
                    faults.push(Fault { place, kind });
                }
                (STANDS, None) => stands = Some((id.to_owned(), place)),
                (_, None) if !known(id) => dangling.push((id.to_owned(), place)),
                _ => {}
            }
        }
        let proposals = proposals(&mut sorted, &dangling)?;
        let proposals = proposals.into_iter().chain(std::iter::repeat(None));
        faults.extend(dangling.into_iter().zip(proposals).map(|((id, place), nearest)| Fault {
            place,
            kind: FaultKind::DanglingSee { id, nearest },
        }));
        Ok(faults)
    }
}

/// The nearest id for each of the first that lead nowhere.
fn proposals(sorted: &mut Sorted, dangling: &[(String, Place)]) -> io::Result<Vec<Option<String>>> {
    let mut best: Vec<Option<String>> = vec![None; dangling.len().min(PROPOSED)];
    if dangling.is_empty() {
        return Ok(best);
    }
    sorted.rewind()?;
    while let Some(record) = sorted.next()? {
        let Some((id, STANDS, _)) = take(record) else { continue };
        for ((wanted, _), best) in dangling.iter().zip(&mut best) {
            let found = nearest(wanted, best.as_deref().into_iter().chain([id]));
            if found != best.as_deref() {
                *best = found.map(str::to_owned);
            }
        }
    }
    Ok(best)
}

fn take(record: &[u8]) -> Option<(&str, u8, Place)> {
    let end = record.iter().position(|byte| *byte == 0)?;
    let id = str::from_utf8(record.get(..end)?).ok()?;
    let (what, rest) = record.get(end + 1..)?.split_first()?;
    let (numbers, file) = rest.split_at_checked(24)?;
    let number = |at: usize| {
        let bytes = numbers.get(at..at + 8)?.try_into().ok()?;
        usize::try_from(u64::from_be_bytes(bytes)).ok()
    };
    let file: Rc<str> = str::from_utf8(file).ok()?.into();
    Some((id, *what, Place { file, line: number(8)?, column: number(16)? }))
}

/// All faults of a batch, in the order of their places. `known` tells of ids that exist elsewhere.
pub fn all(batch: &Batch, known: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut between = Between::default();
    let added = batch.entries.iter().try_for_each(|entry| between.add(entry));
    let mut faults = batch.faults.clone();
    match added.and_then(|()| between.finish(known)) {
        Ok(found) => faults.extend(found),
        Err(error) => faults.push(Fault::of_temporary_files(&error)),
    }
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults
}
