//! Files that are neither text nor workbook but would give rows of rubbish when they are read as text, known by their
//! first bytes. What can be read does not belong here.

/// What a file is, by its first eight bytes; `None` when it may be a text.
pub(crate) fn kind(start: &[u8]) -> Option<&'static str> {
    // The block that follows tells bzip2 from a text that begins with the same letters.
    match start {
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] => Some("a file packed with bzip2"),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some("a file packed with xz"),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some("a file packed with zstd"),
        [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => Some("a 7z archive"),
        [b'R', b'a', b'r', b'!', 0x1a, 0x07, ..] => Some("a RAR archive"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("a PDF"),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', b'f', ..] => Some("a database"),
        _ => None,
    }
}

/// True when a text begins as XML does. A name in angle brackets before a delimiter is the header of a table, as
/// programs for charts of prices write it: `<TICKER>,<DATE>`.
pub(crate) fn is_markup(start: &str) -> bool {
    let start = start.trim_start();
    let header = start
        .split_once('>')
        .is_some_and(|(_, rest)| rest.starts_with([',', ';', '\t', '|']));
    start.starts_with('<') && !header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_known_by_its_first_bytes() {
        let check = |start: &[u8], wanted: Option<&str>| assert_eq!(kind(start), wanted, "{start:?}");
        check(b"BZh91AY&", Some("a file packed with bzip2"));
        check(b"BZh9,a,b", None);
        check(b"%PDF-1.7", Some("a PDF"));
        check(b"a,b\n1,2\n", None);
        check(b"", None);
    }

    #[test]
    fn markup_is_told_from_names_in_angle_brackets() {
        for (start, wanted) in [
            ("<?xml version='1.0'?><log/>", true),
            ("\n<!DOCTYPE a>", true),
            ("<log>\n<trace>", true),
            ("<TICKER>,<DATE>\nA,2020-01-02", false),
            ("a,b", false),
        ] {
            assert_eq!(is_markup(start), wanted, "{start:?}");
        }
    }
}
