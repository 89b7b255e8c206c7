//! Where the answer to a command goes.

use crate::Fault;

/// Where the answer to a request goes. It takes one answer.
pub struct Answer<T>(Box<dyn FnOnce(Result<T, Fault>) + Send>);

impl<T: 'static> Answer<T> {
    /// An answer that goes to a function.
    pub fn new(take: impl FnOnce(Result<T, Fault>) + Send + 'static) -> Self {
        Self(Box::new(take))
    }

    /// Answers.
    pub fn give(self, reply: Result<T, Fault>) {
        (self.0)(reply);
    }

    /// Where a reply of another type goes that is turned into one of this type first.
    pub fn after<U: 'static>(self, turn: impl FnOnce(U) -> T + Send + 'static) -> Answer<U> {
        Answer::new(move |reply: Result<U, Fault>| self.give(reply.map(turn)))
    }
}
