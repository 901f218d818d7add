//! Words with a letter of another script that looks like one of theirs: a Latin "c" in a Russian word.

use std::ops::Range;

use super::cue::Hits;

/// A script whose letters look like those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// As in this line.
    Latin,
    /// As in Russian.
    Cyrillic,
    /// As in Greek.
    Greek,
}

/// A word of one script, with letters of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MixedWord {
    /// The word.
    pub range: Range<usize>,
    /// The script of most of its letters.
    pub script: Script,
    /// The first letter of another script.
    pub letter: char,
    /// That script.
    pub other: Script,
    /// The letter of the word's own script that looks the same.
    pub meant: char,
}

impl Script {
    fn of(letter: char) -> Option<Self> {
        match letter {
            'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => Some(Self::Latin),
            'Ͱ'..='Ͽ' => Some(Self::Greek),
            'Ѐ'..='ԯ' => Some(Self::Cyrillic),
            _ => None,
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
        }
    }
}

/// Letters that look the same in print: Latin, Cyrillic, Greek. Greek small letters are alone in formulas and names, so of
/// them there is but one.
#[rustfmt::skip]
const ALIKE: [[Option<char>; 3]; 25] = [
    [Some('a'), Some('а'), None], [Some('c'), Some('с'), None], [Some('e'), Some('е'), None], [Some('o'), Some('о'), Some('ο')],
    [Some('p'), Some('р'), None], [Some('x'), Some('х'), None], [Some('y'), Some('у'), None], [Some('i'), Some('і'), None],
    [Some('j'), Some('ј'), None], [Some('s'), Some('ѕ'), None],
    [Some('A'), Some('А'), Some('Α')], [Some('B'), Some('В'), Some('Β')], [Some('C'), Some('С'), None], [Some('E'), Some('Е'), Some('Ε')],
    [Some('H'), Some('Н'), Some('Η')], [Some('I'), Some('І'), Some('Ι')], [Some('K'), Some('К'), Some('Κ')], [Some('M'), Some('М'), Some('Μ')],
    [Some('N'), None, Some('Ν')], [Some('O'), Some('О'), Some('Ο')], [Some('P'), Some('Р'), Some('Ρ')], [Some('T'), Some('Т'), Some('Τ')],
    [Some('X'), Some('Х'), Some('Χ')], [Some('Y'), Some('У'), Some('Υ')], [Some('Z'), None, Some('Ζ')],
];

/// The letter of the script that looks like this one of another.
fn twin(letter: char, script: Script) -> Option<char> {
    let alike = ALIKE.iter().find(|alike| alike.contains(&Some(letter)))?;
    alike[script as usize]
}

/// Latin letters in a word that is Cyrillic otherwise, as Cyrillic ones; any other text as it is.
pub(crate) fn in_one_script(word: &str) -> String {
    let is_cyrillic = word
        .chars()
        .any(|letter| Script::of(letter) == Some(Script::Cyrillic));
    if !is_cyrillic {
        return word.to_owned();
    }
    let own = |letter: char| {
        let is_latin = letter.is_ascii_alphabetic();
        let twin = is_latin.then(|| twin(letter, Script::Cyrillic));
        twin.flatten().unwrap_or(letter)
    };
    word.chars().map(own).collect()
}

/// Every such word of the text, in order.
pub(super) fn mixed_words(text: &str, hits: &Hits) -> Vec<MixedWord> {
    let words = hits.mixed.iter().flat_map(|range| {
        let word = &text[range.clone()];
        let pieces = word.split(|sign: char| Script::of(sign).is_none());
        pieces.map(|piece| {
            let start = range.start + (piece.as_ptr() as usize - word.as_ptr() as usize);
            start..start + piece.len()
        })
    });
    words.filter_map(|word| mixed(text, word)).collect()
}

fn mixed(text: &str, range: Range<usize>) -> Option<MixedWord> {
    const SHORTEST: usize = 3;
    let word = &text[range.clone()];
    let scripts: Vec<(char, Script)> = word
        .chars()
        .filter_map(|letter| Some((letter, Script::of(letter)?)))
        .collect();
    let count = |script| scripts.iter().filter(|(_, other)| *other == script).count();
    let script = [Script::Latin, Script::Cyrillic, Script::Greek]
        .into_iter()
        .max_by_key(|script| count(*script))?;
    let mut others = scripts.iter().filter(|(_, other)| *other != script);
    let &(letter, other) = others.clone().next()?;
    let is_most = count(script) * 2 > scripts.len();
    let are_alike = others.all(|(letter, it)| *it == other && twin(*letter, script).is_some());
    let is_slip = scripts.len() >= SHORTEST && is_most && are_alike && !is_note(&scripts, script);
    (is_slip && !has_ending(&scripts, script)).then_some(MixedWord {
        range,
        script,
        letter,
        other,
        meant: twin(letter, script)?,
    })
}

/// Whether one of the first letters of the alphabet ends a Cyrillic word, as the mark of a note does that has lost its place.
fn is_note(scripts: &[(char, Script)], script: Script) -> bool {
    let is_last = |(letter, other): &(char, Script)| {
        *other == Script::Latin && matches!(letter, 'a' | 'c' | 'e')
    };
    let before = scripts.split_last();
    script == Script::Cyrillic
        && before.is_some_and(|(last, before)| {
            is_last(last) && before.iter().all(|(_, other)| *other == script)
        })
}

/// Whether a Latin name has a Cyrillic ending: "Windowsа".
fn has_ending(scripts: &[(char, Script)], script: Script) -> bool {
    let stem = scripts
        .iter()
        .take_while(|(_, other)| *other == script)
        .count();
    let ends_otherwise = scripts[stem..]
        .iter()
        .all(|(_, other)| *other == Script::Cyrillic);
    script == Script::Latin && ends_otherwise
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, char, char)> {
        let words = mixed_words(text, &Hits::of(text)).into_iter();
        words
            .map(|it| (&text[it.range], it.letter, it.meant))
            .collect()
    }

    #[test]
    fn letters_of_another_script_are_found() {
        assert_eq!(found("состоится в cреду, 5"), [("cреду", 'c', 'с')]);
        assert_eq!(found("the Cоmmittee met"), [("Cоmmittee", 'о', 'o')]);
        assert_eq!(found("100 ΜHz"), [("ΜHz", 'Μ', 'M')]);
        assert_eq!(
            found("научно-иccледовательский"),
            [("иccледовательский", 'c', 'с')]
        );
    }

    #[test]
    fn what_is_meant_to_be_mixed_is_left_alone() {
        for text in [
            "5 μm, 5 µm, 3 kΩ, Δt and αβ",
            "IT-компания, PDF-файл, e-mailом, Windowsа",
            "словаa и словаb",
            "ЯндексGo, КАМАZ, ГлобалTV",
            "θiːtə, ˈɪŋɡlɪʃ, Łódź, naïve",
            "CO₂ и СO",
            "αx + βy",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
