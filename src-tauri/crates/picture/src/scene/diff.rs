//! What changed from one Scene to the next: what a patch carries to the window.

use std::collections::BTreeMap;

use serde::Serialize;

use super::elements::{Cell, Column, Element, Row, Scene};

/// What changed from one scene to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SceneDiff {
    /// Width of the new drawing.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub width: f32,
    /// Height of the new drawing.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub height: f32,
    /// All columns, when any differs.
    pub columns: Option<Vec<Column>>,
    /// All rows, when any differs.
    pub rows: Option<Vec<Row>>,
    /// All cells, when any differs.
    pub cells: Option<Vec<Cell>>,
    /// New and changed elements, in drawing order.
    pub upserted: Vec<Element>,
    /// Keys of elements that are gone.
    pub removed: Vec<String>,
}

impl Scene {
    /// What has to be sent to turn `old` into `new`.
    pub fn diff(old: &Self, new: &Self) -> SceneDiff {
        let mut before: BTreeMap<&str, &Element> = old.elements.iter().map(|e| (e.key.as_str(), e)).collect();
        let mut upserted = Vec::new();
        for element in &new.elements {
            if before.remove(element.key.as_str()) != Some(element) {
                upserted.push(element.clone());
            }
        }
        let changed = |differs: bool| differs.then_some(());
        SceneDiff {
            width: new.width,
            height: new.height,
            columns: changed(old.columns != new.columns).map(|()| new.columns.clone()),
            rows: changed(old.rows != new.rows).map(|()| new.rows.clone()),
            cells: changed(old.cells != new.cells).map(|()| new.cells.clone()),
            upserted,
            removed: before.into_keys().map(str::to_owned).collect(),
        }
    }
}
