//! Broken and measured text, kept from one layout to the next: setting text is what a layout costs.
//!
//! It holds results only; the faces and the breaking are those of `twinlane_text`.

use std::collections::HashMap;
use std::sync::Arc;

use twinlane_text::{FontBook, Style, Weight, WrapOptions, wrap};

/// One broken line.
#[derive(Clone, Debug, PartialEq)]
pub struct SetLine {
    /// The text in logical order.
    pub text: String,
    /// Its width.
    pub width: f32,
    /// Reads from right to left.
    pub rtl: bool,
}

/// A text, broken to a width.
#[derive(Clone, Debug, PartialEq)]
pub struct SetText {
    /// The lines.
    pub lines: Vec<SetLine>,
    /// An ellipsis stands for the rest.
    pub shortened: bool,
}

impl SetText {
    /// Width of the widest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().fold(0.0, |most, line| most.max(line.width))
    }
}

/// How a text was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Setting {
    /// Size and width in hundredths of a pixel.
    size: u32,
    width: u32,
    weight: u16,
    tabular: bool,
    most: usize,
}

/// Texts of one setting, with the number of the last layout that used each.
type Known = HashMap<String, (u64, Arc<SetText>)>;

/// Texts set before. One that no layout has used for two layouts is forgotten.
#[derive(Debug)]
pub struct TextCache {
    book: &'static FontBook,
    known: HashMap<Setting, Known>,
    layout: u64,
}

impl Default for TextCache {
    fn default() -> Self {
        Self {
            book: FontBook::bundled(),
            known: HashMap::new(),
            layout: 0,
        }
    }
}

impl TextCache {
    /// An empty cache over the bundled faces.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a layout and forgets what the last two did not use.
    pub(crate) fn begin(&mut self) {
        self.layout += 1;
        let layout = self.layout;
        self.known.retain(|_, texts| {
            texts.retain(|_, (used, _)| *used + 2 >= layout);
            !texts.is_empty()
        });
    }

    /// Breaks a text to a width, into at most `most` lines (0: any number), the rest as an ellipsis.
    pub(crate) fn set(&mut self, text: &str, style: Style, width: f32, most: usize) -> Arc<SetText> {
        let setting = Setting {
            size: (style.size * 100.0) as u32,
            width: (width * 100.0) as u32,
            weight: style.weight.value(),
            tabular: style.tabular,
            most,
        };
        // Most texts are known: their lookup takes nothing but a look.
        let known = self.known.entry(setting).or_default();
        if let Some((used, set)) = known.get_mut(text) {
            *used = self.layout;
            return Arc::clone(set);
        }
        let set = Arc::new(broken(self.book, text, style, width, most));
        known.insert(text.to_owned(), (self.layout, Arc::clone(&set)));
        set
    }
}

fn broken(book: &FontBook, text: &str, style: Style, width: f32, most: usize) -> SetText {
    let options = WrapOptions {
        max_lines: (most > 0).then_some(most),
        ellipsis: true,
        ..WrapOptions::default()
    };
    let lines = wrap(book, text, style, width, &options);
    SetText {
        shortened: lines.iter().any(|line| line.shortened),
        lines: lines
            .into_iter()
            .map(|line| SetLine {
                width: (line.width * 100.0).round() / 100.0,
                rtl: line.rtl,
                text: line.text,
            })
            .collect(),
    }
}

/// The weight that has this number.
pub(crate) fn weight(number: u16) -> Weight {
    match number {
        500 => Weight::Medium,
        600 => Weight::SemiBold,
        _ => Weight::Regular,
    }
}
