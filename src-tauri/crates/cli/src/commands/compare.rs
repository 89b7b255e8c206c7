//! `twinlane flow --compare`: the present and its scenarios side by side, for people and for machines.

use std::path::Path;

use twinlane_usecases::wire::{Compared, Comparison, FlowColumn};
use twinlane_usecases::{CompareRequest, Environment};

use super::flow::{percent, words};
use super::outcome::{Outcome, print_json};
use super::output::map_of;
use crate::sentences::{FlowLines, LOCALE};

/// Width of a column of numbers.
const WIDTH: usize = 24;

/// Works out the present and its scenarios.
pub fn compare(
    file: &Path,
    map: Option<&str>,
    seed: u64,
    draws: usize,
    json: bool,
    environment: &mut Environment,
) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let request = CompareRequest {
        map: map_of(&loaded.workshop, map)?,
        draws,
        seed,
        ..CompareRequest::default()
    };
    let found = twinlane_usecases::compare_flow(&loaded.workshop, &request, &())
        .map_err(|fault| fault.to_string())?;
    if json {
        return print_json(&found);
    }
    print(&found);
    Ok(())
}

fn print(found: &Comparison) {
    let line = |name: &str, cell: &dyn Fn(&FlowColumn) -> String| {
        let cells: Vec<String> = found
            .columns
            .iter()
            .map(|column| format!("{:>WIDTH$}", cell(column)))
            .collect();
        println!("{name:28}{}", cells.join(" "));
    };
    line("", &|column| short(&column.name));
    for (name, of) in [
        (LOCALE.entries(), entering as fn(&FlowColumn) -> Compared),
        (LOCALE.wins_at_capacity(), |column| column.at_capacity.wins),
        (LOCALE.if_served(), |column| column.served.wins),
        (LOCALE.cost_at_capacity(), |column| column.at_capacity.cost),
        (LOCALE.if_served(), |column| column.served.cost),
        (LOCALE.cost_per_win_at_capacity(), |column| {
            column.at_capacity.cost_per_win
        }),
        (LOCALE.if_served(), |column| column.served.cost_per_win),
        (LOCALE.lead_time_won(), |column| column.lead_time_won),
    ] {
        line(name, &|column| with_change(of(column)));
        if found.columns.iter().any(|column| of(column).range.is_some()) {
            line(LOCALE.range(), &|column| {
                of(column).range.map_or_else(String::new, |range| {
                    [range.p10, range.p50, range.p90]
                        .map(|number| words(Some(number)))
                        .join(" ")
                })
            });
        }
    }
    line(LOCALE.constraint(), &|column| {
        short(column.constraint.as_deref().unwrap_or(LOCALE.unknown()))
    });
    line(LOCALE.its_utilisation(), &|column| {
        column.utilisation.value.map_or_else(String::new, percent)
    });
    for column in found.columns.iter().filter(|column| column.scenario) {
        let says = column.unknown.as_deref().unwrap_or(&column.says);
        println!("\n{}", LOCALE.scenario(&column.name, says));
        for remark in &column.remarks {
            println!("  {remark}");
        }
    }
    if found.left_out > 0 {
        println!("\n{}", LOCALE.more_scenarios(found.left_out as usize));
    }
}

fn entering(column: &FlowColumn) -> Compared {
    column.entering
}

/// The number, and how much more it is than at present.
fn with_change(number: Compared) -> String {
    match number.change {
        Some(change) if change != 0.0 => {
            format!("{} {}", LOCALE.change(change), words(number.value))
        }
        _ => words(number.value),
    }
}

/// As much of a name as a column holds.
fn short(name: &str) -> String {
    if name.chars().count() <= WIDTH {
        return name.to_owned();
    }
    let start: String = name.chars().take(WIDTH - 1).collect();
    format!("{start}…")
}
