//! The gap catalogue: one rule, one file, in folders by family; scorecard and readiness.
//!
//! Rules are pure and cannot fail. Severity and thresholds are settings of the workshop, not code.

mod finding;

pub use finding::{
    Condition, Finding, Readiness, ReadinessState, Scorecard, Share, Standing, Subject, SubjectKind,
};
