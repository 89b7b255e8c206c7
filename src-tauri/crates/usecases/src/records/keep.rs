//! Records that stay in a workshop: what they say, and, where that is wished for, their events.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use twinlane_model::{Cancelled, Change, IdSource, ImportedLog, Kept, LogId, Row, Watch, Workshop};
use twinlane_records::RecordsError;
use twinlane_records::detect::propose;
use twinlane_records::discover::Owners;
use twinlane_records::import::{Imported, import, keep_period};
use twinlane_records::log::{EventLog, Zone, pack, unpack};
use twinlane_records::mapping::Mapping;
use twinlane_records::summary::summarise;
use twinlane_records::{Limits, Source, xes};
use twinlane_store::Store;
use twinlane_wire::Fault;

use super::fault::{RecordsFault, fault};
use crate::fault::from_store;
use crate::sentences::{LOCALE, Labels};

/// Records that are to be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeepRequest {
    /// The file.
    pub path: PathBuf,
    /// How it is to be read; what is left open is found in the data.
    pub mapping: Mapping,
    /// What the log is to be called; the name of the file when empty.
    pub name: String,
    /// What of it is to stay.
    pub kept: Kept,
}

/// Records that were read, ready to be put into a workshop.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The row.
    pub row: ImportedLog,
    /// The events, when they are to stay.
    pub events: Option<EventLog>,
}

impl Read {
    /// The change that puts the row into a workshop.
    pub fn change(&self) -> Change {
        let what = LOCALE.import_records(&self.row.name);
        Change::Batch {
            label: what,
            changes: vec![Change::Add {
                row: Row::Log(self.row.clone()),
            }],
        }
    }
}

/// The functions of people whose names may be in records.
pub(crate) fn owners(workshop: &Workshop) -> Owners {
    workshop
        .participants()
        .values()
        .filter(|person| !person.function.trim().is_empty())
        .map(|person| (person.name.clone(), person.function.clone()))
        .collect()
}

/// Reads records that are to be kept.
///
/// # Errors
/// The file is no log; its dates can be read in more than one way; nobody wants it any more.
pub fn read_to_keep(
    request: &KeepRequest,
    owners: &Owners,
    today: Date,
    ids: &mut dyn IdSource,
    watch: &dyn Watch,
) -> Result<Read, RecordsFault> {
    let (source, limits) = (Source::file(&request.path), Limits::default());
    let read = || -> Result<_, RecordsError> {
        let (mapping, imported): (Mapping, Imported) = if xes::is_xes(&source, &limits)? {
            let zone = Zone::named(request.mapping.zone.as_deref().unwrap_or_default())?;
            let mut imported = xes::read(&source, &zone, &limits, watch)?;
            keep_period(&mut imported, &request.mapping)?;
            (request.mapping.clone(), imported)
        } else {
            let proposal = propose(&source, &request.mapping, &limits, watch)?;
            let imported = import(&proposal, watch)?;
            (proposal.mapping, imported)
        };
        if imported.log.case_count() == 0 {
            let reasons = imported.refused.counts();
            return Err(RecordsError::Unusable {
                reasons: reasons
                    .map(|(why, rows)| (why.words(twinlane_words::Locale::English).to_owned(), rows))
                    .collect(),
            });
        }
        let summary = summarise(&imported, &mapping, owners, &Rest(watch))?;
        Ok((mapping.to_toml()?, summary, imported.log))
    };
    let (mapping, summary, log) = read().map_err(|error| fault(&request.path, &error))?;
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let name = if request.name.trim().is_empty() {
        part(request.path.file_stem())
    } else {
        request.name.trim().to_owned()
    };
    Ok(Read {
        row: ImportedLog {
            id: LogId::new(ids),
            name,
            source: part(request.path.file_name()),
            imported: Some(today),
            kept: request.kept,
            mapping,
            summary: summary.into(),
            position: u32::MAX,
        },
        events: (request.kept == Kept::Events).then_some(log),
    })
}

/// What is left to do when the file has been read: it can be cancelled, and the bar stays where it is.
struct Rest<'a>(&'a dyn Watch);

impl Watch for Rest<'_> {
    fn at(&self, _: f32) -> Result<(), Cancelled> {
        self.0.at(1.0)
    }

    fn last_chance(&self) -> Result<(), Cancelled> {
        self.0.last_chance()
    }
}

/// Puts the events of a log into an open file, piece by piece.
///
/// # Errors
/// The file cannot be written.
pub fn keep_in_file(store: &mut Store, id: LogId, log: &EventLog) -> Result<(), RecordsFault> {
    let path = store.path().to_owned();
    put_events(log, &path, |number, piece| {
        store
            .put_chunk(id, number, &piece)
            .map_err(|error| from_store(&error))
    })
}

/// Hands over the events of a log, piece by piece, with the number of each.
pub(crate) fn put_events(
    log: &EventLog,
    path: &Path,
    mut put: impl FnMut(u32, Vec<u8>) -> Result<(), Fault>,
) -> Result<(), RecordsFault> {
    let mut number = 0;
    pack(log, |piece| {
        let done = put(number, piece);
        number += 1;
        done.map_err(Stopped::Put)
    })
    .map_err(|stopped| match stopped {
        Stopped::Put(fault) => fault.into(),
        Stopped::Records(error) => fault(path, &error),
    })
}

/// The log of its pieces.
///
/// # Errors
/// The pieces are damaged.
pub fn unpacked(path: &Path, pieces: Vec<Vec<u8>>) -> Result<EventLog, RecordsFault> {
    unpack(pieces).map_err(|error| fault(path, &error))
}

enum Stopped {
    Put(Fault),
    Records(RecordsError),
}

impl From<RecordsError> for Stopped {
    fn from(error: RecordsError) -> Self {
        Self::Records(error)
    }
}
