//! Rows of bits of equal length, for sets of supports or steps. No rule and no map here.

/// A matrix of bits, row by row.
#[derive(Clone, Debug)]
pub(crate) struct BitRows {
    words: usize,
    bits: Vec<u64>,
}

impl BitRows {
    /// `rows` rows of `columns` bits, all off.
    pub fn new(rows: usize, columns: usize) -> Self {
        let words = columns.div_ceil(64);
        Self {
            words,
            bits: vec![0; rows * words],
        }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    /// One row, to be written.
    pub fn row_mut(&mut self, row: usize) -> &mut [u64] {
        &mut self.bits[row * self.words..(row + 1) * self.words]
    }

    /// Switches a bit on.
    pub fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    /// Whether a bit is on.
    #[cfg(test)]
    pub fn get(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] >> (column % 64) & 1 == 1
    }

    /// Adds the bits of one row to a different one.
    pub fn add(&mut self, into: usize, from: usize) {
        debug_assert_ne!(into, from, "a row is never added to itself");
        let words = self.words;
        // Slices of one length each spare the innermost loop its checks.
        let (into, from) = if into < from {
            let (low, high) = self.bits.split_at_mut(from * words);
            (&mut low[into * words..][..words], &high[..words])
        } else {
            let (low, high) = self.bits.split_at_mut(into * words);
            (&mut high[..words], &low[from * words..][..words])
        };
        for (into, from) in into.iter_mut().zip(from) {
            *into |= from;
        }
    }
}

/// Places of the bits that are on in a row, rising.
pub(crate) fn ones(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(word, bits)| {
        let mut left = *bits;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(word * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_their_bits_and_nobody_elses() {
        let mut rows = BitRows::new(3, 130);
        rows.set(0, 129);
        rows.set(0, 1);
        rows.set(1, 64);
        assert!(
            rows.get(0, 129) && !rows.get(1, 129),
            "a bit belongs to its own row"
        );
        rows.add(2, 0);
        assert_eq!(
            ones(rows.row(2)).collect::<Vec<_>>(),
            [1, 129],
            "the bits of row 0 arrive, in order"
        );
        rows.add(0, 1);
        assert_eq!(
            ones(rows.row(0)).collect::<Vec<_>>(),
            [1, 64, 129],
            "a row takes bits from a later one too"
        );
    }
}
