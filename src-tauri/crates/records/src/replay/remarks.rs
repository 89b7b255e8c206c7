//! What is said beside the measures of a log: what was left out, taken for something, or replaced.
//!
//! Sentences with names from the map and the log, for people to read; nothing is decided here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use twinlane_model::records::{Ending, Summary};
use twinlane_model::{EndIndex, LinkKind, MapView};

use super::counts::ReplayCounts;
use super::traces::{Meaning, Traces};

/// Names listed before the rest is counted.
const LISTED: usize = 4;

/// Numbers that stood on the map and are replaced, by what they rested on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Replaced {
    pub measured: u64,
    pub estimated: u64,
    pub assumed: u64,
}

/// The remarks, as they gather.
pub(crate) struct Remarks<'a, 'v> {
    view: &'a MapView<'v>,
    summary: &'a Summary,
    sentences: Vec<String>,
}

impl<'a, 'v> Remarks<'a, 'v> {
    pub fn new(view: &'a MapView<'v>, summary: &'a Summary) -> Self {
        Self {
            view,
            summary,
            sentences: Vec::new(),
        }
    }

    pub fn finish(self) -> Vec<String> {
        self.sentences
    }

    /// Names of the log that mean nothing on the map, or several things.
    pub fn names(&mut self, traces: &Traces) {
        let named = |wanted: fn(&Meaning) -> bool| -> Vec<String> {
            let rows = self
                .summary
                .activities
                .iter()
                .zip(traces.meaning.iter().zip(&traces.endings));
            rows.filter(|(_, (meaning, says))| wanted(meaning) && says.is_none())
                .map(|(activity, _)| quoted(&activity.name))
                .collect()
        };
        let nothing = named(|meaning| *meaning == Meaning::Nothing);
        let several = named(|meaning| matches!(meaning, Meaning::Several(_)));
        if !nothing.is_empty() {
            self.sentences.push(format!(
                "{} {} nothing on the map: passed over, with the time that cases spend there.",
                list(&nothing),
                if nothing.len() == 1 { "matches" } else { "match" },
            ));
        }
        if !several.is_empty() {
            self.sentences.push(format!(
                "{} {} several things on the map, and the records do not say which: left out.",
                list(&several),
                if several.len() == 1 { "matches" } else { "match" },
            ));
        }
        if traces.cases < self.summary.cases {
            self.sentences.push(format!(
                "The records are so varied that {} of {} cases are followed; volumes are scaled to all of them.",
                traces.cases, self.summary.cases
            ));
        }
    }

    /// What cases do that the map does not draw.
    pub fn counts(&mut self, counts: &ReplayCounts, traces: &Traces) {
        let between = |of: &BTreeMap<(EndIndex, EndIndex), u64>| -> Vec<String> {
            let mut rows: Vec<_> = of.iter().collect();
            rows.sort_by_key(|(ends, count)| (std::cmp::Reverse(**count), **ends));
            rows.iter()
                .map(|((from, to), count)| {
                    format!("from {} to {} ({count} times)", self.name(*from), self.name(*to))
                })
                .collect()
        };
        let jumps = between(&counts.jumps);
        let ambiguous = between(&counts.ambiguous);
        if !jumps.is_empty() {
            self.sentences.push(format!(
                "Cases go {}, which is not drawn: {} times in all, left out of the shares.",
                list(&jumps),
                counts.jumps.values().sum::<u64>()
            ));
        }
        if !ambiguous.is_empty() {
            self.sentences.push(format!(
                "Cases go {} over one of several drawn ways, and the records do not say which: left out of the \
                 shares.",
                list(&ambiguous)
            ));
        }
        for ((at, ending), cases) in &counts.undrawn_ends {
            let word = if *ending == Ending::Won { "won" } else { "lost" };
            let flow = |link: &usize| self.view.links[*link].kind == LinkKind::Flow;
            let rest = if self.view.links_from(*at).filter(flow).count() > 1 {
                "its shares leave them over, lost and unexplained"
            } else {
                "it has no share that could leave them over"
            };
            self.sentences.push(format!(
                "{} {word} at {}, and no way to that outcome is drawn from there: {rest}.",
                count(*cases, "case is", "cases are"),
                self.step(*at)
            ));
        }
        for (outcome, cases) in &counts.unsure {
            self.sentences.push(format!(
                "Nothing says which of several outcomes {} came to: counted to {}.",
                count(*cases, "case", "cases"),
                self.name(EndIndex::Outcome(*outcome))
            ));
        }
        if !self.summary.endings_known {
            self.sentences
                .push("Nothing in the records says how cases end: no share counts an ending.".to_owned());
        } else if counts.open > 0 {
            self.sentences.push(format!(
                "{} still open: the last thing that happened counts in no share.",
                count(counts.open, "case is", "cases are")
            ));
        }
        if counts.unmatched > 0 && counts.unmatched < traces.cases {
            self.sentences.push(format!(
                "{} nothing that is on the map.",
                count(counts.unmatched, "case does", "cases do")
            ));
        }
    }

