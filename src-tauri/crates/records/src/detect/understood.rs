//! How far a choice of a format understands the values of a column.

/// How many values each choice of a format understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood<T> {
    /// The choice.
    pub choice: T,
    /// Values that it understands.
    pub values: u64,
}
