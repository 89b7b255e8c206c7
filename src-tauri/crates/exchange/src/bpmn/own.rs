//! The rows that a diagram of our own carries along, read back if the diagram still shows them.

use std::collections::BTreeSet;

use roxmltree::Node;
use twinlane_model::{Row, Workshop};

use super::account::Account;
use super::write::write;
use super::xml::{OWN, parse, tag, text};
use super::xml_text::Written;
use crate::sentences::{DiagramLosses, DiagramNames, LOCALE};
use crate::{Imported, Place};

/// The rows of a diagram of our own, on the map they were written from; `None` for any other diagram, and for
/// one whose shapes another program has changed since, which is noted.
pub(super) fn rows(root: Node<'_, '_>, account: &mut Account) -> Option<Imported> {
    let mut found = Vec::new();
    for node in root
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(OWN))
    {
        found.push(serde_json::from_str::<Row>(&text(node)).ok());
    }
    if found.is_empty() {
        return None;
    }
    let rows: Option<Vec<Row>> = found.into_iter().collect();
    let Some(rows) = rows.filter(|rows| agrees(root, rows)) else {
        account.note(LOCALE.rows_in_diagram(), Place::Whole);
        return None;
    };
    let steps = rows.iter().filter(|row| matches!(row, Row::Step(_))).count();
    let links = rows.iter().filter(|row| matches!(row, Row::Link(_))).count();
    Some(Imported {
        kept: vec![LOCALE.whole_map(steps, links)],
        rows,
        ..Imported::default()
    })
}

/// Whether the rows, written again, show the same diagram.
fn agrees(root: Node<'_, '_>, rows: &[Row]) -> bool {
    // The map it was copied from is not in the file and need not be there to draw it.
    let rows = rows.iter().cloned().map(|row| match row {
        Row::Map(mut map) => {
            map.copied_from = None;
            Row::Map(map)
        }
        other => other,
    });
    let Ok(workshop) = Workshop::from_rows(rows) else {
        return false;
    };
    let mut maps = workshop.maps().keys();
    let (Some(&map), None) = (maps.next(), maps.next()) else {
        return false;
    };
    let Some(view) = workshop.view(map) else {
        return false;
    };
    let Written { text, .. } = write(&view, None);
    parse(&text).is_ok_and(|again| skeleton(again.root_element()) == skeleton(root))
}

/// What a diagram says about the flow: its elements with their names and ends, wherever they are drawn.
fn skeleton(root: Node<'_, '_>) -> BTreeSet<Vec<String>> {
    root.descendants()
        .filter_map(|node| Some((tag(node)?, node)))
        .filter(|(name, _)| {
            !matches!(
                *name,
                "extensionElements" | "incoming" | "outgoing" | "documentation"
            )
        })
        // The name of the map is all a program may change without changing the map.
        .filter(|(name, _)| *name != "definitions")
        .map(|(name, node)| {
            let around = node.parent().and_then(|parent| parent.attribute("id"));
            let mut texts = vec![name.to_owned(), around.unwrap_or_default().to_owned()];
            for key in [
                "id",
                "name",
                "sourceRef",
                "targetRef",
                "processRef",
                "attachedToRef",
            ] {
                // Some programs write a tab in a name as it is, and reading it gives a space.
                let words: Vec<&str> = node
                    .attribute(key)
                    .unwrap_or_default()
                    .split_whitespace()
                    .collect();
                texts.push(words.join(" "));
            }
            if name == "flowNodeRef" {
                texts.push(text(node).trim().to_owned());
            }
            texts
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::xml::MODEL;
    use super::*;

    #[test]
    fn names_and_ends_make_the_skeleton() {
        let one = format!("<d xmlns='{MODEL}'><task id='a' name='A'><incoming>x</incoming></task></d>");
        let other = format!("<d xmlns='{MODEL}'><task name='A' id='a'/></d>");
        let renamed = other.replace("'A'", "'B'");
        let bones = |text: &str| {
            parse(text)
                .map(|tree| skeleton(tree.root_element()))
                .expect("it is XML")
        };
        assert_eq!(
            bones(&one),
            bones(&other),
            "order and derived parts do not matter"
        );
        assert_ne!(bones(&other), bones(&renamed), "a name does");
    }
}
