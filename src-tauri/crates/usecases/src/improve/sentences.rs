//! What a scenario brings, in plain words: what is done, what it costs, what is won, where work waits.

use twinlane_model::{MapView, RowKey, ScenarioMove};
use twinlane_words::Locale;

use super::worked::Worked;
use crate::network::link_name;

/// What a scenario brings, beside the present.
pub(super) fn sentence(present: &Worked<'_>, scenario: &Worked<'_>, presenting: bool) -> String {
    let done = match done(&present.view, &scenario.view) {
        Done::Nothing => return "Nothing differs from the present yet.".to_owned(),
        Done::Moves(words) => words,
        Done::More => format!("“{}”", scenario.view.map.name),
    };
    if let Some(unknown) = scenario.unknown().or_else(|| present.unknown()) {
        return unknown;
    }
    let charter = scenario.view.workshop.charter();
    let period = if charter.period.is_empty() {
        "period"
    } else {
        &charter.period
    };
    let mut parts = Vec::new();
    let mut lines = Vec::new();
    if let (Ok(before), Ok(now)) = (&present.at_capacity, &scenario.at_capacity) {
        if !presenting {
            let money = if charter.currency.is_empty() {
                String::new()
            } else {
                format!(" {}", charter.currency)
            };
            parts.push(match way(before.cost, now.cost) {
                Way::Same => format!("cost stays at {}{money} a {period}", words(now.cost)),
                way => format!(
                    "cost {} by {}{money} a {period}",
                    way.verb("rises", "falls"),
                    words((now.cost - before.cost).abs())
                ),
            });
        }
        parts.push(wins(before.wins, now.wins));
        if let (Some(before), Some(after)) = (present.demand.wins, scenario.demand.wins)
            && way(before, after) != way(0.0, 0.0)
            && words(after) != words(now.wins)
        {
            let would = way(before, after).verb("rise", "fall");
            lines.push(format!(
                "If everything were served, wins would {would} to {}.",
                words(after)
            ));
        }
    }
    let queues = scenario.queues();
    if let Some(queue) = queues.first() {
        let by = words(queue.by);
        lines.push(format!(
            "The queue before “{}” grows by {by} cases a {period}.",
            queue.step
        ));
    }
    if let (Some(before), Some(now)) = (present.constraint(), scenario.constraint())
        && before != now
    {
        lines.push(format!("The constraint moves from {before} to {now}."));
    }
    lines.insert(0, format!("{done}: {}.", parts.join(", ")));
    lines.join(" ")
}

fn wins(before: f64, now: f64) -> String {
    match way(before, now) {
        Way::Same => format!("wins stay at {}", words(now)),
        way => format!(
            "wins {} by {} to {}",
            way.verb("rise", "fall"),
            words((now - before).abs()),
            words(now)
        ),
    }
}

/// Where a number goes, as far as the words for it differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Same,
}

impl Way {
    fn verb(self, up: &'static str, down: &'static str) -> &'static str {
        if self == Self::Down { down } else { up }
    }
}

fn way(before: f64, now: f64) -> Way {
    if words(before) == words(now) {
        Way::Same
    } else if now > before {
        Way::Up
    } else {
        Way::Down
    }
}

/// What a scenario does otherwise.
enum Done {
    Nothing,
    /// Only what no map can draw, in words.
    Moves(String),
    /// Something on the map; its name says what.
    More,
}

fn done(present: &MapView<'_>, scenario: &MapView<'_>) -> Done {
    let diff = twinlane_model::compare(scenario.workshop, present.map.id, scenario.map.id);
    let Some(diff) = diff else { return Done::More };
    if diff.is_empty() {
        return Done::Nothing;
    }
    let lists = [&diff.added, &diff.removed, &diff.moved];
    let only_map = lists.iter().all(|list| list.is_empty())
        && diff.changed.iter().all(|row| {
            matches!(row.key, RowKey::Map(_)) && row.fields.iter().all(|one| one.field == "moves")
        });
    let moves = &scenario.map.moves;
    if !only_map || moves.is_empty() {
        return Done::More;
    }
    let said: Vec<String> = moves.iter().map(|row| said(scenario, row)).collect();
    let mut words = said.join(", and ");
    // A sentence begins with a capital, as far as it begins with a letter.
    if let Some(first) = words.get(..1) {
        let first = first.to_uppercase();
        words.replace_range(..1, &first);
    }
    Done::Moves(words)
}

fn said(view: &MapView<'_>, row: &ScenarioMove) -> String {
    match row {
        ScenarioMove::TryHarder { factor } => {
            let more = Locale::English.percent((factor - 1.0).abs());
            let word = if *factor < 1.0 { "fewer" } else { "more" };
            format!("{more} {word} cases")
        }
        ScenarioMove::Force { link, share, .. } => {
            format!(
                "forcing “{}” to {}",
                link_name(view, *link),
                Locale::English.percent(*share)
            )
        }
    }
}

/// A number as people say it; what is left of two numbers that are the same is none.
pub(super) fn words(number: f64) -> String {
    Locale::English.number(if number.abs() < 1e-9 { 0.0 } else { number })
}
