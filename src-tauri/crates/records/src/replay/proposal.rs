//! *Draw from log*: which sales process the most frequent flow of a log is, as a proposal.
//!
//! A directly-follows graph of the activities that are frequent enough, as a map can hold it: activities that stand for
//! an ending become outcomes, everything else becomes a step. Nothing is written on a map here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use twinlane_model::OutcomeKind;
use twinlane_model::records::{Ending, Summary};

use super::directly_follows::{Edges, Node, directly_follows};
use super::traces::CaseCounts;
use crate::conformance::names::normalised;

/// Activities that get a stage each.
const ALONE: usize = 8;
/// Most stages of more of them.
const PARTS: usize = 6;
/// Activities of a part, while there are no more than [`PARTS`].
const A_PART: usize = 4;

/// A step of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedStep {
    /// Its activity, by place in the summary.
    pub activity: u32,
    /// Its title: the name of the activity.
    pub title: String,
    /// Cases with it.
    pub cases: u64,
    /// Cases that begin with it, where it is a start.
    pub begun: Option<u64>,
    /// Its stage, by place in [`Proposal::stages`].
    pub stage: usize,
}

/// An outcome of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedOutcome {
    /// The activity that stands for it; absent where the records name it in a column of its own.
    pub activity: Option<u32>,
    /// Its title; empty for the word of its kind.
    pub title: String,
    /// What it means.
    pub kind: OutcomeKind,
    /// Cases that come to it.
    pub cases: u64,
}

/// One end of a proposed link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// By place in [`Proposal::steps`].
    Step(usize),
    /// By place in [`Proposal::outcomes`].
    Outcome(usize),
}

/// A flow link of a proposal, or a return where it leaves an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedLink {
    /// Where it leaves.
    pub from: Place,
    /// Where it arrives.
    pub to: Place,
    /// Cases that take it, once or more.
    pub cases: u64,
    /// True when it is rarer than asked for, and is there so that a step is reached or can come to an end.
    pub needed: bool,
}

/// A sales process as a log shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Proposal {
    /// Steps in the order in which cases go through them on average.
    pub steps: Vec<ProposedStep>,
    /// Titles of the stages, in their order.
    pub stages: Vec<String>,
    /// Outcomes: won, then lost, then open, each from the most frequent down.
    pub outcomes: Vec<ProposedOutcome>,
    /// Flow and returns, by where they leave.
    pub links: Vec<ProposedLink>,
    /// Cases of the log.
    pub cases: u64,
    /// Cases looked at: fewer only where the records are very varied.
    pub followed: u64,
    /// Cases of these that do nothing else than what is proposed.
    pub covered: u64,
    /// Activities of the log that are too rare.
    pub left_out: usize,
}

impl Proposal {
    /// Share of the cases looked at that do nothing else than what is proposed; absent without any.
    pub fn coverage(&self) -> Option<f64> {
        (self.followed > 0).then(|| self.covered as f64 / self.followed as f64)
    }
}

/// Proposes a sales process: activities in at least `least_share` of the cases (0 to 1), and what comes right after each
/// in at least that share of the cases of their origin, rarer activities passed over.
///
/// - A case ends at an outcome: at the activity that stands for its ending, where nothing that is drawn comes after that (but
///   steps, after a loss: a return); else at Won or Lost, as the records state it. Where nothing says how cases end, the
///   last activity leads to an unclassified outcome. Cases that are still open end nowhere, except that at a share of 0
///   everything is drawn, and open cases lead to an outcome of their own.
/// - Every step kept is reached from a start and can come to an outcome: where that needs something rarer, the most
///   frequent of it.
pub fn propose_process(summary: &Summary, least_share: f64) -> Proposal {
    let least = least_share.clamp(0.0, 1.0);
    let whole: u64 = summary.ways.iter().map(|way| CaseCounts::of(way).cases).sum();
    let mut through = vec![0_u64; summary.activities.len()];
    for way in &summary.ways {
        for activity in way.activities.iter().collect::<BTreeSet<_>>() {
            if let Some(cases) = through.get_mut(*activity as usize) {
                *cases += CaseCounts::of(way).cases;
            }
        }
    }
    let frequent = |cases: u64| cases > 0 && cases as f64 >= least * whole as f64;
    let kept: Vec<bool> = through.iter().map(|cases| frequent(*cases)).collect();
    let graph = directly_follows(summary, &kept, least);
    let mut steps: Vec<ProposedStep> = Vec::new();
    let mut places: BTreeMap<Node, Place> = BTreeMap::new();
    let begun = |node: Node| graph.kept.get(&(Node::Begin, node)).map(|edge| edge.cases);
    for (activity, row) in (0_u32..).zip(&summary.activities) {
        let node = Node::Step(activity);
        if kept[activity as usize] && !graph.outcomes.contains(&activity) {
            places.insert(node, Place::Step(steps.len()));
            steps.push(ProposedStep {
                activity,
                title: row.name.clone(),
                cases: through[activity as usize],
                begun: begun(node),
                stage: 0,
            });
        }
    }
    let stages = stages(&mut steps);
    let outcomes = outcomes(summary, &graph.kept, &mut places);
    let mut links: Vec<ProposedLink> = graph
        .kept
        .iter()
        .filter_map(|((from, to), edge)| {
            Some(ProposedLink {
                from: *places.get(from)?,
                to: *places.get(to)?,
                cases: edge.cases,
                needed: edge.needed,
            })
        })
        .collect();
    links.sort_by_key(|link| (link.from, link.to));
    Proposal {
        left_out: kept.iter().filter(|kept| !**kept).count(),
        covered: graph.covered,
        cases: summary.cases,
        followed: whole,
        steps,
        stages,
        outcomes,
        links,
    }
}

