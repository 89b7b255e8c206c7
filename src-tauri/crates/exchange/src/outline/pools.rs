//! Pools of an outline: what the header and the steps say about one name, put together.

use indexmap::IndexMap;
use twinlane_model::{IdSource, MapId, Measure, Pool, PoolId};

use super::measure::{Unit, written};
use super::tree::{At, PoolValues};
use crate::sentences::{LOCALE, OutlineFaults, PoolNumber, StatedBy};
use crate::{ExchangeError, Place};

/// A value and who states it.
struct Stated<T> {
    value: T,
    by: StatedBy,
    place: Place,
}

struct Entry {
    id: PoolId,
    people: Option<Stated<u32>>,
    capacity: Option<Stated<Measure>>,
    cost: Option<Stated<Measure>>,
}

/// All pools in the order of their first mention; unnamed ones apart.
pub(crate) struct Pools {
    map: MapId,
    named: IndexMap<String, Entry>,
    unnamed: Vec<Entry>,
}

impl Pools {
    pub fn new(map: MapId) -> Self {
        Self {
            map,
            named: IndexMap::new(),
            unnamed: Vec::new(),
        }
    }

    /// Takes what is said about a pool; `by` names who says it. Two values that differ are refused, naming
    /// both.
    pub fn say(
        &mut self,
        name: &str,
        values: &PoolValues,
        by: &StatedBy,
        ids: &mut dyn IdSource,
    ) -> Result<PoolId, ExchangeError> {
        if name.is_empty() {
            let mut entry = Entry::new(ids);
            entry.take(name, values, by)?;
            let id = entry.id;
            self.unnamed.push(entry);
            return Ok(id);
        }
        let entry = self
            .named
            .entry(name.to_owned())
            .or_insert_with(|| Entry::new(ids));
        entry.take(name, values, by)?;
        Ok(entry.id)
    }

    /// The rows: named pools first, in the order of their first mention.
    pub fn into_rows(self) -> Vec<Pool> {
        let map = self.map;
        let unnamed = self.unnamed.into_iter().map(|entry| (String::new(), entry));
        self.named
            .into_iter()
            .chain(unnamed)
            .enumerate()
            .map(|(at, (name, entry))| Pool {
                id: entry.id,
                map,
                origin: None,
                name,
                people: entry.people.map(|stated| stated.value),
                capacity: entry.capacity.map(|stated| stated.value),
                cost: entry.cost.map(|stated| stated.value),
                position: at as u32,
            })
            .collect()
    }
}

impl Entry {
    fn new(ids: &mut dyn IdSource) -> Self {
        Self {
            id: PoolId::new(ids),
            people: None,
            capacity: None,
            cost: None,
        }
    }

    fn take(&mut self, name: &str, values: &PoolValues, by: &StatedBy) -> Result<(), ExchangeError> {
        merge(&mut self.people, values.people.as_ref(), name, by, |n| {
            PoolNumber::People(*n)
        })?;
        merge(&mut self.capacity, values.capacity.as_ref(), name, by, |m| {
            PoolNumber::Capacity(written(m, Unit::Hours))
        })?;
        merge(&mut self.cost, values.cost.as_ref(), name, by, |m| {
            PoolNumber::Cost(written(m, Unit::Plain))
        })
    }
}

fn merge<T: Clone + PartialEq>(
    slot: &mut Option<Stated<T>>,
    value: Option<&At<T>>,
    name: &str,
    by: &StatedBy,
    number: impl Fn(&T) -> PoolNumber,
) -> Result<(), ExchangeError> {
    let Some(At { value, place }) = value else {
        return Ok(());
    };
    match slot {
        None => {
            *slot = Some(Stated {
                value: value.clone(),
                by: by.clone(),
                place: place.clone(),
            });
            Ok(())
        }
        Some(before) if before.value == *value => Ok(()),
        Some(before) => Err(LOCALE
            .two_numbers(name, &number(&before.value), &before.by, &number(value), by)
            .conflict(place.clone(), before.place.clone())),
    }
}
