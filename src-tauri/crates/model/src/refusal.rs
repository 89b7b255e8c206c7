//! Why a change, or a workshop that is read, is refused.

/// Why a change was refused; the workshop is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A row it names is not there.
    #[error("{field}: there is no such row in {table}")]
    Missing {
        /// Field of the change.
        field: String,
        /// Table.
        table: &'static str,
    },
    /// A field has a value it may not have.
    #[error("{field}: {why}")]
    Field {
        /// Field of the change or row, dotted.
        field: String,
        /// Why, in a sentence.
        why: String,
    },
    /// A lane or a stage still has steps.
    #[error("{title:?} still has {steps} steps; name one that takes them")]
    Full {
        /// Title of the lane or stage.
        title: String,
        /// How many steps it has.
        steps: usize,
    },
    /// The row that is to be added is there already.
    #[error("{field}: this id is taken")]
    Taken {
        /// Field of the change.
        field: String,
    },
}

/// A refusal of a field's value.
pub(crate) fn refuse(field: impl Into<String>, why: impl Into<String>) -> Refusal {
    Refusal::Field {
        field: field.into(),
        why: why.into(),
    }
}
