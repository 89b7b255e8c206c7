//! What the numbers rest on: measured, estimated, assumed; and what to measure next.

use twinlane_model::{Basis, Knowledge, LinkKind, MapView, Measure};

use super::{Context, Section, next, places};
use crate::layout::{Breaking, Cell, Column, Flow, HALF, Piece, Table, Type, Width};
use crate::page::Role;
use crate::words;

/// A number of the map and what it is about.
struct Fact<'a> {
    about: String,
    place: Option<String>,
    what: &'static str,
    value: String,
    measure: &'a Measure,
}

/// Adds the section; without numbers and without buyer steps nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let all: Vec<(&MapView<'_>, Vec<Fact<'_>>)> = context
        .views
        .iter()
        .map(|(_, view)| (view, facts(context, view)))
        .collect();
    let steps = all.iter().any(|(view, _)| view.buyer_steps().next().is_some());
    if !steps && all.iter().all(|(_, facts)| facts.is_empty()) {
        return;
    }
    flow.section(Section::Evidence.title(), Section::Evidence.key(), true);
    flow.paragraph(
        "Every number says what it rests on: measured was counted or timed, estimated was judged by \
         people who know the work, assumed was taken for want of anything better.",
        Type::LEAD,
    );
    let facts_of_all: Vec<&Fact<'_>> = all.iter().flat_map(|(_, facts)| facts).collect();
    if !facts_of_all.is_empty() {
        let of = |basis: Basis| facts_of_all.iter().filter(|f| f.measure.basis == basis).count();
        big(
            flow,
            &[
                (of(Basis::Measured), "● measured"),
                (of(Basis::Estimated), "◐ estimated"),
                (of(Basis::Assumed), "○ assumed"),
            ],
        );
    }
    buyers(flow, &all);
    next::add(context, flow);
    assumed(flow, &facts_of_all);
    for (view, facts) in &all {
        table(context, flow, view, facts);
    }
}

/// Counts large, side by side.
fn big(flow: &mut Flow<'_>, counts: &[(usize, &str)]) {
    let width = flow.width / counts.len() as f32;
    let mut piece = Piece {
        height: Type::BIG.leading + Type::SMALL.leading + HALF,
        before: HALF * 3.0,
        ..Piece::default()
    };
    for (i, (count, label)) in counts.iter().enumerate() {
        let x = width * i as f32;
        let node = flow.structure.add(flow.section, Role::Paragraph);
        let line = flow.one_line(&words::number(*count as f64), Type::BIG);
        piece
            .items
            .push(Flow::item(line, Type::BIG, x, 0.0, width, Some(node)));
        for line in flow
            .lines(label, Type::SMALL, width, Breaking::Narrow)
            .into_iter()
            .take(1)
        {
            piece.items.push(Flow::item(
                line,
                Type::SMALL,
                x,
                Type::BIG.leading,
                width,
                Some(node),
            ));
        }
    }
    flow.pieces.push(piece);
}

/// How the buyer's steps are known.
fn buyers(flow: &mut Flow<'_>, all: &[(&MapView<'_>, Vec<Fact<'_>>)]) {
    let steps: Vec<_> = all.iter().flat_map(|(view, _)| view.buyer_steps()).collect();
    if steps.is_empty() {
        return;
    }
    let of = |wanted: fn(&Knowledge) -> bool| {
        steps
            .iter()
            .filter(|s| s.knowledge.as_ref().is_some_and(wanted))
            .count()
    };
    let (heard, observed, guess) = (
        of(|k| matches!(k, Knowledge::Heard { .. })),
        of(|k| matches!(k, Knowledge::Observed)),
        of(|k| matches!(k, Knowledge::Guess)),
    );
    let open = steps.len() - heard - observed - guess;
    flow.heading("How the buyer’s steps are known", None);
    let mut parts = vec![
        format!("{heard} heard from buyers"),
        format!("{observed} observed"),
        format!("{guess} the team’s guess"),
    ];
    if open > 0 {
        parts.push(format!("{open} not said"));
    }
    flow.paragraph(
        &format!(
            "Of {}: {}.",
            words::count(steps.len(), "buyer step", "buyer steps"),
            words::joined(&parts)
        ),
        Type::BODY,
    );
}

/// What nobody has counted or judged yet.
fn assumed(flow: &mut Flow<'_>, facts: &[&Fact<'_>]) {
    let assumed: Vec<String> = facts
        .iter()
        .filter(|f| f.measure.basis == Basis::Assumed)
        .map(|f| format!("{}: {} (assumed {})", f.about, f.what, f.value))
        .collect();
    if assumed.is_empty() {
        return;
    }
    flow.heading("What was only assumed", Some("evidence-assumed"));
    flow.list(&assumed);
}

