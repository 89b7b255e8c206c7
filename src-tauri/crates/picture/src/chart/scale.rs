//! The way from numbers to pixels, and the round numbers on an axis.

/// A linear scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f32,
    to: f32,
}

impl Scale {
    /// `low` lies at `from` and `high` at `to`; both at `from` where they are the same.
    pub fn new(low: f64, high: f64, from: f32, to: f32) -> Self {
        Self { low, high, from, to }
    }

    /// Where a number lies; beyond the ends it is at the end.
    pub fn at(&self, value: f64) -> f32 {
        let span = self.high - self.low;
        if span <= 0.0 {
            return self.from;
        }
        let share = ((value - self.low) / span).clamp(0.0, 1.0) as f32;
        self.from + (self.to - self.from) * share
    }
}

/// Round numbers from at or below `low` to at or above `high`, no more than about `most` steps of 1, 2 or 5
/// times a power of ten. There are always two or more.
pub(super) fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = if high > low { high - low } else { 1.0 };
    let raw = span / most.max(1) as f64;
    let power = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|by| by * power)
        .find(|step| *step >= raw * (1.0 - 1e-9))
        .unwrap_or(10.0 * power);
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    // A span that single steps cannot resolve (1e15 to 1e15 + 1e-3) has its ends only.
    let count = (last - first).clamp(1.0, 4.0 * most.max(1) as f64) as usize;
    (0..=count).map(|at| (first + at as f64) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_the_numbers() {
        assert_eq!(ticks(0.0, 5.12, 4), [0.0, 2.0, 4.0, 6.0]);
        assert!(ticks(0.0, 0.0, 4).len() >= 2, "an axis has two ends");
        assert_eq!(
            ticks(59_712.0, 61_312.0, 4),
            [59_500.0, 60_000.0, 60_500.0, 61_000.0, 61_500.0]
        );
    }
}
