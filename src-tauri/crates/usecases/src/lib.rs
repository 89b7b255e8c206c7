//! One function for each thing a person can do, and the [`Desk`] that owns an open workshop.
//!
//! No window system and no network here: the shell, the command line and the participants' server call the
//! same functions. What comes from outside (time, ids, folders) comes in as an [`Environment`].

mod audience;
mod capture;
mod clipboard;
mod decisions;
mod desk;
mod differences;
mod drawing;
mod environment;
mod export;
mod fault;
mod file;
mod flow;
mod import;
mod improve;
mod inspect;
mod join;
mod load;
mod locate;
mod maps;
mod network;
mod output;
mod print;
mod recent;
pub mod records;
mod results;
mod sentences;
mod solved_map;
mod start;
pub mod system;
mod versions;
mod workshop_file;

pub use audience::Audience;
pub use desk::{Desk, HistoryEntry, Listener, Session};
pub use differences::compare;
pub use environment::{Clock, Environment, Ids, Moment};
pub use export::{ExportRequest, export};
pub use file::File;
pub use flow::{FlowAnswer, FlowRequest, MeasureNext, UnknownAnswer, work_out_flow};
pub use import::ImportRequest;
pub use improve::{CompareRequest, compare_flow};
pub use inspect::{Page, changes_schema, check, dry_import, find_gaps, recover, rule_pages, schema};
pub use load::{Loaded, load};
pub use output::{Existing, write_beside};
pub use print::print;
pub use start::templates;
pub use twinlane_text::face_file;

/// The domain types, for callers that use no other crate of ours.
pub use {twinlane_gaps as gaps, twinlane_model as model, twinlane_wire as wire};
