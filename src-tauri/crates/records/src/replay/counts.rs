//! How often recorded cases pass the steps, links and outcomes of a map, and what they do that the map does not draw.
//!
//! Whole cases only; shares and times are worked out from these counts elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::records::{Ending, Summary};
use twinlane_model::{End, EndIndex, LinkKind, MapView, OutcomeKind};

use super::silent_paths::{SilentPaths, silent_paths};
use super::traces::{Meaning, Trace, Traces};
use crate::conformance;
use crate::conformance::names::normalised;

/// Shortest title that is looked for inside the name of an ending.
const TITLE: usize = 3;

/// What is counted at a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AtStep {
    /// Visits.
    pub visits: u64,
    /// Events of these visits.
    pub events: u64,
    /// Cases with a visit.
    pub cases: u64,
    /// Cases with more than one.
    pub again: u64,
    /// Cases whose first visit it is.
    pub begun: u64,
    /// Visits followed by a drawn path, or by the end of the case, drawn or not: what shares are parts of.
    pub left: u64,
}

/// What is counted at an outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AtOutcome {
    /// Cases that come to it, each time.
    pub visits: u64,
    /// Visits after which a drawn return was taken.
    pub returned: u64,
    /// Visits after which the case did what no return draws.
    pub undrawn: u64,
}

/// How often cases pass what a map draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReplayCounts {
    /// By place of the link.
    pub links: Vec<u64>,
    /// By place of the link: a case that takes it can be seen to. Nobody can tell of the others that no case does.
    pub visible: Vec<bool>,
    /// By place of the step.
    pub steps: Vec<AtStep>,
    /// By place of the outcome.
    pub outcomes: Vec<AtOutcome>,
    /// One visit right after another that the map does not draw, by how often.
    pub jumps: BTreeMap<(EndIndex, EndIndex), u64>,
    /// One visit after another with several drawn paths of the same length between them.
    pub ambiguous: BTreeMap<(EndIndex, EndIndex), u64>,
    /// Cases that end at a step from which no such end is drawn.
    pub undrawn_ends: BTreeMap<(usize, Ending), u64>,
    /// By place of the outcome: endings counted to it although the records do not tell which of several it was.
    pub unsure: BTreeMap<usize, u64>,
    /// Cases whose last visit is of a step and which go on.
    pub open: u64,
    /// Cases without any visit.
    pub unmatched: u64,
}

/// What comes after a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Another visit, that the map draws or not.
    Visit(EndIndex),
    /// Nothing: the case ended here, or goes on.
    Nothing,
}

impl ReplayCounts {
    /// Counts what the cases of a log pass on a map.
    pub(crate) fn of(view: &MapView<'_>, summary: &Summary, matching: &[Vec<End>], traces: &Traces) -> Self {
        Counter::new(view, summary, matching, traces).count()
    }
}

struct Counter<'a, 'v> {
    view: &'a MapView<'v>,
    summary: &'a Summary,
    traces: &'a Traces,
    /// Steps that may be at work at the same time.
    concurrent: BTreeSet<(usize, usize)>,
    silent_paths: BTreeMap<EndIndex, SilentPaths>,
    /// By activity: the outcome that its name contains, among those of the ending that it stands for.
    named_outcome: Vec<Option<usize>>,
    /// Of won and of lost: the outcome whose title the ending's name contains, where the ending has only one name.
    only_name: [Option<usize>; 2],
    found: ReplayCounts,
}

