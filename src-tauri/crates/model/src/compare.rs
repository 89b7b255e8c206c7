//! Two maps of one family side by side: what was added, removed, changed and moved.
//!
//! Rows are matched by their origins, so a scenario can be compared with the map it was copied from, and with
//! another scenario of it. Maps that are not related have everything removed and added.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::plan::Container;
use crate::{
    End, LaneId, LinkId, LinkKind, MapId, MapView, OutcomeId, PoolId, Row, RowKey, ScenarioMove, StageId,
    StepId, Workshop,
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
    let (first, second) = (Face::of(workshop.view(first)?), Face::of(workshop.view(second)?));
    let mut diff = MapDiff::default();
    diff.changed.extend(frame(&first, &second));
    for (origin, key) in first.in_order() {
        if !second.keys.contains_key(&origin) {
            diff.removed.push(first.named(key));
        }
    }
    let jumped = jumped(&first, &second);
    // The second map's order: that is the one that is looked at.
    for (origin, key) in second.in_order() {
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
fn jumped(first: &Face<'_>, second: &Face<'_>) -> BTreeSet<RowKey> {
    let mut lists: BTreeMap<Container, Vec<(u32, RowKey)>> = BTreeMap::new();
    for (origin, key) in second.in_order() {
        let row = second.view.workshop.row(key);
        let (Some(before), Some(list)) = (first.keys.get(&origin), row.as_ref().and_then(Container::of))
        else {
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
fn frame(first: &Face<'_>, second: &Face<'_>) -> Option<Difference> {
    let facts = |face: &Face<'_>| {
        let map = face.view.map;
        [
            ("about", Value::from(map.about.clone())),
            ("drawn buyer", Value::from(map.drawn.buyer)),
            ("drawn seller", Value::from(map.drawn.seller)),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Fact::plain(value)))
        .chain([("moves".to_owned(), face.moves())])
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
    Stage(StageId),
    Lane(LaneId),
    Pool(PoolId),
    Step(StepId),
    Outcome(OutcomeId),
    /// A link is what it joins: one drawn again between the same ends is the same link.
    Link(End, End, LinkKind),
}

/// One of the two maps, its rows found by origin.
struct Face<'a> {
    view: MapView<'a>,
    keys: BTreeMap<Origin, RowKey>,
    origins: BTreeMap<RowKey, Origin>,
}

impl<'a> Face<'a> {
    fn of(view: MapView<'a>) -> Self {
        let mut face = Self {
            keys: BTreeMap::new(),
            origins: BTreeMap::new(),
            view,
        };
        for row in face.view.stages.clone() {
            face.know(RowKey::Stage(row.id), Origin::Stage(row.origin.unwrap_or(row.id)));
        }
        for row in face.view.lanes.clone() {
            face.know(RowKey::Lane(row.id), Origin::Lane(row.origin.unwrap_or(row.id)));
        }
        for row in face.view.pools.clone() {
            face.know(RowKey::Pool(row.id), Origin::Pool(row.origin.unwrap_or(row.id)));
        }
        for row in face.view.steps.clone() {
            face.know(RowKey::Step(row.id), Origin::Step(row.origin.unwrap_or(row.id)));
        }
        for row in face.view.outcomes.clone() {
            face.know(
                RowKey::Outcome(row.id),
                Origin::Outcome(row.origin.unwrap_or(row.id)),
            );
        }
        for row in face.view.links.clone() {
            let origin = Origin::Link(face.end(row.from), face.end(row.to), row.kind);
            face.know(RowKey::Link(row.id), origin);
        }
        face
    }

    fn know(&mut self, key: RowKey, origin: Origin) {
        self.keys.insert(origin, key);
        self.origins.insert(key, origin);
    }

    /// The end by its origin.
    fn end(&self, end: End) -> End {
        let key = match end {
            End::Step(id) => RowKey::Step(id),
            End::Outcome(id) => RowKey::Outcome(id),
        };
        match self.origins.get(&key) {
            Some(Origin::Step(id)) => End::Step(*id),
            Some(Origin::Outcome(id)) => End::Outcome(*id),
            _ => end,
        }
    }

    /// What a scenario does otherwise, its links by what they join.
    fn moves(&self) -> Fact {
        let origin = |id: LinkId| match self.origins.get(&RowKey::Link(id)) {
            Some(Origin::Link(from, to, _)) => serde_json::to_value((from, to)).unwrap_or_default(),
            _ => Value::Null,
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

    /// Rows in the order of the drawing.
    fn in_order(&self) -> Vec<(Origin, RowKey)> {
        let view = &self.view;
        view.stages
            .iter()
            .map(|row| RowKey::Stage(row.id))
            .chain(view.lanes.iter().map(|row| RowKey::Lane(row.id)))
            .chain(view.pools.iter().map(|row| RowKey::Pool(row.id)))
            .chain(view.steps.iter().map(|row| RowKey::Step(row.id)))
            .chain(view.outcomes.iter().map(|row| RowKey::Outcome(row.id)))
            .chain(view.links.iter().map(|row| RowKey::Link(row.id)))
            .filter_map(|key| self.origins.get(&key).map(|origin| (*origin, key)))
            .collect()
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

    /// Fields of a row; lanes, stages and pools it names are compared by origin and shown by title.
    fn facts(&self, key: RowKey) -> BTreeMap<String, Fact> {
        let row = self
            .view
            .workshop
            .row(key)
            .and_then(|row| serde_json::to_value(row).ok());
        // A row is written under the name of its kind.
        let fields = row
            .as_ref()
            .and_then(|row| row.as_object()?.values().next()?.as_object());
        let mut facts = BTreeMap::new();
        for (name, value) in fields.into_iter().flatten() {
            let fact = match name.as_str() {
                "id" | "map" | "origin" | "from" | "to" => continue,
                "lane" | "stage" | "pool" => self.named_row(value),
                "paired" => {
                    let mut all: Vec<Fact> = value
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(|each| self.named_row(each))
                        .collect();
                    all.sort_by_key(|fact| fact.same.to_string());
                    Fact {
                        same: all.iter().map(|fact| fact.same.clone()).collect(),
                        shown: all.into_iter().map(|fact| fact.shown).collect(),
                    }
                }
                _ => Fact::plain(value.clone()),
            };
            facts.insert(name.clone(), fact);
        }
        facts
    }

    fn named_row(&self, id: &Value) -> Fact {
        let Some(id) = id.as_str().and_then(|id| id.parse::<Uuid>().ok()) else {
            return Fact::plain(Value::Null);
        };
        let view = &self.view;
        let found = view
            .lane(LaneId(id))
            .map(|row| (row.origin.map(|id| id.0), &row.title))
            .or_else(|| {
                view.stage(StageId(id))
                    .map(|row| (row.origin.map(|id| id.0), &row.title))
            })
            .or_else(|| {
                view.pool(PoolId(id))
                    .map(|row| (row.origin.map(|id| id.0), &row.name))
            });
        match found {
            Some((origin, title)) => Fact {
                same: Value::from(origin.unwrap_or(id).to_string()),
                shown: Value::from(title.clone()),
            },
            None => Fact::plain(Value::from(id.to_string())),
        }
    }
}
