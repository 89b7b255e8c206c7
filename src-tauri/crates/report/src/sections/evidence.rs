//! What the numbers rest on: measured, estimated, assumed; and what to measure next.

use twinlane_model::{Basis, Knowledge, LinkKind, MapView, Measure};

use twinlane_words::{English, Locale, sentences};

use super::{Context, anchors, next};
use crate::layout::{Breaking, Cell, Column, DocumentBuilder, HALF, Heading, Piece, Table, Type, Width};
use crate::page::Role;
use crate::sentences::ReportSentences;

sentences! {
    /// What the section of evidence says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Evidence";
        /// What the section is.
        fn lead() => "Every number says what it rests on: measured was counted or timed, estimated was judged by people who know the work, assumed was taken for want of anything better.";
        /// Heading of how buyer steps are known.
        fn buyers_known() => "How the buyer’s steps are known";
        /// How many steps are known how.
        fn known_how(steps: usize, heard: usize, observed: usize, guessed: usize, not_said: usize) => {
            let [heard, observed, guessed] = [heard, observed, guessed].map(|count| English.count(count));
            let mut parts = vec![
                format!("{heard} heard from buyers"),
                format!("{observed} observed"),
                format!("{guessed} the team’s guess"),
            ];
            if not_said > 0 {
                parts.push(format!("{} not said", English.count(not_said)));
            }
            format!("Of {}: {}.", English.counted(steps, "buyer step", "buyer steps"), English.list(&parts))
        };
        /// Heading of what was assumed.
        fn assumed_heading() => "What was only assumed";
        /// A number that was assumed.
        fn assumed(about: &str, what: &str, value: &str) => "{about}: {what} (assumed {value})";
        /// Heading of the table.
        fn every_number() => "Every number";
        /// Heads of the table: where, what, value, what it rests on, source.
        fn columns() -> [&'static str; 5] => { ["Where", "What", "Value", "Rests on", "Source"] };
        /// Numbers of a step: entry, touch time, elapsed time, volume, complete and accurate.
        fn of_steps() -> [&'static str; 5] => {
            ["entry", "touch time", "elapsed time", "volume", "complete and accurate"]
        };
        /// Numbers of a link: share, wait.
        fn of_links() -> [&'static str; 2] => { ["share", "wait"] };
        /// Numbers of a pool: capacity, cost.
        fn of_pools() -> [&'static str; 2] => { ["capacity", "cost"] };
        /// A unit by period.
        fn per_period(period: &str) => "per {period}";
        /// Hours by period.
        fn hours_per_period(period: &str) => "h per {period}";
        /// Currency by hour.
        fn per_hour(currency: &str) => { format!("{currency} per hour").trim_start().to_owned() };
        /// Unit of days.
        fn days_unit() => "days";
        /// A pool without a name.
        fn own_people() => "its own people";
        /// A number that rests on so many cases.
        fn basis_and_cases(basis: &str, cases: Option<u32>) => {
            cases.map_or_else(
                || basis.to_owned(),
                |cases| format!("{basis}, {}", English.sample_size(cases)),
            )
        };
        /// A number with its unit, and its range where there is one.
        fn number_with_range(value: f64, unit: &str, range: Option<(f64, f64)>) => {
            let text = format!("{}\u{a0}{unit}", English.number(value));
            match range {
                Some((low, high)) => format!("{text} ({}–{})", English.number(low), English.number(high)),
                None => text,
            }
        };
    }
}

/// A number of the map and what it is about.
struct Fact<'a> {
    about: String,
    place: Option<String>,
    what: &'static str,
    value: String,
    measure: &'a Measure,
}

/// Adds the section; without numbers and without buyer steps nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let all: Vec<(&MapView<'_>, Vec<Fact<'_>>)> = context
        .views
        .iter()
        .map(|(_, view)| (view, facts(context, view)))
        .collect();
    let steps = all.iter().any(|(view, _)| view.buyer_steps().next().is_some());
    if !steps && all.iter().all(|(_, facts)| facts.is_empty()) {
        return;
    }
    document.section_on_new_page(heading);
    let locale = document.locale;
    document.paragraph(locale.lead(), Type::LEAD);
    let facts_of_all: Vec<&Fact<'_>> = all.iter().flat_map(|(_, facts)| facts).collect();
    if !facts_of_all.is_empty() {
        let of = |basis: Basis| facts_of_all.iter().filter(|f| f.measure.basis == basis).count();
        big(
            document,
            &[
                (of(Basis::Measured), locale.basis_with_sign(Basis::Measured)),
                (of(Basis::Estimated), locale.basis_with_sign(Basis::Estimated)),
                (of(Basis::Assumed), locale.basis_with_sign(Basis::Assumed)),
            ],
        );
    }
    buyers(document, &all);
    next::add(context, document);
    assumed(document, &facts_of_all);
    for (view, facts) in &all {
        table(context, document, view, facts);
    }
}

/// Counts large, side by side.
fn big(document: &mut DocumentBuilder<'_>, counts: &[(usize, &str)]) {
    let width = document.width / counts.len() as f32;
    let mut piece = Piece {
        height: Type::BIG.leading + Type::SMALL.leading + HALF,
        before: HALF * 3.0,
        ..Piece::default()
    };
    for (i, (count, label)) in counts.iter().enumerate() {
        let x = width * i as f32;
        let node = document.structure.add(document.section, Role::Paragraph);
        let line = document.one_line(&document.locale.count(*count), Type::BIG);
        piece
            .items
            .push(DocumentBuilder::item(line, Type::BIG, x, 0.0, width, Some(node)));
        for line in document
            .lines(label, Type::SMALL, width, Breaking::Narrow)
            .into_iter()
            .take(1)
        {
            piece.items.push(DocumentBuilder::item(
                line,
                Type::SMALL,
                x,
                Type::BIG.leading,
                width,
                Some(node),
            ));
        }
    }
    document.pieces.push(piece);
}

