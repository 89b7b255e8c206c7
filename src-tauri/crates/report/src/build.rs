//! Puts a report together: sections, pages, file.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use twinlane_gaps::Catalogue;
use twinlane_model::{Cancelled, Charter, MapId, Watch, Workshop};
use twinlane_picture::Scene;
use twinlane_records::LogOnMap;
use twinlane_text::{FontBook, Lang};

use crate::figures::{Figures, Wanted};
use crate::layout::{Decoration, Flow, Frame, Laid, Paper, paginate};
use crate::page::PageScene;
use crate::pdf::{self, Document};
use crate::sections::{self, Context, Section};
use crate::{ReportError, words};

/// A map of the report and what the catalogue says about it.
#[derive(Debug, Clone, Copy)]
pub struct MapInput<'a> {
    /// The map; one that the workshop does not have is left out.
    pub map: MapId,
    /// Findings, scorecard and readiness of the map.
    pub catalogue: &'a Catalogue,
}

/// A scenario of the report and the map it stands beside.
#[derive(Debug, Clone, Copy)]
pub struct ScenarioInput<'a> {
    /// The scenario; one that the workshop does not have is left out.
    pub map: MapId,
    /// The map it is compared with.
    pub against: MapId,
    /// What differs between the two, a sentence each.
    pub differences: &'a [String],
}

/// Everything a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The maps to show, the first one on the summary.
    pub maps: &'a [MapInput<'a>],
    /// The scenarios to show, in their order.
    pub scenarios: &'a [ScenarioInput<'a>],
    /// Draws for the ranges of results; none when 0. They are made in whole chunks of 250, and fewer for maps
    /// of more than some hundred activities.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
    /// The date the report bears.
    pub date: Date,
    /// The paper.
    pub paper: Paper,
    /// The sections in their order; see [`Section::ALL`].
    pub sections: &'a [Section],
    /// Whether fields marked private are shown (notes on people, reasons of dismissals).
    pub private: bool,
    /// The faces.
    pub fonts: &'a FontBook,
}

/// Something the person who prints should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No face has this character; U+FFFD stands for it on the page, the text keeps it.
    MissingGlyph(char),
    /// A character no document may hold; U+FFFD stands for it on the page and in the text.
    Forbidden(char),
    /// A link that leads nowhere. None is ever expected.
    DeadLink(String),
}

/// A finished report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The file.
    pub pdf: Vec<u8>,
    /// The same pages as display lists, for a preview.
    pub pages: Vec<PageScene>,
    /// What did not come out as written.
    pub problems: Vec<Problem>,
}

/// Parts of the work that are done when the maps are drawn, during the first pass, when the second begins
/// and when the pages stand, 0 to 1. They need not be exact.
const DRAWN: f32 = 0.1;
const FIRST_PASS: f32 = 0.3;
const SECOND_PASS: f32 = DRAWN + FIRST_PASS;
const WRITTEN: f32 = 0.75;

/// How often pages are laid out until page numbers in the text agree with the pages. Numbers settle
/// at the second pass unless one becomes a digit longer and moves a line.
const PASSES: usize = 5;

/// Makes a report. Pure: the same input gives the same bytes, whoever watches.
///
/// # Errors
/// [`ReportError::Cancelled`] when whoever watches says so, [`ReportError::Font`] when a face cannot be
/// embedded, [`ReportError::Write`] when the file cannot be put together. The latter two do not happen
/// with the bundled faces.
pub fn build(input: &Input<'_>, watch: &dyn Watch) -> Result<Report, ReportError> {
    let scenes = scenes(input, watch)?;
    let figures = figures(input, watch)?;
    let beside = beside(input, watch)?;
    let drawn = Drawn {
        scenes: &scenes,
        figures: &figures,
        beside: &beside,
    };
    let mut numbers = BTreeMap::new();
    let mut pass = lay_out(input, drawn, &numbers, &|part| {
        watch.at(DRAWN + part * FIRST_PASS)
    })?;
    for _ in 1..PASSES {
        if pass.1.numbers == numbers {
            break;
        }
        numbers = std::mem::take(&mut pass.1.numbers);
        // Most reports need two passes; a third says no more than the second did.
        pass = lay_out(input, drawn, &numbers, &|part| {
            watch.at(SECOND_PASS + part * (WRITTEN - SECOND_PASS))
        })?;
    }
    watch.at(WRITTEN)?;
    let (flow, laid) = pass;
    let charter = input.workshop.charter();
    let title = title(input);
    let document = Document {
        title: &title,
        author: charter.facilitator.trim(),
        language: charter.language.trim(),
        date: input.date,
        pages: &laid.pages,
        outline: &flow.outline,
        structure: &flow.structure,
    };
    let pdf = pdf::write(&document, input.fonts)?;
    let problems = problems(&flow, &laid.pages);
    Ok(Report {
        pdf,
        pages: laid.pages,
        problems,
    })
}

