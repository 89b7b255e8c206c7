//! First-order indices: the share of the variance of a result that one number explains by itself.
//!
//! Estimated from the draws that are there anyway: equal-count bins of the number, the variance of the bin
//! means over the variance of the result (Saltelli et al. 2008), corrected for the part that bins of mere
//! chance would explain (ω², Hays 1963).

/// Bins of equal count.
const BINS: usize = 32;

/// The index of one number for one result, and where equal draws end. `order` sorts the draws by the number.
///
/// Below nothing counts as nothing; `None` when the result does not vary.
pub(crate) fn first_order(order: &[u32], result: &[f64]) -> Option<f64> {
    let count = order.len();
    if count < 2 * BINS {
        return None;
    }
    let whole = count as f64;
    let mean = order.iter().map(|draw| result[*draw as usize]).sum::<f64>() / whole;
    let (mut between, mut all) = (0.0, 0.0);
    for bin in 0..BINS {
        let members = &order[bin * count / BINS..(bin + 1) * count / BINS];
        let size = members.len() as f64;
        let mut sum = 0.0;
        for &draw in members {
            let off = result[draw as usize] - mean;
            sum += off;
            all += off * off;
        }
        between += sum * sum / size;
    }
    // A result that is the same in every draw varies by rounding only.
    if all <= 1e-18 * mean * mean * whole {
        return None;
    }
    let freedom = (BINS - 1) as f64;
    let within = (all - between) / (whole - BINS as f64);
    Some(((between - freedom * within) / (all + within)).max(0.0))
}

/// What an index of a number without any part in the result stays below nineteen times in twenty: the spread
/// of the index when nothing is explained, √(2(K − 1)) ÷ N, times 1.645.
pub(crate) fn noise_floor(draws: usize) -> f64 {
    1.645 * (2.0 * (BINS - 1) as f64).sqrt() / draws.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uncertainty::sampler::Sampler;

    #[test]
    fn parts_of_a_sum_get_their_part_of_the_variance() {
        let mut sampler = Sampler::new(5, 0);
        let count = 10_000;
        let one: Vec<f64> = (0..count).map(|_| sampler.normal()).collect();
        let other: Vec<f64> = (0..count).map(|_| sampler.normal()).collect();
        let idle: Vec<f64> = (0..count).map(|_| sampler.normal()).collect();
        let result: Vec<f64> = one.iter().zip(&other).map(|(a, b)| 2.0 * a + b).collect();
        for (name, number, expected) in [
            ("two parts", &one, 0.8),
            ("one part", &other, 0.2),
            ("none", &idle, 0.0),
        ] {
            let mut order: Vec<u32> = (0..count).collect();
            order.sort_by(|a, b| number[*a as usize].total_cmp(&number[*b as usize]));
            let found = first_order(&order, &result).unwrap();
            assert!(
                (found - expected).abs() < 0.02,
                "{name}: {found} instead of {expected}"
            );
        }
        let order: Vec<u32> = (0..count).collect();
        assert_eq!(
            first_order(&order, &vec![3.0; 10_000]),
            None,
            "what does not vary is explained by nothing"
        );
    }
}
