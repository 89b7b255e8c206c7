//! Where bytes come from, read as often as needed without holding them: a file or memory, packed or not.
//!
//! Everything that keeps hostile bytes within bounds starts here; what the bytes mean does not belong here.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

/// How much is read before a file is given up. The defaults are far above any record of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one row, line breaks inside quotes included, or of one XML tag or text.
    pub row: u64,
    /// Columns of a table.
    pub columns: usize,
    /// Bytes of a workbook after unpacking.
    pub workbook: u64,
    /// Cells of a workbook's sheet, the empty ones between the used ones included.
    pub cells: u64,
    /// Unpacked bytes a packed byte may give once `free` bytes are out.
    pub ratio: u64,
    /// Unpacked bytes for which the ratio is not looked at.
    pub free: u64,
    /// Depth of nested XML elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            row: 16 << 20,
            columns: 16_384,
            workbook: 512 << 20,
            cells: 20_000_000,
            ratio: 200,
            free: 128 << 20,
            depth: 128,
        }
    }
}

/// A file or bytes in memory. It can be opened again and again, and gives the same bytes each time.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    from: From,
}

#[derive(Clone, Debug)]
enum From {
    File(PathBuf),
    Memory(std::sync::Arc<[u8]>),
}

/// Bytes that can be gone back in, as workbooks need it.
pub(crate) trait ReadSeek: Read + io::Seek {}
impl<T: Read + io::Seek> ReadSeek for T {}

impl Source {
    /// The bytes of a file.
    pub fn file(path: &Path) -> Self {
        Self {
            name: path.to_string_lossy().into_owned(),
            from: From::File(path.to_owned()),
        }
    }

    /// Bytes in memory; the name is only looked at for its ending.
    pub fn memory(name: &str, bytes: impl Into<std::sync::Arc<[u8]>>) -> Self {
        Self {
            name: name.to_owned(),
            from: From::Memory(bytes.into()),
        }
    }

    /// Name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Number of bytes as they lie there, packed.
    ///
    /// # Errors
    /// The file is not there or may not be read.
    pub fn len(&self) -> io::Result<u64> {
        match &self.from {
            From::File(path) => Ok(std::fs::metadata(path)?.len()),
            From::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// True when there are no bytes.
    ///
    /// # Errors
    /// The file is not there or may not be read.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// True when the bytes, as they lie there, begin so.
    ///
    /// # Errors
    /// The file is not there or may not be read.
    pub fn starts_with(&self, magic: &[u8]) -> io::Result<bool> {
        let mut start = Vec::new();
        self.raw()?.take(magic.len() as u64).read_to_end(&mut start)?;
        Ok(start == magic)
    }

    /// The bytes as they lie there.
    pub(crate) fn raw(&self) -> io::Result<Box<dyn ReadSeek + '_>> {
        Ok(match &self.from {
            From::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            From::Memory(bytes) => Box::new(Cursor::new(&bytes[..])),
        })
    }

    /// The first bytes as they lie there, at most 8.
    pub(crate) fn magic(&self) -> io::Result<Vec<u8>> {
        let mut magic = Vec::new();
        self.raw()?.take(8).read_to_end(&mut magic)?;
        Ok(magic)
    }

    /// The bytes, unpacked when they are gzip; fails where unpacking passes the limits.
    pub(crate) fn open(&self, limits: &Limits) -> io::Result<Opened<'_>> {
        let taken = Rc::new(Cell::new(0));
        let packed = Counted {
            inner: self.raw()?,
            taken: Rc::clone(&taken),
        };
        let reader: Box<dyn Read + '_> = if self.magic()?.starts_with(&[0x1f, 0x8b]) {
            Box::new(Unpacked {
                inner: MultiGzDecoder::new(packed),
                taken: Rc::clone(&taken),
                given: 0,
                limits: *limits,
            })
        } else {
            Box::new(packed)
        };
        Ok(Opened {
            reader,
            taken,
            len: self.len()?.max(1),
        })
    }
}

/// An opened source, which knows which part of it has been read.
pub(crate) struct Opened<'a> {
    reader: Box<dyn Read + 'a>,
    taken: Rc<Cell<u64>>,
    len: u64,
}

impl Read for Opened<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl Opened<'_> {
    /// A gauge of the part that has been read, which outlives handing the reader on.
    pub fn gauge(&self) -> Gauge {
        Gauge {
            taken: Rc::clone(&self.taken),
            len: self.len,
        }
    }
}

/// Which part of a source has been read.
pub(crate) struct Gauge {
    taken: Rc<Cell<u64>>,
    len: u64,
}

impl Gauge {
    /// The part, 0 to 1.
    pub fn part(&self) -> f32 {
        (self.taken.get() as f64 / self.len as f64).min(1.0) as f32
    }
}

struct Counted<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

/// Unpacks, and fails where the bytes swell as only a bomb does.
struct Unpacked<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
    given: u64,
    limits: Limits,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given += count as u64;
        if self.given > self.limits.free
            && self.given > self.taken.get().max(1).saturating_mul(self.limits.ratio)
        {
            return Err(io::Error::other(TooMuch(format!(
                "the file swells more than {} times when it is unpacked",
                self.limits.ratio
            ))));
        }
        Ok(count)
    }
}

/// A limit that was passed, as it travels through readers that only know errors of input and output.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct TooMuch(pub String);

/// The limit inside an error of input and output, when one was passed.
pub(crate) fn too_much(error: &io::Error) -> Option<String> {
    let inner = error.get_ref()?;
    inner.downcast_ref::<TooMuch>().map(|limit| limit.0.clone())
}

/// Hands bytes on, and fails when too many went by since the mark was last set: the reader behind it holds a row or
/// tag as a whole, so this is what bounds its memory.
pub(crate) struct Guard<R> {
    inner: R,
    since: Rc<Cell<u64>>,
    most: u64,
}

/// Sets the mark of a [`Guard`] while the guard itself is inside of a reader.
pub(crate) struct LimitFlag(Rc<Cell<u64>>);

impl LimitFlag {
    /// A row or tag is complete.
    pub fn set(&self) {
        self.0.set(0);
    }
}

impl<R: Read> Guard<R> {
    /// Guards a reader; `most` bytes may go by between two marks.
    pub fn new(inner: R, most: u64) -> (Self, LimitFlag) {
        let since = Rc::new(Cell::new(0));
        let mark = LimitFlag(Rc::clone(&since));
        (Self { inner, since, most }, mark)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > self.most {
            return Err(io::Error::other(TooMuch(format!(
                "a row or tag of more than {} MB",
                self.most >> 20
            ))));
        }
        let count = self.inner.read(buffer)?;
        self.since.set(self.since.get() + count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn gzip_is_unpacked_and_a_bomb_is_given_up() {
        let pack = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            packer.write_all(bytes).expect("memory takes it");
            packer.finish().expect("memory takes it")
        };
        let mut text = String::new();
        Source::memory("a.gz", pack(b"hello"))
            .open(&Limits::default())
            .and_then(|mut opened| opened.read_to_string(&mut text))
            .expect("it unpacks");
        assert_eq!(text, "hello", "gzip is unpacked by its first bytes");
        let limits = Limits {
            free: 1 << 20,
            ..Limits::default()
        };
        let bomb = Source::memory("b.gz", pack(&vec![0; 8 << 20]));
        let error = bomb
            .open(&limits)
            .and_then(|mut opened| io::copy(&mut opened, &mut io::sink()))
            .expect_err("zeros swell a thousandfold");
        assert!(too_much(&error).is_some(), "it is a limit: {error}");
    }
}
