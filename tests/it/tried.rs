//! How much a test has tried, on a line that `tests/by_hand/tested.py` reads: the table in docs/testing.md is made of them.

/// Says what was tried just now. A test may say it several times; `--nocapture` shows it.
#[allow(
    clippy::print_stdout,
    reason = "the test's output is where it is to be read"
)]
pub(crate) fn tried(inputs: usize, executions: usize) {
    println!("tried: {inputs} inputs, {executions} executions");
}

/// Says how many planted defects were found where they are, and how many were not.
#[allow(
    clippy::print_stdout,
    reason = "the test's output is where it is to be read"
)]
pub(crate) fn planted(kills: usize, survivors: usize) {
    println!("tried: {kills} kills, {survivors} survivors");
}
