//! What a drawing is for.

use serde::{Deserialize, Serialize};

/// What the drawing is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Titles of up to three lines, then an ellipsis.
    #[default]
    Screen,
    /// Nothing is cut.
    Paper,
}

impl Target {
    /// Lines that a text may have: so many on screen, any number (0) on paper.
    pub(crate) fn most_lines(self, on_screen: usize) -> usize {
        match self {
            Self::Screen => on_screen,
            Self::Paper => 0,
        }
    }
}
