//! The catalogue once more, as plainly as its description reads: quadratic, by titles of the description, and
//! sharing nothing with the rules but the types of the model. It exists to disagree with them.
//!
//! The twin of a rule is a function with the rule's name in the file of its family, and a line in the table there.

/// Lists the twins of a family: functions that have the names of their rules.
macro_rules! twins {
    ($($rule:ident),* $(,)?) => {
        /// The twins of this family's rules.
        pub const TWINS: &[super::Twin] = &[$((stringify!($rule), $rule)),*];
    };
}

mod bottleneck;
mod coverage;
mod evidence;
mod flow;
mod handoffs;
mod network;
mod order;
pub mod records;
pub mod scorecard;
mod trouble;

use std::collections::BTreeSet;

use jiff::civil::Date;
use twinlane_gaps::{Rule, rule};
use twinlane_model::{End, Link, LinkKind, MapView, Severity, Side, Stage, Step, StepId, Strength};

/// Code, sorted subject ids, severity.
pub type Findings = BTreeSet<(String, Vec<String>, Severity)>;

/// The plain implementation of a rule: the name of the rule, and the function that finds what the rule finds.
pub type Twin = (&'static str, fn(&mut Plain<'_>));

/// The twins that need a map and nothing else.
pub fn of_maps() -> impl Iterator<Item = &'static Twin> {
    let families = [
        coverage::TWINS,
        order::TWINS,
        flow::TWINS,
        handoffs::TWINS,
        evidence::TWINS,
        bottleneck::TWINS,
    ];
    families.into_iter().flatten()
}

/// The rule of a twin.
pub fn rule_of(twin: &str) -> &'static Rule {
    rule(&twin.replace('_', "-")).unwrap_or_else(|| panic!("{twin} is the twin of no rule"))
}

/// The map as the plain implementation looks at it.
pub struct Plain<'a> {
    pub view: &'a MapView<'a>,
    pub date: Option<Date>,
    /// `reach[a][b]`: b can be reached from a along flow, back links left out, by one link or more.
    pub forward: Vec<Vec<bool>>,
    /// Code of the rule whose twin is asked.
    code: &'static str,
    found: Findings,
}

/// Everything that the twins find on a map.
pub fn findings(view: &MapView<'_>, date: Option<Date>) -> Findings {
    let mut plain = Plain::of(view, date);
    for (name, find) in of_maps() {
        plain.code = rule_of(name).code;
        find(&mut plain);
    }
    plain.found
}

/// `reach[a][b]` along flow without back links.
pub fn forward(view: &MapView<'_>) -> Vec<Vec<bool>> {
    let count = view.steps.len();
    let mut forward = vec![vec![false; count]; count];
    for link in view.links.iter().filter(|link| link.kind == LinkKind::Flow) {
        if let (Some(from), Some(to)) = (link.from.step(), link.to.step()) {
            let place = |id: StepId| view.step_place(id).expect("the view holds what its rows name");
            if !is_back(view, link) {
                forward[place(from)][place(to)] = true;
            }
        }
    }
    close(&mut forward);
    forward
}

/// Transitive closure, the textbook way.
pub fn close(reach: &mut [Vec<bool>]) {
    for by in 0..reach.len() {
        let onward = reach[by].clone();
        for row in reach.iter_mut().filter(|row| row[by]) {
            for (to, reached) in onward.iter().enumerate() {
                row[to] |= reached;
            }
        }
    }
}

/// Flow to an earlier stage of its side.
pub fn is_back(view: &MapView<'_>, link: &Link) -> bool {
    let stage = |end: End| {
        end.step()
            .and_then(|id| view.step(id))
            .map(|step| position(view, step.stage))
    };
    match (stage(link.from), stage(link.to)) {
        (Some(from), Some(to)) => to < from,
        _ => false,
    }
}

/// Number of a stage among all, in the order of its side.
pub fn position(view: &MapView<'_>, stage: twinlane_model::StageId) -> usize {
    view.stages
        .iter()
        .position(|row| row.id == stage)
        .expect("the view holds what its rows name")
}

impl<'a> Plain<'a> {
    pub fn of(view: &'a MapView<'a>, date: Option<Date>) -> Self {
        Self {
            view,
            date,
            forward: forward(view),
            code: "",
            found: Findings::new(),
        }
    }

    /// States a finding of the rule whose twin is asked.
    pub fn state(&mut self, subjects: &[String], severity: Severity) {
        let mut subjects = subjects.to_vec();
        subjects.sort();
        self.found.insert((self.code.to_owned(), subjects, severity));
    }

