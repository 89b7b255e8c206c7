//! The list of rules. The order is that of the catalogue: families C, O, F, H, E, B, R, then by number.

use crate::rule::Rule;
use crate::{b, c, e, f, h, o, r};

static RULES: &[&Rule] = &[
    &c::unserved_buyer_step::RULE,
    &c::unanswered_question::RULE,
    &c::purposeless_activity::RULE,
    &c::harmful_activity::RULE,
    &c::crowded_step::RULE,
    &c::unattended_role::RULE,
    &c::silence_after_purchase::RULE,
    &o::out_of_order_support::RULE,
    &o::premature_ask::RULE,
    &o::late_support::RULE,
    &o::stage_mismatch::RULE,
    &f::unreachable_step::RULE,
    &f::dead_end_step::RULE,
    &f::missing_loss_exit::RULE,
    &f::rework_loop::RULE,
    &f::unbalanced_split::RULE,
    &f::missing_nurture_path::RULE,
    &f::sole_owner::RULE,
    &f::missing_start::RULE,
    &f::unjoined_split::RULE,
    &h::handoff_without_criteria::RULE,
    &h::ping_pong_handoff::RULE,
    &h::unowned_step::RULE,
    &h::handoff_without_return::RULE,
    &e::missing_evidence::RULE,
    &e::seller_claimed_evidence::RULE,
    &e::vague_evidence::RULE,
    &e::assumed_number::RULE,
    &e::uniform_probability::RULE,
    &e::stale_measure::RULE,
    &e::thin_sample::RULE,
    &e::missing_measure::RULE,
    &e::guessed_buyer_step::RULE,
    &b::constraint::RULE,
    &b::overload::RULE,
    &b::waiting_dominates::RULE,
    &b::largest_leak::RULE,
    &b::more_activity_trap::RULE,
    &r::skipped_step::RULE,
    &r::unmapped_activity::RULE,
    &r::unmapped_transition::RULE,
    &r::paper_process::RULE,
    &r::batch_entry::RULE,
    &r::recorded_rework::RULE,
    &r::zombie_case::RULE,
];

/// Every rule, in the order of the catalogue.
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

/// A rule by its code (`C1`, in either case) or its name (`unserved-buyer-step`).
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// Whether a rule is switched off to prove that the tests notice (`cargo xtask mutate gaps`).
#[cfg(feature = "mutate")]
pub(crate) fn silenced(rule: &Rule) -> bool {
    std::env::var("TWINLANE_SILENCED_RULE").is_ok_and(|code| code == rule.code)
}

/// Whether a rule is switched off; never outside of the mutation build.
#[cfg(not(feature = "mutate"))]
pub(crate) fn silenced(_rule: &Rule) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::probe::{Example, example};

    #[test]
    fn every_rule_is_documented_and_named_once() {
        let (mut codes, mut names, mut thresholds) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for rule in rules() {
            assert!(codes.insert(rule.code), "{} is the code of two rules", rule.code);
            assert!(names.insert(rule.name), "{} is the name of two rules", rule.name);
            assert!(
                rule.code.starts_with(&rule.family.word()[..1]),
                "{} lies in the wrong family",
                rule.code
            );
            let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            assert!(rule.name.chars().all(kebab), "{} is not in kebab-case", rule.name);
            for text in [rule.finds, rule.matters] {
                assert!(
                    text.ends_with('.'),
                    "{} has documentation that is no sentence: {text:?}",
                    rule.code
                );
                assert!(
                    !text.contains("  "),
                    "{} has documentation with a gap in it: {text:?}",
                    rule.code
                );
            }
            for threshold in rule.thresholds {
                assert!(
                    threshold.name.starts_with(rule.name),
                    "{} is not named after its rule",
                    threshold.name
                );
                assert!(
                    thresholds.insert(threshold.name),
                    "{} is the name of two thresholds",
                    threshold.name
                );
            }
        }
        assert_eq!(
            rules().len(),
            45,
            "the families C, O, F, H, E, B and R have 7, 4, 9, 4, 9, 5 and 7 rules"
        );
    }

    #[test]
    fn rules_stand_in_the_order_of_the_catalogue() {
        let place = |rule: &&Rule| (rule.family, rule.code.to_owned());
        assert!(
            rules().is_sorted_by_key(place),
            "a reader looks a rule up by family and number"
        );
    }

    #[test]
    fn every_rule_fires_on_its_wrong_example_and_is_silent_on_its_right_one() {
        for rule in rules() {
            assert!(
                !example(rule, Example::Wrong).is_empty(),
                "{} is silent on its wrong example",
                rule.code
            );
            let right = example(rule, Example::Right);
            assert!(
                right.is_empty(),
                "{} fires on its right example: {right:#?}",
                rule.code
            );
        }
    }

    #[test]
    fn findings_carry_only_numbers_that_their_rule_declares() {
        for rule in rules() {
            for finding in example(rule, Example::Wrong) {
                for name in finding.numbers.keys() {
                    let known = rule.numbers.iter().any(|number| number.name == name);
                    assert!(
                        known,
                        "{} carries {name}, of which its page says nothing",
                        rule.code
                    );
                }
                for text in [finding.title.as_str(), &finding.why] {
                    let ends = [".", "?", "?”"].iter().any(|end| text.ends_with(end));
                    assert!(ends, "{} does not end like a sentence: {text:?}", rule.code);
                }
                assert!(
                    finding.ask.ends_with('?'),
                    "{} asks nothing: {:?}",
                    rule.code,
                    finding.ask
                );
            }
        }
    }

    #[test]
    fn a_rule_is_found_by_code_and_by_name() {
        assert_eq!(
            rule("o1").map(|rule| rule.name),
            Some("out-of-order-support"),
            "codes in either case"
        );
        assert_eq!(
            rule("rework-loop").map(|rule| rule.code),
            Some("F4"),
            "names as they are"
        );
        assert!(rule("X9").is_none(), "there is no such rule");
    }
}
