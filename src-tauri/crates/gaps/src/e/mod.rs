//! Evidence: what is known, and how well. One rule, one file.

pub(crate) mod assumed_number;
pub(crate) mod guessed_buyer_step;
pub(crate) mod missing_evidence;
pub(crate) mod missing_measure;
pub(crate) mod seller_claimed_evidence;
pub(crate) mod stale_measure;
pub(crate) mod thin_sample;
pub(crate) mod uniform_probability;
pub(crate) mod vague_evidence;
