//! Coverage: buyer steps nobody serves, activities that serve nobody. One rule, one file.

pub(crate) mod crowded_step;
pub(crate) mod harmful_activity;
pub(crate) mod purposeless_activity;
pub(crate) mod silence_after_purchase;
pub(crate) mod unanswered_question;
pub(crate) mod unattended_role;
pub(crate) mod unserved_buyer_step;
