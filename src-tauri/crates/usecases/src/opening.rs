//! Opening, making, closing and recovering workshop files.

use std::path::{Path, PathBuf};

use twinlane_model::{Change, Row, RowKey, Workshop};
use twinlane_store::{Mode, Notice, Opener, Store, Version};
use twinlane_wire::{Fault, FaultCode, FoundVersion, Imported, LeftOut, Reply};

use crate::desk::{Message, Thread};
use crate::fault::{from_exchange, from_refusal, from_store};
use crate::open::Open;
use crate::session::Session;
use crate::writer::Writer;
use crate::{Environment, taken};

/// Who opens, and when.
pub(crate) fn opener(environment: &Environment) -> Opener {
    Opener {
        host: environment.host.clone(),
        user: environment.user.clone(),
        now: environment.clock.now().stamp,
    }
}

/// A notice of the store as a sentence.
pub(crate) fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::ReadOnly { .. } => {
            "The file or its folder cannot be written. You can look at everything and save a copy elsewhere."
                .to_owned()
        }
        Notice::Newer { found, known } => format!(
            "A newer version of Twinlane wrote this file (format {found}, this version writes {known}). It is \
             open for reading only."
        ),
        Notice::Migrated { from, copy } => {
            format!(
                "The file was of the older format {from}. A copy of it is kept as {}.",
                copy.display()
            )
        }
        Notice::NotClosed { by } => format!(
            "The file was not closed by {} on {}. Every edit that was acknowledged is here.",
            by.user, by.host
        ),
    }
}

fn code(notice: &Notice) -> &'static str {
    match notice {
        Notice::ReadOnly { .. } => "read_only",
        Notice::Newer { .. } => "newer_format",
        Notice::Migrated { .. } => "migrated",
        Notice::NotClosed { .. } => "not_closed",
    }
}

fn wire(notice: &Notice) -> twinlane_wire::Notice {
    twinlane_wire::Notice {
        code: code(notice).to_owned(),
        text: sentence(notice),
    }
}

/// A named version for the window.
pub(crate) fn version(version: Version) -> FoundVersion {
    FoundVersion {
        id: version.id,
        name: version.name,
        at: version.at,
    }
}

/// The change that brings a workshop back to the rows of a version.
pub(crate) fn back_to(workshop: &Workshop, rows: Vec<Row>) -> Change {
    let kept: std::collections::BTreeSet<RowKey> = rows.iter().map(Row::key).collect();
    let delete = workshop
        .rows()
        .map(|row| row.key())
        .filter(|key| !kept.contains(key))
        .collect();
    let put = rows
        .into_iter()
        .filter(|row| workshop.row(row.key()).as_ref() != Some(row))
        .collect();
    Change::Rows {
        label: "Go back to a version".to_owned(),
        put,
        delete,
    }
}

/// Recovers what can be read of a damaged file into a new one; the damaged one stays as it is.
pub(crate) fn recovered(path: &Path, out: &Path, now: &str) -> Result<Imported, Fault> {
    let recovered = twinlane_store::recover(path, out, now).map_err(|error| from_store(&error))?;
    let lost = recovered.lost.into_iter().map(|what| LeftOut {
        what,
        why: "It could not be read.".to_owned(),
        place: path.display().to_string(),
    });
    Ok(Imported {
        kept: vec![format!(
            "{} steps were read and written to {}",
            recovered.workshop.steps().len(),
            out.display()
        )],
        left: lost.collect(),
        ..Imported::default()
    })
}

/// The rows a new workshop starts from.
pub(crate) fn first_rows(
    template: Option<&str>,
    sample: bool,
    environment: &mut Environment,
) -> Result<Workshop, Fault> {
    let ids = &mut environment.ids;
    let rows = if sample {
        twinlane_exchange::sample(ids)
    } else if let Some(name) = template {
        let template = twinlane_exchange::templates()
            .iter()
            .find(|template| template.name == name)
            .ok_or_else(|| {
                Fault::new(
                    FaultCode::NoSuchTemplate,
                    format!("there is no template “{name}”"),
                )
            })?;
        twinlane_exchange::outline::read(template.outline.as_bytes(), ids)
            .map_err(|error| from_exchange(Path::new(name), &error))?
            .rows
    } else {
        let map = twinlane_model::Map::new(twinlane_model::MapId::new(ids), "Current state");
        vec![Row::Map(map)]
    };
    Workshop::from_rows(rows).map_err(|refusal| from_refusal(&refusal))
}

