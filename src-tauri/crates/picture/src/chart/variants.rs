//! Variants: the most frequent ways through the process, each as a row of labelled blocks with how many
//! cases took it.
//!
//! It draws the ways in the caller's order and counts nothing.

use twinlane_words::Locale;

use super::sentences::{ChartSentences, VariantSentences};
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Point, Rect};
use crate::scene::shapes::Align;
use crate::target::Target;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variants {
    /// What is counted, such as "cases".
    pub unit: String,
    /// How many ways there are in all; those that are not shown are said to be left out.
    pub all: u32,
    /// The ways, the most frequent first.
    pub variants: Vec<Variant>,
}

/// One way through the process.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variant {
    /// Its activities in order; one that follows itself is drawn once with how often.
    pub activities: Vec<String>,
    /// How it ended, when that is known.
    pub outcome: Option<String>,
    /// Number of cases.
    pub count: u32,
    /// Share of all cases, 0 to 1.
    pub share: f64,
    /// Share of this way and those before it together, 0 to 1.
    pub together: f64,
}

/// Between columns, between blocks, inside a block, between rows of blocks, between ways.
const GAP: f32 = 12.0;
const BLOCK_GAP: f32 = 10.0;
const PAD: [f32; 2] = [6.0, 3.0];
const LINE_GAP: f32 = 4.0;
const BETWEEN: f32 = 10.0;
/// A block is no wider than this, its words and its sides.
const WIDEST_BLOCK: f32 = 132.0;
/// Rows of blocks of one way on screen.
const MOST_LINES: usize = 2;

/// Draws the chart; `None` without a way.
pub fn variants(data: &Variants, options: ChartOptions) -> Option<Chart> {
    if data.variants.is_empty() {
        return None;
    }
    let locale = options.locale;
    let mut sheet = Sheet::new(options);
    let numbers: Vec<[TextBlock; 3]> = data.variants.iter().map(|way| numbers(&mut sheet, way)).collect();
    let unit = locale.cases_or(&data.unit);
    let [share, together] = locale.share_heads();
    let heads = [unit, share, together].map(|text| sheet.words(text, TextKind::Title, 72.0, 2));
    let width_of = |at: usize| {
        let own = numbers.iter().map(|row| row[at].width()).fold(0.0, f32::max);
        own.max(heads[at].width())
    };
    let widths = [width_of(0), width_of(1), width_of(2)];
    let numbers_width: f32 = widths.iter().sum::<f32>() + 2.0 * GAP;
    let right = sheet.width - numbers_width;
    let room = (right - GAP).max(60.0);
    sheet.group("title".to_owned(), "");
    let title = locale.variants_title(data.variants.len(), data.all as usize);
    let title_block = sheet.words(&title, TextKind::Title, room, 2);
    let head_height = heads
        .iter()
        .map(TextBlock::height)
        .fold(title_block.height(), f32::max);
    sheet.put(&title_block, 0.0, 0.0, room, Align::Start);
    let mut x = right;
    for (head, width) in heads.iter().zip(widths) {
        sheet.put(head, x, head_height - head.height(), width, Align::Right);
        x += width + GAP;
    }
    let mut y = head_height + 8.0;
    for (at, way) in data.variants.iter().enumerate() {
        sheet.group(format!("way:{at}"), &in_words(way, unit, locale));
        let height = blocks(&mut sheet, way, y, room).max(TextKind::Value.leading() + 2.0 * PAD[1]);
        let mut x = right;
        for (words, width) in numbers[at].iter().zip(widths) {
            sheet.put(words, x, y + PAD[1], width, Align::Right);
            x += width + GAP;
        }
        y += height + BETWEEN;
    }
    Some(sheet.finish(&alt(data, &title, unit, locale)))
}

fn numbers(sheet: &mut Sheet, way: &Variant) -> [TextBlock; 3] {
    let locale = sheet.locale;
    let share = |share: f64| locale.share(drawable(share).map_or(f64::NAN, |share| share.clamp(0.0, 1.0)));
    [
        sheet.line_of(&locale.count(way.count as usize), TextKind::Value),
        sheet.line_of(&share(way.share), TextKind::Note),
        sheet.line_of(&share(way.together), TextKind::Note),
    ]
}

/// A block to be placed.
struct Block {
    words: TextBlock,
    outcome: bool,
}

impl Block {
    fn width(&self) -> f32 {
        self.words.width() + 2.0 * PAD[0]
    }

    fn height(&self) -> f32 {
        self.words.height() + 2.0 * PAD[1]
    }
}

