//! Setting fields: a JSON merge patch (RFC 7386) on a row.

use std::collections::BTreeSet;

use serde_json::{Map as JsonMap, Value};

use super::edit::Edit;
use super::rows::fill;
use crate::lists::List;
use crate::refusal::refuse;
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
    for (name, empty) in before.left_out_when_empty() {
        // The row is written without the field, and has it all the same.
        fields.entry(name).or_insert(empty);
    }
    for key in values.keys() {
        if !fields.contains_key(key) {
            return Err(refuse(
                format!("values.{key}"),
                format!("{} have no such field", of.table()),
            ));
        }
        if of.fixed_fields().contains(&key.as_str()) {
            return Err(refuse(
                format!("values.{key}"),
                "this is not set as a field; another change moves or joins it",
            ));
        }
    }
    let mut after = merged(of, &fields, values)?;
    fill(edit, &mut after);
    if let Value::Object(now) = inner(&after)? {
        for key in ["questions", "criteria"] {
            if let (Some(value), Some(filled)) = (values.get_mut(key), now.get(key))
                && !value.is_null()
            {
                *value = filled.clone();
            }
        }
    }
    if List::of(&before) == List::of(&after) {
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

/// The row with the patch on it, or a refusal that names the first field that does not fit.
fn merged(
    of: RowKey,
    fields: &JsonMap<String, Value>,
    values: &JsonMap<String, Value>,
) -> Result<Row, Refusal> {
    let mut whole = Value::Object(fields.clone());
    patch(&mut whole, &Value::Object(values.clone()));
    let error = match of.read(whole) {
        Ok(row) => return Ok(row),
        Err(error) => error,
    };
    for (key, value) in values {
        let mut one = Value::Object(fields.clone());
        patch(
            &mut one,
            &Value::Object(JsonMap::from_iter([(key.clone(), value.clone())])),
        );
        if let Err(error) = of.read(one) {
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
    row.inner()
        .map_err(|error| refuse("of", format!("the row cannot be written as JSON: {error}")))
}
