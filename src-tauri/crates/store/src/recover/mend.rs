//! Making a sound workshop of rows some of which are missing: what a row names is put in its place where it
//! can be told what it was, else the name is dropped, and only then the row.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{
    Drawn, End, Lane, LinkKind, Map, MapId, NoteState, Outcome, OutcomeKind, Row, RowKey, Side, Stage,
    Workshop,
};

/// What stands where a lane, stage, map or outcome was lost.
const STAND_IN: &str = "Recovered";

/// How often rows are tried together; damage that needs more is not worth the wait.
const TRIES: usize = 2_000;

/// The workshop these rows make up, and its rows. What was lost is said in sentences.
pub(super) fn mend(rows: impl Iterator<Item = Row>, lost: &mut Vec<String>) -> (Workshop, Vec<Row>) {
    let mut rows: BTreeMap<RowKey, Row> = rows.map(|row| (row.key(), row)).collect();
    stand_ins(&mut rows, lost);
    drop_names(&mut rows, lost);
    let rows: Vec<Row> = rows.into_values().collect();
    let workshop = Workshop::from_rows(rows.clone()).unwrap_or_else(|_| fitting(rows, lost));
    let rows = workshop.rows().collect();
    (workshop, rows)
}

/// Puts maps, lanes, stages and outcomes in place of lost ones that other rows name.
fn stand_ins(rows: &mut BTreeMap<RowKey, Row>, lost: &mut Vec<String>) {
    let mut new: BTreeMap<RowKey, Row> = BTreeMap::new();
    let mut maps: BTreeSet<MapId> = BTreeSet::new();
    for row in rows.values() {
        maps.extend(row.map());
        match row {
            Row::Step(step) => {
                let lane = lane(step.lane, step.map, step.side);
                let stage = stage(step.stage, step.map, step.side);
                new.extend([(lane.key(), lane), (stage.key(), stage)]);
            }
            Row::Link(link) => {
                for end in [link.from, link.to] {
                    if let End::Outcome(id) = end {
                        let outcome = Row::Outcome(Outcome {
                            id,
                            map: link.map,
                            origin: None,
                            kind: OutcomeKind::Unclassified,
                            title: STAND_IN.to_owned(),
                            targets: Vec::new(),
                            position: u32::MAX,
                        });
                        new.insert(outcome.key(), outcome);
                    }
                }
            }
            _ => {}
        }
    }
    new.extend(maps.into_iter().map(|id| (RowKey::Map(id), map(id))));
    for (key, row) in new {
        if let std::collections::btree_map::Entry::Vacant(place) = rows.entry(key) {
            lost.push(format!(
                "One of {} was lost; “{STAND_IN}” stands in its place.",
                key.table()
            ));
            place.insert(row);
        }
    }
}

fn map(id: MapId) -> Row {
    Row::Map(Map {
        drawn: Drawn {
            buyer: true,
            seller: true,
        },
        position: u32::MAX,
        ..Map::new(id, STAND_IN)
    })
}

fn lane(id: twinlane_model::LaneId, map: MapId, side: Side) -> Row {
    Row::Lane(Lane {
        id,
        map,
        origin: None,
        side,
        title: STAND_IN.to_owned(),
        owner: String::new(),
        position: u32::MAX,
    })
}

fn stage(id: twinlane_model::StageId, map: MapId, side: Side) -> Row {
    Row::Stage(Stage {
        id,
        map,
        origin: None,
        side,
        title: STAND_IN.to_owned(),
        paired: Vec::new(),
        after_purchase: false,
        criteria: Vec::new(),
        position: u32::MAX,
    })
}

