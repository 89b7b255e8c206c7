//! Writing a map as a Mermaid flowchart: stages are subgraphs, flow is solid, support and returns dotted.

use std::fmt::Write;

use twinlane_model::MapView;

use crate::chart::Chart;

/// Writes a map. The text is the same for the same map; lines end with LF.
pub fn write(view: &MapView) -> String {
    let chart = Chart::of(view);
    let mut text = String::new();
    if !view.map.name.is_empty() {
        // A JSON string is a YAML string too, so that no title can break out of the front matter.
        let name = serde_json::Value::from(view.map.name.as_str());
        let _ = writeln!(text, "---\ntitle: {name}\n---");
    }
    text.push_str("flowchart LR\n");
    for side in &chart.sides {
        let letter = side.letter;
        let _ = writeln!(text, "  subgraph {letter}[\"{}\"]", side.title);
        for stage in &side.stages {
            let (number, title) = (stage.number, label(stage.title));
            let _ = writeln!(text, "    subgraph {letter}g{number}[\"{title}\"]");
            for step in &stage.steps {
                let name = &step.name;
                let _ = if step.waypoint {
                    writeln!(text, "      {name}{{{{\" \"}}}}")
                } else {
                    let (title, lane) = (label(step.title), label(step.lane));
                    writeln!(text, "      {name}[\"{title}<br/>({lane})\"]")
                };
            }
            text.push_str("    end\n");
        }
        text.push_str("  end\n");
    }
    for outcome in &chart.outcomes {
        let _ = writeln!(text, "  {}([\"{}\"])", outcome.name, label(outcome.title));
    }
    for arrow in &chart.arrows {
        let line = if arrow.flow { "-->" } else { "-.->" };
        let words = if arrow.words.is_empty() {
            String::new()
        } else {
            format!("|\"{}\"|", label(&arrow.words))
        };
        let _ = writeln!(text, "  {} {line}{words} {}", arrow.from, arrow.to);
    }
    text
}

/// A label between quotes, with Mermaid's own codes for what would end or change it.
fn label(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '`' | ';' | '\\' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            '\n' => out.push_str("<br/>"),
            '\r' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
