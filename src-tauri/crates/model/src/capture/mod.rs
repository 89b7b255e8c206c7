//! Capture at talking speed: what is typed or pasted into the card editor becomes one [`Change`].
//!
//! A line is a step's title. `Lane: title` picks the lane or makes it; a line that starts with `?` is a question
//! of the step before it, with `!` an exit criterion of its stage, with `+` it goes to the parking lot. What
//! cannot be where it was typed is parked too, and said: nothing typed is lost.
//!
//! Nothing is applied here; keys and fields are the window's business.

mod context;
mod lines;
mod place;
mod reader;
mod result;

pub use context::{CaptureContext, CaptureMode, Captured};

use crate::{IdSource, Refusal, Workshop};
use reader::LineReader;

/// Reads a text of one or more lines. Several lines make a chain of linked steps; across the line each of
/// them is linked to the step it was typed from.
///
/// # Errors
/// When the context names a map, step, lane or stage that is not there or is of the wrong side.
pub fn entry(
    workshop: &Workshop,
    context: &CaptureContext,
    text: &str,
    ids: &mut dyn IdSource,
) -> Result<Captured, Refusal> {
    let mut reader = LineReader::new(workshop, context, ids)?;
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    for line in &lines {
        reader.line(if lines.len() > 1 {
            without_bullet(line)
        } else {
            line
        });
    }
    Ok(reader.finish())
}

/// Pasted lists come with bullets that are no part of a title.
fn without_bullet(line: &str) -> &str {
    ["- ", "* ", "• ", "– "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .map_or(line, str::trim_start)
}
