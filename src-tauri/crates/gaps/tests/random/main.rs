//! Random maps and random records: a second, plain implementation of each rule finds the same as the catalogue.

#[path = "../logs/mod.rs"]
mod logs;
mod maps;
mod naive;
mod records;

use naive::records::{TWINS, WITHOUT_TWIN};

#[test]
fn every_rule_has_one_twin_or_a_reason_for_none() {
    let of_maps = naive::of_maps().map(|(name, _)| *name);
    let of_records = TWINS.iter().map(|(name, _, _)| *name);
    let without = WITHOUT_TWIN.iter().map(|(name, _)| *name);
    let mut twins: Vec<&str> = of_maps.chain(of_records).chain(without).collect();
    twins.sort_unstable();
    let mut rules: Vec<String> = twinlane_gaps::rules()
        .iter()
        .map(|rule| rule.name.replace('-', "_"))
        .collect();
    rules.sort_unstable();
    assert_eq!(
        twins, rules,
        "a rule has a plain twin in tests/random/naive, or says there why it has none"
    );
}
