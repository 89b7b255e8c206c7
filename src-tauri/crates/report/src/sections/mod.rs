//! The sections of the report, one file each. A section without content adds nothing.

mod appendix;
mod chart;
mod charter;
mod cover;
mod evidence;
mod flow;
mod gaps;
mod ink;
mod levers;
mod map;
mod names;
mod next;
mod parking;
mod places;
mod readiness;
mod records;
mod results;
mod scenarios;
mod summary;
mod tools;

use std::collections::BTreeMap;

use twinlane_model::{MapId, MapView};
use twinlane_picture::Scene;
use twinlane_records::LogOnMap;

use crate::Input;
use crate::figures::Figures;
use crate::layout::{Flow, Frame};

/// A section of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Title page.
    Cover,
    /// What was found, on one page.
    Summary,
    /// Charter, participants, agenda.
    Charter,
    /// Buyer journey and sales process, drawn.
    Map,
    /// Gaps by severity.
    Gaps,
    /// What the numbers rest on.
    Evidence,
    /// What comes out of the sales process, and what holds it up.
    Flow,
    // The map against the records of what happened stands here once a workshop holds event logs.
    /// Maps against the records of the company.
    Records,
    /// Scenarios beside the present.
    Scenarios,
    /// Tools and programmes.
    Tools,
    /// Five conditions before asking people to change.
    Readiness,
    /// Notes set aside.
    Parking,
    /// Glossary, method, sources.
    Appendix,
}

impl Section {
    /// Every section, in the order of the report.
    pub const ALL: [Self; 13] = [
        Self::Cover,
        Self::Summary,
        Self::Charter,
        Self::Map,
        Self::Gaps,
        Self::Evidence,
        Self::Flow,
        Self::Records,
        Self::Scenarios,
        Self::Tools,
        Self::Readiness,
        Self::Parking,
        Self::Appendix,
    ];
}

/// What sections read beside their own content.
pub(crate) struct Context<'a> {
    pub(crate) input: &'a Input<'a>,
    pub(crate) frame: Frame,
    /// Views of the maps of the input that exist, with the place of their input.
    pub(crate) views: Vec<(usize, MapView<'a>)>,
    /// The drawings of the maps, by the place of their input; the same in every pass.
    pub(crate) scenes: &'a BTreeMap<usize, Scene>,
    /// What the flow arithmetic says of maps and scenarios that have numbers; the same in every pass.
    pub(crate) figures: &'a BTreeMap<MapId, Figures>,
    /// Maps beside the log that the workshop keeps; the same in every pass.
    pub(crate) beside: &'a BTreeMap<MapId, LogOnMap>,
    /// Pages of named places, from the pass before.
    pub(crate) numbers: &'a BTreeMap<String, usize>,
}

impl Context<'_> {
    /// The page of a named place, once known.
    pub(crate) fn page(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// A heading for one of several maps: the heading alone when there is only one.
    pub(crate) fn for_map(&self, heading: &str, view: &MapView<'_>) -> String {
        if self.views.len() < 2 || view.map.name.is_empty() {
            heading.to_owned()
        } else {
            format!("{heading}: {}", view.map.name)
        }
    }
}

/// The drawing of a map with the badges of its gaps.
pub(crate) fn scene(view: &MapView<'_>, findings: &[twinlane_gaps::Finding]) -> Scene {
    map::scene(view, findings)
}

/// Adds a section to the flow.
pub(crate) fn add(section: Section, context: &Context<'_>, flow: &mut Flow<'_>) {
    match section {
        Section::Cover => cover::add(context, flow),
        Section::Summary => summary::add(context, flow),
        Section::Charter => charter::add(context, flow),
        Section::Map => map::add(context, flow),
        Section::Gaps => gaps::add(context, flow),
        Section::Evidence => evidence::add(context, flow),
        Section::Flow => flow::add(context, flow),
        Section::Records => records::add(context, flow),
        Section::Scenarios => scenarios::add(context, flow),
        Section::Tools => tools::add(context, flow),
        Section::Readiness => readiness::add(context, flow),
        Section::Parking => parking::add(context, flow),
        Section::Appendix => appendix::add(context, flow),
    }
}
