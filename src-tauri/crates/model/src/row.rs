//! A row: the unit in which a workshop is changed, stored and sent to windows. Made from the list of kinds.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rows::{Called, Fields, RowIds, RowRules, Scope};
use crate::{End, IdAt, IdKind, MapId, Refusal, RowKind, Side, TableKind};

macro_rules! rows {
    (
        []
        one { $($one:ident: $One:ident($OneType:ident), $one_doc:literal, $one_about:literal;)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $doc:literal, $id_doc:literal, $about:literal;)* }
    ) => {
        /// One row of a workshop, with its new state.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        #[allow(clippy::large_enum_variant, reason = "rows are moved rarely; a box would be noise everywhere")]
        pub enum Row {
            $(#[doc = $doc] $Kind(crate::$Type),)*
            $(#[doc = $one_doc] $One(crate::$OneType),)*
        }

        /// Names a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum RowKey {
            $(#[doc = $doc] $Kind(crate::$Id),)*
            $(#[doc = $one_doc] $One,)*
        }

        impl Row {
            /// The name of this row.
            pub fn key(&self) -> RowKey {
                match self {
                    $(Self::$Kind(row) => RowKey::$Kind(row.id),)*
                    $(Self::$One(_) => RowKey::$One,)*
                }
            }
        }

        impl Row {
            /// Sets right what hangs on a name that was dropped because the row it named is gone.
            pub fn forgot(&mut self) {
                match self {
                    $(Self::$Kind(row) => row.forgot(),)*
                    $(Self::$One(_) => {})*
                }
            }

            /// Whether the row goes with the last row that names it.
            pub(crate) fn goes_when_unused(&self) -> bool {
                match self {
                    $(Self::$Kind(row) => row.goes_when_unused(),)*
                    $(Self::$One(_) => false,)*
                }
            }

            /// A row to stand in the place of a lost one that another row cannot do without: that one's map and side
            /// are known. `None` where nothing sensible can stand there.
            pub fn stand_in(key: RowKey, map: MapId, side: Option<Side>, title: &str) -> Option<Self> {
                match key {
                    $(RowKey::$Kind(id) => crate::$Type::stand_in(id, map, side, title).map(Self::$Kind),)*
                    $(RowKey::$One => Some(Self::$One(crate::$OneType::default())),)*
                }
            }
        }

        impl RowKey {
            /// Every table in the order of the list: its name, and what it holds.
            pub const TABLES: &'static [(&'static str, &'static str)] = &[
                $((stringify!($one), $one_about),)*
                $((stringify!($table), $about),)*
            ];

            /// The rows that a workshop has once, and always.
            pub const SINGLE: &'static [Self] = &[$(Self::$One),*];

            /// The name of its kind, as in JSON: `snake_case`.
            pub fn kind(self) -> &'static str {
                match self {
                    $(Self::$Kind(_) => stringify!($kind),)*
                    $(Self::$One => stringify!($one),)*
                }
            }

            /// The table the row lies in: `snake_case` plural, stable; used by the file and by messages.
            pub fn table(self) -> &'static str {
                match self {
                    $(Self::$Kind(_) => stringify!($table),)*
                    $(Self::$One => stringify!($one),)*
                }
            }

            /// The identifier inside its table; `None` for the rows that a workshop has once, and always.
            pub fn uuid(self) -> Option<Uuid> {
                match self {
                    $(Self::$Kind(id) => Some(id.0),)*
                    $(Self::$One => None,)*
                }
            }

            /// What its id names; `None` as for [`Self::uuid`].
            pub fn id_kind(self) -> Option<IdKind> {
                match self {
                    $(Self::$Kind(_) => Some(IdKind::$Kind),)*
                    $(Self::$One => None,)*
                }
            }

            /// The row that an id names; `None` for the id of a part of a row.
            pub fn of(kind: IdKind, id: Uuid) -> Option<Self> {
                match kind {
                    $(IdKind::$Kind => Some(Self::$Kind(crate::$Id(id))),)*
                    IdKind::Question | IdKind::Criterion => None,
                }
            }

            /// How rows of the kind are counted in messages.
            pub fn counted(self) -> crate::Counted {
                match self {
                    $(Self::$Kind(_) => crate::$Type::COUNTED,)*
                    $(Self::$One => crate::$OneType::COUNTED,)*
                }
            }

            /// Fields of the kind that are not set, since other changes alter them.
            pub(crate) fn fixed_fields(self) -> &'static [&'static str] {
                match self {
                    $(Self::$Kind(_) => crate::$Type::FIXED,)*
                    $(Self::$One => crate::$OneType::FIXED,)*
                }
            }

            /// A row of the kind from its JSON.
            pub(crate) fn read(self, value: serde_json::Value) -> serde_json::Result<Row> {
                match self {
                    $(Self::$Kind(_) => serde_json::from_value(value).map(Row::$Kind),)*
                    $(Self::$One => serde_json::from_value(value).map(Row::$One),)*
                }
            }
        }

        $(impl From<crate::$Type> for Row {
            fn from(row: crate::$Type) -> Self {
                Self::$Kind(row)
            }
        })*
        $(impl From<crate::$OneType> for Row {
            fn from(row: crate::$OneType) -> Self {
                Self::$One(row)
            }
        })*
        $(impl From<crate::$Id> for RowKey {
            fn from(id: crate::$Id) -> Self {
                Self::$Kind(id)
            }
        })*
    };
}

