//! What a drawing of a map shows beside its rows: badges and marks from findings, differences of a scenario, what the
//! log kept says, and what other people may see. No layout here: that is the crate `picture`.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_gaps::rules::coverage::unserved_buyer_step;
use twinlane_gaps::rules::order::out_of_order_support;
use twinlane_gaps::{Finding, SubjectKind};
use twinlane_model::{End, GapState, LinkId, MapView, PoolId, Severity, StepId};
use twinlane_picture::{Badge, LayoutOptions, Mark, Overlay};
use twinlane_wire::ViewOptions;
use twinlane_words::Locale;
use uuid::Uuid;

use crate::audience::Audience;
use crate::{improve, records};

/// Findings as other people may see them: none that was dismissed, no reason why, and not how busy somebody is.
pub(crate) fn presented(view: &MapView<'_>, findings: &[Finding]) -> Vec<Finding> {
    let shown = findings.iter().filter(|finding| {
        finding.decision.state != GapState::Dismissed
            && !finding.load_of.is_some_and(|pool| is_a_person(view, pool))
    });
    let without_reason = |finding: &Finding| {
        let mut finding = finding.clone();
        finding.decision.reason.clear();
        finding
    };
    shown.map(without_reason).collect()
}

/// Whether a pool is somebody: one person with a name, or called like one of the participants.
fn is_a_person(view: &MapView<'_>, pool: PoolId) -> bool {
    let Some(pool) = view.pools.iter().find(|row| row.id == pool) else {
        return false;
    };
    let name = pool.name.trim();
    let mut people = view.workshop.participants().values();
    !name.is_empty() && (pool.people == Some(1) || people.any(|person| person.name.trim() == name))
}

/// What the drawing shows of the findings: one badge a card, and supports that run out of order.
pub(crate) fn layout_options(
    view: &MapView<'_>,
    findings: &[Finding],
    options: &ViewOptions,
) -> LayoutOptions {
    LayoutOptions {
        badges: badges(findings),
        out_of_order: out_of_order(findings),
        unserved: unserved(findings),
        unfold: unfolded(view, &options.unfold),
        marks: if options.compared {
            marks(view)
        } else {
            BTreeMap::new()
        },
        overlay: options
            .recorded
            .then(|| overlay(view, Audience::of(options)))
            .flatten(),
        ..LayoutOptions::default()
    }
}

/// What the log kept says, drawn over the map; while other people look on, nobody's load is told.
fn overlay(view: &MapView<'_>, audience: Audience) -> Option<Overlay> {
    let log = view.workshop.log()?;
    let mut overlay = records::overlay(view, log);
    if audience == Audience::Room {
        for (step, over) in &mut overlay.steps {
            let pool = view.step(*step).and_then(|row| row.pool);
            if pool.is_some_and(|pool| is_a_person(view, pool)) {
                over.busy = None;
            }
        }
    }
    Some(overlay)
}

/// How the steps of a scenario differ from the present.
fn marks(view: &MapView<'_>) -> BTreeMap<StepId, Mark> {
    let map = view.map.id;
    let present = improve::present_of(view.workshop, map).filter(|present| *present != map);
    let diff = present.and_then(|present| twinlane_model::compare(view.workshop, present, map));
    diff.map(|diff| twinlane_picture::marks(view, &diff, Locale::English).steps)
        .unwrap_or_default()
}

/// Every link of the steps that are unfolded.
fn unfolded(view: &MapView<'_>, steps: &[StepId]) -> BTreeSet<LinkId> {
    let touches = |end: End| end.step().is_some_and(|step| steps.contains(&step));
    let links = view
        .links
        .iter()
        .filter(|link| touches(link.from) || touches(link.to));
    links.map(|link| link.id).collect()
}

/// One badge a card: worst severity and count of what is open and finished.
fn badges(findings: &[Finding]) -> BTreeMap<StepId, Badge> {
    let mut badges: BTreeMap<StepId, Badge> = BTreeMap::new();
    let shown = |finding: &&Finding| {
        !finding.unfinished && matches!(finding.decision.state, GapState::Open | GapState::Confirmed)
    };
    for finding in findings.iter().filter(shown) {
        let card = finding.card.as_deref().and_then(|id| Uuid::parse_str(id).ok());
        let Some(step) = card.map(StepId) else { continue };
        let badge = badges.entry(step).or_insert(Badge {
            severity: finding.severity,
            count: 0,
        });
        badge.severity = badge.severity.max(finding.severity);
        badge.count += 1;
    }
    badges
}

fn out_of_order(findings: &[Finding]) -> BTreeSet<LinkId> {
    findings
        .iter()
        .filter(|finding| {
            finding.code == out_of_order_support::RULE.code && finding.decision.state != GapState::Dismissed
        })
        .flat_map(|finding| &finding.subjects)
        .filter(|subject| subject.kind == SubjectKind::Link)
        .filter_map(|subject| Uuid::parse_str(&subject.id).ok().map(LinkId))
        .collect()
}

/// Buyer steps that nobody helps with, unless the room dismissed that or their side is not finished.
fn unserved(findings: &[Finding]) -> BTreeMap<StepId, Severity> {
    let shown = |finding: &&Finding| {
        finding.code == unserved_buyer_step::RULE.code
            && !finding.unfinished
            && finding.decision.state != GapState::Dismissed
    };
    let step = |finding: &Finding| {
        let id = finding.card.as_deref().and_then(|id| Uuid::parse_str(id).ok())?;
        Some((StepId(id), finding.severity))
    };
    findings.iter().filter(shown).filter_map(step).collect()
}
