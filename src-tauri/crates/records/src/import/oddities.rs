//! What is odd in records: counted once all rows are in, so that their order makes no difference. Nothing is repaired.

use super::columns::Columns;
use crate::discover::{Endings, funnel};
use crate::log::EventLog;
use crate::mapping::TableLayout;

/// What is odd in records, in cases or values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Cases that entered a stage before they were created.
    pub before_created: u64,
    /// Cases whose stages have dates in another order than the process: that of the columns, in a history that in which
    /// cases go through the stages on average. Events of a history that says nothing else of its cases are no stages.
    pub out_of_order: u64,
    /// Cases without an account, where the records have such a column.
    pub without_account: u64,
    /// Cases without a date of creation, where the records have such a column.
    pub without_created: u64,
    /// Cases without an amount, or with none above 0, where the records have such a column.
    pub without_amount: u64,
    /// Values of amounts and chances that are no numbers.
    pub unreadable_numbers: u64,
}

/// Counts everything but unreadable numbers.
pub(super) fn count(log: &EventLog, columns: &Columns, shape: TableLayout) -> Oddities {
    let mut found = Oddities::default();
    for facts in &log.facts {
        found.without_account += u64::from(columns.account.is_some() && !facts.account);
        found.without_created += u64::from(columns.created.is_some() && facts.created.is_none());
        let amount = facts.amount.is_some_and(|amount| amount > 0.0);
        found.without_amount += u64::from(columns.amount.is_some() && !amount);
    }
    let mut ranks = vec![0; log.activities.len()];
    match shape {
        TableLayout::ClosedDeals => return found,
        TableLayout::Wide => {
            for (rank, (_, activity)) in columns.stages.iter().enumerate().rev() {
                // A stage without a date in any row has become no activity.
                if let Some(place) = ranks.get_mut(*activity as usize) {
                    *place = rank;
                }
            }
        }
        TableLayout::StageHistory if log.facts.is_empty() => return found,
        TableLayout::StageHistory => {
            for (rank, stage) in funnel(log, &Endings::default()).iter().enumerate() {
                ranks[stage.activity as usize] = rank;
            }
        }
    }
    for case in 0..log.case_count() {
        let times = log.times(case);
        let created = log.facts_of(case).created;
        found.before_created +=
            u64::from(created.is_some_and(|created| times.iter().any(|time| *time < created)));
        found.out_of_order += u64::from(goes_back(log.trace(case), times, &ranks));
    }
    found
}

/// True when a stage comes later than one that it stands before. Of two at the same time neither is later.
fn goes_back(trace: &[u32], times: &[i64], ranks: &[usize]) -> bool {
    let (mut before, mut now, mut at) = (0, 0, None);
    for (activity, time) in trace.iter().zip(times) {
        if at != Some(*time) {
            before = now;
            at = Some(*time);
        }
        let rank = ranks[*activity as usize];
        if rank < before {
            return true;
        }
        now = now.max(rank);
    }
    false
}
