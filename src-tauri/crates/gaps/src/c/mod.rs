//! Coverage: buyer steps nobody serves, activities that serve nobody. One rule, one file.

pub(crate) mod purposeless_activity;
pub(crate) mod unserved_buyer_step;
