//! Remarks beside the measures of a log: what was left out, read as something else, or replaced.
//!
//! The names of the map and the log are filled in here; the wording is in [`crate::sentences`].

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::records::{Ending, Summary};
use twinlane_model::{EndIndex, LinkKind, MapView};
use twinlane_words::Locale;

use super::counts::ReplayCounts;
use super::traces::{Meaning, Traces};
use crate::sentences::RemarkSentences as _;

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
    locale: Locale,
    sentences: Vec<String>,
}

impl<'a, 'v> Remarks<'a, 'v> {
    pub fn new(view: &'a MapView<'v>, summary: &'a Summary, locale: Locale) -> Self {
        Self {
            view,
            summary,
            locale,
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
            rows.filter(|(_, (meaning, ending))| wanted(meaning) && ending.is_none())
                .map(|(activity, _)| self.locale.quote(&activity.name))
                .collect()
        };
        let nothing = named(|meaning| *meaning == Meaning::Nothing);
        let several = named(|meaning| matches!(meaning, Meaning::Several(_)));
        if !nothing.is_empty() {
            self.sentences.push(self.locale.matches_nothing(&nothing));
        }
        if !several.is_empty() {
            self.sentences.push(self.locale.matches_several(&several));
        }
        if traces.cases < self.summary.cases {
            self.sentences
                .push(self.locale.part_is_followed(traces.cases, self.summary.cases));
        }
    }

    /// What cases do that the map does not draw.
    pub fn counts(&mut self, counts: &ReplayCounts, traces: &Traces) {
        let between = |of: &BTreeMap<(EndIndex, EndIndex), u64>| -> Vec<String> {
            let mut rows: Vec<_> = of.iter().collect();
            rows.sort_by_key(|(ends, count)| (std::cmp::Reverse(**count), **ends));
            rows.iter()
                .map(|((from, to), count)| self.locale.between(&self.name(*from), &self.name(*to), **count))
                .collect()
        };
        let jumps = between(&counts.jumps);
        let ambiguous = between(&counts.ambiguous);
        if !jumps.is_empty() {
            let times = counts.jumps.values().sum();
            self.sentences.push(self.locale.not_drawn(&jumps, times));
        }
        if !ambiguous.is_empty() {
            self.sentences.push(self.locale.one_of_several_paths(&ambiguous));
        }
        for ((at, ending), cases) in &counts.undrawn_ends {
            let flow = |link: &usize| self.view.links[*link].kind == LinkKind::Flow;
            let has_shares = self.view.links_from(*at).filter(flow).count() > 1;
            let won = *ending == Ending::Won;
            let sentence = self.locale.undrawn_end(*cases, won, &self.step(*at), has_shares);
            self.sentences.push(sentence);
        }
        for (outcome, cases) in &counts.unsure {
            let name = self.name(EndIndex::Outcome(*outcome));
            self.sentences.push(self.locale.outcome_not_told(*cases, &name));
        }
        if !self.summary.endings_known {
            self.sentences.push(self.locale.endings_not_known().to_owned());
        } else if counts.open > 0 {
            self.sentences.push(self.locale.still_open(counts.open));
        }
        if counts.unmatched > 0 && counts.unmatched < traces.cases {
            self.sentences
                .push(self.locale.nothing_on_the_map(counts.unmatched));
        }
    }

    /// A link that cases may take without a trace.
    pub fn hidden(&mut self, at: usize, link: usize) {
        let to = self.name(self.view.ends(link).1);
        self.sentences.push(self.locale.shares_stay(&self.step(at), &to));
    }

    /// Waits on links behind measured steps.
    pub fn waits(&mut self, measured: impl Iterator<Item = usize>) {
        let waits = measured
            .flat_map(|at| self.view.links_from(at))
            .filter(|link| {
                let wait = self.view.links[*link].wait.as_ref();
                wait.is_some_and(|wait| wait.value > 0.0)
            })
            .count() as u64;
        if waits > 0 {
            self.sentences.push(self.locale.waits_counted_twice(waits));
        }
    }

    /// No volume can be measured.
    pub fn no_period(&mut self) {
        self.sentences.push(self.locale.no_period().to_owned());
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
                .map(|(at, begun)| self.locale.begun_at(&self.step(*at), *begun))
                .collect();
            let cases = elsewhere.iter().map(|(_, begun)| begun).sum();
            self.sentences.push(self.locale.begin_elsewhere(cases, &names));
        }
        let unseen: Vec<String> = starts
            .difference(matched)
            .filter(|at| self.view.steps[**at].entry.is_none())
            .map(|at| self.step(*at))
            .collect();
        if !unseen.is_empty() && !starts.is_disjoint(matched) {
            self.sentences.push(self.locale.starts_without_entry(&unseen));
        }
    }

    /// Numbers that stood there before.
    pub fn replaced(&mut self, replaced: &Replaced) {
        let Replaced {
            measured,
            estimated,
            assumed,
        } = *replaced;
        if measured + estimated + assumed > 0 {
            self.sentences
                .push(self.locale.numbers_replaced(measured, estimated, assumed));
        }
    }

    fn name(&self, spot: EndIndex) -> String {
        match spot {
            EndIndex::Step(at) => self.step(at),
            EndIndex::Outcome(at) => self.locale.quote(self.view.outcomes[at].name()),
            EndIndex::Nowhere => String::new(),
        }
    }

    fn step(&self, at: usize) -> String {
        let step = self.view.steps[at];
        if step.waypoint {
            self.locale.a_waypoint().to_owned()
        } else if step.title.is_empty() {
            self.locale.an_untitled_step().to_owned()
        } else {
            self.locale.quote(&step.title)
        }
    }
}
