//! Tests of the model from outside, on drawn and on random maps. One binary, for they link the same crates.

mod random_changes;
mod sequences;
