//! What a finding shows of an item of the map: its subject, the card that carries the badge, its importance. No rule
//! here.

use twinlane_model::{Side, Step};

use crate::facts::MapFacts;
use crate::finding::{Subject, SubjectKind};
use crate::item::MapItem;
use crate::names::Names;

impl MapFacts<'_, '_> {
    /// The subject that a finding shows for an item.
    pub fn subject(&self, item: MapItem) -> Subject {
        let (id, kind, title) = match item {
            MapItem::Step(at) => (
                self.row(at).id.to_string(),
                SubjectKind::Step,
                self.step_title(at),
            ),
            MapItem::Link(at) => {
                let link = self.view.links[at];
                let (from, to) = self.view.ends(at);
                let title = format!("{} → {}", self.end_title(from), self.end_title(to));
                (link.id.to_string(), SubjectKind::Link, title)
            }
            MapItem::Stage(at) => (
                self.view.stages[at].id.to_string(),
                SubjectKind::Stage,
                self.stage_title(at),
            ),
            MapItem::Lane(at) => (
                self.view.lanes[at].id.to_string(),
                SubjectKind::Lane,
                self.lane_title(at),
            ),
            MapItem::Outcome(at) => {
                let outcome = self.view.outcomes[at];
                (
                    outcome.id.to_string(),
                    SubjectKind::Outcome,
                    outcome.name().to_owned(),
                )
            }
            MapItem::Question(step, at) => {
                let question = &self.row(step).questions[at];
                (
                    question.id.to_string(),
                    SubjectKind::Question,
                    question.text.clone(),
                )
            }
            MapItem::Criterion(stage, at) => {
                let criterion = &self.view.stages[stage].criteria[at];
                (
                    criterion.id.to_string(),
                    SubjectKind::Criterion,
                    criterion.text.clone(),
                )
            }
            MapItem::Pool(at) => {
                let pool = self.view.pools[at];
                (pool.id.to_string(), SubjectKind::Pool, pool.name.clone())
            }
            MapItem::Side(Side::Buyer) => (
                self.view.map.id.to_string(),
                SubjectKind::Map,
                self.locale.buyer_journey().into(),
            ),
            MapItem::Side(Side::Seller) => (
                self.view.map.id.to_string(),
                SubjectKind::Map,
                self.locale.sales_process().into(),
            ),
            MapItem::Map => (
                self.view.map.id.to_string(),
                SubjectKind::Map,
                self.view.map.name.clone(),
            ),
        };
        Subject { id, kind, title }
    }

    /// The step whose card carries the badge.
    pub fn card(&self, item: MapItem) -> Option<String> {
        let step = match item {
            MapItem::Step(at) | MapItem::Question(at, _) => Some(self.row(at).id),
            MapItem::Link(at) => self.view.links[at].from.step().or(self.view.links[at].to.step()),
            _ => None,
        };
        step.map(|id| id.to_string())
    }

    /// Importance to the buyer of the buyer step that an item is about; 0 where it is about none.
    pub fn importance(&self, item: MapItem) -> u8 {
        let step = match item {
            MapItem::Step(at) | MapItem::Question(at, _) => Some(self.row(at)),
            MapItem::Link(at) => self.view.ends(at).1.step().map(|step| self.row(step)),
            _ => None,
        };
        step.filter(|step| step.side == Side::Buyer)
            .map_or(0, Step::weight)
    }
}
