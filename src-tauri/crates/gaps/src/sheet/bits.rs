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

    /// Switches a bit on.
    pub fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    /// Whether a bit is on.
    pub fn get(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] >> (column % 64) & 1 == 1
    }

    /// Adds the bits of one row, and those of `more` in the same row of another matrix, to a different row.
    pub fn add(&mut self, into: usize, from: usize, more: &Self) {
        debug_assert_ne!(into, from, "a row is never added to itself");
        for word in 0..self.words {
            let bits = self.bits[from * self.words + word] | more.bits[from * self.words + word];
            self.bits[into * self.words + word] |= bits;
        }
    }
}

/// Number of bits that are on in both rows.
pub(crate) fn common(a: &[u64], b: &[u64]) -> u64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| u64::from((a & b).count_ones()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_their_bits_and_nobody_elses() {
        let mut rows = BitRows::new(3, 130);
        rows.set(0, 129);
        rows.set(1, 64);
        assert!(
            rows.get(0, 129) && !rows.get(1, 129),
            "a bit belongs to its own row"
        );
        let more = {
            let mut more = BitRows::new(3, 130);
            more.set(0, 1);
            more
        };
        rows.add(2, 0, &more);
        assert!(
            rows.get(2, 129) && rows.get(2, 1) && !rows.get(2, 64),
            "both matrices' bits of row 0 arrive"
        );
        assert_eq!(common(rows.row(2), rows.row(0)), 1, "only bit 129 is in both");
    }
}
