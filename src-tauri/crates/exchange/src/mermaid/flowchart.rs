//! Writing a map as a Mermaid flowchart: stages are subgraphs, flow is solid, support and returns dotted.

use std::collections::BTreeMap;
use std::fmt::Write;

use twinlane_model::{End, Link, LinkKind, MapView, Side, Strength};

/// Writes a map. The text is the same for the same map; lines end with LF.
pub fn write(view: &MapView) -> String {
    let mut text = String::new();
    if !view.map.name.is_empty() {
        // A JSON string is a YAML string too, so that no title can break out of the front matter.
        let name = serde_json::Value::from(view.map.name.as_str());
        let _ = writeln!(text, "---\ntitle: {name}\n---");
    }
    text.push_str("flowchart LR\n");
    let mut names: BTreeMap<End, String> = BTreeMap::new();
    for (side, title) in [(Side::Buyer, "Buyer journey"), (Side::Seller, "Sales process")] {
        if view.stages_of(side).next().is_none() {
            continue;
        }
        let letter = if side == Side::Buyer { 'b' } else { 's' };
        let _ = writeln!(text, "  subgraph {letter}[\"{title}\"]");
        for (at, stage) in view.stages_of(side).enumerate() {
            let _ = writeln!(
                text,
                "    subgraph {letter}g{}[\"{}\"]",
                at + 1,
                label(&stage.title)
            );
            for step in view.steps_of(side).filter(|step| step.stage == stage.id) {
                let name = format!("{letter}{}", names.len() + 1);
                let lane = view
                    .lane(step.lane)
                    .map(|lane| lane.title.as_str())
                    .unwrap_or_default();
                if step.waypoint {
                    let _ = writeln!(text, "      {name}{{{{\" \"}}}}");
                } else {
                    let title = if step.title.is_empty() {
                        "untitled"
                    } else {
                        &step.title
                    };
                    let _ = writeln!(text, "      {name}[\"{}<br/>({})\"]", label(title), label(lane));
                }
                names.insert(End::Step(step.id), name);
            }
            text.push_str("    end\n");
        }
        text.push_str("  end\n");
    }
    for (at, outcome) in view.outcomes.iter().enumerate() {
        let name = format!("o{}", at + 1);
        let _ = writeln!(text, "  {name}([\"{}\"])", label(outcome.name()));
        names.insert(End::Outcome(outcome.id), name);
    }
    for link in &view.links {
        if let (Some(from), Some(to)) = (names.get(&link.from), names.get(&link.to)) {
            let arrow = if link.kind == LinkKind::Flow {
                "-->"
            } else {
                "-.->"
            };
            let said = said(link);
            let said = if said.is_empty() {
                said
            } else {
                format!("|\"{}\"|", label(&said))
            };
            let _ = writeln!(text, "  {from} {arrow}{said} {to}");
        }
    }
    text
}

/// What stands at a link.
pub(crate) fn said(link: &Link) -> String {
    let share = link
        .share
        .as_ref()
        .map(|share| format!("{} %", (share.value * 1000.0).round() / 10.0));
    match (link.kind, link.strength, share) {
        (LinkKind::Support, Strength::Weak, _) => "weak".to_owned(),
        (LinkKind::Support, Strength::Strong, _) => "strong".to_owned(),
        (LinkKind::Support, Strength::Helps, _) => "helps".to_owned(),
        (LinkKind::Return, _, Some(share)) => format!("returns {share}"),
        (LinkKind::Return, _, None) => "returns".to_owned(),
        (LinkKind::Flow, _, share) => share.unwrap_or_default(),
    }
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