/// A stage for each step while there are few, else parts of about equal size.
fn stages(steps: &mut [ProposedStep]) -> Vec<String> {
    let alone = steps.len() <= ALONE;
    let count = if alone {
        steps.len()
    } else {
        steps.len().div_ceil(A_PART).min(PARTS)
    };
    let all = steps.len();
    for (place, step) in steps.iter_mut().enumerate() {
        step.stage = place * count / all;
    }
    if alone {
        steps.iter().map(|step| step.title.clone()).collect()
    } else {
        (1..=count).map(|number| format!("Part {number}")).collect()
    }
}

fn outcomes(summary: &Summary, kept: &Edges, places: &mut BTreeMap<Node, Place>) -> Vec<ProposedOutcome> {
    let mut cases: BTreeMap<Node, u64> = BTreeMap::new();
    for ((_, to), edge) in kept {
        if matches!(to, Node::EndingActivity(..) | Node::End(_)) {
            *cases.entry(*to).or_default() += edge.cases;
        }
    }
    let mut rows: Vec<(Ending, u64, Node)> = cases
        .into_iter()
        .map(|(node, cases)| match node {
            Node::EndingActivity(_, ending) | Node::End(ending) => (ending, cases, node),
            Node::Begin | Node::Step(_) => (Ending::Open, cases, node),
        })
        .collect();
    rows.sort_by_key(|(ending, cases, node)| (*ending, std::cmp::Reverse(*cases), *node));
    let taken: BTreeSet<String> = summary
        .activities
        .iter()
        .map(|row| normalised(&row.name))
        .collect();
    let mut out = Vec::new();
    for (ending, cases, node) in rows {
        places.insert(node, Place::Outcome(out.len()));
        let (activity, name) = match node {
            Node::EndingActivity(activity, _) => (Some(activity), summary.name(activity)),
            _ => (None, ""),
        };
        let kind = kind(ending, name);
        let title = if activity.is_some() {
            name.to_owned()
        } else if ending == Ending::Open && summary.endings_known {
            free("Still open", &taken)
        } else if taken.contains(&normalised(kind.word())) {
            // An activity has this name already, and it is another thing than the recorded outcome.
            free(kind.word(), &taken)
        } else {
            String::new()
        };
        let title = if normalised(&title) == normalised(kind.word()) {
            String::new()
        } else {
            title
        };
        out.push(ProposedOutcome {
            activity,
            title,
            kind,
            cases,
        });
    }
    out
}

/// A title that no activity of the log has.
fn free(title: &str, taken: &BTreeSet<String>) -> String {
    let mut name = title.to_owned();
    while taken.contains(&normalised(&name)) {
        name.push_str(", not recorded");
    }
    name
}

/// The kind that an ending is, by its name; a loss without a word for it is lost.
fn kind(ending: Ending, name: &str) -> OutcomeKind {
    let name = normalised(name);
    match ending {
        Ending::Won => OutcomeKind::Won,
        Ending::Open => OutcomeKind::Unclassified,
        Ending::Lost if name.contains("unqualified") => OutcomeKind::Disqualified,
        Ending::Lost => [
            OutcomeKind::NoDecision,
            OutcomeKind::Disqualified,
            OutcomeKind::NotReady,
        ]
        .into_iter()
        .find(|kind| name.contains(&normalised(kind.word())))
        .unwrap_or(OutcomeKind::Lost),
    }
}
