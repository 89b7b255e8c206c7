//! Reading rows from the pages of a database without its indexes: every leaf page of a table that is not on
//! the list of free pages. Nothing in a page is trusted: lengths are bounded by the file, chains by its
//! number of pages.
//!
//! Source: <https://www.sqlite.org/fileformat2.html>, sections 1.5 (free pages), 1.6 (b-tree pages) and 2.1
//! (records).

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Length of the header of the file, which page 1 has before its own.
const FILE_HEADER: usize = 100;
/// First byte of a leaf page of a table.
const TABLE_LEAF: u8 = 0x0D;
/// Page size of files made by this crate; taken where the header is not readable.
const USUAL_PAGE: usize = 4096;
/// The longest record that is read: a row is far below it.
const LONGEST: usize = 16 << 20;

/// The pages of one file.
struct Pages {
    file: File,
    size: usize,
    usable: usize,
    count: u32,
    /// Bytes that may still be gathered from overflow pages: in a sound file each is gathered once.
    left: u64,
}

/// Every record that has the shape of a row: id, revision and body.
pub(super) fn records(path: &Path) -> io::Result<Vec<(String, i64, String)>> {
    let mut pages = Pages::open(path)?;
    let free = pages.free();
    let mut out = Vec::new();
    for number in (1..=pages.count).filter(|number| !free.contains(number)) {
        let Some(page) = pages.read(number) else { continue };
        let start = if number == 1 { FILE_HEADER } else { 0 };
        if page.get(start) != Some(&TABLE_LEAF) {
            continue;
        }
        let cells = short(&page, start + 3).unwrap_or(0);
        for cell in 0..cells {
            let at = short(&page, start + 8 + 2 * cell);
            if let Some(record) = at
                .and_then(|at| pages.payload(&page, at))
                .as_deref()
                .and_then(row)
            {
                out.push(record);
            }
        }
    }
    Ok(out)
}

impl Pages {
    fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut header = Vec::with_capacity(FILE_HEADER);
        (&mut file).take(FILE_HEADER as u64).read_to_end(&mut header)?;
        let size = match short(&header, 16) {
            Some(1) => 65_536,
            Some(size) if size.is_power_of_two() && size >= 512 => size,
            _ => USUAL_PAGE,
        };
        let reserved = header.get(20).copied().map_or(0, usize::from);
        Ok(Self {
            file,
            size,
            usable: if size - reserved >= 480 {
                size - reserved
            } else {
                size
            },
            left: length,
            count: u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX),
        })
    }

    /// A page, numbered from 1; filled up with zeros where the file ends inside it.
    fn read(&mut self, number: u32) -> Option<Vec<u8>> {
        if number == 0 || number > self.count {
            return None;
        }
        let mut page = Vec::with_capacity(self.size);
        self.file
            .seek(SeekFrom::Start(u64::from(number - 1) * self.size as u64))
            .ok()?;
        (&mut self.file)
            .take(self.size as u64)
            .read_to_end(&mut page)
            .ok()?;
        page.resize(self.size, 0);
        Some(page)
    }

    /// The free pages: the trunks, and the leaves they list.
    fn free(&mut self) -> BTreeSet<u32> {
        let mut free = BTreeSet::new();
        let mut trunk = self
            .read(1)
            .as_deref()
            .and_then(|page| long(page, 32))
            .unwrap_or(0);
        while let Some(page) = self.read(trunk) {
            if !free.insert(trunk) {
                break;
            }
            let leaves = long(&page, 4).unwrap_or(0) as usize;
            free.extend((0..leaves.min(self.size / 4)).filter_map(|leaf| long(&page, 8 + 4 * leaf)));
            trunk = long(&page, 0).unwrap_or(0);
        }
        free
    }

    /// The payload of the cell at a place of a leaf page, gathered from overflow pages.
    fn payload(&mut self, page: &[u8], at: usize) -> Option<Vec<u8>> {
        let (length, at) = varint(page, at)?;
        let (_rowid, at) = varint(page, at)?;
        let length = usize::try_from(length).ok()?;
        if length > LONGEST {
            return None;
        }
        let most = self.usable - 35;
        if length <= most {
            return page.get(at..at + length).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (self.usable - 4);
        let here = if fitting <= most { fitting } else { least };
        let mut payload = page.get(at..at + here)?.to_vec();
        let mut next = long(page, at + here)?;
        self.left = self.left.checked_sub((length - here) as u64)?;
        while payload.len() < length {
            let page = self.read(next)?;
            let part = (length - payload.len()).min(self.usable - 4);
            payload.extend_from_slice(page.get(4..4 + part)?);
            next = long(&page, 0)?;
        }
        Some(payload)
    }
}

/// The three stored columns of a row, from the payload of its record.
fn row(payload: &[u8]) -> Option<(String, i64, String)> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header)
        .ok()
        .filter(|&header| header <= payload.len())?;
    let mut kinds = Vec::with_capacity(3);
    while at < header {
        let (kind, next) = varint(payload, at)?;
        kinds.push(kind);
        at = next;
    }
    let [id, rev, body] = kinds.try_into().ok()?;
    let (id, at) = text(payload, header, id)?;
    let (rev, at) = integer(payload, at, rev)?;
    let (body, _) = text(payload, at, body)?;
    Some((id, rev, body))
}

/// A text of a serial type (13, 15, 17, …).
fn text(payload: &[u8], at: usize, kind: u64) -> Option<(String, usize)> {
    if kind < 13 || kind.is_multiple_of(2) {
        return None;
    }
    let end = at.checked_add(usize::try_from((kind - 13) / 2).ok()?)?;
    let text = std::str::from_utf8(payload.get(at..end)?).ok()?;
    Some((text.to_owned(), end))
}

/// An integer of a serial type (1 to 6, 8 and 9).
fn integer(payload: &[u8], at: usize, kind: u64) -> Option<(i64, usize)> {
    let length = match kind {
        8 | 9 => return Some((kind as i64 - 8, at)),
        1..=4 => kind as usize,
        5 => 6,
        6 => 8,
        _ => return None,
    };
    let bytes = payload.get(at..at + length)?;
    let first = i64::from(*bytes.first()? as i8);
    let value = bytes[1..]
        .iter()
        .fold(first, |value, byte| (value << 8) | i64::from(*byte));
    Some((value, at + length))
}

/// A number of one to nine bytes, and the place after it.
fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for length in 0..8 {
        let byte = *bytes.get(at + length)?;
        value = (value << 7) | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some((value, at + length + 1));
        }
    }
    let last = *bytes.get(at + 8)?;
    Some(((value << 8) | u64::from(last), at + 9))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?;
    Some(usize::from(bytes[0]) << 8 | usize::from(bytes[1]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_written() {
        assert_eq!(varint(&[0x00], 0), Some((0, 1)));
        assert_eq!(varint(&[0x7F], 0), Some((127, 1)));
        assert_eq!(varint(&[0x81, 0x00], 0), Some((128, 2)));
        assert_eq!(varint(&[0xFF; 9], 0), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0xFF; 3], 0), None, "it has no end");
        assert_eq!(integer(&[0xFF], 0, 1), Some((-1, 1)));
        assert_eq!(integer(&[0x01, 0x00], 0, 2), Some((256, 2)));
        assert_eq!(integer(&[], 0, 9), Some((1, 0)));
        assert_eq!(text(b"ab", 0, 17), Some(("ab".to_owned(), 2)));
        assert_eq!(text(b"ab", 0, 19), None, "longer than what is there");
    }
}
