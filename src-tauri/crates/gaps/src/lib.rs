//! The gap catalogue: one rule, one file, in folders by family; scorecard and readiness.
//!
//! Rules are pure and cannot fail. Severity and thresholds are settings of the workshop, not code. This crate
//! must hold no file, clock, random source or window; what it needs from outside is in [`Context`].

mod catalogue;
mod documentation;
mod draft;
mod facts;
mod family;
mod finding;
mod fingerprint;
mod item;
mod names;
mod numbers;
mod readiness;
mod room_decision;
mod rule;
pub mod rules;
mod scorecard;
mod subject;
mod threshold;

#[cfg(test)]
#[path = "../tests/logs/mod.rs"]
mod logs;
#[cfg(test)]
mod testing;

pub use catalogue::{Catalogue, Context, catalogue};
pub use documentation::{rule_page, rules_index};
pub use family::Family;
pub use finding::{
    Condition, Finding, Readiness, ReadinessState, RoomDecision, Scorecard, Share, Subject, SubjectKind,
};
pub use numbers::Numbers;
pub use rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};
pub use rules::{rule, rules};
pub use threshold::Threshold;
