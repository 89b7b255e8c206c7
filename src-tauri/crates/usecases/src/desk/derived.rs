//! What is computed from the rows for a window: findings, scorecard, readiness, scene. Never stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use twinlane_gaps::{Finding, Readiness, Scorecard};
use twinlane_model::{MapId, Workshop};
use twinlane_picture::{Scene, TextCache};
use twinlane_wire::{FindingsPatch, ViewOptions};

use super::gap_search::GapSearch;
use crate::drawing::{layout_options, presented};
use crate::maps::map_shown;

/// Everything computed for the map shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Derived {
    pub map: Option<MapId>,
    /// Revision that findings, scorecard and readiness belong to.
    pub findings_rev: u64,
    pub findings: Arc<Vec<Finding>>,
    pub scorecard: Option<Scorecard>,
    pub readiness: Readiness,
    pub scene: Option<Arc<Scene>>,
}

/// Computes everything for the map that the options choose.
pub(crate) fn derive(
    workshop: &Workshop,
    rev: u64,
    options: &ViewOptions,
    today: Date,
    search: &mut GapSearch,
    cache: &mut TextCache,
) -> Derived {
    let map = map_shown(workshop, options.map);
    let Some(view) = map.and_then(|map| workshop.view(map)) else {
        return Derived::default();
    };
    let gaps = search.gaps(&view, rev, today);
    let findings = gaps.map_or_else(Arc::default, |gaps| {
        if options.presenting {
            Arc::new(presented(&view, &gaps.findings))
        } else {
            Arc::clone(&gaps.findings)
        }
    });
    let scene = twinlane_picture::lay_out(&view, &layout_options(&view, &findings, options), cache);
    Derived {
        map,
        findings_rev: gaps.map_or(0, |gaps| gaps.rev),
        findings,
        scorecard: gaps.map(|gaps| gaps.scorecard.clone()),
        readiness: gaps.map(|gaps| gaps.readiness.clone()).unwrap_or_default(),
        scene: Some(Arc::new(scene)),
    }
}

/// What has to be sent to turn the old findings into the new.
pub(crate) fn findings_patch(old: &[Finding], new: &[Finding]) -> FindingsPatch {
    let before: BTreeMap<&str, &Finding> = old.iter().map(|row| (row.fingerprint.as_str(), row)).collect();
    let after: BTreeSet<&str> = new.iter().map(|row| row.fingerprint.as_str()).collect();
    let names =
        |list: &[Finding]| -> Vec<String> { list.iter().map(|row| row.fingerprint.clone()).collect() };
    let order = names(new);
    FindingsPatch {
        upserted: new
            .iter()
            .filter(|row| before.get(row.fingerprint.as_str()) != Some(row))
            .map(Into::into)
            .collect(),
        removed: before
            .keys()
            .filter(|name| !after.contains(*name))
            .map(|name| (*name).to_owned())
            .collect(),
        order: (order != names(old)).then_some(order),
    }
}
