//! Map against records: where the log comes from, how far cases go the ways that are drawn, what is skipped and what is
//! not drawn, where the written process is not the process, and what the records say by themselves.
//!
//! Nobody is named, and no case can be told from another.

use twinlane_model::ImportedLog;
use twinlane_model::MapView;
use twinlane_model::records::{Ending, Summary};
use twinlane_picture::chart::{self, Chart};
use twinlane_records::LogOnMap;
use twinlane_records::conformance::Conformance;
use twinlane_records::drift::{self, Verdict};

use super::{Context, Section, chart as on_paper, places};
use crate::charts;
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// Rows of a list; what is rarer stays with the screen.
const MOST: usize = 12;

/// Adds the section; without a log nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let Some(log) = context.input.workshop.log() else {
        return;
    };
    flow.section(Section::Records.title(), Section::Records.key(), true);
    flow.paragraph(&origin(log), Type::BODY);
    for (_, view) in &context.views {
        if let Some(beside) = context.beside.get(&view.map.id) {
            map(context, flow, view, beside, &log.summary);
        }
    }
    odd(context, flow, log);
    functions(flow, &log.summary);
    what_they_say(context, flow, &log.summary);
}

/// Where the log comes from and how much it holds.
fn origin(log: &ImportedLog) -> String {
    let summary = &*log.summary;
    let day = |time: jiff::Timestamp| words::date(time.to_zoned(jiff::tz::TimeZone::UTC).date());
    let period = summary
        .first
        .map(day)
        .zip(summary.last.map(day))
        .map_or_else(String::new, |(first, last)| format!(", from {first} to {last}"));
    let source = if log.source.is_empty() || log.source == log.name {
        String::new()
    } else {
        format!(" ({})", log.source)
    };
    let count = |ending: Ending| -> u64 {
        let shares = summary.endings.iter().filter(|share| share.ending == ending);
        shares.map(|share| share.cases).sum()
    };
    let endings = if summary.endings_known {
        format!(
            " {} were won, {} lost, {} were still open.",
            whole(count(Ending::Won)),
            whole(count(Ending::Lost)),
            whole(count(Ending::Open))
        )
    } else {
        " Nothing in the records says how cases ended.".to_owned()
    };
    let refused: u64 = summary.refused.iter().map(|refused| refused.count).sum();
    let left = if refused > 0 {
        format!(" {} of their rows could not be used.", whole(refused))
    } else {
        String::new()
    };
    format!(
        "“{}”{source}: {} cases with {} events{period}.{endings}{left}",
        log.name,
        whole(summary.cases),
        whole(summary.events)
    )
}

fn whole(count: u64) -> String {
    words::number(count as f64)
}

fn map(context: &Context<'_>, flow: &mut Flow<'_>, view: &MapView<'_>, beside: &LogOnMap, summary: &Summary) {
    flow.heading(
        &context.for_map("Do cases go the ways that are drawn?", view),
        None,
    );
    match &beside.conformance {
        Ok(found) => {
            flow.paragraph(&fitness(found), Type::BODY);
            skipped(context, flow, view, beside);
            undrawn(flow, beside, summary);
        }
        Err(why) => flow.paragraph(&format!("They cannot be compared: {why}."), Type::BODY),
    }
    let unmatched: Vec<String> = beside
        .evidence
        .unmapped
        .iter()
        .take(MOST)
        .map(|activity| format!("“{}” ({})", activity.name, whole(activity.cases)))
        .collect();
    if !unmatched.is_empty() {
        flow.paragraph(
            &format!(
                "Recorded, but not on the map (cases): {}.",
                words::joined(&unmatched)
            ),
            Type::BODY,
        );
    }
    drift_of(context, flow, view, &beside.evidence.drift);
}

fn fitness(found: &Conformance) -> String {
    let told = found.cases - found.given_up;
    let share = f64::from(found.fitting) / f64::from(told.max(1));
    let given_up = if found.given_up > 0 {
        format!(
            " {} cases are too entangled to be compared.",
            whole(u64::from(found.given_up))
        )
    } else {
        String::new()
    };
    let fitness = found.fitness.map_or_else(String::new, |fitness| {
        format!(
            " On average {} of what is recorded and drawn agrees.",
            words::percent(fitness)
        )
    });
    format!(
        "{} of {} cases ({}) go only ways that are drawn, from a start to an outcome.{fitness}{given_up}",
        whole(u64::from(found.fitting)),
        whole(u64::from(told)),
        words::percent(share)
    )
}

