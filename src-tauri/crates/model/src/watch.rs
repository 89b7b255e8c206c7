//! Watching long work: how far it has come, and whether anybody still wants it. No thread and no clock here.

/// The work was cancelled, and nothing of it may remain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Whoever watches long work. Work asks now and then, so that it can be cancelled; `()` watches nothing.
pub trait Watch: Sync {
    /// Says which part is done, 0 to 1; the work stops where this fails.
    ///
    /// # Errors
    /// [`Cancelled`] when nobody wants the result any more.
    fn at(&self, done: f32) -> Result<(), Cancelled>;

    /// Says that the work is about to take effect. It can no longer be cancelled when this succeeds.
    ///
    /// # Errors
    /// [`Cancelled`] when nobody wants the result any more.
    fn last_chance(&self) -> Result<(), Cancelled>;
}

impl Watch for () {
    fn at(&self, _: f32) -> Result<(), Cancelled> {
        Ok(())
    }

    fn last_chance(&self) -> Result<(), Cancelled> {
        Ok(())
    }
}
