//! The numbers of a scenario that are worth a lever: those that move the result most, those that differ from the
//! present, and those somebody asked for, each beside the number of the present.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_flow::{Move, Network};
use twinlane_model::{LinkId, LinkKind, MapView, Measure, RowKey};
use twinlane_wire::{NumberField, NumberKey, ScenarioNumber};
use uuid::Uuid;

use super::shares;
use crate::network::{link_name, pool_name, step_name};

/// Shares, pools, touch times and entries that are tried, of each kind.
const TRIED: usize = 6;
/// Levers that are offered.
const OFFERED: usize = 8;
/// Numbers that differ are listed as far as anybody reads.
const DIFFERING: usize = 40;
/// How much better a number is made, as a part of it.
const BETTER: f64 = 0.1;

/// The numbers of a scenario, those that move the result most first.
pub(super) fn of(
    present: &MapView<'_>,
    network: &Network,
    scenario: &MapView<'_>,
    asked: &[NumberKey],
) -> Vec<ScenarioNumber> {
    let there = Rows::of(present);
    let here = Rows::of(scenario);
    let mut listed: BTreeSet<NumberKey> = BTreeSet::new();
    let mut numbers: Vec<ScenarioNumber> = Vec::new();
    let mut list = |key: NumberKey, effect: Option<f64>| {
        if !listed.insert(key) {
            return;
        }
        let Some(name) = name(scenario, key.of) else {
            return;
        };
        let before = here
            .origins
            .get(&key.of)
            .and_then(|origin| there.rows.get(origin));
        numbers.push(ScenarioNumber {
            of: key.of,
            field: key.field,
            name,
            present: before.and_then(|of| number(present, NumberKey { of: *of, ..key })),
            effect,
        });
    };
    for (key, effect) in levers(present, network) {
        let origin = there.origins.get(&key.of);
        if let Some(of) = origin.and_then(|origin| here.rows.get(origin)) {
            list(NumberKey { of: *of, ..key }, Some(effect));
        }
    }
    let differs = |key: &NumberKey| {
        let before = here
            .origins
            .get(&key.of)
            .and_then(|origin| there.rows.get(origin));
        before.is_some_and(|of| number(present, NumberKey { of: *of, ..*key }) != number(scenario, *key))
    };
    for key in keys(scenario).filter(differs).take(DIFFERING) {
        list(key, None);
    }
    for key in asked {
        list(*key, None);
    }
    numbers
}

/// Numbers of the present by what a tenth better brings in wins at capacity, the most first. Which are tried says
/// `flow::levers`; what they bring is worked out again for each, so that all kinds are measured alike.
fn levers(view: &MapView<'_>, network: &Network) -> Vec<(NumberKey, f64)> {
    let wins = |network: &Network| twinlane_flow::at_capacity(network).map(|found| found.wins);
    let Ok(base) = wins(network) else {
        return Vec::new();
    };
    let found = twinlane_flow::levers(network);
    let mut tried: Vec<(NumberKey, Vec<Move>)> = Vec::new();
    for row in found.sensitivity.iter().take(TRIED) {
        if let Some(moves) = more_of(view, row.link) {
            tried.push((key(RowKey::Link(row.link), NumberField::Share), moves));
        }
    }
    for row in found.hours.iter().filter(|row| row.wins > 0.0).take(TRIED) {
        let pool = view.pool(row.pool);
        let Some(hours) = pool.and_then(|pool| Some(pool.capacity.as_ref()?.value)) else {
            continue;
        };
        let hours = hours * (1.0 + BETTER);
        tried.push((
            key(RowKey::Pool(row.pool), NumberField::Capacity),
            vec![Move::Capacity {
                pool: row.pool,
                hours,
            }],
        ));
        for step in network.steps_of(row.pool).take(TRIED) {
            let touch = view.step(step).and_then(|step| Some(step.touch.as_ref()?.value));
            if let Some(touch) = touch.filter(|hours| *hours > 0.0) {
                let hours = touch * (1.0 - BETTER);
                tried.push((
                    key(RowKey::Step(step), NumberField::Touch),
                    vec![Move::Touch { step, hours }],
                ));
            }
        }
    }
    for row in found.elasticity.iter().take(TRIED) {
        let entry = view
            .step(row.step)
            .and_then(|step| Some(step.entry.as_ref()?.value));
        if let Some(cases) = entry {
            let cases = cases * (1.0 + BETTER);
            tried.push((
                key(RowKey::Step(row.step), NumberField::Entry),
                vec![Move::Volume {
                    step: row.step,
                    cases,
                }],
            ));
        }
    }
    let mut levers: Vec<(NumberKey, f64)> = tried
        .into_iter()
        .filter_map(|(key, moves)| {
            let better = wins(&network.with(&moves).ok()?).ok()? - base;
            Some((key, if better.abs() < 1e-9 { 0.0 } else { better }))
        })
        .collect();
    levers.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    levers.truncate(OFFERED);
    levers
}

