//! What a fix would change, as programs and people read it. The only place that knows of `similar`.

use similar::TextDiff;

use super::ChangedFile;
use crate::output::shown_lines;

/// A unified diff of a file, in which nothing acts on a terminal.
pub(super) fn unified(name: &str, file: &ChangedFile) -> String {
    let diff = TextDiff::from_lines(file.source.text(), file.text.as_str());
    let mut unified = diff.unified_diff();
    let unified = unified.header(name, name).to_string();
    shown_lines(&unified)
}
