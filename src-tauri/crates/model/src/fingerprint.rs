//! Fingerprints of findings: `rule:uuid,uuid` or `rule:uuid,uuid/words`. They consist of the rule, the sorted origin
//! ids of what the finding is about (a row's own id when it has no origin), and words where rows alone do not say it.
//!
//! A fingerprint is made by the catalogue of gaps; here it is only taken apart.

use std::fmt::{Display, Formatter};

use uuid::Uuid;

/// A fingerprint taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint<'a> {
    /// Name of the rule.
    pub(crate) rule: &'a str,
    /// What it is about; an id that counts twice is there twice.
    pub(crate) ids: Vec<Uuid>,
    /// The words behind the ids.
    pub(crate) words: Option<&'a str>,
}

impl<'a> Fingerprint<'a> {
    /// Takes a fingerprint apart; `None` when it is none.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (rule, subjects) = text.split_once(':')?;
        let (ids, words) = match subjects.split_once('/') {
            Some((ids, words)) => (ids, Some(words)),
            None => (subjects, None),
        };
        let ids = ids
            .split(',')
            .map(Uuid::parse_str)
            .collect::<Result<_, _>>()
            .ok()?;
        Some(Self { rule, ids, words })
    }

    /// The fingerprint of the same finding about another row in the place of one of its rows; a row that would then be
    /// there twice is there once.
    pub(crate) fn about_another(mut self, from: Uuid, to: Uuid) -> String {
        self.ids.retain(|id| *id != from && *id != to);
        self.ids.push(to);
        self.ids.dedup();
        self.to_string()
    }
}

impl Display for Fingerprint<'_> {
    /// Writes it with its ids in order.
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let mut ids = self.ids.clone();
        ids.sort_unstable();
        write!(f, "{}:", self.rule)?;
        for (number, id) in ids.iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            write!(f, "{comma}{id}")?;
        }
        match self.words {
            Some(words) => write!(f, "/{words}"),
            None => Ok(()),
        }
    }
}

/// The ids in a text, when that is a fingerprint.
pub(crate) fn ids(text: &str) -> Vec<Uuid> {
    Fingerprint::parse(text).map_or_else(Vec::new, |found| found.ids)
}

/// Lets the ids in a text be replaced, when that is a fingerprint.
pub(crate) fn change_ids(text: &mut String, mut change: impl FnMut(&mut Uuid)) {
    let Some(mut found) = Fingerprint::parse(text) else {
        return;
    };
    let before = found.ids.clone();
    found.ids.iter_mut().for_each(&mut change);
    if found.ids != before {
        *text = found.to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0198a000-0000-7000-8000-000000000001";
    const TWO: &str = "0198a000-0000-7000-8000-000000000002";

    #[test]
    fn parts_are_found_and_written_back() {
        for text in [
            format!("unserved-buyer-step:{ONE}"),
            format!("ping-pong-handoff:{ONE},{ONE},{TWO}/a, b: c/d"),
        ] {
            let found = Fingerprint::parse(&text).expect("it is one");
            assert_eq!(found.to_string(), text);
        }
        assert_eq!(Fingerprint::parse(""), None, "a gap added by hand has none");
        assert_eq!(Fingerprint::parse("rule:no-id"), None);
    }

    #[test]
    fn ids_are_replaced_and_sorted_again() {
        let mut text = format!("rule:{ONE},{TWO}/words");
        change_ids(&mut text, |id| {
            if id.to_string() == ONE {
                *id = Uuid::max();
            }
        });
        assert_eq!(text, format!("rule:{TWO},{}/words", Uuid::max()));
    }
}
