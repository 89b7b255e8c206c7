//! The list of rules. The order is that of the catalogue: families C, O, F, H, E, then by number.

use crate::rule::Rule;
use crate::{c, e, f, h, o};

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
