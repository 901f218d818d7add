//! The relations that rules share: what they relate is the caller's.

pub mod overlap;
