//! Runs the rules over a map and turns what they state into findings: settings, decisions of the room, rank.
//! No rule here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use twinlane_model::{GapRecord, GapState, MapView, Severity};
use twinlane_words::Locale;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::finding::{Finding, Readiness, RoomDecision, Scorecard};
use crate::item::MapItem;
use crate::rule::Rule;
use crate::rules::{rules, silenced};
use crate::{readiness, room_decision, scorecard};

/// What the catalogue needs beside the map; the caller decides it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The date to which the age of numbers is counted; the workshop's last day when absent.
    pub today: Option<Date>,
    /// The language in which findings and readiness are worded.
    pub locale: Locale,
}

/// Everything the catalogue says about one map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Catalogue {
    /// Findings, ranked; dismissed ones included.
    pub findings: Vec<Finding>,
    /// The seven shares.
    pub scorecard: Scorecard,
    /// The five conditions.
    pub readiness: Readiness,
}

/// Findings, scorecard and readiness of a map. Pure: the same rows and context give the same bytes.
pub fn catalogue(view: &MapView<'_>, context: &Context) -> Catalogue {
    let facts = MapFacts::new(view, context.today, context.locale);
    let scorecard = scorecard::scorecard(&facts);
    let readiness = readiness::readiness(&facts, &scorecard);
    let settings = view.workshop.settings();
    let decided: BTreeMap<&str, &GapRecord> = view
        .workshop
        .gaps()
        .values()
        .map(|record| (record.fingerprint.as_str(), record))
        .collect();
    // One list for each rule, allocated in full: findings are large, and a list that grows moves them.
    let mut found: Vec<Vec<Option<Finding>>> = Vec::new();
    let mut ranked: Vec<(Rank, usize, usize)> = Vec::new();
    for rule in rules() {
        if settings.off.contains_key(rule.name) || silenced(rule) {
            continue;
        }
        let drafts = (rule.check)(&facts);
        let mut of_rule = Vec::with_capacity(drafts.len());
        ranked.reserve(drafts.len());
        for draft in drafts {
            let rank = Rank::of(&facts, rule, &draft);
            let finding = finding(&facts, rule, draft, &decided);
            ranked.push((rank.with(&finding), found.len(), of_rule.len()));
            of_rule.push(Some(finding));
        }
        found.push(of_rule);
    }
    // Places are sorted instead of findings, which are large; equal ranks keep the order of the map.
    ranked.sort_unstable();
    // Findings are kept for as long as the map is shown, so that the list takes no more room than it needs.
    let mut findings = Vec::with_capacity(ranked.len());
    findings.extend(
        ranked
            .into_iter()
            .filter_map(|(_, rule, at)| found[rule][at].take()),
    );
    Catalogue {
        findings,
        scorecard,
        readiness,
    }
}

fn finding(
    facts: &MapFacts<'_, '_>,
    rule: &'static Rule,
    draft: DraftFinding,
    decided: &BTreeMap<&str, &GapRecord>,
) -> Finding {
    let severity = facts
        .view
        .workshop
        .settings()
        .severities
        .get(rule.name)
        .copied()
        .unwrap_or(draft.severity);
    let key = if draft.key.is_empty() {
        &draft.subjects
    } else {
        &draft.key
    };
    let fingerprint = facts.fingerprint(rule, key, &draft.key_suffix);
    let decision = match facts.view.map.dismissed_rules.get(rule.name) {
        Some(reason) => RoomDecision {
            state: GapState::Dismissed,
            reason: reason.clone(),
            ..RoomDecision::default()
        },
        None => room_decision::room_decision(
            facts.locale,
            rule,
            decided.get(fingerprint.as_str()).copied(),
            severity,
            &draft.numbers,
        ),
    };
    Finding {
        fingerprint,
        code: rule.code,
        rule: rule.name,
        severity,
        unfinished: rule.unfinished && !facts.view.map.drawn.of(draft.side),
        card: draft.subjects.first().and_then(|item| facts.card(*item)),
        subjects: draft.subjects.iter().map(|item| facts.subject(*item)).collect(),
        title: draft.title,
        why: draft.why,
        ask: draft.ask,
        numbers: draft.numbers,
        load_of: draft.load_of.map(|pool| facts.view.pools[pool].id),
        decision,
    }
}

/// The order in which findings are listed: confirmed ones first, then by votes, severity, importance, number of subjects,
/// code and place on the map. Dismissed and resolved findings come last, since they are out of sight.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    closed: bool,
    unconfirmed: bool,
    votes: Reverse<u32>,
    severity: Reverse<Severity>,
    importance: Reverse<u8>,
    subjects: Reverse<usize>,
    code: &'static str,
    place: Option<MapItem>,
}

impl Rank {
    /// The rank as far as the draft decides it.
    fn of(facts: &MapFacts<'_, '_>, rule: &Rule, draft: &DraftFinding) -> Self {
        let importance = draft.subjects.iter().map(|item| facts.importance(*item)).max();
        Self {
            closed: false,
            unconfirmed: true,
            votes: Reverse(0),
            severity: Reverse(draft.severity),
            importance: Reverse(importance.unwrap_or(0)),
            subjects: Reverse(draft.subjects.len()),
            code: rule.code,
            place: draft.subjects.first().copied(),
        }
    }

    /// The rank with what settings and the room decide.
    fn with(self, finding: &Finding) -> Self {
        Self {
            closed: matches!(finding.decision.state, GapState::Dismissed | GapState::Resolved),
            unconfirmed: finding.decision.state != GapState::Confirmed,
            votes: Reverse(finding.decision.votes),
            severity: Reverse(finding.severity),
            ..self
        }
    }
}
