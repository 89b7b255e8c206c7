//! Places: every list of the workshop is numbered 0, 1, 2, … without holes, and a row that comes in or goes
//! renumbers only those behind it.

use super::edit::Edit;
use crate::{LaneId, MapId, NoteState, Row, RowKey, Side, StageId, Workshop};

/// A list in which rows have a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Container {
    Maps,
    Lanes(MapId, Side),
    Stages(MapId, Side),
    Cell(StageId, LaneId),
    Outcomes(MapId),
    Pools(MapId),
    Tools,
    Participants,
    Agenda,
    Logs,
    Notes(NoteState),
}

impl Container {
    /// The list a row lies in.
    pub(crate) fn of(row: &Row) -> Option<Self> {
        match row {
            Row::Map(_) => Some(Self::Maps),
            Row::Lane(row) => Some(Self::Lanes(row.map, row.side)),
            Row::Stage(row) => Some(Self::Stages(row.map, row.side)),
            Row::Step(row) => Some(Self::Cell(row.stage, row.lane)),
            Row::Outcome(row) => Some(Self::Outcomes(row.map)),
            Row::Pool(row) => Some(Self::Pools(row.map)),
            Row::Tool(_) => Some(Self::Tools),
            Row::Participant(_) => Some(Self::Participants),
            Row::Agenda(_) => Some(Self::Agenda),
            Row::Note(row) => Some(Self::Notes(row.state)),
            Row::Log(_) => Some(Self::Logs),
            Row::Link(_) | Row::Gap(_) | Row::Charter(_) | Row::Settings(_) => None,
        }
    }

    /// Its rows in order, each with its number.
    pub(crate) fn members(self, workshop: &Workshop) -> Vec<(u32, RowKey)> {
        let mut out: Vec<(u32, RowKey)> = match self {
            Self::Cell(stage, lane) => {
                return workshop
                    .index
                    .cell(stage, lane)
                    .map(|(at, id)| (at, RowKey::Step(id)))
                    .collect();
            }
            Self::Maps => list(workshop.maps.values(), |row| (row.position, RowKey::Map(row.id))),
            Self::Lanes(map, side) => list(
                workshop
                    .lanes
                    .values()
                    .filter(|row| row.map == map && row.side == side),
                |row| (row.position, RowKey::Lane(row.id)),
            ),
            Self::Stages(map, side) => list(
                workshop
                    .stages
                    .values()
                    .filter(|row| row.map == map && row.side == side),
                |row| (row.position, RowKey::Stage(row.id)),
            ),
            Self::Outcomes(map) => list(workshop.outcomes.values().filter(|row| row.map == map), |row| {
                (row.position, RowKey::Outcome(row.id))
            }),
            Self::Pools(map) => list(workshop.pools.values().filter(|row| row.map == map), |row| {
                (row.position, RowKey::Pool(row.id))
            }),
            Self::Tools => list(workshop.tools.values(), |row| {
                (row.position, RowKey::Tool(row.id))
            }),
            Self::Participants => list(workshop.participants.values(), |row| {
                (row.position, RowKey::Participant(row.id))
            }),
            Self::Agenda => list(workshop.agenda.values(), |row| {
                (row.position, RowKey::Agenda(row.id))
            }),
            Self::Logs => list(workshop.logs.values(), |row| (row.position, RowKey::Log(row.id))),
            Self::Notes(state) => list(workshop.notes.values().filter(|row| row.state == state), |row| {
                (row.position, RowKey::Note(row.id))
            }),
        };
        out.sort_unstable();
        out
    }

    /// How many rows it has.
    pub(crate) fn len(self, workshop: &Workshop) -> u32 {
        match self {
            Self::Cell(stage, lane) => workshop.index.cell_len(stage, lane) as u32,
            other => other.members(workshop).len() as u32,
        }
    }
}

fn list<'a, T: 'a>(
    rows: impl Iterator<Item = &'a T>,
    entry: impl Fn(&T) -> (u32, RowKey),
) -> Vec<(u32, RowKey)> {
    rows.map(entry).collect()
}

impl Edit<'_> {
    /// Puts a row at a place of its list; those behind it move down. Beyond the end is the end.
    pub(crate) fn put_at(&mut self, row: impl Into<Row>, position: u32) {
        let mut row = row.into();
        let Some(container) = Container::of(&row) else {
            self.put(row);
            return;
        };
        let key = row.key();
        let stays = self.workshop.row(key).as_ref().and_then(Container::of) == Some(container);
        let len = container.len(self.workshop) - u32::from(stays);
        if position >= len && !stays {
            // The common case while typing: at the end nobody else moves.
            row.set_position(len);
            self.put(row);
            return;
        }
        row.set_position(position.min(len));
        self.put(row);
        let mut order: Vec<RowKey> = container
            .members(self.workshop)
            .into_iter()
            .map(|(_, key)| key)
            .filter(|other| *other != key)
            .collect();
        order.insert((position as usize).min(order.len()), key);
        self.number(&order);
    }

    /// Puts a row at the end of its list.
    pub(crate) fn put_last(&mut self, row: impl Into<Row>) {
        self.put_at(row, u32::MAX);
    }

    /// Numbers rows in the order given; only those whose number changes are touched.
    pub(crate) fn number(&mut self, order: &[RowKey]) {
        for (at, key) in order.iter().enumerate() {
            if let Some(mut row) = self.workshop.row(*key)
                && row.position() != Some(at as u32)
            {
                row.set_position(at as u32);
                self.put(row);
            }
        }
    }

    /// Closes the holes of the lists that were disturbed.
    pub(crate) fn settle(&mut self) {
        for container in self.take_dirty() {
            let members = container.members(self.workshop);
            if members
                .iter()
                .enumerate()
                .any(|(at, (number, _))| *number != at as u32)
            {
                let order: Vec<RowKey> = members.into_iter().map(|(_, key)| key).collect();
                self.number(&order);
            }
        }
    }
}
