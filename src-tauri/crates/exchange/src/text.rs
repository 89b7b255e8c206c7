//! Bytes to text: UTF-8, or UTF-16 with its mark. Anything else is refused with its place, never guessed at.

use std::borrow::Cow;

use crate::sentences::{FileFaults, LOCALE};
use crate::{ExchangeError, Place};

/// Decodes a text; a byte-order mark is dropped.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ExchangeError> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[length..]);
        if broken {
            return Err(LOCALE.marked_otherwise(encoding.name()).encoding(Place::Whole));
        }
        return Ok(text);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = good.matches('\n').count() as u32 + 1;
        let column = good.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        LOCALE.no_utf8().encoding(Place::text(line, column))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_and_bad_bytes_found() {
        assert_eq!(decode("\u{feff}ä".as_bytes()).unwrap(), "ä");
        assert_eq!(decode(b"\xff\xfea\0\xe4\0").unwrap(), "aä");
        let error = decode(b"ab\nc\xc3\xa4\xff").expect_err("a byte that is no UTF-8");
        assert_eq!(error.place(), &Place::text(2, 3), "columns are characters");
    }
}
