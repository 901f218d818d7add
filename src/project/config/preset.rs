//! The presets that are part of the program: configs to extend by name.

use crate::relation::resolve;

/// What the names of presets of data start with.
const PREFIX: &str = "preset/";

/// Each preset by its name.
const PRESETS: &[(&str, &str)] = &[
    ("draft", include_str!("../../../schemas/presets/draft.yaml")),
    ("final", include_str!("../../../schemas/presets/final.yaml")),
    (
        "preset/frab",
        include_str!("../../../schemas/presets/frab.yaml"),
    ),
    (
        "preset/sessionize",
        include_str!("../../../schemas/presets/sessionize.yaml"),
    ),
    (
        "preset/jekyll-conference",
        include_str!("../../../schemas/presets/jekyll-conference.yaml"),
    ),
    (
        "preset/relational-schedule",
        include_str!("../../../schemas/presets/relational-schedule.yaml"),
    ),
    (
        "preset/cff",
        include_str!("../../../schemas/presets/cff.yaml"),
    ),
    (
        "preset/hugo-devfest",
        include_str!("../../../schemas/presets/hugo-devfest.yaml"),
    ),
    (
        "preset/mkdocs",
        include_str!("../../../schemas/presets/mkdocs.yaml"),
    ),
    (
        "preset/jupyter-book",
        include_str!("../../../schemas/presets/jupyter-book.yaml"),
    ),
    (
        "preset/quarto",
        include_str!("../../../schemas/presets/quarto.yaml"),
    ),
    (
        "preset/mdbook",
        include_str!("../../../schemas/presets/mdbook.yaml"),
    ),
];

/// The names of all presets.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}

/// The preset that was probably meant by a name that is none; with or without the prefix.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.strip_prefix(PREFIX).unwrap_or(name);
    let plain = |name: &'static str| name.strip_prefix(PREFIX).unwrap_or(name);
    let meant = resolve::nearest(wanted, names().map(plain))?;
    names().find(|name| plain(name) == meant)
}

/// The name of a preset of data with its prefix, which may be left out where no other preset can be meant.
pub(super) fn full_name(name: &str) -> String {
    if name.starts_with(PREFIX) {
        name.to_owned()
    } else {
        [PREFIX, name].concat()
    }
}

/// The text of the preset of that name.
pub(super) fn text(name: &str) -> Option<&'static str> {
    let preset = PRESETS.iter().find(|(known, _)| *known == name)?;
    Some(preset.1)
}

/// Whether a name means a preset and not a file: a file has an ending, or is in a folder.
pub(super) fn is_meant(name: &str) -> bool {
    name.starts_with(PREFIX) || !name.contains(['.', '/', '\\'])
}