impl Thread {
    /// Opens a file in place of the one that is open.
    pub(crate) fn open_file(&mut self, path: &Path, snapshot: bool) -> Result<Reply, Fault> {
        self.close_file()?;
        self.openings += 1;
        let mode = if snapshot { Mode::Snapshot } else { Mode::Edit };
        let opened =
            Store::open(path, &opener(&self.environment), mode).map_err(|error| from_store(&error))?;
        let blocked = opened
            .notices
            .iter()
            .find(|notice| matches!(notice, Notice::ReadOnly { .. } | Notice::Newer { .. }))
            .map(wire);
        let read_only = blocked.or_else(|| {
            snapshot.then(|| twinlane_wire::Notice {
                code: "snapshot".to_owned(),
                text: "This is a read-only snapshot; somebody else has the file open.".to_owned(),
            })
        });
        let place = opened.store.path().to_owned();
        let session = Session::new(opened.workshop, opened.store.rev(), opened.history);
        let writer = if opened.store.read_only() {
            None
        } else {
            Some(self.writer(opened.store))
        };
        let mut open = Open::new(session, writer, &place);
        open.notices = opened.notices.iter().map(wire).collect();
        open.read_only = read_only;
        open.drafts = opened.drafts;
        open.taken = taken::read(&mut open.drafts);
        self.open = Some(open);
        Ok(Reply::Opened {
            path: place.display().to_string(),
        })
    }

    /// Makes a file and opens it.
    pub(crate) fn create_file(
        &mut self,
        path: Option<String>,
        template: Option<&str>,
        sample: bool,
    ) -> Result<Reply, Fault> {
        let workshop = first_rows(template, sample, &mut self.environment)?;
        let path = match path {
            Some(path) => PathBuf::from(path),
            None => self.free_name(if sample { "Sample workshop" } else { "Workshop" })?,
        };
        let store = Store::create(&path, &workshop, &opener(&self.environment))
            .map_err(|error| from_store(&error))?;
        store.close().map_err(|error| from_store(&error))?;
        self.open_file(&path, false)
    }

    /// Closes what is open; refused when something is not on disk and cannot be brought there.
    pub(crate) fn close_file(&mut self) -> Result<Reply, Fault> {
        self.settle_work();
        if let Some(open) = &mut self.open {
            open.close_writer().map_err(|error| from_store(&error))?;
        }
        self.remember();
        self.remembering.settle();
        self.open = None;
        Ok(Reply::Done {
            rev: 0,
            label: String::new(),
            conflicts: Vec::new(),
        })
    }

    fn writer(&mut self, store: Store) -> Writer {
        let opening = self.openings;
        let messages = self.messages.clone();
        Writer::start(store, self.environment.commit_delay, move |wrote| {
            // A desk that has ended needs no news.
            let _ = messages.send(Message::Wrote(opening, wrote));
        })
    }

    /// A name in the documents folder that is not taken: `Workshop 2026-11-21`, `… 2`, `… 3`.
    fn free_name(&self, word: &str) -> Result<PathBuf, Fault> {
        let folder = &self.environment.documents_folder;
        std::fs::create_dir_all(folder).map_err(|error| crate::fault::from_io(folder, &error))?;
        let day = self.environment.clock.now().date;
        let mut number = 1u32;
        loop {
            let name = if number == 1 {
                format!("{word} {day}.twinlane")
            } else {
                format!("{word} {day} {number}.twinlane")
            };
            let path = folder.join(name);
            if !path.exists() {
                return Ok(path);
            }
            number += 1;
        }
    }
}
