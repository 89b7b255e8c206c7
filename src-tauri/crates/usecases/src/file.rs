//! A workshop file without a window: each change is on disk before it is acknowledged. For the command line.

use std::path::Path;

use twinlane_model::{Change, LogId, Workshop};
use twinlane_records::log::EventLog;
use twinlane_store::{Edit, Mode, Notice, Store};
use twinlane_wire::{Fault, FaultCode, Imported};

use crate::Environment;
use crate::desk::{HistoryEntry, Session};
use crate::fault::from_store;
use crate::import::{self, ImportRequest};
use crate::records::{self, KeepRequest, RecordsFault, owners};
use crate::sentences::{Faults, LOCALE};
use crate::workshop_file::{first_rows, opener, sentence};

/// An open file; closing leaves one file.
pub struct File {
    store: Store,
    session: Session,
    notices: Vec<String>,
    /// Edits that could not be written. Later ones build on them, so they go to disk together or not at all.
    waiting: Vec<Edit>,
}

impl File {
    /// Makes a file from a template, from the sample, or empty.
    pub fn create(
        path: &Path,
        template: Option<&str>,
        sample: bool,
        environment: &mut Environment,
    ) -> Result<Self, Fault> {
        let workshop = first_rows(template, sample, environment)?;
        Self::create_with(path, workshop, environment)
    }

    /// Makes a file that holds a workshop.
    pub fn create_with(path: &Path, workshop: Workshop, environment: &Environment) -> Result<Self, Fault> {
        let store =
            Store::create(path, &workshop, &opener(environment)).map_err(|error| from_store(&error))?;
        let session = Session::new(workshop, store.rev(), store.history().clone());
        Ok(Self {
            store,
            session,
            notices: Vec::new(),
            waiting: Vec::new(),
        })
    }

    /// Opens a file to edit it.
    pub fn open(path: &Path, environment: &Environment) -> Result<Self, Fault> {
        let opened =
            Store::open(path, &opener(environment), Mode::Edit).map_err(|error| from_store(&error))?;
        if opened.store.read_only() {
            let why = opened
                .notices
                .iter()
                .find(|notice| matches!(notice, Notice::ReadOnly { .. } | Notice::Newer { .. }))
                .map_or_else(|| LOCALE.read_only_file().to_owned(), sentence);
            return Err(Fault::new(
                FaultCode::ReadOnlyWorkshop,
                LOCALE.of_file(&path.display().to_string(), &why),
            ));
        }
        let notices = opened.notices.iter().map(sentence).collect();
        let session = Session::new(opened.workshop, opened.store.rev(), opened.history);
        Ok(Self {
            store: opened.store,
            session,
            notices,
            waiting: Vec::new(),
        })
    }

    /// The workshop.
    pub fn workshop(&self) -> &Workshop {
        self.session.workshop()
    }

    /// What the opening had to say, in sentences.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Applies a change; it is on disk when this returns.
    pub fn apply(&mut self, change: &Change, environment: &mut Environment) -> Result<HistoryEntry, Fault> {
        let at = environment.clock.now().stamp;
        let step = self.session.change(change, &mut environment.ids, &at)?;
        self.waiting.push(step.edit.clone());
        self.store
            .commit(&self.waiting)
            .map_err(|error| from_store(&error))?;
        self.waiting.clear();
        Ok(step)
    }

    /// Imports a file, or only says what would be kept.
    pub fn import(
        &mut self,
        request: &ImportRequest,
        dry: bool,
        environment: &mut Environment,
    ) -> Result<Imported, Fault> {
        let read = import::read_rows(request, &mut environment.ids, &())?;
        let planned = import::plan(self.session.workshop(), request, read, &mut environment.ids)?;
        let mut answer = planned.answer;
        if dry {
            // A copy takes the change, so that what would be refused is refused in a dry run too.
            self.session
                .workshop()
                .clone()
                .apply(&planned.change, &mut environment.ids)
                .map_err(|refusal| crate::fault::from_refusal(&refusal))?;
        } else {
            answer.rev = self.apply(&planned.change, environment)?.edit.rev as u32;
        }
        Ok(answer)
    }

    /// Reads records and keeps what they say, or only tries it.
    pub fn keep_records(
        &mut self,
        request: &KeepRequest,
        environment: &mut Environment,
    ) -> Result<HistoryEntry, RecordsFault> {
        let today = environment.clock.now().date;
        let owners = owners(self.session.workshop());
        let read = records::read_to_keep(request, &owners, today, &mut environment.ids, &())?;
        if let Some(log) = &read.events {
            records::keep_in_file(&mut self.store, read.row.id, log)?;
        }
        Ok(self.apply(&read.change(), environment)?)
    }

    /// The events of a log as they lie in the file; `None` when only its numbers are there.
    pub fn events(&self, log: LogId) -> Result<Option<EventLog>, RecordsFault> {
        let pieces = self.store.chunks(log).map_err(|error| from_store(&error))?;
        if pieces.is_empty() {
            return Ok(None);
        }
        records::unpacked(self.store.path(), pieces).map(Some)
    }

    /// Closes the file; one file is left.
    pub fn close(self) -> Result<(), Fault> {
        self.store.close().map_err(|error| from_store(&error))
    }
}
