//! How far a check has come, for somebody who waits for it at a terminal.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// What takes no longer shows no progress.
const PATIENCE: Duration = Duration::from_secs(2);

/// Between two drawings.
const INTERVAL: Duration = Duration::from_millis(100);

/// Columns of the bar.
const WIDTH: usize = 30;

/// Takes what a terminal shows on the line away.
const CLEAR: &str = "\r\x1b[K";

/// Counts the reports that are checked, in one state of the files or, to compare, in two.
pub(super) struct Progress {
    begun: Instant,
    patience: Duration,
    /// States of which nobody has said yet how many reports they have.
    states: AtomicUsize,
    known: AtomicUsize,
    expected: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// For that many states of the files.
    pub(super) fn of_states(states: usize) -> Self {
        Self {
            begun: Instant::now(),
            patience: PATIENCE,
            states: AtomicUsize::new(states),
            known: AtomicUsize::new(0),
            expected: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
        }
    }

    /// How long it has taken so far.
    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// That many reports will be checked in the next state. The states after it are taken to have as many, so that the bar
    /// does not go back.
    pub(super) fn expect(&self, reports: usize) {
        let known = self.known.fetch_add(reports, Ordering::Relaxed) + reports;
        let states = self.states.load(Ordering::Relaxed).saturating_sub(1);
        self.states.store(states, Ordering::Relaxed);
        self.expected
            .store(known + states * reports, Ordering::Relaxed);
    }

    /// One of them has been.
    pub(super) fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Does the work, and shows on the terminal how far it has come if it takes long. When it is done, nothing of this is
    /// left there.
    pub(super) fn shown_on<T>(
        &self,
        terminal: &mut Option<&mut (dyn io::Write + Send)>,
        work: impl FnOnce() -> T,
    ) -> T {
        let Some(terminal) = terminal else {
            return work();
        };
        let (working, end) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| self.draw_until(end, terminal));
            let result = work();
            drop::<mpsc::Sender<()>>(working);
            result
        })
    }

    /// A terminal that cannot be written to shows nothing, which is no reason to stop.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the receiver moves to the thread that draws"
    )]
    fn draw_until(&self, end: Receiver<()>, terminal: &mut dyn io::Write) {
        let mut wait = self.patience.saturating_sub(self.elapsed());
        let mut is_drawn = false;
        while end.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
            let _ = write!(terminal, "{CLEAR}{}", self.bar());
            let _ = terminal.flush();
            is_drawn = true;
            wait = INTERVAL;
        }
        if is_drawn {
            let _ = write!(terminal, "{CLEAR}");
            let _ = terminal.flush();
        }
    }

    fn bar(&self) -> String {
        let expected = self.expected.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed).min(expected);
        let filled = (WIDTH * done).checked_div(expected).unwrap_or(0);
        let (filled, empty) = ("=".repeat(filled), " ".repeat(WIDTH - filled));
        format!("[{filled}{empty}] {done} of {expected} reports checked")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(patience: Duration, work: Duration) -> String {
        let progress = Progress {
            patience,
            ..Progress::of_states(1)
        };
        progress.expect(3);
        progress.advance();
        let mut terminal = Vec::new();
        let result = progress.shown_on(&mut Some(&mut terminal), || {
            thread::sleep(work);
            "done"
        });
        assert_eq!(result, "done");
        String::from_utf8(terminal).unwrap()
    }

    #[test]
    fn is_shown_when_it_takes_long_and_leaves_nothing() {
        let shown = shown(Duration::ZERO, Duration::from_millis(300));
        let drawn = "\r\x1b[K[==========                    ] 1 of 3 reports checked";
        assert!(shown.starts_with(drawn), "{shown:?}");
        assert!(shown.ends_with("checked\r\x1b[K"), "{shown:?}");
    }

    #[test]
    fn is_not_shown_when_it_does_not_take_long() {
        assert_eq!(shown(Duration::from_mins(1), Duration::ZERO), "");
    }

    #[test]
    fn of_nothing_is_empty() {
        let progress = Progress::of_states(1);
        assert!(progress.bar().ends_with("] 0 of 0 reports checked"));
    }

    #[test]
    fn of_two_states_is_one() {
        let progress = Progress::of_states(2);
        progress.expect(2);
        progress.advance();
        progress.advance();
        let half = "[===============               ] 2 of 4 reports checked";
        assert_eq!(progress.bar(), half);
        // one of the reports is new
        progress.expect(1);
        assert!(progress.bar().ends_with("] 2 of 3 reports checked"));
        progress.advance();
        assert!(progress.bar().ends_with("=] 3 of 3 reports checked"));
    }
}
