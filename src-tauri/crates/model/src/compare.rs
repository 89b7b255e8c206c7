//! Two maps of one family side by side: what was added, removed, changed and moved.
//!
//! Rows are matched by their origins, so a scenario can be compared with the map it was copied from, and with
//! another scenario of it. Maps that are not related have everything removed and added.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::lists::List;
use crate::{
    End, IdKind, IdRole, LinkId, LinkKind, MapId, MapView, OutcomeId, Row, RowKey, ScenarioMove, StepId,
    Workshop,
};

/// What differs between two maps.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapDiff {
    /// Rows that only the second map has.
    pub added: Vec<Difference>,
    /// Rows that only the first map has.
    pub removed: Vec<Difference>,
    /// Rows whose fields differ; the key is that of the second map.
    pub changed: Vec<Difference>,
    /// Rows in another lane, stage or place; the key is that of the second map.
    pub moved: Vec<Difference>,
}

/// One row that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Difference {
    /// The row.
    pub key: RowKey,
    /// Its title; a link's is "From → To".
    pub title: String,
    /// What differs, field by field; empty for rows added and removed.
    pub fields: Vec<FieldChange>,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldChange {
    /// Name of the field.
    pub field: String,
    /// On the first map; lanes, stages and pools by their titles.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub before: Value,
    /// On the second map.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub after: Value,
}

impl MapDiff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty() && self.moved.is_empty()
    }
}

/// Compares two maps of a workshop; `None` when one is not there.
pub fn compare(workshop: &Workshop, first: MapId, second: MapId) -> Option<MapDiff> {
    let (first, second) = (
        ComparedMap::of(workshop.view(first)?),
        ComparedMap::of(workshop.view(second)?),
    );
    let mut diff = MapDiff::default();
    diff.changed.extend(frame(&first, &second));
    for (origin, key) in first.order.iter().copied() {
        if !second.keys.contains_key(&origin) {
            diff.removed.push(first.named(key));
        }
    }
    let jumped = jumped(&first, &second);
    // The second map's order: that is the one that is looked at.
    for (origin, key) in second.order.iter().copied() {
        let Some(before) = first.keys.get(&origin) else {
            diff.added.push(second.named(key));
            continue;
        };
        let (moved, changed): (Vec<_>, Vec<_>) = fields(&first.facts(*before), &second.facts(key))
            .into_iter()
            .partition(|change| matches!(change.field.as_str(), "lane" | "stage" | "position"));
        let elsewhere = moved.iter().any(|change| change.field != "position");
        let moved = if elsewhere || jumped.contains(&key) {
            moved
        } else {
            Vec::new()
        };
        for (list, fields) in [(&mut diff.moved, moved), (&mut diff.changed, changed)] {
            if !fields.is_empty() {
                list.push(Difference {
                    fields,
                    ..second.named(key)
                });
            }
        }
    }
    Some(diff)
}

/// Rows of the second map that changed their order among those of their list that both maps have. Places
/// that differ only because something came in or went before are no moves: as few rows as possible moved.
fn jumped(first: &ComparedMap<'_>, second: &ComparedMap<'_>) -> BTreeSet<RowKey> {
    let mut lists: BTreeMap<List, Vec<(u32, RowKey)>> = BTreeMap::new();
    for (origin, key) in second.order.iter().copied() {
        let row = second.view.workshop.row(key);
        let (Some(before), Some(list)) = (first.keys.get(&origin), row.as_ref().and_then(List::of)) else {
            continue;
        };
        if first.cell(*before) != second.cell(key) {
            // It came from another cell, which is a move in any case.
            continue;
        }
        let place = first.view.workshop.row(*before).and_then(|row| row.position());
        lists
            .entry(list)
            .or_default()
            .push((place.unwrap_or_default(), key));
    }
    lists.values().flat_map(|list| out_of_line(list)).collect()
}

