//! JSON in which nothing acts on a terminal that it is shown on: such characters are written as numbers, which mean the same
//! to programs that read it.

use std::io;

use serde_json::ser::{Formatter, PrettyFormatter};

use super::escape;

/// Writes JSON with indentation.
#[derive(Default)]
pub(super) struct Inert(PrettyFormatter<'static>);

/// Has the indentation done by the formatter of `serde_json`.
macro_rules! as_usual {
    ($($name:ident($($argument:ident: $type:ty)?);)+) => {
        $(
            fn $name<W: ?Sized + io::Write>(
                &mut self,
                writer: &mut W
                $(, $argument: $type)?
            ) -> io::Result<()> {
                self.0.$name(writer $(, $argument)?)
            }
        )+
    };
}

impl Formatter for Inert {
    as_usual! {
        begin_array();
        end_array();
        begin_array_value(is_first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(is_first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().all(|it| matches!(it, b' '..=b'~')) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut written = 0;
        for (at, character) in fragment.match_indices(escape::is_active) {
            let shaped = fragment[..at].chars().next_back();
            if character.chars().any(|it| escape::joins(it, shaped)) {
                continue;
            }
            writer.write_all(&fragment.as_bytes()[written..at])?;
            for unit in character.encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = at + character.len();
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}
