//! The desk: one thread that owns the open workshop, its writer and its revision counter. Windows, the
//! command line and phones send commands; every listener gets patches.
//!
//! A command is answered as soon as its change is applied in memory. What is computed from the rows follows
//! when no command waits, so that fast typing shares one computation and one patch.
//!
//! Here is the handle; the loop is in [`thread`], what a command does in [`handlers`]. What can be said without a
//! desk is a use case beside this folder, and knows nothing of it.

mod background;
mod captured_line;
mod derived;
mod disk;
mod gap_search;
mod handler;
mod handlers;
mod listener;
mod open_workshop;
mod recent_picture;
mod session;
mod snapshot_parts;
mod thread;
mod writer;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use twinlane_wire::{Answer, Fault, FaultCode, Request};

use crate::Environment;
use crate::sentences::{Faults, LOCALE};
pub use listener::Listener;
pub use session::{HistoryEntry, Session};
use thread::{DeskThread, Message};

/// A handle on the desk. Dropping it closes the workshop in good order.
pub struct Desk {
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

impl Desk {
    /// Starts the desk.
    pub fn start(environment: Environment, listener: Listener) -> Self {
        let (messages, queue) = channel();
        let back = messages.clone();
        let thread = std::thread::spawn(move || DeskThread::new(environment, listener, back).run(&queue));
        Self {
            messages,
            thread: Some(thread),
        }
    }

    /// Sends a command and waits for its answer. Commands are carried out in the order of their sending.
    pub fn call<R: Request>(&self, request: R) -> Result<R::Reply, Fault> {
        let gone = || Err(Fault::new(FaultCode::Internal, LOCALE.desk_has_ended()));
        self.send(request).recv().unwrap_or_else(|_| gone())
    }

    /// Sends a command; the answer comes through the receiver, which is cut off when the desk has ended.
    pub fn send<R: Request>(&self, request: R) -> Receiver<Result<R::Reply, Fault>> {
        let (tell, reply) = channel();
        let answer = Answer::new(move |reply| {
            // Nobody waits any more when the window went in between.
            let _ = tell.send(reply);
        });
        let call = Message::Call(Box::new(move |desk| request.hand_to(desk, answer)));
        // A call that nobody takes is dropped, and its answer with it.
        let _ = self.messages.send(call);
        reply
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // A thread that has ended already needs no telling.
        let _ = self.messages.send(Message::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
