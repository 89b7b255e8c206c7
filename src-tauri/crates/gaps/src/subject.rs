//! From a place in the view to what a finding shows of it: subject, origin for the fingerprint, card,
//! importance. No rule here.

use twinlane_model::{LinkId, MapId, Side, StepId, Workshop};

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
                let title = format!("{} → {}", self.end_title(link.from), self.end_title(link.to));
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
        let of = |id: StepId| self.view.step(id).filter(|step| step.side == Side::Buyer);
        match thing {
            Thing::Step(at) | Thing::Question(at, _) => of(self.row(at).id),
            Thing::Link(at) => self.view.links[at].to.step().and_then(of),
            _ => None,
        }
        .map_or(0, twinlane_model::Step::weight)
    }

    /// Rule and sorted origin ids, such as `unserved-buyer-step:0198…`; ids are separated by commas.
    pub fn fingerprint(&self, rule: &Rule, subjects: &[Thing]) -> String {
        let mut origins: Vec<String> = subjects.iter().map(|thing| self.origin(*thing)).collect();
        origins.sort();
        format!("{}:{}", rule.name, origins.join(","))
    }

    /// Id of the thing on the map that this one was first copied from.
    fn origin(&self, thing: Thing) -> String {
        let shop = self.view.workshop;
        let first = |map: MapId| follow(map, |id| shop.maps().get(&id)?.copied_from);
        match thing {
            Thing::Step(at) => step_origin(shop, self.row(at).id).to_string(),
            Thing::Link(at) => {
                let origin = |id: LinkId| shop.links().get(&id)?.origin;
                follow(self.view.links[at].id, origin).to_string()
            }
            Thing::Stage(at) => {
                follow(self.view.stages[at].id, |id| shop.stages().get(&id)?.origin).to_string()
            }
            Thing::Lane(at) => follow(self.view.lanes[at].id, |id| shop.lanes().get(&id)?.origin).to_string(),
            Thing::Outcome(at) => {
                follow(self.view.outcomes[at].id, |id| shop.outcomes().get(&id)?.origin).to_string()
            }
            Thing::Pool(at) => follow(self.view.pools[at].id, |id| shop.pools().get(&id)?.origin).to_string(),
            Thing::Question(step, at) => self.row(step).questions[at].id.to_string(),
            Thing::Criterion(stage, at) => self.view.stages[stage].criteria[at].id.to_string(),
            Thing::Half(Side::Buyer) => format!("{}/buyer", first(self.view.map.id)),
            Thing::Half(Side::Seller) => format!("{}/seller", first(self.view.map.id)),
            Thing::Map => first(self.view.map.id).to_string(),
        }
    }
}

fn step_origin(shop: &Workshop, step: StepId) -> StepId {
    follow(step, |id| shop.steps().get(&id)?.origin)
}

/// Follows a chain of copies to its beginning.
fn follow<T: Copy>(start: T, origin: impl Fn(T) -> Option<T>) -> T {
    let chain = std::iter::successors(Some(start), |id| origin(*id));
    chain.take(COPIES).last().unwrap_or(start)
}
