//! Jobs in the background: each has a thread of its own, so that the desk goes on answering. What a job found is
//! completed by the desk, in the order of the commands. Neither the desk nor a kind of job is known here, but for how
//! each kind ends when the workshop closes. `D` is the desk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::sentences::{Faults, LOCALE};
use twinlane_model::{Cancelled, Watch};
use twinlane_wire::{Answer, Fault, FaultCode, WorkKind, WorkState};

/// What the desk does with the result of a job, which makes the reply.
type Completion<D, T> = Box<dyn FnOnce(&mut D) -> Result<T, Fault> + Send>;

/// The part of a job that takes long.
type Run<D, T> = Box<dyn FnOnce(&dyn Watch) -> Result<Completion<D, T>, Fault> + Send>;

/// Work that a command asks for, and that replies with a `T`.
pub(crate) struct Job<D, T> {
    kind: WorkKind,
    /// Name of the file it is about; empty when there is none.
    name: String,
    run: Run<D, T>,
}

impl<D: 'static, T: Send + 'static> Job<D, T> {
    /// A job whose result is the reply.
    pub fn new(
        kind: WorkKind,
        name: String,
        run: impl FnOnce(&dyn Watch) -> Result<T, Fault> + Send + 'static,
    ) -> Self {
        Self::completed(kind, name, run, |_, reply| Ok(reply))
    }

    /// A job whose result the desk completes to the reply.
    pub fn completed<U: Send + 'static>(
        kind: WorkKind,
        name: String,
        run: impl FnOnce(&dyn Watch) -> Result<U, Fault> + Send + 'static,
        complete: impl FnOnce(&mut D, U) -> Result<T, Fault> + Send + 'static,
    ) -> Self {
        let run = move |watch: &dyn Watch| -> Result<Completion<D, T>, Fault> {
            let found = run(watch)?;
            Ok(Box::new(move |desk: &mut D| complete(desk, found)))
        };
        Self {
            kind,
            name,
            run: Box::new(run),
        }
    }
}

/// What a job tells the desk while it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobNews {
    /// It has come a little farther.
    Progress,
    /// The job of this number is over; its result waits.
    Over(u32),
}

/// Every job in the background at present.
pub(crate) struct Background<D> {
    under_way: BTreeMap<u32, BackgroundWork<D>>,
    last: u32,
}

impl<D> Default for Background<D> {
    fn default() -> Self {
        Self {
            under_way: BTreeMap::new(),
            last: 0,
        }
    }
}

/// A job under way.
struct BackgroundWork<D> {
    kind: WorkKind,
    name: String,
    state: Arc<State>,
    waiting: Box<dyn Ending<D>>,
    thread: JoinHandle<()>,
}

/// What becomes of a job whose reply may be of any type.
trait Ending<D> {
    /// It is cancelled; whoever waits is told.
    fn cancel(self: Box<Self>);
    /// It is over; the desk completes it and whoever waits gets the reply.
    fn complete(self: Box<Self>, desk: &mut D);
}

/// The result of a job, and whoever waits for the reply.
struct Waiting<D, T> {
    result: Receiver<Result<Completion<D, T>, Fault>>,
    answer: Answer<T>,
}

impl<D, T: 'static> Ending<D> for Waiting<D, T> {
    fn cancel(self: Box<Self>) {
        self.answer.give(Err(Fault::new(FaultCode::Cancelled, "")));
    }

    fn complete(self: Box<Self>, desk: &mut D) {
        // The result is there, unless the job panicked.
        let failed = || Err(Fault::new(FaultCode::Internal, LOCALE.no_result()));
        let result = self.result.recv().unwrap_or_else(|_| failed());
        self.answer.give(result.and_then(|complete| complete(desk)));
    }
}

/// A job that is over.
pub(crate) struct Over<D>(Box<dyn Ending<D>>);

impl<D> Over<D> {
    /// Completes it on the desk and answers whoever waits for it.
    pub fn complete(self, desk: &mut D) {
        self.0.complete(desk);
    }
}

/// What job and desk tell each other while it goes on.
#[derive(Default)]
struct State {
    /// One of the three below. It leaves `GOES_ON` once, so that work is either cancelled or takes effect.
    course: AtomicU8,
    /// Part that is done, in thousandths.
    done: AtomicU32,
}

const GOES_ON: u8 = 0;
const CANCELLED: u8 = 1;
const TAKES_EFFECT: u8 = 2;

