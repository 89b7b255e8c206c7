//! A folder with one open file, and the edits a person would make.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};

use proptest::prelude::ProptestConfig;
use tempfile::TempDir;
use twinlane_model::{
    Applied, Change, IdSource, Lane, LaneId, Map, MapId, Row, RowKey, Side, Stage, StageId, Step, StepId,
    Workshop,
};
use twinlane_store::{Edit, EditKind, Mode, Opener, Store};
use uuid::Uuid;

/// Ids that count.
#[derive(Default)]
pub struct Ids(u128);

impl IdSource for Ids {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

/// How many cases a property test tries: so many, or what `PROPTEST_CASES` asks for.
pub fn cases(usual: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = usual;
    }
    config
}

/// Someone who opens a file.
pub fn opener(user: &str) -> Opener {
    Opener {
        host: "desk".into(),
        user: user.into(),
        now: "2026-03-02T09:00:00Z".into(),
    }
}

/// The names in a folder, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().expect("a type").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The change that adds a map with one lane and one stage.
pub fn frame(map: MapId, lane: LaneId, stage: StageId) -> Change {
    let put = vec![
        Row::Map(Map::new(map, "Map")),
        Row::Lane(Lane {
            id: lane,
            map,
            origin: None,
            side: Side::Seller,
            title: "Sales".into(),
            owner: String::new(),
            position: 0,
        }),
        Row::Stage(Stage {
            id: stage,
            map,
            origin: None,
            side: Side::Seller,
            title: "Qualify".into(),
            paired: Vec::new(),
            after_purchase: false,
            criteria: Vec::new(),
            position: 0,
        }),
    ];
    Change::Rows {
        label: "Add map".into(),
        put,
        delete: Vec::new(),
    }
}

/// One open file with a map of one lane and one stage.
pub struct Bench {
    pub folder: TempDir,
    pub path: PathBuf,
    pub workshop: Workshop,
    pub ids: Ids,
    store: Option<Store>,
    place: (MapId, LaneId, StageId),
    last: Option<StepId>,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.twinlane");
        let store = Store::create(&path, &Workshop::default(), &opener("Anna")).expect("made");
        let mut ids = Ids::default();
        let place = (
            MapId::new(&mut ids),
            LaneId::new(&mut ids),
            StageId::new(&mut ids),
        );
        let mut bench = Self {
            folder,
            path,
            workshop: Workshop::default(),
            ids,
            store: Some(store),
            place,
            last: None,
        };
        bench.act(&frame(place.0, place.1, place.2));
        bench
    }

    pub fn store(&mut self) -> &mut Store {
        self.store.as_mut().expect("open")
    }

    pub fn take(&mut self) -> Store {
        self.store.take().expect("open")
    }

    pub fn close(&mut self) {
        self.take().close().expect("closed");
    }

    /// Closes and opens the file; what comes back must be what was in memory.
    pub fn reopen(&mut self) {
        self.close();
        let opened = Store::open(&self.path, &opener("Anna"), Mode::Edit).expect("opens");
        assert_eq!(
            opened.workshop, self.workshop,
            "the file gives back what was in memory"
        );
        self.store = Some(opened.store);
    }

    /// Opens the file that was closed.
    pub fn attach(&mut self) {
        self.store = Some(
            Store::open(&self.path, &opener("Anna"), Mode::Edit)
                .expect("opens")
                .store,
        );
    }

    pub fn stored(&self) -> Workshop {
        Store::open(&self.path, &opener("Look"), Mode::Snapshot)
            .expect("opens")
            .workshop
    }

    pub fn files(&self) -> Vec<String> {
        files(self.folder.path())
    }

    pub fn titles(&self) -> Vec<&str> {
        let mut steps: Vec<&Step> = self.workshop.steps().values().collect();
        steps.sort_by_key(|step| step.position);
        steps.iter().map(|step| step.title.as_str()).collect()
    }

    pub fn last_step(&self) -> RowKey {
        RowKey::Step(self.last.expect("a step was added"))
    }

    fn apply(&mut self, change: &Change) -> Applied {
        self.workshop.apply(change, &mut self.ids).expect("allowed")
    }

    fn next_rev(&mut self) -> u64 {
        self.store.as_ref().map_or(0, Store::rev) + 1
    }

    /// Applies a change in memory and gives the edit for it.
    pub fn edit(&mut self, change: &Change) -> Edit {
        let rev = self.next_rev();
        let applied = self.apply(change);
        Edit {
            rev,
            at: format!("t{rev}"),
            kind: EditKind::Do {
                label: applied.label,
                change: applied.change,
                inverse: applied.inverse,
            },
            put: applied.put,
            deleted: applied.deleted,
        }
    }

    pub fn act(&mut self, change: &Change) -> u64 {
        let edit = self.edit(change);
        self.store()
            .commit(std::slice::from_ref(&edit))
            .expect("committed");
        edit.rev
    }

    pub fn contribute(&mut self, change: &Change) {
        let rev = self.next_rev();
        let applied = self.apply(change);
        let edit = Edit {
            rev,
            at: format!("t{rev}"),
            kind: EditKind::Contribution {
                label: applied.label,
                change: applied.change,
            },
            put: applied.put,
            deleted: applied.deleted,
        };
        self.store().commit(&[edit]).expect("committed");
    }

    fn add(&mut self, title: &str) -> Change {
        let (map, lane, stage) = self.place;
        let id = StepId::new(&mut self.ids);
        self.last = Some(id);
        let mut step = Step::new(id, map, Side::Seller, lane, stage, title);
        step.position = u32::MAX;
        Change::Add { row: Row::Step(step) }
    }

    /// An edit of a file that is closed or open elsewhere; its revision is to be filled in.
    pub fn edit_unstored(&mut self, title: &str) -> Edit {
        let change = self.add(title);
        self.edit(&change)
    }

    pub fn edit_add(&mut self, title: &str) -> Edit {
        let change = self.add(title);
        self.edit(&change)
    }

    pub fn add_step(&mut self, title: &str) -> u64 {
        let change = self.add(title);
        self.act(&change)
    }

    /// Takes back the edit on top of the stack, as it is stored; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(of) = self.store().history().undo.last().map(|entry| entry.rev) else {
            return false;
        };
        let body = self.store().edit(of).expect("read").expect("there");
        let rev = self.next_rev();
        let applied = self.apply(&body.inverse);
        self.store()
            .commit(&[Edit {
                rev,
                at: format!("t{rev}"),
                kind: EditKind::Undo { of },
                put: applied.put,
                deleted: applied.deleted,
            }])
            .expect("committed");
        true
    }

    /// Does again what was taken back last; false when there is nothing.
    pub fn redo(&mut self) -> bool {
        let Some(of) = self.store().history().redo.last().map(|entry| entry.rev) else {
            return false;
        };
        let body = self.store().edit(of).expect("read").expect("there");
        let rev = self.next_rev();
        let applied = self.apply(&body.change);
        self.store()
            .commit(&[Edit {
                rev,
                at: format!("t{rev}"),
                kind: EditKind::Redo {
                    of,
                    inverse: applied.inverse,
                },
                put: applied.put,
                deleted: applied.deleted,
            }])
            .expect("committed");
        true
    }
}
