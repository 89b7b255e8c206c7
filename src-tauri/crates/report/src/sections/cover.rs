//! The cover: whose process it is, when it was looked at, and by whom.

use twinlane_text::ShapedLine;

use super::{Context, Section};
use crate::layout::{Flow, LINE, Piece, Type};
use crate::page::{Anchor, Color, Item, PageScene, Rect, Role, Shape};
use crate::words;

/// Height of the facts at the foot.
const FACTS: f32 = 4.0 * LINE;
/// Lines of the sentence under the title, and the room they take.
const SUBTITLE_LINES: usize = 5;
const SUBTITLE: f32 = SUBTITLE_LINES as f32 * Type::SUBTITLE.leading + LINE;

/// Adds the cover as a page of its own.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let charter = context.input.workshop.charter();
    let frame = context.frame;
    let title = title(context);
    flow.open_section(&title, Section::Cover.key());
    let mut page = PageScene {
        width: frame.page_width,
        height: frame.page_height,
        ..PageScene::default()
    };
    page.anchors.push(Anchor {
        name: Section::Cover.key().to_owned(),
        x: 0.0,
        y: 0.0,
    });
    // Buyer and seller side by side: the one mark of the report.
    let (mark, gap) = (32.0, 3.0);
    for (i, color) in [Color::BUYER, Color::SELLER].into_iter().enumerate() {
        let x = frame.left + (mark + gap) * i as f32;
        let rect = Rect {
            x,
            y: frame.top,
            width: mark,
            height: 6.0,
        };
        page.items.push(Item {
            shape: Shape::Fill(rect, color),
            node: None,
        });
    }
    let kicker = flow.structure.add(flow.section, Role::Paragraph);
    let heading = flow.structure.add(flow.section, Role::H1);
    let subtitle = flow.structure.add(flow.section, Role::Paragraph);
    let mut y = frame.page_height * 0.32;
    let kind = Type::LEAD.colored(Color::QUIET);
    let line = flow.one_line("Workshop report", kind);
    page.items
        .push(Flow::item(line, kind, frame.left, y, frame.width, Some(kicker)));
    y += 24.0;
    let text_width = frame.width * 0.94;
    let foot = frame.top + frame.height - FACTS;
    let (kind, lines) = fitted(flow, &title, text_width, foot - y - 20.0 - SUBTITLE);
    for line in lines {
        page.items
            .push(Flow::item(line, kind, frame.left, y, text_width, Some(heading)));
        y += kind.leading;
    }
    y += 20.0;
    let text_width = frame.width * 0.72;
    for line in flow.lines_at_most(
        &subtitle_text(context),
        Type::SUBTITLE,
        text_width,
        SUBTITLE_LINES,
    ) {
        page.items.push(Flow::item(
            line,
            Type::SUBTITLE,
            frame.left,
            y,
            text_width,
            Some(subtitle),
        ));
        y += Type::SUBTITLE.leading;
    }
    let facts = [
        ("Client", charter.client.clone()),
        ("Held", held(context)),
        ("Facilitated by", charter.facilitator.clone()),
    ];
    facts_at_foot(flow, &mut page, context, &facts);
    flow.pieces.push(Piece {
        full_page: Some(Box::new((page, frame))),
        ..Piece::default()
    });
}

/// The title as large as it fits in a height. The longest ones end with an ellipsis; the charter has
/// them whole.
fn fitted(flow: &mut Flow<'_>, title: &str, width: f32, height: f32) -> (Type, Vec<ShapedLine>) {
    let kinds = [Type::COVER, Type::BIG, Type::H1];
    for kind in kinds {
        let most = (height / kind.leading).floor().max(1.0) as usize;
        let lines = flow.lines_at_most(title, kind, width, most.min(6));
        if lines.iter().all(|l| !l.shortened) {
            return (kind, lines);
        }
    }
    let most = (height / Type::H1.leading).floor().max(1.0) as usize;
    (Type::H1, flow.lines_at_most(title, Type::H1, width, most))
}

/// The facts side by side at the foot; those without a value are left out.
fn facts_at_foot(flow: &mut Flow<'_>, page: &mut PageScene, context: &Context<'_>, facts: &[(&str, String)]) {
    let frame = context.frame;
    let width = (frame.width - 32.0) / 3.0;
    let known = facts.iter().filter(|(_, value)| !value.trim().is_empty());
    let top = frame.top + frame.height - FACTS;
    for (i, (label, value)) in known.enumerate() {
        let x = frame.left + (width + 16.0) * i as f32;
        let node = flow.structure.add(flow.section, Role::Paragraph);
        let line = flow.one_line(label, Type::SMALL);
        page.items
            .push(Flow::item(line, Type::SMALL, x, top, width, Some(node)));
        for (n, line) in flow
            .lines_at_most(value, Type::SMALL_INK, width, 3)
            .into_iter()
            .enumerate()
        {
            let y = top + Type::SMALL.leading * (n + 1) as f32;
            page.items
                .push(Flow::item(line, Type::SMALL_INK, x, y, width, Some(node)));
        }
    }
}

/// The workshop's title, or one made from the client's name.
pub(crate) fn title(context: &Context<'_>) -> String {
    let charter = context.input.workshop.charter();
    let (title, client) = (charter.title.trim(), charter.client.trim());
    if !title.is_empty() && title != client {
        title.to_owned()
    } else if client.is_empty() {
        "How the customer buys, and how we sell".to_owned()
    } else {
        format!("How customers of {client} buy, and how {client} sells")
    }
}

fn held(context: &Context<'_>) -> String {
    let charter = context.input.workshop.charter();
    let days = words::held(charter);
    match (days.is_empty(), charter.place.trim()) {
        (_, "") => days,
        (true, place) => place.to_owned(),
        (false, place) => format!("{days}, {place}"),
    }
}

/// Who was there and what they did, as far as is known.
fn subtitle_text(context: &Context<'_>) -> String {
    let workshop = context.input.workshop;
    let people = workshop.participants().len();
    let mut functions: Vec<String> = Vec::new();
    for participant in workshop.participants().values() {
        let function = participant.function.trim();
        if !function.is_empty() && !functions.iter().any(|f| f == function) {
            functions.push(function.to_owned());
        }
    }
    let who = match people {
        0 => {
            return "The buyer journey and the sales process side by side, and where they miss each other."
                .to_owned();
        }
        1 => "one person".to_owned(),
        n => format!("{} people", words::in_words(n)),
    };
    let charter = workshop.charter();
    let days = match (charter.first_day, charter.last_day) {
        (Some(first), Some(last)) if last >= first => {
            usize::try_from(first.until(last).map_or(0, |span| span.get_days())).unwrap_or(0) + 1
        }
        _ => 0,
    };
    // A long list, or names that are lists themselves, would not be a sentence any more.
    let many = functions.len() > 4 || functions.iter().any(|function| function.contains(','));
    let from = if functions.is_empty() || many {
        String::new()
    } else {
        format!(" from {}", words::joined(&functions))
    };
    let time = match days {
        0 => String::new(),
        1 => " in one day".to_owned(),
        n => format!(" in {} days", words::in_words(n)),
    };
    format!("What {who}{from} found{time}.")
}
