//! The targets are those of the tests, which call them on a stable toolchain.

#[path = "../../tests/it/fuzz/report.rs"]
pub mod report;
#[path = "../../tests/it/fuzz/session.rs"]
pub mod session;
#[path = "../../tests/it/fuzz/targets.rs"]
pub mod targets;
#[path = "../../tests/it/fuzz/word.rs"]
pub mod word;
