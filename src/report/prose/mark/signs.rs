//! Marks that are marks only where a note has them: "*", "†", and in Arabic "(1)".

use super::Mark;

/// The characters behind a word that are the mark of a note.
pub(crate) fn of_signs(text: &str, is_mark: impl Fn(&str) -> bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(length) = text[at..].find(is_sign) {
        let start = at + length;
        let rest = &text[start..];
        let end = start + rest.find(|sign| !is_sign(sign)).unwrap_or(rest.len());
        let stands_behind = text[..start].ends_with(|sign: char| !sign.is_whitespace());
        let ends = !text[end..].starts_with(char::is_alphanumeric);
        if stands_behind && ends && is_mark(&text[start..end]) {
            marks.push(Mark {
                range: start..end,
                name: text[start..end].to_owned(),
            });
        }
        at = end;
    }
    marks
}

fn is_sign(sign: char) -> bool {
    matches!(sign, '*' | '†' | '‡' | '§' | '¶' | '‖' | '#')
}

/// The figures in brackets right after a word, Western or Eastern ones, by their Western name.
pub(crate) fn in_brackets(text: &str) -> Vec<Mark> {
    const LONGEST: usize = 4;
    let mut marks = Vec::new();
    for (start, _) in text.match_indices('(') {
        let inside = &text[start + 1..];
        let Some((figures, _)) = inside.split_once(')') else {
            break;
        };
        let stands_behind = text[..start].ends_with(|sign: char| !sign.is_whitespace());
        let name = western(figures).filter(|name| name.len() <= LONGEST && stands_behind);
        marks.extend(name.map(|name| Mark {
            range: start..start + figures.len() + 2,
            name,
        }));
    }
    marks
}

/// A number in Western figures; `None` for what is none.
pub(crate) fn western(figures: &str) -> Option<String> {
    let figure = |sign| match sign {
        '0'..='9' => Some(sign),
        '٠'..='٩' => char::from_digit(u32::from(sign) - u32::from('٠'), 10),
        _ => None,
    };
    let western: Option<String> = figures.chars().map(figure).collect();
    western.filter(|western| !western.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_behind_a_word_may_be_a_mark() {
        let names = |text| {
            let marks = of_signs(text, |sign| matches!(sign, "*" | "**" | "†"));
            marks.into_iter().map(|mark| mark.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("A star.* A cross.† Two.** Three.***"),
            ["*", "†", "**"]
        );
        assert_eq!(names("* an item of a list, 5 * 6, and 5*6"), [""; 0]);
    }

    #[test]
    fn figures_in_brackets_may_be_marks() {
        let names = |text| {
            let marks = in_brackets(text).into_iter();
            marks.map(|mark| mark.name).collect::<Vec<_>>()
        };
        assert_eq!(names("2014(1). (٣) ونشر التقرير(٢)."), ["1", "2"]);
        assert_eq!(names("التقرير(أ) والجدول(12345)"), [""; 0]);
    }
}
