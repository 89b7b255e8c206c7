//! The flow arithmetic in words: names of what its numbers are about, and why one is not known.
//!
//! It works nothing out.

use twinlane_flow::{Figure, FlowUnknown, Missing, Problem, Subject, WhyUnknown};
use twinlane_model::{End, LinkId, MapView, PoolId, StepId};

use crate::words;

/// Names in one sentence; nobody reads more.
const MOST_NAMES: usize = 12;

/// Names of a map's rows as sentences have them.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) view: &'a MapView<'a>,
}

impl Names<'_> {
    pub(super) fn step(self, id: StepId) -> String {
        self.end(End::Step(id))
    }

    pub(super) fn end(self, end: End) -> String {
        words::titled(self.view.end_title(end))
    }

    /// "Demo → Proposal".
    pub(super) fn link(self, id: LinkId) -> String {
        let link = self.view.link(id);
        link.map_or_else(String::new, |link| {
            format!("{} → {}", self.end(link.from), self.end(link.to))
        })
    }

    /// Name of a pool; that of its step where a step has the pool to itself.
    pub(super) fn pool(self, id: PoolId) -> String {
        let name = self.view.pool(id).map_or("", |pool| pool.name.trim());
        if !name.is_empty() {
            return name.to_owned();
        }
        let step = self.view.activities().find(|step| step.pool == Some(id));
        step.map_or_else(|| "people without a name".to_owned(), |step| self.step(step.id))
    }

    /// What a number is about.
    pub(super) fn subject(self, subject: Subject) -> String {
        match subject {
            Subject::Share(link) => format!("{}: share", self.link(link)),
            Subject::Wait(link) => format!("{}: wait", self.link(link)),
            Subject::Entry(step) => format!("{}: entries", self.step(step)),
            Subject::Touch(step) => format!("{}: touch time", self.step(step)),
            Subject::Elapsed(step) => format!("{}: elapsed time", self.step(step)),
            Subject::Cost(pool) => format!("{}: cost of an hour", self.pool(pool)),
        }
    }

    /// The step a number stands at, where it stands at one.
    pub(super) fn place(self, subject: Subject) -> Option<StepId> {
        match subject {
            Subject::Share(link) | Subject::Wait(link) => self.view.link(link)?.from.step(),
            Subject::Entry(step) | Subject::Touch(step) | Subject::Elapsed(step) => Some(step),
            Subject::Cost(_) => None,
        }
    }

    /// WhyUnknown a number is not known.
    pub(super) fn why(self, why: &WhyUnknown) -> String {
        match why {
            WhyUnknown::Flow(FlowUnknown::NoEntry) => "nobody has said how many cases arrive".to_owned(),
            WhyUnknown::Flow(FlowUnknown::OverHundred(end)) => {
                format!(
                    "the shares of “{}” add up to more than 100\u{a0}%",
                    self.end(*end)
                )
            }
            WhyUnknown::Flow(FlowUnknown::ClosedLoop(step)) => {
                format!("cases that come to “{}” go round for ever", self.step(*step))
            }
            WhyUnknown::Flow(FlowUnknown::TooTangled(step)) => {
                format!(
                    "the loops through “{}” are too entangled to be worked out",
                    self.step(*step)
                )
            }
            WhyUnknown::NothingEnters => "no case enters".to_owned(),
            WhyUnknown::NothingWon => "no case is won".to_owned(),
            WhyUnknown::NoElapsed => "no activity has an elapsed time".to_owned(),
            WhyUnknown::NoDealValue => "nobody gave the value of a deal".to_owned(),
            WhyUnknown::NoCapacity => "no pool has a capacity".to_owned(),
            WhyUnknown::NotSettled => "what the pools serve does not settle".to_owned(),
        }
    }

    /// What the reader must know about the numbers; what `why` says already is left to it.
    pub(super) fn problem(self, problem: &Problem) -> Option<String> {
        match problem {
            Problem::NoEntry => None,
            Problem::OverHundred { at, sum, .. } => Some(format!(
                "The shares of “{}” add up to {}.",
                self.end(*at),
                words::percent(*sum)
            )),
            Problem::ClosedLoop { steps, .. } => Some(format!("No way leads out of {}.", self.steps(steps))),
            Problem::TooTangled { steps } => {
                Some(format!("The loops of {} are too entangled.", self.steps(steps)))
            }
            Problem::UnjoinedSplit(step) => Some(format!(
                "The split at “{}” is not joined; it was taken as one way or another, with equal shares.",
                self.step(*step)
            )),
            Problem::ReturnsNotCounted(links) => {
                let names: Vec<String> = links.iter().map(|link| self.link(*link)).collect();
                Some(format!(
                    "Returns without a share are not counted: {}.",
                    listed(names)
                ))
            }
        }
    }

    /// What counts as nothing because nobody gave a number, in sentences.
    pub(super) fn missing(self, missing: &Missing) -> Vec<String> {
        let pools: Vec<String> = missing.capacity.iter().map(|pool| self.pool(*pool)).collect();
        [
            ("a touch time; it counts as none", self.titles(&missing.touch)),
            (
                "an elapsed time; it counts as none",
                self.titles(&missing.elapsed),
            ),
            ("a cost; its hours count as free", self.titles(&missing.cost)),
            ("a capacity; it holds nothing up", pools),
        ]
        .into_iter()
        .filter(|(_, who)| !who.is_empty())
        .map(|(what, who)| format!("Without {what}: {}.", listed(who)))
        .collect()
    }

    fn titles(self, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| self.step(*step)).collect()
    }

    fn steps(self, steps: &[StepId]) -> String {
        listed(self.titles(steps))
    }
}

/// Names in a sentence; of many the first ones, and how many there are beside them.
fn listed(mut names: Vec<String>) -> String {
    let left = names.len().saturating_sub(MOST_NAMES);
    if left > 1 {
        names.truncate(MOST_NAMES);
        names.push(format!("{} more", words::number(left as f64)));
    }
    words::joined(&names)
}

/// The name of a result.
pub(super) fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Entering => "cases that enter",
        Figure::Wins => "wins",
        Figure::WinRate => "win rate",
        Figure::Cost => "cost",
        Figure::CostPerWin => "cost per win",
        Figure::FeasibleWins => "wins if entries are cut",
        Figure::LeadTimeAll => "lead time of all cases",
        Figure::LeadTimeWon => "lead time of won cases",
        Figure::ActivityRatio => "activity ratio",
        Figure::PipelineVelocity => "pipeline velocity",
        Figure::Constraint => "constraint",
        Figure::AtCapacity => "what comes out at capacity",
        Figure::Uncertainty => "ranges",
    }
}
