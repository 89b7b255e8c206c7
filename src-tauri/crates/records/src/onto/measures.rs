//! *Apply measures*: shares, times and volumes of a log as measured numbers of a map, in one change.
//!
//! What is counted is in [`super::passages`]; here counts become numbers with n, source and date. The change is a
//! value: whoever applies it can undo it in one step. What could not be said stands in [`super::remarks`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Map as JsonMap, Value};
use twinlane_model::records::{ImportedLog, Summary};
use twinlane_model::topology::starts;
use twinlane_model::{Basis, Change, End, LinkKind, MapView, Measure, OutcomeKind, RowKey, Side, Spot};

use super::passages::Passages;
use super::remarks::{Remarks, Replaced};
use super::stays::stays;
use super::walks::Walks;
use super::{as_of, taken_from};

/// What a log measures of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Writes the numbers, all or none; empty when the map says all of them already.
    pub change: Change,
    /// How many numbers it writes.
    pub set: usize,
    /// What was left out, taken for something, or replaced; each a sentence or two.
    pub remarks: Vec<String>,
}

/// What a log measures of the sales side of a map. `matching` says what each activity means, in their order, as
/// [`names::matching`](crate::conformance::names::matching) gives it; volumes are for a period of `days_per_period`
/// working days.
///
/// - A *share* of a flow link is the visits of its step that go on over it ÷ those that go on a drawn way or end, won or
///   lost; a return's likewise, of the cases that come to its outcome. Steps that split to all and lone links get none.
/// - *Elapsed* is the mean stay in working days, all endings together, with the deviation of the stays.
/// - *Entry* and *volume* are cases ÷ working days of the log × working days of the period.
///
/// Numbers are measured, with n, the name of the log as source and the day of its last event. Where the records say
/// nothing the map stays as it is.
pub fn measures(
    view: &MapView<'_>,
    log: &ImportedLog,
    matching: &[Vec<End>],
    days_per_period: f64,
) -> Measures {
    let summary = log.summary.as_ref();
    let walks = Walks::of(view, summary, matching);
    let passages = Passages::of(view, summary, matching, &walks);
    let mut taken = Taken {
        view,
        log,
        as_of: as_of(log),
        values: BTreeMap::new(),
        set: 0,
        replaced: Replaced::default(),
    };
    let mut remarks = Remarks::new(view, summary);
    remarks.names(&walks);
    remarks.passages(&passages, &walks);
    shares(&mut taken, &passages, &walks, &mut remarks);
    returns(&mut taken, &passages);
    let stays = stays(summary, &walks, &passages);
    for (at, stay) in &stays {
        let deviation = (stay.n > 1).then_some(stay.deviation);
        taken.step(*at, "elapsed", stay.mean, stay.n, deviation);
    }
    remarks.waits(stays.keys().copied());
    match per_period(summary, &walks, days_per_period) {
        Some(factor) => volumes(&mut taken, &passages, &walks, factor, &mut remarks),
        None => remarks.no_period(),
    }
    remarks.replaced(&taken.replaced);
    Measures {
        set: taken.set,
        change: taken.change(),
        remarks: remarks.said(),
    }
}

/// What one case of the variants kept stands for, in cases of a period.
fn per_period(summary: &Summary, walks: &Walks, days_per_period: f64) -> Option<f64> {
    let known = walks.cases > 0 && summary.working_days > 0.0 && days_per_period > 0.0;
    let factor = summary.cases as f64 / walks.cases as f64 / summary.working_days * days_per_period;
    (known && factor.is_finite()).then_some(factor)
}

fn shares(taken: &mut Taken<'_, '_>, passages: &Passages, walks: &Walks, remarks: &mut Remarks<'_, '_>) {
    let view = taken.view;
    let matched = walks.steps();
    for (at, step) in view.steps.iter().enumerate() {
        let links: Vec<usize> = view
            .links_from(at)
            .filter(|link| view.links[*link].kind == LinkKind::Flow)
            .collect();
        if step.side != Side::Seller || step.all || links.len() < 2 {
            continue;
        }
        let whole = if matched.contains(&at) {
            passages.steps[at].left
        } else if step.waypoint {
            links.iter().map(|link| passages.links[*link]).sum()
        } else {
            0
        };
        if whole == 0 {
            continue;
        }
        // A link that cases may take unseen is no link that nobody takes. That an end is not classified is drawn for
        // want of a record; without a share of its own it is what the others leave.
        let unseen = |link: &usize| passages.links[*link] == 0 && !passages.visible[*link];
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
            taken.share(link, passages.links[link], whole);
        }
    }
}

fn returns(taken: &mut Taken<'_, '_>, passages: &Passages) {
    let view = taken.view;
    for at in 0..view.outcomes.len() {
        let links: Vec<usize> = (0..view.links.len())
            .filter(|link| view.links[*link].kind == LinkKind::Return)
            .filter(|link| view.ends(*link).0 == Spot::Outcome(at))
            .collect();
        let here = passages.outcomes[at];
        let whole = here.visits.saturating_sub(here.undrawn);
        let shown = |link: &usize| passages.links[*link] > 0 || passages.visible[*link];
        if here.returned == 0 || !links.iter().all(shown) {
            continue;
        }
        for link in links {
            taken.share(link, passages.links[link], whole);
        }
    }
}

fn volumes(
    taken: &mut Taken<'_, '_>,
    passages: &Passages,
    walks: &Walks,
    factor: f64,
    remarks: &mut Remarks<'_, '_>,
) {
    let view = taken.view;
    let matched = walks.steps();
    for at in &matched {
        let cases = passages.steps[*at].cases;
        if cases > 0 {
            taken.step(*at, "volume", cases as f64 * factor, cases, None);
        }
    }
    let starts: BTreeSet<usize> = starts(view, Side::Seller)
        .into_iter()
        .filter_map(|id| view.step_place(id))
        .collect();
    for at in starts.intersection(&matched) {
        let begun = passages.steps[*at].begun;
        taken.step(*at, "entry", begun as f64 * factor, begun, None);
    }
    remarks.starts(&starts, &matched, passages);
}

/// Numbers taken from a log, until they become a change.
struct Taken<'a, 'v> {
    view: &'a MapView<'v>,
    log: &'a ImportedLog,
    as_of: Option<Date>,
    values: BTreeMap<RowKey, JsonMap<String, Value>>,
    set: usize,
    replaced: Replaced,
}

impl Taken<'_, '_> {
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
        if let Some(before) = before.filter(|before| !taken_from(before, self.log, self.as_of)) {
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

    fn change(self) -> Change {
        Change::Batch {
            label: format!("Apply measures of “{}”", self.log.name),
            changes: self
                .values
                .into_iter()
                .map(|(of, values)| Change::Set { of, values })
                .collect(),
        }
    }
}
