//! The writer: one thread that owns the file. It commits edits in the order of their revisions; edits that
//! queued behind a running commit share the next one, each with its own undo row.
//!
//! When writing fails, the edits stay here and are tried again with the next edit and every two seconds,
//! so that a disk that comes back finds everything.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::sentences::{Faults, LOCALE};
use twinlane_model::LogId;
use twinlane_store::{DraftChange, Edit, EditBody, Store, StoreError, Version};

/// How long to wait before a failed commit is tried again.
const AGAIN: Duration = Duration::from_secs(2);
/// Without work for this long the writer tidies the file (a checkpoint that blocks nobody).
const IDLE: Duration = Duration::from_millis(500);

/// What the writer tells the desk.
#[derive(Debug)]
pub(crate) enum Wrote {
    /// Everything up to this revision is on disk.
    UpTo(u64),
    /// Writing failed; nothing of it is half done.
    Failed(StoreError),
}

type Answer<T> = Sender<Result<T, StoreError>>;

enum Job {
    Edit(Box<Edit>, Option<DraftChange>),
    Draft(DraftChange),
    Body(u64, Answer<EditBody>),
    SaveVersion {
        name: String,
        at: String,
        answer: Answer<()>,
    },
    Versions(Answer<Vec<Version>>),
    Version(u32, Answer<Vec<twinlane_model::Row>>),
    Chunk {
        log: LogId,
        number: u32,
        body: Vec<u8>,
        answer: Answer<()>,
    },
    Close(Answer<()>),
}

/// Where work done aside puts the events of a log: each piece is on disk before the next is taken, so that edits wait
/// for one piece at most.
#[derive(Clone)]
pub(crate) struct Shelf(Sender<Job>);

impl Shelf {
    /// Puts a piece into the file and waits until it is there.
    pub(crate) fn put(&self, log: LogId, number: u32, body: Vec<u8>) -> Result<(), StoreError> {
        ask(&self.0, |answer| Job::Chunk {
            log,
            number,
            body,
            answer,
        })
    }
}

