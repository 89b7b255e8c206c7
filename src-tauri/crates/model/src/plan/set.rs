//! Setting fields: a JSON merge patch (RFC 7386) on a row.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Map as JsonMap, Value};

use super::edit::{Edit, refuse};
use super::place::Container;
use super::rows::fill_inner;
use crate::{End, LinkKind, QuestionId, Refusal, Row, RowKey, Step};

/// Sets fields of a row; ids of new questions and criteria are filled in, in `values` too.
pub(crate) fn set(
    edit: &mut Edit<'_>,
    of: RowKey,
    values: &mut JsonMap<String, Value>,
) -> Result<(), Refusal> {
    let before = edit.row(of, "of")?;
    let Value::Object(mut fields) = inner(&before)? else {
        return Err(refuse("of", "this row has no fields"));
    };
    if matches!(of, RowKey::Map(_)) {
        // A map without moves, or without a word on records, is written without the field, and has it all the same.
        fields.entry("moves").or_insert_with(|| Value::Array(Vec::new()));
        fields
            .entry("matching")
            .or_insert_with(|| Value::Object(JsonMap::new()));
    }
    for key in values.keys() {
        if !fields.contains_key(key) {
            return Err(refuse(
                format!("values.{key}"),
                format!("{} have no such field", of.table()),
            ));
        }
        if protected(of, key) {
            return Err(refuse(
                format!("values.{key}"),
                "this is not set as a field; another change moves or joins it",
            ));
        }
    }
    let mut after = merged(of, &fields, values)?;
    fill_inner(edit, &mut after);
    if let Value::Object(now) = inner(&after)? {
        for key in ["questions", "criteria"] {
            if let (Some(value), Some(filled)) = (values.get_mut(key), now.get(key))
                && !value.is_null()
            {
                *value = filled.clone();
            }
        }
    }
    if Container::of(&before) == Container::of(&after) {
        edit.put(after.clone());
    } else {
        edit.put_last(after.clone());
    }
    if let (Row::Step(before), Row::Step(after)) = (&before, &after) {
        forget_questions(edit, before, after);
    }
    Ok(())
}

/// Takes questions a step lost out of what its supports answer.
pub(crate) fn forget_questions(edit: &mut Edit<'_>, before: &Step, after: &Step) {
    let kept: BTreeSet<QuestionId> = after.questions.iter().map(|question| question.id).collect();
    if before
        .questions
        .iter()
        .all(|question| kept.contains(&question.id))
    {
        return;
    }
    for mut link in edit.links_at(End::Step(after.id)) {
        if link.kind == LinkKind::Support && link.to == End::Step(after.id) {
            link.answers.retain(|question| kept.contains(question));
            edit.put(link);
        }
    }
}

/// Fields that say what a row is and where it stands; other changes alter them.
fn protected(of: RowKey, field: &str) -> bool {
    matches!(
        field,
        "id" | "map" | "origin" | "copied_from" | "side" | "lane" | "stage" | "position" | "fingerprint"
    ) || (matches!(of, RowKey::Link(_)) && matches!(field, "kind" | "from" | "to"))
}

/// The row with the patch on it, or a refusal that names the first field that does not fit.
fn merged(
    of: RowKey,
    fields: &JsonMap<String, Value>,
    values: &JsonMap<String, Value>,
) -> Result<Row, Refusal> {
    let mut whole = Value::Object(fields.clone());
    patch(&mut whole, &Value::Object(values.clone()));
    let error = match outer(of, whole) {
        Ok(row) => return Ok(row),
        Err(error) => error,
    };
    for (key, value) in values {
        let mut one = Value::Object(fields.clone());
        patch(
            &mut one,
            &Value::Object(JsonMap::from_iter([(key.clone(), value.clone())])),
        );
        if let Err(error) = outer(of, one) {
            return Err(refuse(
                format!("values.{key}"),
                format!("the value does not fit: {error}"),
            ));
        }
    }
    Err(refuse(
        "values",
        format!("the values do not fit together: {error}"),
    ))
}

/// RFC 7386: objects merge, `null` removes, anything else replaces.
fn patch(target: &mut Value, with: &Value) {
    let Value::Object(with) = with else {
        *target = with.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(JsonMap::new());
    }
    let Value::Object(target) = target else {
        return;
    };
    for (key, value) in with {
        if value.is_null() {
            target.remove(key);
        } else {
            patch(target.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}

fn inner(row: &Row) -> Result<Value, Refusal> {
    let value = match row {
        Row::Participant(row) => serde_json::to_value(row),
        Row::Agenda(row) => serde_json::to_value(row),
        Row::Note(row) => serde_json::to_value(row),
        Row::Tool(row) => serde_json::to_value(row),
        Row::Map(row) => serde_json::to_value(row),
        Row::Lane(row) => serde_json::to_value(row),
        Row::Stage(row) => serde_json::to_value(row),
        Row::Pool(row) => serde_json::to_value(row),
        Row::Step(row) => serde_json::to_value(row),
        Row::Outcome(row) => serde_json::to_value(row),
        Row::Link(row) => serde_json::to_value(row),
        Row::Gap(row) => serde_json::to_value(row),
        Row::Log(row) => serde_json::to_value(row),
        Row::Charter(row) => serde_json::to_value(row),
        Row::Settings(row) => serde_json::to_value(row),
    };
    value.map_err(|error| refuse("of", format!("the row cannot be written as JSON: {error}")))
}

fn outer(of: RowKey, value: Value) -> Result<Row, serde_json::Error> {
    fn read<T: DeserializeOwned + Into<Row>>(value: Value) -> Result<Row, serde_json::Error> {
        serde_json::from_value::<T>(value).map(Into::into)
    }
    match of {
        RowKey::Participant(_) => read::<crate::Participant>(value),
        RowKey::Agenda(_) => read::<crate::AgendaItem>(value),
        RowKey::Note(_) => read::<crate::Note>(value),
        RowKey::Tool(_) => read::<crate::Tool>(value),
        RowKey::Map(_) => read::<crate::Map>(value),
        RowKey::Lane(_) => read::<crate::Lane>(value),
        RowKey::Stage(_) => read::<crate::Stage>(value),
        RowKey::Pool(_) => read::<crate::Pool>(value),
        RowKey::Step(_) => read::<Step>(value),
        RowKey::Outcome(_) => read::<crate::Outcome>(value),
        RowKey::Link(_) => read::<crate::Link>(value),
        RowKey::Gap(_) => read::<crate::GapRecord>(value),
        RowKey::Log(_) => read::<crate::ImportedLog>(value),
        RowKey::Charter => read::<crate::Charter>(value),
        RowKey::Settings => read::<crate::Settings>(value),
    }
}
