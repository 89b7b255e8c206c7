//! Use cases that only read: gaps of a map, soundness of a file, schemas, the pages of the rules.

use std::path::Path;

use jiff::civil::Date;
use twinlane_gaps::Catalogue;
use twinlane_model::{MapId, Workshop};
use twinlane_picture::theme::Theme;
use twinlane_picture::{LayoutOptions, SvgText, TextCache};
use twinlane_wire::{Fault, FaultCode, Imported};
use twinlane_words::Locale;

use crate::Environment;
use crate::fault::{from_exchange, from_store};
use crate::import::{self, ImportRequest};
use crate::maps::view_shown;
use crate::sentences::{Faults, FileNotices, LOCALE};
use crate::workshop_file::recovered;

/// Findings, scorecard and readiness of a map; the first when none is named. Ages are counted to the date
/// given, else to the workshop's last day.
pub fn find_gaps(workshop: &Workshop, map: Option<MapId>, date: Option<&str>) -> Result<Catalogue, Fault> {
    let today = match date {
        Some(text) => Some(
            text.parse::<Date>()
                .map_err(|_| Fault::new(FaultCode::ChangeRefused, LOCALE.no_date(text)))?,
        ),
        None => None,
    };
    let view = view_shown(workshop, map)?;
    Ok(twinlane_gaps::catalogue(
        &view,
        &twinlane_gaps::Context {
            today,
            ..twinlane_gaps::Context::default()
        },
    ))
}

/// What is wrong with a file, in sentences; nothing when it is sound.
pub fn check(path: &Path) -> Result<Vec<String>, Fault> {
    let report = twinlane_store::check(path).map_err(|error| from_store(&error))?;
    let mut problems = report.problems;
    for (name, pieces) in report.logs.into_iter().filter(|(_, pieces)| !pieces.is_empty()) {
        if let Err(error) = twinlane_records::log::unpack(pieces) {
            problems.push(LOCALE.events_unreadable(&name, &error.to_string()));
        }
    }
    Ok(problems)
}

/// Recovers what can be read of a damaged file into a new one.
pub fn recover(path: &Path, out: &Path, environment: &Environment) -> Result<Imported, Fault> {
    recovered(path, out, &environment.clock.now().stamp)
}

/// What an import into an empty workshop would keep, without a file.
pub fn dry_import(request: &ImportRequest, environment: &mut Environment) -> Result<Imported, Fault> {
    let read = import::read_rows(request, &mut environment.ids, &())?;
    let mut empty = Workshop::default();
    let planned = import::plan(&empty, request, read, &mut environment.ids)?;
    empty
        .apply(&planned.change, &mut environment.ids)
        .map_err(|refusal| crate::fault::from_refusal(&refusal))?;
    Ok(planned.answer)
}

/// JSON Schema of the workshop JSON.
pub fn schema() -> String {
    twinlane_exchange::json::schema()
}

/// JSON Schema of the changes.
pub fn changes_schema() -> String {
    twinlane_exchange::json::changes_schema()
}

/// A file of the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Name of the file.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The pages of the rules, each with a wrong and a right map, and an index.
pub fn rule_pages() -> Result<Vec<Page>, Fault> {
    let mut pages = vec![Page {
        name: "README.md".to_owned(),
        bytes: twinlane_gaps::rules_index(Locale::English).into_bytes(),
    }];
    for rule in twinlane_gaps::rules() {
        pages.push(Page {
            name: format!("{}.md", rule.name),
            bytes: twinlane_gaps::rule_page(rule, Locale::English).into_bytes(),
        });
        for (what, outline) in [("wrong", rule.wrong), ("right", rule.right)] {
            let svg = picture(rule.name, outline)?;
            pages.push(Page {
                name: format!("{}-{what}.svg", rule.name),
                bytes: svg.into_bytes(),
            });
        }
    }
    Ok(pages)
}

fn picture(rule: &str, outline: &str) -> Result<String, Fault> {
    let mut ids = Counting(0);
    let rows = twinlane_exchange::outline::read(outline.as_bytes(), &mut ids)
        .map_err(|error| from_exchange(Path::new(rule), &error))?
        .rows;
    let workshop = Workshop::from_rows(rows).map_err(|refusal| crate::fault::from_refusal(&refusal))?;
    let view = workshop
        .maps_in_order()
        .first()
        .and_then(|map| workshop.view(map.id))
        .ok_or_else(|| Fault::new(FaultCode::NoSuchMap, LOCALE.example_without_map(rule)))?;
    let mut cache = TextCache::default();
    let scene = twinlane_picture::lay_out(&view, &LayoutOptions::default(), &mut cache);
    Ok(twinlane_picture::svg(&scene, Theme::Light, SvgText::Outlines, &view.map.name).text)
}

/// Ids that are the same in every run, for pictures that must not change.
struct Counting(u128);

impl twinlane_model::IdSource for Counting {
    fn next(&mut self) -> uuid::Uuid {
        self.0 += 1;
        uuid::Uuid::from_u128(self.0)
    }
}