    /// A link that cases may take without a trace.
    pub fn hidden(&mut self, at: usize, link: usize) {
        self.sentences.push(format!(
            "The shares of {} stay as they are: it leads to {}, which the records do not show.",
            self.step(at),
            self.name(self.view.ends(link).1)
        ));
    }

    /// Waits on links behind measured stays.
    pub fn waits(&mut self, measured: impl Iterator<Item = usize>) {
        let waits = measured
            .flat_map(|at| self.view.links_from(at))
            .filter(|link| {
                let wait = self.view.links[*link].wait.as_ref();
                wait.is_some_and(|wait| wait.value > 0.0)
            })
            .count() as u64;
        if waits > 0 {
            self.sentences.push(format!(
                "{} behind measured steps {} a wait. A recorded stay lasts until the next event, so the wait is counted \
                 twice until it is cleared.",
                count(waits, "link", "links"),
                if waits == 1 { "has" } else { "have" }
            ));
        }
    }

    /// No volume can be said.
    pub fn no_period(&mut self) {
        self.sentences.push(
            "The records cover no working day, or the period has none: no volume is written.".to_owned(),
        );
    }

    /// Cases that do not begin where the map does, and starts that the records do not show.
    pub fn starts(&mut self, starts: &BTreeSet<usize>, matched: &BTreeSet<usize>, counts: &ReplayCounts) {
        let elsewhere: Vec<(usize, u64)> = matched
            .difference(starts)
            .map(|at| (*at, counts.steps[*at].begun))
            .filter(|(_, begun)| *begun > 0)
            .collect();
        if !elsewhere.is_empty() {
            let names: Vec<String> = elsewhere
                .iter()
                .map(|(at, begun)| format!("{} ({begun})", self.step(*at)))
                .collect();
            self.sentences.push(format!(
                "{} at {}, where the map has no start: no entry counts them.",
                count(
                    elsewhere.iter().map(|(_, begun)| begun).sum(),
                    "case begins",
                    "cases begin"
                ),
                list(&names),
            ));
        }
        let unseen: Vec<String> = starts
            .difference(matched)
            .filter(|at| self.view.steps[**at].entry.is_none())
            .map(|at| self.step(*at))
            .collect();
        if !unseen.is_empty() && !starts.is_disjoint(matched) {
            self.sentences.push(format!(
                "{} {} no entry, since no record means it: give it one, or it is no start beside those that have.",
                list(&unseen),
                if unseen.len() == 1 { "gets" } else { "get" }
            ));
        }
    }

    /// Numbers that stood there before.
    pub fn replaced(&mut self, replaced: &Replaced) {
        let parts: Vec<String> = [
            (replaced.measured, "measured elsewhere"),
            (replaced.estimated, "estimated"),
            (replaced.assumed, "assumed"),
        ]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let all = replaced.measured + replaced.estimated + replaced.assumed;
        if all > 0 {
            self.sentences.push(format!(
                "{} replaced: {}.",
                count(all, "number is", "numbers are"),
                list(&parts)
            ));
        }
    }

    fn name(&self, spot: EndIndex) -> String {
        match spot {
            EndIndex::Step(at) => self.step(at),
            EndIndex::Outcome(at) => quoted(self.view.outcomes[at].name()),
            EndIndex::Nowhere => String::new(),
        }
    }

    fn step(&self, at: usize) -> String {
        let step = self.view.steps[at];
        if step.waypoint {
            "a waypoint".to_owned()
        } else if step.title.is_empty() {
            "an untitled step".to_owned()
        } else {
            quoted(&step.title)
        }
    }
}

fn quoted(title: &str) -> String {
    format!("“{title}”")
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "a, b and c"; of more than four the first three and how many more.
fn list(names: &[String]) -> String {
    let listed = if names.len() <= LISTED {
        names.len()
    } else {
        LISTED - 1
    };
    let mut text = String::new();
    for (at, name) in names.iter().take(listed).enumerate() {
        if at > 0 {
            text.push_str(if at + 1 == names.len() { " and " } else { ", " });
        }
        text.push_str(name);
    }
    if listed < names.len() {
        let _ = write!(text, " and {} more", names.len() - listed);
    }
    text
}
