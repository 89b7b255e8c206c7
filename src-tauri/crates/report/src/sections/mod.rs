//! The sections of the report, one file each. A section without content adds nothing.

mod anchors;
mod appendix;
mod chart;
mod charter;
mod context;
mod cover;
mod drawing;
mod evidence;
mod flow;
mod gaps;
mod levers;
mod map;
mod names;
mod next;
mod parking;
mod readiness;
mod records;
mod results;
mod scenarios;
mod summary;
mod tools;

use serde::{Deserialize, Serialize};
use twinlane_model::MapView;
use twinlane_picture::Scene;
use twinlane_words::Locale;

pub(crate) use context::Context;

use crate::layout::{DocumentBuilder, Heading};

/// Declares the sections once, in the order of the report. From this list come the enum, its order, its titles, the names
/// that the command line takes and what the window offers. A new section is a file with `add` and a table `Sentences` that
/// says its title, its `mod` line above and its line below.
macro_rules! sections {
    ($($module:ident $variant:ident;)+) => {
        /// A section of the report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportSection"))]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each says its title in its own file")]
        pub enum Section {
            $($variant,)+
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
            pub fn title(self, locale: Locale) -> &'static str {
                match self {
                    $(Self::$variant => <Locale as $module::Sentences>::title(locale),)+
                }
            }

            /// Adds the section to the document; without content nothing.
            pub(crate) fn add(self, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
                let heading = Heading {
                    title: self.title(document.locale),
                    name: self.key(),
                };
                match self {
                    $(Self::$variant => $module::add(heading, context, document),)+
                }
            }
        }
    };
}

sections! {
    cover Cover;
    summary Summary;
    charter Charter;
    map Map;
    gaps Gaps;
    evidence Evidence;
    flow Flow;
    records Records;
    scenarios Scenarios;
    tools Tools;
    readiness Readiness;
    parking Parking;
    appendix Appendix;
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
