//! What several checks stand on: reading an import into a workshop, comparing maps, drawing from bytes.

use std::collections::BTreeMap;

use twinlane_exchange::{ExchangeError, Imported, guess};
use twinlane_model::{MapId, MapView, Row, RowKey, Workshop};

/// The form in which the tests of `exchange` compare maps whose ids differ.
#[path = "../../src-tauri/crates/exchange/tests/text/same.rs"]
#[allow(dead_code, reason = "the tests it belongs to use all of it")]
mod same;

pub use same::rows as plain_rows;

/// The workshop an import makes; `None` when the reader refused, which has to be sayable in words.
pub fn workshop(imported: Result<Imported, ExchangeError>) -> Option<Workshop> {
    match imported {
        Ok(imported) => {
            let workshop =
                Workshop::from_rows(imported.rows).expect("a reader gives rows that make up a workshop");
            assert_eq!(workshop.check(), [], "every invariant holds");
            Some(workshop)
        }
        Err(error) => {
            assert!(
                !error.to_string().is_empty() && !error.code().is_empty(),
                "an error says what and where"
            );
            None
        }
    }
}

/// Asks what kind of file the bytes are, under the names that decide when the content does not.
pub fn guessed(data: &[u8]) {
    for name in ["a", "a.md", "a.csv", "a.bpmn", "a.json", "a.mmd"] {
        let _ = guess(name, data);
    }
}

/// The first map in order.
pub fn first_map(workshop: &Workshop) -> Option<MapId> {
    workshop.maps_in_order().first().map(|map| map.id)
}

/// The rows by their names.
pub fn by_key(rows: impl IntoIterator<Item = Row>) -> BTreeMap<RowKey, Row> {
    rows.into_iter().map(|row| (row.key(), row)).collect()
}

/// The rows of a map, and the tools its steps name: what a file of one map carries.
pub fn rows_of_map(view: &MapView<'_>) -> BTreeMap<RowKey, Row> {
    let tools: Vec<_> = view.steps.iter().flat_map(|step| step.tools.clone()).collect();
    let tools: Vec<RowKey> = tools.into_iter().map(RowKey::Tool).collect();
    by_key(view.workshop.rows().filter(|row| {
        let on_map = row.has_origin() && row.map() == Some(view.map.id);
        on_map || row.key() == RowKey::Map(view.map.id) || tools.contains(&row.key())
    }))
}

/// Takes numbers from the front of an input; zeros when it is used up.
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// Begins at the front.
    pub fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number of three bytes, the low one first.
    pub fn number(&mut self) -> usize {
        (0..3).fold(0, |sum, place| sum | usize::from(self.byte()) << (8 * place))
    }

    /// The next `count` bytes, or fewer when there are no more.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// Whether all was taken.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One of these, `None` among the choices.
    pub fn any<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::from(self.byte()) % (all.len() + 1)).copied()
    }

    /// What is left, as text.
    pub fn text(self) -> std::borrow::Cow<'a, str> {
        String::from_utf8_lossy(self.0)
    }
}
