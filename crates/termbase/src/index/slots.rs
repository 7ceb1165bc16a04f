//! The hash tables of an index: open addressing, probed one by one.
//!
//! An entry's place is the top bits of its hash, so that entries in the order of their hashes are
//! in the order of their places and the table is written from its beginning to its end.

use std::io;

use super::sorter::Sorter;
use super::spool::Spool;

/// The number of slots of a table for so many entries: a power of two, at most four fifths full.
pub(crate) fn size(count: u64) -> u64 {
    if count == 0 { 0 } else { (count + count / 4 + 1).next_power_of_two() }
}

/// The first slot that a hash may be in, in a table of a size that is a power of two.
pub(crate) fn first(hash: u64, size: u64) -> u64 {
    // A table of one slot has no bit to choose by.
    hash.checked_shr(64 - size.trailing_zeros()).unwrap_or(0)
}

/// Collects entries of 4 bytes, none of them 0, by their hashes.
#[derive(Debug, Default)]
pub(crate) struct Slots(Sorter);

impl Slots {
    /// Adds an entry.
    ///
    /// # Errors
    ///
    /// Those of the disk, as for all below.
    pub(crate) fn push(&mut self, hash: u64, entry: u32) -> io::Result<()> {
        let mut record = [0; 12];
        record[..8].copy_from_slice(&hash.to_be_bytes());
        record[8..].copy_from_slice(&entry.to_be_bytes());
        self.0.push(&record)
    }

    /// The table.
    pub(crate) fn finish(self) -> io::Result<Spool> {
        let size = size(self.0.len());
        let mut sorted = self.0.finish()?;
        fill(|| Ok(sorted.next()?.and_then(entry)), size)
    }
}

fn entry(record: &[u8]) -> Option<(u64, u32)> {
    let (hash, entry) = record.split_first_chunk::<8>()?;
    Some((u64::from_be_bytes(*hash), u32::from_be_bytes(entry.try_into().ok()?)))
}

/// The table of a size that holds the entries, which come in the order of their hashes.
pub(crate) fn fill(
    mut entries: impl FnMut() -> io::Result<Option<(u64, u32)>>,
    size: u64,
) -> io::Result<Spool> {
    let mut table = Spool::default();
    let mut behind = Vec::new();
    let mut next = 0;
    while let Some((hash, entry)) = entries()? {
        let slot = first(hash, size).max(next);
        if slot >= size {
            // What finds no place up to the end begins again at the beginning.
            behind.push(entry);
            continue;
        }
        pad(&mut table, slot - next)?;
        table.push(&entry.to_le_bytes())?;
        next = slot + 1;
    }
    pad(&mut table, size.saturating_sub(next))?;
    let mut slot = 0;
    for entry in behind {
        let mut taken = [0; 4];
        while slot < size {
            table.read_at(slot * 4, &mut taken)?;
            if taken == [0; 4] {
                break;
            }
            slot += 1;
        }
        table.write_at(slot * 4, &entry.to_le_bytes())?;
    }
    Ok(table)
}

fn pad(table: &mut Spool, slots: u64) -> io::Result<()> {
    const EMPTY: [u8; 4096] = [0; 4096];
    let mut left = slots * 4;
    while left > 0 {
        let part = left.min(EMPTY.len() as u64);
        table.push(&EMPTY[..part as usize])?;
        left -= part;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by it")]
mod tests {
    use std::io::Read;

    use super::*;

    fn table(entries: &[(u64, u32)]) -> Vec<u32> {
        let mut slots = Slots::default();
        entries.iter().for_each(|(hash, entry)| slots.push(*hash, *entry).unwrap());
        let mut bytes = Vec::new();
        slots.finish().unwrap().into_reader().unwrap().read_to_end(&mut bytes).unwrap();
        bytes.chunks(4).map(|slot| u32::from_le_bytes(slot.try_into().unwrap())).collect()
    }

    #[test]
    fn an_entry_is_where_probing_finds_it_also_round_the_end() {
        assert_eq!(table(&[]), [0; 0]);
        let last = u64::MAX;
        let entries = [(0, 1), (last, 2), (last, 3), (last - 1, 4), (1 << 62, 5)];
        let table = table(&entries);
        assert_eq!(table.len(), 8);
        for (hash, entry) in entries {
            let start = first(hash, 8) as usize;
            let found = (0..8).map(|step| table[(start + step) % 8]).take_while(|slot| *slot != 0);
            assert!(found.into_iter().any(|slot| slot == entry), "{entry} in {table:?}");
        }
    }
}
