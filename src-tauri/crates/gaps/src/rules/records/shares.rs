//! Parts of all deals in per cent, as the rules about records compare them. No rule here.

/// A part by which a share may miss a limit and still count as being at it.
const ROUNDING: f64 = 1e-9;

/// Whether a part is more than so many per cent of the whole.
pub(super) fn more_than(part: u64, whole: u64, percent: f64) -> bool {
    part as f64 * 100.0 > whole as f64 * percent * (1.0 + ROUNDING)
}

/// Whether a part is so many per cent of the whole, or more; nothing is no part.
pub(super) fn at_least(part: u64, whole: u64, percent: f64) -> bool {
    part > 0 && part as f64 * 100.0 >= whole as f64 * percent * (1.0 - ROUNDING)
}

/// A part in per cent of the whole.
pub(super) fn percent_of(part: u64, whole: u64) -> f64 {
    part as f64 * 100.0 / whole as f64
}
