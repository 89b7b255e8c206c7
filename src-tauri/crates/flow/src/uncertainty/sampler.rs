//! Random numbers from a seed: uniform, normal, gamma, triangle. The same seed gives the same numbers on every
//! platform, since only basic operations and functions of `libm` are used; a library of distributions takes
//! the logarithm of the system it is built on.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
pub(crate) struct Sampler {
    source: ChaCha8Rng,
    /// Normal numbers come in pairs; the second waits here.
    spare: Option<f64>,
}

impl Sampler {
    /// The stream of a seed; streams of different numbers have nothing to do with each other.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self { source, spare: None }
    }

    /// Uniform on 0..1, 1 excluded: 53 random bits.
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.source.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `limit`, which is at least 1.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((self.uniform() * limit as f64) as usize).min(limit.saturating_sub(1))
    }

    /// Normal with mean 0 and standard deviation 1 (Marsaglia's polar method, 1964).
    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let one = 2.0 * self.uniform() - 1.0;
            let other = 2.0 * self.uniform() - 1.0;
            let square = one * one + other * other;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * libm::log(square) / square).sqrt();
                self.spare = Some(other * scale);
                return one * scale;
            }
        }
    }

    /// Gamma of a shape above 0, scale 1 (Marsaglia and Tsang 2000).
    pub(crate) fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let root = libm::pow(1.0 - self.uniform(), 1.0 / shape);
            return self.gamma(shape + 1.0) * root;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v <= 0.0 {
                continue;
            }
            let v = v * v * v;
            let u = 1.0 - self.uniform();
            if u < 1.0 - 0.0331 * x * x * x * x || libm::log(u) < 0.5 * x * x + d * (1.0 - v + libm::log(v)) {
                return d * v;
            }
        }
    }

    /// Triangle over low, likely, high; the likely number itself where there is no width.
    pub(crate) fn triangle(&mut self, low: f64, likely: f64, high: f64) -> f64 {
        let width = high - low;
        if width <= 0.0 {
            return likely;
        }
        let u = self.uniform();
        if u * width < likely - low {
            low + (u * width * (likely - low)).sqrt()
        } else {
            high - ((1.0 - u) * width * (high - likely)).sqrt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of many draws against those of the distribution, within five standard errors.
    fn check(name: &str, mean: f64, variance: f64, mut draw: impl FnMut(&mut Sampler) -> f64) {
        let mut sampler = Sampler::new(7, 3);
        let count = 100_000;
        let draws: Vec<f64> = (0..count).map(|_| draw(&mut sampler)).collect();
        let ours = draws.iter().sum::<f64>() / f64::from(count);
        let spread = draws.iter().map(|x| (x - ours) * (x - ours)).sum::<f64>() / f64::from(count);
        let error = (variance / f64::from(count)).sqrt();
        assert!(
            (ours - mean).abs() < 5.0 * error,
            "{name}: mean {ours} instead of {mean}"
        );
        assert!(
            (spread / variance - 1.0).abs() < 0.1,
            "{name}: variance {spread} instead of {variance}"
        );
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        check("uniform", 0.5, 1.0 / 12.0, Sampler::uniform);
        check("normal", 0.0, 1.0, Sampler::normal);
        check("gamma of 1/2", 0.5, 0.5, |sampler| sampler.gamma(0.5));
        check("gamma of 40", 40.0, 40.0, |sampler| sampler.gamma(40.0));
        // Mean (a + b + c) ÷ 3, variance (a² + b² + c² − ab − ac − bc) ÷ 18.
        check("triangle", 3.0, 21.0 / 18.0, |sampler| {
            sampler.triangle(1.0, 2.0, 6.0)
        });
        check("below", 2.0, 2.0, |sampler| sampler.below(5) as f64);
    }

    #[test]
    fn a_triangle_without_width_is_its_number() {
        let mut sampler = Sampler::new(1, 0);
        assert_eq!(
            sampler.triangle(4.0, 4.0, 4.0),
            4.0,
            "low and high say that it is fixed"
        );
    }

    #[test]
    fn streams_are_told_apart_and_repeat() {
        let first = |seed, stream| Sampler::new(seed, stream).uniform();
        assert_eq!(
            first(1, 0),
            first(1, 0),
            "the same seed and stream, the same number"
        );
        assert!(
            first(1, 0) != first(1, 1) && first(1, 0) != first(2, 0),
            "another one, another number"
        );
    }
}