fn ask<T>(jobs: &Sender<Job>, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, StoreError> {
    let gone = || StoreError::Io {
        path: std::path::PathBuf::new(),
        why: LOCALE.writer_has_ended().to_owned(),
    };
    let (answer, reply) = channel();
    jobs.send(job(answer)).map_err(|_| gone())?;
    reply.recv().map_err(|_| gone())?
}

/// A handle on the writer's thread.
pub(crate) struct Writer {
    jobs: Sender<Job>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread. `tell` is called on it; `delay` is added to every commit (tests only).
    pub(crate) fn start(store: Store, delay: Duration, tell: impl Fn(Wrote) + Send + 'static) -> Self {
        let (jobs, queue) = channel();
        let thread = std::thread::spawn(move || {
            Loop {
                store: Some(store),
                delay,
                tell,
                pending: Vec::new(),
                drafts: Vec::new(),
            }
            .run(&queue);
        });
        Self {
            jobs,
            thread: Some(thread),
        }
    }

    /// Hands over an edit, and a draft that has to be on disk in the same moment; they are when
    /// [`Wrote::UpTo`] says so.
    pub(crate) fn edit(&self, edit: Edit, draft: Option<DraftChange>) {
        // A writer that is gone has been closed; the desk hands it nothing more.
        let _ = self.jobs.send(Job::Edit(Box::new(edit), draft));
    }

    /// Keeps the text of an open field, or forgets it.
    pub(crate) fn draft(&self, draft: DraftChange) {
        let _ = self.jobs.send(Job::Draft(draft));
    }

    /// A change made before this opening.
    pub(crate) fn body(&self, rev: u64) -> Result<EditBody, StoreError> {
        self.ask(|answer| Job::Body(rev, answer))
    }

    /// Keeps a named version of what is on disk; edits handed over before are in it.
    pub(crate) fn save_version(&self, name: String, at: String) -> Result<(), StoreError> {
        self.ask(|answer| Job::SaveVersion { name, at, answer })
    }

    /// Named versions.
    pub(crate) fn versions(&self) -> Result<Vec<Version>, StoreError> {
        self.ask(Job::Versions)
    }

    /// The rows of a named version.
    pub(crate) fn version(&self, id: u32) -> Result<Vec<twinlane_model::Row>, StoreError> {
        self.ask(|answer| Job::Version(id, answer))
    }

    /// Commits what is left, folds everything into one file and ends the thread. When it fails, the edits
    /// stay with the writer and it goes on.
    pub(crate) fn close(&mut self) -> Result<(), StoreError> {
        self.ask(Job::Close)?;
        if let Some(thread) = self.thread.take() {
            // The thread has answered and is about to return.
            let _ = thread.join();
        }
        Ok(())
    }

    fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, StoreError> {
        ask(&self.jobs, job)
    }

    /// A way to put events of logs into the file from elsewhere.
    pub(crate) fn shelf(&self) -> Shelf {
        Shelf(self.jobs.clone())
    }
}

struct Loop<T> {
    store: Option<Store>,
    delay: Duration,
    tell: T,
    pending: Vec<Edit>,
    /// Drafts that go with the pending edits.
    drafts: Vec<DraftChange>,
}

impl<T: Fn(Wrote)> Loop<T> {
    fn run(mut self, queue: &Receiver<Job>) {
        let mut tidy = true;
        loop {
            let wait = if self.pending.is_empty() { IDLE } else { AGAIN };
            let first = match queue.recv_timeout(wait) {
                Ok(job) => Some(job),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if first.is_none() && self.pending.is_empty() {
                if !tidy && let Some(store) = &mut self.store {
                    // Only a convenience: what is committed is safe without it.
                    let _ = store.idle();
                    tidy = true;
                }
                continue;
            }
            tidy = false;
            let mut jobs: Vec<Job> = first.into_iter().chain(queue.try_iter()).collect();
            // Edits are collected first: whatever is asked after them must see them.
            for job in jobs.extract_if(.., |job| matches!(job, Job::Edit(..))) {
                if let Job::Edit(edit, draft) = job {
                    self.pending.push(*edit);
                    self.drafts.extend(draft);
                }
            }
            let written = self.commit();
            for job in jobs {
                if self.answer(job, &written) {
                    return;
                }
            }
        }
        // The desk went without closing (a panic elsewhere): what was handed over is still committed.
        if self.commit().is_ok()
            && let Some(store) = self.store.take()
        {
            let _ = store.close();
        }
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        let Some(last) = self.pending.last().map(|edit| edit.rev) else {
            return Ok(());
        };
        let Some(store) = &mut self.store else {
            return Ok(());
        };
        if !self.delay.is_zero() {
            std::thread::sleep(self.delay);
        }
        match store.commit_with(&self.pending, &self.drafts) {
            Ok(()) => {
                self.pending.clear();
                self.drafts.clear();
                (self.tell)(Wrote::UpTo(last));
                Ok(())
            }
            Err(error) => {
                (self.tell)(Wrote::Failed(error.clone()));
                Err(error)
            }
        }
    }

    /// Answers a job; true when it was the last. An answer nobody waits for any more is dropped.
    fn answer(&mut self, job: Job, written: &Result<(), StoreError>) -> bool {
        let Some(store) = &mut self.store else { return true };
        match job {
            Job::Edit(..) => {}
            Job::Draft(draft) => {
                // A draft is kept for a crash; when the disk fails, the sign in the title bar says so anyway.
                let _ = store.commit_with(&[], &[draft]);
            }
            Job::Body(rev, answer) => {
                let missing = StoreError::History {
                    path: store.path().to_owned(),
                    rev,
                };
                let _ = answer.send(store.edit(rev).and_then(|body| body.ok_or(missing)));
            }
            Job::SaveVersion { name, at, answer } => {
                let done = written
                    .clone()
                    .and_then(|()| store.save_version(&name, &at).map(|_| ()));
                let _ = answer.send(done);
            }
            Job::Versions(answer) => {
                let _ = answer.send(store.versions());
            }
            Job::Version(id, answer) => {
                let _ = answer.send(store.version(id));
            }
            Job::Chunk {
                log,
                number,
                body,
                answer,
            } => {
                let _ = answer.send(store.put_chunk(log, number, &body));
            }
            Job::Close(answer) => {
                if let Err(error) = written {
                    let _ = answer.send(Err(error.clone()));
                    return false;
                }
                let done = self.store.take().map_or(Ok(()), Store::close);
                let _ = answer.send(done);
                return true;
            }
        }
        false
    }
}
