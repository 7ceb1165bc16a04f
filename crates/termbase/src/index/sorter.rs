//! Sorting more records than memory should hold: runs sorted in memory, put on disk, and merged
//! (Knuth, The Art of Computer Programming, volume 3, section 5.4).
//!
//! A record is a few bytes, ordered as bytes are, so that whoever needs an order writes it into the
//! record: numbers big-endian, texts ended by a zero byte.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

/// How much memory a sorter takes before it turns to the disk, in bytes.
const MEMORY: usize = 16 << 20;

/// Takes records in any order.
#[derive(Debug)]
pub(crate) struct Sorter {
    memory: usize,
    run: Run,
    files: Vec<File>,
    count: u64,
}

/// Records side by side in memory.
#[derive(Debug, Default)]
pub(crate) struct Run {
    bytes: Vec<u8>,
    records: Vec<Record>,
}

/// A record's first bytes, which mostly decide, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Record {
    beginning: u64,
    start: u32,
    length: u32,
}

impl Default for Sorter {
    fn default() -> Self {
        Sorter { memory: MEMORY, run: Run::default(), files: Vec::new(), count: 0 }
    }
}

impl Sorter {
    /// A sorter that turns to the disk early, for tests.
    #[cfg(test)]
    fn with_memory(memory: usize) -> Sorter {
        Sorter { memory, ..Sorter::default() }
    }

    /// How many records were taken.
    pub(crate) fn len(&self) -> u64 {
        self.count
    }

    /// Takes a record.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub(crate) fn push(&mut self, record: &[u8]) -> io::Result<()> {
        self.run.push(record);
        self.count += 1;
        if self.run.size() >= self.memory {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.run.sort();
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for record in &self.run.records {
            out.write_all(&record.length.to_le_bytes())?;
            out.write_all(self.run.record(*record))?;
        }
        self.files.push(out.into_inner()?);
        self.run.bytes.clear();
        self.run.records.clear();
        Ok(())
    }

    /// The records in order.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub(crate) fn finish(mut self) -> io::Result<Sorted> {
        if self.files.is_empty() {
            self.run.sort();
            return Ok(Sorted::Memory { run: self.run, next: 0 });
        }
        self.spill()?;
        self.run = Run::default();
        let mut sorted = Sorted::Disk {
            files: self.files.into_iter().map(BufReader::new).collect(),
            first: BinaryHeap::new(),
            current: Vec::new(),
        };
        sorted.rewind()?;
        Ok(sorted)
    }
}

impl Run {
    fn push(&mut self, record: &[u8]) {
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(record);
        let mut beginning = [0; 8];
        let known = record.len().min(8);
        beginning[..known].copy_from_slice(&record[..known]);
        let beginning = u64::from_be_bytes(beginning);
        self.records.push(Record { beginning, start, length: record.len() as u32 });
    }

    fn size(&self) -> usize {
        self.bytes.len() + self.records.len() * size_of::<Record>()
    }

    fn record(&self, record: Record) -> &[u8] {
        let start = record.start as usize;
        self.bytes.get(start..start + record.length as usize).unwrap_or_default()
    }

    fn sort(&mut self) {
        let mut records = std::mem::take(&mut self.records);
        records.sort_unstable_by(|a, b| {
            let beginnings = a.beginning.cmp(&b.beginning);
            beginnings.then_with(|| self.record(*a).cmp(self.record(*b)))
        });
        self.records = records;
    }
}

/// Records in their order.
pub(crate) enum Sorted {
    Memory {
        run: Run,
        next: usize,
    },
    Disk {
        files: Vec<BufReader<File>>,
        /// The next record of each file, with the file's number.
        first: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
        current: Vec<u8>,
    },
}

impl Sorted {
    /// The next record; equal ones come one after the other.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub(crate) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        match self {
            Sorted::Memory { run, next } => {
                let record = run.records.get(*next).copied();
                *next += 1;
                Ok(record.map(|record| run.record(record)))
            }
            Sorted::Disk { files, first, current } => {
                let Some(Reverse((record, number))) = first.pop() else { return Ok(None) };
                // The buffer of the record before is used again for the file's next.
                let buffer = std::mem::replace(current, record);
                if let Some(file) = files.get_mut(number)
                    && let Some(record) = read(file, buffer)?
                {
                    first.push(Reverse((record, number)));
                }
                Ok(Some(current))
            }
        }
    }

    /// Begins again with the first record.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        match self {
            Sorted::Memory { next, .. } => *next = 0,
            Sorted::Disk { files, first, .. } => {
                first.clear();
                for (number, file) in files.iter_mut().enumerate() {
                    file.rewind()?;
                    first.extend(read(file, Vec::new())?.map(|record| Reverse((record, number))));
                }
            }
        }
        Ok(())
    }
}

/// The next record of a file; `None` at its end.
fn read(file: &mut BufReader<File>, mut buffer: Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match file.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    buffer.resize(u32::from_le_bytes(length) as usize, 0);
    file.read_exact(&mut buffer)?;
    Ok(Some(buffer))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by it")]
mod tests {
    use super::*;

    fn all(mut sorted: Sorted) -> Vec<Vec<u8>> {
        let mut records = Vec::new();
        while let Some(record) = sorted.next().unwrap() {
            records.push(record.to_vec());
        }
        records
    }

    #[test]
    fn on_disk_and_in_memory_the_order_is_that_of_bytes() {
        let records: Vec<Vec<u8>> = (0..2000u32)
            .map(|n| {
                let scattered = n.wrapping_mul(2_654_435_761);
                scattered.to_be_bytes()[..(n % 5) as usize].repeat(1 + (n % 3) as usize)
            })
            .collect();
        let mut expected = records.clone();
        expected.sort();
        for memory in [1, 500, usize::MAX] {
            let mut sorter = Sorter::with_memory(memory);
            records.iter().for_each(|record| sorter.push(record).unwrap());
            assert_eq!(sorter.len(), 2000);
            let mut sorted = sorter.finish().unwrap();
            sorted.next().unwrap();
            sorted.rewind().unwrap();
            assert_eq!(all(sorted), expected, "{memory}");
        }
    }
}
