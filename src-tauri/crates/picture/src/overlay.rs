//! What records say, drawn over a map: links as wide as cases pass them, times and load on cards, what is skipped, and
//! transitions that cases make although nobody drew them.
//!
//! Numbers come in as they are; nothing is counted here.

use std::collections::BTreeMap;

use twinlane_model::{
    Change, End, IdSource, Link, LinkId, LinkKind, MapView, OutcomeKind, Row, RowKey, StepId, Workshop,
};
use uuid::Uuid;

/// Width of a link that no case passes, and of the one that most pass; tracks are 6 apart.
pub(crate) const WIDTHS: [f32; 2] = [1.0, 4.0];
/// Shares below half a percent read as nothing, and are not written.
const LEAST: f64 = 0.005;

/// What records say of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Where the numbers come from, for the legend; empty when that is said elsewhere.
    pub source: String,
    /// How often cases pass each link; links that are not here are drawn as ever.
    pub links: BTreeMap<LinkId, u64>,
    /// What is said of each step; steps that are not here keep their own numbers.
    pub steps: BTreeMap<StepId, StepOverlay>,
    /// Transitions that the map does not draw. Those that no link could join are left out.
    pub undrawn: Vec<UndrawnTransition>,
}

/// What records say of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StepOverlay {
    /// Mean time of a visit, working days.
    pub days: Option<f64>,
    /// Utilisation of the people who do it: work ÷ capacity.
    pub busy: Option<f64>,
    /// Share of the cases that should have come here and did not, 0 to 1.
    pub skipped: Option<f64>,
}

/// A transition that cases make and nobody drew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndrawnTransition {
    /// Where it leaves.
    pub from: End,
    /// Where it arrives.
    pub to: End,
    /// Cases that take it.
    pub cases: u64,
}

impl StepOverlay {
    /// The share that skips it, where it is worth a word.
    pub(crate) fn worth_skipping(&self) -> Option<f64> {
        self.skipped.filter(|share| *share >= LEAST)
    }

    /// Lines on the card.
    pub(crate) fn lines(&self) -> usize {
        usize::from(self.days.is_some() || self.busy.is_some()) + usize::from(self.worth_skipping().is_some())
    }
}

/// What the overlay says of links, as the layout uses it.
#[derive(Clone, Debug, Default)]
pub(crate) struct LinkOverlay {
    /// Cases of the links that stand for transitions nobody drew.
    pub undrawn: BTreeMap<LinkId, u64>,
    /// Width of each link that something is said of.
    pub widths: BTreeMap<LinkId, f32>,
}

/// The map with a link for each transition that nobody drew, and what is drawn over it. The rows are a copy: nothing of this is
/// ever kept.
pub(crate) fn with_undrawn(view: &MapView<'_>, overlay: &Overlay) -> (Workshop, LinkOverlay) {
    let mut workshop = view.workshop.clone();
    let mut undrawn = BTreeMap::new();
    for transition in &overlay.undrawn {
        let Some(link) = link(view, transition) else {
            continue;
        };
        let id = link.id;
        let change = Change::Rows {
            label: String::new(),
            put: vec![Row::Link(link)],
            delete: Vec::new(),
        };
        if !workshop.has(RowKey::Link(id)) && workshop.apply(&change, &mut NoIds).is_ok() {
            undrawn.insert(id, transition.cases);
        }
    }
    let counts = overlay.links.iter().chain(&undrawn);
    let most = counts.clone().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let [least, widest] = WIDTHS;
    let widths = counts
        .map(|(id, count)| {
            let part = *count as f64 / most as f64;
            // In quarters of a pixel, so that a case more moves nothing.
            let width = (part as f32 * (widest - least) * 4.0).round() / 4.0;
            (*id, least + width)
        })
        .collect();
    (workshop, LinkOverlay { undrawn, widths })
}

/// The most cases that pass one link.
pub(crate) fn most(overlay: &Overlay) -> u64 {
    let undrawn = overlay.undrawn.iter().map(|transition| transition.cases);
    overlay.links.values().copied().chain(undrawn).max().unwrap_or(0)
}

/// A link for a transition that nobody drew; nothing where no link may stand.
fn link(view: &MapView<'_>, transition: &UndrawnTransition) -> Option<Link> {
    let kind = match transition.from {
        End::Step(_) => LinkKind::Flow,
        End::Outcome(_) => LinkKind::Return,
    };
    let won = transition
        .from
        .outcome()
        .and_then(|id| view.outcome(id))
        .is_some_and(|outcome| outcome.kind == OutcomeKind::Won);
    let drawn = view
        .leaving(transition.from, kind)
        .any(|link| link.to == transition.to);
    let bits = |end: End| match end {
        End::Step(id) => id.0.as_u128(),
        End::Outcome(id) => id.0.as_u128(),
    };
    // The same two ends have the same id in every layout; turned, so that the transition back has another.
    let id = LinkId(Uuid::from_u128(
        bits(transition.from).rotate_left(1) ^ bits(transition.to).rotate_left(64),
    ));
    (!won && !drawn).then(|| Link::new(id, view.map.id, kind, transition.from, transition.to))
}

/// Links carry their ids, so none is asked for.
struct NoIds;

impl IdSource for NoIds {
    fn next(&mut self) -> Uuid {
        Uuid::nil()
    }
}
