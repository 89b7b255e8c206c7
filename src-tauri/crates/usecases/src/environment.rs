//! What a use case gets from outside: time, ids, folders, the name of the machine and of the user.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::civil::Date;
use twinlane_model::IdSource;
use uuid::Uuid;

/// A moment, in the three forms that are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339 with offset, for the file.
    pub stamp: String,
    /// The local date.
    pub date: Date,
    /// Local hours and minutes, `HH:MM`, for sentences.
    pub clock: String,
}

/// Where time comes from.
pub trait Clock: Send {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// New ids. Copies take from the same source, so that work done aside makes none that another has.
#[derive(Clone)]
pub struct Ids(Arc<Mutex<dyn IdSource + Send>>);

impl Ids {
    /// Ids of a source.
    pub fn new(source: impl IdSource + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(source)))
    }
}

impl IdSource for Ids {
    fn next(&mut self) -> Uuid {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).next()
    }
}

/// Everything a use case gets from outside.
pub struct Environment {
    /// Time.
    pub clock: Box<dyn Clock>,
    /// New ids.
    pub ids: Ids,
    /// Folder for the recent list and the like; made when needed.
    pub data_folder: PathBuf,
    /// Folder proposed for new workshops.
    pub documents_folder: PathBuf,
    /// Name of the machine, told to whoever opens a file that is in use.
    pub host: String,
    /// Name of the user, likewise.
    pub user: String,
    /// Added to every commit; only test builds set it, to show that typing never waits for the disk.
    pub commit_delay: Duration,
    /// Added to every step of long work; only test builds set it, to have the time to look at it.
    pub work_delay: Duration,
}
