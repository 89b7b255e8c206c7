//! When a title needs quotes, and how a title is written down or referred to.

use twinlane_model::OutcomeKind;

use super::cursor::holds_reserved;
use super::number::number_end;

/// The kind of outcome that a word names, if it names one.
pub(crate) fn outcome_word(text: &str) -> Option<OutcomeKind> {
    OutcomeKind::ALL.into_iter().find(|kind| kind.word() == text)
}

/// Splits `Title as Lost` into the title and the kind.
pub(crate) fn split_as(text: &str) -> Option<(&str, OutcomeKind)> {
    OutcomeKind::ALL.into_iter().find_map(|kind| {
        let title = text.strip_suffix(kind.word())?.strip_suffix(" as ")?;
        Some((title, kind))
    })
}

/// Where a share begins in `text`: the first number with a `%`, at the start or behind a space, that is
/// followed by nothing or by what may qualify a number.
pub(crate) fn share_start(text: &str) -> Option<usize> {
    number_starts(text).find(|at| {
        let behind = text[*at + number_end(&text[*at..])..].trim_start_matches([' ', '\t']);
        behind.strip_prefix('%').is_some_and(qualifies)
    })
}

/// Places at the start or behind a space where a number stands.
pub(crate) fn number_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices()
        .scan(true, |free, (at, c)| {
            let here = *free;
            *free = c == ' ' || c == '\t';
            Some((at, here))
        })
        .filter(|(at, free)| *free && number_end(&text[*at..]) > 0)
        .map(|(at, _)| at)
}

/// Whether a text behind a number is empty or begins with what may qualify it.
fn qualifies(behind: &str) -> bool {
    let next = behind.trim_start_matches([' ', '\t']);
    let word = next.split([' ', '\t', '=']).next().unwrap_or_default();
    next.is_empty()
        || (next.len() < behind.len()
            && matches!(
                word,
                "measured" | "estimated" | "assumed" | "n" | "source" | "as-of" | "low" | "high"
            ))
}

/// Whether a title must be written in quotes wherever it stands. Repetition is the caller's to know: it is
/// no matter of the text alone.
pub(crate) fn needs_quotes(title: &str) -> bool {
    title.is_empty()
        || title.starts_with(['#', '-'])
        || title.starts_with(char::is_whitespace)
        || title.ends_with(char::is_whitespace)
        || title.chars().any(|c| c.is_control() || breaks_line(c))
        || holds_reserved(title)
        || outcome_word(title).is_some()
        || split_as(title).is_some()
        || ends_like_share(title)
        || share_start(title).is_some()
}

/// Characters some editors take for the end of a line.
fn breaks_line(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether a title ends like a number with `%`.
pub(crate) fn ends_like_share(title: &str) -> bool {
    title.strip_suffix('%').is_some_and(|before| {
        let before = before.trim_end_matches([' ', '\t']);
        let last = before.rsplit([' ', '\t']).next().unwrap_or_default();
        !last.is_empty() && number_end(last) == last.len()
    })
}

/// A text as the outline writes it: as it is, or in quotes with the escapes of JSON.
pub(crate) fn written(title: &str) -> String {
    if needs_quotes(title) {
        quote(title)
    } else {
        title.to_owned()
    }
}

/// A text in quotes with the escapes of JSON.
pub(crate) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
