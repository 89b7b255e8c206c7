//! The real environment: the system's clock, random ids, the user's folders.
//!
//! The only place of the libraries that reads time, randomness or variables of the environment.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Zoned;
use twinlane_model::IdSource;
use uuid::Uuid;

use crate::sentences::{FileNotices, LOCALE};
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

fn data_folder() -> PathBuf {
    dirs::data_dir()
        .unwrap_or_else(|| PathBuf::from("."))
        .join("twinlane")
}

fn documents_folder() -> PathBuf {
    dirs::document_dir()
        .or_else(|| Some(dirs::home_dir()?.join("Documents")))
        .unwrap_or_else(|| PathBuf::from("."))
        .join("Twinlane")
}

fn host() -> String {
    let name = gethostname::gethostname().to_string_lossy().into_owned();
    if name.is_empty() {
        LOCALE.this_computer().to_owned()
    } else {
        name
    }
}

fn user() -> String {
    variable("USER")
        .or_else(|| variable("USERNAME"))
        .unwrap_or_else(|| "somebody".to_owned())
}
