//! From a place in the view to what a finding shows of it: subject, origin for the fingerprint, card,
//! importance. No rule here.

use twinlane_model::{Side, Step};

use crate::finding::{Subject, SubjectKind};
use crate::rule::{Rule, Thing};
use crate::sheet::Sheet;

/// Copies of copies followed at most; a longer chain means that rows name each other in a circle.
const COPIES: usize = 64;

impl Sheet<'_, '_> {
    /// What the finding shows.
    pub fn subject(&self, thing: Thing) -> Subject {
        let (id, kind, title) = match thing {
            Thing::Step(at) => (
                self.row(at).id.to_string(),
                SubjectKind::Step,
                self.step_title(at),
            ),
            Thing::Link(at) => {
                let link = self.view.links[at];
                let (from, to) = self.view.ends(at);
                let title = format!("{} → {}", self.end_title(from), self.end_title(to));
                (link.id.to_string(), SubjectKind::Link, title)
            }
            Thing::Stage(at) => (
                self.view.stages[at].id.to_string(),
                SubjectKind::Stage,
                self.stage_title(at),
            ),
            Thing::Lane(at) => (
                self.view.lanes[at].id.to_string(),
                SubjectKind::Lane,
                self.lane_title(at),
            ),
            Thing::Outcome(at) => {
                let outcome = self.view.outcomes[at];
                (
                    outcome.id.to_string(),
                    SubjectKind::Outcome,
                    outcome.name().to_owned(),
                )
            }
            Thing::Question(step, at) => {
                let question = &self.row(step).questions[at];
                (
                    question.id.to_string(),
                    SubjectKind::Question,
                    question.text.clone(),
                )
            }
            Thing::Criterion(stage, at) => {
                let criterion = &self.view.stages[stage].criteria[at];
                (
                    criterion.id.to_string(),
                    SubjectKind::Criterion,
                    criterion.text.clone(),
                )
            }
            Thing::Pool(at) => {
                let pool = self.view.pools[at];
                (pool.id.to_string(), SubjectKind::Pool, pool.name.clone())
            }
            Thing::Half(Side::Buyer) => (
                self.view.map.id.to_string(),
                SubjectKind::Map,
                "Buyer journey".into(),
            ),
            Thing::Half(Side::Seller) => (
                self.view.map.id.to_string(),
                SubjectKind::Map,
                "Sales process".into(),
            ),
            Thing::Map => (
                self.view.map.id.to_string(),
                SubjectKind::Map,
                self.view.map.name.clone(),
            ),
        };
        Subject { id, kind, title }
    }

    /// The step whose card carries the badge.
    pub fn card(&self, thing: Thing) -> Option<String> {
        let step = match thing {
            Thing::Step(at) | Thing::Question(at, _) => Some(self.row(at).id),
            Thing::Link(at) => self.view.links[at].from.step().or(self.view.links[at].to.step()),
            _ => None,
        };
        step.map(|id| id.to_string())
    }

    /// Importance to the buyer of the buyer step that a thing is about; 0 where it is about none.
    pub fn importance(&self, thing: Thing) -> u8 {
        let step = match thing {
            Thing::Step(at) | Thing::Question(at, _) => Some(self.row(at)),
            Thing::Link(at) => self.view.ends(at).1.step().map(|step| self.row(step)),
            _ => None,
        };
        step.filter(|step| step.side == Side::Buyer)
            .map_or(0, Step::weight)
    }

    /// Rule and sorted origin ids, such as `unserved-buyer-step:0198…`; ids are separated by commas. Words, if any,
    /// stand behind a slash, which no id has.
    pub fn fingerprint(&self, rule: &Rule, subjects: &[Thing], words: &str) -> String {
        // Most findings have one subject, and then there is nothing to sort.
        let ids = if let [one] = subjects {
            self.origin(*one)
        } else {
            let mut origins: Vec<String> = subjects.iter().map(|thing| self.origin(*thing)).collect();
            origins.sort();
            origins.join(",")
        };
        if words.is_empty() {
            format!("{}:{ids}", rule.name)
        } else {
            format!("{}:{ids}/{words}", rule.name)
        }
    }

    /// Id of the thing on the map that this one was first copied from.
    fn origin(&self, thing: Thing) -> String {
        let shop = self.view.workshop;
        let map = self.view.map;
        let first = || first_of(map.id, map.copied_from, |id| shop.maps().get(&id)?.copied_from);
        match thing {
            Thing::Step(at) => {
                let row = self.row(at);
                first_of(row.id, row.origin, |id| shop.steps().get(&id)?.origin)
            }
            Thing::Link(at) => {
                let row = self.view.links[at];
                first_of(row.id, row.origin, |id| shop.links().get(&id)?.origin)
            }
            Thing::Stage(at) => {
                let row = self.view.stages[at];
                first_of(row.id, row.origin, |id| shop.stages().get(&id)?.origin)
            }
            Thing::Lane(at) => {
                let row = self.view.lanes[at];
                first_of(row.id, row.origin, |id| shop.lanes().get(&id)?.origin)
            }
            Thing::Outcome(at) => {
                let row = self.view.outcomes[at];
                first_of(row.id, row.origin, |id| shop.outcomes().get(&id)?.origin)
            }
            Thing::Pool(at) => {
                let row = self.view.pools[at];
                first_of(row.id, row.origin, |id| shop.pools().get(&id)?.origin)
            }
            Thing::Question(step, at) => self.row(step).questions[at].id.to_string(),
            Thing::Criterion(stage, at) => self.view.stages[stage].criteria[at].id.to_string(),
            Thing::Half(Side::Buyer) => format!("{}/buyer", first()),
            Thing::Half(Side::Seller) => format!("{}/seller", first()),
            Thing::Map => first(),
        }
    }
}

/// Follows a chain of copies to its beginning.
fn first_of<T: Copy + ToString>(id: T, origin: Option<T>, next: impl Fn(T) -> Option<T>) -> String {
    let chain = std::iter::successors(origin, |id| next(*id));
    chain.take(COPIES).last().unwrap_or(id).to_string()
}
