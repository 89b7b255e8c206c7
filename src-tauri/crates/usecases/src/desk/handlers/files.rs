//! The start screen and workshop files: opening, making, copying and closing them.

use std::path::{Path, PathBuf};

use twinlane_store::{Mode, Notice, Store};
use twinlane_wire::commands::{Close, Create, ForgetRecent, Open, SaveCopy, Start};
use twinlane_wire::{Done, Event, Fault, NoticeCode, Opened, StartPage};

use super::nothing_more;
use crate::desk::captured_line;
use crate::desk::handler::{Execute, Outcome};
use crate::desk::open_workshop::OpenWorkshop;
use crate::desk::session::Session;
use crate::desk::thread::{DeskThread, Message};
use crate::desk::writer::Writer;
use crate::fault::from_store;
use crate::sentences::{FileNotices, LOCALE, Labels};
use crate::workshop_file::{first_rows, free_name, notice, opener};
use crate::{recent, start};

impl Execute for Start {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<StartPage>, Fault> {
        desk.recent_picture.settle();
        Ok(Outcome::Done(start::page(&desk.environment.data_folder)))
    }
}

impl Execute for ForgetRecent {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<StartPage>, Fault> {
        desk.recent_picture.settle();
        recent::forget(&desk.environment.data_folder, &self.path);
        Ok(Outcome::Done(start::page(&desk.environment.data_folder)))
    }
}

impl Execute for Open {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Opened>, Fault> {
        let mode = if self.snapshot { Mode::Snapshot } else { Mode::Edit };
        open_file(desk, Path::new(&self.path), mode).map(Outcome::Done)
    }
}

impl Execute for Create {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Opened>, Fault> {
        let environment = &mut desk.environment;
        let workshop = first_rows(self.template.as_deref(), self.sample, environment)?;
        let path = match self.path {
            Some(path) => PathBuf::from(path),
            None => free_name(
                if self.sample {
                    "Sample workshop"
                } else {
                    "Workshop"
                },
                environment,
            )?,
        };
        let store =
            Store::create(&path, &workshop, &opener(environment)).map_err(|error| from_store(&error))?;
        store.close().map_err(|error| from_store(&error))?;
        open_file(desk, &path, Mode::Edit).map(Outcome::Done)
    }
}

impl Execute for Close {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        close_file(desk)?;
        Ok(Outcome::Done(nothing_more(0)))
    }
}

impl Execute for SaveCopy {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let path = Path::new(&self.path);
        let (open, environment) = desk.at_work()?;
        let now = environment.clock.now().stamp;
        twinlane_store::save_copy(open.session.workshop(), path, &now).map_err(|error| from_store(&error))?;
        let rev = open.rev();
        if open.disk.failing() {
            // The old place is lost: go on in the copy, which has everything.
            desk.open = None;
            open_file(desk, path, Mode::Edit)?;
            desk.tell(&Event::Closed);
        }
        Ok(Outcome::Done(Done {
            rev,
            label: LOCALE.saved_copy(&path.display().to_string()),
            conflicts: Vec::new(),
        }))
    }
}

/// Opens a file in place of the one that is open; a snapshot is read only.
fn open_file(desk: &mut DeskThread, path: &Path, mode: Mode) -> Result<Opened, Fault> {
    close_file(desk)?;
    desk.openings += 1;
    let opened = Store::open(path, &opener(&desk.environment), mode).map_err(|error| from_store(&error))?;
    let blocked = opened
        .notices
        .iter()
        .find(|notice| matches!(notice, Notice::ReadOnly { .. } | Notice::Newer { .. }))
        .map(notice);
    let read_only = blocked.or_else(|| {
        (mode == Mode::Snapshot).then(|| twinlane_wire::Notice {
            code: NoticeCode::Snapshot,
            text: LOCALE.snapshot().to_owned(),
        })
    });
    let place = opened.store.path().to_owned();
    let session = Session::new(opened.workshop, opened.store.rev(), opened.history);
    let writer = if opened.store.read_only() {
        None
    } else {
        Some(writer(desk, opened.store))
    };
    let mut open = OpenWorkshop::new(session, writer, &place);
    open.notices = opened.notices.iter().map(notice).collect();
    open.read_only = read_only;
    open.drafts = opened.drafts;
    open.captured = captured_line::read(&mut open.drafts);
    desk.open = Some(open);
    Ok(Opened {
        path: place.display().to_string(),
    })
}

/// Closes what is open; refused when something is not on disk and cannot be brought there.
fn close_file(desk: &mut DeskThread) -> Result<(), Fault> {
    desk.settle_work();
    if let Some(open) = &mut desk.open {
        open.close_writer().map_err(|error| from_store(&error))?;
    }
    desk.remember();
    desk.recent_picture.settle();
    desk.open = None;
    Ok(())
}

/// A writer for a file just opened, which tells the desk what is on disk.
fn writer(desk: &DeskThread, store: Store) -> Writer {
    let opening = desk.openings;
    let messages = desk.messages.clone();
    Writer::start(store, desk.environment.commit_delay, move |wrote| {
        // A desk that has ended needs no news.
        let _ = messages.send(Message::Wrote(opening, wrote));
    })
}
