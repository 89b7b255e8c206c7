//! What somebody tries out becomes a change: the same one whether it is tried or kept, so that both say the same.

use serde_json::{Map as JsonMap, Value, json};
use twinlane_model::{Change, MapView, Measure, RowKey, Workshop};
use twinlane_wire::{Fault, FaultCode, NumberField, NumberKey, NumberSet, Trial};

use super::numbers::{Rows, measure};
use super::{family, shares};
use crate::maps::no_such_map;
use crate::sentences::{Faults, LOCALE};

/// Numbers closer than this are the same number.
const SAME: f64 = 1e-9;

/// The change of a trial; one step of undo.
pub(super) fn change(workshop: &Workshop, trial: &Trial) -> Result<Change, Fault> {
    let view = workshop.view(trial.map).ok_or_else(no_such_map)?;
    let present = family::present_of(workshop, trial.map)
        .filter(|map| *map != trial.map)
        .and_then(|map| workshop.view(map));
    let base = present.map(|present| Base {
        there: Rows::of(&present),
        here: Rows::of(&view),
        view: present,
    });
    let mut changes = Vec::new();
    for set in &trial.numbers {
        changes.extend(numbers(&view, base.as_ref(), set)?);
    }
    if let Some(moves) = &trial.moves {
        let values = JsonMap::from_iter([("moves".to_owned(), json!(moves))]);
        changes.push(Change::Set {
            of: RowKey::Map(trial.map),
            values,
        });
    }
    Ok(Change::Batch {
        label: String::new(),
        changes,
    })
}

/// The present a scenario is measured against.
struct Base<'a> {
    view: MapView<'a>,
    there: Rows,
    here: Rows,
}

impl Base<'_> {
    /// The number of the present, with what it rests on.
    fn measure(&self, key: NumberKey) -> Option<&Measure> {
        let origin = self.here.origins.get(&key.of)?;
        let of = *self.there.rows.get(origin)?;
        measure(&self.view, NumberKey { of, ..key })
    }
}

/// The changes that give a row another number: its own first, for it names the whole.
fn numbers(view: &MapView<'_>, base: Option<&Base<'_>>, set: &NumberSet) -> Result<Vec<Change>, Fault> {
    let key = NumberKey {
        of: set.of,
        field: set.field,
    };
    if let (RowKey::Link(link), NumberField::Share, Some(share)) = (set.of, set.field, set.value) {
        let shares = shares::balanced(view, link, share).ok_or_else(gone)?;
        return Ok(shares
            .into_iter()
            .filter(|(other, share)| {
                let key = NumberKey {
                    of: RowKey::Link(*other),
                    field: NumberField::Share,
                };
                *other == link || measure(view, key).is_none_or(|now| (now.value - share).abs() > SAME)
            })
            .map(|(other, share)| {
                let key = NumberKey {
                    of: RowKey::Link(other),
                    field: NumberField::Share,
                };
                put(key, resting(base, key, share))
            })
            .collect());
    }
    let value = match (set.field, set.value) {
        (_, None) => Value::Null,
        (NumberField::People, Some(people)) => json!(people.round().clamp(0.0, f64::from(u32::MAX)) as u32),
        (_, Some(value)) => resting(base, key, value),
    };
    Ok(vec![put(key, value)])
}

fn put(key: NumberKey, value: Value) -> Change {
    // The fields are named as in the model.
    let field = serde_json::to_value(key.field).ok();
    let field = field.as_ref().and_then(Value::as_str).unwrap_or_default();
    Change::Set {
        of: key.of,
        values: JsonMap::from_iter([(field.to_owned(), value)]),
    }
}

/// The number with what it rests on: that of the present as it stands there, any other is an assumption.
fn resting(base: Option<&Base<'_>>, key: NumberKey, value: f64) -> Value {
    let present = base.and_then(|base| base.measure(key));
    let measure = match present {
        Some(present) if (present.value - value).abs() <= SAME * value.abs().max(1.0) => present.clone(),
        _ => Measure::assumed(value),
    };
    // A merge leaves what is not named; what the new number does not rest on is taken away.
    json!({
        "value": measure.value,
        "basis": measure.basis,
        "n": measure.n,
        "source": measure.source,
        "as_of": measure.as_of,
        "low": measure.low,
        "high": measure.high,
    })
}

fn gone() -> Fault {
    Fault::new(FaultCode::Outdated, LOCALE.number_is_gone())
}
