//! The presets that are part of the program: configs to extend by name.

/// What the names of presets of data start with.
const PREFIX: &str = "preset/";

/// Each preset by its name.
const PRESETS: &[(&str, &str)] = &[
    ("draft", include_str!("../../schemas/presets/draft.yaml")),
    ("final", include_str!("../../schemas/presets/final.yaml")),
];

/// The names of all presets.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}

/// The text of the preset of that name.
pub(super) fn text(name: &str) -> Option<&'static str> {
    let preset = PRESETS.iter().find(|(known, _)| *known == name)?;
    Some(preset.1)
}

/// Whether a name is meant to be that of a preset: a file has an ending, or lies in a folder.
pub(super) fn is_meant(name: &str) -> bool {
    name.starts_with(PREFIX) || !name.contains(['.', '/', '\\'])
}
