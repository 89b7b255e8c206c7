//! The desk's thread: what it owns, the loop that takes its messages in order, and the few things that several
//! commands need. What a command does is in [`super::handlers`].

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use twinlane_model::Change;
use twinlane_wire::{Answer, Done, Event, Fault, FaultCode, WorkState};

use super::background::{Background, JobNews};
use super::gap_search::FoundGaps;
use super::listener::Listener;
use super::open_workshop::OpenWorkshop;
use super::recent_picture::RecentPicture;
use super::writer::Wrote;
use crate::Environment;
use crate::sentences::{Faults, LOCALE};

/// Behind by more than this, a window says "Writing…".
const BEHIND: Duration = Duration::from_millis(250);

/// After so long without work the recent list is told of a workshop that was opened.
const IDLE: Duration = Duration::from_secs(3);

/// What the desk's thread is told.
pub(crate) enum Message {
    /// A command, ready to be handed to its handler.
    Call(Box<dyn FnOnce(&mut DeskThread) + Send>),
    /// News of the writer with the given number; an older writer's are dropped.
    Wrote(u64, Wrote),
    /// News of a job in the background.
    Job(JobNews),
    /// The gaps of a very large map of the opening with the given number have been found.
    FoundGaps(u64, Box<FoundGaps>),
    /// The handle was dropped.
    End,
}

/// Work that a command asks for, completed on the desk.
pub(crate) type Job<T> = super::background::Job<DeskThread, T>;

/// What the thread holds.
pub(crate) struct DeskThread {
    pub environment: Environment,
    pub open: Option<OpenWorkshop>,
    pub background: Background<DeskThread>,
    pub recent_picture: RecentPicture,
    /// Counts openings, so that news of a closed writer is not taken for that of the present one.
    pub openings: u64,
    pub messages: Sender<Message>,
    listener: Listener,
    /// What windows were told last of the jobs in the background.
    told: Vec<WorkState>,
}

impl DeskThread {
    pub(crate) fn new(environment: Environment, listener: Listener, messages: Sender<Message>) -> Self {
        Self {
            environment,
            listener,
            messages,
            open: None,
            background: Background::default(),
            told: Vec::new(),
            recent_picture: RecentPicture::default(),
            openings: 0,
        }
    }

    /// Takes messages until the handle is dropped.
    pub(crate) fn run(mut self, queue: &Receiver<Message>) {
        loop {
            let behind = self.open.as_ref().and_then(|open| open.disk.oldest_unwritten());
            let wait = match behind {
                Some(since) => BEHIND.saturating_sub(since.elapsed()),
                None if self.open.as_ref().is_some_and(OpenWorkshop::is_new) => IDLE,
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
                let (opening, desk) = (self.openings, self.messages.clone());
                open.search_gaps(&self.environment, move |found| {
                    // A desk that has ended needs no news.
                    let _ = desk.send(Message::FoundGaps(opening, Box::new(found)));
                });
                open.disk.mark_behind(Instant::now(), BEHIND, &listener);
            }
        }
        self.end();
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Call(hand_over) => hand_over(self),
            Message::Job(JobNews::Progress) => self.tell_work(),
            Message::Job(JobNews::Over(number)) => {
                if let Some(over) = self.background.take(number) {
                    over.complete(self);
                    self.tell_work();
                }
            }
            Message::FoundGaps(opening, found) => {
                if opening == self.openings
                    && let Some(open) = &mut self.open
                {
                    open.take_gaps(*found);
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
        self.recent_picture.settle();
        if let Some(open) = self.open.take()
            && let Err(fault) = open.close()
        {
            tracing::error!(%fault, "the workshop could not be closed in good order");
        }
    }

    /// The open workshop; a fault when there is none.
    pub(crate) fn open_workshop(&mut self) -> Result<&mut OpenWorkshop, Fault> {
        Ok(self.at_work()?.0)
    }

    /// The open workshop beside the environment, for what needs both.
    pub(crate) fn at_work(&mut self) -> Result<(&mut OpenWorkshop, &mut Environment), Fault> {
        match &mut self.open {
            Some(open) => Ok((open, &mut self.environment)),
            None => Err(Fault::new(FaultCode::NothingOpen, LOCALE.nothing_open())),
        }
    }

    /// Refuses when the workshop of that opening is no longer the open one.
    pub(crate) fn still_open(&self, opening: u64) -> Result<(), Fault> {
        let other = || Fault::new(FaultCode::Outdated, LOCALE.another_opened());
        (self.openings == opening).then_some(()).ok_or_else(other)
    }

    /// The present revision; 0 when nothing is open.
    pub(crate) fn rev(&self) -> u32 {
        self.open.as_ref().map_or(0, OpenWorkshop::rev)
    }

    /// Applies a change to the open workshop and hands it to the writer.
    pub(crate) fn change(&mut self, change: &Change) -> Result<Done, Fault> {
        let (open, environment) = self.at_work()?;
        open.change(change, environment).map(Done::from)
    }

    /// Begins a job in the background; the answer comes when it is done.
    pub(crate) fn begin<T: Send + 'static>(&mut self, job: Job<T>, answer: Answer<T>) {
        let desk = self.messages.clone();
        let tell = move |news| {
            // A desk that has ended needs no news.
            let _ = desk.send(Message::Job(news));
        };
        self.background
            .begin(job, answer, tell, self.environment.work_delay);
        self.tell_work();
    }

    /// Brings jobs to an end before the workshop closes: what writes files is waited for, what would alter the
    /// workshop or is only looked at is cancelled.
    pub(crate) fn settle_work(&mut self) {
        for over in self.background.settle() {
            over.complete(self);
        }
        self.tell_work();
    }

    /// Tells the windows which jobs are under way.
    pub(crate) fn tell_work(&mut self) {
        let states = self.background.states();
        if states != self.told {
            self.told.clone_from(&states);
            self.tell(&Event::Work(states));
        }
    }

    /// Tells every window.
    pub(crate) fn tell(&self, event: &Event) {
        (self.listener)(event);
    }

    /// Puts what is open on the recent list, unless it stands there as it is.
    pub(crate) fn remember(&mut self) {
        if let Some(open) = &mut self.open {
            self.recent_picture.draw(open, &self.environment);
        }
    }
}
