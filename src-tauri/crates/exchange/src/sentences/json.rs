//! What reading a workshop's JSON says.

use twinlane_words::sentences;

use super::{Fault, fault};

sentences! {
    /// What is wrong with a document.
    pub(crate) trait DocumentFaults for English {
        /// An id that two rows have.
        fn id_twice() -> Fault => {
            fault("this id is there twice in its table", "Give one of the two rows another id")
        };
        /// JSON of another shape.
        fn no_workshop() -> Fault => {
            fault("this is no Twinlane workshop", "A workshop is an object with the key “format”")
        };
        /// Another format.
        fn other_format(format: &str) -> Fault => {
            fault(
                format!("the format is not “{format}”"),
                "Import a file that Twinlane wrote as .json, or one that follows its schema",
            )
        };
        /// A version that is not known yet, and the one that is.
        fn newer_version(version: u64, known: u32) -> Fault => {
            fault(
                format!("the file has version {version} of the format; this program knows {known}"),
                "Open it with a newer Twinlane",
            )
        };
        /// No version.
        fn no_version() -> Fault => {
            fault("the version of the format is missing or is no number", "Write \"version\": 1")
        };
        /// A value that the schema does not allow: what the library says, and where.
        fn unlike_schema(what: &str, line: usize, column: usize) -> Fault => {
            fault(
                format!("{what} (line {line}, column {column})"),
                "Correct the value there; the schema says what it may be",
            )
        };
        /// A text that is no JSON, and what the library says of it.
        fn no_json(what: &str) -> Fault => {
            fault(
                format!("this is no JSON: {what}"),
                "The file is damaged or was cut off; take an earlier version of it",
            )
        };
    }
}
