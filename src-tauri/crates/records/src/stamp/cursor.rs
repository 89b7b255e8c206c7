//! Eats a text from the left: numbers, months by name, a time of day, an offset. What makes a date of them is not here.

/// A text that is eaten from the left.
pub(super) struct Cursor<'a>(pub &'a [u8]);

impl Cursor<'_> {
    pub fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self
            .0
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 0 {
            return None;
        }
        let value = self.0[..digits]
            .iter()
            .fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
        self.0 = &self.0[digits..];
        Some((value, digits))
    }

    pub fn eat(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        any.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    pub fn spaces(&mut self) -> bool {
        let before = self.0.len();
        self.0 = self.0.trim_ascii_start();
        before != self.0.len()
    }

    pub fn month(&mut self) -> Option<u32> {
        const NAMES: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let letters = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let word = self.0[..letters].to_ascii_lowercase();
        let at = NAMES
            .iter()
            .position(|name| letters >= 3 && name.as_bytes().starts_with(&word))?;
        self.0 = &self.0[letters..];
        Some(at as u32 + 1)
    }
}

/// Milliseconds since midnight.
pub(super) fn time(cursor: &mut Cursor<'_>) -> Option<i64> {
    let (mut hour, _) = cursor.number(2)?;
    cursor
        .eat(b":.")
        .or_else(|| cursor.0.first().is_some_and(u8::is_ascii_digit).then_some(b':'))?;
    let (minute, _) = cursor.number(2)?;
    let (mut second, mut milli) = (0, 0);
    if cursor.eat(b":.").is_some() || cursor.0.first().is_some_and(u8::is_ascii_digit) {
        second = cursor.number(2)?.0;
        if cursor.eat(b".,:").is_some() {
            let (value, digits) = cursor.number(3)?;
            milli = value * [0, 100, 10, 1][digits];
            while cursor.number(9).is_some() {}
        }
    }
    cursor.spaces();
    let half = cursor.0.first().map(u8::to_ascii_lowercase);
    if let Some(half @ (b'a' | b'p')) = half {
        cursor.0 = &cursor.0[1..];
        cursor.eat(b".");
        cursor.eat(b"mM")?;
        cursor.eat(b".");
        if hour == 0 || hour > 12 {
            return None;
        }
        hour = hour % 12 + if half == b'p' { 12 } else { 0 };
    }
    let whole = hour == 24 && (minute, second, milli) == (0, 0, 0);
    // A leap second is the last moment of its minute.
    ((hour < 24 || whole) && minute < 60 && second <= 60)
        .then(|| i64::from(((hour * 60 + minute) * 60 + second.min(59)) * 1000 + milli))
}

/// Minutes ahead of UTC.
pub(super) fn offset(cursor: &mut Cursor<'_>) -> Option<i16> {
    for name in [&b"Z"[..], b"UTC", b"GMT"] {
        if cursor.0.len() >= name.len() && cursor.0[..name.len()].eq_ignore_ascii_case(name) {
            cursor.0 = &cursor.0[name.len()..];
            if cursor.0.is_empty() {
                return Some(0);
            }
        }
    }
    let sign = if cursor.eat(b"+-")? == b'-' { -1 } else { 1 };
    let (hours, _) = cursor.number(2)?;
    cursor.eat(b":");
    let minutes = cursor.number(2).map_or(0, |(minutes, _)| minutes);
    if cursor.eat(b":").is_some() {
        cursor.number(2)?;
    }
    (hours <= 18 && minutes < 60).then(|| sign * (hours * 60 + minutes) as i16)
}
