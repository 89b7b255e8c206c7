//! New ids for imported rows, for a workshop that already holds them under the old ones.

use std::collections::BTreeMap;

use twinlane_model::{End, IdSource, Row};
use uuid::Uuid;

use crate::Imported;

impl Imported {
    /// The same rows with new ids for the map and everything on it, and for notes, gaps, people and agenda.
    ///
    /// A format that keeps ids, read into the workshop it came from, would otherwise take the rows of the
    /// first map away. Tools keep their ids: they belong to the workshop and not to a map. Ids that no
    /// imported row has (origins, for example) stay as they are; a map is no longer a copy of another, since
    /// that one need not be there.
    #[must_use]
    pub fn with_fresh_ids(mut self, ids: &mut dyn IdSource) -> Self {
        let mut new: BTreeMap<Uuid, Uuid> = BTreeMap::new();
        let mut give = |old: Uuid| {
            new.entry(old).or_insert_with(|| ids.next());
        };
        for row in &self.rows {
            if !matches!(row, Row::Tool(_))
                && let Some(own) = row.key().uuid()
            {
                give(own);
            }
            match row {
                Row::Step(row) => row.questions.iter().for_each(|question| give(question.id.0)),
                Row::Stage(row) => row.criteria.iter().for_each(|criterion| give(criterion.id.0)),
                _ => {}
            }
        }
        let fresh = |id: &mut Uuid| {
            if let Some(new) = new.get(id) {
                *id = *new;
            }
        };
        for row in &mut self.rows {
            renew(row, &fresh);
        }
        self
    }
}

/// Puts new ids wherever a row names one.
fn renew(row: &mut Row, fresh: &impl Fn(&mut Uuid)) {
    let end = |end: &mut End| match end {
        End::Step(id) => fresh(&mut id.0),
        End::Outcome(id) => fresh(&mut id.0),
    };
    match row {
        Row::Map(row) => {
            fresh(&mut row.id.0);
            row.copied_from = None;
            row.matching.values_mut().flatten().for_each(end);
        }
        Row::Lane(row) => {
            fresh(&mut row.id.0);
            fresh(&mut row.map.0);
            row.origin.iter_mut().for_each(|id| fresh(&mut id.0));
        }
        Row::Stage(row) => {
            fresh(&mut row.id.0);
            fresh(&mut row.map.0);
            row.origin.iter_mut().for_each(|id| fresh(&mut id.0));
            row.paired.iter_mut().for_each(|id| fresh(&mut id.0));
            row.criteria
                .iter_mut()
                .for_each(|criterion| fresh(&mut criterion.id.0));
        }
        Row::Pool(row) => {
            fresh(&mut row.id.0);
            fresh(&mut row.map.0);
            row.origin.iter_mut().for_each(|id| fresh(&mut id.0));
        }
        Row::Step(row) => {
            fresh(&mut row.id.0);
            fresh(&mut row.map.0);
            row.origin.iter_mut().for_each(|id| fresh(&mut id.0));
            fresh(&mut row.lane.0);
            fresh(&mut row.stage.0);
            row.pool.iter_mut().for_each(|id| fresh(&mut id.0));
            row.questions
                .iter_mut()
                .for_each(|question| fresh(&mut question.id.0));
        }
        Row::Outcome(row) => {
            fresh(&mut row.id.0);
            fresh(&mut row.map.0);
            row.origin.iter_mut().for_each(|id| fresh(&mut id.0));
        }
        Row::Link(row) => {
            fresh(&mut row.id.0);
            fresh(&mut row.map.0);
            row.origin.iter_mut().for_each(|id| fresh(&mut id.0));
            end(&mut row.from);
            end(&mut row.to);
            row.answers.iter_mut().for_each(|id| fresh(&mut id.0));
        }
        Row::Gap(row) => {
            fresh(&mut row.id.0);
            row.map.iter_mut().for_each(|id| fresh(&mut id.0));
        }
        Row::Note(row) => {
            fresh(&mut row.id.0);
            row.step.iter_mut().for_each(|id| fresh(&mut id.0));
        }
        Row::Participant(row) => fresh(&mut row.id.0),
        Row::Agenda(row) => fresh(&mut row.id.0),
        Row::Log(row) => fresh(&mut row.id.0),
        Row::Tool(_) | Row::Charter(_) | Row::Settings(_) => {}
    }
}
