//! `twinlane import --as table | log` and `twinlane log`: records of a company, for people and for machines.

use std::path::{Path, PathBuf};

use twinlane_usecases::model::records::Ending;
use twinlane_usecases::model::{Kept, Workshop};
use twinlane_usecases::records::{self, LogProposal, LogReport, RecordsFault, RecordsRequest};
use twinlane_usecases::{Environment, File};

use super::outcome::{Outcome, print_json};
use super::output::map_of;
use crate::arguments::{Keep, Kind};
use crate::sentences::{FileLines, LOCALE, RecordLines, Refusals};

/// What is asked of records beside their file.
pub struct How {
    pub kind: Kind,
    pub into: Option<PathBuf>,
    pub keep: Keep,
    /// What the log is to be called.
    pub name: Option<String>,
    pub refused: Option<PathBuf>,
    pub dry: bool,
    pub json: bool,
}

/// Whether the name of a file says that it is a log.
pub fn is_log(file: &Path) -> bool {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let packed = name.strip_suffix(".gz").unwrap_or(&name);
    Path::new(packed).extension().is_some_and(|kind| kind == "xes")
}

/// Shows how a table or log would be read, or keeps what a log says.
pub fn import(request: &RecordsRequest, how: &How, environment: &mut Environment) -> Outcome {
    if matches!(how.kind, Kind::Table) {
        if !how.dry {
            return Err(LOCALE.table_only_shown().to_owned());
        }
        return table(request, how.json);
    }
    if !how.dry {
        return keep(request, how, environment);
    }
    let proposal =
        records::propose_log(request, how.refused.as_deref(), &()).map_err(|fault| refusal(&fault))?;
    if how.json {
        return print_json(&proposal);
    }
    print_proposal(&proposal);
    Ok(())
}

fn table(request: &RecordsRequest, json: bool) -> Outcome {
    let table = records::read_table(request, &()).map_err(|fault| refusal(&fault))?;
    if json {
        return print_json(&table);
    }
    println!("{}", table.columns.join(" | "));
    for (row, line) in table.rows.iter().zip(&table.lines) {
        println!("{line}: {}", row.join(" | "));
    }
    Ok(())
}

/// Keeps what a log says in a workshop file, which is made when it is absent.
fn keep(request: &RecordsRequest, how: &How, environment: &mut Environment) -> Outcome {
    let Some(into) = &how.into else {
        return Err(LOCALE.into_needed().to_owned());
    };
    let mapping = request.mapping().map_err(|fault| refusal(&fault))?;
    if let Some(to) = &how.refused {
        records::propose_log(request, Some(to), &()).map_err(|fault| refusal(&fault))?;
    }
    let keep = records::KeepRequest {
        path: request.path.clone(),
        mapping,
        name: how.name.clone().unwrap_or_default(),
        kept: match how.keep {
            Keep::Summary => Kept::Summary,
            Keep::Events => Kept::Events,
        },
    };
    let fresh = !into.exists();
    let mut file = if fresh {
        File::create_with(into, Workshop::default(), environment)
    } else {
        File::open(into, environment)
    }
    .map_err(|fault| fault.to_string())?;
    let outcome = file.keep_records(&keep, environment);
    let kept = file.workshop().log().map(|log| log.summary.clone());
    file.close().map_err(|fault| fault.to_string())?;
    outcome.map_err(|fault| {
        if fresh {
            // Nothing was imported: the file made for it says nothing and goes.
            let _ = std::fs::remove_file(into);
        }
        refusal(&fault)
    })?;
    let summary = kept.unwrap_or_default();
    if how.json {
        return print_json(&serde_json::json!({
            "cases": summary.cases,
            "events": summary.events,
            "used_rows": summary.used,
            "refused_rows": summary.refused,
        }));
    }
    let counts = [
        summary.cases,
        summary.events,
        summary.activities.len() as u64,
        summary.variants,
    ];
    println!("{}", LOCALE.kept(&LOCALE.log_counts(counts)));
    for refused in &summary.refused {
        println!(
            "{}",
            LOCALE.rows_left_out(refused.count, &refused.reason.replace('-', " "))
        );
    }
    Ok(())
}

