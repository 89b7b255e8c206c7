//! Text strings of a PDF.

/// A text string as PDF wants it: UTF-16, big end first, with a byte order mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}
