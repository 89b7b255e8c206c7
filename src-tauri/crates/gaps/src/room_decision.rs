//! The room's decision about a finding, as far as it still holds: a dismissal reopens when the gap got worse.

use twinlane_model::{GapRecord, GapState, Severity};
use twinlane_words::{Locale, sentences};

use crate::finding::RoomDecision;
use crate::numbers::Numbers;
use crate::rule::{Rule, WorseWhen};

/// A number that gets worse by this part of its former value reopens a dismissal.
const WORSE_BY: f64 = 0.25;

sentences! {
    /// Why a dismissal was reopened.
    trait Reopening for English {
        fn severity_rose(was: &str, now: &str) => "severity rose from {was} to {now}";
        fn number_went(name: &str, was: &str, now: &str) => "{name} went from {was} to {now}";
        /// The word for a severity.
        fn severity(severity: Severity) -> &'static str => {
            match severity {
                Severity::Low => "low",
                Severity::Medium => "medium",
                Severity::High => "high",
            }
        };
    }
}

/// The room's decision as far as it holds for a finding of this rule with this severity and these numbers.
pub(crate) fn room_decision(
    locale: Locale,
    rule: &Rule,
    record: Option<&GapRecord>,
    severity: Severity,
    numbers: &Numbers,
) -> RoomDecision {
    let Some(record) = record else {
        return RoomDecision::default();
    };
    let reopened = if record.state == GapState::Dismissed {
        reopened(locale, rule, record, severity, numbers)
    } else {
        String::new()
    };
    RoomDecision {
        state: if reopened.is_empty() {
            record.state
        } else {
            GapState::Open
        },
        votes: record.votes,
        comment: record.comment.clone(),
        reason: record.reason.clone(),
        reopened,
        check_again: record.check_again,
    }
}

/// Why a dismissal no longer holds; empty when it does.
fn reopened(
    locale: Locale,
    rule: &Rule,
    record: &GapRecord,
    severity: Severity,
    numbers: &Numbers,
) -> String {
    let mut reasons = Vec::new();
    if let Some(was) = record.severity.filter(|was| severity > *was) {
        reasons.push(locale.severity_rose(locale.severity(was), locale.severity(severity)));
    }
    for number in rule.numbers {
        let (Some(&was), Some(now)) = (record.numbers.get(number.name), numbers.get(number.name)) else {
            continue;
        };
        let worse = match number.worse {
            WorseWhen::Higher => now - was,
            WorseWhen::Lower => was - now,
            WorseWhen::Never => continue,
        };
        if worse > 0.0 && worse >= was.abs() * WORSE_BY {
            reasons.push(locale.number_went(
                &number.name.replace('_', " "),
                &locale.number(was),
                &locale.number(now),
            ));
        }
    }
    reasons.join("; ")
}
