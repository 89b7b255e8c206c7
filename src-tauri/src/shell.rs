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

/// Where the answer to a command comes.
type Answer = Receiver<Result<Reply, Fault>>;

/// The state of the shell.
pub struct Shell {
    desk: Mutex<Option<Desk>>,
    /// Commands given before the window was there to give them.
    ahead: Mutex<VecDeque<(Command, Answer)>>,
    opening: Opening,
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
            opening,
        }
    }

    /// What the app was started with.
    pub fn opening(&self) -> Opening {
        self.opening.clone()
    }

    /// Hands a command to the desk, unless it has it already; the reply comes through the receiver.
    pub fn send(&self, command: Command) -> Result<Answer, Fault> {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        match ahead.pop_front() {
            Some((given, answer)) if given == command => return Ok(answer),
            // The window goes another way than was thought.
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
