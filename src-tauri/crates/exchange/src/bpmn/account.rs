//! What of a diagram a map does not carry, listed element by element.

use roxmltree::Node;

use super::xml::{MODEL, children, tag};
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
    pub(super) fn element(&mut self, node: Node<'_, '_>, why: &str) {
        self.note(describe(node), why, place(node));
    }

    /// Lists anything, with the reason as a sentence.
    pub(super) fn note(&mut self, what: String, why: &str, place: Place) {
        let mut signs = why.chars();
        let first = signs
            .next()
            .map(|sign| sign.to_uppercase().collect::<String>())
            .unwrap_or_default();
        let why = first + signs.as_str();
        self.left.push(Left { what, why, place });
    }

    /// Lists something about an element that is kept otherwise.
    pub(super) fn about(&mut self, node: Node<'_, '_>, what: &str, why: &str) {
        self.note(format!("{what} of {}", describe(node)), why, place(node));
    }

    /// Lists the children of an element that no map has a place for, `kept` apart.
    pub(super) fn children(&mut self, node: Node<'_, '_>, kept: impl Fn(&str) -> bool) {
        for (name, child) in children(node) {
            if !STRUCTURE.contains(&name) && !kept(name) {
                self.element(child, why(name));
            }
        }
    }

    /// Lists foreign extensions, by namespace: they are many, and their ids mean nothing here.
    pub(super) fn extensions(&mut self, root: Node<'_, '_>) {
        let mut found: Vec<(&str, usize, Place)> = Vec::new();
        let own = super::xml::OWN;
        for holder in root
            .descendants()
            .filter(|node| tag(*node) == Some("extensionElements"))
        {
            for child in holder.children().filter(Node::is_element) {
                let space = child.tag_name().namespace().unwrap_or("no namespace");
                if space == MODEL || space == own {
                    continue;
                }
                match found.iter_mut().find(|(known, _, _)| *known == space) {
                    Some(entry) => entry.1 += 1,
                    None => found.push((space, 1, holder.parent().map_or(Place::Whole, place))),
                }
            }
        }
        for (space, count, place) in found {
            let plural = if count == 1 { "" } else { "s" };
            let what = format!("{count} extension element{plural} of {space}");
            self.note(what, "they belong to another program", place);
        }
    }
}

/// An element in words: its kind and its name.
pub(super) fn describe(node: Node<'_, '_>) -> String {
    let kind = words(node.tag_name().name());
    match node.attribute("name").map(str::trim) {
        Some(name) if !name.is_empty() => format!("{kind} “{name}”"),
        _ => kind,
    }
}

/// The id of an element, or of the nearest one around it that has one.
pub(super) fn place(node: Node<'_, '_>) -> Place {
    node.ancestors()
        .find_map(|around| around.attribute("id"))
        .map_or(Place::Whole, |id| Place::Element(id.to_owned()))
}

/// `dataObjectReference` as "data object reference".
pub(super) fn words(name: &str) -> String {
    let mut text = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() {
            text.push(' ');
            text.extend(sign.to_lowercase());
        } else {
            text.push(sign);
        }
    }
    text
}

/// Why an element has no place in a map.
fn why(name: &str) -> &'static str {
    match name {
        "textAnnotation" | "group" | "association" => "a map has no drawings beside its steps",
        "dataObject"
        | "dataObjectReference"
        | "dataStoreReference"
        | "dataInput"
        | "dataOutput"
        | "ioSpecification"
        | "dataInputAssociation"
        | "dataOutputAssociation"
        | "dataStore"
        | "itemDefinition"
        | "property"
        | "ioBinding" => "a map shows work, not data",
        "messageFlow" | "message" | "conversation" | "correlationKey" | "conversationLink" => {
            "messages between pools are not support given to a buyer step"
        }
        "potentialOwner" | "performer" | "humanPerformer" | "resourceRole" | "resource" => {
            "who does the work is said by lane and pool"
        }
        "multiInstanceLoopCharacteristics" | "standardLoopCharacteristics" => {
            "a step is done once per visit; draw a retry if it is repeated"
        }
        "signal" | "error" | "escalation" | "interface" | "import" | "category" => {
            "it is a definition for execution"
        }
        _ => "a map has no place for it",
    }
}