/// Steps that cases skip, most cases first.
fn skipped(context: &Context<'_>, flow: &mut Flow<'_>, view: &MapView<'_>, beside: &LogOnMap) {
    let mut rows: Vec<_> = beside
        .evidence
        .steps
        .iter()
        .filter(|step| step.skipped > 0)
        .collect();
    rows.sort_by_key(|step| std::cmp::Reverse(step.skipped));
    rows.truncate(MOST);
    if rows.is_empty() {
        return;
    }
    let columns = vec![
        Column::new("Skipped step", Width::Share(1.0)),
        Column::numbers("Cases past its stage", Width::Fixed(110.0)),
        Column::numbers("Without it", Width::Fixed(80.0)),
        Column::numbers("Share", Width::Fixed(60.0)),
    ];
    let rows = rows
        .into_iter()
        .map(|step| {
            let title = view.step(step.step).map_or("", |row| row.title.as_str());
            let place = places::step(step.step);
            vec![
                Cell::new(words::titled(title)).linked(context.page(&place).map(|_| place)),
                Cell::new(whole(step.passed)),
                Cell::new(whole(step.skipped)),
                Cell::strong(words::percent(step.skipped_share().unwrap_or(0.0))),
            ]
        })
        .collect();
    Table { columns, rows }.add(flow);
}

/// Transitions that no way through the map makes.
fn undrawn(flow: &mut Flow<'_>, beside: &LogOnMap, summary: &Summary) {
    let Some(transitions) = beside.evidence.transitions.as_ref() else {
        flow.paragraph(
            "The map has so much parallel work that ways that are not drawn cannot be told.",
            Type::SMALL,
        );
        return;
    };
    if transitions.is_empty() {
        return;
    }
    let columns = vec![
        Column::new("Not drawn: after", Width::Share(1.0)),
        Column::new("comes", Width::Share(1.0)),
        Column::numbers("Cases", Width::Fixed(60.0)),
        Column::numbers("Share", Width::Fixed(60.0)),
    ];
    let rows = transitions
        .iter()
        .take(MOST)
        .map(|way| {
            vec![
                Cell::new(summary.name(way.from).to_owned()),
                Cell::new(summary.name(way.to).to_owned()),
                Cell::new(whole(way.cases)),
                Cell::strong(words::percent(beside.evidence.of_all(way.cases).unwrap_or(0.0))),
            ]
        })
        .collect();
    Table { columns, rows }.add(flow);
    if transitions.len() > MOST {
        flow.paragraph(
            &format!(
                "{} more are rarer.",
                words::count(transitions.len() - MOST, "transition", "transitions")
            ),
            Type::SMALL,
        );
    }
}

/// Documented beside recorded, by stage.
fn drift_of(context: &Context<'_>, flow: &mut Flow<'_>, view: &MapView<'_>, drift: &[drift::StageDrift]) {
    if drift.is_empty() {
        return;
    }
    flow.heading(
        &context.for_map("Is the written process the process?", view),
        None,
    );
    let days = |beside: Option<drift::Comparison>, recorded: bool| {
        beside.map_or_else(
            || "–".to_owned(),
            |beside| {
                words::number(if recorded {
                    beside.recorded
                } else {
                    beside.documented
                })
            },
        )
    };
    let share = |beside: Option<drift::Comparison>, recorded: bool| {
        beside.map_or_else(
            || "–".to_owned(),
            |beside| {
                words::percent(if recorded {
                    beside.recorded
                } else {
                    beside.documented
                })
            },
        )
    };
    let columns = vec![
        Column::new("Stage", Width::Share(1.0)),
        Column::numbers("Days, written", Width::Fixed(66.0)),
        Column::numbers("recorded", Width::Fixed(58.0)),
        Column::numbers("Goes on, written", Width::Fixed(66.0)),
        Column::numbers("recorded", Width::Fixed(58.0)),
        Column::new("", Width::Fixed(110.0)),
    ];
    let rows = drift
        .iter()
        .map(|stage| {
            let title = view
                .stages
                .iter()
                .find(|row| row.id == stage.stage)
                .map_or("", |row| row.title.as_str());
            vec![
                Cell::new(words::titled(title)),
                Cell::new(days(stage.time, false)),
                Cell::new(days(stage.time, true)),
                Cell::new(share(stage.conversion, false)),
                Cell::new(share(stage.conversion, true)),
                Cell::strong(
                    match stage.verdict() {
                        Verdict::Fits => "fits",
                        Verdict::Drifts => "drifts",
                        Verdict::Apart => "is not the process",
                    }
                    .to_owned(),
                ),
            ]
        })
        .collect();
    Table { columns, rows }.add(flow);
    flow.paragraph(
        "Working days of a passage and the share that goes on, as the map says them and as recorded. Under \
         15\u{a0}% apart a stage fits, to 30\u{a0}% it drifts; beyond, the written process is not the process.",
        Type::SMALL,
    );
}

