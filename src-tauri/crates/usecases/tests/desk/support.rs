//! A desk in a folder of its own, with a fixed clock and counted ids, and everything it says.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::TempDir;
use twinlane_model::MapId;
use twinlane_usecases::{Clock, Desk, Environment, Ids, Moment};
use twinlane_wire::{
    DiskState, Entered, EntryMode, Event, Fault, Opened, Patch, Request, Snapshot, commands,
};

/// The map of the golden numbers, with two pools that cannot serve what arrives.
pub const GOLDEN: &str = include_str!("../../../../../examples/golden-flow.md");

/// Time that stands still.
pub struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        Moment {
            stamp: "2026-01-31T10:00:00+00:00".to_owned(),
            date: "2026-01-31".parse().expect("a date"),
            clock: "10:00".to_owned(),
        }
    }
}

/// A desk at work.
pub struct AtWork {
    pub desk: Desk,
    pub folder: Arc<TempDir>,
    events: Mutex<Receiver<Event>>,
}

/// Longest wait for news of the writer; it is over at once when they come.
const PATIENCE: Duration = Duration::from_secs(20);

impl AtWork {
    pub fn start() -> Self {
        Self::in_folder(Arc::new(tempfile::tempdir().expect("a folder")), 1)
    }

    /// A desk as after a restart, over the same folder. `first` keeps the ids of different runs apart.
    pub fn in_folder(folder: Arc<TempDir>, first: u128) -> Self {
        let environment = Environment {
            clock: Box::new(FixedClock),
            ids: Ids::new(Counted(first << 64)),
            data_folder: folder.path().join("data"),
            documents_folder: folder.path().join("documents"),
            host: "laptop".to_owned(),
            user: "Ada".to_owned(),
            commit_delay: Duration::ZERO,
            work_delay: Duration::ZERO,
        };
        let (tell, events) = channel();
        let desk = Desk::start(
            environment,
            Arc::new(move |event: &Event| {
                // A test that has ended listens no more.
                let _ = tell.send(event.clone());
            }),
        );
        Self {
            desk,
            folder,
            events: Mutex::new(events),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn call<R: Request>(&self, request: R) -> Result<R::Reply, Fault> {
        self.desk.call(request)
    }

    pub fn create(&self, name: &str) -> MapId {
        let path = Some(self.path(name).display().to_string());
        self.call(commands::Create {
            path,
            template: None,
            sample: false,
        })
        .expect("a new workshop");
        self.snapshot().view.map.expect("a new workshop has a map")
    }

    /// A desk with a new workshop into which an outline was imported, and its map.
    pub fn on_outline(outline: &str) -> (Self, MapId) {
        let work = Self::start();
        work.create("a.twinlane");
        let path = work.path("outline.md");
        std::fs::write(&path, outline).expect("written");
        work.call(import(&path)).expect("imported");
        let map = work.snapshot().view.map.expect("a map");
        (work, map)
    }

    pub fn open(&self, name: &str) -> Result<Opened, Fault> {
        self.call(commands::Open {
            path: self.path(name).display().to_string(),
            snapshot: false,
        })
    }

    pub fn snapshot(&self) -> Snapshot {
        self.call(commands::Snapshot).expect("a workshop is open")
    }

    pub fn enter(&self, map: MapId, mode: EntryMode, from: Option<&Entered>, text: &str) -> Entered {
        self.enter_line(map, mode, from, text, None)
    }

    /// The same with the number that the line has in the draft of the editor.
    pub fn enter_line(
        &self,
        map: MapId,
        mode: EntryMode,
        from: Option<&Entered>,
        text: &str,
        line: Option<u32>,
    ) -> Entered {
        let from = from.and_then(|entered| entered.step);
        let command = commands::Enter {
            map,
            mode,
            side: None,
            from,
            lane: None,
            stage: None,
            text: text.to_owned(),
            line,
        };
        self.call(command).expect("the line is taken in")
    }

    /// Waits for a patch that leads to the revision.
    pub fn patch(&self, rev: u32) -> Patch {
        self.until(|event| match event {
            Event::Patch(patch) if patch.rev == rev => Some(*patch),
            _ => None,
        })
    }

    /// Waits until the revision is on disk.
    pub fn on_disk(&self, rev: u32) {
        self.until(|event| match event {
            Event::Disk(DiskState::OnDisk { rev: found }) if found >= rev => Some(()),
            _ => None,
        });
    }

    pub fn until<T>(&self, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
        let events = self.events.lock().expect("one test, one thread");
        loop {
            let event = events
                .recv_timeout(PATIENCE)
                .expect("the desk says what is waited for");
            if let Some(found) = wanted(event) {
                return found;
            }
        }
    }
}

struct Counted(u128);

impl twinlane_model::IdSource for Counted {
    fn next(&mut self) -> uuid::Uuid {
        self.0 += 1;
        uuid::Uuid::from_u128(self.0)
    }
}

/// An import of whatever a file holds, where there is room for it.
pub fn import(path: &Path) -> commands::Import {
    commands::Import {
        path: path.display().to_string(),
        kind: None,
        replace: false,
        new_map: None,
        pool: None,
        instead: None,
    }
}
