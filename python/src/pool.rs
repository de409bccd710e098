//! Threads of this process.

use std::sync::{Arc, Mutex};

use pyo3::PyResult;
use pyo3::exceptions::PyRuntimeError;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// A pool of threads that is started when it is first asked for, and anew in a process that was forked:
/// threads do not live on in it.
#[derive(Debug)]
pub(crate) struct Pool {
    threads: usize,
    started: Mutex<Option<(u32, Arc<ThreadPool>)>>,
}

impl Pool {
    /// Of so many threads; 0 is one a processor.
    pub(crate) fn new(threads: usize) -> Self {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { all() } else { threads };
        Self { threads, started: Mutex::new(None) }
    }

    /// Its number of threads.
    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    /// The threads. To be called by one who holds the interpreter's lock: whoever forks holds it too, so
    /// that this one is free in the child.
    pub(crate) fn get(&self) -> PyResult<Arc<ThreadPool>> {
        let process = std::process::id();
        let mut started = self.started.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, pool)) = started.as_ref().filter(|(owner, _)| *owner == process) {
            return Ok(Arc::clone(pool));
        }
        let builder = ThreadPoolBuilder::new().num_threads(self.threads);
        let pool = builder.thread_name(|n| format!("stakeout-{n}")).build();
        let pool = Arc::new(pool.map_err(|e| PyRuntimeError::new_err(e.to_string()))?);
        // To drop the parent's would wait for threads that are not there.
        std::mem::forget(started.replace((process, Arc::clone(&pool))));
        Ok(pool)
    }
}
