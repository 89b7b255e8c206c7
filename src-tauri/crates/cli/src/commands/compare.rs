//! `twinlane flow --compare`: the present and its scenarios side by side, for people and for machines.

use std::path::Path;

use twinlane_usecases::wire::{Compared, Comparison, FlowColumn};
use twinlane_usecases::{CompareRequest, Environment};

use super::flow::{percent, words};
use super::outcome::{Outcome, print_json};
use super::output::map_of;

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
        ("entries per period", entering as fn(&FlowColumn) -> Compared),
        ("wins at capacity", |column| column.at_capacity.wins),
        ("  if all were served", |column| column.served.wins),
        ("cost at capacity", |column| column.at_capacity.cost),
        ("  if all were served", |column| column.served.cost),
        ("cost per win at capacity", |column| {
            column.at_capacity.cost_per_win
        }),
        ("  if all were served", |column| column.served.cost_per_win),
        ("lead time, won, days", |column| column.lead_time_won),
    ] {
        line(name, &|column| said(of(column)));
        if found.columns.iter().any(|column| of(column).range.is_some()) {
            line("    1 of 10, half, 9 of 10", &|column| {
                of(column).range.map_or_else(String::new, |range| {
                    [range.p10, range.p50, range.p90]
                        .map(|number| words(Some(number)))
                        .join(" ")
                })
            });
        }
    }
    line("constraint", &|column| {
        short(column.constraint.as_deref().unwrap_or("unknown"))
    });
    line("  its utilisation", &|column| {
        column.utilisation.value.map_or_else(String::new, percent)
    });
    for column in found.columns.iter().filter(|column| column.scenario) {
        let says = column.unknown.as_deref().unwrap_or(&column.says);
        println!("\n{}: {says}", column.name);
        for remark in &column.remarks {
            println!("  {remark}");
        }
    }
    if found.left_out > 0 {
        println!(
            "\n{} more scenarios are not shown; name one with --map",
            found.left_out
        );
    }
}

fn entering(column: &FlowColumn) -> Compared {
    column.entering
}

/// The number, and how much more it is than at present.
fn said(number: Compared) -> String {
    match number.change {
        Some(change) if change != 0.0 => {
            let sign = if change < 0.0 { '-' } else { '+' };
            format!("{sign}{} {}", words(Some(change.abs())), words(number.value))
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