impl State {
    /// Leaves `GOES_ON`; whether it is now on the course wished for.
    fn turn(&self, to: u8) -> bool {
        let turned = self
            .course
            .compare_exchange(GOES_ON, to, Ordering::SeqCst, Ordering::SeqCst);
        turned.is_ok() || turned == Err(to)
    }
}

/// Tells the desk how far a job is, and the job whether it is cancelled.
struct ProgressReporter {
    job: u32,
    /// See [`crate::Environment::work_delay`].
    delay: Duration,
    state: Arc<State>,
    tell: Box<dyn Fn(JobNews) + Send + Sync>,
}

impl Watch for ProgressReporter {
    fn at(&self, done: f32) -> Result<(), Cancelled> {
        if !self.delay.is_zero() {
            std::thread::sleep(self.delay);
        }
        if self.state.course.load(Ordering::SeqCst) == CANCELLED {
            return Err(Cancelled);
        }
        let done = (done.clamp(0.0, 1.0) * 1_000.0) as u32;
        let before = self.state.done.swap(done, Ordering::Relaxed);
        // A bar shows steps of a hundredth at best.
        if done / 10 != before / 10 {
            (self.tell)(JobNews::Progress);
        }
        Ok(())
    }

    fn last_chance(&self) -> Result<(), Cancelled> {
        self.state.turn(TAKES_EFFECT).then_some(()).ok_or(Cancelled)
    }
}

impl Drop for ProgressReporter {
    /// Says that the job is over, also when it panicked.
    fn drop(&mut self) {
        (self.tell)(JobNews::Over(self.job));
    }
}

impl<D: 'static> Background<D> {
    /// Begins a job; the answer comes when it is done. `tell` hears of it, on another thread.
    pub fn begin<T: Send + 'static>(
        &mut self,
        job: Job<D, T>,
        answer: Answer<T>,
        tell: impl Fn(JobNews) + Send + Sync + 'static,
        delay: Duration,
    ) {
        self.last = self.last.wrapping_add(1);
        let number = self.last;
        let state = Arc::new(State::default());
        let (found, result) = channel();
        let reporter = ProgressReporter {
            job: number,
            delay,
            state: Arc::clone(&state),
            tell: Box::new(tell),
        };
        let run = job.run;
        let thread = std::thread::spawn(move || {
            // Nobody waits for the result of what was cancelled.
            let _ = found.send(run(&reporter));
            drop(reporter);
        });
        let work = BackgroundWork {
            kind: job.kind,
            name: job.name,
            state,
            waiting: Box::new(Waiting { result, answer }),
            thread,
        };
        self.under_way.insert(number, work);
    }

    /// What a window shows of them.
    pub fn states(&self) -> Vec<WorkState> {
        let state = |(number, work): (&u32, &BackgroundWork<D>)| WorkState {
            number: *number,
            kind: work.kind,
            name: work.name.clone(),
            done: work.state.done.load(Ordering::Relaxed) as f32 / 1_000.0,
        };
        self.under_way.iter().map(state).collect()
    }

    /// Cancels the job with a number, as far as it is not too late.
    pub fn cancel(&mut self, number: u32) {
        self.cancel_where(|other, _| other == number);
    }

    /// Cancels the jobs of a kind, of which only the one asked for last is looked at.
    pub fn supersede(&mut self, kind: WorkKind) {
        self.cancel_where(|_, other| other == kind);
    }

    /// Cancels the jobs that are meant, as far as it is not too late. Whoever waits for them is told at once; their
    /// threads end when they ask the next time, and nothing of them remains.
    fn cancel_where(&mut self, meant: impl Fn(u32, WorkKind) -> bool) {
        let gone = self.under_way.extract_if(.., |number, work| {
            meant(*number, work.kind) && work.state.turn(CANCELLED)
        });
        for (_, work) in gone {
            work.waiting.cancel();
        }
    }

    /// Takes a job that is over; nothing when it was cancelled.
    pub fn take(&mut self, number: u32) -> Option<Over<D>> {
        self.under_way.remove(&number).map(BackgroundWork::end)
    }

    /// Brings everything to an end: what writes files is waited for, the rest is cancelled unless it is too late.
    pub fn settle(&mut self) -> Vec<Over<D>> {
        self.cancel_where(|_, kind| !writes_a_file(kind));
        let works = std::mem::take(&mut self.under_way);
        works.into_values().map(BackgroundWork::end).collect()
    }
}