fn table(context: &Context<'_>, flow: &mut Flow<'_>, view: &MapView<'_>, facts: &[Fact<'_>]) {
    if facts.is_empty() {
        return;
    }
    flow.heading(
        &context.for_map("Every number", view),
        Some(&format!("evidence-numbers-{}", view.map.id)),
    );
    let mut columns = vec![
        Column::new("Where", Width::Share(1.3)),
        Column::new("What", Width::Share(0.8)),
        Column::numbers("Value", Width::Fixed(90.0)),
        Column::new("Rests on", Width::Fixed(104.0)),
    ];
    let sourced = facts.iter().any(|f| !source(f.measure).is_empty());
    if sourced {
        columns.push(Column::new("Source", Width::Share(0.9)));
    }
    let rows = facts
        .iter()
        .map(|fact| {
            let cases = fact.measure.n.map_or_else(String::new, |n| {
                format!(", n\u{a0}=\u{a0}{}", words::number(f64::from(n)))
            });
            let mut row = vec![
                Cell::new(fact.about.clone())
                    .linked(fact.place.clone().filter(|p| context.page(p).is_some())),
                Cell::new(fact.what),
                Cell::new(fact.value.clone()),
                Cell::quiet(format!("{}{cases}", words::basis(fact.measure.basis))),
            ];
            if sourced {
                row.push(Cell::quiet(source(fact.measure)));
            }
            row
        })
        .collect();
    Table { columns, rows }.add(flow);
}

/// Where a number comes from and when it was true.
fn source(measure: &Measure) -> String {
    let parts = [measure.source.clone(), measure.as_of.map(words::date)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|p| !p.trim().is_empty())
        .collect();
    parts.join(", ")
}

/// Every number of a map in the order of the map.
fn facts<'a>(context: &Context<'_>, view: &MapView<'a>) -> Vec<Fact<'a>> {
    let charter = context.input.workshop.charter();
    let mut facts = Vec::new();
    let currency = charter.currency.as_str();
    for step in &view.steps {
        let numbers = [
            ("entry", &step.entry, format!("per {}", charter.period)),
            ("touch time", &step.touch, "h".to_owned()),
            ("elapsed time", &step.elapsed, "days".to_owned()),
            ("volume", &step.volume, format!("per {}", charter.period)),
            ("complete and accurate", &step.complete_accurate, "%".to_owned()),
        ];
        for (what, measure, unit) in numbers {
            if let Some(measure) = measure {
                let about = words::titled(&step.title);
                facts.push(Fact {
                    about,
                    place: Some(places::step(step.id)),
                    what,
                    value: value(measure, &unit),
                    measure,
                });
            }
        }
    }
    for link in view.links.iter().filter(|l| l.kind != LinkKind::Support) {
        let about = format!(
            "{} → {}",
            words::titled(view.end_title(link.from)),
            words::titled(view.end_title(link.to))
        );
        let place = link.from.step().map(places::step);
        for (what, measure, unit) in [("share", &link.share, "%"), ("wait", &link.wait, "days")] {
            if let Some(measure) = measure {
                facts.push(Fact {
                    about: about.clone(),
                    place: place.clone(),
                    what,
                    value: value(measure, unit),
                    measure,
                });
            }
        }
    }
    for pool in &view.pools {
        let cost = format!("{currency} per hour").trim_start().to_owned();
        let numbers = [
            ("capacity", &pool.capacity, format!("h per {}", charter.period)),
            ("cost", &pool.cost, cost),
        ];
        for (what, measure, unit) in numbers {
            if let Some(measure) = measure {
                let about = if pool.name.is_empty() {
                    "its own people".to_owned()
                } else {
                    pool.name.clone()
                };
                facts.push(Fact {
                    about,
                    place: None,
                    what,
                    value: value(measure, &unit),
                    measure,
                });
            }
        }
    }
    facts
}

/// A number with its unit, and its range where one is given.
fn value(measure: &Measure, unit: &str) -> String {
    let scale = if unit == "%" { 100.0 } else { 1.0 };
    let text = format!("{}\u{a0}{unit}", words::number(measure.value * scale));
    match (measure.low, measure.high) {
        (Some(low), Some(high)) => {
            format!(
                "{text} ({}–{})",
                words::number(low * scale),
                words::number(high * scale)
            )
        }
        _ => text,
    }
}
