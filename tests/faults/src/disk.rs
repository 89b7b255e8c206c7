//! The disk as it may look after a power cut: everything that was synced, and of what came later a random
//! part, torn at sectors of 512 bytes.
//!
//! Bytes of a file are safe after a sync of that file. Names (made, renamed, removed) are safe after a sync
//! of the folder; of later ones the first few survive, because file systems keep the order of names.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use crate::log::Event;
use crate::random::Random;

const SECTOR: u64 = 512;

#[derive(Clone, Debug)]
enum Bytes {
    Write(u64, Vec<u8>),
    Truncate(u64),
}

#[derive(Clone, Debug)]
enum Name {
    Make(OsString, usize),
    Remove(OsString),
    Rename(OsString, OsString),
}

#[derive(Clone, Debug, Default)]
struct Content {
    safe: Vec<u8>,
    later: Vec<Bytes>,
}

/// A folder on a disk that may lose power.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    names: BTreeMap<OsString, usize>,
    later: Vec<Name>,
    contents: Vec<Content>,
    /// Which content an inode number stands for now.
    inodes: BTreeMap<u64, usize>,
}

impl Disk {
    /// Follows what the program did.
    pub fn follow(&mut self, event: &Event) {
        let name = |path: &Path| path.file_name().unwrap_or_default().to_owned();
        match event {
            Event::Create { path, inode } => {
                self.contents.push(Content::default());
                self.inodes.insert(*inode, self.contents.len() - 1);
                self.later.push(Name::Make(name(path), self.contents.len() - 1));
            }
            Event::Write { inode, offset, data } => {
                if let Some(content) = self.content(*inode) {
                    content.later.push(Bytes::Write(*offset, data.clone()));
                }
            }
            Event::Truncate { inode, length } => {
                if let Some(content) = self.content(*inode) {
                    content.later.push(Bytes::Truncate(*length));
                }
            }
            Event::Sync { inode } => {
                if let Some(content) = self.content(*inode) {
                    for bytes in std::mem::take(&mut content.later) {
                        apply(&mut content.safe, &bytes);
                    }
                }
            }
            Event::SyncFolder => {
                for later in std::mem::take(&mut self.later) {
                    rename(&mut self.names, later);
                }
            }
            Event::Unlink { path } => self.later.push(Name::Remove(name(path))),
            Event::Rename { from, to } => self.later.push(Name::Rename(name(from), name(to))),
            Event::Said(_) | Event::Failed => {}
        }
    }

    fn content(&mut self, inode: u64) -> Option<&mut Content> {
        let number = *self.inodes.get(&inode)?;
        self.contents.get_mut(number)
    }

    /// Writes the folder as it may look when the power goes now.
    ///
    /// # Errors
    /// The new folder cannot be written.
    pub fn cut(&self, random: &mut Random, folder: &Path) -> io::Result<()> {
        let mut names = self.names.clone();
        let survive = random.below(self.later.len() + 1);
        for later in self.later.iter().take(survive) {
            rename(&mut names, later.clone());
        }
        // From one cut to the next, how much of the unsynced bytes survives ranges from nothing to all.
        let percent = [0, 20, 50, 80, 95, 100][random.below(6)];
        for (name, number) in names {
            // Shared memory is gone with the power whatever the disk says.
            if name.to_string_lossy().ends_with("-shm") {
                continue;
            }
            let Some(content) = self.contents.get(number) else {
                continue;
            };
            let mut bytes = content.safe.clone();
            for later in &content.later {
                tear(&mut bytes, later, percent, random);
            }
            fs::write(folder.join(name), bytes)?;
        }
        Ok(())
    }
}

fn rename(names: &mut BTreeMap<OsString, usize>, change: Name) {
    match change {
        Name::Make(name, number) => {
            names.insert(name, number);
        }
        Name::Remove(name) => {
            names.remove(&name);
        }
        Name::Rename(from, to) => {
            if let Some(number) = names.remove(&from) {
                names.insert(to, number);
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, offset: u64, data: &[u8]) {
    let (start, end) = (offset as usize, offset as usize + data.len());
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[start..end].copy_from_slice(data);
}

fn apply(bytes: &mut Vec<u8>, change: &Bytes) {
    match change {
        Bytes::Write(offset, data) => put(bytes, *offset, data),
        Bytes::Truncate(length) => bytes.resize(*length as usize, 0),
    }
}

/// Applies a random part of a change, sector by sector.
fn tear(bytes: &mut Vec<u8>, change: &Bytes, percent: usize, random: &mut Random) {
    match change {
        Bytes::Truncate(_) => {
            if random.percent(percent) {
                apply(bytes, change);
            }
        }
        Bytes::Write(offset, data) => {
            let mut at = 0;
            while at < data.len() {
                let here = offset + at as u64;
                let end = (at + (SECTOR - here % SECTOR) as usize).min(data.len());
                if random.percent(percent) {
                    put(bytes, here, &data[at..end]);
                }
                at = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> Vec<Event> {
        vec![
            Event::Create {
                path: "/f/new".into(),
                inode: 7,
            },
            Event::Write {
                inode: 7,
                offset: 0,
                data: vec![1; 1024],
            },
            Event::Sync { inode: 7 },
            Event::SyncFolder,
            Event::Write {
                inode: 7,
                offset: 512,
                data: vec![2; 1024],
            },
            Event::Rename {
                from: "/f/new".into(),
                to: "/f/old".into(),
            },
        ]
    }

    #[test]
    fn synced_bytes_and_names_survive_every_cut() {
        let mut disk = Disk::default();
        for event in log() {
            disk.follow(&event);
        }
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..60 {
            let folder = tempfile::tempdir().expect("a folder");
            disk.cut(&mut Random::new(seed), folder.path()).expect("written");
            let name = if folder.path().join("new").exists() {
                "new"
            } else {
                "old"
            };
            let bytes = fs::read(folder.path().join(name)).expect("under one of its names");
            assert_eq!(bytes[..512], [1; 512], "what was synced is there");
            assert!(
                bytes[512..1024] == [1; 512] || bytes[512..1024] == [2; 512],
                "torn at sectors only"
            );
            seen.insert((name, bytes[512], bytes.len()));
        }
        assert!(seen.len() > 4, "the cuts differ: {seen:?}");
    }
}
