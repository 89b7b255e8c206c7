//! Tests of the model from outside, on drawn and on random maps. One binary, for they link the same crates.

mod capture;
mod changes;
mod compare;
mod heirs;
mod invariants;
mod moves;
mod random_changes;
mod sequences;
mod topology;
