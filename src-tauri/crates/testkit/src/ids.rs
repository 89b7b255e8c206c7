//! Identifiers that count: the same test makes the same ids.

use twinlane_model::IdSource;
use uuid::Uuid;

/// Counts up from 1; each id has the form of a UUID v7 and sorts behind the one before.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    given: u64,
}

impl Ids {
    /// A source that has given nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A source that begins behind the first `given` ids, for a second source beside a first.
    pub fn after(given: u64) -> Self {
        Self { given }
    }

    /// The id that a source gives as its `number`th, from 1.
    pub fn nth(number: u64) -> Uuid {
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(number))
    }
}

impl IdSource for Ids {
    fn next(&mut self) -> Uuid {
        self.given += 1;
        Self::nth(self.given)
    }
}
