//! What can go wrong when a scene becomes a picture.

/// What can go wrong when a Scene becomes a picture. Layout cannot fail.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PictureError {
    /// The picture would be empty or too large.
    #[error("a picture of {width} × {height} pixels cannot be made")]
    Size {
        /// Width asked for.
        width: f64,
        /// Height asked for.
        height: f64,
    },
    /// The encoder failed.
    #[error("the picture could not be encoded: {0}")]
    Encode(String),
}
