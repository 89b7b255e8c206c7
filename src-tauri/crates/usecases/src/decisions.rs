//! What the room decides about a finding: the record kept under its fingerprint, and the change that keeps it.

use twinlane_gaps::Finding;
use twinlane_model::{Change, GapId, GapRecord, GapState, IdSource, Row, RowKey, Workshop};

/// The change that keeps a decision about a finding. `decide` alters the record there is, or a new one.
pub(crate) fn decided(
    workshop: &Workshop,
    finding: &Finding,
    ids: &mut dyn IdSource,
    decide: impl FnOnce(&mut GapRecord),
) -> Change {
    let mut records = workshop.gaps().values();
    let known = records
        .find(|gap| gap.fingerprint == finding.fingerprint)
        .cloned();
    let fresh = known.is_none();
    let mut record = known.unwrap_or_else(|| gap_record(&finding.fingerprint, ids));
    let key = RowKey::Gap(record.id);
    decide(&mut record);
    let label = match record.state {
        GapState::Open => format!("Reopen “{}”", finding.title),
        GapState::Confirmed => format!("Confirm “{}”", finding.title),
        GapState::Dismissed => format!("Dismiss “{}”", finding.title),
        GapState::Resolved => format!("Resolve “{}”", finding.title),
    };
    // A record that says nothing any more goes, so that undoing a decision and reopening look alike.
    let says_nothing =
        record.state == GapState::Open && record.comment.is_empty() && record.votes == 0 && !fresh;
    let (put, delete) = if says_nothing {
        (Vec::new(), vec![key])
    } else {
        (vec![Row::Gap(record)], Vec::new())
    };
    Change::Rows { label, put, delete }
}

/// Decides that a finding is in a state, with the numbers it has now.
pub(crate) fn set_state(record: &mut GapRecord, finding: &Finding, state: GapState, reason: String) {
    record.state = state;
    record.reason = if state == GapState::Dismissed {
        reason
    } else {
        String::new()
    };
    record.severity = Some(finding.severity);
    record.numbers = (&finding.numbers).into();
    record.check_again = false;
}

/// An open record for a finding nobody has decided about yet.
fn gap_record(fingerprint: &str, ids: &mut dyn IdSource) -> GapRecord {
    GapRecord {
        id: GapId::new(ids),
        fingerprint: fingerprint.to_owned(),
        map: None,
        state: GapState::Open,
        reason: String::new(),
        title: String::new(),
        comment: String::new(),
        votes: 0,
        severity: None,
        numbers: std::collections::BTreeMap::new(),
        check_again: false,
    }
}
