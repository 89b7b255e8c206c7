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

use serde::{Deserialize, Serialize};
use twinlane_model::{MapId, MapView};
use twinlane_picture::Scene;
use twinlane_records::LogOnMap;

use crate::Input;
use crate::figures::Figures;
use crate::layout::{Flow, Frame};

/// Declares the sections once, in the order of the report: module, variant, title. From this list come the enum, its
/// order, its titles, the names that the command line takes and what the window offers. A new section is a file with
/// `add`, its `mod` line above and its line below.
macro_rules! sections {
    ($($module:ident $variant:ident $title:literal;)+) => {
        /// A section of the report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportSection"))]
        #[serde(rename_all = "snake_case")]
        pub enum Section {
            $(#[doc = $title] $variant,)+
        }

        impl Section {
            /// Every section, in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name on the command line and in options.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($module),)+
                }
            }

            /// The section of a name, whatever the case of its letters.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|section| section.key().eq_ignore_ascii_case(key))
            }

            /// What heads it in the report, and what the window calls it.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)+
                }
            }

            /// Adds the section to the flow; without content nothing.
            pub(crate) fn add(self, context: &Context<'_>, flow: &mut Flow<'_>) {
                match self {
                    $(Self::$variant => $module::add(context, flow),)+
                }
            }
        }
    };
}

sections! {
    cover Cover "Cover";
    summary Summary "On one page";
    charter Charter "Charter and participants";
    map Map "Buyer journey and sales process";
    gaps Gaps "Gaps";
    evidence Evidence "Evidence";
    flow Flow "Flow: what comes out, and what holds it up";
    records Records "Map against records";
    scenarios Scenarios "Scenarios beside the present";
    tools Tools "Tools and programmes";
    readiness Readiness "Ready to change?";
    parking Parking "Parking lot";
    appendix Appendix "Appendix";
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_stored_under_its_key() {
        for &section in Section::ALL {
            let stored = serde_json::to_value(section).expect("a unit variant");
            assert_eq!(
                stored,
                section.key(),
                "the window and the command line use one name"
            );
            assert_eq!(Section::from_key(&section.key().to_uppercase()), Some(section));
        }
        assert_eq!(Section::from_key("plan"), None);
    }

    #[test]
    fn the_list_is_in_the_order_of_the_enum() {
        assert!(Section::ALL.is_sorted(), "{:?}", Section::ALL);
    }
}
