//! The plurals that languages have.

/// The plural categories of CLDR. English has two of them, other languages up to six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plural {
    /// A form for nothing.
    Zero,
    /// The singular.
    One,
    /// A form for two.
    Two,
    /// A form for a few.
    Few,
    /// A form for many.
    Many,
    /// The form for every other number.
    Other,
}