/// A tenth more of a share, taken from the loss of its step; nothing where no share is given.
fn more_of(view: &MapView<'_>, link: LinkId) -> Option<Vec<Move>> {
    let own = view.link(link)?.share.as_ref()?.value;
    let shares = shares::balanced(view, link, (own * (1.0 + BETTER)).min(1.0))?;
    let moves = shares
        .into_iter()
        .map(|(link, share)| Move::Share { link, share })
        .collect();
    Some(moves)
}

fn key(of: RowKey, field: NumberField) -> NumberKey {
    NumberKey { of, field }
}

/// Every number the flow arithmetic reads of a map, in the order of the map.
fn keys(view: &MapView<'_>) -> impl Iterator<Item = NumberKey> {
    use NumberField::{Capacity, Cost, Elapsed, Entry, People, Share, Touch, Wait};
    let mut keys = Vec::new();
    for step in view.activities() {
        keys.extend([Entry, Touch, Elapsed].map(|field| key(RowKey::Step(step.id), field)));
    }
    for link in view.links.iter().filter(|link| link.kind != LinkKind::Support) {
        keys.extend([Share, Wait].map(|field| key(RowKey::Link(link.id), field)));
    }
    for pool in &view.pools {
        keys.extend([Capacity, People, Cost].map(|field| key(RowKey::Pool(pool.id), field)));
    }
    keys.into_iter()
}

fn number(view: &MapView<'_>, key: NumberKey) -> Option<f64> {
    if let (RowKey::Pool(id), NumberField::People) = (key.of, key.field) {
        return view.pool(id)?.people.map(f64::from);
    }
    measure(view, key).map(|measure| measure.value)
}

/// The measure of a field; none where it is absent, or no measure.
pub(super) fn measure<'a>(view: &MapView<'a>, key: NumberKey) -> Option<&'a Measure> {
    match (key.of, key.field) {
        (RowKey::Step(id), NumberField::Entry) => view.step(id)?.entry.as_ref(),
        (RowKey::Step(id), NumberField::Touch) => view.step(id)?.touch.as_ref(),
        (RowKey::Step(id), NumberField::Elapsed) => view.step(id)?.elapsed.as_ref(),
        (RowKey::Link(id), NumberField::Share) => view.link(id)?.share.as_ref(),
        (RowKey::Link(id), NumberField::Wait) => view.link(id)?.wait.as_ref(),
        (RowKey::Pool(id), NumberField::Capacity) => view.pool(id)?.capacity.as_ref(),
        (RowKey::Pool(id), NumberField::Cost) => view.pool(id)?.cost.as_ref(),
        _ => None,
    }
}

fn name(view: &MapView<'_>, of: RowKey) -> Option<String> {
    match of {
        RowKey::Step(id) => view.step(id).map(|_| step_name(view, id)),
        RowKey::Link(id) => view.link(id).map(|_| link_name(view, id)),
        RowKey::Pool(id) => view.pool(id).map(|_| pool_name(view, id)),
        _ => None,
    }
}

/// The rows of a map by what they were first.
pub(super) struct Rows {
    pub rows: BTreeMap<Uuid, RowKey>,
    pub origins: BTreeMap<RowKey, Uuid>,
}

impl Rows {
    pub fn of(view: &MapView<'_>) -> Self {
        let steps = view
            .steps
            .iter()
            .map(|row| (row.origin.unwrap_or(row.id).0, RowKey::Step(row.id)));
        let links = view
            .links
            .iter()
            .map(|row| (row.origin.unwrap_or(row.id).0, RowKey::Link(row.id)));
        let pools = view
            .pools
            .iter()
            .map(|row| (row.origin.unwrap_or(row.id).0, RowKey::Pool(row.id)));
        let rows: BTreeMap<Uuid, RowKey> = steps.chain(links).chain(pools).collect();
        let origins = rows.iter().map(|(origin, key)| (*key, *origin)).collect();
        Self { rows, origins }
    }
}
