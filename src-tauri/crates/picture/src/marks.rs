//! How a map differs from another, as marks on its cards: a sign and a word for what is new, moved or changed, and
//! a list of what is gone. What differs is found by the model; here it is brought to the cards.

use std::collections::BTreeMap;

use twinlane_model::{Difference, MapDiff, MapView, RowKey, StepId};
use twinlane_words::Locale;

use crate::sentences::{MapSentences, MarkSentences};

/// How a step differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The other map does not have it.
    pub added: bool,
    /// It stands in another lane, stage or place.
    pub moved: bool,
    /// What differs of it, of its links and of the people who do it, in words; each once.
    pub changed: Vec<String>,
}

impl Mark {
    /// Sign and words: "+ added", "→ moved", "≠ changed: touch, share".
    pub fn words(&self, locale: Locale) -> String {
        if self.added {
            return locale.added().to_owned();
        }
        let moved = self.moved.then(|| locale.moved().to_owned());
        let changed = (!self.changed.is_empty()).then(|| locale.changed(&self.changed.join(", ")));
        let parts: Vec<String> = moved.into_iter().chain(changed).collect();
        parts.join(", ")
    }
}

/// How a map differs from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// By step of the map that is drawn.
    pub steps: BTreeMap<StepId, Mark>,
    /// Titles of the steps that only the other map has, in its order.
    pub removed: Vec<String>,
}

/// The marks of a map from what differs; `view` is the second of the two maps compared.
pub fn marks(view: &MapView<'_>, diff: &MapDiff, locale: Locale) -> Marks {
    let mut marks = Marks::default();
    for row in &diff.added {
        match row.key {
            RowKey::Step(id) => marks.of(id).added = true,
            _ => marks.changed(view, row, locale.links()),
        }
    }
    for row in &diff.moved {
        if let RowKey::Step(id) = row.key {
            marks.of(id).moved = true;
        }
    }
    for row in &diff.changed {
        for field in &row.fields {
            marks.changed(view, row, &field.field.replace('_', " "));
        }
    }
    for row in &diff.removed {
        match row.key {
            RowKey::Step(_) if row.title.trim().is_empty() => {
                marks.removed.push(locale.untitled_step().to_owned());
            }
            RowKey::Step(_) => marks.removed.push(row.title.clone()),
            _ => marks.changed(view, row, locale.links()),
        }
    }
    marks
}

impl Marks {
    fn of(&mut self, step: StepId) -> &mut Mark {
        self.steps.entry(step).or_default()
    }

    /// Says of the steps that a row belongs to that something of them differs.
    fn changed(&mut self, view: &MapView<'_>, row: &Difference, what: &str) {
        for step in steps(view, row.key) {
            let words = &mut self.of(step).changed;
            if !words.iter().any(|word| word == what) {
                words.push(what.to_owned());
            }
        }
    }
}

/// The steps of the map on whose cards a row shows: its own, that a link leaves, those a pool does.
fn steps(view: &MapView<'_>, row: RowKey) -> Vec<StepId> {
    match row {
        RowKey::Step(id) => view.step(id).map(|step| step.id).into_iter().collect(),
        RowKey::Link(id) => {
            let link = view.workshop.links().get(&id);
            let from = link.and_then(|link| link.from.step());
            from.and_then(|from| here(view, from)).into_iter().collect()
        }
        RowKey::Pool(id) => {
            let own = view.activities().filter(|step| step.pool == Some(id));
            own.map(|step| step.id).collect()
        }
        _ => Vec::new(),
    }
}

/// The step itself, or the one of this map that was the same step first.
fn here(view: &MapView<'_>, step: StepId) -> Option<StepId> {
    if let Some(own) = view.step(step) {
        return Some(own.id);
    }
    let first = view.workshop.steps().get(&step)?;
    let origin = first.origin.unwrap_or(first.id);
    let mut steps = view.steps.iter();
    let same = steps.find(|row| row.origin.unwrap_or(row.id) == origin);
    same.map(|row| row.id)
}
