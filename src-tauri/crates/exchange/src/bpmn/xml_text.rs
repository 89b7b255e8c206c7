//! XML as text: escaping, indenting, and our rows in extension elements.

use std::fmt::Write;

use twinlane_model::Row;

use crate::sentences::{DiagramLosses, LOCALE};
use crate::{Left, Place};

/// A BPMN file and what of the map it does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file, UTF-8.
    pub text: String,
    /// What could not be written as it is.
    pub left: Vec<Left>,
}

/// The file while it is written.
#[derive(Debug, Default)]
pub(super) struct XmlText {
    text: String,
    depth: usize,
    left: Vec<Left>,
}

/// Whether XML 1.0 can hold a character, be it escaped or not.
fn allowed(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Adds text, escaped for an element or an attribute.
fn escape(text: &str, out: &mut String) {
    for sign in quick_xml::escape::escape(text).chars() {
        match sign {
            // A reader would turn these into spaces inside an attribute.
            '\t' | '\n' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", u32::from(sign));
            }
            sign if allowed(sign) => out.push(sign),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

impl XmlText {
    /// Text as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            // An element without a name has no such attribute.
            if *key == "name" && value.is_empty() {
                continue;
            }
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            escape(value, &mut self.text);
            self.text.push('"');
            self.account(value, attributes);
        }
    }

    /// Lists characters that XML cannot hold.
    fn account(&mut self, value: &str, attributes: &[(&str, &str)]) {
        let bad = value.chars().filter(|sign| !allowed(*sign)).count();
        if bad == 0 {
            return;
        }
        let id = attributes.iter().find(|(key, _)| *key == "id");
        let shown: String = value
            .chars()
            .map(|sign| {
                if allowed(sign) {
                    sign
                } else {
                    char::REPLACEMENT_CHARACTER
                }
            })
            .take(40)
            .collect();
        let place = id.map_or(Place::Whole, |(_, id)| Place::Element((*id).to_owned()));
        self.left.push(LOCALE.characters(bad, &shown).at(place));
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.depth += 1;
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        let _ = writeln!(self.text, "</{name}>");
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(" />\n");
    }

    /// An element that holds an id.
    pub(super) fn leaf(&mut self, name: &str, id: &str) {
        self.tag(name, &[]);
        self.text.push('>');
        escape(id, &mut self.text);
        let _ = writeln!(self.text, "</{name}>");
    }

    /// Rows as extension elements, one JSON text each.
    pub(super) fn rows(&mut self, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.open("bpmn:extensionElements", &[]);
        for row in rows {
            // A row is plain data with string keys; there is nothing in it that JSON could refuse.
            let Ok(json) = serde_json::to_string(row) else {
                continue;
            };
            self.tag("twinlane:row", &[]);
            self.text.push('>');
            // JSON escapes control characters itself; the two others that XML cannot hold are escaped here.
            let json = json.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff");
            escape(&json, &mut self.text);
            self.text.push_str("</twinlane:row>\n");
        }
        self.close("bpmn:extensionElements");
    }

    /// The file.
    pub(super) fn finish(self) -> Written {
        Written {
            text: self.text,
            left: self.left,
        }
    }
}