crate::for_each_row_kind! { [rows] }

/// One expression for a row of any kind, with static dispatch: `match_row!(row, row => row.title())` is a `match` with
/// an arm for every kind. The name before `=>` stands for the row inside.
#[macro_export]
macro_rules! match_row {
    (
        [@arms $row:expr, $name:ident => $each:expr]
        one { $($one:ident: $One:ident($OneType:ident), $($one_doc:literal),*;)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $($doc:literal),*;)* }
    ) => {
        match $row {
            $($crate::Row::$One($name) => $each,)*
            $($crate::Row::$Kind($name) => $each,)*
        }
    };
    ($row:expr, $name:ident => $each:expr) => {
        $crate::for_each_row_kind! { [$crate::match_row] @arms $row, $name => $each }
    };
}

impl Row {
    /// What the row is called on the screen: title, name or text; `None` for links and settings, which have
    /// none, and for a gap record that is about a finding.
    pub fn title(&self) -> Option<&str> {
        match_row!(self, row => row.title())
    }

    /// The map the row lies on; `None` for what belongs to the workshop as a whole, a map among them.
    pub fn map(&self) -> Option<MapId> {
        match_row!(self, row => row.map())
    }

    /// The side of the line of visibility; `None` for what has none.
    pub fn side(&self) -> Option<Side> {
        match_row!(self, row => row.side())
    }

    /// Place among its like, for the rows that have one.
    pub fn position(&self) -> Option<u32> {
        match_row!(self, row => row.position())
    }

    /// Shows every id of the row.
    pub fn each_id(&self, see: &mut impl FnMut(IdAt, Uuid)) {
        match_row!(self, row => row.each_id(see));
    }

    /// Lets every id of the row be replaced; see [`RowIds::change_ids`].
    pub fn change_ids(&mut self, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        match_row!(self, row => row.change_ids(change))
    }

    /// Whether rows of its kind have an origin: they are drawn on a map and copied with it; see [`RowIds::HAS_ORIGIN`].
    pub fn has_origin(&self) -> bool {
        fn of<K: RowIds>(_: &K) -> bool {
            K::HAS_ORIGIN
        }
        match_row!(self, row => of(row))
    }

    /// Writes down the row as its own origin where it has none; see [`RowIds::note_origin`].
    pub(crate) fn note_origin(&mut self) -> bool {
        match_row!(self, row => row.note_origin())
    }

    /// How the list of undo names the row.
    pub(crate) fn called(&self) -> Called<'_> {
        match_row!(self, row => row.called())
    }

    /// Gives the row another title; the error says why it has none.
    pub(crate) fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        match_row!(self, row => row.set_title(title))
    }

    /// Whether the row can be left out of the first part of what a window gets of a large map: there are many of it.
    pub fn is_one_of_many(&self) -> bool {
        fn of<K: RowKind>(_: &K) -> bool {
            K::MANY_ON_A_MAP
        }
        match_row!(self, row => of(row))
    }

    /// The list the row has a place in, inside its kind.
    pub(crate) fn scope(&self) -> Option<Scope> {
        match_row!(self, row => row.scope())
    }

    /// Gives the row a place; nothing happens to rows that have none.
    pub(crate) fn set_position(&mut self, position: u32) {
        match_row!(self, row => row.set_position(position));
    }

    /// The row as JSON, without the name of its kind.
    pub(crate) fn inner(&self) -> serde_json::Result<serde_json::Value> {
        match_row!(self, row => serde_json::to_value(row))
    }

    /// Fields that are left out of the JSON while they are empty, with their empty value.
    pub(crate) fn left_out_when_empty(&self) -> Vec<(&'static str, serde_json::Value)> {
        fn of<K: RowRules>(_: &K) -> Vec<(&'static str, serde_json::Value)> {
            K::left_out_when_empty()
        }
        match_row!(self, row => of(row))
    }

    /// What is wrong with the fields of the row by themselves.
    pub(crate) fn check_fields(&self, out: &mut Vec<Refusal>) {
        let mut check = Fields::new(self.key().kind(), out);
        if self.key().uuid().is_some_and(|id| id.is_nil()) {
            check.wrong("id", "the id is missing");
        }
        match_row!(self, row => row.check_fields(&mut check));
    }
}

impl RowKey {
    /// The refusal of a change whose field names this row, which is not there.
    pub(crate) fn missing(self, field: &str) -> Refusal {
        Refusal::Missing {
            field: field.to_owned(),
            table: self.table(),
        }
    }

    /// The end of links that the row is; `None` for what links cannot join.
    pub fn end(self) -> Option<End> {
        if let Self::Step(id) = self {
            Some(End::Step(id))
        } else if let Self::Outcome(id) = self {
            Some(End::Outcome(id))
        } else {
            None
        }
    }
}

impl From<End> for RowKey {
    fn from(end: End) -> Self {
        match end {
            End::Step(id) => Self::Step(id),
            End::Outcome(id) => Self::Outcome(id),
        }
    }
}
