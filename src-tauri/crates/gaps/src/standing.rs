//! What the room's decision about a finding is worth now: a dismissal reopens when the gap got worse.

use twinlane_model::{GapRecord, GapState, Severity};

use crate::finding::Standing;
use crate::numbers::Numbers;
use crate::rule::{Rule, Worse};
use crate::words::decimal;

/// A number that worsens by this part of what it was reopens a dismissal.
const WORSE_BY: f64 = 0.25;

/// The standing of a finding whose rule, severity and numbers are these now.
pub(crate) fn standing(
    rule: &Rule,
    record: Option<&GapRecord>,
    severity: Severity,
    numbers: &Numbers,
) -> Standing {
    let Some(record) = record else {
        return Standing::default();
    };
    let reopened = if record.state == GapState::Dismissed {
        reopened(rule, record, severity, numbers)
    } else {
        String::new()
    };
    Standing {
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
fn reopened(rule: &Rule, record: &GapRecord, severity: Severity, numbers: &Numbers) -> String {
    let mut reasons = Vec::new();
    if let Some(was) = record.severity.filter(|was| severity > *was) {
        reasons.push(format!(
            "severity rose from {} to {}",
            severity_word(was),
            severity_word(severity)
        ));
    }
    for number in rule.numbers {
        let (Some(&was), Some(now)) = (record.numbers.get(number.name), numbers.get(number.name)) else {
            continue;
        };
        let worse = match number.worse {
            Worse::Up => now - was,
            Worse::Down => was - now,
            Worse::Never => continue,
        };
        if worse > 0.0 && worse >= was.abs() * WORSE_BY {
            reasons.push(format!(
                "{} went from {} to {}",
                number.name.replace('_', " "),
                decimal(was),
                decimal(now)
            ));
        }
    }
    reasons.join("; ")
}

/// The word for a severity.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
    }
}
