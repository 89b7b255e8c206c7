//! The one definition of a percentile: straight lines between the sorted values (number 7 of Hyndman and Fan, "Sample
//! Quantiles in Statistical Packages", 1996; numpy's own).

/// Where a percentile lies among sorted values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PercentilePlace {
    /// Place of the value below.
    pub below: usize,
    /// Place of the value above; the same at the last value.
    pub above: usize,
    part: f64,
}

impl PercentilePlace {
    /// The place of a percentile, `share` from 0 to 1, among `count` sorted values; `None` without any.
    pub fn of(count: usize, share: f64) -> Option<Self> {
        let last = count.checked_sub(1)?;
        let place = share * last as f64;
        let below = (place.floor() as usize).min(last);
        Some(Self {
            below,
            above: (below + 1).min(last),
            part: place - below as f64,
        })
    }

    /// The percentile, from the values at the two places.
    pub fn between(self, below: f64, above: f64) -> f64 {
        below + (above - below) * self.part
    }
}

#[cfg(test)]
mod tests {
    use super::PercentilePlace;

    #[test]
    fn percentiles_lie_on_straight_lines_between_the_values() {
        let values = [1.0, 2.0, 4.0, 8.0];
        let at = |share: f64| {
            let place = PercentilePlace::of(values.len(), share).expect("there are values");
            place.between(values[place.below], values[place.above])
        };
        let found = [0.0, 0.5, 0.75, 0.9, 1.0].map(at);
        let numpy = [1.0, 3.0, 5.0, 6.8, 8.0];
        for (found, numpy) in found.into_iter().zip(numpy) {
            assert!((found - numpy).abs() < 1e-12, "{found} is {numpy} in numpy");
        }
        assert_eq!(PercentilePlace::of(0, 0.5), None);
    }
}