/// Whether a job makes a file outside of the workshop, which is to be whole when the workshop closes.
fn writes_a_file(kind: WorkKind) -> bool {
    match kind {
        WorkKind::Export | WorkKind::Print | WorkKind::Recover => true,
        WorkKind::Import
        | WorkKind::Preview
        | WorkKind::Flow
        | WorkKind::Reading
        | WorkKind::Records
        | WorkKind::Compare
        | WorkKind::TryOut => false,
    }
}

impl<D> BackgroundWork<D> {
    /// Waits until its thread has told its result, or has panicked.
    fn end(self) -> Over<D> {
        // A thread that panicked is told from the missing result.
        let _ = self.thread.join();
        Over(self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::Sender;

    /// A desk that adds what the test says to what a job found.
    struct Adding(u32);

    /// Where the news of jobs goes.
    fn telling(news: &Sender<JobNews>) -> impl Fn(JobNews) + Send + Sync + 'static {
        let news = news.clone();
        move |told| news.send(told).expect("the test listens")
    }

    /// An answer, and where it arrives.
    fn asked() -> (Answer<u32>, Receiver<Result<u32, Fault>>) {
        let (tell, reply) = channel();
        let answer = Answer::new(move |reply| tell.send(reply).expect("the test listens"));
        (answer, reply)
    }

    /// A job that waits for a word before it takes effect, and says that it did.
    fn waiting(go: Receiver<()>, effect: Sender<()>) -> Job<Adding, u32> {
        let run = move |watch: &dyn Watch| {
            watch.at(0.5).map_err(crate::fault::from_cancelled)?;
            go.recv().expect("the test says when");
            watch.last_chance().map_err(crate::fault::from_cancelled)?;
            effect.send(()).expect("the test listens");
            Ok(6)
        };
        Job::completed(
            WorkKind::Export,
            "map.svg".to_owned(),
            run,
            |desk: &mut Adding, found| Ok(found + desk.0),
        )
    }

    #[test]
    fn a_cancelled_job_has_no_effect_and_is_answered_at_once() {
        let mut background = Background::default();
        let (go, when) = channel();
        let (effect, effects) = channel();
        let (answer, reply) = asked();
        let (desk, news) = channel();
        background.begin(waiting(when, effect), answer, telling(&desk), Duration::ZERO);
        assert!(matches!(news.recv(), Ok(JobNews::Progress)), "progress is told");
        let states = background.states();
        assert_eq!(states.len(), 1, "a window sees what is under way");
        assert!((states[0].done - 0.5).abs() < 0.01, "and how far it is");
        background.cancel(states[0].number);
        let refused = reply.recv().expect("an answer").expect_err("it was cancelled");
        assert_eq!(
            refused.code,
            FaultCode::Cancelled,
            "the answer does not wait for the thread"
        );
        go.send(()).expect("the thread still waits");
        assert!(matches!(news.recv(), Ok(JobNews::Over(1))), "the thread ends");
        assert!(effects.try_recv().is_err(), "nothing came of it");
        assert!(background.take(1).is_none(), "and nothing is left of it");
    }

    #[test]
    fn a_job_that_takes_effect_cannot_be_cancelled_any_more() {
        let mut background = Background::default();
        let (go, when) = channel();
        let (effect, effects) = channel();
        let (answer, reply) = asked();
        let (desk, news) = channel();
        background.begin(waiting(when, effect), answer, telling(&desk), Duration::ZERO);
        go.send(()).expect("the thread waits");
        effects.recv().expect("it takes effect");
        background.supersede(WorkKind::Export);
        while !matches!(news.recv(), Ok(JobNews::Over(1))) {}
        assert!(reply.try_recv().is_err(), "nobody was told that it was cancelled");
        let over = background.take(1).expect("its result is there");
        over.complete(&mut Adding(1));
        assert_eq!(reply.recv().expect("an answer"), Ok(7), "the desk completes it");
    }

    #[test]
    fn a_job_that_panics_is_answered() {
        let mut background = Background::default();
        let (answer, reply) = asked();
        let (desk, news) = channel();
        let job = Job::new(WorkKind::Export, String::new(), |_| -> Result<u32, Fault> {
            panic!("on purpose")
        });
        background.begin(job, answer, telling(&desk), Duration::ZERO);
        assert!(
            matches!(news.recv(), Ok(JobNews::Over(1))),
            "the desk hears of it"
        );
        background.take(1).expect("it is known").complete(&mut Adding(1));
        let fault = reply.recv().expect("an answer").expect_err("there is no result");
        assert_eq!(
            fault.code,
            FaultCode::Internal,
            "a fault of ours, and the desk goes on"
        );
    }
}