/// How the buyer's steps are known.
fn buyers(document: &mut DocumentBuilder<'_>, all: &[(&MapView<'_>, Vec<Fact<'_>>)]) {
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
    let locale = document.locale;
    document.heading(locale.buyers_known(), None);
    document.paragraph(
        &locale.known_how(steps.len(), heard, observed, guess, open),
        Type::BODY,
    );
}

/// What nobody has counted or judged yet.
fn assumed(document: &mut DocumentBuilder<'_>, facts: &[&Fact<'_>]) {
    let locale = document.locale;
    let assumed: Vec<String> = facts
        .iter()
        .filter(|f| f.measure.basis == Basis::Assumed)
        .map(|f| locale.assumed(&f.about, f.what, &f.value))
        .collect();
    if assumed.is_empty() {
        return;
    }
    document.heading(locale.assumed_heading(), Some("evidence-assumed"));
    document.list(&assumed);
}

fn table(context: &Context<'_>, document: &mut DocumentBuilder<'_>, view: &MapView<'_>, facts: &[Fact<'_>]) {
    if facts.is_empty() {
        return;
    }
    let locale = document.locale;
    let [place, what, value, rests_on, source_head] = locale.columns();
    document.heading(
        &context.for_map(locale.every_number(), view),
        Some(&format!("evidence-numbers-{}", view.map.id)),
    );
    let mut columns = vec![
        Column::new(place, Width::Share(1.3)),
        Column::new(what, Width::Share(0.8)),
        Column::numbers(value, Width::Fixed(90.0)),
        Column::new(rests_on, Width::Fixed(104.0)),
    ];
    let sourced = facts.iter().any(|f| !source(f.measure, locale).is_empty());
    if sourced {
        columns.push(Column::new(source_head, Width::Share(0.9)));
    }
    let rows = facts
        .iter()
        .map(|fact| {
            let mut row = vec![
                Cell::new(fact.about.clone())
                    .linked(fact.place.clone().filter(|p| context.page(p).is_some())),
                Cell::new(fact.what),
                Cell::new(fact.value.clone()),
                Cell::quiet(
                    locale.basis_and_cases(locale.basis_with_sign(fact.measure.basis), fact.measure.n),
                ),
            ];
            if sourced {
                row.push(Cell::quiet(source(fact.measure, locale)));
            }
            row
        })
        .collect();
    Table { columns, rows }.add(document);
}

/// Where a number comes from and when it was true.
fn source(measure: &Measure, locale: Locale) -> String {
    let parts = [
        measure.source.clone(),
        measure.as_of.map(|date| locale.date(date)),
    ];
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
    let locale = context.input.locale;
    let [entry, touch, elapsed, volume, accurate] = locale.of_steps();
    let [share, wait] = locale.of_links();
    let [capacity, cost] = locale.of_pools();
    let mut facts = Vec::new();
    let currency = charter.currency.as_str();
    for step in &view.steps {
        let numbers = [
            (entry, &step.entry, locale.per_period(&charter.period)),
            (touch, &step.touch, "h".to_owned()),
            (elapsed, &step.elapsed, locale.days_unit().to_owned()),
            (volume, &step.volume, locale.per_period(&charter.period)),
            (accurate, &step.complete_accurate, "%".to_owned()),
        ];
        for (what, measure, unit) in numbers {
            if let Some(measure) = measure {
                let about = locale.titled(&step.title);
                facts.push(Fact {
                    about,
                    place: Some(anchors::step(step.id)),
                    what,
                    value: value(measure, &unit, locale),
                    measure,
                });
            }
        }
    }
    for link in view.links.iter().filter(|l| l.kind != LinkKind::Support) {
        let about = format!(
            "{} → {}",
            locale.titled(view.end_title(link.from)),
            locale.titled(view.end_title(link.to))
        );
        let place = link.from.step().map(anchors::step);
        for (what, measure, unit) in [(share, &link.share, "%"), (wait, &link.wait, locale.days_unit())] {
            if let Some(measure) = measure {
                facts.push(Fact {
                    about: about.clone(),
                    place: place.clone(),
                    what,
                    value: value(measure, unit, locale),
                    measure,
                });
            }
        }
    }
    for pool in &view.pools {
        let per_hour = locale.per_hour(currency);
        let numbers = [
            (capacity, &pool.capacity, locale.hours_per_period(&charter.period)),
            (cost, &pool.cost, per_hour),
        ];
        for (what, measure, unit) in numbers {
            if let Some(measure) = measure {
                let about = if pool.name.is_empty() {
                    locale.own_people().to_owned()
                } else {
                    pool.name.clone()
                };
                facts.push(Fact {
                    about,
                    place: None,
                    what,
                    value: value(measure, &unit, locale),
                    measure,
                });
            }
        }
    }
    facts
}

/// A number with its unit, and its range where one is given. Shares are percentages.
fn value(measure: &Measure, unit: &str, locale: Locale) -> String {
    let scale = if unit == "%" { 100.0 } else { 1.0 };
    let range = measure.low.zip(measure.high);
    locale.number_with_range(
        measure.value * scale,
        unit,
        range.map(|(low, high)| (low * scale, high * scale)),
    )
}
