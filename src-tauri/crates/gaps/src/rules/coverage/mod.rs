//! Coverage: buyer steps nobody serves, activities that serve nobody.

mod importance;

family! {
    unserved_buyer_step,
    unanswered_question,
    purposeless_activity,
    harmful_activity,
    crowded_step,
    unattended_role,
    silence_after_purchase,
}
