//! The ids in a row, and what each is for. A kind says it once for every field, with [`row_ids!`]; checking that rows
//! are there, new ids for copies and imports, removal and recovery all follow from that.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::IdKind;

/// What an id in a row is for, which also says what becomes of the row when the row that is named goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdRole {
    /// It is the id of the row, or of a part of it that others name: a question, a criterion.
    Own,
    /// The row belongs to the one named and goes with it.
    BelongsTo,
    /// The row stands in the one named, which cannot go before the row has another place.
    StandsIn,
    /// The row is a link that ends there, and goes with it.
    EndsAt,
    /// The row names it and does without when it goes.
    Names,
    /// The row names it, and keeps the id when it goes; whoever reads the row passes over it.
    Remembers,
    /// The row it was first copied from, which need not be there.
    Origin,
}

impl IdRole {
    /// Whether rows that name another in this role are looked for one by one when the other goes; links are found by
    /// their ends.
    pub fn is_searched(self) -> bool {
        self.must_be_there() && self != Self::EndsAt
    }

    /// Whether what is named must be there.
    pub fn must_be_there(self) -> bool {
        match self {
            Self::BelongsTo | Self::StandsIn | Self::EndsAt | Self::Names => true,
            Self::Own | Self::Remembers | Self::Origin => false,
        }
    }
}

/// An id in a row: where it is and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdAt {
    /// Name of the field.
    pub field: &'static str,
    /// Place in the field, where that is a list.
    pub number: Option<usize>,
    /// What it is for.
    pub role: IdRole,
    /// What it names; absent where the field does not say it, as in a fingerprint.
    pub names: Option<IdKind>,
}

impl IdAt {
    /// The field, with the place in it where it is a list: `tools.0`.
    pub fn path(self) -> String {
        match self.number {
            Some(number) => format!("{}.{number}", self.field),
            None => self.field.to_owned(),
        }
    }
}

/// The ids of a row. [`row_ids!`] implements it from one line for each role.
pub trait RowIds {
    /// Shows every id of the row.
    fn each_id(&self, see: &mut impl FnMut(IdAt, Uuid));

    /// Lets every id of the row be replaced. Where the answer is `false`, an id that the row can do without goes; the
    /// result is `false` when it cannot do without.
    fn change_ids(&mut self, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool;

    /// Whether rows of this kind are searched when a row of another goes; see [`IdRole::is_searched`].
    fn may_name(kind: IdKind) -> bool;

    /// Whether rows of the kind have an origin: they are copied with their map and found again on the copy.
    const HAS_ORIGIN: bool;

    /// Writes down the row as its own origin where it has none, for a copy of its map; `false` for kinds without an
    /// origin, which are not copied with their map.
    fn note_origin(&mut self) -> bool;
}

/// A field that holds ids, or an id.
pub trait HoldsIds {
    /// What its ids may name.
    const NAMES: &'static [IdKind];

    /// Shows every id. `at` says what is known from outside: field and role.
    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid));

    /// Lets every id be replaced. Where the answer is `false`, an id that the field can do without goes; the answer of
    /// the whole is `false` when it cannot do without.
    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool;
}

macro_rules! ids_hold_themselves {
    (
        [$($part:ident($PartId:ident);)*]
        one { $($one:tt)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $($doc:literal),*;)* }
    ) => {
        $(ids_hold_themselves!(@id $Kind $Id);)*
        $(ids_hold_themselves!(@id $part $PartId);)*
    };
    (@id $Kind:ident $Id:ident) => {
        impl HoldsIds for crate::$Id {
            const NAMES: &'static [IdKind] = &[IdKind::$Kind];

            fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
                see(IdAt { names: Some(IdKind::$Kind), ..at }, self.0);
            }

            fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
                change(IdAt { names: Some(IdKind::$Kind), ..at }, &mut self.0)
            }
        }
    };
}

crate::for_each_row_kind! { [ids_hold_themselves]
    Question(QuestionId);
    Criterion(CriterionId);
}

impl<T: HoldsIds> HoldsIds for Option<T> {
    const NAMES: &'static [IdKind] = T::NAMES;

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        if let Some(held) = self {
            held.each_id(at, see);
        }
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        if self.as_mut().is_some_and(|held| !held.change_ids(at, change)) {
            *self = None;
        }
        true
    }
}

impl<T: HoldsIds> HoldsIds for Vec<T> {
    const NAMES: &'static [IdKind] = T::NAMES;

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        for (number, held) in self.iter().enumerate() {
            held.each_id(
                IdAt {
                    number: Some(number),
                    ..at
                },
                see,
            );
        }
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        let mut number = 0;
        self.retain_mut(|held| {
            let here = IdAt {
                number: Some(number),
                ..at
            };
            number += 1;
            held.change_ids(here, change)
        });
        true
    }
}

