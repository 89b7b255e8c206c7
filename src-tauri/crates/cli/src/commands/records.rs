//! `twinlane import --as table | log` and `twinlane log`: records of a company, for people and for machines.

use std::path::Path;

use twinlane_usecases::records::{self, LogProposal, LogSaid, RecordsFault, RecordsRequest};

use super::{Outcome, print_json};
use crate::arguments::Kind;

/// Shows how a table or log would be read.
pub fn import(
    request: &RecordsRequest,
    kind: Kind,
    refused: Option<&Path>,
    dry: bool,
    json: bool,
) -> Outcome {
    if !dry {
        return Err(
            "records are not kept in workshops yet; --dry-run shows how they are read, `twinlane log` what \
                    they say"
                .to_owned(),
        );
    }
    if matches!(kind, Kind::Table) {
        let table = records::read_table(request, &()).map_err(|fault| said(&fault))?;
        if json {
            return print_json(&table);
        }
        println!("{}", table.columns.join(" | "));
        for (row, line) in table.rows.iter().zip(&table.lines) {
            println!("{line}: {}", row.join(" | "));
        }
        return Ok(());
    }
    let proposal = records::propose_log(request, refused, &()).map_err(|fault| said(&fault))?;
    if json {
        return print_json(&proposal);
    }
    print_proposal(&proposal);
    Ok(())
}

/// Says what a log says.
pub fn log(request: &RecordsRequest, date: Option<&str>, json: bool) -> Outcome {
    let as_of = date
        .map(|text| {
            text.parse()
                .map_err(|_| format!("{text} is no date; write it as 2026-01-31"))
        })
        .transpose()?;
    let log = records::read_log(request, as_of, &()).map_err(|fault| said(&fault))?;
    if json {
        return print_json(&log);
    }
    print_log(&log);
    Ok(())
}

/// The one line that says why; the lines of a mapping that would settle it go where a file can take them.
fn said(fault: &RecordsFault) -> String {
    if !fault.settle.is_empty() {
        println!("# One of these lines in a mapping says how dates are written:");
        for line in &fault.settle {
            println!("{line}");
        }
    }
    fault.fault.to_string()
}

fn print_proposal(proposal: &LogProposal) {
    if !proposal.mapping.is_empty() {
        println!("{}", proposal.mapping);
    }
    println!(
        "# {} cases, {} events, {} activities",
        proposal.cases, proposal.events, proposal.activities
    );
    for date in proposal.dates.iter().filter(|date| date.values > 0) {
        println!(
            "# {} understands {} of {} dates",
            date.choice, date.values, proposal.dated
        );
    }
    for row in &proposal.refused {
        println!("# line {}: {} {}", row.line, row.reason.words(), row.value);
    }
}

fn print_log(log: &LogSaid) {
    println!(
        "{} cases, {} events, {} activities, {} variants",
        log.cases,
        log.events,
        log.activities.len(),
        log.variants
    );
    if let Some((first, last)) = &log.period {
        println!("from {first} to {last}");
    }
    if let Some(lead) = &log.lead_time_days {
        println!(
            "lead time in days: median {:.2}, 95th percentile {:.1}, longest {:.1}",
            lead.median, lead.p95, lead.max
        );
    }
    for share in &log.outcomes.shares {
        let name = if share.name.is_empty() {
            "nothing said"
        } else {
            &share.name
        };
        println!(
            "{}: {name}, {} cases ({:.1} %)",
            share.outcome,
            share.cases,
            share.share * 100.0
        );
    }
    for activity in &log.activities {
        println!(
            "{}: {} events in {} cases, {} of {} closed ones won",
            activity.name, activity.events, activity.cases, activity.won, activity.closed
        );
    }
    for refused in &log.refused_rows {
        println!(
            "refused: {} rows, {}",
            refused.count,
            refused.reason.replace('-', " ")
        );
    }
}
