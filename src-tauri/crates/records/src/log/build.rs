//! Puts events together as they come, in any order, and sorts them once at the end.

use super::{CaseFacts, Event, EventLog, NO_TIME, NONE, Names};

/// Takes events one after the other; [`finish`](Self::finish) sorts them into an [`EventLog`].
#[derive(Clone, Debug, Default)]
pub struct LogBuilder {
    log: EventLog,
    case: Vec<u32>,
    /// The last case asked for, because most files keep a case together.
    last: Option<u32>,
}

impl LogBuilder {
    /// The id of a case, which is new when its name is.
    pub fn case(&mut self, name: &str) -> u32 {
        if let Some(last) = self.last
            && self.log.cases.name(last) == name
        {
            return last;
        }
        let case = self.log.cases.intern(name);
        self.last = Some(case);
        case
    }

    /// Number of events so far.
    pub fn events(&self) -> usize {
        self.case.len()
    }

    /// The id of an activity.
    pub fn activity(&mut self, name: &str) -> u32 {
        self.log.activities.intern(name)
    }

    /// The id of a resource; [`NONE`] for an empty name.
    pub fn resource(&mut self, name: &str) -> u32 {
        said(&mut self.log.resources, name)
    }

    /// The id of a lifecycle transition; [`NONE`] for an empty name.
    pub fn lifecycle(&mut self, name: &str) -> u32 {
        said(&mut self.log.lifecycles, name)
    }

    /// The id of a stage that a case is in now; [`NONE`] for an empty name.
    pub fn stage(&mut self, name: &str) -> u32 {
        said(&mut self.log.stages, name)
    }

    /// Adds an event; ids come from the methods above.
    pub fn push(&mut self, case: u32, event: Event) {
        let log = &mut self.log;
        let before = self.case.len();
        self.case.push(case);
        log.activity.push(event.activity);
        log.time.push(event.time);
        // A column in which nothing is ever said takes no memory.
        push_rare(&mut log.offset, before, event.offset, 0);
        push_rare(&mut log.lifecycle, before, event.lifecycle, NONE);
        push_rare(&mut log.resource, before, event.resource, NONE);
    }

    /// Says what is known of a case beside its events.
    pub fn facts(&mut self, case: u32, facts: CaseFacts) {
        let facts_of = &mut self.log.facts;
        if facts_of.len() <= case as usize {
            facts_of.resize(case as usize + 1, CaseFacts::default());
        }
        facts_of[case as usize] = facts;
    }

    /// The log: case by case, and by time where all events of a case have one.
    pub fn finish(self) -> EventLog {
        let Self { mut log, case, .. } = self;
        let cases = log.cases.len();
        let mut starts = vec![0_u32; cases + 1];
        for case in &case {
            starts[*case as usize + 1] += 1;
        }
        for at in 0..cases {
            starts[at + 1] += starts[at];
        }
        let mut order = vec![0_u32; case.len()];
        let mut next = starts.clone();
        for (at, case) in case.iter().enumerate() {
            let place = &mut next[*case as usize];
            order[*place as usize] = at as u32;
            *place += 1;
        }
        drop(case);
        for range in starts.windows(2) {
            let events = &mut order[range[0] as usize..range[1] as usize];
            let time = |at: &u32| log.time[*at as usize];
            let timed = events.iter().all(|at| time(at) != NO_TIME);
            if timed && !events.is_sorted_by_key(time) {
                // Stable: equal times keep the order of the file.
                events.sort_by_key(time);
            }
        }
        if !order.iter().enumerate().all(|(at, from)| at == *from as usize) {
            log.activity = sorted(&log.activity, &order);
            log.time = sorted(&log.time, &order);
            log.offset = sorted(&log.offset, &order);
            log.lifecycle = sorted(&log.lifecycle, &order);
            log.resource = sorted(&log.resource, &order);
        }
        log.starts = starts;
        if !log.facts.is_empty() {
            log.facts.resize(cases, CaseFacts::default());
        }
        log
    }
}

fn said(names: &mut Names, name: &str) -> u32 {
    if name.is_empty() { NONE } else { names.intern(name) }
}

fn push_rare<T: Copy + PartialEq>(column: &mut Vec<T>, before: usize, value: T, usual: T) {
    if !column.is_empty() || value != usual {
        column.resize(before, usual);
        column.push(value);
    }
}

fn sorted<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
    if column.is_empty() {
        return Vec::new();
    }
    order.iter().map(|at| column[*at as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(rows: &[(&str, &str, i64)]) -> EventLog {
        let mut builder = LogBuilder::default();
        for (case, activity, time) in rows {
            let case = builder.case(case);
            let activity = builder.activity(activity);
            builder.push(
                case,
                Event {
                    activity,
                    time: *time,
                    offset: 0,
                    lifecycle: NONE,
                    resource: NONE,
                },
            );
        }
        builder.finish()
    }

    #[test]
    fn events_are_sorted_by_case_and_time_and_equal_times_stay() {
        let log = log(&[
            ("b", "late", 9),
            ("a", "x", 5),
            ("b", "first of two", 3),
            ("b", "second of two", 3),
            ("a", "y", NO_TIME),
            ("a", "z", 1),
        ]);
        let trace = |case: usize| -> Vec<&str> {
            log.trace(case)
                .iter()
                .map(|activity| log.activities.name(*activity))
                .collect()
        };
        assert_eq!(
            trace(0),
            ["first of two", "second of two", "late"],
            "by time, then as written"
        );
        assert_eq!(
            trace(1),
            ["x", "y", "z"],
            "a case with a time missing stays as written"
        );
        assert_eq!((log.case_count(), log.event_count(), log.untimed()), (2, 6, 1));
        assert_eq!(log.period(), Some((1, 9)));
    }

    proptest::proptest! {
        #[test]
        fn no_event_is_lost_and_order_is_stable(rows in proptest::collection::vec((0_u8..4, 0_i64..4), 0..60)) {
            let named: Vec<(String, String, i64)> = rows
                .iter()
                .enumerate()
                .map(|(at, (case, time))| (case.to_string(), at.to_string(), *time))
                .collect();
            let table: Vec<(&str, &str, i64)> =
                named.iter().map(|(case, activity, time)| (case.as_str(), activity.as_str(), *time)).collect();
            let log = log(&table);
            proptest::prop_assert_eq!(log.event_count(), rows.len());
            for case in 0..log.case_count() {
                let keys: Vec<(i64, u32)> =
                    log.times(case).iter().copied().zip(log.trace(case).iter().copied()).collect();
                proptest::prop_assert!(keys.is_sorted(), "by time, then by place in the file");
            }
        }
    }
}
