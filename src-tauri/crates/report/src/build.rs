//! Puts a report together: sections, pages, file.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{Cancelled, Charter, MapId, Watch};
use twinlane_picture::Scene;
use twinlane_records::LogOnMap;
use twinlane_text::Lang;

use crate::error::ReportError;
use crate::flow_results::{FlowResults, Requested};
use crate::input::{Input, Problem, Report};
use crate::layout::{Decoration, DocumentBuilder, Frame, Laid, paginate};
use crate::page::PageScene;
use crate::pdf::{self, Document};
use crate::sections::{self, Context, Section};
use crate::sentences::ReportSentences;

/// Parts of the work that are done when the maps are drawn, during the first pass, when the second begins
/// and when the pages stand, 0 to 1. They need not be exact.
const DRAWN: f32 = 0.1;
const FIRST_PASS: f32 = 0.3;
const SECOND_PASS: f32 = DRAWN + FIRST_PASS;
const WRITTEN: f32 = 0.75;

/// How often pages are laid out until page numbers in the text agree with the pages. Numbers settle
/// at the second pass unless one becomes a digit longer and moves a line.
const PASSES: usize = 5;

/// Makes a report of some sections, in their order; see [`Section::ALL`]. Pure: the same input gives the same bytes, whoever watches.
///
/// # Errors
/// [`ReportError::Cancelled`] when whoever watches says so, [`ReportError::Font`] when a face cannot be
/// embedded, [`ReportError::Write`] when the file cannot be put together. The latter two do not happen
/// with the bundled faces.
pub fn build(input: &Input<'_>, sections: &[Section], watch: &dyn Watch) -> Result<Report, ReportError> {
    let scenes = scenes(input, sections, watch)?;
    let results = flow_results(input, sections, watch)?;
    let beside = beside(input, sections, watch)?;
    let prepared = Prepared {
        scenes: &scenes,
        results: &results,
        beside: &beside,
    };
    let mut numbers = BTreeMap::new();
    let mut pass = lay_out(input, sections, prepared, &numbers, &|part| {
        watch.at(DRAWN + part * FIRST_PASS)
    })?;
    for _ in 1..PASSES {
        if pass.1.numbers == numbers {
            break;
        }
        numbers = std::mem::take(&mut pass.1.numbers);
        // Most reports need two passes; a third says no more than the second did.
        pass = lay_out(input, sections, prepared, &numbers, &|part| {
            watch.at(SECOND_PASS + part * (WRITTEN - SECOND_PASS))
        })?;
    }
    watch.at(WRITTEN)?;
    let (document, laid) = pass;
    let charter = input.workshop.charter();
    let title = title(input);
    let file = Document {
        title: &title,
        author: charter.facilitator.trim(),
        language: charter.language.trim(),
        date: input.date,
        pages: &laid.pages,
        outline: &document.outline,
        structure: &document.structure,
    };
    let pdf = pdf::write(&file, input.fonts)?;
    let problems = problems(&document, &laid.pages);
    Ok(Report {
        pdf,
        pages: laid.pages,
        problems,
    })
}

/// The drawings of the maps that have steps, if the report shows maps at all.
fn scenes(
    input: &Input<'_>,
    sections: &[Section],
    watch: &dyn Watch,
) -> Result<BTreeMap<usize, Scene>, Cancelled> {
    if !sections.contains(&Section::Map) {
        return Ok(BTreeMap::new());
    }
    let views = input
        .maps
        .iter()
        .enumerate()
        .filter_map(|(i, m)| Some((i, m, input.workshop.view(m.map)?)));
    views
        .filter(|(_, _, view)| !view.steps.is_empty())
        .map(|(i, map, view)| {
            watch.at(DRAWN * i as f32 / input.maps.len() as f32)?;
            Ok((i, sections::scene(&view, &map.catalogue.findings)))
        })
        .collect()
}

/// The results of the maps and scenarios that the sections speak of.
fn flow_results(
    input: &Input<'_>,
    sections: &[Section],
    watch: &dyn Watch,
) -> Result<BTreeMap<MapId, FlowResults>, Cancelled> {
    let has = |section: Section| sections.contains(&section);
    let nothing = Requested {
        levers: false,
        ranges: false,
        draws: input.draws,
        seed: input.seed,
    };
    let mut requested: BTreeMap<MapId, Requested> = BTreeMap::new();
    if has(Section::Flow) || has(Section::Evidence) || has(Section::Summary) {
        for map in input.maps {
            let of_map = requested.entry(map.map).or_insert(nothing);
            of_map.levers |= has(Section::Flow);
            of_map.ranges |= has(Section::Evidence);
        }
    }
    if has(Section::Scenarios) {
        for scenario in input.scenarios {
            requested.entry(scenario.map).or_insert(nothing).ranges = true;
            requested.entry(scenario.against).or_insert(nothing).ranges = true;
        }
    }
    let mut results = BTreeMap::new();
    for (map, requested) in requested {
        let Some(view) = input.workshop.view(map) else {
            continue;
        };
        if let Some(found) = FlowResults::of(&view, requested, &|| watch.at(DRAWN))? {
            results.insert(map, found);
        }
    }
    Ok(results)
}

