//! The list of workshops opened before: a small JSON file in the data folder. Losing it loses no work, so
//! that a damaged list is simply an empty one.

use std::path::{Path, PathBuf};

use twinlane_wire::Recent;

use crate::output::{Existing, write_beside};

/// How many are kept.
const KEPT: usize = 12;

fn file(data_folder: &Path) -> PathBuf {
    data_folder.join("recent.json")
}

/// The list, newest first, each marked when its file is gone.
pub(crate) fn list(data_folder: &Path) -> Vec<Recent> {
    let text = std::fs::read_to_string(file(data_folder)).unwrap_or_default();
    let mut list: Vec<Recent> = serde_json::from_str(&text).unwrap_or_default();
    for entry in &mut list {
        entry.present = Path::new(&entry.path).is_file();
    }
    list
}

/// Puts a workshop at the head of the list.
pub(crate) fn remember(data_folder: &Path, entry: Recent) {
    let mut list = list(data_folder);
    list.retain(|other| other.path != entry.path);
    list.insert(0, entry);
    list.truncate(KEPT);
    keep(data_folder, &list);
}

/// Takes a workshop off the list.
pub(crate) fn forget(data_folder: &Path, path: &str) {
    let mut list = list(data_folder);
    list.retain(|other| other.path != path);
    keep(data_folder, &list);
}

fn keep(data_folder: &Path, list: &[Recent]) {
    // The list is a convenience: a data folder that cannot be written must not stop a workshop.
    if let Ok(text) = serde_json::to_vec_pretty(list)
        && std::fs::create_dir_all(data_folder).is_ok()
        && let Err(fault) = write_beside(&file(data_folder), &text, Existing::Replace)
    {
        tracing::warn!(%fault, "the recent list was not written");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Recent {
        Recent {
            path: path.to_owned(),
            title: "T".to_owned(),
            client: String::new(),
            opened: "2026-01-31".to_owned(),
            picture: String::new(),
            present: true,
        }
    }

    #[test]
    fn the_newest_comes_first_and_only_once() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in ["/a", "/b", "/a"] {
            remember(folder.path(), entry(path));
        }
        let paths: Vec<String> = list(folder.path()).into_iter().map(|entry| entry.path).collect();
        assert_eq!(paths, ["/a", "/b"]);
        assert!(
            !list(folder.path())[0].present,
            "a file that is gone is marked, not dropped"
        );
        forget(folder.path(), "/a");
        assert_eq!(list(folder.path()).len(), 1);
    }

    #[test]
    fn a_damaged_list_is_an_empty_one() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(file(folder.path()), b"{ not json").expect("written");
        assert!(list(folder.path()).is_empty());
    }
}
