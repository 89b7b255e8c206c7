//! The gap catalogue: one rule, one file, in folders by family; scorecard and readiness.
//!
//! Rules are pure and cannot fail. Severity and thresholds are settings of the workshop, not code. This crate
//! must hold no file, clock, random source or window; what it needs from outside is in [`Context`].

mod catalogue;
mod finding;
mod numbers;
mod page;
mod readiness;
mod registry;
mod rule;
mod scorecard;
mod sheet;
mod standing;
mod subject;
mod words;

mod b;
mod c;
mod e;
mod f;
mod h;
mod o;
mod r;

#[cfg(test)]
#[path = "../tests/kept/mod.rs"]
mod kept;
#[cfg(test)]
mod probe;

pub use catalogue::{Catalogue, Context, catalogue};
pub use finding::{
    Condition, Finding, Readiness, ReadinessState, Scorecard, Share, Standing, Subject, SubjectKind,
};
pub use numbers::Numbers;
pub use page::{index, page};
pub use registry::{rule, rules};
pub use rule::{Family, Number, Records, Rule, Threshold, Worse};