/// Entries outside the longest rising run of places.
fn out_of_line(list: &[(u32, RowKey)]) -> Vec<RowKey> {
    // `ends[n]` is the entry with the lowest place that a rising run of n + 1 can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::new();
    for (at, (place, _)) in list.iter().enumerate() {
        let length = ends.partition_point(|end| list[*end].0 < *place);
        previous.push(length.checked_sub(1).map(|before| ends[before]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(here) = at {
        kept.insert(here);
        at = previous[here];
    }
    (0..list.len())
        .filter(|at| !kept.contains(at))
        .map(|at| list[at].1)
        .collect()
}

/// Fields of the maps themselves that say something of how they differ.
fn frame(first: &ComparedMap<'_>, second: &ComparedMap<'_>) -> Option<Difference> {
    let facts = |map: &ComparedMap<'_>| {
        let (compared, map) = (map, map.view.map);
        [
            ("about", Value::from(map.about.clone())),
            ("drawn buyer", Value::from(map.drawn.buyer)),
            ("drawn seller", Value::from(map.drawn.seller)),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Fact::plain(value)))
        .chain([("moves".to_owned(), compared.moves())])
        .collect()
    };
    let fields = fields(&facts(first), &facts(second));
    (!fields.is_empty()).then(|| Difference {
        key: RowKey::Map(second.view.map.id),
        title: second.view.map.name.clone(),
        fields,
    })
}

fn fields(before: &BTreeMap<String, Fact>, after: &BTreeMap<String, Fact>) -> Vec<FieldChange> {
    // Both are rows of one table, so they have the same fields.
    before
        .iter()
        .filter_map(|(name, before)| {
            let after = after.get(name)?;
            (before.same != after.same).then(|| FieldChange {
                field: name.clone(),
                before: before.shown.clone(),
                after: after.shown.clone(),
            })
        })
        .collect()
}

/// A field's value: what it is compared by, and how it is shown.
struct Fact {
    same: Value,
    shown: Value,
}

impl Fact {
    fn plain(value: Value) -> Self {
        Self {
            same: value.clone(),
            shown: value,
        }
    }
}

/// What makes a row of one map the same as a row of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// The row that it was first copied from, by its kind and id.
    Row(IdKind, Uuid),
    /// A link is what it joins: one drawn again between the same ends is the same link.
    Link(End, End, LinkKind),
}

/// One of the two maps, its rows found by origin.
struct ComparedMap<'a> {
    view: MapView<'a>,
    /// Rows in the order of the drawing; those that are not drawn come last.
    order: Vec<(Origin, RowKey)>,
    keys: BTreeMap<Origin, RowKey>,
    origins: BTreeMap<RowKey, Origin>,
}

impl<'a> ComparedMap<'a> {
    fn of(view: MapView<'a>) -> Self {
        let drawn: Vec<Row> = rows(&view.stages)
            .chain(rows(&view.lanes))
            .chain(rows(&view.pools))
            .chain(rows(&view.steps))
            .chain(rows(&view.outcomes))
            .chain(rows(&view.links))
            .collect();
        let known: BTreeSet<RowKey> = drawn.iter().map(Row::key).collect();
        let mut others: Vec<Row> = view
            .workshop
            .rows()
            .filter(|row| row.map() == Some(view.map.id) && row.has_origin() && !known.contains(&row.key()))
            .collect();
        others.sort_by_key(|row| (row.key().id_kind(), row.position(), row.key()));
        let mut map = Self {
            order: Vec::new(),
            keys: BTreeMap::new(),
            origins: BTreeMap::new(),
            view,
        };
        for row in drawn.iter().chain(&others) {
            if let Some(origin) = map.origin(row) {
                map.order.push((origin, row.key()));
                map.keys.insert(origin, row.key());
                map.origins.insert(row.key(), origin);
            }
        }
        map
    }

    /// What makes a row the same as one of the other map. Ends of a link must be known before it.
    fn origin(&self, row: &Row) -> Option<Origin> {
        if let Row::Link(link) = row {
            return Some(Origin::Link(self.end(link.from), self.end(link.to), link.kind));
        }
        Some(Origin::Row(row.key().id_kind()?, first_of(row)?))
    }

    /// The end by its origin.
    fn end(&self, end: End) -> End {
        match (end, self.origins.get(&RowKey::from(end))) {
            (End::Step(_), Some(Origin::Row(_, id))) => End::Step(StepId(*id)),
            (End::Outcome(_), Some(Origin::Row(_, id))) => End::Outcome(OutcomeId(*id)),
            (_, Some(Origin::Link(..)) | None) => end,
        }
    }