impl<K: Ord, T: HoldsIds> HoldsIds for BTreeMap<K, T> {
    const NAMES: &'static [IdKind] = T::NAMES;

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        for held in self.values() {
            held.each_id(at, see);
        }
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        self.retain(|_, held| held.change_ids(at, change));
        true
    }
}

/// Whether rows of a kind may name something in a way that must hold; for [`row_ids!`].
pub(crate) const fn is_among(kind: IdKind, names: &[IdKind]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if names[at] as u8 == kind as u8 {
            return true;
        }
        at += 1;
    }
    false
}

/// What the type of a field may name; the field is given as a function, from which its type follows.
pub(crate) fn names_of<S, T: HoldsIds>(_: fn(&S) -> &T) -> &'static [IdKind] {
    T::NAMES
}

/// Says for every field of a kind what ids it holds. Each field is named once, those without ids under `Plain`; a
/// field that is left out does not compile.
///
/// ```text
/// row_ids! { Lane { Own: id; BelongsTo: map; Origin: origin; Plain: side, title, owner, position; } }
/// ```
macro_rules! row_ids {
    ($Kind:ident { $($Role:ident: $($field:ident),+;)* }) => {
        #[allow(unused_mut, unused_variables, reason = "a kind without ids needs none of it")]
        impl $crate::rows::RowIds for $Kind {
            fn each_id(&self, see: &mut impl FnMut($crate::IdAt, uuid::Uuid)) {
                // Named one by one, so that a field that nobody thought of does not compile.
                let Self { $($($field,)+)* } = self;
                $($($crate::rows::held_ids::row_ids!(@see $Role $field see);)+)*
            }

            fn change_ids(&mut self, change: &mut impl FnMut($crate::IdAt, &mut uuid::Uuid) -> bool) -> bool {
                let Self { $($($field,)+)* } = self;
                let mut whole = true;
                $($($crate::rows::held_ids::row_ids!(@change $Role $field change whole);)+)*
                whole
            }

            fn may_name(kind: $crate::IdKind) -> bool {
                false $($(|| $crate::rows::held_ids::row_ids!(@may $Role $field $Kind kind))+)*
            }

            const HAS_ORIGIN: bool = false $(|| $crate::rows::held_ids::row_ids!(@has $Role))*;

            fn note_origin(&mut self) -> bool {
                let mut copied = false;
                $($(copied |= $crate::rows::held_ids::row_ids!(@origin $Role $field self);)+)*
                copied
            }
        }
    };
    (@see Plain $field:ident $see:ident) => { let _ = $field; };
    (@see Fingerprint $field:ident $see:ident) => {
        for id in $crate::fingerprint::ids($field) {
            $see($crate::rows::held_ids::row_ids!(@at Remembers $field), id);
        }
    };
    (@see $Role:ident $field:ident $see:ident) => {
        $crate::HoldsIds::each_id($field, $crate::rows::held_ids::row_ids!(@at $Role $field), $see)
    };
    (@change Plain $field:ident $change:ident $whole:ident) => { let _ = $field; };
    (@change Fingerprint $field:ident $change:ident $whole:ident) => {
        $crate::fingerprint::change_ids($field, |id| {
            $change($crate::rows::held_ids::row_ids!(@at Remembers $field), id);
        })
    };
    (@change $Role:ident $field:ident $change:ident $whole:ident) => {
        $whole &= $crate::HoldsIds::change_ids($field, $crate::rows::held_ids::row_ids!(@at $Role $field), $change)
    };
    (@at $Role:ident $field:ident) => {
        $crate::IdAt {
            field: stringify!($field),
            number: None,
            role: $crate::IdRole::$Role,
            names: None,
        }
    };
    (@may Plain $field:ident $Kind:ident $kind:ident) => { false };
    (@may Fingerprint $field:ident $Kind:ident $kind:ident) => { false };
    (@may $Role:ident $field:ident $Kind:ident $kind:ident) => {
        ($crate::IdRole::$Role.is_searched()
            && $crate::rows::held_ids::is_among(
                $kind,
                $crate::rows::held_ids::names_of::<$Kind, _>(|row| &row.$field),
            ))
    };
    (@has Origin) => { true };
    (@has $Role:ident) => { false };
    (@origin Origin $field:ident $row:ident) => {{
        $row.$field.get_or_insert($row.id);
        true
    }};
    (@origin $Role:ident $field:ident $row:ident) => { false };
}
pub(crate) use row_ids;
