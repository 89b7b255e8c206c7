//! Long work, done aside: each piece has a thread of its own, so that the desk goes on answering. What it found
//! is carried through by the desk, in the order of the commands. No kind of work is known here.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use twinlane_model::{Cancelled, Watch};
use twinlane_wire::{Event, Fault, FaultCode, Reply, WorkKind, WorkState};

use crate::desk::{Message, Thread};

/// What the desk does with the result of a piece of work.
pub(crate) type Then = Box<dyn FnOnce(&mut Thread) -> Result<Reply, Fault> + Send>;

/// The part of the work that takes long.
pub(crate) type Job = Box<dyn FnOnce(&dyn Watch) -> Result<Then, Fault> + Send>;

/// Work that a command asks for.
pub(crate) struct Long {
    pub kind: WorkKind,
    /// Name of the file it is about; empty when there is none.
    pub name: String,
    pub job: Job,
}

/// Where the answer to a command goes.
pub(crate) type Answer = Sender<Result<Reply, Fault>>;

/// Everything done aside at present.
#[derive(Default)]
pub(crate) struct Aside {
    under_way: BTreeMap<u32, Work>,
    last: u32,
}

struct Work {
    kind: WorkKind,
    name: String,
    state: Arc<State>,
    result: Receiver<Result<Then, Fault>>,
    answer: Answer,
    thread: JoinHandle<()>,
}

/// What work and desk tell each other while it goes on.
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

/// What a job tells of itself.
struct Teller {
    work: u32,
    /// See [`crate::Environment::work_delay`].
    delay: Duration,
    state: Arc<State>,
    desk: Sender<Message>,
}

impl Watch for Teller {
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
            // A desk that has ended needs no news.
            let _ = self.desk.send(Message::Progress);
        }
        Ok(())
    }

    fn last_chance(&self) -> Result<(), Cancelled> {
        self.state.turn(TAKES_EFFECT).then_some(()).ok_or(Cancelled)
    }
}

impl Drop for Teller {
    /// Says that the job is over, also when it panicked.
    fn drop(&mut self) {
        // A desk that has ended needs no news.
        let _ = self.desk.send(Message::Done(self.work));
    }
}

impl Aside {
    /// Begins a piece of work. The answer comes when it is done.
    pub fn begin(&mut self, long: Long, answer: Answer, desk: Sender<Message>, delay: Duration) {
        self.last = self.last.wrapping_add(1);
        let number = self.last;
        let state = Arc::new(State::default());
        let (tell, result) = channel();
        let teller = Teller {
            work: number,
            delay,
            state: Arc::clone(&state),
            desk,
        };
        let job = long.job;
        let thread = std::thread::spawn(move || {
            let found = job(&teller);
            // Nobody waits for the result of what was cancelled.
            let _ = tell.send(found);
            drop(teller);
        });
        let work = Work {
            kind: long.kind,
            name: long.name,
            state,
            result,
            answer,
            thread,
        };
        self.under_way.insert(number, work);
    }

    /// What a window shows of it.
    pub fn states(&self) -> Vec<WorkState> {
        let state = |(number, work): (&u32, &Work)| WorkState {
            number: *number,
            kind: work.kind,
            name: work.name.clone(),
            done: work.state.done.load(Ordering::Relaxed) as f32 / 1_000.0,
        };
        self.under_way.iter().map(state).collect()
    }

    /// Cancels the pieces of work that are meant, as far as it is not too late. Whoever waits for them is told
    /// at once; their threads end when they ask the next time, and nothing of them remains.
    pub fn cancel(&mut self, meant: impl Fn(u32, WorkKind) -> bool) {
        let gone = self.under_way.extract_if(.., |number, work| {
            meant(*number, work.kind) && work.state.turn(CANCELLED)
        });
        for (_, work) in gone {
            // Nobody waits any more when the window went in between.
            let _ = work.answer.send(Err(Fault::new(FaultCode::Cancelled, "")));
        }
    }

    /// Takes the result of a piece of work that is over; nothing when it was cancelled.
    pub fn take(&mut self, number: u32) -> Option<(Result<Then, Fault>, Answer)> {
        let work = self.under_way.remove(&number)?;
        Some(work.end())
    }

    /// Waits for everything under way and takes its results.
    fn settle(&mut self) -> Vec<(Result<Then, Fault>, Answer)> {
        let works = std::mem::take(&mut self.under_way);
        works.into_values().map(Work::end).collect()
    }
}

impl Work {
    fn end(self) -> (Result<Then, Fault>, Answer) {
        let failed = || Err(Fault::new(FaultCode::Internal, "the work ended without a result"));
        let result = self.result.recv().unwrap_or_else(|_| failed());
        // It has told its result, or panicked, which the missing result has said already.
        let _ = self.thread.join();
        (result, self.answer)
    }
}

