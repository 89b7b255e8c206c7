//! Circles in a graph of files: who uses whom, and back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;

/// Arrows from a file to the files it uses, each with what it uses there.
#[derive(Default)]
pub struct Arrows(BTreeMap<String, BTreeMap<String, String>>);

impl Arrows {
    /// An arrow; of several between the same files the first is kept. A file may use itself.
    pub fn add(&mut self, from: &str, to: &str, what: &str) {
        if from != to {
            self.0
                .entry(from.to_owned())
                .or_default()
                .entry(to.to_owned())
                .or_insert_with(|| what.to_owned());
        }
    }

    /// One line for each group of files that all reach each other: how many they are, and the shortest circle
    /// through the first of them.
    pub fn circles(&self) -> Vec<String> {
        let mut told = BTreeSet::new();
        let mut lines = Vec::new();
        for file in self.0.keys() {
            if told.contains(file.as_str()) {
                continue;
            }
            let Some(circle) = self.shortest(file) else {
                continue;
            };
            let ahead = self.reached(file);
            let group: Vec<&str> = ahead
                .iter()
                .copied()
                .filter(|other| self.reached(other).contains(file.as_str()))
                .collect();
            lines.push(format!(
                "{} files in a circle: {}",
                group.len(),
                self.describe(&circle)
            ));
            told.extend(group);
        }
        lines
    }

    fn uses<'a>(&'a self, file: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .get(file)
            .into_iter()
            .flat_map(|of| of.keys().map(String::as_str))
    }

    fn reached<'a>(&'a self, file: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = self.uses(file).collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(self.uses(next));
            }
        }
        reached
    }

    /// The shortest way from a file back to itself.
    fn shortest<'a>(&'a self, file: &'a str) -> Option<Vec<&'a str>> {
        let mut before: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = VecDeque::from([file]);
        while let Some(at) = open.pop_front() {
            for next in self.uses(at) {
                if next == file {
                    let mut circle = vec![file, at];
                    while let Some(previous) = before.get(circle[circle.len() - 1]) {
                        circle.push(previous);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if next != file && !before.contains_key(next) {
                    before.insert(next, at);
                    open.push_back(next);
                }
            }
        }
        None
    }

    fn describe(&self, circle: &[&str]) -> String {
        let mut line = circle.first().copied().unwrap_or_default().to_owned();
        for pair in circle.windows(2) {
            let what = self.0.get(pair[0]).and_then(|of| of.get(pair[1]));
            let what = what.map_or("", String::as_str);
            // Writing to a string cannot fail.
            let _ = write!(line, " -({what})-> {}", short(pair[1]));
        }
        line
    }
}

/// A path without the folders that all files of a crate share.
fn short(path: &str) -> &str {
    path.split_once("/src/").map_or(path, |(_, below)| below)
}

#[cfg(test)]
mod tests {
    use super::Arrows;

    #[test]
    fn a_circle_is_told_once_and_a_chain_is_none() {
        let mut arrows = Arrows::default();
        for (from, to) in [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("b", "b")] {
            arrows.add(from, to, "x");
        }
        assert_eq!(arrows.circles(), ["2 files in a circle: b -(x)-> c -(x)-> b"]);
    }
}
