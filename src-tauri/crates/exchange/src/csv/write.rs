//! Writing the steps of a map as a table.

use twinlane_model::{Knowledge, LinkKind, MapView, Measure, Side, Step};

use super::columns::{Column, guarded};
use crate::outline::measure::{Unit, digits_of, written};
use crate::outline::names::Names;
use crate::outline::title::quote;

/// Writes the steps of a map, one row each in the order of their place; fields separated by commas, lines
/// ended by LF, UTF-8 without a mark.
pub fn write(view: &MapView) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail; a field cannot either.
    for row in rows(view) {
        let _ = writer.write_record(row.map(|cell| guarded(&cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The table: headings, then a row for each step.
pub(crate) fn rows(view: &MapView) -> impl Iterator<Item = [String; Column::ALL.len()]> {
    let names = Names::of(view).in_lists();
    let headings = Column::ALL.map(|(_, heading, _)| heading.to_owned());
    std::iter::once(headings).chain(
        view.steps
            .iter()
            .map(move |step| Column::ALL.map(|(column, _, _)| cell(view, &names, step, column))),
    )
}

fn cell(view: &MapView, names: &Names, step: &Step, column: Column) -> String {
    let pool = step.pool.and_then(|id| view.pool(id));
    let yes = |on: bool| if on { "yes".to_owned() } else { String::new() };
    let number = |value: Option<&Measure>, unit| value.map(|value| number(value, unit)).unwrap_or_default();
    let level = |value: Option<i8>| value.map(|value| value.to_string()).unwrap_or_default();
    let list = |items: Vec<String>| items.join("; ");
    match column {
        Column::Side => match step.side {
            Side::Buyer => "buyer".to_owned(),
            Side::Seller => "sales".to_owned(),
        },
        Column::Stage => view
            .stage(step.stage)
            .map(|stage| stage.title.clone())
            .unwrap_or_default(),
        Column::Lane => view
            .lane(step.lane)
            .map(|lane| lane.title.clone())
            .unwrap_or_default(),
        Column::Step => step.title.clone(),
        Column::Id => names.step_id(step.id).unwrap_or_default().to_owned(),
        Column::FlowTo => list(
            view.flow_from(step.id)
                .map(|link| names.flow(view, link))
                .collect(),
        ),
        Column::Supports => list(
            view.leaving(twinlane_model::End::Step(step.id), LinkKind::Support)
                .map(|link| names.support(view, link))
                .collect(),
        ),
        Column::Questions => list(
            step.questions
                .iter()
                .map(|question| quote(&question.text))
                .collect(),
        ),
        Column::Importance => step.importance.map(|value| value.to_string()).unwrap_or_default(),
        Column::Value => level(step.value),
        Column::Motivation => level(step.motivation),
        Column::Knowledge => match &step.knowledge {
            Some(Knowledge::Heard { buyers, on }) => {
                let on = on.map(|date| format!(" as-of {date}")).unwrap_or_default();
                format!("heard {buyers}{on}")
            }
            Some(Knowledge::Observed) => "observed".to_owned(),
            Some(Knowledge::Guess) => "guess".to_owned(),
            None => String::new(),
        },
        Column::Start => yes(step.start),
        Column::Required => yes(step.required),
        Column::Ask => yes(step.ask),
        Column::All => yes(step.all),
        Column::Waits => yes(step.waits),
        Column::Waypoint => yes(step.waypoint),
        Column::Owner => pool.map(|pool| pool.name.clone()).unwrap_or_default(),
        Column::People => pool
            .and_then(|pool| pool.people)
            .map(|people| people.to_string())
            .unwrap_or_default(),
        Column::Capacity => number(pool.and_then(|pool| pool.capacity.as_ref()), Unit::Hours),
        Column::Cost => number(pool.and_then(|pool| pool.cost.as_ref()), Unit::Plain),
        Column::Accountable => step.accountable.clone(),
        Column::Tools => list(
            step.tools
                .iter()
                .filter_map(|id| view.workshop.tools().get(id))
                .map(|tool| quote(&tool.name))
                .collect(),
        ),
        Column::Entry => number(step.entry.as_ref(), Unit::Plain),
        Column::Touch => number(step.touch.as_ref(), Unit::Hours),
        Column::Elapsed => number(step.elapsed.as_ref(), Unit::Days),
        Column::Volume => number(step.volume.as_ref(), Unit::Plain),
        Column::CompleteAccurate => number(step.complete_accurate.as_ref(), Unit::Percent),
        Column::Note => step.note.clone(),
    }
}

/// A number: only the digits where it is a plain estimate, so that a spreadsheet can add it up.
fn number(value: &Measure, unit: Unit) -> String {
    if *value == Measure::estimated(value.value) && unit != Unit::Percent {
        digits_of(value.value, unit)
    } else {
        written(value, unit)
    }
}
