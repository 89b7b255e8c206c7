//! The fingerprint of a finding: the same across re-computation, copies of maps and scenarios. No rule here.

use twinlane_model::Side;

use crate::facts::MapFacts;
use crate::item::MapItem;
use crate::rule::Rule;

/// Copies of copies followed at most; a longer chain means that rows name each other in a circle.
const COPIES: usize = 64;

impl MapFacts<'_, '_> {
    /// Rule and sorted origin ids, such as `unserved-buyer-step:0198…`; ids are separated by commas. The suffix, if any,
    /// stands behind a slash, which no id has.
    pub fn fingerprint(&self, rule: &Rule, items: &[MapItem], suffix: &str) -> String {
        // Most findings have one item, and then there is nothing to sort.
        let ids = if let [one] = items {
            self.origin(*one)
        } else {
            let mut origins: Vec<String> = items.iter().map(|item| self.origin(*item)).collect();
            origins.sort();
            origins.join(",")
        };
        if suffix.is_empty() {
            format!("{}:{ids}", rule.name)
        } else {
            format!("{}:{ids}/{suffix}", rule.name)
        }
    }

    /// Id of the item that this one was first copied from.
    fn origin(&self, item: MapItem) -> String {
        let workshop = self.view.workshop;
        let map = self.view.map;
        let first = || {
            first_of(map.id, map.copied_from, |id| {
                workshop.maps().get(&id)?.copied_from
            })
        };
        match item {
            MapItem::Step(at) => {
                let row = self.row(at);
                first_of(row.id, row.origin, |id| workshop.steps().get(&id)?.origin)
            }
            MapItem::Link(at) => {
                let row = self.view.links[at];
                first_of(row.id, row.origin, |id| workshop.links().get(&id)?.origin)
            }
            MapItem::Stage(at) => {
                let row = self.view.stages[at];
                first_of(row.id, row.origin, |id| workshop.stages().get(&id)?.origin)
            }
            MapItem::Lane(at) => {
                let row = self.view.lanes[at];
                first_of(row.id, row.origin, |id| workshop.lanes().get(&id)?.origin)
            }
            MapItem::Outcome(at) => {
                let row = self.view.outcomes[at];
                first_of(row.id, row.origin, |id| workshop.outcomes().get(&id)?.origin)
            }
            MapItem::Pool(at) => {
                let row = self.view.pools[at];
                first_of(row.id, row.origin, |id| workshop.pools().get(&id)?.origin)
            }
            MapItem::Question(step, at) => self.row(step).questions[at].id.to_string(),
            MapItem::Criterion(stage, at) => self.view.stages[stage].criteria[at].id.to_string(),
            MapItem::Side(Side::Buyer) => format!("{}/buyer", first()),
            MapItem::Side(Side::Seller) => format!("{}/seller", first()),
            MapItem::Map => first(),
        }
    }
}

/// Follows a chain of copies to its beginning.
fn first_of<T: Copy + ToString>(id: T, origin: Option<T>, next: impl Fn(T) -> Option<T>) -> String {
    let chain = std::iter::successors(origin, |id| next(*id));
    chain.take(COPIES).last().unwrap_or(id).to_string()
}
