//! The workshop in memory: its rows by id. One workshop is one file.

use std::collections::BTreeMap;

use crate::index::Index;
use crate::{
    AgendaId, AgendaItem, Charter, End, GapId, GapRecord, ImportedLog, Lane, LaneId, Link, LinkId, LogId,
    Map, MapId, MapView, Note, NoteId, Outcome, OutcomeId, Participant, ParticipantId, Pool, PoolId, Row,
    RowKey, Settings, Stage, StageId, Step, StepId, Tool, ToolId,
};

/// Everything a workshop holds. Fields are readable; only changes write them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workshop {
    pub(crate) charter: Charter,
    pub(crate) settings: Settings,
    pub(crate) participants: BTreeMap<ParticipantId, Participant>,
    pub(crate) agenda: BTreeMap<AgendaId, AgendaItem>,
    pub(crate) notes: BTreeMap<NoteId, Note>,
    pub(crate) tools: BTreeMap<ToolId, Tool>,
    pub(crate) maps: BTreeMap<MapId, Map>,
    pub(crate) lanes: BTreeMap<LaneId, Lane>,
    pub(crate) stages: BTreeMap<StageId, Stage>,
    pub(crate) pools: BTreeMap<PoolId, Pool>,
    pub(crate) steps: BTreeMap<StepId, Step>,
    pub(crate) outcomes: BTreeMap<OutcomeId, Outcome>,
    pub(crate) links: BTreeMap<LinkId, Link>,
    pub(crate) gaps: BTreeMap<GapId, GapRecord>,
    pub(crate) logs: BTreeMap<LogId, ImportedLog>,
    /// Follows from the rows; see [`Index`].
    pub(crate) index: Index,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $key:ty => $row:ty, $variant:ident;)*) => {
        impl Workshop {
            $($(#[$doc])*
            pub fn $field(&self) -> &BTreeMap<$key, $row> {
                &self.$field
            })*

            /// The present state of a row.
            pub fn row(&self, key: RowKey) -> Option<Row> {
                match key {
                    $(RowKey::$variant(id) => self.$field.get(&id).cloned().map(Row::$variant),)*
                    RowKey::Charter => Some(Row::Charter(self.charter.clone())),
                    RowKey::Settings => Some(Row::Settings(self.settings.clone())),
                }
            }

            /// Whether a row is there; charter and settings always are.
            pub fn has(&self, key: RowKey) -> bool {
                match key {
                    $(RowKey::$variant(id) => self.$field.contains_key(&id),)*
                    RowKey::Charter | RowKey::Settings => true,
                }
            }

            /// Every row: charter and settings first, then table by table in the order of ids. A row never
            /// names a row of a later table, links between stages apart.
            pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
                [Row::Charter(self.charter.clone()), Row::Settings(self.settings.clone())]
                    .into_iter()
                    $(.chain(self.$field.values().cloned().map(Row::$variant)))*
            }

            /// Puts a row in place without checks. For the changes of this crate and for reading a file.
            pub(crate) fn put(&mut self, row: Row) {
                self.unindex(row.key());
                match &row {
                    Row::Step(step) => self.index.add_step(step),
                    Row::Link(link) => self.index.add_link(link),
                    _ => {}
                }
                match row {
                    $(Row::$variant(row) => { self.$field.insert(row.id, row); })*
                    Row::Charter(row) => self.charter = row,
                    Row::Settings(row) => self.settings = row,
                }
            }

            /// Takes a row away without checks; charter and settings go back to their defaults.
            pub(crate) fn take(&mut self, key: RowKey) {
                self.unindex(key);
                match key {
                    $(RowKey::$variant(id) => { self.$field.remove(&id); })*
                    RowKey::Charter => self.charter = Charter::default(),
                    RowKey::Settings => self.settings = Settings::default(),
                }
            }
        }
    };
}

tables! {
    /// Participants by id.
    participants: ParticipantId => Participant, Participant;
    /// Agenda items by id.
    agenda: AgendaId => AgendaItem, Agenda;
    /// Notes by id.
    notes: NoteId => Note, Note;
    /// Tools by id.
    tools: ToolId => Tool, Tool;
    /// Maps by id.
    maps: MapId => Map, Map;
    /// Lanes of all maps by id.
    lanes: LaneId => Lane, Lane;
    /// Stages of all maps by id.
    stages: StageId => Stage, Stage;
    /// Pools of all maps by id.
    pools: PoolId => Pool, Pool;
    /// Steps of all maps by id.
    steps: StepId => Step, Step;
    /// Outcomes of all maps by id.
    outcomes: OutcomeId => Outcome, Outcome;
    /// Links of all maps by id.
    links: LinkId => Link, Link;
    /// Gap records by id.
    gaps: GapId => GapRecord, Gap;
    /// Imported event logs by id.
    logs: LogId => ImportedLog, Log;
}

impl Workshop {
    /// Takes the present state of a row out of the indexes.
    fn unindex(&mut self, key: RowKey) {
        match key {
            RowKey::Step(id) => {
                if let Some(step) = self.steps.get(&id) {
                    self.index.remove_step(step);
                }
            }
            RowKey::Link(id) => {
                if let Some(link) = self.links.get(&id) {
                    self.index.remove_link(link);
                }
            }
            _ => {}
        }
    }

    /// Packs the large tables: a tree that grew row by row in the order of ids is hardly more than half full,
    /// one that is made of all rows at once is full.
    pub(crate) fn pack(&mut self) {
        self.steps = std::mem::take(&mut self.steps).into_iter().collect();
        self.links = std::mem::take(&mut self.links).into_iter().collect();
    }

    /// Links that leave or reach a step or an outcome, by id; does not read the other links.
    pub fn links_at(&self, end: End) -> impl Iterator<Item = &Link> + '_ {
        self.index.touching(end).filter_map(|id| self.links.get(&id))
    }

    /// Steps of a cell, top to bottom; does not read the other steps.
    pub fn steps_in(&self, stage: StageId, lane: LaneId) -> impl Iterator<Item = &Step> + '_ {
        self.index
            .cell(stage, lane)
            .filter_map(|(_, id)| self.steps.get(&id))
    }

    /// The charter.
    pub fn charter(&self) -> &Charter {
        &self.charter
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Maps in their order.
    pub fn maps_in_order(&self) -> Vec<&Map> {
        let mut maps: Vec<&Map> = self.maps.values().collect();
        maps.sort_by_key(|map| (map.position, map.id));
        maps
    }

    /// The log that the maps are compared with: the last in the list.
    pub fn log(&self) -> Option<&ImportedLog> {
        self.logs.values().max_by_key(|log| (log.position, log.id))
    }

    /// One map with its rows in place order, ready to be read.
    pub fn view(&self, map: MapId) -> Option<MapView<'_>> {
        MapView::of(self, map)
    }
}