/// Draws the blocks of a way from the left at `top`; returns their height.
fn blocks(sheet: &mut Sheet, way: &Variant, top: f32, room: f32) -> f32 {
    let room_in_block = WIDEST_BLOCK.min(room) - 2.0 * PAD[0];
    let mut all: Vec<Block> = merged(&way.activities, sheet.locale)
        .iter()
        .map(|text| Block {
            words: sheet.words(text, TextKind::Note, room_in_block, 1),
            outcome: false,
        })
        .collect();
    if let Some(outcome) = &way.outcome {
        all.push(Block {
            words: sheet.words(outcome, TextKind::Strong, room_in_block, 1),
            outcome: true,
        });
    }
    if all.is_empty() {
        all.push(Block {
            words: sheet.words(sheet.locale.nothing_recorded(), TextKind::Note, room_in_block, 1),
            outcome: false,
        });
    }
    let most = if sheet.target == Target::Screen {
        MOST_LINES
    } else {
        usize::MAX
    };
    let shown = fitting(sheet, &all, room, most);
    let rest = all.len() - shown;
    all.truncate(shown);
    let more = (rest > 0).then(|| more(sheet, rest));
    let (mut x, mut y, mut row) = (0.0, top, 0.0_f32);
    let count = all.len();
    for (at, block) in all.iter().enumerate() {
        if x > 0.0 && x + block.width() > room {
            (x, y, row) = (0.0, y + row + LINE_GAP, 0.0);
        }
        row = row.max(block.height());
        draw(sheet, block, x, y);
        x += block.width();
        if at + 1 < count || more.is_some() {
            let middle = y + PAD[1] + TextKind::Note.leading() / 2.0;
            arrow(sheet, x + BLOCK_GAP / 2.0, middle);
        }
        x += BLOCK_GAP;
    }
    if let Some(more) = more {
        if x + more.width() > room {
            (x, y, row) = (0.0, y + row + LINE_GAP, 0.0);
        }
        sheet.put(&more, x, y + PAD[1], more.width(), Align::Start);
        row = row.max(more.height() + 2.0 * PAD[1]);
    }
    y + row - top
}

/// "+ 12 more".
fn more(sheet: &mut Sheet, rest: usize) -> TextBlock {
    sheet.line_of(&sheet.locale.more_activities(rest), TextKind::Note)
}

/// How many blocks fit into `most` lines, with room for the words that say how many do not.
fn fitting(sheet: &mut Sheet, all: &[Block], room: f32, most: usize) -> usize {
    let note = more(sheet, all.len()).width();
    let (mut x, mut line) = (0.0, 1);
    let mut with_note = 0;
    for (at, block) in all.iter().enumerate() {
        // An arrow behind the block belongs to it: the last one of a line has it too.
        if x > 0.0 && x + block.width() > room {
            (x, line) = (0.0, line + 1);
        }
        if line > most {
            return with_note;
        }
        x += block.width() + BLOCK_GAP;
        if line < most || x + note <= room {
            with_note = at + 1;
        }
    }
    all.len()
}

fn draw(sheet: &mut Sheet, block: &Block, x: f32, y: f32) {
    let rect = Rect::new(x + 0.5, y + 0.5, block.width() - 1.0, block.height() - 1.0);
    let (radius, paint) = if block.outcome {
        (
            rect.height / 2.0,
            Paint::fill(Token::Panel).outlined(Token::Ink, 1.2),
        )
    } else {
        (3.0, Paint::fill(Token::Panel).outlined(Token::Flow, 1.0))
    };
    sheet.rect(rect, radius, paint);
    let color = Token::Ink;
    sheet.put_colored(
        &block.words,
        x + PAD[0],
        y + PAD[1],
        block.words.width(),
        Align::Start,
        color,
    );
}

/// The sign between two blocks.
fn arrow(sheet: &mut Sheet, x: f32, y: f32) {
    let points = [
        Point::new(x - 1.5, y - 3.0),
        Point::new(x + 1.5, y),
        Point::new(x - 1.5, y + 3.0),
    ];
    sheet.line(&points, Paint::stroke(Token::Flow, 1.2));
}

/// The activities with repeats in a row as one.
fn merged(activities: &[String], locale: Locale) -> Vec<String> {
    activities
        .chunk_by(|one, next| one == next)
        .map(|same| match same {
            [one, _, ..] => locale.repeated(one, same.len()),
            [one] => one.clone(),
            [] => String::new(),
        })
        .collect()
}

fn in_words(way: &Variant, unit: &str, locale: Locale) -> String {
    let mut names = merged(&way.activities, locale);
    names.extend(way.outcome.clone());
    locale.variant(&names.join(" → "), way.count, unit, way.share)
}

fn alt(data: &Variants, title: &str, unit: &str, locale: Locale) -> String {
    let first = data.variants.first().map(|way| (way.count, way.share));
    let last = data.variants.last().filter(|_| data.variants.len() > 1);
    locale.variants_alt(title, first, unit, last.map(|way| way.together))
}
