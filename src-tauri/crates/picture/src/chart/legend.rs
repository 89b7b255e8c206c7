//! Bars and the legend that says what a strong and a pale one mean. The two differ in shape: one is filled,
//! the other is an outline.

use super::sheet::{Sheet, TextKind};
use crate::scene::paint::{Dash, Paint, Token};
use crate::scene::path::{Point, Rect};
use crate::scene::shapes::Align;

/// Edge of the sample in a legend.
const SAMPLE: f32 = 10.0;
/// Between a sample and its words, and between two entries.
const GAPS: [f32; 2] = [6.0, 18.0];

/// How a bar is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BarStyle {
    /// Filled.
    Strong,
    /// An outline.
    Pale,
    /// A line from a low to a high end.
    Whisker,
}

/// Draws a bar. One that stands for something is seen even where it is next to nothing.
pub(super) fn bar(sheet: &mut Sheet, mark: BarStyle, rect: Rect) {
    match mark {
        BarStyle::Strong => sheet.rect(rect, 1.0, Paint::fill(Token::Ink)),
        BarStyle::Pale => {
            // The line lies inside, so that both kinds of bar end where their number is.
            let inset = 0.5_f32.min(rect.width / 2.0);
            let inner = Rect::new(
                rect.x + inset,
                rect.y + 0.5,
                rect.width - 2.0 * inset,
                rect.height - 1.0,
            );
            sheet.rect(inner, 1.0, Paint::fill(Token::Panel).outlined(Token::Flow, 1.0));
        }
        BarStyle::Whisker => whisker(sheet, rect.x, rect.right(), rect.y + rect.height / 2.0),
    }
}

/// Draws the range of a number: a line with a stop at either end.
pub(super) fn whisker(sheet: &mut Sheet, from: f32, to: f32, y: f32) {
    let paint = Paint::stroke(Token::Flow, 1.0).dashed(Dash::Solid);
    sheet.line(&[Point::new(from, y), Point::new(to, y)], paint);
    for x in [from, to] {
        sheet.line(&[Point::new(x, y - 2.5), Point::new(x, y + 2.5)], paint);
    }
}

/// Draws the legend from the left at `top`, in as many rows as it needs; returns its lower edge.
pub(super) fn legend(sheet: &mut Sheet, top: f32, entries: &[(BarStyle, &str)]) -> f32 {
    let (mut x, mut y) = (0.0, top);
    let mut row = 0.0_f32;
    for (at, (mark, text)) in entries.iter().enumerate() {
        let room = sheet.width - SAMPLE - GAPS[0];
        let words = sheet.words(text, TextKind::Note, room, 1);
        let width = SAMPLE + GAPS[0] + words.width();
        if x > 0.0 && x + width > sheet.width {
            (x, y, row) = (0.0, y + row + 2.0, 0.0);
        }
        sheet.group(format!("legend:{at}"), "");
        let sample = Rect::new(x, y + (TextKind::Note.leading() - SAMPLE) / 2.0, SAMPLE, SAMPLE);
        bar(sheet, *mark, sample);
        sheet.put(&words, x + SAMPLE + GAPS[0], y, words.width(), Align::Start);
        x += width + GAPS[1];
        // An entry without a name has its sample still.
        row = row.max(words.height()).max(TextKind::Note.leading());
    }
    y + row
}
