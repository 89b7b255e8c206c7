//! Writing a map as a Graphviz drawing (DOT): stages are clusters, flow is solid, support and returns dashed.

use std::collections::BTreeMap;
use std::fmt::Write;

use twinlane_model::{End, LinkKind, MapView, Side};

use crate::mermaid::said;

/// Writes a map. The text is the same for the same map; lines end with LF.
pub fn write(view: &MapView) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "digraph {} {{", quoted(&view.map.name));
    text.push_str("  rankdir=LR;\n  node [shape=box, style=rounded];\n");
    let mut names: BTreeMap<End, String> = BTreeMap::new();
    for (side, title) in [(Side::Buyer, "Buyer journey"), (Side::Seller, "Sales process")] {
        if view.stages_of(side).next().is_none() {
            continue;
        }
        let letter = if side == Side::Buyer { 'b' } else { 's' };
        let _ = writeln!(
            text,
            "  subgraph cluster_{letter} {{\n    label={};",
            quoted(title)
        );
        for (at, stage) in view.stages_of(side).enumerate() {
            let _ = writeln!(
                text,
                "    subgraph cluster_{letter}{} {{\n      label={};",
                at + 1,
                quoted(&stage.title)
            );
            for step in view.steps_of(side).filter(|step| step.stage == stage.id) {
                let name = format!("{letter}{}", names.len() + 1);
                let lane = view
                    .lane(step.lane)
                    .map(|lane| lane.title.as_str())
                    .unwrap_or_default();
                if step.waypoint {
                    let _ = writeln!(text, "      {name} [shape=diamond, label=\"\"];");
                } else {
                    let title = if step.title.is_empty() {
                        "untitled"
                    } else {
                        &step.title
                    };
                    let _ = writeln!(
                        text,
                        "      {name} [label={}];",
                        quoted(&format!("{title}\n({lane})"))
                    );
                }
                names.insert(End::Step(step.id), name);
            }
            text.push_str("    }\n");
        }
        text.push_str("  }\n");
    }
    for (at, outcome) in view.outcomes.iter().enumerate() {
        let name = format!("o{}", at + 1);
        let _ = writeln!(text, "  {name} [shape=oval, label={}];", quoted(outcome.name()));
        names.insert(End::Outcome(outcome.id), name);
    }
    for link in &view.links {
        if let (Some(from), Some(to)) = (names.get(&link.from), names.get(&link.to)) {
            let style = if link.kind == LinkKind::Flow {
                "solid"
            } else {
                "dashed"
            };
            let _ = writeln!(
                text,
                "  {from} -> {to} [style={style}, label={}];",
                quoted(&said(link))
            );
        }
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
