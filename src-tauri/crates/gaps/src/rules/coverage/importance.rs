//! How grave a gap at a buyer step is. No rule here.

use twinlane_model::Severity;

/// High at importance 3, low at 1, medium between.
pub(super) fn severity(importance: u8) -> Severity {
    match importance {
        0 | 1 => Severity::Low,
        2 => Severity::Medium,
        _ => Severity::High,
    }
}
