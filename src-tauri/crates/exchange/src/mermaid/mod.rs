//! Mermaid: user journeys in, flowcharts out. Holds no layout: Mermaid makes its own.

mod flowchart;
mod journey;
mod journey_rows;

pub use flowchart::write;
pub use journey::{DEFAULT_ROLE, is_journey, read};
