//! What it takes to carry out a command on the desk: at once, or with a job in the background. A command without
//! this is one that the desk is no [`twinlane_wire::Host`] for, and nothing compiles.

use twinlane_wire::{Answer, Fault, Handler, Request};

use super::thread::{DeskThread, Job};

/// How a command goes on.
pub(crate) enum Outcome<T> {
    /// It is carried out; this is the reply.
    Done(T),
    /// It takes long, and the desk goes on meanwhile.
    Background(Job<T>),
}

impl<T> From<Job<T>> for Outcome<T> {
    fn from(job: Job<T>) -> Self {
        Self::Background(job)
    }
}

/// A command that the desk carries out.
pub(crate) trait Execute: Request {
    /// Carries it out, or says which job does.
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Self::Reply>, Fault>;
}

impl<R: Execute> Handler<R> for DeskThread {
    fn handle(&mut self, request: R, answer: Answer<R::Reply>) {
        match request.execute(self) {
            Ok(Outcome::Done(reply)) => answer.give(Ok(reply)),
            Ok(Outcome::Background(job)) => self.begin(job, answer),
            Err(fault) => answer.give(Err(fault)),
        }
    }
}
