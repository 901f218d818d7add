//! What is half written when somebody ends the program, and goes with it.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The temporary files that there are. A thread with the lock is not interrupted.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn open() -> MutexGuard<'static, Vec<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a temporary file that goes when the program is interrupted.
///
/// # Errors
/// When it cannot be made.
pub(super) fn opened(
    make: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<NamedTempFile> {
    watch();
    let mut open = open();
    let file = make()?;
    open.push(file.path().to_owned());
    Ok(file)
}

/// Does what makes an end of a temporary file.
pub(super) fn closed<T>(file: NamedTempFile, end: impl FnOnce(NamedTempFile) -> T) -> T {
    let mut open = open();
    let path = file.path().to_owned();
    let ended = end(file);
    open.retain(|known| *known != path);
    ended
}

/// Waits for signals from now on. Where that cannot be had, an interruption leaves a file behind, and does no other harm.
#[cfg(unix)]
fn watch() {
    use std::sync::Once;
    use std::{fs, thread};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
            return;
        };
        thread::spawn(move || {
            for signal in signals.forever() {
                // kept until the program has ended, so that no other file comes to be
                let open = open();
                for path in open.iter() {
                    let _ = fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

#[cfg(not(unix))]
fn watch() {}
