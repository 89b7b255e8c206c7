//! Finding the gaps of the map shown. On most maps that happens with every computation; on a very large one it
//! happens in the background, and what was found before stands meanwhile, marked with its revision. No rule and
//! nothing of the desk's thread here.

use std::sync::Arc;

use jiff::civil::Date;
use twinlane_gaps::{Catalogue, Finding, Readiness, Scorecard};
use twinlane_model::{MapId, MapView, Workshop};

/// The gaps of a map with at most so many steps are found with every computation: it takes less than a frame.
pub(crate) const AT_ONCE: usize = 3_000;

/// What the rules found on a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundGaps {
    pub map: MapId,
    /// Revision of the rows they saw.
    pub rev: u64,
    pub findings: Arc<Vec<Finding>>,
    pub scorecard: Scorecard,
    pub readiness: Readiness,
}

impl FoundGaps {
    /// Runs every rule on a map.
    pub fn of(view: &MapView<'_>, rev: u64, today: Date) -> Self {
        let context = twinlane_gaps::Context {
            today: Some(today),
            ..twinlane_gaps::Context::default()
        };
        let Catalogue {
            findings,
            scorecard,
            readiness,
        } = twinlane_gaps::catalogue(view, &context);
        Self {
            map: view.map.id,
            rev,
            findings: Arc::new(findings),
            scorecard,
            readiness,
        }
    }
}

/// The gaps of the map shown, and the search for them.
#[derive(Debug, Default)]
pub(crate) struct GapSearch {
    last: Option<FoundGaps>,
    /// A search is under way in the background.
    under_way: bool,
}

impl GapSearch {
    /// The gaps of a map: on most maps those of this revision, on a very large one those found last, if any.
    pub fn gaps(&mut self, view: &MapView<'_>, rev: u64, today: Date) -> Option<&FoundGaps> {
        if view.steps.len() <= AT_ONCE {
            self.last = Some(FoundGaps::of(view, rev, today));
        } else if self.last.as_ref().is_some_and(|last| last.map != view.map.id) {
            self.last = None;
        }
        self.last.as_ref()
    }

    /// Takes what was found in the background.
    pub fn take(&mut self, found: FoundGaps) {
        self.under_way = false;
        self.last = Some(found);
    }

    /// Begins a search in the background, unless one is under way or this revision is known.
    pub fn begin(
        &mut self,
        workshop: Arc<Workshop>,
        map: MapId,
        rev: u64,
        today: Date,
        tell: impl FnOnce(FoundGaps) + Send + 'static,
    ) {
        let known = |last: &FoundGaps| last.map == map && last.rev == rev;
        if self.under_way || self.last.as_ref().is_some_and(known) {
            return;
        }
        self.under_way = true;
        std::thread::spawn(move || {
            if let Some(view) = workshop.view(map) {
                tell(FoundGaps::of(&view, rev, today));
            }
        });
    }
}
