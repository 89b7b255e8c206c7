//! Looking up what a reference of an outline means: by title, when only one has it, or by id.

use std::collections::BTreeMap;

use super::tree::{At, Reference};
use crate::sentences::{LOCALE, Noun, OutlineFaults};
use crate::{ExchangeError, Place};

/// Things of one kind by title and by id, within groups (the sides; for questions, their steps).
pub(crate) struct Index<G, T> {
    /// What the things are called in messages.
    noun: Noun,
    by_title: BTreeMap<(G, String), Vec<T>>,
    by_id: BTreeMap<String, (G, T, Place)>,
}

impl<G: Copy + Ord, T: Copy> Index<G, T> {
    pub fn new(noun: Noun) -> Self {
        Self {
            noun,
            by_title: BTreeMap::new(),
            by_id: BTreeMap::new(),
        }
    }

    /// Puts a thing in; an id that is taken is refused.
    pub fn put(
        &mut self,
        group: G,
        title: &str,
        id: Option<&At<String>>,
        thing: T,
    ) -> Result<(), ExchangeError> {
        self.by_title
            .entry((group, title.to_owned()))
            .or_default()
            .push(thing);
        let Some(id) = id else { return Ok(()) };
        if let Some((_, _, before)) = self.by_id.get(&id.value) {
            return Err(LOCALE
                .id_of_two(&id.value, self.noun)
                .conflict(id.place.clone(), before.clone()));
        }
        self.by_id
            .insert(id.value.clone(), (group, thing, id.place.clone()));
        Ok(())
    }

    /// Whether a title is there in a group.
    pub fn has(&self, group: G, title: &str) -> bool {
        self.by_title.contains_key(&(group, title.to_owned()))
    }

    /// What a reference means.
    pub fn find(&self, group: G, reference: &At<Reference>) -> Result<T, ExchangeError> {
        let noun = self.noun;
        let place = reference.place.clone();
        match &reference.value {
            Reference::Id(id) => match self.by_id.get(id) {
                Some((of, thing, _)) if *of == group => Ok(*thing),
                Some(_) => Err(LOCALE.cannot_stand_here(id, noun).reference(place)),
                None => Err(LOCALE.no_such_id(id, noun).reference(place)),
            },
            Reference::Title(title) => {
                let found = self.by_title.get(&(group, title.clone()));
                match found.map(Vec::as_slice) {
                    Some([thing]) => Ok(*thing),
                    Some(several) => Err(LOCALE
                        .title_of_several(title, several.len(), noun)
                        .reference(place)),
                    None => Err(LOCALE
                        .no_such_title(title, noun, self.advice(group, title))
                        .reference(place)),
                }
            }
        }
    }

    /// What to do about a title that is not there: name one that is nearly the same, or one elsewhere.
    fn advice(&self, group: G, title: &str) -> String {
        let plain = |text: &str| -> String {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let wanted = plain(title);
        let near = self
            .by_title
            .keys()
            .find(|(of, name)| *of == group && !wanted.is_empty() && plain(name) == wanted);
        let elsewhere = || self.by_title.keys().find(|(_, name)| name == title);
        match (near, elsewhere()) {
            (Some((_, name)), _) => LOCALE.is_meant(name),
            (None, Some(_)) => LOCALE.stands_elsewhere(title),
            (None, None) => LOCALE.check_spelling().to_owned(),
        }
    }
}
