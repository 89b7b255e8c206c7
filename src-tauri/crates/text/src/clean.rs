//! What may not be set: control characters and noncharacters become U+FFFD, and are named.
//!
//! It does not judge whether a face has a glyph; that is for shaping.

use std::borrow::Cow;

/// A string that can be set, and what had to be replaced for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The text with U+FFFD in place of every forbidden character, spaces for tabs, and `\n` for
    /// every kind of line end.
    pub text: Cow<'a, str>,
    /// The characters that were replaced, sorted, each once.
    pub forbidden: Vec<char>,
}

/// Characters that no document may hold as text: C0 and C1 controls (but tab and line ends) and
/// the noncharacters of the Unicode Standard, section 23.7.
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}

/// Makes `text` fit for setting. Private-use characters stay: they are for the faces to know.
pub fn clean(text: &str) -> Cleaned<'_> {
    let untouched = |c: char| {
        !is_forbidden(c)
            && !matches!(
                c,
                '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
    };
    if text.chars().all(untouched) {
        return Cleaned {
            text: Cow::Borrowed(text),
            forbidden: Vec::new(),
        };
    }
    let mut forbidden = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            c if is_forbidden(c) => {
                forbidden.push(c);
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
    forbidden.sort_unstable();
    forbidden.dedup();
    Cleaned {
        text: Cow::Owned(out),
        forbidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_controls_and_keeps_line_ends() {
        let cleaned = clean("a\u{0}b\tc\r\nd\u{fffe}\u{9f}");
        assert_eq!(
            cleaned.text, "a\u{fffd}b c\nd\u{fffd}\u{fffd}",
            "controls must not reach a page"
        );
        assert_eq!(
            cleaned.forbidden,
            ['\u{0}', '\u{9f}', '\u{fffe}'],
            "each is named once"
        );
    }

    #[test]
    fn leaves_ordinary_text_alone() {
        let text = "Ärger 合同 שלום 👩‍🔧";
        assert!(matches!(clean(text).text, Cow::Borrowed(_)), "nothing to copy");
    }
}
