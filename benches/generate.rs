//! Writes a made-up report to standard output, to measure with.
//!
//! `cargo run --release --example generate -- yaml 3000000 [FAULTS]`: about so many bytes as `yaml`, or as `json` the same
//! report, with so many slips in it.

mod generator;

use std::io::{self, Write};
use std::process::ExitCode;

use generator::Shape;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).map_or(Ok(0), |it| it.parse::<usize>());
    let (Some(format), Ok(bytes), Ok(faults)) = (arguments.first(), number(1), number(2)) else {
        return usage();
    };
    let shape = Shape {
        faults,
        ..Shape::of_bytes(bytes)
    };
    let text = match format.as_str() {
        "yaml" => generator::yaml(&shape),
        "json" => generator::json(&shape),
        _ => return usage(),
    };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn usage() -> ExitCode {
    let _ = writeln!(io::stderr(), "usage: generate yaml|json BYTES [FAULTS]");
    ExitCode::from(2)
}
