//! Which form of a noun goes with a number.

use crate::digits::Digits;
use crate::{Locale, Plural};

impl Locale {
    /// The plural that goes with a count.
    pub fn plural(self, count: usize) -> Plural {
        (self.language().plural)(count as u64, 0)
    }

    /// One of two forms of a noun or verb by a count: "has" or "have". For sentences of languages that have two.
    pub fn choose<'a>(self, count: usize, one: &'a str, other: &'a str) -> &'a str {
        if self.plural(count) == Plural::One {
            one
        } else {
            other
        }
    }

    /// The plural that goes with a number as [`Locale::number`] writes it: "0.5 hours", but "1 hour" for 0.9999.
    pub(crate) fn plural_of(self, shown: &Digits) -> Plural {
        (self.language().plural)(shown.whole(), shown.decimals())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_goes_with_its_count() {
        let en = Locale::English;
        assert_eq!(en.counted(0, "step", "steps"), "0 steps");
        assert_eq!(en.counted(1, "step", "steps"), "1 step");
        assert_eq!(en.counted(1456, "step", "steps"), "1,456 steps");
        assert_eq!(en.choose(1, "has", "have"), "has");
    }
}
