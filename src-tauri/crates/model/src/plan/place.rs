//! Places: a row that comes into a list or goes renumbers only those behind it.

use super::edit::Edit;
use crate::lists::List;
use crate::{Row, RowKey};

impl Edit<'_> {
    /// Puts a row at a place of its list; those behind it move down. Beyond the end is the end.
    pub(crate) fn put_at(&mut self, row: impl Into<Row>, position: u32) {
        let mut row = row.into();
        let Some(list) = List::of(&row) else {
            self.put(row);
            return;
        };
        let key = row.key();
        let stays = self.workshop.row(key).as_ref().and_then(List::of) == Some(list);
        let len = list.len(self.workshop) - u32::from(stays);
        if position >= len && !stays {
            // The common case while typing: at the end nobody else moves.
            row.set_position(len);
            self.put(row);
            return;
        }
        row.set_position(position.min(len));
        self.put(row);
        let mut order: Vec<RowKey> = list
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
        for list in self.take_dirty() {
            let members = list.members(self.workshop);
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