    /// What a scenario does otherwise, its links by what they join.
    fn moves(&self) -> Fact {
        let origin = |id: LinkId| match self.origins.get(&RowKey::Link(id)) {
            Some(Origin::Link(from, to, _)) => serde_json::to_value((from, to)).unwrap_or_default(),
            Some(Origin::Row(..)) | None => Value::Null,
        };
        let title = |id: LinkId| self.named(RowKey::Link(id)).title;
        let mut fact = Fact::plain(Value::Array(Vec::new()));
        let mut shown = Vec::new();
        for row in &self.view.map.moves {
            let (same, words) = match row {
                ScenarioMove::TryHarder { factor } => {
                    (json!({ "factor": factor }), format!("try harder × {factor}"))
                }
                ScenarioMove::Force {
                    link,
                    share,
                    measured,
                } => {
                    let measured: Vec<Value> = measured
                        .iter()
                        .map(|row| json!([origin(row.link), row.share]))
                        .collect();
                    (
                        json!({ "link": origin(*link), "share": share, "measured": measured }),
                        format!("force {} to {} %", title(*link), (share * 1e6).round() / 1e4),
                    )
                }
            };
            if let Some(list) = fact.same.as_array_mut() {
                list.push(same);
            }
            shown.push(words);
        }
        if !shown.is_empty() {
            fact.shown = Value::from(shown.join(", "));
        }
        fact
    }

    /// The cell of a step by the origins of its stage and lane; nothing for other rows.
    fn cell(&self, key: RowKey) -> Option<(Option<&Origin>, Option<&Origin>)> {
        let RowKey::Step(id) = key else { return None };
        let step = self.view.step(id)?;
        let origin = |key| self.origins.get(&key);
        Some((origin(RowKey::Stage(step.stage)), origin(RowKey::Lane(step.lane))))
    }

    fn named(&self, key: RowKey) -> Difference {
        let title = match self.view.workshop.row(key) {
            Some(Row::Link(link)) => {
                format!(
                    "{} → {}",
                    self.view.end_title(link.from),
                    self.view.end_title(link.to)
                )
            }
            Some(row) => row.title().unwrap_or_default().to_owned(),
            None => String::new(),
        };
        Difference {
            key,
            title,
            fields: Vec::new(),
        }
    }

    /// Fields of a row; rows of the map that it names are compared by origin and shown by title.
    fn facts(&self, key: RowKey) -> BTreeMap<String, Fact> {
        let Some(row) = self.view.workshop.row(key) else {
            return BTreeMap::new();
        };
        let mut names: BTreeMap<&str, (IdRole, Vec<Fact>)> = BTreeMap::new();
        row.each_id(&mut |at, id| {
            let fact = match at.role {
                IdRole::StandsIn | IdRole::Names => {
                    at.names.and_then(|kind| self.named_row(RowKey::of(kind, id)?))
                }
                IdRole::Own | IdRole::BelongsTo | IdRole::EndsAt | IdRole::Remembers | IdRole::Origin => None,
            };
            names
                .entry(at.field)
                .or_insert((at.role, Vec::new()))
                .1
                .extend(fact);
        });
        let fields = row.inner().unwrap_or_default();
        let mut facts = BTreeMap::new();
        for (name, value) in fields.as_object().into_iter().flatten() {
            let fact = match names.remove(name.as_str()) {
                // Where it lies and what it is: rows that are the same differ in it.
                Some((IdRole::BelongsTo | IdRole::EndsAt | IdRole::Origin, _)) => continue,
                Some((IdRole::Own, _)) if name == "id" => continue,
                Some((_, mut named)) if !named.is_empty() => {
                    named.sort_by_key(|fact| fact.same.to_string());
                    match (value, named.pop()) {
                        (Value::String(_), Some(one)) => one,
                        (_, last) => {
                            named.extend(last);
                            Fact {
                                same: named.iter().map(|fact| fact.same.clone()).collect(),
                                shown: named.into_iter().map(|fact| fact.shown).collect(),
                            }
                        }
                    }
                }
                Some(_) | None => Fact::plain(value.clone()),
            };
            facts.insert(name.clone(), fact);
        }
        facts
    }

    /// A row of the map by its origin and title; `None` for rows of the workshop as a whole.
    fn named_row(&self, key: RowKey) -> Option<Fact> {
        let row = self.view.workshop.row(key)?;
        row.map()?;
        Some(Fact {
            same: Value::from(first_of(&row)?.to_string()),
            shown: Value::from(row.title().unwrap_or_default()),
        })
    }
}

fn rows<'a, T: Clone + Into<Row>>(of: &'a [&T]) -> impl Iterator<Item = Row> + use<'a, T> {
    of.iter().map(|row| (*row).clone().into())
}

/// The row that a row was first copied from, itself when it was not.
fn first_of(row: &Row) -> Option<Uuid> {
    let mut first = row.key().uuid();
    row.each_id(&mut |at, id| {
        if at.role == IdRole::Origin {
            first = Some(id);
        }
    });
    first
}
