//! `twinlane flow`: the flow arithmetic of a map and its uncertainty, for people and for machines.

use std::path::Path;

use twinlane_usecases::{Environment, FlowAnswer, FlowRequest, MeasureNext, UnknownAnswer};
use twinlane_words::Locale;

use super::outcome::{Outcome, print_json};
use super::output::map_of;

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
    println!("                        demand      at capacity");
    for (name, demand, capacity) in [
        ("entries per period", answer.entries, None),
        ("wins per period", answer.wins, answer.wins_at_capacity),
        ("cost per period", answer.cost, answer.cost_at_capacity),
    ] {
        let capacity = capacity.map_or_else(String::new, |number| words(Some(number)));
        println!("{name:20} {:>12} {capacity:>14}", words(demand));
    }
    for (name, number) in [
        ("win rate", answer.win_rate),
        ("feasible wins", answer.feasible_wins),
        ("cost per win", answer.cost_per_win),
        ("lead time, all, days", answer.lead_time_all),
        ("lead time, won, days", answer.lead_time_won),
    ] {
        println!("{name:20} {:>12}", words(number));
    }
    if let Some(limit) = &answer.constraint {
        let busy = limit.utilisation.map_or_else(|| "endless".to_owned(), percent);
        println!("{:20} {} ({busy})", "constraint", limit.pool);
    }
    heading(
        "queues that grow, cases per period",
        &answer.queue_growth,
        |row| (row.title.clone(), words(Some(row.per_period))),
    );
    heading("a point more: wins per period", &answer.sensitivity, |row| {
        (
            format!("{} → {}", row.from, row.to),
            words(Some(row.wins_per_point)),
        )
    });
    heading("leaks: wins per period", &answer.leak, |row| {
        (row.title.clone(), words(Some(row.wins)))
    });
    heading("an hour more: wins at capacity", &answer.wins_per_hour, |row| {
        (row.pool.clone(), words(Some(row.wins)))
    });
    if let Some(found) = &answer.uncertainty {
        println!(
            "\n{} draws              in 1 of 10         half     in 9 of 10",
            found.draws
        );
        for (name, quantiles) in [
            ("wins per period", &found.wins),
            ("cost per win", &found.cost_per_win),
            ("lead time, won, days", &found.lead_time_won),
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
        heading(
            "what to measure next: share of the doubt about wins",
            &next,
            |row| (row.number.clone(), percent(part(row))),
        );
    }
    // The keys of the machines are words with underscores.
    let key = |row: &UnknownAnswer| serde_json::to_value(row.number).unwrap_or_default();
    let name = |row: &UnknownAnswer| key(row).as_str().unwrap_or_default().replace('_', " ");
    let unknown = answer
        .unknown
        .iter()
        .map(|row| format!("{} is not known: {}", name(row), row.why));
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
    Locale::English.percent(share)
}

/// A number as people read it, as far as it is known.
pub(super) fn words(number: Option<f64>) -> String {
    number.map_or_else(|| "unknown".to_owned(), |number| Locale::English.number(number))
}
