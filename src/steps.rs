//! How much work a reading was, in steps of its loops. Only the feature `steps`, for tests and fuzzing, counts:
//! a bound on time would hold or not by the machine it is measured on.

#[cfg(feature = "steps")]
mod counter {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// So many steps more.
    pub fn add(steps: usize) {
        STEPS.set(STEPS.get() + steps as u64);
    }

    /// How many steps this thread has taken since this was last asked.
    #[must_use]
    pub fn taken() -> u64 {
        STEPS.take()
    }
}

#[cfg(feature = "steps")]
pub use counter::{add, taken};

/// So many steps more.
#[cfg(not(feature = "steps"))]
#[inline(always)]
#[allow(clippy::inline_always, reason = "nothing is to be left of it")]
pub const fn add(_steps: usize) {}
