//! The `.twinlane` file: any bytes are opened, checked and recovered, or refused; what was refused stays as it
//! was, what was recovered opens, and nothing is left lying about.
//!
//! SQLite turns away what does not begin like a file of its own, so most inputs alter a sound file. The
//! first byte says how: 0 takes the rest as the file; 1 alters bytes (three bytes of place, one of length,
//! then the bytes, repeated); 2 cuts the file off first (three bytes of length); 3 alters the log beside a
//! file that was not closed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use twinlane_model::{Change, RowKey, Workshop};
use twinlane_store::{
    CheckReport, Edit, EditKind, FORMAT, Mode, Opened, Opener, Store, StoreError, check as look, recover,
};
use twinlane_testkit::Ids;
use twinlane_testkit::random::full;

use crate::shared::Bytes;

/// A file after it was closed, and one that was not, with its log.
struct Base {
    closed: Vec<u8>,
    open: Vec<u8>,
    log: Vec<u8>,
}

/// Writes the bytes into a file and asks everything of it.
pub fn check(data: &[u8]) {
    let base = base();
    let mut bytes = Bytes::new(data);
    let (file, log) = match bytes.byte() % 4 {
        0 => (bytes.take(usize::MAX).to_vec(), None),
        1 => (altered(base.closed.clone(), bytes), None),
        2 => {
            let mut file = base.closed.clone();
            file.truncate(bytes.number() % (file.len() + 1));
            (altered(file, bytes), None)
        }
        _ => (base.open.clone(), Some(altered(base.log.clone(), bytes))),
    };
    let folder = tempfile::tempdir().expect("a folder for one file");
    let path = folder.path().join("a.twinlane");
    fs::write(&path, &file).expect("the file is written");
    if let Some(log) = &log {
        fs::write(beside(&path, "-wal"), log).expect("the log is written");
    }
    let untouched = |what: &str| {
        assert!(
            fs::read(&path).expect("it is there") == file,
            "{what} alters nothing"
        );
        if let Some(log) = &log {
            let now = fs::read(beside(&path, "-wal")).expect("it is there");
            assert!(now == *log, "{what} does not alter the log");
        }
    };
    let looked = look(&path);
    untouched("a check");
    let shown = Store::open(&path, &opener(), Mode::Snapshot);
    untouched("reading");
    let out = folder.path().join("out.twinlane");
    if let Ok(recovered) = recover(&path, &out, "now") {
        let opened = open(&out).expect("what was recovered opens");
        assert_eq!(
            opened.workshop, recovered.workshop,
            "with what was said to be in it"
        );
        opened.store.close().expect("it is closed");
    }
    untouched("a recovery");
    match open(&path) {
        Err(_) => untouched("a refusal"),
        Ok(opened) => {
            let sound = |report: CheckReport| report.format > FORMAT || report.problems.is_empty();
            assert!(looked.is_ok_and(sound), "what opens is sound, or newer");
            let shown = shown.expect("what can be edited can be read");
            assert_eq!(shown.workshop, opened.workshop, "both see the same");
            usable(opened, &path);
        }
    }
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let known = |name: &String| {
        ["a.twinlane", "out.twinlane"].contains(&name.as_str())
            || (log.is_some() && name == "a.twinlane-wal")
            || name.starts_with("a.before-v")
    };
    assert!(names.iter().all(known), "nothing is left behind: {names:?}");
}

/// Edits an opened file, closes it, and reads the edit again.
fn usable(mut opened: Opened, path: &Path) {
    let edit = titled(&mut opened.workshop, "A later title", opened.store.rev() + 1);
    if opened.store.read_only() || opened.store.commit(&[edit]).is_err() {
        return;
    }
    if opened.store.close().is_ok() {
        let again = Store::open(path, &opener(), Mode::Snapshot).expect("an edited file is read");
        assert_eq!(again.workshop, opened.workshop, "the edit is on disk");
    }
}

fn open(path: &Path) -> Result<Opened, StoreError> {
    Store::open(path, &opener(), Mode::Edit)
}

fn opener() -> Opener {
    Opener {
        host: "desk".to_owned(),
        user: "Anna".to_owned(),
        now: "2026-03-02T09:00:00Z".to_owned(),
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Renames the charter.
fn titled(workshop: &mut Workshop, title: &str, rev: u64) -> Edit {
    let change = Change::Rename {
        of: RowKey::Charter,
        title: title.to_owned(),
    };
    let applied = workshop
        .apply(&change, &mut Ids::after(1_000_000))
        .expect("a charter has a title");
    Edit {
        rev,
        at: "2026-03-02T09:01:00Z".to_owned(),
        kind: EditKind::Do {
            label: applied.label,
            change: applied.change,
            inverse: applied.inverse,
        },
        put: applied.put,
        deleted: applied.deleted,
    }
}

fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for the first file");
        let path = folder.path().join("a.twinlane");
        let mut workshop = full(7, 4);
        let mut store = Store::create(&path, &workshop, &opener()).expect("it is made");
        store.save_version("Start", "now").expect("a version is kept");
        store.set_draft("field", "half a wor").expect("a draft is kept");
        store.idle().expect("the log is folded in");
        for rev in 1..4 {
            let edit = titled(&mut workshop, &format!("Title {rev}"), rev);
            store.commit(&[edit]).expect("an edit is kept");
        }
        let open = fs::read(&path).expect("it is there");
        let log = fs::read(beside(&path, "-wal")).unwrap_or_default();
        store.close().expect("it is closed");
        let closed = fs::read(&path).expect("it is there");
        Base { closed, open, log }
    })
}

/// Alters bytes in place.
fn altered(mut file: Vec<u8>, mut bytes: Bytes<'_>) -> Vec<u8> {
    while !bytes.is_empty() && !file.is_empty() {
        let at = bytes.number() % file.len();
        let length = usize::from(bytes.byte() % 64) + 1;
        let new = bytes.take(length);
        let end = (at + new.len()).min(file.len());
        file[at..end].copy_from_slice(&new[..end - at]);
    }
    file
}
