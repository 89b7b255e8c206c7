//! The lanes of a process: its leaf lanes become functions.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::account::Account;
use super::xml::{DEEPEST, named};
use crate::sentences::{DiagramLosses, DiagramNames, LOCALE};

/// The lanes found, and the one for everything that lies in none.
#[derive(Debug)]
pub(super) struct Lanes<'a> {
    /// Titles, in the order of the file.
    pub titles: Vec<String>,
    of: BTreeMap<&'a str, usize>,
    fallback: String,
    default: Option<usize>,
}

impl<'a> Lanes<'a> {
    /// Reads the lanes of a process; `fallback` is the title of the lane for what lies in none of them.
    pub(super) fn read(process: Node<'a, '_>, fallback: &str, account: &mut Account) -> Self {
        let mut lanes = Self {
            titles: Vec::new(),
            of: BTreeMap::new(),
            fallback: fallback.to_owned(),
            default: None,
        };
        for set in named(process, "laneSet") {
            lanes.set(set, "", 0, account);
        }
        let mut seen = BTreeSet::new();
        for title in &mut lanes.titles {
            // Two lanes of one name stay two: they have different people in them.
            let mut own = title.clone();
            let mut number = 2;
            while !seen.insert(own.clone()) {
                own = format!("{title} ({number})");
                number += 1;
            }
            *title = own;
        }
        lanes
    }

    fn set(&mut self, set: Node<'a, '_>, around: &str, depth: u32, account: &mut Account) {
        for lane in named(set, "lane") {
            let name = lane.attribute("name").map(str::trim).unwrap_or_default();
            let inner = named(lane, "childLaneSet").filter(|set| named(*set, "lane").next().is_some());
            let inner: Vec<_> = inner.collect();
            let title = match (name, around) {
                ("", "") => LOCALE.lane(self.titles.len() + 1),
                ("", around) => around.to_owned(),
                (name, _) => name.to_owned(),
            };
            if inner.is_empty() || depth >= DEEPEST {
                let number = self.titles.len();
                self.titles.push(title);
                self.members(lane, number);
                continue;
            }
            account.about(lane, LOCALE.frame_of_lanes());
            let first = self.titles.len();
            for set in inner {
                self.set(set, &title, depth + 1, account);
            }
            // What lies in the frame but in none of its lanes goes to the first of them.
            self.members(lane, first);
        }
    }

    fn members(&mut self, lane: Node<'a, '_>, number: usize) {
        for member in named(lane, "flowNodeRef") {
            if let Some(id) = member.text() {
                self.of.entry(id.trim()).or_insert(number);
            }
        }
    }

    /// The lane that an element is listed in.
    pub(super) fn of(&self, id: &str) -> Option<usize> {
        self.of.get(id).copied()
    }

    /// The lane, or the one for everything that lies in none.
    pub(super) fn or_default(&mut self, lane: Option<usize>) -> usize {
        if let Some(lane) = lane {
            return lane;
        }
        if let Some(lane) = self.default {
            return lane;
        }
        let number = self
            .titles
            .iter()
            .position(|title| *title == self.fallback)
            .unwrap_or_else(|| {
                self.titles.push(self.fallback.clone());
                self.titles.len() - 1
            });
        self.default = Some(number);
        number
    }
}
