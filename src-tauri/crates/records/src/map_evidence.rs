//! Evidence about a map from the records: the figures that rules report and that the overlay shows on steps and links.
//!
//! Only counts and their shares: no threshold, no sentence, no name of a person.
//!
//! Steps and links are named by their ids, activities by their place in the summary. A step is *matched* when an
//! activity of the log means it; what means several steps tells only that one of them was visited.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use twinlane_model::ImportedLog;
use twinlane_model::records::{Batch, Ending, Summary, Transition};
use twinlane_model::{End, EndIndex, LinkId, LinkKind, MapView, StepId};

use crate::conformance::{self, UndrawnTransition};
use crate::drift::{StageDrift, drift_of};
use crate::replay::{CaseCounts, Meaning, ReplayCounts, Traces, has_ending, silent_paths, step_times};
use crate::summary::{Overdue, overdue};

/// What the records say of a matched step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StepFigures {
    /// The step.
    pub step: StepId,
    /// Visits.
    pub visits: u64,
    /// Cases that visit it.
    pub cases: u64,
    /// Cases that visit it more than once (rule R6).
    pub again: u64,
    /// Cases that passed its stage: they visit a matched step of it or of a later one.
    pub passed: u64,
    /// Cases of these in which nothing that means the step is recorded (rule R1).
    pub skipped: u64,
    /// Mean time of a visit, working days; absent where nothing follows any visit.
    pub days: Option<f64>,
}

impl StepFigures {
    /// Share of the cases that passed its stage which skip it, 0 to 1; absent when none passed.
    pub fn skipped_share(&self) -> Option<f64> {
        share(self.skipped, self.passed)
    }
}

/// How often cases pass a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LinkFigures {
    /// The link: flow or a return.
    pub link: LinkId,
    /// How often cases take it; each time of one case counts.
    pub count: u64,
}

/// An activity of the log that matches nothing on the map (rule R2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnmappedActivity {
    /// Its place in the summary.
    pub activity: u32,
    /// Its name.
    pub name: String,
    /// Cases with it.
    pub cases: u64,
}

/// A transition of the log that no path through the map makes (rule R3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnmappedTransition {
    /// Activity of the log, by its place in the summary.
    pub from: u32,
    /// The activity right after it.
    pub to: u32,
    /// What the first means on the map; several where its name is on several.
    pub from_ends: Vec<End>,
    /// What the second means.
    pub to_ends: Vec<End>,
    /// Cases with the transition.
    pub cases: u64,
    /// The map draws a path between them over steps that no activity matches, so nobody can tell whether cases take it.
    pub over_unseen: bool,
}

/// What the records say of a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapEvidence {
    /// Cases of the log: the whole of R2 and R3.
    pub cases: u64,
    /// Cases of the variants that the summary keeps: the whole of steps and links, and of R6. Fewer than `cases` only on
    /// very varied records.
    pub followed: u64,
    /// Matched steps, in the order of the map.
    pub steps: Vec<StepFigures>,
    /// Cases of those followed that visit any matched step more than once.
    pub again: u64,
    /// Flow and returns that the records can show, in the order of the map: those that leave a matched step or lie on a
    /// path that cases take.
    pub links: Vec<LinkFigures>,
    /// Activities that match nothing, most cases first. An activity that only stands for an ending is not among them
    /// while the map has an outcome of that kind.
    pub unmapped: Vec<UnmappedActivity>,
    /// Transitions that are not drawn, most cases first; absent where the map has too much parallel work to tell.
    pub transitions: Option<Vec<UnmappedTransition>>,
    /// Documented beside recorded, by sales stage (rule R4).
    pub drift: Vec<StageDrift>,
    /// Entries made in a batch (rule R5); absent where records have no time of day.
    pub batch: Option<Batch>,
    /// Open cases that should have ended (rule R7); absent without a date, and where nothing says how cases end.
    #[serde(skip)]
    pub overdue: Option<Overdue>,
}

impl MapEvidence {
    /// Share of all cases, 0 to 1; absent without any.
    pub fn of_all(&self, cases: u64) -> Option<f64> {
        share(cases, self.cases)
    }

    /// Share of the cases followed, 0 to 1; absent without any.
    pub fn of_followed(&self, cases: u64) -> Option<f64> {
        share(cases, self.followed)
    }

    /// What is said of a step; absent when no activity of the log means it.
    pub fn step(&self, step: StepId) -> Option<&StepFigures> {
        self.steps.iter().find(|found| found.step == step)
    }
}

