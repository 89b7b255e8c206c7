//! The desk: one thread that owns the open workshop, its writer and its revision counter. Windows, the
//! command line and phones send commands; every listener gets patches.
//!
//! A command is answered as soon as its change is applied in memory. What is computed from the rows follows
//! when no command waits, so that fast typing shares one computation and one patch.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use twinlane_wire::{Command, Event, Fault, FaultCode, Reply, WorkState};

use crate::Environment;
use crate::aside::Aside;
use crate::judging::Judged;
use crate::open::Open;
use crate::remembering::Remembering;
use crate::writer::Wrote;

/// Behind by more than this, a window says "Writing…".
const BEHIND: Duration = Duration::from_millis(250);

/// After so long without work the recent list is told of a workshop that was opened.
const IDLE: Duration = Duration::from_secs(3);

/// Who is told what happens.
pub type Listener = Arc<dyn Fn(&Event) + Send + Sync>;

/// What the desk's thread is told.
pub(crate) enum Message {
    /// A command, and where its answer goes.
    Call(Box<Command>, Sender<Result<Reply, Fault>>),
    /// News of the writer with the given number; an older writer's are dropped.
    Wrote(u64, Wrote),
    /// Work done aside has come a little farther.
    Progress,
    /// Work done aside is over; its result waits.
    Done(u32),
    /// The rules have gone over a very large map of the opening with the given number.
    Judged(u64, Box<Judged>),
    /// The handle was dropped.
    End,
}

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
        let thread = std::thread::spawn(move || Thread::new(environment, listener, back).run(&queue));
        Self {
            messages,
            thread: Some(thread),
        }
    }

    /// Sends a command and waits for its answer. Commands are carried out in the order of their sending.
    pub fn call(&self, command: Command) -> Result<Reply, Fault> {
        self.send(command).recv().unwrap_or_else(|_| Err(gone()))
    }

    /// Sends a command; the answer comes through the receiver.
    pub fn send(&self, command: Command) -> Receiver<Result<Reply, Fault>> {
        let (answer, reply) = channel();
        if let Err(unsent) = self.messages.send(Message::Call(Box::new(command), answer))
            && let Message::Call(_, answer) = unsent.0
        {
            // Whoever asked is still there: the receiver is in our hands.
            let _ = answer.send(Err(gone()));
        }
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

fn gone() -> Fault {
    Fault::new(FaultCode::Internal, "the desk has ended")
}

/// What the thread holds.
pub(crate) struct Thread {
    pub environment: Environment,
    pub listener: Listener,
    pub messages: Sender<Message>,
    pub open: Option<Open>,
    /// Long work under way.
    pub aside: Aside,
    /// What windows were told of it last.
    pub told: Vec<WorkState>,
    /// The recent list being told of the open workshop.
    pub remembering: Remembering,
    /// Counts openings, so that news of a closed writer is not taken for that of the present one.
    pub openings: u64,
}

impl Thread {
    fn new(environment: Environment, listener: Listener, messages: Sender<Message>) -> Self {
        Self {
            environment,
            listener,
            messages,
            open: None,
            aside: Aside::default(),
            told: Vec::new(),
            remembering: Remembering::default(),
            openings: 0,
        }
    }

    fn run(mut self, queue: &Receiver<Message>) {
        loop {
            let behind = self.open.as_ref().and_then(Open::oldest_unwritten);
            let wait = match behind {
                Some(since) => BEHIND.saturating_sub(since.elapsed()),
                None if self.open.as_ref().is_some_and(Open::is_new) => IDLE,
                None => Duration::MAX,
            };
            let message = match queue.recv_timeout(wait) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => {
                    if behind.is_none() {
                        self.remember();
                    }
                    None
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let mut waiting: Vec<Message> = message.into_iter().collect();
            waiting.extend(queue.try_iter());
            for message in waiting {
                if matches!(message, Message::End) {
                    self.end();
                    return;
                }
                self.take(message);
            }
            let listener = Arc::clone(&self.listener);
            if let Some(open) = &mut self.open {
                open.catch_up(&self.environment, &listener);
                open.judge_aside(&self.environment, self.openings, &self.messages);
                open.mark_behind(Instant::now(), BEHIND, &listener);
            }
        }
        self.end();
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Call(command, answer) => self.answer(*command, answer),
            Message::Progress => self.tell_work(),
            Message::Done(number) => self.work_done(number),
            Message::Judged(opening, judged) => {
                if opening == self.openings
                    && let Some(open) = &mut self.open
                {
                    open.judged(*judged);
                }
            }
            Message::Wrote(opening, wrote) => {
                if opening == self.openings
                    && let Some(open) = &mut self.open
                {
                    open.wrote(wrote, &self.environment.clock.now().clock, &self.listener);
                }
            }
            Message::End => {}
        }
    }

    fn end(&mut self) {
        self.settle_work();
        self.remember();
        self.remembering.settle();
        if let Some(open) = self.open.take()
            && let Err(fault) = open.close()
        {
            tracing::error!(%fault, "the workshop could not be closed in good order");
        }
    }
}
