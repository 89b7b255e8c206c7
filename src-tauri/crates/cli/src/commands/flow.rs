//! `twinlane flow`: the flow arithmetic of a map and its uncertainty, for people and for machines.

use std::path::Path;

use twinlane_usecases::{Environment, FlowAnswer, FlowRequest, MeasureNext, UnknownAnswer};

use super::outcome::{Outcome, print_json};
use super::output::map_of;
use crate::sentences::{FlowLines, LOCALE};

/// Rows that a list shows to people; machines get them all.
const SHOWN: usize = 5;

/// Works out the flow of a map.
pub fn flow(
    file: &Path,
    map: Option<&str>,
    seed: u64,
    draws: usize,
    json: bool,
    environment: &mut Environment,
) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let request = FlowRequest {
        map: map_of(&loaded.workshop, map)?,
        draws,
        seed,
    };
    let answer =
        twinlane_usecases::work_out_flow(&loaded.workshop, request).map_err(|fault| fault.to_string())?;
    if json {
        return print_json(&answer);
    }
    print(&answer);
    Ok(())
}

fn print(answer: &FlowAnswer) {
    println!("{}", LOCALE.heads());
    for (name, demand, capacity) in [
        (LOCALE.entries(), answer.entries, None),
        (LOCALE.wins(), answer.wins, answer.wins_at_capacity),
        (LOCALE.cost(), answer.cost, answer.cost_at_capacity),
    ] {
        let capacity = capacity.map_or_else(String::new, |number| words(Some(number)));
        println!("{name:20} {:>12} {capacity:>14}", words(demand));
    }
    for (name, number) in [
        (LOCALE.win_rate(), answer.win_rate),
        (LOCALE.feasible_wins(), answer.feasible_wins),
        (LOCALE.cost_per_win(), answer.cost_per_win),
        (LOCALE.lead_time_all(), answer.lead_time_all),
        (LOCALE.lead_time_won(), answer.lead_time_won),
    ] {
        println!("{name:20} {:>12}", words(number));
    }
    if let Some(limit) = &answer.constraint {
        let busy = limit
            .utilisation
            .map_or_else(|| LOCALE.endless().to_owned(), percent);
        println!("{:20} {} ({busy})", LOCALE.constraint(), limit.pool);
    }
    heading(LOCALE.queues(), &answer.queue_growth, |row| {
        (row.title.clone(), words(Some(row.per_period)))
    });
    heading(LOCALE.point_more(), &answer.sensitivity, |row| {
        (LOCALE.link(&row.from, &row.to), words(Some(row.wins_per_point)))
    });
    heading(LOCALE.leaks(), &answer.leak, |row| {
        (row.title.clone(), words(Some(row.wins)))
    });
    heading(LOCALE.hour_more(), &answer.wins_per_hour, |row| {
        (row.pool.clone(), words(Some(row.wins)))
    });
    if let Some(found) = &answer.uncertainty {
        println!("\n{}", LOCALE.draws(found.draws));
        for (name, quantiles) in [
            (LOCALE.wins(), &found.wins),
            (LOCALE.cost_per_win(), &found.cost_per_win),
            (LOCALE.lead_time_won(), &found.lead_time_won),
        ] {
            let [low, half, high] = match quantiles {
                Some(found) => [found.p10, found.p50, found.p90].map(|number| words(Some(number))),
                None => [(); 3].map(|()| words(None)),
            };
            println!("{name:20} {low:>14} {half:>12} {high:>14}");
        }
        let part = |row: &MeasureNext| row.wins.unwrap_or_default();
        let mut next: Vec<&MeasureNext> = found
            .measure_next
            .iter()
            .filter(|row| part(row) > found.noise_floor)
            .collect();
        next.sort_by(|one, other| part(other).total_cmp(&part(one)));
        heading(LOCALE.measure_next(), &next, |row| {
            (row.number.clone(), percent(part(row)))
        });
    }
    // The keys of the machines are words with underscores.
    let key = |row: &UnknownAnswer| serde_json::to_value(row.number).unwrap_or_default();
    let name = |row: &UnknownAnswer| key(row).as_str().unwrap_or_default().replace('_', " ");
    let unknown = answer
        .unknown
        .iter()
        .map(|row| LOCALE.not_known(&name(row), &row.why));
    let lines: Vec<String> = answer
        .problems
        .iter()
        .chain(&answer.missing)
        .cloned()
        .chain(unknown)
        .collect();
    if !lines.is_empty() {
        println!("\n{}", lines.join("\n"));
    }
}

fn heading<T>(title: &str, rows: &[T], line: impl Fn(&T) -> (String, String)) {
    if rows.is_empty() {
        return;
    }
    println!("\n{title}");
    for row in rows.iter().take(SHOWN) {
        let (name, number) = line(row);
        println!("  {number:>12}  {name}");
    }
}

/// A share as people read it.
pub(super) fn percent(share: f64) -> String {
    LOCALE.percent(share)
}

/// A number as people read it, as far as it is known.
pub(super) fn words(number: Option<f64>) -> String {
    number.map_or_else(|| LOCALE.unknown().to_owned(), |number| LOCALE.number(number))
}
