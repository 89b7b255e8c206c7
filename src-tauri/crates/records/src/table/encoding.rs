//! From the bytes of a text file to UTF-8, whatever the program that wrote it thought right.
//!
//! Order of what is believed: a byte order mark, the zero bytes of UTF-16, UTF-8 that is valid to the last byte, and
//! only then the letter statistics of chardetng. Lines and cells are not known here.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that the letter statistics look at.
const LOOKED_AT: usize = 4 << 20;

/// What the first look at a text found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sniffed {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// True when a byte order mark says it.
    pub mark: bool,
}

/// Reads the text once and says how it is written. A pass over all bytes, so that one letter late in the file counts.
pub(crate) fn sniff(mut reader: impl Read) -> io::Result<Sniffed> {
    let mut chunk = vec![0; 1 << 16];
    let mut count = fill(&mut reader, &mut chunk)?;
    if let Some((encoding, _)) = Encoding::for_bom(&chunk[..count]) {
        return Ok(Sniffed { encoding, mark: true });
    }
    if let Some(encoding) = wide(&chunk[..count]) {
        return Ok(Sniffed {
            encoding,
            mark: false,
        });
    }
    let mut utf8 = Some(UTF_8.new_decoder_without_bom_handling());
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut looked_at = 0;
    let mut scratch = vec![0; 1 << 18];
    loop {
        let bytes = &chunk[..count];
        let last = count == 0;
        if let Some(decoder) = &mut utf8
            && !is_valid(decoder, bytes, &mut scratch, last)
        {
            utf8 = None;
            looked_at = looked_at.min(LOOKED_AT / 2);
        }
        // Plain letters say nothing about the encoding, and they are nearly all of most files.
        if looked_at < LOOKED_AT && !bytes.is_ascii() {
            detector.feed(bytes, false);
            looked_at += count;
        }
        if last || (utf8.is_none() && looked_at >= LOOKED_AT) {
            break;
        }
        count = fill(&mut reader, &mut chunk)?;
    }
    let encoding = if utf8.is_some() {
        UTF_8
    } else {
        detector.feed(&[], true);
        detector.guess(None, Utf8Detection::Deny)
    };
    Ok(Sniffed {
        encoding,
        mark: false,
    })
}

fn is_valid(decoder: &mut Decoder, mut bytes: &[u8], scratch: &mut [u8], last: bool) -> bool {
    loop {
        match decoder.decode_to_utf8_without_replacement(bytes, scratch, last) {
            (DecoderResult::InputEmpty, ..) => return true,
            (DecoderResult::OutputFull, read, _) => bytes = &bytes[read..],
            (DecoderResult::Malformed(..), ..) => return false,
        }
    }
}

/// UTF-16 without a mark: in text of mostly plain letters every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.chunks_exact(2).take(2048);
    let count = pairs.len();
    let low = pairs.clone().filter(|pair| pair[0] != 0 && pair[1] == 0).count();
    let high = pairs.filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    if count >= 2 && low * 10 >= count * 7 {
        Some(UTF_16LE)
    } else if count >= 2 && high * 10 >= count * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Reads until the buffer is full or the text ends.
pub(crate) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match reader.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// A text as UTF-8. What its encoding does not have becomes the replacement character.
pub(crate) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Box<[u8]>,
    at: usize,
    end: usize,
    ended: bool,
    /// True when the decoder has given its last character and must not be asked again.
    finished: bool,
    /// Characters that the last caller had no room for.
    spill: Vec<u8>,
    spilled: usize,
}

impl<R: Read> Decoded<R> {
    /// Decodes a reader; a byte order mark is not handed on.
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16].into_boxed_slice(),
            at: 0,
            end: 0,
            ended: false,
            finished: false,
            spill: Vec::new(),
            spilled: 0,
        }
    }

    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.at == self.end && !self.ended {
                self.at = 0;
                self.end = self.inner.read(&mut self.raw)?;
                self.ended = self.end == 0;
            }
            let input = &self.raw[self.at..self.end];
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, out, self.ended);
            self.at += read;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.spilled == self.spill.len() && buffer.len() >= 64 {
            return self.decode(buffer);
        }
        if self.spilled == self.spill.len() {
            let mut spill = std::mem::take(&mut self.spill);
            spill.resize(256, 0);
            let count = self.decode(&mut spill)?;
            spill.truncate(count);
            self.spill = spill;
            self.spilled = 0;
        }
        let count = buffer.len().min(self.spill.len() - self.spilled);
        buffer[..count].copy_from_slice(&self.spill[self.spilled..self.spilled + count]);
        self.spilled += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let sniffed = sniff(bytes).expect("memory can be read");
        assert_eq!(sniffed.encoding.name(), encoding, "encoding of {text:?}");
        for step in [1, 7, 4096] {
            let mut decoded = Decoded::new(bytes, sniffed.encoding);
            let mut out = Vec::new();
            let mut buffer = vec![0; step];
            loop {
                let count = decoded.read(&mut buffer).expect("memory can be read");
                if count == 0 {
                    break;
                }
                out.extend_from_slice(&buffer[..count]);
            }
            assert_eq!(String::from_utf8_lossy(&out), text, "read in steps of {step}");
        }
    }

    #[test]
    fn encodings_are_told_apart_and_decoded() {
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        check(b"a,b\n1,2\n", "UTF-8", "a,b\n1,2\n");
        check("Zürich,ʤ\n".as_bytes(), "UTF-8", "Zürich,ʤ\n");
        check("\u{feff}a,ʤ\n".as_bytes(), "UTF-8", "a,ʤ\n");
        check(
            b"Stra\xdfe;M\xfcnchen;gr\xfc\xdfen\n",
            "windows-1252",
            "Straße;München;grüßen\n",
        );
        check(&wide("\u{feff}a,ʤ\n", false), "UTF-16LE", "a,ʤ\n");
        check(&wide("\u{feff}a,ʤ\n", true), "UTF-16BE", "a,ʤ\n");
        check(&wide("a,b,c\n1,2,ʤ\n", false), "UTF-16LE", "a,b,c\n1,2,ʤ\n");
        check(&wide("a,b,c\n1,2,ʤ\n", true), "UTF-16BE", "a,b,c\n1,2,ʤ\n");
        check(b"", "UTF-8", "");
    }
}
