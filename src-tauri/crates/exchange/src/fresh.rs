//! New ids for imported rows, for a workshop that already holds them under the old ones.

use std::collections::BTreeMap;

use twinlane_model::{IdKind, IdRole, IdSource};
use uuid::Uuid;

use crate::Imported;

impl Imported {
    /// The same rows with new ids for the map and everything on it, and for notes, gaps, people and agenda.
    ///
    /// A format that keeps ids, read into the workshop it came from, would otherwise take the rows of the
    /// first map away. Every reference to a row that gets a new id follows it: origins, what a scenario does otherwise,
    /// what names in records mean, the fingerprints of decisions. Tools keep their ids: they belong to the workshop and
    /// not to a map. Ids that no imported row has (origins, for example) stay as they are; a map whose source is not
    /// among the rows is no longer a copy of it, since that one need not be there.
    #[must_use]
    pub fn with_fresh_ids(mut self, ids: &mut dyn IdSource) -> Self {
        let mut new: BTreeMap<Uuid, Uuid> = BTreeMap::new();
        for row in &self.rows {
            row.each_id(&mut |at, id| {
                if at.role == IdRole::Own && at.names != Some(IdKind::Tool) {
                    new.entry(id).or_insert_with(|| ids.next());
                }
            });
        }
        for row in &mut self.rows {
            row.change_ids(&mut |at, id| {
                if at.names != Some(IdKind::Tool)
                    && let Some(new) = new.get(id)
                {
                    *id = *new;
                    return true;
                }
                at.names != Some(IdKind::Map) || at.role != IdRole::Names
            });
        }
        self
    }
}
