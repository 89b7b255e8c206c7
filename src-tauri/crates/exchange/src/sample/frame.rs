//! What stands around the maps of the sample: charter, people, agenda, notes, tools, targets, decisions.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map as JsonMap, Value};
use twinlane_model::{
    AgendaItem, Charter, GapRecord, IdSource, MapId, Note, Outcome, Participant, Row, Step, Target, Tool,
};

use crate::sentences::{LOCALE, SampleFaults};
use crate::{ExchangeError, Place};

type Fields = JsonMap<String, Value>;

/// The document; lists hold the rows without id and position.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    charter: Charter,
    participants: Vec<Fields>,
    agenda: Vec<Fields>,
    notes: Vec<Fields>,
    tools: Vec<Fields>,
    targets: Vec<Aim>,
    gaps: Vec<Fields>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aim {
    #[serde(default)]
    step: String,
    #[serde(default)]
    outcome: String,
    target: Target,
}

/// Puts the frame around the rows of the maps.
pub(super) fn around(
    text: &str,
    mut rows: Vec<Row>,
    ids: &mut dyn IdSource,
) -> Result<Vec<Row>, ExchangeError> {
    let frame: Frame = serde_json::from_str(text).map_err(|error| wrong("the frame", &error.to_string()))?;
    for aim in frame.targets {
        take_aim(&mut rows, &aim)?;
    }
    let map = rows.iter().find_map(|row| match row {
        Row::Map(map) => Some(map.id),
        _ => None,
    });
    let mut made = vec![Row::Charter(frame.charter)];
    for (at, fields) in frame.participants.into_iter().enumerate() {
        made.push(Row::Participant(row::<Participant>(fields, at, ids)?));
    }
    for (at, fields) in frame.agenda.into_iter().enumerate() {
        made.push(Row::Agenda(row::<AgendaItem>(fields, at, ids)?));
    }
    for (at, mut fields) in frame.notes.into_iter().enumerate() {
        if let Some(title) = fields.get("step").and_then(Value::as_str) {
            let step = step(&rows, map, title)?.id.to_string();
            fields.insert("step".to_owned(), step.into());
        }
        made.push(Row::Note(row::<Note>(fields, at, ids)?));
    }
    for (at, fields) in frame.tools.into_iter().enumerate() {
        let tool: Tool = row(fields, at, ids)?;
        let there = rows.iter_mut().find_map(|row| match row {
            Row::Tool(there) if there.name == tool.name => Some(there),
            _ => None,
        });
        match there {
            Some(there) => *there = Tool { id: there.id, ..tool },
            None => made.push(Row::Tool(tool)),
        }
    }
    for fields in frame.gaps {
        made.push(Row::Gap(gap(fields, &rows, map, ids)?));
    }
    made.extend(rows);
    Ok(made)
}

/// A row from its fields, with a fresh id and its place in the list.
fn row<T: DeserializeOwned>(
    mut fields: Fields,
    at: usize,
    ids: &mut dyn IdSource,
) -> Result<T, ExchangeError> {
    let what = Value::Object(fields.clone()).to_string();
    fields.insert("id".to_owned(), ids.next().to_string().into());
    fields.insert("position".to_owned(), at.into());
    serde_json::from_value(Value::Object(fields)).map_err(|error| wrong(&what, &error.to_string()))
}

/// A decision: about the finding of a rule on one step, or a gap of its own on the first map.
fn gap(
    mut fields: Fields,
    rows: &[Row],
    map: Option<MapId>,
    ids: &mut dyn IdSource,
) -> Result<GapRecord, ExchangeError> {
    let rule = fields.remove("rule");
    let subject = fields.remove("step");
    if let (Some(Value::String(rule)), Some(Value::String(title))) = (rule, subject) {
        let step = step(rows, map, &title)?.id;
        fields.insert("fingerprint".to_owned(), format!("{rule}:{step}").into());
    }
    if fields.remove("map").is_some() {
        let id = map.map(|id| id.to_string());
        fields.insert("map".to_owned(), id.into());
    }
    let what = Value::Object(fields.clone()).to_string();
    fields.insert("id".to_owned(), ids.next().to_string().into());
    serde_json::from_value(Value::Object(fields)).map_err(|error| wrong(&what, &error.to_string()))
}

/// Sets a target on every map that has the step or the outcome.
fn take_aim(rows: &mut [Row], aim: &Aim) -> Result<(), ExchangeError> {
    let mut found = false;
    for row in rows {
        let targets = match row {
            Row::Step(Step { title, targets, .. }) if *title == aim.step => targets,
            Row::Outcome(outcome) if Outcome::name(outcome) == aim.outcome => &mut outcome.targets,
            _ => continue,
        };
        targets.push(aim.target.clone());
        found = true;
    }
    if found {
        Ok(())
    } else {
        Err(wrong(&aim.target.what, LOCALE.target_without_end()))
    }
}

/// The step of a title on the first map.
fn step<'r>(rows: &'r [Row], map: Option<MapId>, title: &str) -> Result<&'r Step, ExchangeError> {
    let found = rows.iter().find_map(|row| match row {
        Row::Step(step) if step.title == title && Some(step.map) == map => Some(step),
        _ => None,
    });
    found.ok_or_else(|| wrong(title, LOCALE.no_such_step()))
}

fn wrong(what: &str, why: &str) -> ExchangeError {
    LOCALE
        .frame_is_wrong(why.to_owned())
        .model(Place::Path(what.to_owned()))
}
