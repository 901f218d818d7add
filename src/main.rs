//! The command line of reportlint.

fn main() {}
