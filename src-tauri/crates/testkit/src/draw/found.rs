//! A drawn map: finds its things by their titles, and applies changes to it.

use std::collections::BTreeMap;

use twinlane_model::{
    Applied, Change, End, LaneId, LinkId, LinkKind, MapId, MapView, OutcomeId, PoolId, QuestionId, Refusal,
    Row, RowKey, StageId, StepId, ToolId, Workshop,
};

use crate::Ids;

/// A drawn map in a workshop of its own, with its things found by title.
#[derive(Clone, Debug)]
pub struct TestMap {
    /// The workshop.
    pub workshop: Workshop,
    /// Its only map.
    pub map: MapId,
    /// Where further ids come from.
    pub ids: Ids,
    pub(super) named: BTreeMap<String, StepId>,
}

/// The only thing found.
pub(super) fn one<T>(mut found: impl Iterator<Item = T>, name: &str) -> T {
    match (found.next(), found.next()) {
        (Some(one), None) => one,
        (None, _) => panic!("nothing is called {name:?}"),
        (Some(_), Some(_)) => panic!("several are called {name:?}"),
    }
}

impl TestMap {
    /// The map, ready to be read.
    ///
    /// # Panics
    /// Never for a drawn map, unless the test removed it.
    pub fn view(&self) -> MapView<'_> {
        self.workshop.view(self.map).expect("the drawn map is there")
    }

    /// The step of a title, or of `#name` when it was given `{id name}`.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn step(&self, title: &str) -> StepId {
        if let Some(id) = title.strip_prefix('#').and_then(|name| self.named.get(name)) {
            return *id;
        }
        one(
            self.workshop
                .steps()
                .values()
                .filter(|row| row.title == title)
                .map(|row| row.id),
            title,
        )
    }

    /// The lane of a title.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn lane(&self, title: &str) -> LaneId {
        one(
            self.workshop
                .lanes()
                .values()
                .filter(|row| row.title == title)
                .map(|row| row.id),
            title,
        )
    }

    /// The stage of a title.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn stage(&self, title: &str) -> StageId {
        one(
            self.workshop
                .stages()
                .values()
                .filter(|row| row.title == title)
                .map(|row| row.id),
            title,
        )
    }

    /// The pool of a name.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn pool(&self, name: &str) -> PoolId {
        one(
            self.workshop
                .pools()
                .values()
                .filter(|row| row.name == name)
                .map(|row| row.id),
            name,
        )
    }

    /// The tool of a name.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn tool(&self, name: &str) -> ToolId {
        one(
            self.workshop
                .tools()
                .values()
                .filter(|row| row.name == name)
                .map(|row| row.id),
            name,
        )
    }

    /// The outcome of a title or of a kind's word.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn outcome(&self, name: &str) -> OutcomeId {
        one(
            self.workshop
                .outcomes()
                .values()
                .filter(|row| row.name() == name)
                .map(|row| row.id),
            name,
        )
    }

    /// The question of a text.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn question(&self, text: &str) -> QuestionId {
        let all = self.workshop.steps().values().flat_map(|step| &step.questions);
        one(all.filter(|row| row.text == text).map(|row| row.id), text)
    }

    /// A step or else an outcome, as the end of a link.
    ///
    /// # Panics
    /// When there is none, or several.
    pub fn end(&self, title: &str) -> End {
        let steps = self
            .workshop
            .steps()
            .values()
            .filter(|row| row.title == title)
            .count();
        if steps == 0 && !title.starts_with('#') {
            End::Outcome(self.outcome(title))
        } else {
            End::Step(self.step(title))
        }
    }

    /// The only link of a kind between two things.
    ///
    /// # Panics
    /// When there is none.
    pub fn link(&self, kind: LinkKind, from: &str, to: &str) -> LinkId {
        let (start, end) = (self.end(from), self.end(to));
        let found = self
            .workshop
            .links_at(start)
            .filter(|link| link.kind == kind && link.from == start && link.to == end)
            .map(|link| link.id);
        one(found, &format!("{from} → {to}"))
    }

    /// Titles of steps.
    pub fn titles(&self, steps: impl IntoIterator<Item = StepId>) -> Vec<String> {
        steps
            .into_iter()
            .map(|id| {
                self.workshop
                    .steps()
                    .get(&id)
                    .map_or_else(String::new, |step| step.title.clone())
            })
            .collect()
    }

    /// Applies a change.
    ///
    /// # Errors
    /// What [`Workshop::apply`] refuses.
    pub fn apply(&mut self, change: &Change) -> Result<Applied, Refusal> {
        self.workshop.apply(change, &mut self.ids)
    }

    /// Applies a change that must go well.
    ///
    /// # Panics
    /// When it is refused.
    pub fn change(&mut self, change: &Change) -> Applied {
        match self.apply(change) {
            Ok(applied) => applied,
            Err(refusal) => panic!("{change:?} was refused: {refusal}"),
        }
    }

    /// Puts a row in place as a change, for what a drawing cannot say.
    ///
    /// # Panics
    /// When it is refused.
    pub fn put(&mut self, row: Row) -> RowKey {
        let key = row.key();
        self.change(&Change::Rows {
            label: String::new(),
            put: vec![row],
            delete: Vec::new(),
        });
        key
    }
}