impl Thread {
    /// Carries the result of work through and answers whoever waits for it.
    pub(crate) fn work_done(&mut self, number: u32) {
        if let Some(over) = self.aside.take(number) {
            self.carry_through(over);
            self.tell_work();
        }
    }

    /// Brings long work to an end before the workshop closes: what writes files is waited for, what would alter
    /// the workshop is cancelled.
    pub(crate) fn settle_work(&mut self) {
        self.aside.cancel(|_, kind| {
            matches!(
                kind,
                WorkKind::Import
                    | WorkKind::Preview
                    | WorkKind::Reading
                    | WorkKind::Records
                    | WorkKind::Flow
                    | WorkKind::Compare
                    | WorkKind::TryOut
            )
        });
        for over in self.aside.settle() {
            self.carry_through(over);
        }
        self.tell_work();
    }

    /// Tells the windows what long work is under way.
    pub(crate) fn tell_work(&mut self) {
        let states = self.aside.states();
        if states != self.told {
            self.told.clone_from(&states);
            (self.listener)(&Event::Work(states));
        }
    }

    fn carry_through(&mut self, (result, answer): (Result<Then, Fault>, Answer)) {
        let reply = result.and_then(|then| then(self));
        // Nobody waits any more when the window went in between.
        let _ = answer.send(reply);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A job that waits for a word before it takes effect, and one that says it did.
    fn waiting(go: Receiver<()>, effect: Sender<()>) -> Long {
        Long {
            kind: WorkKind::Export,
            name: "map.svg".to_owned(),
            job: Box::new(move |watch| {
                watch.at(0.5).map_err(crate::fault::from_cancelled)?;
                go.recv().expect("the test says when");
                watch.last_chance().map_err(crate::fault::from_cancelled)?;
                effect.send(()).expect("the test listens");
                Ok(Box::new(|_| Err(Fault::new(FaultCode::NothingOpen, "the end"))))
            }),
        }
    }

    #[test]
    fn cancelled_work_has_no_effect_and_is_answered_at_once() {
        let mut aside = Aside::default();
        let (go, when) = channel();
        let (effect, effects) = channel();
        let (answer, reply) = channel();
        let (desk, news) = channel();
        aside.begin(waiting(when, effect), answer, desk, Duration::ZERO);
        assert!(matches!(news.recv(), Ok(Message::Progress)), "progress is told");
        let states = aside.states();
        assert_eq!(states.len(), 1, "a window sees what is under way");
        assert!((states[0].done - 0.5).abs() < 0.01, "and how far it is");
        aside.cancel(|number, _| number == states[0].number);
        let refused = reply.recv().expect("an answer").expect_err("it was cancelled");
        assert_eq!(
            refused.code,
            FaultCode::Cancelled,
            "the answer does not wait for the thread"
        );
        go.send(()).expect("the thread still waits");
        assert!(matches!(news.recv(), Ok(Message::Done(1))), "the thread ends");
        assert!(effects.try_recv().is_err(), "nothing came of it");
        assert!(aside.take(1).is_none(), "and nothing is left of it");
    }

    #[test]
    fn work_that_takes_effect_cannot_be_cancelled_any_more() {
        let mut aside = Aside::default();
        let (go, when) = channel();
        let (effect, effects) = channel();
        let (answer, reply) = channel();
        let (desk, news) = channel();
        aside.begin(waiting(when, effect), answer, desk, Duration::ZERO);
        go.send(()).expect("the thread waits");
        effects.recv().expect("it takes effect");
        aside.cancel(|_, _| true);
        while !matches!(news.recv(), Ok(Message::Done(1))) {}
        let (result, _) = aside.take(1).expect("its result is there");
        assert!(result.is_ok(), "it went through");
        assert!(reply.try_recv().is_err(), "nobody was told that it was cancelled");
    }

    #[test]
    fn work_that_panics_is_answered() {
        let mut aside = Aside::default();
        let (answer, _reply) = channel();
        let (desk, news) = channel();
        let long = Long {
            kind: WorkKind::Export,
            name: String::new(),
            job: Box::new(|_| panic!("on purpose")),
        };
        aside.begin(long, answer, desk, Duration::ZERO);
        assert!(
            matches!(news.recv(), Ok(Message::Done(1))),
            "the desk hears of it"
        );
        let (result, _) = aside.take(1).expect("it is known");
        let fault = result.err().expect("there is no result");
        assert_eq!(
            fault.code,
            FaultCode::Internal,
            "a fault of ours, and the desk goes on"
        );
    }
}
