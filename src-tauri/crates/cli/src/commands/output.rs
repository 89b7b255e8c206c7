//! `twinlane report` and `twinlane export`: files out.

use std::path::{Path, PathBuf};

use twinlane_usecases::model::{MapId, Workshop};
use twinlane_usecases::wire::{ReportOptions, ReportSection, ViewOptions};
use twinlane_usecases::{Environment, Existing, ExportRequest};

use super::outcome::Outcome;
use crate::arguments::Paper;
use crate::sentences::{FileLines, LOCALE, Refusals};

/// What `report` was asked for.
pub struct Print {
    /// The PDF.
    pub output: PathBuf,
    /// Name of the map.
    pub map: Option<String>,
    /// Paper.
    pub paper: Paper,
    /// Sections; all when empty.
    pub sections: Vec<ReportSection>,
    /// Date printed.
    pub date: Option<String>,
    /// Private things too.
    pub private: bool,
    /// Replace an existing file.
    pub force: bool,
}

/// Writes the report.
pub fn report(file: &Path, print: Print, environment: &mut Environment) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let options = ReportOptions {
        paper: match print.paper {
            Paper::A4 => twinlane_usecases::wire::Paper::A4,
            Paper::Letter => twinlane_usecases::wire::Paper::Letter,
        },
        sections: print.sections,
        private: print.private,
        date: print.date,
    };
    let view = ViewOptions {
        map: map_of(&loaded.workshop, print.map.as_deref())?,
        ..ViewOptions::default()
    };
    let today = environment.clock.now().date;
    let problems = twinlane_usecases::print(
        &loaded.workshop,
        &view,
        &options,
        today,
        &print.output,
        Existing::replaced_if(print.force),
        &(),
    )
    .map_err(|fault| fault.to_string())?;
    for line in loaded.notices.iter().chain(&problems) {
        eprintln!("{}", LOCALE.note(line));
    }
    println!("{}", print.output.display());
    Ok(())
}

/// Writes another format.
pub fn export(
    file: &Path,
    output: &Path,
    map: Option<&str>,
    force: bool,
    environment: &mut Environment,
) -> Outcome {
    let loaded = twinlane_usecases::load(file, environment).map_err(|fault| fault.to_string())?;
    let request = ExportRequest {
        path: output.to_owned(),
        map: map_of(&loaded.workshop, map)?,
        existing: Existing::replaced_if(force),
        today: environment.clock.now().date,
    };
    let lost =
        twinlane_usecases::export(&loaded.workshop, &request, &()).map_err(|fault| fault.to_string())?;
    for line in loaded.notices.iter().chain(&lost) {
        eprintln!("{}", LOCALE.note(line));
    }
    println!("{}", output.display());
    Ok(())
}

/// The map of a name; `None` asks for the first.
pub fn map_of(workshop: &Workshop, name: Option<&str>) -> Result<Option<MapId>, String> {
    let Some(name) = name else { return Ok(None) };
    let maps = workshop.maps_in_order();
    if let Some(map) = maps.iter().find(|map| map.name == name) {
        return Ok(Some(map.id));
    }
    let names: Vec<String> = maps.iter().map(|map| LOCALE.quote(&map.name)).collect();
    Err(LOCALE.no_such_map(name, &names.join(", ")))
}
