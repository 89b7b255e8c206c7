//! Map against records: where the log comes from, how far cases go the ways that are drawn, what is skipped and what is
//! not drawn, where the written process is not the process, and what the records say by themselves.
//!
//! Nobody is named, and no case can be told from another.

mod sentences;

pub(super) use sentences::Sentences;

use twinlane_model::ImportedLog;
use twinlane_model::MapView;
use twinlane_model::records::{Ending, Summary};
use twinlane_picture::chart::{self, Chart};
use twinlane_records::LogOnMap;
use twinlane_records::conformance::Conformance;
use twinlane_records::drift;

use twinlane_words::Locale;

use super::{Context, anchors, chart as on_paper};
use crate::charts;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Type, Width};
use crate::sentences::ReportSentences;

/// Rows of a list; what is rarer stays with the screen.
const MOST: usize = 12;

/// Adds the section; without a log nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let Some(log) = context.input.workshop.log() else {
        return;
    };
    document.section_on_new_page(heading);
    document.paragraph(&origin(log, document.locale), Type::BODY);
    for (_, view) in &context.views {
        if let Some(beside) = context.beside.get(&view.map.id) {
            map(context, document, view, beside, &log.summary);
        }
    }
    odd(context, document, log);
    functions(document, &log.summary);
    what_they_say(context, document, &log.summary);
}

/// Where the log comes from and how much it holds.
fn origin(log: &ImportedLog, locale: Locale) -> String {
    let summary = &*log.summary;
    let day = |time: jiff::Timestamp| locale.date(time.to_zoned(jiff::tz::TimeZone::UTC).date());
    let days = summary.first.map(day).zip(summary.last.map(day));
    let source = if log.source == log.name { "" } else { &log.source };
    let count = |ending: Ending| -> u64 {
        let shares = summary.endings.iter().filter(|share| share.ending == ending);
        shares.map(|share| share.cases).sum()
    };
    let endings = [Ending::Won, Ending::Lost, Ending::Open].map(count);
    locale.origin(
        &log.name,
        source,
        [
            summary.cases,
            summary.events,
            summary.refused.iter().map(|refused| refused.count).sum(),
        ],
        days.as_ref().map(|(first, last)| [first.as_str(), last.as_str()]),
        summary.endings_known.then_some(endings),
    )
}

fn map(
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    beside: &LogOnMap,
    summary: &Summary,
) {
    let locale = document.locale;
    document.heading(&context.for_map(locale.as_drawn_heading(), view), None);
    match &beside.conformance {
        Ok(found) => {
            document.paragraph(&fitness(found, locale), Type::BODY);
            skipped(context, document, view, beside);
            undrawn(document, beside, summary);
        }
        Err(why) => document.paragraph(&locale.not_comparable(&why.to_string()), Type::BODY),
    }
    let unmatched: Vec<String> = beside
        .evidence
        .unmapped
        .iter()
        .take(MOST)
        .map(|activity| locale.activity_with_cases(&activity.name, activity.cases))
        .collect();
    if !unmatched.is_empty() {
        document.paragraph(&locale.not_on_map(&unmatched), Type::BODY);
    }
    drift_of(context, document, view, &beside.evidence.drift);
}

fn fitness(found: &Conformance, locale: Locale) -> String {
    let told = found.cases - found.given_up;
    locale.fitting(
        u64::from(found.fitting),
        u64::from(told),
        found.fitness,
        u64::from(found.given_up),
    )
}

/// Steps that cases skip, most cases first.
fn skipped(context: &Context<'_>, document: &mut DocumentBuilder<'_>, view: &MapView<'_>, beside: &LogOnMap) {
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
    let locale = document.locale;
    let [step, past, without, share] = locale.skipped_columns();
    let columns = vec![
        Column::new(step, Width::Share(1.0)),
        Column::numbers(past, Width::Fixed(110.0)),
        Column::numbers(without, Width::Fixed(80.0)),
        Column::numbers(share, Width::Fixed(60.0)),
    ];
    let rows = rows
        .into_iter()
        .map(|step| {
            let title = view.step(step.step).map_or("", |row| row.title.as_str());
            let place = anchors::step(step.step);
            vec![
                Cell::new(locale.titled(title)).linked(context.page(&place).map(|_| place)),
                Cell::new(locale.cases(step.passed)),
                Cell::new(locale.cases(step.skipped)),
                Cell::strong(locale.share(step.skipped_share().unwrap_or(0.0))),
            ]
        })
        .collect();
    Table { columns, rows }.add(document);
}

/// Transitions that no way through the map makes.
fn undrawn(document: &mut DocumentBuilder<'_>, beside: &LogOnMap, summary: &Summary) {
    let Some(transitions) = beside.evidence.transitions.as_ref() else {
        document.paragraph(document.locale.undrawn_unknown(), Type::SMALL);
        return;
    };
    if transitions.is_empty() {
        return;
    }
    let locale = document.locale;
    let [after, comes, cases, share] = locale.undrawn_columns();
    let columns = vec![
        Column::new(after, Width::Share(1.0)),
        Column::new(comes, Width::Share(1.0)),
        Column::numbers(cases, Width::Fixed(60.0)),
        Column::numbers(share, Width::Fixed(60.0)),
    ];
    let rows = transitions
        .iter()
        .take(MOST)
        .map(|way| {
            vec![
                Cell::new(summary.name(way.from).to_owned()),
                Cell::new(summary.name(way.to).to_owned()),
                Cell::new(locale.cases(way.cases)),
                Cell::strong(locale.share(beside.evidence.of_all(way.cases).unwrap_or(0.0))),
            ]
        })
        .collect();
    Table { columns, rows }.add(document);
    if transitions.len() > MOST {
        document.paragraph(&locale.rarer(transitions.len() - MOST), Type::SMALL);
    }
}

