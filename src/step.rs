//! How much work an extraction was, in steps rather than seconds.
//!
//! A step is a look at a token, at the classes of a word, at a prefix of a listed name, at a
//! candidate or at a unit: what every loop does that might run too often. They are counted in builds
//! with debug assertions alone; in others counting is nothing at all.

use std::cell::Cell;

thread_local! {
    static TAKEN: Cell<u64> = const { Cell::new(0) };
}

/// Steps that this thread has taken so far; 0 without debug assertions.
pub fn taken() -> u64 {
    TAKEN.get()
}

/// One step.
#[inline(always)]
pub(crate) fn take() {
    if cfg!(debug_assertions) {
        TAKEN.set(TAKEN.get() + 1);
    }
}
