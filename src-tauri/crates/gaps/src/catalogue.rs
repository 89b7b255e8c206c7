//! Runs the rules over a map and turns what they state into findings: settings, decisions of the room, rank.
//! No rule here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use twinlane_model::{GapRecord, GapState, MapView, Severity};

use crate::finding::{Finding, Readiness, Scorecard, Standing};
use crate::rule::{Draft, Rule, Thing};
use crate::rules::{rules, silenced};
use crate::sheet::Sheet;
use crate::standing;
use crate::{readiness, scorecard};

/// What is not on the map: inputs that a caller decides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The date at which the age of numbers is asked; the workshop's last day when absent.
    pub today: Option<Date>,
}

/// Everything the catalogue says about one map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Catalogue {
    /// Findings, ranked; dismissed ones included, with their standing.
    pub findings: Vec<Finding>,
    /// The seven shares.
    pub scorecard: Scorecard,
    /// The five conditions.
    pub readiness: Readiness,
}

/// Findings, scorecard and readiness of a map. Pure: the same rows and context give the same bytes.
pub fn catalogue(view: &MapView<'_>, context: &Context) -> Catalogue {
    let sheet = Sheet::new(view, context.today);
    let scorecard = scorecard::scorecard(&sheet);
    let readiness = readiness::readiness(&sheet, &scorecard);
    let settings = view.workshop.settings();
    let decided: BTreeMap<&str, &GapRecord> = view
        .workshop
        .gaps()
        .values()
        .map(|record| (record.fingerprint.as_str(), record))
        .collect();
    // One list for each rule, as long as it has to be: findings are large, and lists that grow move them.
    let mut found: Vec<Vec<Option<Finding>>> = Vec::new();
    let mut ranked: Vec<(Rank, usize, usize)> = Vec::new();
    for rule in rules() {
        if settings.off.contains_key(rule.name) || silenced(rule) {
            continue;
        }
        let drafts = (rule.check)(&sheet);
        let mut of_rule = Vec::with_capacity(drafts.len());
        ranked.reserve(drafts.len());
        for draft in drafts {
            let rank = Rank::of(&sheet, &draft);
            let finding = finding(&sheet, rule, draft, &decided);
            ranked.push((rank.with(&finding), found.len(), of_rule.len()));
            of_rule.push(Some(finding));
        }
        found.push(of_rule);
    }
    // Places are sorted instead of findings, which are large; equal ranks keep the order of the map.
    ranked.sort_unstable();
    // They are kept for as long as the map is shown, so that they take no more room than they need.
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
    sheet: &Sheet<'_, '_>,
    rule: &'static Rule,
    draft: Draft,
    decided: &BTreeMap<&str, &GapRecord>,
) -> Finding {
    let severity = sheet
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
    let fingerprint = sheet.fingerprint(rule, key, &draft.words);
    let standing = match sheet.view.map.dismissed_rules.get(rule.name) {
        Some(reason) => Standing {
            state: GapState::Dismissed,
            reason: reason.clone(),
            ..Standing::default()
        },
        None => standing::standing(
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
        unfinished: rule.unfinished && !sheet.view.map.drawn.of(draft.side),
        card: draft.subjects.first().and_then(|thing| sheet.card(*thing)),
        subjects: draft.subjects.iter().map(|thing| sheet.subject(*thing)).collect(),
        title: draft.title,
        why: draft.why,
        ask: draft.ask,
        numbers: draft.numbers,
        load_of: draft.load_of.map(|pool| sheet.view.pools[pool].id),
        standing,
    }
}

/// 04 "Rank": confirmed, votes, severity, importance, number of subjects, code, place on the map. What was
/// dismissed or resolved comes last, since it is out of sight.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    closed: bool,
    unconfirmed: bool,
    votes: Reverse<u32>,
    severity: Reverse<Severity>,
    importance: Reverse<u8>,
    subjects: Reverse<usize>,
    code: &'static str,
    place: Option<Thing>,
}

impl Rank {
    /// What the draft says of it.
    fn of(sheet: &Sheet<'_, '_>, draft: &Draft) -> Self {
        let importance = draft.subjects.iter().map(|thing| sheet.importance(*thing)).max();
        Self {
            closed: false,
            unconfirmed: true,
            votes: Reverse(0),
            severity: Reverse(draft.severity),
            importance: Reverse(importance.unwrap_or(0)),
            subjects: Reverse(draft.subjects.len()),
            code: "",
            place: draft.subjects.first().copied(),
        }
    }

    /// And what settings and the room say of it.
    fn with(self, finding: &Finding) -> Self {
        Self {
            closed: matches!(finding.standing.state, GapState::Dismissed | GapState::Resolved),
            unconfirmed: finding.standing.state != GapState::Confirmed,
            votes: Reverse(finding.standing.votes),
            severity: Reverse(finding.severity),
            code: finding.code,
            ..self
        }
    }
}
