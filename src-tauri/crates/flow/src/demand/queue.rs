//! How long work waits for people who have time: an approximation for several servers with general arrivals
//! (Allen-Cunneen, with the exponent of Sakasegawa 1977).
//!
//! The wait is never added to a lead time, for elapsed time contains waiting.

use serde::Serialize;

/// What the work of a pool waits for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    /// Mean wait, working hours. Both squared coefficients of variation are assumed to be 1.
    Wait(f64),
    /// The pool has at least as much work as time: the queue grows without bound.
    Grows,
    /// Nobody said how many people the pool has, or none of its work has a touch time.
    Unknown,
}

/// W ≈ (cₐ² + cₛ²)/2 · ρ^(√(2(m+1)) − 1) ÷ (m(1 − ρ)) · t·(H·m ÷ c).
///
/// `load` is ρ; `people` m; `touch` t, the mean touch time of a visit in hours; `present` H, hours per person
/// and period; `capacity` c, hours per period.
pub fn queue(load: f64, people: Option<u32>, touch: Option<f64>, present: f64, capacity: f64) -> Queue {
    if load >= 1.0 {
        return Queue::Grows;
    }
    let (Some(people), Some(touch)) = (people.filter(|people| *people > 0), touch) else {
        return Queue::Unknown;
    };
    let people = f64::from(people);
    let variation = f64::midpoint(1.0, 1.0);
    let busy = libm::pow(load, (2.0 * (people + 1.0)).sqrt() - 1.0) / (people * (1.0 - load));
    let wait = variation * busy * touch * (present * people / capacity);
    if wait.is_finite() {
        Queue::Wait(wait)
    } else {
        Queue::Unknown
    }
}
