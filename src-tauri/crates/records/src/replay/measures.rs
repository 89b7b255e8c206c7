//! *Apply measures*: shares, times and volumes of a log as measured numbers of a map, in one change.
//!
//! What is counted is in [`super::counts`]; here counts become numbers with n, source and date. The change is a
//! value: whoever applies it can undo it in one step. What could not be measured is named in [`super::remarks`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Map as JsonMap, Value};
use twinlane_model::ImportedLog;
use twinlane_model::records::Summary;
use twinlane_model::topology::starts;
use twinlane_model::{Basis, Change, End, EndIndex, LinkKind, MapView, Measure, OutcomeKind, RowKey, Side};
use twinlane_words::Locale;

use super::counts::ReplayCounts;
use super::provenance::{as_of, measured_in};
use super::remarks::{Remarks, Replaced};
use super::step_time::step_times;
use super::traces::Traces;
use crate::sentences::ReadingSentences as _;

/// What a log measures of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Writes the numbers, all or none; empty when the map says all of them already.
    pub change: Change,
    /// How many numbers it writes.
    pub set: usize,
    /// What was left out, read as something else, or replaced; each a sentence or two.
    pub remarks: Vec<String>,
}

/// What a log measures of the sales side of a map. `matching` says what each activity means, in their order, as
/// [`names::matching`](crate::conformance::names::matching) gives it; volumes are for a period of `days_per_period`
/// working days.
///
/// - A *share* of a flow link is the visits of its step that go on over it ÷ those that take a drawn path or end, won or
///   lost; a return's likewise, of the cases that come to its outcome. Steps that split to all and lone links get none.
/// - *Elapsed* is the mean time of a visit in working days, all endings together, with the deviation of these times.
/// - *Entry* and *volume* are cases ÷ working days of the log × working days of the period.
///
/// Numbers are measured, with n, the name of the log as source and the day of its last event. Where the records say
/// nothing the map stays as it is.
pub fn measures(
    view: &MapView<'_>,
    log: &ImportedLog,
    matching: &[Vec<End>],
    days_per_period: f64,
    locale: Locale,
) -> Measures {
    let summary = log.summary.as_ref();
    let traces = Traces::of(view, summary, matching);
    let counts = ReplayCounts::of(view, summary, matching, &traces);
    let mut values = MeasuredValues {
        view,
        log,
        as_of: as_of(log),
        values: BTreeMap::new(),
        set: 0,
        replaced: Replaced::default(),
    };
    let mut remarks = Remarks::new(view, summary, locale);
    remarks.names(&traces);
    remarks.counts(&counts, &traces);
    shares(&mut values, &counts, &traces, &mut remarks);
    returns(&mut values, &counts);
    let step_times = step_times(summary, &traces, &counts);
    for (at, time) in &step_times {
        let deviation = (time.n > 1).then_some(time.deviation);
        values.step(*at, "elapsed", time.mean, time.n, deviation);
    }
    remarks.waits(step_times.keys().copied());
    match per_period(summary, &traces, days_per_period) {
        Some(factor) => volumes(&mut values, &counts, &traces, factor, &mut remarks),
        None => remarks.no_period(),
    }
    remarks.replaced(&values.replaced);
    Measures {
        set: values.set,
        change: values.change(locale),
        remarks: remarks.finish(),
    }
}

/// What one case of the variants kept stands for, in cases of a period.
fn per_period(summary: &Summary, traces: &Traces, days_per_period: f64) -> Option<f64> {
    let known = traces.cases > 0 && summary.working_days > 0.0 && days_per_period > 0.0;
    let factor = summary.cases as f64 / traces.cases as f64 / summary.working_days * days_per_period;
    (known && factor.is_finite()).then_some(factor)
}

fn shares(
    values: &mut MeasuredValues<'_, '_>,
    counts: &ReplayCounts,
    traces: &Traces,
    remarks: &mut Remarks<'_, '_>,
) {
    let view = values.view;
    let matched = traces.steps();
    for (at, step) in view.steps.iter().enumerate() {
        let links: Vec<usize> = view
            .links_from(at)
            .filter(|link| view.links[*link].kind == LinkKind::Flow)
            .collect();
        if step.side != Side::Seller || step.all || links.len() < 2 {
            continue;
        }
        let whole = if matched.contains(&at) {
            counts.steps[at].left
        } else if step.waypoint {
            links.iter().map(|link| counts.links[*link]).sum()
        } else {
            0
        };
        if whole == 0 {
            continue;
        }
        // A link that cases may take unseen is no link that nobody takes. That an end is not classified is drawn for
        // want of a record; without a share of its own it is what the others leave.
        let unseen = |link: &usize| counts.links[*link] == 0 && !counts.visible[*link];
        let unclassified = |link: &usize| {
            let to = view.ends(*link).1.outcome();
            let kind = to.map(|outcome| view.outcomes[outcome].kind);
            kind == Some(OutcomeKind::Unclassified) && view.links[*link].share.is_none()
        };
        let hidden = links.iter().find(|link| unseen(link) && !unclassified(link));
        if let Some(hidden) = hidden {
            remarks.hidden(at, *hidden);
            continue;
        }
        for link in links
            .into_iter()
            .filter(|link| !(unseen(link) && unclassified(link)))
        {
            values.share(link, counts.links[link], whole);
        }
    }
}

