//! What every kind of row says about itself. Nothing here knows one kind from another.
//!
//! [`RowKind`] is what other crates may ask. [`RowRules`] and [`Joins`] are what changes and checks of this crate ask.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fields::Fields;
use super::held_ids::RowIds;
use crate::{End, LaneId, MapId, QuestionId, Refusal, Side, StageId};

/// How rows of a kind are counted in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// One of them: "step".
    pub one: &'static str,
    /// Several: "steps".
    pub many: &'static str,
}

impl Counted {
    /// "1 step", "13 steps".
    pub fn count(self, number: usize) -> String {
        format!("{number} {}", if number == 1 { self.one } else { self.many })
    }
}

/// A kind of row, as everybody may see it.
pub trait RowKind: RowIds + Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned {
    /// How many are counted.
    const COUNTED: Counted;

    /// What the row is called on the screen: title, name or text; `None` where there is none.
    fn title(&self) -> Option<&str>;

    /// The map the row lies on; `None` for what belongs to the workshop as a whole, a map among them.
    fn map(&self) -> Option<MapId>;

    /// The side of the line of visibility; `None` for what has none.
    fn side(&self) -> Option<Side>;

    /// Place among its like, for the rows that have one.
    fn position(&self) -> Option<u32>;

    /// Whether the row can be left out of the first part of what a window gets of a large map: there are many of it.
    const MANY_ON_A_MAP: bool;
}

/// A kind of which a workshop has any number of rows, each with an id.
pub trait TableKind: RowKind {
    /// Its id.
    type Id: Copy + Ord;

    /// A row to stand in the place of a lost one that another row cannot do without: that one's map and side are known.
    /// `None` where nothing sensible can stand there.
    fn stand_in(id: Self::Id, map: MapId, side: Option<Side>, title: &str) -> Option<Self>;

    /// Sets right what hangs on a name that was dropped because the row it named is gone.
    fn forgot(&mut self) {}

    /// Whether the row goes with the last row that names it.
    fn goes_when_unused(&self) -> bool {
        false
    }
}

/// How the list of undo names a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Called<'a> {
    /// By its title.
    Title(&'a str),
    /// By what it is.
    Words(&'static str),
    /// By what it joins.
    Between(End, End),
}

/// The list a row has its place in, inside its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// All rows of the kind.
    Workshop,
    /// Those of one map.
    Map(MapId),
    /// Those of one side of a map.
    Side(MapId, Side),
    /// Those of one cell.
    Cell(StageId, LaneId),
    /// Those in one of several states, by number.
    State(u8),
}

/// What changes of this crate have to know about a kind.
pub(crate) trait RowRules: RowKind {
    /// Fields that say what a row is and where it stands; they are not set, other changes alter them.
    const FIXED: &'static [&'static str];

    /// Fields that are left out of the JSON while they are empty, with their empty value.
    fn left_out_when_empty() -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// How the list of undo names the row.
    fn called(&self) -> Called<'_>;

    /// Gives the row another title.
    ///
    /// # Errors
    /// Why it has none to be set.
    fn set_title(&mut self, title: String) -> Result<(), &'static str>;

    /// The list the row has a place in.
    fn scope(&self) -> Option<Scope>;

    /// Gives the row a place; nothing happens to rows that have none.
    fn set_position(&mut self, position: u32);

    /// What the row's own fields may hold.
    fn check_fields(&self, check: &mut Fields<'_>);

    /// What else has to be checked when a row comes, changes or goes: what others say about it may no longer hold.
    fn recheck(_before: Option<&Self>, _after: Option<&Self>, _also: &mut Recheck) {}
}

/// The rows of a kind, for checks that look at other rows.
pub(crate) trait Holds<K: TableKind> {
    /// All rows of the kind.
    fn table(&self) -> &BTreeMap<K::Id, K>;
}

/// Whether a row fits to what it names, beyond that this is there. `W` is whatever holds the tables it looks at.
pub(crate) trait Joins<W>: RowKind {
    /// Checks; what is not there has been said already.
    fn check_joins(&self, _rows: &W, _out: &mut Vec<Refusal>) {}
}

/// What has to be checked besides the rows that were touched.
#[derive(Debug, Default)]
pub(crate) struct Recheck {
    /// Links at these ends.
    pub(crate) ends: BTreeSet<End>,
    /// Steps in these lanes.
    pub(crate) lanes: BTreeSet<LaneId>,
    /// Steps in these stages.
    pub(crate) stages: BTreeSet<StageId>,
    /// Questions that are new on a map: no other may have their ids.
    pub(crate) questions: BTreeMap<MapId, BTreeSet<QuestionId>>,
}
