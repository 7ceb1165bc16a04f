//! A PDF with its small objects packed and compressed together (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! A tagged book has tens of thousands of small objects, one for each link and each element of its
//! structure; krilla writes each in plain text. Packed, the file is about a third as large.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How many objects are packed together: a reader unpacks all of them to see one.
const TOGETHER: usize = 500;

/// Where an object is.
enum At {
    /// So many bytes from the file's beginning.
    Offset(usize),
    /// In a packed stream: its number, and the place in it.
    Packed(usize, usize),
}

/// The same document, packed. `None` for a file whose objects are not told by one plain table.
pub(super) fn pack(pdf: &[u8]) -> Option<Vec<u8>> {
    let table = Table::read(pdf)?;
    let mut out = pdf.get(..*table.objects.values().map(|range| &range.start).min()?)?.to_vec();
    let mut places: BTreeMap<usize, At> = BTreeMap::new();
    let mut small: Vec<(usize, &[u8])> = Vec::new();
    for (&number, range) in &table.objects {
        let object = pdf.get(range.clone())?.trim_ascii_end();
        let body = object.strip_suffix(b"endobj")?.trim_ascii_end();
        if body.ends_with(b"endstream") {
            places.insert(number, At::Offset(out.len()));
            out.extend_from_slice(object);
            out.push(b'\n');
        } else {
            let head = format!("{number} 0 obj");
            small.push((number, body.strip_prefix(head.as_bytes())?.trim_ascii_start()));
        }
    }
    let mut next = table.size;
    for objects in small.chunks(TOGETHER) {
        let (mut heads, mut bodies) = (String::new(), Vec::new());
        for (place, (number, body)) in objects.iter().enumerate() {
            heads.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend_from_slice(body);
            bodies.push(b'\n');
            places.insert(*number, At::Packed(next, place));
        }
        let what = format!("/Type/ObjStm/N {}/First {}", objects.len(), heads.len());
        places.insert(next, At::Offset(out.len()));
        stream(&mut out, next, &what, &[heads.as_bytes(), &bodies].concat())?;
        next += 1;
    }
    let start = out.len();
    places.insert(next, At::Offset(start));
    let mut entries = Vec::new();
    for number in 0..=next {
        let (kind, place, rest) = match places.get(&number) {
            None => (0, 0, u16::MAX),
            Some(At::Offset(offset)) => (1, *offset, 0),
            Some(At::Packed(stream, place)) => (2, *stream, u16::try_from(*place).ok()?),
        };
        entries.push(kind);
        entries.extend_from_slice(&u32::try_from(place).ok()?.to_be_bytes());
        entries.extend_from_slice(&rest.to_be_bytes());
    }
    let what = format!("/Type/XRef/W[1 4 2]/Size {}{}", next + 1, table.trailer);
    stream(&mut out, next, &what, &entries)?;
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    Some(out)
}

/// Writes a compressed stream as an object.
fn stream(out: &mut Vec<u8>, number: usize, what: &str, bytes: &[u8]) -> Option<()> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    let bytes = encoder.finish().ok()?;
    let head =
        format!("{number} 0 obj\n<<{what}/Length {}/Filter/FlateDecode>>\nstream\n", bytes.len());
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(&bytes);
    out.extend_from_slice(b"\nendstream\nendobj\n");
    Some(())
}

/// The table at a file's end that tells where its objects are.
struct Table {
    objects: BTreeMap<usize, Range<usize>>,
    size: usize,
    /// The entries of the trailer but for its size.
    trailer: String,
}

impl Table {
    fn read(pdf: &[u8]) -> Option<Table> {
        let start = after_last(pdf, b"startxref")?;
        let start: usize = first_word(pdf.get(start..)?)?.parse().ok()?;
        let rest = pdf.get(start..)?.strip_prefix(b"xref\n0 ")?;
        let size: usize = first_word(rest)?.parse().ok()?;
        let lines = rest.get(rest.iter().position(|&byte| byte == b'\n')? + 1..)?;
        // Each line is 20 bytes: the offset, the generation, whether it is in use.
        let mut offsets: Vec<(usize, usize)> = Vec::new();
        for (number, line) in lines.chunks_exact(20).take(size).enumerate() {
            if line.get(17) == Some(&b'n') {
                offsets.push((first_word(line)?.parse().ok()?, number));
            }
        }
        offsets.sort_unstable();
        let ends = offsets.iter().skip(1).map(|(offset, _)| *offset).chain([start]);
        let objects = offsets.iter().zip(ends).map(|(&(from, number), to)| (number, from..to));
        let objects = objects.collect();
        let trailer = std::str::from_utf8(pdf.get(after_last(pdf, b"trailer")?..)?).ok()?;
        let trailer = trailer.split_once("startxref")?.0.trim();
        let trailer = trailer.strip_prefix("<<")?.strip_suffix(">>")?;
        let (before, after) = trailer.split_once("/Size ")?;
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        Some(Table { objects, size, trailer: format!("{before}{after}") })
    }
}

fn after_last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let at = bytes.windows(word.len()).rposition(|window| window == word)?;
    Some(at + word.len())
}

fn first_word(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len());
    std::str::from_utf8(bytes.get(..end)?).ok()
}