/// The maps beside the log that the workshop keeps, if the report speaks of it.
fn beside(
    input: &Input<'_>,
    sections: &[Section],
    watch: &dyn Watch,
) -> Result<BTreeMap<MapId, LogOnMap>, Cancelled> {
    let Some(log) = input
        .workshop
        .log()
        .filter(|_| sections.contains(&Section::Records))
    else {
        return Ok(BTreeMap::new());
    };
    let mut found = BTreeMap::new();
    for map in input.maps {
        let view = input.workshop.view(map.map);
        if let Some(view) = view.filter(|view| view.activities().next().is_some()) {
            found.insert(
                map.map,
                twinlane_records::log_on_map(&view, log, Some(input.date), &WithoutProgress(watch))?,
            );
        }
    }
    Ok(found)
}

/// Asks whether to go on, and says nothing of how far it is: the comparison is a part of a part.
struct WithoutProgress<'a>(&'a dyn Watch);

impl Watch for WithoutProgress<'_> {
    fn at(&self, _: f32) -> Result<(), Cancelled> {
        self.0.at(DRAWN)
    }

    fn last_chance(&self) -> Result<(), Cancelled> {
        self.0.last_chance()
    }
}

/// What is made once and laid out in every pass.
#[derive(Clone, Copy)]
struct Prepared<'a> {
    scenes: &'a BTreeMap<usize, Scene>,
    results: &'a BTreeMap<MapId, FlowResults>,
    beside: &'a BTreeMap<MapId, LogOnMap>,
}

fn lay_out<'a>(
    input: &Input<'a>,
    sections: &[Section],
    prepared: Prepared<'_>,
    numbers: &BTreeMap<String, usize>,
    at: &dyn Fn(f32) -> Result<(), Cancelled>,
) -> Result<(DocumentBuilder<'a>, Laid), Cancelled> {
    let frame = Frame::of(input.paper);
    let charter = input.workshop.charter();
    let views = input
        .maps
        .iter()
        .enumerate()
        .filter_map(|(i, m)| Some((i, input.workshop.view(m.map)?)))
        .collect();
    let context = Context {
        input,
        frame,
        views,
        scenes: prepared.scenes,
        results: prepared.results,
        beside: prepared.beside,
        numbers,
    };
    let mut document = DocumentBuilder::new(
        input.fonts,
        Lang::from_tag(&charter.language),
        input.locale,
        frame.width,
        frame.height,
    );
    for (number, &section) in sections.iter().enumerate() {
        at(number as f32 / (sections.len() + 1) as f32)?;
        section.add(&context, &mut document);
    }
    let held = input.locale.days_held(charter);
    let foot = if held.is_empty() {
        input.locale.date(input.date)
    } else {
        held
    };
    let decoration = Decoration {
        head: &names(charter, " · "),
        foot: &foot,
    };
    let laid = paginate(&mut document, frame, &decoration);
    Ok((document, laid))
}

/// Client and title of the workshop; the title alone where it names the client.
fn names(charter: &Charter, between: &str) -> String {
    let (client, title) = (charter.client.trim(), charter.title.trim());
    if client.is_empty() || title.contains(client) {
        title.to_owned()
    } else if title.is_empty() {
        client.to_owned()
    } else {
        format!("{client}{between}{title}")
    }
}

/// The title of the document.
fn title(input: &Input<'_>) -> String {
    let names = names(input.workshop.charter(), " – ");
    if names.is_empty() {
        input.locale.workshop_report().to_owned()
    } else {
        names
    }
}

fn problems(document: &DocumentBuilder<'_>, pages: &[PageScene]) -> Vec<Problem> {
    let names: BTreeSet<&str> = pages
        .iter()
        .flat_map(|p| &p.anchors)
        .map(|a| a.name.as_str())
        .collect();
    let dead = pages
        .iter()
        .flat_map(|p| &p.links)
        .map(|l| l.to.as_str())
        .filter(|to| !names.contains(to));
    let dead: BTreeSet<&str> = dead.collect();
    let missing = document.missing.iter().copied().map(Problem::MissingGlyph);
    let forbidden = document.forbidden.iter().copied().map(Problem::Forbidden);
    missing
        .chain(forbidden)
        .chain(dead.into_iter().map(|to| Problem::DeadLink(to.to_owned())))
        .collect()
}
