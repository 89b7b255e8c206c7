//! The list of rules. The order is that of the catalogue: families C, O, F, H, E, then by number.

use crate::rule::Rule;
use crate::{c, o};

static RULES: &[&Rule] = &[
    &c::unserved_buyer_step::RULE,
    &c::purposeless_activity::RULE,
    &o::out_of_order_support::RULE,
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
