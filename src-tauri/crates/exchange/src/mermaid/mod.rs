//! Mermaid: user journeys in, flowcharts out. Holds no layout: Mermaid makes its own.

mod flowchart;
mod journey;
mod journey_rows;
mod journey_text;

pub use flowchart::write;
pub use journey::{is_journey, read};
