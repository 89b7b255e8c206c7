//! What an import gives: rows, and an account of what was kept, what was not and what is to be asked.

use twinlane_model::{Change, Counted, MapId, Row, Workshop};

use crate::sentences::{FileFaults, LOCALE, Omission};
use crate::{ExchangeError, Place};

/// The result of an import. Nothing has been altered yet: the caller applies [`Imported::into_change`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Rows with fresh ids. A charter among them replaces that of the workshop, unless the caller leaves it
    /// out because the workshop has one already.
    pub rows: Vec<Row>,
    /// What was kept, in sentences with counts: "13 steps in 6 stages".
    pub kept: Vec<String>,
    /// What has no place in a workshop and was left out.
    pub left: Vec<Left>,
    /// What only a person can decide; the rows hold the reader's guess.
    pub ask: Vec<Ask>,
}

/// Something that was left out of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What: "2 text annotations".
    pub what: String,
    /// Why: "A map has no annotations".
    pub why: String,
    /// Where the first of them is.
    pub place: Place,
}

/// A question about an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The question, as a sentence.
    pub question: String,
    /// Answers to choose from; the first is what the rows assume.
    pub choices: Vec<String>,
    /// Where the question is which pool to read: the id of the pool that each choice stands for, as
    /// [`crate::bpmn::Options::pool`] takes it. Empty for every other question.
    pub pools: Vec<String>,
    /// What it is about.
    pub place: Place,
}

impl Omission {
    /// The omission at a place.
    pub(crate) fn at(self, place: Place) -> Left {
        Left {
            what: self.what.into_owned(),
            why: self.why.into_owned(),
            place,
        }
    }
}

impl Imported {
    /// The rows as one change, checked as a whole when applied, and one step of undo.
    pub fn into_change(self, label: &str) -> Change {
        Change::Rows {
            label: label.to_owned(),
            put: self.rows,
            delete: Vec::new(),
        }
    }

    /// The maps among the rows, in their order.
    pub fn maps(&self) -> Vec<MapId> {
        self.rows
            .iter()
            .filter_map(|row| {
                if let Row::Map(map) = row {
                    Some(map.id)
                } else {
                    None
                }
            })
            .collect()
    }

    /// Notes that something was left out.
    pub(crate) fn leave(&mut self, omission: Omission, place: Place) {
        self.left.push(omission.at(place));
    }

    /// The last net of every reader: what the model itself refuses, such as a text beyond its limit.
    pub(crate) fn checked(self) -> Result<Self, ExchangeError> {
        match Workshop::from_rows(self.rows.iter().cloned()) {
            Ok(_) => Ok(self),
            Err(refusal) => Err(LOCALE.no_workshop_of(refusal.to_string()).model(Place::Whole)),
        }
    }

    /// Counts the rows by table, for [`Imported::kept`]: "13 steps".
    pub(crate) fn counted(rows: Vec<Row>) -> Self {
        let mut counts: indexmap::IndexMap<&str, (Counted, usize)> = indexmap::IndexMap::new();
        for key in rows.iter().map(Row::key).filter(|key| key.uuid().is_some()) {
            counts.entry(key.table()).or_insert((key.counted(), 0)).1 += 1;
        }
        let kept = counts
            .into_values()
            .map(|(counted, number)| counted.count(number))
            .collect();
        Self {
            rows,
            kept,
            ..Self::default()
        }
    }
}