    pub fn steps(&self, side: Side) -> Vec<&'a Step> {
        self.view
            .steps
            .iter()
            .copied()
            .filter(|step| step.side == side && !step.waypoint)
            .collect()
    }

    pub fn flow(&self) -> Vec<&'a Link> {
        self.view
            .links
            .iter()
            .copied()
            .filter(|link| link.kind == LinkKind::Flow)
            .collect()
    }

    pub fn returns(&self) -> Vec<&'a Link> {
        self.view
            .links
            .iter()
            .copied()
            .filter(|link| link.kind == LinkKind::Return)
            .collect()
    }

    pub fn flow_from(&self, step: StepId) -> Vec<&'a Link> {
        self.flow()
            .into_iter()
            .filter(|link| link.from == End::Step(step))
            .collect()
    }

    pub fn flow_to(&self, step: StepId) -> Vec<&'a Link> {
        self.flow()
            .into_iter()
            .filter(|link| link.to == End::Step(step))
            .collect()
    }

    /// Supports with their activity and buyer step, none of them a junction.
    pub fn supports(&self) -> Vec<(&'a Link, &'a Step, &'a Step)> {
        let links = self
            .view
            .links
            .iter()
            .copied()
            .filter(|link| link.kind == LinkKind::Support);
        links
            .filter_map(|link| {
                Some((
                    link,
                    self.view.step(link.from.step()?)?,
                    self.view.step(link.to.step()?)?,
                ))
            })
            .filter(|(_, activity, step)| !activity.waypoint && !step.waypoint)
            .collect()
    }

    pub fn supports_of(&self, step: &Step) -> Vec<(&'a Link, &'a Step, &'a Step)> {
        self.supports()
            .into_iter()
            .filter(|(_, a, b)| a.id == step.id || b.id == step.id)
            .collect()
    }

    pub fn served(&self, step: &Step) -> bool {
        self.supports_of(step)
            .iter()
            .any(|(link, _, _)| link.strength != Strength::Weak)
    }

    pub fn supported(&self, step: &Step) -> bool {
        !self.supports_of(step).is_empty()
    }

    pub fn stage(&self, step: &Step) -> &'a Stage {
        self.view
            .stage(step.stage)
            .expect("the view holds what its rows name")
    }

    pub fn stage_number(&self, step: &Step) -> usize {
        position(self.view, step.stage)
    }

    pub fn at(&self, step: StepId) -> usize {
        self.view
            .steps
            .iter()
            .position(|row| row.id == step)
            .expect("the view holds what its rows name")
    }

    pub fn before(&self, a: &Step, b: &Step) -> bool {
        let (a, b) = (self.at(a.id), self.at(b.id));
        self.forward[a][b] && !self.forward[b][a]
    }

    /// The starts of both sides.
    pub fn starts(&self) -> Vec<StepId> {
        let opens = |step: &Step| {
            self.flow_to(step.id)
                .iter()
                .all(|link| is_back(self.view, link) || link.from == link.to)
        };
        let mut starts = Vec::new();
        let entered: Vec<StepId> = self
            .view
            .steps
            .iter()
            .filter(|step| step.entry.is_some())
            .map(|step| step.id)
            .collect();
        for step in self.view.steps.iter().filter(|step| step.side == Side::Seller) {
            if if entered.is_empty() {
                opens(step)
            } else {
                entered.contains(&step.id)
            } {
                starts.push(step.id);
            }
        }
        let candidates: Vec<&Step> = self
            .view
            .steps
            .iter()
            .copied()
            .filter(|step| step.side == Side::Buyer && opens(step))
            .collect();
        let first = candidates.iter().map(|step| self.stage_number(step)).min();
        for step in self.view.steps.iter().filter(|step| step.side == Side::Buyer) {
            let opening =
                candidates.iter().any(|other| other.id == step.id) && Some(self.stage_number(step)) == first;
            if opening || step.start {
                starts.push(step.id);
            }
        }
        starts
    }

    /// Links that leave `End`s, as pairs of places: steps first, then outcomes; returns counted.
    pub fn all_ways(&self) -> (usize, Vec<(usize, usize)>) {
        let steps = self.view.steps.len();
        let place = |end: End| match end {
            End::Step(id) => self.at(id),
            End::Outcome(id) => {
                steps
                    + self
                        .view
                        .outcomes
                        .iter()
                        .position(|row| row.id == id)
                        .expect("the view holds what its rows name")
            }
        };
        let links = self.flow().into_iter().chain(self.returns());
        (
            steps + self.view.outcomes.len(),
            links.map(|link| (place(link.from), place(link.to))).collect(),
        )
    }
}

/// What can be reached from some places without entering a forbidden one.
pub fn walk(count: usize, ways: &[(usize, usize)], from: &[usize], without: Option<usize>) -> Vec<bool> {
    let mut seen = vec![false; count];
    for start in from {
        seen[*start] = Some(*start) != without;
    }
    loop {
        let mut grown = false;
        for (a, b) in ways {
            if seen[*a] && !seen[*b] && Some(*b) != without {
                seen[*b] = true;
                grown = true;
            }
        }
        if !grown {
            return seen;
        }
    }
}
