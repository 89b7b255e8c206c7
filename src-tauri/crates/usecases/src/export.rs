//! Other formats out, by the extension of the file.

use std::path::PathBuf;

use jiff::civil::Date;
use twinlane_exchange::Left;
use twinlane_model::{MapId, MapView, Watch, Workshop};
use twinlane_picture::theme::Theme;
use twinlane_picture::{LayoutOptions, Scene, SvgText, Target, TextCache};
use twinlane_wire::{ExportKind, Fault, FaultCode, ViewOptions};

use crate::drawing::layout_options;
use crate::fault::from_cancelled;
use crate::maps::view_shown;
use crate::output::{Existing, write_beside};
use crate::sentences::{Faults, LOCALE, OutputRemarks};

/// What is to be written where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// The file; its extension decides the format.
    pub path: PathBuf,
    /// The map; the first when absent.
    pub map: Option<MapId>,
    /// Replace an existing file.
    pub existing: Existing,
    /// The day of writing, which a calendar has to say.
    pub today: Date,
}

/// Writes a workshop or a map to another format. Returns what the format could not hold, in sentences.
pub fn export(workshop: &Workshop, request: &ExportRequest, watch: &dyn Watch) -> Result<Vec<String>, Fault> {
    let kind = kind(request)?;
    let (bytes, lost) = match kind {
        ExportKind::Json => (twinlane_exchange::json::write(workshop).into_bytes(), Vec::new()),
        ExportKind::Ics => {
            let stamp = request.today.at(0, 0, 0, 0);
            (
                twinlane_exchange::ics::write(workshop, stamp).into_bytes(),
                Vec::new(),
            )
        }
        _ => of_map(workshop, request.map, kind, watch)?,
    };
    watch.last_chance().map_err(from_cancelled)?;
    write_beside(&request.path, &bytes, request.existing)?;
    Ok(lost)
}

fn kind(request: &ExportRequest) -> Result<ExportKind, Fault> {
    let extension = request
        .path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    Ok(match extension.as_deref() {
        Some("json") => ExportKind::Json,
        Some("bpmn") => ExportKind::Bpmn,
        Some("svg") => ExportKind::Svg,
        Some("png") => ExportKind::Png,
        Some("csv") => ExportKind::Csv,
        Some("xlsx") => ExportKind::Xlsx,
        Some("ics") => ExportKind::Ics,
        Some("mmd") => ExportKind::Mmd,
        Some("dot") => ExportKind::Dot,
        Some("md") => ExportKind::Md,
        _ => {
            return Err(Fault::new(
                FaultCode::UnknownFormat,
                LOCALE.of_file(
                    &request.path.display().to_string(),
                    &LOCALE.unknown_extension(".json .bpmn .svg .png .csv .xlsx .mmd .dot .md .ics"),
                ),
            ));
        }
    })
}

fn of_map(
    workshop: &Workshop,
    map: Option<MapId>,
    kind: ExportKind,
    watch: &dyn Watch,
) -> Result<(Vec<u8>, Vec<String>), Fault> {
    let view = view_shown(workshop, map)?;
    let mut cache = TextCache::default();
    Ok(match kind {
        ExportKind::Bpmn => {
            let written = twinlane_exchange::bpmn::write(&view, Some(&scene(&view, &mut cache, watch)?));
            (written.text.into_bytes(), lost(&written.left))
        }
        ExportKind::Svg => {
            let svg = twinlane_picture::svg(
                &scene(&view, &mut cache, watch)?,
                Theme::Print,
                SvgText::Embedded,
                &view.map.name,
            );
            (svg.text.into_bytes(), replaced(&svg.replaced))
        }
        ExportKind::Png => {
            let png = twinlane_picture::png(&scene(&view, &mut cache, watch)?, Theme::Light, 2.0);
            (
                png.map_err(|error| Fault::new(FaultCode::PictureFailed, error.to_string()))?,
                Vec::new(),
            )
        }
        ExportKind::Csv => (twinlane_exchange::csv::write(&view).into_bytes(), Vec::new()),
        ExportKind::Mmd => (twinlane_exchange::mermaid::write(&view).into_bytes(), Vec::new()),
        ExportKind::Dot => (twinlane_exchange::dot::write(&view).into_bytes(), Vec::new()),
        ExportKind::Xlsx => {
            let book = twinlane_exchange::xlsx::write(&view);
            (
                book.map_err(|error| Fault::new(FaultCode::InputOutput, error.to_string()))?,
                Vec::new(),
            )
        }
        // Formats of the whole workshop were dealt with before; the outline is the plainest there is.
        ExportKind::Md | ExportKind::Json | ExportKind::Ics => {
            let written = twinlane_exchange::outline::write_accounted(&view);
            (written.text.into_bytes(), lost(&written.left))
        }
    })
}

/// What a format could not hold, in sentences.
fn lost(left: &[Left]) -> Vec<String> {
    left.iter()
        .map(|left| LOCALE.left_out(&left.place.to_string(), &left.what, &left.why))
        .collect()
}

/// What a format may not hold, a sentence for each character.
fn replaced(characters: &[char]) -> Vec<String> {
    let sentence = |character: &char| LOCALE.not_in_format(u32::from(*character));
    characters.iter().map(sentence).collect()
}

/// The drawing as on screen, with badges, but with nothing cut.
fn scene(view: &MapView<'_>, cache: &mut TextCache, watch: &dyn Watch) -> Result<Scene, Fault> {
    let catalogue = twinlane_gaps::catalogue(view, &twinlane_gaps::Context::default());
    let options = layout_options(view, &catalogue.findings, &ViewOptions::default());
    watch.at(0.2).map_err(from_cancelled)?;
    let scene = twinlane_picture::lay_out(
        view,
        &LayoutOptions {
            target: Target::Paper,
            ..options
        },
        cache,
    );
    watch.at(0.5).map_err(from_cancelled)?;
    Ok(scene)
}
