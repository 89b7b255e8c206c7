//! Writing a map as a Graphviz drawing (DOT): stages are clusters, flow is solid, support and returns dashed.

use std::fmt::Write;

use twinlane_model::MapView;

use crate::chart::Chart;

/// Writes a map. The text is the same for the same map; lines end with LF.
pub fn write(view: &MapView) -> String {
    let chart = Chart::of(view);
    let mut text = String::new();
    let _ = writeln!(text, "digraph {} {{", quoted(&view.map.name));
    text.push_str("  rankdir=LR;\n  node [shape=box, style=rounded];\n");
    for side in &chart.sides {
        let letter = side.letter;
        let title = quoted(side.title);
        let _ = writeln!(text, "  subgraph cluster_{letter} {{\n    label={title};");
        for stage in &side.stages {
            let (number, title) = (stage.number, quoted(stage.title));
            let _ = writeln!(
                text,
                "    subgraph cluster_{letter}{number} {{\n      label={title};"
            );
            for step in &stage.steps {
                let name = &step.name;
                let _ = if step.waypoint {
                    writeln!(text, "      {name} [shape=diamond, label=\"\"];")
                } else {
                    let label = quoted(&format!("{}\n({})", step.title, step.lane));
                    writeln!(text, "      {name} [label={label}];")
                };
            }
            text.push_str("    }\n");
        }
        text.push_str("  }\n");
    }
    for outcome in &chart.outcomes {
        let _ = writeln!(
            text,
            "  {} [shape=oval, label={}];",
            outcome.name,
            quoted(outcome.title)
        );
    }
    for arrow in &chart.arrows {
        let style = if arrow.flow { "solid" } else { "dashed" };
        let label = quoted(&arrow.words);
        let _ = writeln!(
            text,
            "  {} -> {} [style={style}, label={label}];",
            arrow.from, arrow.to
        );
    }
    text.push_str("}\n");
    text
}

/// A string of DOT. A backslash is doubled, so that no title can become an escape of Graphviz.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
