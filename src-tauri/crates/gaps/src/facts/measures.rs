//! The numbers of steps, links and pools, each with what it measures. No rule here.

use twinlane_model::{LinkKind, Measure, Pool, Step};

use super::map_facts::MapFacts;

/// What a number of the map measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    Entry,
    Touch,
    Elapsed,
    Volume,
    CompleteAccurate,
    Share,
    Wait,
    Capacity,
    Cost,
}

/// A number that somebody gave, with what it measures.
pub(crate) type Given<'a> = (Quantity, &'a Measure);

/// Leaves out the numbers that nobody gave.
fn given<const N: usize>(numbers: [(Quantity, &Option<Measure>); N]) -> impl Iterator<Item = Given<'_>> {
    let numbers = numbers.into_iter();
    numbers.filter_map(|(quantity, number)| Some((quantity, number.as_ref()?)))
}

impl MapFacts<'_, '_> {
    /// The numbers a step itself has.
    pub fn numbers_of_step(&self, step: usize) -> impl Iterator<Item = Given<'_>> {
        let row = self.row(step);
        given([
            (Quantity::Entry, &row.entry),
            (Quantity::Touch, &row.touch),
            (Quantity::Elapsed, &row.elapsed),
            (Quantity::Volume, &row.volume),
            (Quantity::CompleteAccurate, &row.complete_accurate),
        ])
    }

    /// The numbers a link has; none for supports and for links of waypoints.
    pub fn numbers_of_link(&self, link: usize) -> impl Iterator<Item = Given<'_>> {
        let row = self.view.links[link];
        let counts =
            row.kind != LinkKind::Support && !self.step_of_link(link).is_none_or(|step| step.waypoint);
        given([(Quantity::Share, &row.share), (Quantity::Wait, &row.wait)]).filter(move |_| counts)
    }

    /// The step that a link's numbers are about: where flow leaves, where a return arrives.
    pub fn step_of_link(&self, link: usize) -> Option<&Step> {
        let (from, to) = self.view.ends(link);
        from.step().or(to.step()).map(|step| self.row(step))
    }

    /// The numbers a pool has.
    pub fn numbers_of_pool(&self, pool: usize) -> impl Iterator<Item = Given<'_>> {
        let row: &Pool = self.view.pools[pool];
        given([(Quantity::Capacity, &row.capacity), (Quantity::Cost, &row.cost)])
    }
}
