//! The numbers of a finding. It holds no rule, and nothing of what the numbers mean.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// Numbers by name, in the order of the names; the unit is part of a name. Most findings have none or one, and
/// there are thousands of findings: a list takes a tenth of the room of a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(Vec<(&'static str, f64)>);

impl Numbers {
    /// The number of a name.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.at(name).ok().map(|at| self.0[at].1)
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|(name, _)| *name)
    }

    /// The numbers, in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.0.iter().map(|(_, value)| *value)
    }

    /// Sets a number.
    pub(crate) fn set(&mut self, name: &'static str, value: f64) {
        match self.at(name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (name, value));
            }
        }
    }

    fn at(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(name))
    }
}

impl From<&Numbers> for BTreeMap<String, f64> {
    fn from(numbers: &Numbers) -> Self {
        let owned = |(name, value): &(&str, f64)| ((*name).to_owned(), *value);
        numbers.0.iter().map(owned).collect()
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
