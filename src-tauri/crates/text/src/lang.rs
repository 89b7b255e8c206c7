//! Languages that can be hyphenated.

/// A language with hyphenation patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(pub(crate) hypher::Lang);

impl Lang {
    /// Finds the patterns for a BCP 47 tag such as `de`, `de-CH` or `pt_BR`; `None` where there
    /// are none, and text is then set without hyphenation.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
        // Norwegian has two written forms with codes of their own and one set of patterns.
        let code = if matches!(&code, b"nb" | b"nn") {
            *b"no"
        } else {
            code
        };
        hypher::Lang::from_iso(code).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_languages_by_tag() {
        for tag in ["en", "en-GB", "de_CH", "FR", "nb"] {
            assert!(Lang::from_tag(tag).is_some(), "{tag} has patterns");
        }
        for tag in ["", "zh", "xx", "deu"] {
            assert!(Lang::from_tag(tag).is_none(), "{tag} has none");
        }
    }
}
