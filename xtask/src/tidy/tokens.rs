//! Words, signs and strings of a Rust source, comments apart. Enough to follow paths and to find what is said;
//! it knows no grammar beyond that.

/// A part of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A name, keyword or number.
    Word(&'a str),
    /// Any other sign; `::` comes as two.
    Sign(char),
    /// What stands between the quotes of a string, escapes as they are written.
    Text(&'a str),
    /// A character or a lifetime; nothing is asked of either.
    Mark,
}

/// A token and the line it begins in, from 1.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub token: Token<'a>,
    pub line: usize,
}

impl<'a> Placed<'a> {
    /// The word, if it is one.
    pub fn word(self) -> Option<&'a str> {
        match self.token {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is this sign.
    pub fn is(self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }
}

/// The tokens of a source.
pub fn tokens(source: &str) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    let mut reader = Reader {
        source,
        at: 0,
        line: 1,
    };
    while let Some(next) = reader.next_token() {
        found.push(next);
    }
    found
}

/// The tokens without what is compiled for tests only: items behind `#[cfg(test)]`.
pub fn without_tests<'a>(tokens: &[Placed<'a>]) -> Vec<Placed<'a>> {
    const ATTRIBUTE: [Token<'_>; 7] = [
        Token::Sign('#'),
        Token::Sign('['),
        Token::Word("cfg"),
        Token::Sign('('),
        Token::Word("test"),
        Token::Sign(')'),
        Token::Sign(']'),
    ];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let ahead = tokens[at..]
            .iter()
            .take(ATTRIBUTE.len())
            .map(|placed| placed.token);
        if ahead.eq(ATTRIBUTE) {
            at = item_end(tokens, at + ATTRIBUTE.len());
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

/// Where the item that begins here is over: behind its `;` or its outermost braces.
fn item_end(tokens: &[Placed<'_>], begin: usize) -> usize {
    let mut depth = 0_usize;
    for (at, placed) in tokens.iter().enumerate().skip(begin) {
        match placed.token {
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign(close @ ('}' | ')' | ']')) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && close == '}' {
                    return at + 1;
                }
            }
            Token::Sign(';') if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Where the bracket that opens at `open` is closed; the end of the source where it is not.
pub fn closing(tokens: &[Placed<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, placed) in tokens.iter().enumerate().skip(open) {
        match placed.token {
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign('}' | ')' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn advance(&mut self, bytes: usize) -> &'a str {
        let passed = &self.rest()[..bytes];
        self.line += passed.matches('\n').count();
        self.at += bytes;
        passed
    }

    fn next_token(&mut self) -> Option<Placed<'a>> {
        loop {
            let rest = self.rest();
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                self.advance(first.len_utf8());
            } else if rest.starts_with("//") {
                self.advance(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                self.advance(comment(rest));
            } else {
                let line = self.line;
                let token = self.token(first);
                return Some(Placed { token, line });
            }
        }
    }

    fn token(&mut self, first: char) -> Token<'a> {
        let rest = self.rest();
        if let Some((head, hashes)) = raw_string(rest) {
            self.advance(head);
            let end = format!("\"{}", "#".repeat(hashes));
            let length = self.rest().find(&end).unwrap_or(self.rest().len());
            let text = self.advance(length);
            self.advance(end.len().min(self.rest().len()));
            return Token::Text(text);
        }
        for head in ["\"", "b\"", "c\""] {
            if rest.starts_with(head) {
                self.advance(head.len());
                let text = self.advance(string_end(self.rest()));
                self.advance(1.min(self.rest().len()));
                return Token::Text(text);
            }
        }
        if first == '\'' || rest.starts_with("b'") {
            self.advance(rest.len() - rest.trim_start_matches('b').len() + 1);
            self.character();
            return Token::Mark;
        }
        if first.is_alphanumeric() || first == '_' {
            let name = |sign: char| sign.is_alphanumeric() || sign == '_';
            // A raw name (`r#type`) is the name.
            if rest.starts_with("r#") {
                self.advance(2);
            }
            let rest = self.rest();
            return Token::Word(self.advance(rest.find(|sign| !name(sign)).unwrap_or(rest.len())));
        }
        self.advance(first.len_utf8());
        Token::Sign(first)
    }

    /// Passes a character behind its opening quote, or a lifetime.
    fn character(&mut self) {
        let rest = self.rest();
        let mut signs = rest.char_indices();
        let first = signs.next().map_or(' ', |(_, sign)| sign);
        if first == '\\' {
            let end = rest[2..].find('\'').map_or(rest.len(), |at| at + 3);
            self.advance(end);
        } else if let Some((at, '\'')) = signs.next() {
            self.advance(at + 1);
        } else {
            let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
            self.advance(end.unwrap_or(rest.len()));
        }
    }
}

/// Bytes of a comment that begins here; such comments nest.
fn comment(rest: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Bytes up to the text of a raw string that begins here, and its number of `#`.
fn raw_string(rest: &str) -> Option<(usize, usize)> {
    let head = ["r", "br", "cr"]
        .into_iter()
        .filter(|head| rest.starts_with(head))
        .max_by_key(|head| head.len())?;
    let hashes = rest[head.len()..].chars().take_while(|sign| *sign == '#').count();
    let quote = head.len() + hashes;
    rest[quote..].starts_with('"').then_some((quote + 1, hashes))
}

/// Bytes of a string up to its closing quote.
fn string_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<Token<'_>> {
        tokens(source).into_iter().map(|placed| placed.token).collect()
    }

    #[test]
    fn comments_are_passed_and_strings_kept() {
        use Token::{Mark, Sign, Text, Word};
        let source = "a // b\n/* c /* d */ */ \"e \\\" f\" r#\"g \" h\"# 'i' '\\'' 'j b'k' r#type";
        let wanted = [
            Word("a"),
            Text("e \\\" f"),
            Text("g \" h"),
            Mark,
            Mark,
            Mark,
            Mark,
            Word("type"),
        ];
        assert_eq!(read(source), wanted);
        assert_eq!(read("b::c"), [Word("b"), Sign(':'), Sign(':'), Word("c")]);
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let placed = tokens("\"a\nb\"\n/*\n*/ c");
        assert_eq!(placed.iter().map(|at| at.line).collect::<Vec<_>>(), [1, 4]);
    }

    #[test]
    fn items_for_tests_are_left_out() {
        let source = "fn a() {} #[cfg(test)] mod tests { fn b() { c(); } } fn d() {} #[cfg(test)] use e;";
        let kept: Vec<&str> = without_tests(&tokens(source))
            .into_iter()
            .filter_map(Placed::word)
            .collect();
        assert_eq!(kept, ["fn", "a", "fn", "d"]);
    }
}
