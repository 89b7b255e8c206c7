//! What of a map an outline carries, in a form that two maps can be compared in: ids replaced by places,
//! positions, origins and targets left out.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use twinlane_model::{End, MapView};

/// Keys that no outline carries.
const LEFT_OUT: [&str; 7] = [
    "position",
    "origin",
    "targets",
    "dismissed_rules",
    "moves",
    "copied_from",
    "id",
];

/// The rows of a map, each as a line of JSON with places for ids.
pub fn rows(view: &MapView) -> Vec<String> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut name = |id: String, name: String| {
        names.insert(id, name);
    };
    name(view.map.id.to_string(), "map".to_owned());
    for (at, lane) in view.lanes.iter().enumerate() {
        name(lane.id.to_string(), format!("lane {at}"));
    }
    for (at, stage) in view.stages.iter().enumerate() {
        name(stage.id.to_string(), format!("stage {at}"));
        for (number, criterion) in stage.criteria.iter().enumerate() {
            name(criterion.id.to_string(), format!("criterion {at} {number}"));
        }
    }
    for (at, step) in view.steps.iter().enumerate() {
        name(step.id.to_string(), format!("step {at}"));
        for (number, question) in step.questions.iter().enumerate() {
            name(question.id.to_string(), format!("question {at} {number}"));
        }
        // An unnamed pool is found by its step, a named one by its name.
        if let Some(pool) = step.pool.and_then(|id| view.pool(id)) {
            let place = if pool.name.is_empty() {
                format!("pool of {at}")
            } else {
                format!("pool {}", pool.name)
            };
            name(pool.id.to_string(), place);
        }
    }
    for pool in view.pools.iter().filter(|pool| !pool.name.is_empty()) {
        name(pool.id.to_string(), format!("pool {}", pool.name));
    }
    for outcome in &view.outcomes {
        name(
            outcome.id.to_string(),
            format!("outcome {:?} {}", outcome.kind, outcome.title),
        );
    }
    for tool in view.workshop.tools().values() {
        name(tool.id.to_string(), format!("tool {}", tool.name));
    }
    let mut lines = vec![line(&json!(view.map), &names)];
    lines.extend(view.lanes.iter().map(|row| line(&json!(row), &names)));
    lines.extend(view.stages.iter().map(|row| line(&json!(row), &names)));
    lines.extend(view.steps.iter().map(|row| line(&json!(row), &names)));
    let mut unordered: Vec<String> = view.pools.iter().map(|row| line(&json!(row), &names)).collect();
    unordered.extend(view.outcomes.iter().map(|row| line(&json!(row), &names)));
    unordered.extend(view.links.iter().map(|row| line(&json!(row), &names)));
    unordered.sort();
    lines.extend(unordered);
    lines
}

fn line(row: &Value, names: &BTreeMap<String, String>) -> String {
    plain(row, names).to_string()
}

fn plain(value: &Value, names: &BTreeMap<String, String>) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), plain(value, names)))
            .collect(),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| plain(item, names)).collect();
            if items.iter().all(Value::is_string) {
                items.sort_by_key(ToString::to_string);
            }
            Value::Array(items)
        }
        Value::String(text) => Value::String(names.get(text).unwrap_or(text).clone()),
        other => other.clone(),
    }
}

/// A title of an end, for messages.
pub fn title(view: &MapView, end: End) -> String {
    view.end_title(end).to_owned()
}
