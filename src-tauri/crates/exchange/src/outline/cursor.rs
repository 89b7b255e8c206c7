//! One line of an outline and a place in it: words, signs, quoted text. Knows no grammar above that.

use twinlane_model::TEXT_LIMIT;

use crate::sentences::{Fault, LOCALE, LineFaults, LineRemedies};
use crate::{ExchangeError, Place};

/// Signs that a title without quotes may not hold.
const RESERVED: [&str; 11] = ["->", "=>", "~", "{", "}", "(", ")", "[", "]", ",", "\""];

/// A line that is being read from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    number: u32,
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of line `number` (from 1).
    pub fn new(number: u32, text: &'a str) -> Self {
        Self { number, text, at: 0 }
    }

    /// Where the cursor stands.
    pub fn place(&self) -> Place {
        self.place_at(self.at)
    }

    fn place_at(&self, at: usize) -> Place {
        Place::text(self.number, self.text[..at].chars().count() as u32 + 1)
    }

    /// What is left of the line.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Moves to a byte offset inside [`Self::rest`], which must be a border of characters.
    pub fn advance(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    /// Skips spaces and tabs; nothing else is space, so that any other character stays part of a title.
    pub fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Whether only spaces are left.
    pub fn at_end(&mut self) -> bool {
        self.skip_spaces();
        self.rest().is_empty()
    }

    /// Takes a sign if it is next, spaces before it skipped.
    pub fn eat(&mut self, sign: &str) -> bool {
        self.skip_spaces();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    /// Whether a sign is next, spaces before it skipped.
    pub fn sees(&mut self, sign: &str) -> bool {
        self.skip_spaces();
        self.rest().starts_with(sign)
    }

    /// Takes a sign that must be next.
    pub fn expect(&mut self, sign: &str, remedy: &'static str) -> Result<(), ExchangeError> {
        if self.eat(sign) {
            return Ok(());
        }
        Err(self.error(LOCALE.sign_missing(sign, remedy)))
    }

    /// The line must end here.
    pub fn expect_end(&mut self, remedy: &'static str) -> Result<(), ExchangeError> {
        if self.at_end() {
            return Ok(());
        }
        Err(self.error(LOCALE.too_much(&shorten(self.rest()), remedy)))
    }

    /// A word of ASCII letters, digits, `-` and `_`, spaces before it skipped; empty if there is none.
    pub fn word(&mut self) -> &'a str {
        self.skip_spaces();
        let word = self.peek_word();
        self.at += word.len();
        word
    }

    /// The word that is next, without taking it.
    pub fn peek_word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(rest.len());
        &rest[..end]
    }

    /// Quoted text with the escapes of JSON; the opening quote must be next.
    pub fn quoted(&mut self) -> Result<String, ExchangeError> {
        self.skip_spaces();
        let start = self.at;
        if !self.rest().starts_with('"') {
            return Err(self.error(LOCALE.no_quoted_text()));
        }
        let mut escaped = false;
        for (offset, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    let end = start + offset + 1;
                    return match serde_json::from_str::<String>(&self.text[start..end]) {
                        Ok(text) => {
                            self.short(&text)?;
                            self.at = end;
                            Ok(text)
                        }
                        Err(_) => Err(self.error(LOCALE.unknown_escape())),
                    };
                }
                _ => {}
            }
        }
        Err(self.error(LOCALE.quote_open()))
    }

    /// A name behind `#`; the sign itself must be next.
    pub fn id(&mut self) -> Result<String, ExchangeError> {
        self.expect("#", LOCALE.reference_by_id())?;
        let word = self.peek_word();
        if word.is_empty() {
            return Err(self.error(LOCALE.sign_names_nothing()));
        }
        self.at += word.len();
        Ok(word.to_owned())
    }

    /// Text without quotes up to one of the stops or the end of the line, spaces around it dropped. A
    /// reserved sign that is no stop is an error.
    pub fn bare(&mut self, stops: &[&str]) -> Result<&'a str, ExchangeError> {
        self.skip_spaces();
        let rest = self.rest();
        let start = self.at;
        for (offset, _) in rest.char_indices() {
            let here = &rest[offset..];
            if stops.iter().any(|stop| here.starts_with(stop)) {
                self.short(&rest[..offset])?;
                self.at += offset;
                return Ok(trim(&rest[..offset]));
            }
            if let Some(sign) = RESERVED.iter().find(|sign| here.starts_with(**sign)) {
                self.at = start + offset;
                return Err(self.error(LOCALE.reserved_sign(sign)));
            }
        }
        self.short(rest)?;
        self.at = self.text.len();
        Ok(trim(rest))
    }

    /// Text as it is up to a sign or the end of the line, spaces around it dropped.
    pub fn until(&mut self, sign: &str) -> &'a str {
        self.skip_spaces();
        let rest = self.rest();
        let end = rest.find(sign).unwrap_or(rest.len());
        self.at += end;
        trim(&rest[..end])
    }

    /// Refuses a text that is longer than a field may be.
    fn short(&self, text: &str) -> Result<(), ExchangeError> {
        if text.len() <= TEXT_LIMIT || text.chars().count() <= TEXT_LIMIT {
            return Ok(());
        }
        Err(LOCALE.text_too_long(TEXT_LIMIT).limit(self.place()))
    }

    /// A syntax error at the cursor.
    pub fn error(&self, fault: Fault) -> ExchangeError {
        fault.syntax(self.place())
    }
}

/// Drops spaces and tabs at both ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// The beginning of a text, for messages.
pub(crate) fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Whether text without quotes would be broken by a sign of the grammar.
pub(crate) fn holds_reserved(text: &str) -> bool {
    RESERVED.iter().any(|sign| text.contains(sign))
}