/// The drawings of the maps that have steps, if the report shows maps at all.
fn scenes(input: &Input<'_>, watch: &dyn Watch) -> Result<BTreeMap<usize, Scene>, Cancelled> {
    if !input.sections.contains(&Section::Map) {
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
fn figures(input: &Input<'_>, watch: &dyn Watch) -> Result<BTreeMap<MapId, Figures>, Cancelled> {
    let has = |section: Section| input.sections.contains(&section);
    let (flow, evidence, scenarios) = (
        has(Section::Flow),
        has(Section::Evidence),
        has(Section::Scenarios),
    );
    let mut wanted: BTreeMap<MapId, Wanted> = BTreeMap::new();
    let mut want = |map: MapId, levers: bool, ranges: bool| {
        let before = wanted.get(&map).copied();
        let more = Wanted {
            levers: levers || before.is_some_and(|w| w.levers),
            ranges: ranges || before.is_some_and(|w| w.ranges),
            draws: input.draws,
            seed: input.seed,
        };
        wanted.insert(map, more);
    };
    if flow || evidence || has(Section::Summary) {
        for map in input.maps {
            want(map.map, flow, evidence);
        }
    }
    for scenario in input.scenarios.iter().filter(|_| scenarios) {
        want(scenario.map, false, true);
        want(scenario.against, false, true);
    }
    let mut figures = BTreeMap::new();
    for (map, wanted) in wanted {
        let Some(view) = input.workshop.view(map) else {
            continue;
        };
        if let Some(found) = Figures::of(&view, wanted, &|| watch.at(DRAWN))? {
            figures.insert(map, found);
        }
    }
    Ok(figures)
}

/// The maps beside the log that the workshop keeps, if the report speaks of it.
fn beside(input: &Input<'_>, watch: &dyn Watch) -> Result<BTreeMap<MapId, LogOnMap>, Cancelled> {
    let Some(log) = input
        .workshop
        .log()
        .filter(|_| input.sections.contains(&Section::Records))
    else {
        return Ok(BTreeMap::new());
    };
    let mut found = BTreeMap::new();
    for map in input.maps {
        let view = input.workshop.view(map.map);
        if let Some(view) = view.filter(|view| view.activities().next().is_some()) {
            found.insert(
                map.map,
                twinlane_records::log_on_map(&view, log, Some(input.date), &Calm(watch))?,
            );
        }
    }
    Ok(found)
}

/// Asks whether to go on, and says nothing of how far it is: the comparison is a part of a part.
struct Calm<'a>(&'a dyn Watch);

impl Watch for Calm<'_> {
    fn at(&self, _: f32) -> Result<(), Cancelled> {
        self.0.at(DRAWN)
    }

    fn last_chance(&self) -> Result<(), Cancelled> {
        self.0.last_chance()
    }
}

/// What is made once and laid out in every pass.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    scenes: &'a BTreeMap<usize, Scene>,
    figures: &'a BTreeMap<MapId, Figures>,
    beside: &'a BTreeMap<MapId, LogOnMap>,
}

fn lay_out<'a>(
    input: &Input<'a>,
    drawn: Drawn<'_>,
    numbers: &BTreeMap<String, usize>,
    at: &dyn Fn(f32) -> Result<(), Cancelled>,
) -> Result<(Flow<'a>, Laid), Cancelled> {
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
        scenes: drawn.scenes,
        figures: drawn.figures,
        beside: drawn.beside,
        numbers,
    };
    let mut flow = Flow::new(
        input.fonts,
        Lang::from_tag(&charter.language),
        frame.width,
        frame.height,
    );
    for (number, &section) in input.sections.iter().enumerate() {
        at(number as f32 / (input.sections.len() + 1) as f32)?;
        section.add(&context, &mut flow);
    }
    let held = words::held(charter);
    let foot = if held.is_empty() {
        words::date(input.date)
    } else {
        held
    };
    let decoration = Decoration {
        head: &names(charter, " · "),
        foot: &foot,
    };
    let laid = paginate(&mut flow, frame, &decoration);
    Ok((flow, laid))
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
        "Workshop report".to_owned()
    } else {
        names
    }
}

fn problems(flow: &Flow<'_>, pages: &[PageScene]) -> Vec<Problem> {
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
    let missing = flow.missing.iter().copied().map(Problem::MissingGlyph);
    let forbidden = flow.forbidden.iter().copied().map(Problem::Forbidden);
    missing
        .chain(forbidden)
        .chain(dead.into_iter().map(|to| Problem::DeadLink(to.to_owned())))
        .collect()
}
