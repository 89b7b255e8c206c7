//! The attributes in braces that the writer puts behind a step or a criterion.

use twinlane_model::{Actor, Criterion, Knowledge, MapView, Step};

use super::measure::{Unit, written};
use super::names::{Names, braces};
use super::title::{quote, written as title};

/// The attributes of a step, in the order of the user guide.
pub(super) fn marks(view: &MapView, names: &Names, step: &Step) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    if let Some(id) = names.steps.get(&step.id) {
        marks.push(format!("id {id}"));
    }
    let numbers = [
        ("importance", step.importance.map(|n| n.to_string())),
        ("value", step.value.map(|n| n.to_string())),
        ("motivation", step.motivation.map(|n| n.to_string())),
    ];
    for (word, number) in numbers {
        marks.extend(number.map(|number| format!("{word} {number}")));
    }
    match &step.knowledge {
        Some(Knowledge::Heard { buyers, on }) => {
            let on = on.map(|date| format!(" as-of {date}")).unwrap_or_default();
            marks.push(format!("heard {buyers}{on}"));
        }
        Some(Knowledge::Observed) => marks.push("observed".to_owned()),
        Some(Knowledge::Guess) => marks.push("guess".to_owned()),
        None => {}
    }
    let flags = [
        (step.start, "start"),
        (step.required, "required"),
        (step.ask, "ask"),
        (step.all, "all"),
        (step.waits, "waits"),
        (step.waypoint, "waypoint"),
    ];
    marks.extend(
        flags
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| word.to_owned()),
    );
    pool_marks(view, names, step, &mut marks);
    if !step.accountable.is_empty() {
        marks.push(format!("accountable {}", quote(&step.accountable)));
    }
    for tool in step.tools.iter().filter_map(|id| view.workshop.tools().get(id)) {
        marks.push(format!("tool {}", quote(&tool.name)));
    }
    let measures = [
        ("touch", &step.touch, Unit::Hours),
        ("elapsed", &step.elapsed, Unit::Days),
        ("volume", &step.volume, Unit::Plain),
        ("ca", &step.complete_accurate, Unit::Percent),
    ];
    for (word, measure, unit) in measures {
        marks.extend(
            measure
                .as_ref()
                .map(|measure| format!("{word} {}", written(measure, unit))),
        );
    }
    if !step.note.is_empty() {
        marks.push(format!("note {}", quote(&step.note)));
    }
    marks
}

fn pool_marks(view: &MapView, names: &Names, step: &Step, marks: &mut Vec<String>) {
    let Some(pool) = step.pool.and_then(|id| view.pool(id)) else {
        return;
    };
    if let Some(name) = names.pools.get(&pool.id).filter(|name| !name.is_empty()) {
        marks.push(format!("owner {}", quote(name)));
        return;
    }
    marks.extend(pool.people.map(|people| format!("people {people}")));
    marks.extend(
        pool.capacity
            .as_ref()
            .map(|m| format!("capacity {}", written(m, Unit::Hours))),
    );
    marks.extend(
        pool.cost
            .as_ref()
            .map(|m| format!("cost {}", written(m, Unit::Plain))),
    );
}

/// The line of an exit criterion.
pub(super) fn criterion_line(criterion: &Criterion) -> String {
    let mut marks = Vec::new();
    match criterion.actor {
        Some(Actor::Buyer) => marks.push("buyer".to_owned()),
        Some(Actor::Seller) => marks.push("seller".to_owned()),
        None => {}
    }
    let ticks = [
        (criterion.action, "action"),
        (criterion.objective, "objective"),
        (criterion.yes_no, "yes-no"),
    ];
    marks.extend(
        ticks
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| word.to_owned()),
    );
    if !criterion.recorded.is_empty() {
        marks.push(format!("recorded {}", quote(&criterion.recorded)));
    }
    format!("! {}{}", title(&criterion.text), braces(&marks))
}
