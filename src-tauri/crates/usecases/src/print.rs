//! The report: laid out for the preview, written as PDF. The same layout serves both.

use std::path::Path;

use jiff::civil::Date;
use twinlane_gaps::{Catalogue, Context};
use twinlane_model::{MapId, MapKind, Watch, Workshop};
use twinlane_report::{Input, MapInput, Problem, Report, ReportError, ScenarioInput, Section};
use twinlane_text::FontBook;
use twinlane_wire::{Fault, FaultCode, PageInfo, Paper, Preview, ReportOptions, ViewOptions};

use crate::differences::compare;
use crate::fault::from_cancelled;
use crate::improve::family::present_of;
use crate::network::network_of;
use crate::output::{Existing, write_beside};
use crate::sentences::{Faults, LOCALE, Labels, OutputRemarks};

/// Draws for the ranges of results, and their seed: the same report for everybody who prints the file.
const DRAWS: usize = 10_000;
const SEED: u64 = 1;

/// Lays the report out: the map shown first, then the other current maps.
pub(crate) fn lay_out(
    workshop: &Workshop,
    view: &ViewOptions,
    options: &ReportOptions,
    today: Date,
    watch: &dyn Watch,
) -> Result<Report, Fault> {
    let date = match &options.date {
        Some(text) => text
            .parse()
            .map_err(|_| Fault::new(FaultCode::ReportFailed, LOCALE.no_date(text)))?,
        None => today,
    };
    let sections = if options.sections.is_empty() {
        Section::ALL
    } else {
        &options.sections
    };
    let context = Context {
        today: Some(date),
        ..Context::default()
    };
    let catalogues: Vec<(MapId, Catalogue)> = maps(workshop, view.map)
        .into_iter()
        .filter_map(|map| {
            workshop
                .view(map)
                .map(|view| (map, twinlane_gaps::catalogue(&view, &context)))
        })
        .collect();
    watch.at(0.0).map_err(from_cancelled)?;
    let maps: Vec<MapInput<'_>> = catalogues
        .iter()
        .map(|(map, catalogue)| MapInput { map: *map, catalogue })
        .collect();
    let scenarios = scenarios(workshop);
    let scenarios: Vec<ScenarioInput<'_>> = scenarios
        .iter()
        .map(|scenario| ScenarioInput {
            map: scenario.map,
            against: scenario.against,
            differences: &scenario.differences,
        })
        .collect();
    let input = Input {
        workshop,
        maps: &maps,
        scenarios: &scenarios,
        draws: DRAWS,
        seed: SEED,
        date,
        paper: match options.paper {
            Paper::A4 => twinlane_report::Paper::A4,
            Paper::Letter => twinlane_report::Paper::Letter,
        },
        private: options.private,
        fonts: FontBook::bundled(),
        locale: LOCALE,
    };
    twinlane_report::build(&input, sections, watch).map_err(|error| match error {
        ReportError::Cancelled(cancelled) => from_cancelled(cancelled),
        other => Fault::new(FaultCode::ReportFailed, other.to_string()),
    })
}

/// The map asked for, then the other current maps; a scenario only when it is asked for.
fn maps(workshop: &Workshop, first: Option<MapId>) -> Vec<MapId> {
    let current = workshop
        .maps_in_order()
        .into_iter()
        .filter(|map| map.kind == MapKind::Current)
        .map(|map| map.id)
        .filter(|map| Some(*map) != first);
    first.into_iter().chain(current).collect()
}

/// A scenario, the map it stands beside, and what differs in sentences.
struct ComparedScenario {
    map: MapId,
    against: MapId,
    differences: Vec<String>,
}

/// The scenarios in the order of the workshop, each beside the current map it belongs to.
fn scenarios(workshop: &Workshop) -> Vec<ComparedScenario> {
    let maps = workshop.maps_in_order();
    maps.iter()
        .filter(|map| map.kind == MapKind::Scenario)
        .filter_map(|map| {
            let against = present_of(workshop, map.id)?;
            let (_, mut differences) = compare(workshop, against, map.id).ok()?;
            differences.extend(network_of(&workshop.view(map.id)?).1);
            Some(ComparedScenario {
                map: map.id,
                against,
                differences,
            })
        })
        .collect()
}

/// Lays the report out and writes it. Returns what could not be printed as it is, in sentences.
pub fn print(
    workshop: &Workshop,
    view: &ViewOptions,
    options: &ReportOptions,
    today: Date,
    path: &Path,
    existing: Existing,
    watch: &dyn Watch,
) -> Result<Vec<String>, Fault> {
    let report = lay_out(workshop, view, options, today, watch)?;
    watch.last_chance().map_err(from_cancelled)?;
    write_beside(path, &report.pdf, existing)?;
    Ok(problems(&report))
}

fn problems(report: &Report) -> Vec<String> {
    let code = |character: char| format!("U+{:04X}", u32::from(character));
    let sentence = |problem: &Problem| match problem {
        Problem::MissingGlyph(character) => LOCALE.no_glyph(&code(*character)),
        Problem::Forbidden(character) => LOCALE.not_in_documents(&code(*character)),
        Problem::DeadLink(name) => LOCALE.dead_link(name),
    };
    report.problems.iter().map(sentence).collect()
}

/// What the preview has to know of a report.
pub(crate) fn describe(report: &Report) -> Preview {
    let pages = report.pages.iter().zip(1..).map(|(page, number)| PageInfo {
        number,
        width: page.width.round() as u32,
        height: page.height.round() as u32,
    });
    Preview {
        pages: pages.collect(),
        problems: problems(report),
    }
}

/// One page as SVG.
pub(crate) fn page(report: &Report, number: u32) -> Result<String, Fault> {
    let page = (number as usize)
        .checked_sub(1)
        .and_then(|at| report.pages.get(at));
    page.map(|page| twinlane_report::page_svg(page, FontBook::bundled(), &LOCALE.page(number)))
        .ok_or_else(|| Fault::new(FaultCode::Outdated, LOCALE.no_such_page(number)))
}