/// Says what a log says: of its own file, or of a workshop that keeps it.
pub fn log(
    request: &RecordsRequest,
    map: Option<&str>,
    date: Option<&str>,
    json: bool,
    environment: &mut Environment,
) -> Outcome {
    let as_of = date
        .map(|text| text.parse().map_err(|_| LOCALE.no_date(text)))
        .transpose()?;
    let workshop = request.path.extension().is_some_and(|extension| {
        extension.eq_ignore_ascii_case("twinlane") || extension.eq_ignore_ascii_case("json")
    });
    let log = if workshop {
        let loaded =
            twinlane_usecases::load(&request.path, environment).map_err(|fault| fault.to_string())?;
        let map = map_of(&loaded.workshop, map)?;
        records::kept_log(&loaded.workshop, map, as_of, &()).map_err(|fault| fault.to_string())?
    } else {
        records::read_log(request, as_of, &()).map_err(|fault| refusal(&fault))?
    };
    if json {
        return print_json(&log);
    }
    print_log(&log);
    Ok(())
}

/// The one line that says why; the lines of a mapping that would settle it go where a file can take them.
fn refusal(fault: &RecordsFault) -> String {
    if !fault.settle.is_empty() {
        println!("{}", LOCALE.settle_dates());
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
    let counts = [proposal.cases, proposal.events, proposal.activities];
    println!("{}", LOCALE.proposed_counts(counts));
    for date in proposal.dates.iter().filter(|date| date.values > 0) {
        let [values, dated] = [date.values, proposal.dated].map(|count| LOCALE.count(count as usize));
        println!("{}", LOCALE.understood(&date.choice, &values, &dated));
    }
    for row in &proposal.refused {
        println!(
            "{}",
            LOCALE.refused_row(row.line, row.reason.words(LOCALE), &row.value)
        );
    }
}

fn print_log(log: &LogReport) {
    let counts = [log.cases, log.events, log.activities.len() as u64, log.variants];
    println!("{}", LOCALE.log_counts(counts));
    if let Some((first, last)) = &log.period {
        println!("{}", LOCALE.period(first, last));
    }
    if let Some(lead) = &log.lead_time_days {
        let [median, p95, longest] = [lead.median, lead.p95, lead.max].map(|days| LOCALE.number(days));
        println!("{}", LOCALE.lead_time(&median, &p95, &longest));
    }
    for share in &log.outcomes.shares {
        let name = if share.name.is_empty() {
            LOCALE.unnamed_outcome()
        } else {
            &share.name
        };
        let of_all = LOCALE.percent(share.share);
        println!(
            "{}",
            LOCALE.outcome(word(share.outcome), name, share.cases, &of_all)
        );
    }
    for activity in &log.activities {
        let counts = [activity.events, activity.cases, activity.won, activity.closed];
        println!("{}", LOCALE.activity(&activity.name, counts));
    }
    for refused in &log.refused_rows {
        println!(
            "{}",
            LOCALE.rows_refused(refused.count, &refused.reason.replace('-', " "))
        );
    }
    if let Some(found) = &log.conformance {
        match (found.fitness, &found.unknown) {
            (Some(fitness), _) => {
                let [fitting, cases] =
                    [found.fitting_cases, found.cases].map(|count| LOCALE.count(count as usize));
                println!(
                    "{}",
                    LOCALE.agreement(&found.map, &fitting, &cases, &LOCALE.number(fitness))
                );
            }
            (None, Some(why)) => println!("{}", LOCALE.no_agreement(&found.map, why)),
            (None, None) => {}
        }
        for name in &found.unmatched {
            println!("{}", LOCALE.not_on_map(name));
        }
    }
}

/// How a case ended, in a word.
fn word(ending: Ending) -> &'static str {
    match ending {
        Ending::Won => LOCALE.case_won(),
        Ending::Lost => LOCALE.case_lost(),
        Ending::Open => LOCALE.case_open(),
    }
}