/// Documented beside recorded, by stage.
fn drift_of(
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    drift: &[drift::StageDrift],
) {
    if drift.is_empty() {
        return;
    }
    let locale = document.locale;
    document.heading(&context.for_map(locale.drift_heading(), view), None);
    let days = |beside: Option<drift::Comparison>, recorded: bool| {
        beside.map_or_else(
            || locale.absent().to_owned(),
            |beside| {
                locale.number(if recorded {
                    beside.recorded
                } else {
                    beside.documented
                })
            },
        )
    };
    let share = |beside: Option<drift::Comparison>, recorded: bool| {
        beside.map_or_else(
            || locale.absent().to_owned(),
            |beside| {
                locale.share(if recorded {
                    beside.recorded
                } else {
                    beside.documented
                })
            },
        )
    };
    let [
        stage_head,
        days_written,
        days_recorded,
        share_written,
        share_recorded,
    ] = locale.drift_columns();
    let columns = vec![
        Column::new(stage_head, Width::Share(1.0)),
        Column::numbers(days_written, Width::Fixed(66.0)),
        Column::numbers(days_recorded, Width::Fixed(58.0)),
        Column::numbers(share_written, Width::Fixed(66.0)),
        Column::numbers(share_recorded, Width::Fixed(58.0)),
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
                Cell::new(locale.titled(title)),
                Cell::new(days(stage.time, false)),
                Cell::new(days(stage.time, true)),
                Cell::new(share(stage.conversion, false)),
                Cell::new(share(stage.conversion, true)),
                Cell::strong(locale.verdict(stage.verdict())),
            ]
        })
        .collect();
    Table { columns, rows }.add(document);
    document.paragraph(locale.drift_note(), Type::SMALL);
}

/// Charts of the records by themselves.
fn what_they_say(context: &Context<'_>, document: &mut DocumentBuilder<'_>, summary: &Summary) {
    let options = on_paper::options(document);
    let locale = document.locale;
    let drawn: [Option<Chart>; 4] = [
        chart::funnel(&charts::funnel(summary, locale), options),
        chart::time_in_stage(&charts::time_in_stage(summary, locale), options),
        chart::queue(&charts::queue(summary, locale), options),
        chart::variants(&charts::variants(summary, locale), options),
    ];
    for (title, chart) in locale.chart_headings().into_iter().zip(drawn) {
        if let Some(chart) = chart {
            document.heading(title, None);
            on_paper::add(document, &chart, context.frame.height);
        }
    }
}

/// Who worked on the cases, by function; people whose function nobody said are one row.
fn functions(document: &mut DocumentBuilder<'_>, summary: &Summary) {
    if summary.functions.iter().all(|work| work.function.is_empty()) {
        return;
    }
    let locale = document.locale;
    document.heading(locale.functions_heading(), None);
    let [function, people, cases, won, lost] = locale.function_columns();
    let columns = vec![
        Column::new(function, Width::Share(1.0)),
        Column::numbers(people, Width::Fixed(60.0)),
        Column::numbers(cases, Width::Fixed(60.0)),
        Column::numbers(won, Width::Fixed(60.0)),
        Column::numbers(lost, Width::Fixed(60.0)),
    ];
    let rows = summary
        .functions
        .iter()
        .map(|work| {
            let name = if work.function.is_empty() {
                locale.not_said()
            } else {
                work.function.as_str()
            };
            vec![
                Cell::new(name),
                Cell::new(locale.cases(work.people)),
                Cell::new(locale.cases(work.cases)),
                Cell::new(locale.cases(work.won)),
                Cell::new(locale.cases(work.lost)),
            ]
        })
        .collect();
    Table { columns, rows }.add(document);
}

/// What is odd in the way records are kept.
fn odd(context: &Context<'_>, document: &mut DocumentBuilder<'_>, log: &ImportedLog) {
    let summary = &*log.summary;
    let overdue = twinlane_records::summary::overdue(summary, context.input.date);
    let batch = summary.batch.unwrap_or_default();
    let odd = summary.oddities;
    let locale = document.locale;
    let counts = [
        overdue.past_close,
        overdue.too_old,
        batch.cases,
        odd.before_created,
        odd.out_of_order,
        odd.without_amount,
        odd.without_account,
    ];
    let told = locale.odd().into_iter().zip(counts);
    let entries: Vec<String> = told
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| locale.so_many(count, what))
        .chain(summary.chances.iter().filter_map(|chance| {
            let won = chance.won?;
            Some(locale.chance(&chance.stage, chance.stated, chance.open, chance.closed, won))
        }))
        .collect();
    if !entries.is_empty() {
        document.heading(locale.odd_heading(), None);
        document.list(&entries);
    }
}