/// Charts of the records by themselves.
fn what_they_say(context: &Context<'_>, flow: &mut Flow<'_>, summary: &Summary) {
    let options = on_paper::options(flow.width);
    let drawn: [(&str, Option<Chart>); 4] = [
        (
            "How far cases come",
            chart::funnel(&charts::funnel(summary), options),
        ),
        (
            "How long they stay",
            chart::time_in_stage(&charts::time_in_stage(summary), options),
        ),
        (
            "How many are on their way",
            chart::queue(&charts::queue(summary), options),
        ),
        (
            "The ways they go",
            chart::variants(&charts::variants(summary), options),
        ),
    ];
    for (title, chart) in drawn {
        if let Some(chart) = chart {
            flow.heading(title, None);
            on_paper::add(flow, &chart, context.frame.height);
        }
    }
}

/// Who worked on the cases, by function; people whose function nobody said are one row.
fn functions(flow: &mut Flow<'_>, summary: &Summary) {
    if summary.functions.iter().all(|work| work.function.is_empty()) {
        return;
    }
    flow.heading("Who worked on them", None);
    let columns = vec![
        Column::new("Function", Width::Share(1.0)),
        Column::numbers("People", Width::Fixed(60.0)),
        Column::numbers("Cases", Width::Fixed(60.0)),
        Column::numbers("Won", Width::Fixed(60.0)),
        Column::numbers("Lost", Width::Fixed(60.0)),
    ];
    let rows = summary
        .functions
        .iter()
        .map(|work| {
            let name = if work.function.is_empty() {
                "not said"
            } else {
                work.function.as_str()
            };
            vec![
                Cell::new(name),
                Cell::new(whole(work.people)),
                Cell::new(whole(work.cases)),
                Cell::new(whole(work.won)),
                Cell::new(whole(work.lost)),
            ]
        })
        .collect();
    Table { columns, rows }.add(flow);
}

/// What is odd in the way records are kept.
fn odd(context: &Context<'_>, flow: &mut Flow<'_>, log: &ImportedLog) {
    let summary = &*log.summary;
    let overdue = twinlane_records::summary::overdue(summary, context.input.date);
    let batch = summary.batch.unwrap_or_default();
    let odd = summary.oddities;
    let said = |count: u64, what: &str| (count > 0).then(|| format!("{} {what}", whole(count)));
    let entries: Vec<String> = [
        said(
            overdue.past_close,
            "open cases have a close date that has passed.",
        ),
        said(
            overdue.too_old,
            "open cases are older than nineteen in twenty won ones ever were.",
        ),
        said(batch.cases, "cases have five or more changes within one minute."),
        said(
            odd.before_created,
            "cases enter a stage before they were created.",
        ),
        said(odd.out_of_order, "cases have their stages out of order."),
        said(odd.without_amount, "cases have no amount."),
        said(odd.without_account, "cases have no account."),
    ]
    .into_iter()
    .flatten()
    .chain(summary.chances.iter().filter_map(|chance| {
        let won = chance.won?;
        Some(format!(
            "“{}”: the records state a chance of {} for {} open cases; of {} that ended, {} were won.",
            chance.stage,
            words::percent(chance.stated),
            whole(chance.open),
            whole(chance.closed),
            words::percent(won)
        ))
    }))
    .collect();
    if !entries.is_empty() {
        flow.heading("How the records are kept", None);
        flow.list(&entries);
    }
}