/// Drops the names of lost rows, and links that lost an end.
fn drop_names(rows: &mut BTreeMap<RowKey, Row>, lost: &mut Vec<String>) {
    let there: BTreeSet<RowKey> = rows.keys().copied().collect();
    let has = |key: RowKey| there.contains(&key);
    let questions: BTreeSet<_> = rows
        .values()
        .filter_map(|row| match row {
            Row::Step(step) => Some(&step.questions),
            _ => None,
        })
        .flatten()
        .map(|question| question.id)
        .collect();
    let mut names = 0_usize;
    for row in rows.values_mut() {
        names += match row {
            Row::Map(map) => clear(&mut map.copied_from, |id| has(RowKey::Map(id))),
            Row::Gap(gap) => clear(&mut gap.map, |id| has(RowKey::Map(id))),
            Row::Note(note) => {
                let cleared = clear(&mut note.step, |id| has(RowKey::Step(id)));
                if cleared > 0 {
                    note.state = NoteState::Inbox;
                }
                cleared
            }
            Row::Stage(stage) => keep(&mut stage.paired, |id| has(RowKey::Stage(id))),
            Row::Step(step) => {
                clear(&mut step.pool, |id| has(RowKey::Pool(id)))
                    + keep(&mut step.tools, |id| has(RowKey::Tool(id)))
            }
            Row::Link(link) if link.kind == LinkKind::Support => {
                keep(&mut link.answers, |id| questions.contains(&id))
            }
            _ => 0,
        };
    }
    if names > 0 {
        lost.push(format!("{names} references to lost rows were dropped."));
    }
    let before = rows.len();
    rows.retain(|_, row| match row {
        Row::Link(link) => [link.from, link.to].into_iter().all(|end| match end {
            End::Step(id) => has(RowKey::Step(id)),
            End::Outcome(id) => has(RowKey::Outcome(id)),
        }),
        _ => true,
    });
    if rows.len() < before {
        lost.push(format!(
            "{} links lost an end and were dropped.",
            before - rows.len()
        ));
    }
}

/// Clears a name that leads nowhere; says how many that were.
fn clear<T: Copy>(name: &mut Option<T>, has: impl Fn(T) -> bool) -> usize {
    usize::from(name.take_if(|name| !has(*name)).is_some())
}

/// Keeps the names that lead somewhere; says how many did not.
fn keep<T: Copy>(names: &mut Vec<T>, has: impl Fn(T) -> bool) -> usize {
    let before = names.len();
    names.retain(|name| has(*name));
    before - names.len()
}

/// The largest part of the rows that is found to fit together, tried in ever smaller parts.
fn fitting(mut rows: Vec<Row>, lost: &mut Vec<String>) -> Workshop {
    // Stages may name each other; without the pairs a row only names rows before it.
    for row in &mut rows {
        if let Row::Stage(stage) = row {
            stage.paired.clear();
        }
    }
    lost.push("The pairs of stages were dropped.".to_owned());
    rows.sort_by_key(rank);
    let mut good = Vec::with_capacity(rows.len());
    let mut bad: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut parts = vec![rows];
    let mut tries = 0;
    while let Some(mut part) = parts.pop() {
        tries += 1;
        let all: Vec<Row> = good.iter().chain(&part).cloned().collect();
        if Workshop::from_rows(all).is_ok() {
            good.append(&mut part);
        } else if part.len() > 1 && tries < TRIES {
            let rest = part.split_off(part.len() / 2);
            parts.push(rest);
            parts.push(part);
        } else {
            for row in part {
                *bad.entry(row.key().table()).or_default() += 1;
            }
        }
    }
    for (table, count) in bad {
        lost.push(format!(
            "{count} rows of {table} did not fit with the others and were dropped."
        ));
    }
    Workshop::from_rows(good).unwrap_or_default()
}

/// Rows that others name come first. Notes name steps; a map may name the map it was copied from.
fn rank(row: &Row) -> (u8, bool) {
    match row {
        Row::Charter(_)
        | Row::Settings(_)
        | Row::Participant(_)
        | Row::Agenda(_)
        | Row::Tool(_)
        | Row::Log(_) => (0, false),
        Row::Map(map) => (1, map.copied_from.is_some()),
        Row::Lane(_) | Row::Stage(_) | Row::Pool(_) | Row::Gap(_) => (2, false),
        Row::Step(_) | Row::Outcome(_) => (3, false),
        Row::Link(_) | Row::Note(_) => (4, false),
    }
}
