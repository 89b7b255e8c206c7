//! What sections read beside their own content.

use std::collections::BTreeMap;

use twinlane_model::{MapId, MapView};
use twinlane_picture::Scene;
use twinlane_records::LogOnMap;

use crate::flow_results::FlowResults;
use crate::input::Input;
use crate::layout::Frame;
use crate::sentences::ReportSentences;

/// The input, and what was made of it once for every pass.
pub(crate) struct Context<'a> {
    pub(crate) input: &'a Input<'a>,
    pub(crate) frame: Frame,
    /// Views of the maps of the input that exist, with the place of their input.
    pub(crate) views: Vec<(usize, MapView<'a>)>,
    /// The drawings of the maps, by the place of their input; the same in every pass.
    pub(crate) scenes: &'a BTreeMap<usize, Scene>,
    /// What the flow arithmetic says of maps and scenarios that have numbers; the same in every pass.
    pub(crate) results: &'a BTreeMap<MapId, FlowResults>,
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
            self.input.locale.heading_of_map(heading, &view.map.name)
        }
    }
}