impl<'a, 'v> Counter<'a, 'v> {
    fn new(view: &'a MapView<'v>, summary: &'a Summary, matching: &[Vec<End>], traces: &'a Traces) -> Self {
        let shown: BTreeSet<EndIndex> = traces
            .meaning
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::One(spot) => Some(*spot),
                _ => None,
            })
            .collect();
        let named_outcome = summary
            .activities
            .iter()
            .zip(&traces.endings)
            .map(|(activity, says)| outcome_named_in(view, &activity.name, (*says)?))
            .collect();
        let only_name = [Ending::Won, Ending::Lost].map(|ending| {
            let mut named = summary.endings.iter().filter(|share| share.ending == ending);
            match (named.next(), named.next()) {
                (Some(share), None) => outcome_named_in(view, &share.name, ending),
                _ => None,
            }
        });
        let concurrent = conformance::concurrent_steps(view, matching)
            .into_iter()
            .filter_map(|(one, other)| Some((view.step_place(one)?, view.step_place(other)?)))
            .collect();
        let silent_paths: BTreeMap<EndIndex, SilentPaths> = shown
            .iter()
            .map(|spot| (*spot, silent_paths(view, *spot, |spot| shown.contains(&spot))))
            .collect();
        let ended = |ending: Ending| summary.endings.iter().any(|share| share.ending == ending);
        let ended = [Ending::Won, Ending::Lost].map(ended);
        let mut visible = vec![false; view.links.len()];
        for (to, path) in silent_paths.values().flatten() {
            let seen = match to {
                EndIndex::Outcome(at) if !shown.contains(to) => {
                    let kind = view.outcomes[*at].kind;
                    kind != OutcomeKind::Unclassified && ended[usize::from(kind != OutcomeKind::Won)]
                }
                _ => true,
            };
            for link in path.links.iter().filter(|_| seen) {
                visible[*link] = true;
            }
        }
        Self {
            view,
            summary,
            traces,
            concurrent,
            silent_paths,
            named_outcome,
            only_name,
            found: ReplayCounts {
                links: vec![0; view.links.len()],
                visible,
                steps: vec![AtStep::default(); view.steps.len()],
                outcomes: vec![AtOutcome::default(); view.outcomes.len()],
                ..ReplayCounts::default()
            },
        }
    }

    fn count(mut self) -> ReplayCounts {
        let traces = self.traces;
        for trace in &traces.rows {
            self.trace(trace);
        }
        self.found
    }

    fn trace(&mut self, trace: &Trace) {
        let mut times: BTreeMap<usize, u64> = BTreeMap::new();
        let Some(first) = trace.visits.first() else {
            self.found.unmatched += trace.cases;
            return;
        };
        if let EndIndex::Step(at) = first.spot {
            self.found.steps[at].begun += trace.cases;
        }
        for (place, visit) in trace.visits.iter().enumerate() {
            match visit.spot {
                EndIndex::Step(at) => {
                    self.found.steps[at].visits += trace.cases;
                    self.found.steps[at].events += trace.cases * u64::from(visit.events);
                    *times.entry(at).or_default() += 1;
                    match self.next(trace, place) {
                        Next::Visit(_) if self.splits(at) => self.split(at, trace.cases),
                        Next::Visit(spot) => self.follow(at, spot, trace.cases),
                        Next::Nothing => self.end(at, trace),
                    }
                }
                EndIndex::Outcome(at) => {
                    self.found.outcomes[at].visits += trace.cases;
                    if let Some(next) = trace.visits.get(place + 1) {
                        self.leave(at, next.spot, trace.cases);
                    }
                }
                EndIndex::Nowhere => {}
            }
        }
        if let Some(EndIndex::Step(_)) = trace.visits.last().map(|visit| visit.spot) {
            self.found.open += trace.cases.saturating_sub(trace.won + trace.lost);
        }
        for (at, count) in times {
            self.found.steps[at].cases += trace.cases;
            self.found.steps[at].again += if count > 1 { trace.cases } else { 0 };
        }
    }

    /// What comes after a visit; work that goes on beside it is passed over.
    fn next(&self, trace: &Trace, place: usize) -> Next {
        let from = trace.visits[place].spot;
        let EndIndex::Step(at) = from else {
            return Next::Nothing;
        };
        let silent_paths = self.silent_paths.get(&from);
        for visit in &trace.visits[place + 1..] {
            let drawn = silent_paths.is_some_and(|silent_paths| silent_paths.contains_key(&visit.spot));
            let concurrent = visit
                .spot
                .step()
                .is_some_and(|other| self.concurrent.contains(&(at, other)));
            if drawn || !concurrent {
                return Next::Visit(visit.spot);
            }
        }
        Next::Nothing
    }

    /// Whether a step starts all of several links.
    fn splits(&self, at: usize) -> bool {
        self.view.steps[at].all && flow(self.view, at).count() > 1
    }

    /// Every link of a split is passed, whatever comes first.
    fn split(&mut self, at: usize, cases: u64) {
        for link in flow(self.view, at) {
            self.found.links[link] += cases;
        }
    }

    fn follow(&mut self, at: usize, to: EndIndex, cases: u64) {
        let from = EndIndex::Step(at);
        match self
            .silent_paths
            .get(&from)
            .and_then(|silent_paths| silent_paths.get(&to))
        {
            Some(path) if path.links.is_empty() => {
                *self.found.ambiguous.entry((from, to)).or_default() += cases;
            }
            Some(path) => {
                self.found.steps[at].left += cases;
                pass(&mut self.found, self.view, &path.links, cases);
            }
            None => {
                // A recorded outcome is an end, drawn or not.
                if let EndIndex::Outcome(outcome) = to {
                    let ending = ending_of(self.view.outcomes[outcome].kind);
                    self.found.steps[at].left += cases;
                    *self.found.undrawn_ends.entry((at, ending)).or_default() += cases;
                } else {
                    *self.found.jumps.entry((from, to)).or_default() += cases;
                }
            }
        }
    }

    fn leave(&mut self, outcome: usize, to: EndIndex, cases: u64) {
        let from = EndIndex::Outcome(outcome);
        match self
            .silent_paths
            .get(&from)
            .and_then(|silent_paths| silent_paths.get(&to))
        {
            Some(path) if !path.links.is_empty() => {
                self.found.outcomes[outcome].returned += cases;
                pass(&mut self.found, self.view, &path.links, cases);
            }
            _ => {
                self.found.outcomes[outcome].undrawn += cases;
                *self.found.jumps.entry((from, to)).or_default() += cases;
            }
        }
    }

    /// The case ends at a step, won or lost; the last visit of an open case counts for nothing.
    fn end(&mut self, at: usize, trace: &Trace) {
        for (ending, cases) in [(Ending::Won, trace.won), (Ending::Lost, trace.lost)] {
            if cases == 0 {
                continue;
            }
            let recorded = self.recorded_outcome(trace, ending);
            let drawn: Vec<usize> = self
                .silent_paths
                .get(&EndIndex::Step(at))
                .into_iter()
                .flat_map(|silent_paths| silent_paths.keys())
                .filter_map(|spot| spot.outcome())
                .filter(|outcome| has_ending(self.view.outcomes[*outcome].kind, ending))
                .collect();
            let outcome = match (recorded, drawn.as_slice()) {
                (Some(named), drawn) => drawn.contains(&named).then_some(named),
                (None, []) => None,
                (None, [one]) => Some(*one),
                (None, several) => plainest(self.view, several).inspect(|one| {
                    *self.found.unsure.entry(*one).or_default() += cases;
                }),
            };
            if let Some(outcome) = outcome {
                self.follow(at, EndIndex::Outcome(outcome), cases);
                self.found.outcomes[outcome].visits += cases;
            } else {
                self.found.steps[at].left += cases;
                *self.found.undrawn_ends.entry((at, ending)).or_default() += cases;
            }
        }
    }

    /// The outcome that the records name at the end of a case: by its last activity that stands for this ending, else by
    /// the only name that this ending has.
    fn recorded_outcome(&self, trace: &Trace, ending: Ending) -> Option<usize> {
        let way = self.summary.ways.get(trace.way)?;
        let last = way
            .activities
            .iter()
            .rev()
            .map(|activity| *activity as usize)
            .find(|activity| self.traces.endings.get(*activity) == Some(&Some(ending)));
        match last {
            Some(activity) => self.named_outcome[activity],
            None => self.only_name[usize::from(ending == Ending::Lost)],
        }
    }
}

