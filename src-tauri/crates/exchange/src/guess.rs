//! What a file probably is, by its content first and its name second.

use crate::sentences::{FileNames, LOCALE};
use crate::text::decode;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An outline of a map.
    Outline,
    /// A workshop as JSON.
    Json,
    /// BPMN 2.0.
    Bpmn,
    /// A Mermaid user journey.
    Mermaid,
    /// A table of steps.
    Csv,
}

/// Guesses the format of a file; `None` when it is none of them. `name` is a file name or path.
pub fn guess(name: &str, bytes: &[u8]) -> Option<Kind> {
    let text = decode(bytes).ok()?;
    let body = text.trim_start();
    if body.starts_with('{') {
        return Some(Kind::Json);
    }
    if body.starts_with('<') {
        let head: String = body.chars().take(4000).collect();
        let named = extension(name).is_some_and(|ending| ending == "bpmn");
        return (named || head.contains("definitions") || head.contains("/BPMN/")).then_some(Kind::Bpmn);
    }
    if crate::mermaid::is_journey(body) {
        return Some(Kind::Mermaid);
    }
    let is_section = |line: &str| {
        let line = line.trim_end();
        line.starts_with("# Workshop:")
            || line.starts_with("# Buyer journey")
            || line.starts_with("# Sales process")
    };
    if body.lines().any(is_section) {
        return Some(Kind::Outline);
    }
    match extension(name).as_deref() {
        Some("md" | "outline") => Some(Kind::Outline),
        Some("json") => Some(Kind::Json),
        Some("bpmn") => Some(Kind::Bpmn),
        Some("mmd" | "mermaid") => Some(Kind::Mermaid),
        Some("csv" | "tsv") => Some(Kind::Csv),
        _ => None,
    }
}

fn extension(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    Some(ending.to_ascii_lowercase())
}

/// A file name made of any title: nothing a file system refuses, at most 80 characters, never empty.
pub fn safe_name(title: &str) -> String {
    const REFUSED: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
    let mut name = String::new();
    for c in title.chars() {
        let c = if c.is_control() || REFUSED.contains(&c) || is_invisible(c) {
            ' '
        } else {
            c
        };
        if !(c.is_whitespace() && name.ends_with(' ')) {
            name.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    let short: String = name.trim_matches([' ', '.']).chars().take(80).collect();
    let short = short.trim_matches([' ', '.']);
    let stem = short
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    if short.is_empty() {
        LOCALE.workshop().to_owned()
    } else if device {
        LOCALE.workshop_of(short)
    } else {
        short.to_owned()
    }
}

/// Marks that turn text round or take no room: a name may look like another one with them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        for (name, text, kind) in [
            ("a.txt", "# Workshop: A\n", Some(Kind::Outline)),
            ("a.txt", "client: A\n\n# Sales process\n", Some(Kind::Outline)),
            ("a.md", "nothing yet", Some(Kind::Outline)),
            ("a.bin", "{\"format\": 1}", Some(Kind::Json)),
            (
                "a.xml",
                "<?xml version='1.0'?><bpmn:definitions/>",
                Some(Kind::Bpmn),
            ),
            ("a.svg", "<svg/>", None),
            ("a.txt", "%% note\njourney\n title T", Some(Kind::Mermaid)),
            ("a.MMD", "flowchart LR", Some(Kind::Mermaid)),
            ("dir.md/a.csv", "side,stage", Some(Kind::Csv)),
            ("a.pdf", "%PDF", None),
        ] {
            assert_eq!(guess(name, text.as_bytes()), kind, "{name}: {text}");
        }
        assert_eq!(guess("a.md", b"\xff\xff\xff"), None, "no text at all");
    }

    #[test]
    fn any_title_makes_a_file_name() {
        for (title, name) in [
            ("Harbor Controls", "Harbor Controls"),
            ("a/b\\c:d", "a b c d"),
            ("../../etc", "etc"),
            ("  ", "Workshop"),
            ("…", "…"),
            ("con", "con workshop"),
            ("LPT1.x", "LPT1.x workshop"),
            ("商談\u{202e}fdp", "商談 fdp"),
            ("line\nbreak", "line break"),
        ] {
            assert_eq!(safe_name(title), name);
        }
        assert_eq!(safe_name(&"ä".repeat(200)).chars().count(), 80);
    }
}
