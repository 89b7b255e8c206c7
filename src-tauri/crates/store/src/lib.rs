//! The `.twinlane` file: one SQLite database that holds one workshop.
//!
//! This crate is the only one with SQL. It keeps the promises of the file: an acknowledged edit survives a
//! crash and a power cut; at rest there is one file; a second opener is told who has it; an older format is
//! migrated after a copy was kept; a damaged file is recovered into a new one and never written to.
//!
//! It must not hold what a workshop means: rows come from and go to `twinlane_model`, times and names of
//! people come in as arguments ([`Opener`]), and what differs by operating system lies in [`mod@system`]
//! alone. The layout of the file is described for other programs in `docs/file-format.md`, its
//! tables in `docs/file-format/tables.md`, which is generated from here.

mod check;
mod copy;
mod edit;
mod error;
mod formats;
mod journal;
mod lock;
mod migrate;
mod open;
mod read;
mod recover;

mod schema;
mod store;
mod system;
mod tables;

pub use check::{CheckReport, check};
pub use copy::save_copy;
pub use edit::{Edit, EditBody, EditKind, Entry, History};
pub use error::{Holder, StoreError};
pub use formats::{FORMAT, FORMATS, Format};
pub use open::{Mode, Notice, Opened, Opener};
pub use recover::{Lost, Recovered, recover};
pub use schema::APPLICATION_ID;
pub use store::Store;
pub use tables::drafts::DraftChange;
pub use tables::versions::Version;
pub use tables::{Column, RowTable, TABLES};
