//! The threads that files are checked in.

use std::num::NonZeroUsize;
use std::thread;

use crate::project::error::Error;

/// For each thread that checks files: a report nests deeper than the default has room for.
const STACK_BYTES: usize = 16 << 20;

/// The threads that files are read in, and the rules run in, side by side: as many as asked for, as far as there is work
/// for them.
pub(super) fn pool(jobs: Option<NonZeroUsize>, inputs: usize) -> Result<rayon::ThreadPool, Error> {
    let processors = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = jobs.unwrap_or(processors).get();
    let threads = threads.min(inputs.max(processors.get()));
    let pool = || {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .stack_size(STACK_BYTES)
    };
    // a lone report does not wait for threads to start, and the system's allocator serves none as well as the first;
    // but that one may have a small stack, and threads that wait take up other files on top of their own; without
    // optimization every call takes several times the room
    if inputs == 1
        && !cfg!(debug_assertions)
        && let Ok(pool) = pool().use_current_thread().build()
    {
        return Ok(pool);
    }
    // a thread stays in the pool that it has once been in
    pool().build().map_err(|error| Error::Threads(error.into()))
}