fn returns(values: &mut MeasuredValues<'_, '_>, counts: &ReplayCounts) {
    let view = values.view;
    for at in 0..view.outcomes.len() {
        let links: Vec<usize> = (0..view.links.len())
            .filter(|link| view.links[*link].kind == LinkKind::Return)
            .filter(|link| view.ends(*link).0 == EndIndex::Outcome(at))
            .collect();
        let here = counts.outcomes[at];
        let whole = here.visits.saturating_sub(here.undrawn);
        let shown = |link: &usize| counts.links[*link] > 0 || counts.visible[*link];
        if here.returned == 0 || !links.iter().all(shown) {
            continue;
        }
        for link in links {
            values.share(link, counts.links[link], whole);
        }
    }
}

fn volumes(
    values: &mut MeasuredValues<'_, '_>,
    counts: &ReplayCounts,
    traces: &Traces,
    factor: f64,
    remarks: &mut Remarks<'_, '_>,
) {
    let view = values.view;
    let matched = traces.steps();
    for at in &matched {
        let cases = counts.steps[*at].cases;
        if cases > 0 {
            values.step(*at, "volume", cases as f64 * factor, cases, None);
        }
    }
    let starts: BTreeSet<usize> = starts(view, Side::Seller)
        .into_iter()
        .filter_map(|id| view.step_place(id))
        .collect();
    for at in starts.intersection(&matched) {
        let begun = counts.steps[*at].begun;
        values.step(*at, "entry", begun as f64 * factor, begun, None);
    }
    remarks.starts(&starts, &matched, counts);
}

/// Numbers measured in a log, until they become a change.
struct MeasuredValues<'a, 'v> {
    view: &'a MapView<'v>,
    log: &'a ImportedLog,
    as_of: Option<Date>,
    values: BTreeMap<RowKey, JsonMap<String, Value>>,
    set: usize,
    replaced: Replaced,
}

impl MeasuredValues<'_, '_> {
    fn share(&mut self, link: usize, part: u64, whole: u64) {
        let row = self.view.links[link];
        let value = (part as f64 / whole.max(1) as f64).min(1.0);
        let now = self.measured(value, whole, None);
        self.put(RowKey::Link(row.id), "share", row.share.as_ref(), &now);
    }

    fn step(&mut self, at: usize, field: &str, value: f64, n: u64, deviation: Option<f64>) {
        let row = self.view.steps[at];
        let before = match field {
            "elapsed" => &row.elapsed,
            "entry" => &row.entry,
            _ => &row.volume,
        };
        let now = self.measured(value, n, deviation);
        self.put(RowKey::Step(row.id), field, before.as_ref(), &now);
    }

    fn measured(&self, value: f64, n: u64, deviation: Option<f64>) -> Measure {
        Measure {
            source: Some(self.log.name.clone()),
            as_of: self.as_of,
            deviation,
            ..Measure::measured(value, u32::try_from(n).unwrap_or(u32::MAX))
        }
    }

    fn put(&mut self, of: RowKey, field: &str, before: Option<&Measure>, now: &Measure) {
        if before == Some(now) {
            return;
        }
        if let Some(before) = before.filter(|before| !measured_in(before, self.log, self.as_of)) {
            match before.basis {
                Basis::Measured => self.replaced.measured += 1,
                Basis::Estimated => self.replaced.estimated += 1,
                Basis::Assumed => self.replaced.assumed += 1,
            }
        }
        let Ok(Value::Object(mut value)) = serde_json::to_value(now) else {
            return;
        };
        // A patch leaves what it does not name, and the range of another number is not that of this one.
        for part in ["low", "high", "deviation", "as_of"] {
            value.entry(part).or_insert(Value::Null);
        }
        self.set += 1;
        self.values
            .entry(of)
            .or_default()
            .insert(field.to_owned(), Value::Object(value));
    }

    fn change(self, locale: Locale) -> Change {
        Change::Batch {
            label: locale.apply_measures_of(&self.log.name),
            changes: self
                .values
                .into_iter()
                .map(|(of, values)| Change::Set { of, values })
                .collect(),
        }
    }
}