fn flow(view: &MapView<'_>, at: usize) -> impl Iterator<Item = usize> {
    view.links_from(at)
        .filter(|link| view.links[*link].kind == LinkKind::Flow)
}

/// Counts cases on links, and at the silent outcomes that they pass by a return.
fn pass(found: &mut ReplayCounts, view: &MapView<'_>, links: &[usize], cases: u64) {
    for (place, link) in links.iter().enumerate() {
        found.links[*link] += cases;
        if let (EndIndex::Outcome(outcome), true) = (view.ends(*link).0, place > 0) {
            found.outcomes[outcome].visits += cases;
            found.outcomes[outcome].returned += cases;
        }
    }
}

/// The ending that an outcome is; one that nobody has classified is neither won nor open, so it is lost.
pub(crate) fn ending_of(kind: OutcomeKind) -> Ending {
    if kind == OutcomeKind::Won {
        Ending::Won
    } else {
        Ending::Lost
    }
}

pub(crate) fn has_ending(kind: OutcomeKind, ending: Ending) -> bool {
    kind != OutcomeKind::Unclassified && ending_of(kind) == ending
}

/// Of several outcomes the one called Lost, else the first of that kind, else the first.
fn plainest(view: &MapView<'_>, outcomes: &[usize]) -> Option<usize> {
    let called = |at: &&usize| normalised(view.outcomes[**at].name()) == "lost";
    let kind = |at: &&usize| view.outcomes[**at].kind == OutcomeKind::Lost;
    outcomes
        .iter()
        .find(called)
        .or_else(|| outcomes.iter().find(kind))
        .or_else(|| outcomes.first())
        .copied()
}

/// The outcome of this ending whose title is the name or part of it; of several the longest title.
pub(crate) fn outcome_named_in(view: &MapView<'_>, name: &str, ending: Ending) -> Option<usize> {
    let plain = |text: &str| normalised(text).replace(' ', "");
    let name = plain(name);
    let mut found: Option<(usize, usize)> = None;
    for (at, outcome) in view.outcomes.iter().enumerate() {
        let title = plain(outcome.name());
        let long = title.chars().count();
        let held = has_ending(outcome.kind, ending) && long >= TITLE && name.contains(&title);
        if held && found.is_none_or(|(_, known)| long > known) {
            found = Some((at, long));
        }
    }
    found.map(|(at, _)| at)
}
