//! What can go wrong when a report is made.

/// What can go wrong when a report is made. Text never does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// A face could not be embedded.
    #[error("the face {face} cannot be embedded: {reason}")]
    Font {
        /// Name of the face.
        face: String,
        /// What the subsetter said.
        reason: String,
    },
    /// Nobody wants it any more.
    #[error("the report was cancelled")]
    Cancelled(#[from] twinlane_model::Cancelled),
    /// The file could not be put together.
    #[error("the PDF cannot be written: {reason}")]
    Write {
        /// What the writer said.
        reason: String,
    },
}
