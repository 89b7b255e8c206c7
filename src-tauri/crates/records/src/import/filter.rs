//! A part of the records: those of a segment, an owner, a period. What is outside is left out and counted, not refused.

use jiff::Timestamp;
use jiff::civil::Date;

use super::imported::Imported;
use crate::RecordsError;
use crate::log::{CaseFacts, Event, EventLog, LogBuilder, NO_TIME, NONE, Zone};
use crate::mapping::{Mapping, RecordsFilter};

/// Leaves out the cases that began outside of the period that the mapping asks for. A case begins when it is created, or
/// with its first event; one that does not say when is left out too.
///
/// # Errors
/// The zone of the mapping is not known.
pub fn keep_period(imported: &mut Imported, mapping: &Mapping) -> Result<(), RecordsError> {
    let RecordsFilter { from, to, .. } = &mapping.only;
    if from.is_none() && to.is_none() {
        return Ok(());
    }
    let zone = Zone::named(mapping.zone.as_deref().unwrap_or_default())?;
    let inside = |day: Date| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
    let log = &imported.log;
    let begun = |case: usize| {
        let timed = log.times(case).iter().copied().filter(|time| *time != NO_TIME);
        let moment = log.facts_of(case).created.or_else(|| timed.min())?;
        let moment = Timestamp::from_millisecond(moment).ok()?;
        Some(moment.to_zoned(zone.time_zone().clone()).date())
    };
    let kept: Vec<usize> = (0..log.case_count())
        .filter(|case| begun(*case).is_some_and(inside))
        .collect();
    imported.left_out += (log.case_count() - kept.len()) as u64;
    imported.log = part(log, &kept);
    Ok(())
}

/// Some cases of a log, with the names that they need.
fn part(log: &EventLog, kept: &[usize]) -> EventLog {
    let mut builder = LogBuilder::default();
    for at in kept {
        let case = builder.case(log.cases.name(*at as u32));
        for event in log.events(*at) {
            let event = Event {
                activity: builder.activity(log.activities.name(event.activity)),
                lifecycle: builder.lifecycle(log.lifecycles.name(event.lifecycle)),
                resource: builder.resource(log.resources.name(event.resource)),
                ..event
            };
            builder.push(case, event);
        }
        if !log.facts.is_empty() {
            let facts = log.facts_of(*at);
            let stage = match facts.stage {
                NONE => NONE,
                stage => builder.stage(log.stages.name(stage)),
            };
            let owner = match facts.owner {
                NONE => NONE,
                owner => builder.resource(log.resources.name(owner)),
            };
            builder.facts(
                case,
                CaseFacts {
                    stage,
                    owner,
                    ..facts
                },
            );
        }
    }
    builder.finish()
}
