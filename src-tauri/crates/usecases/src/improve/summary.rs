//! What a scenario brings, in plain words: what is done, what it costs, what is won, where work waits.
//! The words are in [`super::sentences`].

use twinlane_model::{MapView, RowKey, ScenarioMove};

use super::sentences::ScenarioResults;
use super::worked::Worked;
use crate::audience::Audience;
use crate::network::link_name;
use crate::sentences::LOCALE;

/// What a scenario brings, beside the present.
pub(super) fn sentence(present: &Worked<'_>, scenario: &Worked<'_>, audience: Audience) -> String {
    let done = match done(&present.view, &scenario.view) {
        Done::Nothing => return LOCALE.nothing_differs().to_owned(),
        Done::Moves(words) => words,
        Done::More => LOCALE.quote(&scenario.view.map.name),
    };
    if let Some(unknown) = scenario.unknown().or_else(|| present.unknown()) {
        return unknown;
    }
    let charter = scenario.view.workshop.charter();
    let period = if charter.period.is_empty() {
        LOCALE.period()
    } else {
        &charter.period
    };
    let mut parts = Vec::new();
    let mut lines = Vec::new();
    if let (Ok(before), Ok(now)) = (&present.at_capacity, &scenario.at_capacity) {
        if audience == Audience::Consultant {
            let money = if charter.currency.is_empty() {
                String::new()
            } else {
                format!(" {}", charter.currency)
            };
            let by = words((now.cost - before.cost).abs()) + &money;
            parts.push(match change(before.cost, now.cost) {
                Change::None => LOCALE.cost_stays(&(words(now.cost) + &money), period),
                Change::Up => LOCALE.cost_rises(&by, period),
                Change::Down => LOCALE.cost_falls(&by, period),
            });
        }
        parts.push(wins(before.wins, now.wins));
        if let (Some(before), Some(after)) = (present.demand.wins, scenario.demand.wins)
            && words(after) != words(now.wins)
        {
            match change(before, after) {
                Change::None => {}
                Change::Up => lines.push(LOCALE.served_wins_rise(&words(after))),
                Change::Down => lines.push(LOCALE.served_wins_fall(&words(after))),
            }
        }
    }
    let queues = scenario.queues();
    if let Some(queue) = queues.first() {
        let by = words(queue.by);
        lines.push(LOCALE.queue_grows(&queue.step, &by, period));
    }
    if let (Some(before), Some(now)) = (present.constraint(), scenario.constraint())
        && before != now
    {
        lines.push(LOCALE.constraint_moves(&before, &now));
    }
    lines.insert(0, LOCALE.done_and_result(&done, &parts.join(", ")));
    lines.join(" ")
}

fn wins(before: f64, now: f64) -> String {
    let by = words((now - before).abs());
    match change(before, now) {
        Change::None => LOCALE.wins_stay(&words(now)),
        Change::Up => LOCALE.wins_rise(&by, &words(now)),
        Change::Down => LOCALE.wins_fall(&by, &words(now)),
    }
}

/// How a number changes, as far as a reader can see it.
enum Change {
    Up,
    Down,
    None,
}

fn change(before: f64, now: f64) -> Change {
    if words(before) == words(now) {
        Change::None
    } else if now > before {
        Change::Up
    } else {
        Change::Down
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
    let moves: Vec<String> = moves.iter().map(|row| move_in_words(scenario, row)).collect();
    let mut words = moves.join(LOCALE.between_moves());
    // A sentence begins with a capital, as far as it begins with a letter.
    if let Some(first) = words.get(..1) {
        let first = first.to_uppercase();
        words.replace_range(..1, &first);
    }
    Done::Moves(words)
}

fn move_in_words(view: &MapView<'_>, row: &ScenarioMove) -> String {
    match row {
        ScenarioMove::TryHarder { factor } => {
            let share = LOCALE.percent((factor - 1.0).abs());
            if *factor < 1.0 {
                LOCALE.fewer_cases(&share)
            } else {
                LOCALE.more_cases(&share)
            }
        }
        ScenarioMove::Force { link, share, .. } => {
            LOCALE.forcing(&link_name(view, *link), &LOCALE.percent(*share))
        }
    }
}

/// A number as people say it; what is left of two numbers that are the same is none.
pub(super) fn words(number: f64) -> String {
    LOCALE.number(if number.abs() < 1e-9 { 0.0 } else { number })
}