/// Compares a map with a log. `matching` says what each activity means, in their order, as
/// [`names::matching`](conformance::names::matching) gives it; open cases are aged to `as_of`.
pub fn map_evidence(
    view: &MapView<'_>,
    log: &ImportedLog,
    matching: &[Vec<End>],
    as_of: Option<Date>,
) -> MapEvidence {
    let summary = log.summary.as_ref();
    let traces = Traces::of(view, summary, matching);
    let counts = ReplayCounts::of(view, summary, matching, &traces);
    MapEvidence {
        cases: summary.cases,
        followed: traces.cases,
        steps: steps(view, summary, &traces, &counts),
        again: traces
            .rows
            .iter()
            .filter(|trace| {
                let mut seen = BTreeSet::new();
                let mut steps = trace.visits.iter().filter_map(|visit| visit.spot.step());
                !steps.all(|step| seen.insert(step))
            })
            .map(|trace| trace.cases)
            .sum(),
        links: links(view, &traces, &counts),
        unmapped: unmapped(view, summary, &traces),
        transitions: transitions(view, summary, matching, &traces),
        drift: drift_of(view, log, &traces, &counts),
        batch: summary.batch,
        overdue: as_of
            .filter(|_| summary.endings_known)
            .map(|as_of| overdue(summary, as_of)),
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn steps(view: &MapView<'_>, summary: &Summary, traces: &Traces, counts: &ReplayCounts) -> Vec<StepFigures> {
    let stage = |at: usize| view.stage_place(view.steps[at].stage);
    let matched: Vec<usize> = traces.steps().into_iter().collect();
    let step_times = step_times(summary, traces, counts);
    let mut figures: Vec<StepFigures> = matched
        .iter()
        .map(|at| StepFigures {
            step: view.steps[*at].id,
            visits: counts.steps[*at].visits,
            cases: counts.steps[*at].cases,
            again: counts.steps[*at].again,
            passed: 0,
            skipped: 0,
            days: step_times.get(at).map(|time| time.mean),
        })
        .collect();
    for way in &summary.ways {
        let mut there: BTreeSet<usize> = BTreeSet::new();
        let mut farthest = None;
        for activity in way.activities.iter().collect::<BTreeSet<_>>() {
            let spots = match traces.meaning.get(*activity as usize) {
                Some(Meaning::One(spot)) => std::slice::from_ref(spot),
                Some(Meaning::Several(spots)) => spots,
                Some(Meaning::Nothing) | None => &[],
            };
            let here: Vec<usize> = spots.iter().filter_map(|spot| spot.step()).collect();
            // Of several steps the case was at one, and surely came as far as the first of their stages.
            farthest = farthest.max(here.iter().filter_map(|at| stage(*at)).min());
            there.extend(here);
        }
        for (at, figures) in matched.iter().zip(&mut figures) {
            if stage(*at).is_some() && stage(*at) <= farthest {
                let cases = CaseCounts::of(way).cases;
                figures.passed += cases;
                figures.skipped += if there.contains(at) { 0 } else { cases };
            }
        }
    }
    figures
}

fn links(view: &MapView<'_>, traces: &Traces, counts: &ReplayCounts) -> Vec<LinkFigures> {
    let matched = traces.steps();
    let from = |link: usize| view.ends(link).0;
    (0..view.links.len())
        .filter(|link| {
            let shown = matches!(from(*link), EndIndex::Step(at) if matched.contains(&at));
            let flow = view.links[*link].kind == LinkKind::Flow;
            counts.links[*link] > 0 || (shown && flow)
        })
        .map(|link| LinkFigures {
            link: view.links[link].id,
            count: counts.links[link],
        })
        .collect()
}

fn unmapped(view: &MapView<'_>, summary: &Summary, traces: &Traces) -> Vec<UnmappedActivity> {
    let drawn = |ending: Ending| view.outcomes.iter().any(|row| has_ending(row.kind, ending));
    let mut found: Vec<UnmappedActivity> = (0..)
        .zip(&summary.activities)
        .zip(traces.meaning.iter().zip(&traces.endings))
        .filter(|(_, (meaning, says))| **meaning == Meaning::Nothing && !says.is_some_and(drawn))
        .map(|((activity, row), _)| UnmappedActivity {
            activity,
            name: row.name.clone(),
            cases: row.cases,
        })
        .collect();
    found.sort_by_key(|row| std::cmp::Reverse(row.cases));
    found
}

fn transitions(
    view: &MapView<'_>,
    summary: &Summary,
    matching: &[Vec<End>],
    traces: &Traces,
) -> Option<Vec<UnmappedTransition>> {
    let meaning = |activity: u32| traces.meaning.get(activity as usize);
    // Of activities that one step stands for, one after another is still the same visit.
    let inside = |row: &Transition| {
        row.from != row.to
            && matches!(meaning(row.from), Some(Meaning::One(_)))
            && meaning(row.from) == meaning(row.to)
    };
    let rows = summary.transitions.iter().filter(|row| !inside(row));
    let rows = rows.map(|row| UndrawnTransition {
        from: row.from as usize,
        to: row.to as usize,
        cases: u32::try_from(row.cases).unwrap_or(u32::MAX),
    });
    let found = conformance::undrawn(view, matching, rows)?;
    let ends = |activity: usize| matching.get(activity).cloned().unwrap_or_default();
    let meant = |activity: usize| match traces.meaning.get(activity) {
        Some(Meaning::One(spot)) => Some(*spot),
        _ => None,
    };
    let mut known = BTreeMap::new();
    let shown: BTreeSet<EndIndex> = (0..traces.meaning.len()).filter_map(meant).collect();
    Some(
        found
            .into_iter()
            .map(|row| UnmappedTransition {
                from: row.from as u32,
                to: row.to as u32,
                from_ends: ends(row.from),
                to_ends: ends(row.to),
                cases: u64::from(row.cases),
                over_unseen: meant(row.from).zip(meant(row.to)).is_some_and(|(from, to)| {
                    let known = known
                        .entry(from)
                        .or_insert_with(|| silent_paths(view, from, |spot| shown.contains(&spot)));
                    known.contains_key(&to)
                }),
            })
            .collect(),
    )
}
