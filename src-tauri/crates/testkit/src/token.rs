//! Cuts the lines of a drawing into words, quoted texts and numbers.

use twinlane_model::{Basis, Measure};

/// A word or a quoted text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) quoted: bool,
}

impl Token {
    /// The number an unquoted token is.
    pub(crate) fn number(&self) -> Option<f64> {
        if self.quoted { None } else { self.text.parse().ok() }
    }

    pub(crate) fn is(&self, word: &str) -> bool {
        !self.quoted && self.text == word
    }
}

/// Splits at blanks outside of quotes; `\"` and `\\` are read inside of quotes, a `%` at a number is cut off.
pub(crate) fn tokens(line: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign.is_whitespace() {
            continue;
        }
        if sign == '"' {
            let mut text = String::new();
            while let Some(sign) = signs.next() {
                match sign {
                    '"' => break,
                    '\\' => match signs.next() {
                        Some('n') => text.push('\n'),
                        Some(other) => text.push(other),
                        None => break,
                    },
                    other => text.push(other),
                }
            }
            out.push(Token { text, quoted: true });
            continue;
        }
        let mut text = String::from(sign);
        while let Some(next) = signs.next_if(|next| !next.is_whitespace()) {
            text.push(next);
        }
        let share = text
            .strip_suffix('%')
            .filter(|number| number.parse::<f64>().is_ok());
        if let Some(number) = share {
            out.push(word(number));
            out.push(word("%"));
        } else {
            out.push(word(&text));
        }
    }
    out
}

fn word(text: &str) -> Token {
    Token {
        text: text.to_owned(),
        quoted: false,
    }
}

/// Splits at a separator outside of quotes and round brackets; parts are trimmed, empty ones dropped.
pub(crate) fn split<'a>(line: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut quoted, mut escaped, mut depth, mut from) = (false, false, 0_u32, 0);
    let mut skip_to = 0;
    for (at, sign) in line.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match sign {
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !quoted && depth == 0 && at >= skip_to && line[at..].starts_with(separator) {
            parts.push(line[from..at].trim());
            from = at + separator.len();
            skip_to = from;
        }
    }
    parts.push(line[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Cuts `{…}` or `(…)` off the end of a line: what is before, what is inside.
pub(crate) fn tail(line: &str, open: char, close: char) -> (&str, &str) {
    let line = line.trim();
    let mut quoted = false;
    let mut start = None;
    for (at, sign) in line.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            sign if sign == open && !quoted && start.is_none() => start = Some(at),
            _ => {}
        }
    }
    match start {
        Some(at) if line.ends_with(close) => (
            line[..at].trim_end(),
            &line[at + 1..line.len() - close.len_utf8()],
        ),
        _ => (line, ""),
    }
}

/// Reads `NUMBER [unit] [basis] [n=…] [source "…"] [as-of DATE] [low N] [high N]`; `None` when it is none.
/// With `%` behind the number everything is divided by 100.
pub(crate) fn measure(tokens: &[Token]) -> Option<Measure> {
    let value = tokens.first()?.number()?;
    let mut out = Measure::estimated(value);
    let mut share = false;
    let mut rest = tokens[1..].iter();
    while let Some(token) = rest.next() {
        if token.quoted {
            return None;
        }
        match token.text.as_str() {
            "%" => share = true,
            "h" | "d" => {}
            "measured" => out.basis = Basis::Measured,
            "estimated" => out.basis = Basis::Estimated,
            "assumed" => out.basis = Basis::Assumed,
            "source" => out.source = Some(rest.next()?.text.clone()),
            "as-of" => out.as_of = Some(rest.next()?.text.parse().ok()?),
            "low" => out.low = Some(rest.next()?.number()?),
            "high" => out.high = Some(rest.next()?.number()?),
            other => out.n = Some(other.strip_prefix("n=")?.parse().ok()?),
        }
    }
    if share {
        out.value /= 100.0;
        out.low = out.low.map(|low| low / 100.0);
        out.high = out.high.map(|high| high / 100.0);
    }
    Some(out)
}

/// Parts a title from the measure behind it.
pub(crate) fn title_and_measure(tokens: &[Token]) -> (Vec<Token>, Option<Measure>) {
    for at in 1..tokens.len() {
        if let Some(found) = measure(&tokens[at..]) {
            return (tokens[..at].to_vec(), Some(found));
        }
    }
    (tokens.to_vec(), None)
}

/// Words put together again.
pub(crate) fn joined(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| token.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
