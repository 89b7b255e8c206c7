//! The real environment: the system's clock, random ids, the user's folders.
//!
//! The only place of the libraries that reads time, randomness or variables of the environment.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Zoned;
use twinlane_model::IdSource;
use uuid::Uuid;

use crate::{Clock, Environment, Ids, Moment};

/// The system's clock in the local zone.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let now = Zoned::now();
        Moment {
            stamp: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            date: now.date(),
            clock: now.strftime("%H:%M").to_string(),
        }
    }
}

/// UUID v7: unique, and in the order in which they were made.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
    fn next(&mut self) -> Uuid {
        Uuid::now_v7()
    }
}

/// The environment of the machine the program runs on.
pub fn environment() -> Environment {
    Environment {
        clock: Box::new(SystemClock),
        ids: Ids::new(SystemIds),
        data_folder: data_folder(),
        documents_folder: documents_folder(),
        host: host(),
        user: user(),
        commit_delay: Duration::ZERO,
        work_delay: Duration::ZERO,
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn home() -> PathBuf {
    variable("HOME")
        .or_else(|| variable("USERPROFILE"))
        .map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn data_folder() -> PathBuf {
    let base = if cfg!(target_os = "windows") {
        variable("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        Some(home().join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME").map(PathBuf::from)
    };
    base.unwrap_or_else(|| home().join(".local/share"))
        .join("twinlane")
}

fn documents_folder() -> PathBuf {
    variable("XDG_DOCUMENTS_DIR")
        .map_or_else(|| home().join("Documents"), PathBuf::from)
        .join("Twinlane")
}

fn host() -> String {
    variable("HOSTNAME")
        .or_else(|| variable("COMPUTERNAME"))
        .or_else(|| {
            std::fs::read_to_string("/etc/hostname")
                .ok()
                .map(|name| name.trim().to_owned())
        })
        .unwrap_or_else(|| "this computer".to_owned())
}

fn user() -> String {
    variable("USER")
        .or_else(|| variable("USERNAME"))
        .unwrap_or_else(|| "somebody".to_owned())
}
