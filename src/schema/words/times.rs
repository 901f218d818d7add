//! A time of day that is written another way than the schema wants it.

/// How a schema shows a time, at the beginning of what it expects.
pub(super) const SHOWN: &str = "09:30";

/// The time that a text or a number means, as it must be written; `None` if that is not certain.
pub(super) fn meant(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let letters: String = lower
        .chars()
        .filter(|it| !matches!(it, '.' | ' '))
        .collect();
    let half = [("am", 0), ("pm", 12)];
    let half = half.into_iter().find(|(name, _)| letters.ends_with(name));
    let end = lower.rfind(|it: char| it.is_ascii_digit())? + 1;
    let rest = lower[end..].trim();
    let is_known = half.is_some()
        && rest
            .chars()
            .all(|it| matches!(it, 'a' | 'p' | 'm' | '.' | ' '))
        || matches!(rest, "" | "h" | "hrs" | "uhr");
    let (hours, minutes) = is_known.then(|| digits(&lower[..end]))??;
    let hours = match half {
        None => hours,
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some((_, noon)) => hours % 12 + noon,
    };
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

/// Hours and minutes as `9:30`, `9.30`, `9h30`, `0930` or `9`.
fn digits(text: &str) -> Option<(u32, u32)> {
    let number = |part: &str| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        is_number.then(|| part.parse().ok())?
    };
    if let Some((hours, minutes)) = text.split_once([':', '.', 'h', '：']) {
        let minutes = minutes.trim();
        return Some((
            number(hours.trim())?,
            number(minutes).filter(|_| minutes.len() == 2)?,
        ));
    }
    if text.len() == 4 && text.is_ascii() {
        return Some((number(&text[..2])?, number(&text[2..])?));
    }
    Some((number(text)?, 0))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_time_may_be_written_in_many_ways() {
        for (written, time) in [
            ("9:00", "09:00"),
            ("9.30", "09:30"),
            ("09h30", "09:30"),
            ("9 h 30", "09:30"),
            ("0930", "09:30"),
            ("9", "09:00"),
            ("9 am", "09:00"),
            ("9.30 p.m.", "21:30"),
            ("12 am", "00:00"),
            ("12:15 PM", "12:15"),
            ("14 Uhr", "14:00"),
        ] {
            assert_eq!(meant(written).as_deref(), Some(time), "{written}");
        }
        for written in [
            "",
            "noon",
            "9:5",
            "25:99",
            "13 pm",
            "9:00-10:00",
            "9.5",
            "later than 9",
            "é930",
        ] {
            assert_eq!(meant(written), None, "{written}");
        }
    }
}
