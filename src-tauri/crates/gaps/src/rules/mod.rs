//! The rules of the catalogue, in folders by family, and the list of them. A new rule is a file in the folder of its
//! family and a line in that folder's `mod.rs`; everything that lists or counts rules starts from here.

use crate::rule::Rule;

/// Declares the rules of a family: each name is a file beside the `mod.rs` that says it, and holds a constant `RULE`.
/// The order is that of the catalogue, by code.
macro_rules! family {
    ($($rule:ident),* $(,)?) => {
        $(
            #[expect(missing_docs, reason = "a rule is its own documentation")]
            pub mod $rule;
        )*

        /// The rules of this family, in the order of their codes.
        pub(super) const RULES: &[&crate::rule::Rule] = &[$(&$rule::RULE),*];
    };
}

/// Declares the families: each name is a folder. The order is that of `Family`.
macro_rules! families {
    ($($family:ident),* $(,)?) => {
        $(pub mod $family;)*

        /// The rules of each family.
        const FAMILIES: &[&[&Rule]] = &[$($family::RULES),*];
    };
}

families! {
    coverage,
    order,
    flow,
    handoffs,
    evidence,
    bottleneck,
    records,
}

/// How many rules there are.
const COUNT: usize = {
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].len();
        family += 1;
    }
    count
};

static RULES: [&Rule; COUNT] = {
    let mut rules = [FAMILIES[0][0]; COUNT];
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        let mut at = 0;
        while at < FAMILIES[family].len() {
            rules[count] = FAMILIES[family][at];
            count += 1;
            at += 1;
        }
        family += 1;
    }
    rules
};

/// Every rule, in the order of the catalogue: by family, then by number.
pub fn rules() -> &'static [&'static Rule] {
    &RULES
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

    use twinlane_words::Locale;

    use super::*;
    use crate::family::Family;
    use crate::testing::{Example, example};

    #[test]
    fn every_rule_is_documented_and_named_once() {
        let (mut codes, mut names, mut thresholds) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for rule in rules() {
            assert!(codes.insert(rule.code), "{} is the code of two rules", rule.code);
            assert!(names.insert(rule.name), "{} is the name of two rules", rule.name);
            assert!(
                rule.code.starts_with(rule.family.letter()),
                "{} lies in the wrong family",
                rule.code
            );
            let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            assert!(rule.name.chars().all(kebab), "{} is not in kebab-case", rule.name);
            for text in [rule.finds, rule.matters].map(|text| text(Locale::English)) {
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
    }

    #[test]
    fn rules_stand_in_the_order_of_the_catalogue() {
        let number = |rule: &Rule| rule.code[1..].parse::<u32>().ok();
        for (family, rules) in Family::ALL.iter().zip(FAMILIES) {
            for (place, rule) in (1..).zip(*rules) {
                assert_eq!(
                    rule.family, *family,
                    "{} lies in another family's folder",
                    rule.code
                );
                assert_eq!(number(rule), Some(place), "{} has a number of its own", rule.code);
            }
        }
        assert_eq!(Family::ALL.len(), FAMILIES.len(), "each family has its folder");
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
