//! Names in a row, between quotation marks, and at the beginning of a sentence.

use crate::Locale;

impl Locale {
    /// "a, b and c", all of them; nothing for none.
    pub fn list<T: AsRef<str>>(self, names: &[T]) -> String {
        self.list_of(names.len(), usize::MAX, |at, out| {
            out.push_str(names[at].as_ref());
        })
    }

    /// "a, b and c"; of more than `most` names the first and how many more: of five with four, "a, b, c and 2
    /// more". Only names that are listed are asked for; each is written behind the text there is.
    pub fn list_of(self, count: usize, most: usize, mut name: impl FnMut(usize, &mut String)) -> String {
        let language = self.language();
        let listed = if count <= most {
            count
        } else {
            most.saturating_sub(1).max(1)
        };
        let mut text = String::new();
        for at in 0..listed {
            if at > 0 {
                text.push_str(if at + 1 == count {
                    language.and
                } else {
                    language.comma
                });
            }
            name(at, &mut text);
        }
        if listed < count {
            text.push_str(&crate::numbers::fill(
                language.more,
                &[&self.count(count - listed)],
            ));
        }
        text
    }

    /// A title between quotation marks.
    pub fn quote(self, title: &str) -> String {
        let mut text = String::with_capacity(title.len() + 6);
        self.quote_into(title, &mut text);
        text
    }

    /// The same behind a text there is.
    pub fn quote_into(self, title: &str, out: &mut String) {
        let [open, close] = self.language().quotes;
        out.push_str(open);
        out.push_str(title);
        out.push_str(close);
    }

    /// A phrase at the beginning of a sentence.
    pub fn capital(self, phrase: &str) -> String {
        let mut letters = phrase.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_like_prose() {
        let en = Locale::English;
        let names = ["a", "b", "c", "d", "e"];
        let some = |count| en.list_of(count, 4, |at, out: &mut String| out.push_str(names[at]));
        assert_eq!(some(0), "");
        assert_eq!(some(1), "a");
        assert_eq!(some(2), "a and b");
        assert_eq!(some(4), "a, b, c and d");
        assert_eq!(
            some(5),
            "a, b, c and 2 more",
            "long lists are counted, not recited"
        );
        assert_eq!(en.list(&names), "a, b, c, d and e");
        assert_eq!(en.quote("Prove"), "“Prove”");
        assert_eq!(en.capital("élan"), "Élan");
    }
}
