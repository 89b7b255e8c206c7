//! Other formats in and out: outline, JSON, BPMN, Mermaid journeys, CSV, Markdown.
