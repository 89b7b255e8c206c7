//! What of a diagram a map does not carry, listed element by element.

use roxmltree::Node;

use super::xml::{MODEL, OWN, children, tag};
use crate::sentences::{DiagramLosses, DiagramNames, LOCALE, Omission, omission};
use crate::{Left, Place};

/// Elements that only say how others hang together, or are read where they lie.
const STRUCTURE: [&str; 12] = [
    "incoming",
    "outgoing",
    "flowNodeRef",
    "laneSet",
    "childLaneSet",
    "lane",
    "documentation",
    "sequenceFlow",
    "participant",
    "conditionExpression",
    "extensionElements",
    "eventDefinitionRef",
];

/// Collects what is left out.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub left: Vec<Left>,
}

impl Account {
    /// Lists an element.
    pub(super) fn element(&mut self, node: Node<'_, '_>, why: &'static str) {
        self.note(omission(describe(node), why), place(node));
    }

    /// Lists anything.
    pub(super) fn note(&mut self, omission: Omission, place: Place) {
        self.left.push(omission.at(place));
    }

    /// Lists something about an element that is kept otherwise.
    pub(super) fn about(&mut self, node: Node<'_, '_>, part: Omission) {
        let what = LOCALE.part_of(&part.what, &describe(node));
        self.note(omission(what, part.why), place(node));
    }

    /// Lists the children of an element that no map has a place for, `kept` apart.
    pub(super) fn children(&mut self, node: Node<'_, '_>, kept: impl Fn(&str) -> bool) {
        for (name, child) in children(node) {
            if !STRUCTURE.contains(&name) && !kept(name) {
                self.element(child, LOCALE.no_place_for(name));
            }
        }
    }

    /// Lists foreign extensions, by namespace: they are many, and their ids mean nothing here.
    pub(super) fn extensions(&mut self, root: Node<'_, '_>) {
        let mut found: Vec<(Option<&str>, usize, Place)> = Vec::new();
        for holder in root
            .descendants()
            .filter(|node| tag(*node) == Some("extensionElements"))
        {
            for child in holder.children().filter(Node::is_element) {
                let space = child.tag_name().namespace();
                if space == Some(MODEL) || space == Some(OWN) {
                    continue;
                }
                match found.iter_mut().find(|(known, _, _)| *known == space) {
                    Some(entry) => entry.1 += 1,
                    None => found.push((space, 1, holder.parent().map_or(Place::Whole, place))),
                }
            }
        }
        for (space, count, place) in found {
            self.note(LOCALE.extensions(count, space), place);
        }
    }
}

/// An element in words: its kind and its name.
pub(super) fn describe(node: Node<'_, '_>) -> String {
    let name = node.attribute("name").map(str::trim).unwrap_or_default();
    LOCALE.element(node.tag_name().name(), name)
}

/// The id of an element, or of the nearest one around it that has one.
pub(super) fn place(node: Node<'_, '_>) -> Place {
    node.ancestors()
        .find_map(|around| around.attribute("id"))
        .map_or(Place::Whole, |id| Place::Element(id.to_owned()))
}
