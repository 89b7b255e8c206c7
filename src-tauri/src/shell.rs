//! What the shell holds while the app runs: the desk and what the app was started with.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use tauri::{AppHandle, Emitter};
use twinlane_usecases::{Desk, Environment, system};
use twinlane_wire::{Command, Event, Fault, FaultCode, Reply};

use crate::opening::Opening;

/// Name of the event under which windows hear the desk.
const DESK: &str = "desk";

/// Name of the event under which windows hear of a file to open, which the system sends while the app runs.
#[cfg(target_os = "macos")]
const OPEN_FILE: &str = "open_file";

/// Where the answer to a command comes.
type Answer = Receiver<Result<Reply, Fault>>;

/// The state of the shell.
pub struct Shell {
    desk: Mutex<Option<Desk>>,
    /// Commands given before the window was there to give them.
    ahead: Mutex<VecDeque<(Command, Answer)>>,
    opening: Mutex<Opening>,
}

impl Shell {
    /// Starts the desk; what it says goes to every window.
    pub fn start(app: &AppHandle, opening: Opening) -> Self {
        let app = app.clone();
        let tell = move |event: &Event| {
            // A window that is gone needs no telling.
            let _ = app.emit(DESK, event);
        };
        let desk = Desk::start(environment(), Arc::new(tell));
        let first = opening.first_commands().into_iter();
        let ahead = first.map(|command| (command.clone(), desk.send(command)));
        Self {
            ahead: Mutex::new(ahead.collect()),
            desk: Mutex::new(Some(desk)),
            opening: Mutex::new(opening),
        }
    }

    /// What the app was started with.
    pub fn opening(&self) -> Opening {
        self.opening
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Opens the first of the files that the system hands over: as what the app was started with while the page has
    /// not asked yet, else by an event.
    #[cfg(target_os = "macos")]
    pub fn open_files(&self, app: &AppHandle, mut files: impl Iterator<Item = std::path::PathBuf>) {
        let Some(file) = files.next().map(|file| file.to_string_lossy().into_owned()) else {
            return;
        };
        self.opening.lock().unwrap_or_else(PoisonError::into_inner).file = Some(file.clone());
        // A page that is not there yet reads what the app was started with.
        let _ = app.emit(OPEN_FILE, file);
    }

    /// Hands a command to the desk, unless it has it already; the reply comes through the receiver.
    pub fn send(&self, command: Command) -> Result<Answer, Fault> {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        match ahead.pop_front() {
            Some((given, answer)) if given == command => return Ok(answer),
            // The window asks for something else than was expected.
            _ => ahead.clear(),
        }
        drop(ahead);
        let desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        desk.as_ref().map(|desk| desk.send(command)).ok_or_else(ended)
    }

    /// Ends the desk in good order: everything reaches the disk first.
    pub fn end(&self) {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// The fault of a command that comes when the app is about to end.
pub fn ended() -> Fault {
    Fault::new(FaultCode::Internal, "the app is about to end")
}

#[cfg(not(feature = "test-hooks"))]
fn environment() -> Environment {
    system::environment()
}

/// In test builds `TWINLANE_COMMIT_DELAY_MS` slows every commit down, `TWINLANE_WORK_DELAY_MS` every step of long
/// work.
#[cfg(feature = "test-hooks")]
fn environment() -> Environment {
    let delay = |name: &str| {
        let milliseconds = std::env::var(name).ok().and_then(|value| value.parse().ok());
        std::time::Duration::from_millis(milliseconds.unwrap_or_default())
    };
    Environment {
        commit_delay: delay("TWINLANE_COMMIT_DELAY_MS"),
        work_delay: delay("TWINLANE_WORK_DELAY_MS"),
        ..system::environment()
    }
}
