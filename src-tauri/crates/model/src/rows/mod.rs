//! The kinds of rows, each declared once: one line in [`for_each_row_kind!`](crate::for_each_row_kind), in `list.rs`, and
//! one file here with all that is particular to the kind.
//!
//! A kind's file may name kinds that stand before it in the list, and what lies beneath this folder; it must not
//! name [`crate::Workshop`], a change or a check, which are made from the list. `docs/adding-a-row-kind.md` is the
//! recipe for another kind.

mod agenda;
mod charter;
mod fields;
mod gap;
mod held_ids;
mod kind;
mod lane;
mod link;
mod list;
mod log;
mod map;
mod note;
mod outcome;
mod participant;
mod pool;
mod settings;
mod stage;
mod step;
mod tool;

pub use agenda::{AgendaItem, Phase};
pub use charter::{Charter, Goal};
pub use gap::{GapRecord, GapState};
pub use held_ids::{HoldsIds, IdAt, IdRole, RowIds};
pub use kind::{Counted, RowKind, TableKind};
pub use lane::Lane;
pub use link::{Link, LinkKind, Strength};
pub use log::{ImportedLog, Kept};
pub use map::{Drawn, Map, MapKind};
pub use note::{Note, NoteState};
pub use outcome::{Outcome, OutcomeKind};
pub use participant::{Level, Participant};
pub use pool::Pool;
pub use settings::{Settings, Severity};
pub use stage::{Actor, Criterion, Stage};
pub use step::{Knowledge, Question, Step};
pub use tool::{Decision, Tool, ToolKind};

pub(crate) use fields::Fields;
pub(crate) use kind::{Called, Holds, Joins, Recheck, RowRules, Scope};
pub(crate) use link::{LinksAt, may_join};
