//! `cargo xtask oracle flow [N] | conformance | tables | history`: our figures beside those of programs that share
//! nothing with the product, and what we read beside what others say is written there. An oracle is no part of the
//! product.

mod conformance;
mod environment;
mod flow;
mod records;

use crate::shell::Outcome;

pub use flow::python;
pub use records::{bench, beside_import};

/// Runs the comparison named.
pub fn run(words: &[String]) -> Outcome {
    match words {
        [name, rest @ ..] if name == "flow" => flow::run(rest),
        [name] if name == "conformance" => conformance::run(),
        [name] if name == "tables" => records::tables(),
        [name] if name == "history" => records::history(),
        _ => Err("name an oracle: flow [N], conformance, tables or history".to_owned()),
    }
}
