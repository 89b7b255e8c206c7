//! One function for each thing a person can do, and the [`Desk`] that owns an open workshop.
//!
//! No window system and no network here: the shell, the command line and the participants' server call the
//! same functions. What comes from outside (time, ids, folders) comes in as an [`Environment`].

mod aside;
mod bulk;
mod call;
mod derived;
mod desk;
mod entry;
mod environment;
mod export;
mod fault;
mod file;
mod flow;
mod import;
mod improve;
mod inspect;
mod judging;
mod load;
mod logs;
mod long;
mod network;
mod open;
mod opening;
mod output;
mod print;
mod recent;
pub mod records;
mod remembering;
mod results;
mod session;
mod start;
pub mod system;
mod taken;
mod writer;

pub use desk::{Desk, Listener};
pub use entry::compare;
pub use environment::{Clock, Environment, Ids, Moment};
pub use export::{ExportRequest, export};
pub use file::File;
pub use flow::{FlowAnswer, FlowRequest, MeasureNext, UnknownAnswer, work_out_flow};
pub use import::ImportRequest;
pub use improve::{CompareRequest, compare_flow};
pub use inspect::{Page, changes_schema, check, dry_import, find_gaps, recover, rule_pages, schema};
pub use load::{Loaded, load};
pub use output::write_beside;
pub use print::print;
pub use session::{Session, Step};
pub use start::templates;
pub use twinlane_text::face_file;

/// The domain types, for callers that use no other crate of ours.
pub use {twinlane_gaps as gaps, twinlane_model as model, twinlane_wire as wire};
