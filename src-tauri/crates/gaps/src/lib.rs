//! The gap catalogue: one rule, one file, in folders by family; scorecard and readiness.
//!
//! Rules are pure and cannot fail. Severity and thresholds are settings of the workshop, not code. This crate
//! must hold no file, clock, random source or window; what it needs from outside is in [`Context`].

mod catalogue;
mod family;
mod finding;
mod numbers;
mod page;
mod readiness;
mod rule;
pub mod rules;
mod scorecard;
mod sheet;
mod standing;
mod subject;
mod words;

#[cfg(test)]
#[path = "../tests/logs/mod.rs"]
mod logs;
#[cfg(test)]
mod probe;

pub use catalogue::{Catalogue, Context, catalogue};
pub use family::Family;
pub use finding::{
    Condition, Finding, Readiness, ReadinessState, Scorecard, Share, Standing, Subject, SubjectKind,
};
pub use numbers::Numbers;
pub use page::{index, page};
pub use rule::{Number, Records, Rule, Threshold, Worse};
pub use rules::{rule, rules};
