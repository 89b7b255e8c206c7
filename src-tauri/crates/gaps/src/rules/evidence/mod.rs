//! Evidence: what is known, and how well.

family! {
    missing_evidence,
    seller_claimed_evidence,
    vague_evidence,
    assumed_number,
    uniform_probability,
    stale_measure,
    thin_sample,
    missing_measure,
    guessed_buyer_step,
}
