//! The cover: whose process it is, when it was looked at, and by whom.

use twinlane_text::ShapedLine;

use twinlane_words::{English, sentences};

use super::Context;
use crate::layout::{DocumentBuilder, Heading, LINE, Piece, Type};
use crate::page::{Anchor, Color, Item, PageScene, Rect, Role, Shape};
use crate::sentences::ReportSentences;

sentences! {
    /// What the cover says.
    pub(crate) trait Sentences for English {
        /// What the list of sections calls it.
        fn title() => "Cover";
        /// Title where the workshop has none.
        fn how_we_sell() => "How the customer buys, and how we sell";
        /// Title made from the client's name.
        fn how_client_sells(client: &str) => "How customers of {client} buy, and how {client} sells";
        /// Labels of the facts: client, days and place, facilitator.
        fn facts() -> [&'static str; 3] => { ["Client", "Held", "Facilitated by"] };
        /// Under the title where nobody is named.
        fn both_sides() => "The buyer journey and the sales process side by side, and where they miss each other.";
        /// Who found it, and in how many days; 0 where nobody knows.
        fn found_by(people: usize, functions: &[String], days: usize) => {
            let who = if people == 1 {
                "one person".to_owned()
            } else {
                format!("{} people", English.in_words(people))
            };
            let from = if functions.is_empty() {
                String::new()
            } else {
                format!(" from {}", English.list(functions))
            };
            let time = match days {
                0 => String::new(),
                1 => " in one day".to_owned(),
                days => format!(" in {} days", English.in_words(days)),
            };
            format!("What {who}{from} found{time}.")
        };
    }
}

/// Height of the facts at the foot.
const FACTS: f32 = 4.0 * LINE;
/// Lines of the sentence under the title, and the room they take.
const SUBTITLE_LINES: usize = 5;
const SUBTITLE: f32 = SUBTITLE_LINES as f32 * Type::SUBTITLE.leading + LINE;

/// Adds the cover as a page of its own.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let charter = context.input.workshop.charter();
    let frame = context.frame;
    let title = title_of(context);
    document.open_section(&title, heading.name);
    let mut page = PageScene {
        width: frame.page_width,
        height: frame.page_height,
        ..PageScene::default()
    };
    page.anchors.push(Anchor {
        name: heading.name.to_owned(),
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
    let kicker = document.structure.add(document.section, Role::Paragraph);
    let title_node = document.structure.add(document.section, Role::H1);
    let subtitle = document.structure.add(document.section, Role::Paragraph);
    let mut y = frame.page_height * 0.32;
    let kind = Type::LEAD.colored(Color::QUIET);
    let line = document.one_line(document.locale.workshop_report(), kind);
    page.items.push(DocumentBuilder::item(
        line,
        kind,
        frame.left,
        y,
        frame.width,
        Some(kicker),
    ));
    y += 24.0;
    let text_width = frame.width * 0.94;
    let foot = frame.top + frame.height - FACTS;
    let (kind, lines) = fitted(document, &title, text_width, foot - y - 20.0 - SUBTITLE);
    for line in lines {
        page.items.push(DocumentBuilder::item(
            line,
            kind,
            frame.left,
            y,
            text_width,
            Some(title_node),
        ));
        y += kind.leading;
    }
    y += 20.0;
    let text_width = frame.width * 0.72;
    for line in document.lines_at_most(
        &subtitle_text(context),
        Type::SUBTITLE,
        text_width,
        SUBTITLE_LINES,
    ) {
        page.items.push(DocumentBuilder::item(
            line,
            Type::SUBTITLE,
            frame.left,
            y,
            text_width,
            Some(subtitle),
        ));
        y += Type::SUBTITLE.leading;
    }
    let [client, held_label, facilitator] = document.locale.facts();
    let facts = [
        (client, charter.client.clone()),
        (held_label, held(context)),
        (facilitator, charter.facilitator.clone()),
    ];
    facts_at_foot(document, &mut page, context, &facts);
    document.pieces.push(Piece {
        full_page: Some(Box::new((page, frame))),
        ..Piece::default()
    });
}

/// The title as large as it fits in a height. The longest ones end with an ellipsis; the charter has
/// them whole.
fn fitted(
    document: &mut DocumentBuilder<'_>,
    title: &str,
    width: f32,
    height: f32,
) -> (Type, Vec<ShapedLine>) {
    let kinds = [Type::COVER, Type::BIG, Type::H1];
    for kind in kinds {
        let most = (height / kind.leading).floor().max(1.0) as usize;
        let lines = document.lines_at_most(title, kind, width, most.min(6));
        if lines.iter().all(|l| !l.shortened) {
            return (kind, lines);
        }
    }
    let most = (height / Type::H1.leading).floor().max(1.0) as usize;
    (Type::H1, document.lines_at_most(title, Type::H1, width, most))
}

/// The facts side by side at the foot; those without a value are left out.
fn facts_at_foot(
    document: &mut DocumentBuilder<'_>,
    page: &mut PageScene,
    context: &Context<'_>,
    facts: &[(&str, String)],
) {
    let frame = context.frame;
    let width = (frame.width - 32.0) / 3.0;
    let known = facts.iter().filter(|(_, value)| !value.trim().is_empty());
    let top = frame.top + frame.height - FACTS;
    for (i, (label, value)) in known.enumerate() {
        let x = frame.left + (width + 16.0) * i as f32;
        let node = document.structure.add(document.section, Role::Paragraph);
        let line = document.one_line(label, Type::SMALL);
        page.items.push(DocumentBuilder::item(
            line,
            Type::SMALL,
            x,
            top,
            width,
            Some(node),
        ));
        for (n, line) in document
            .lines_at_most(value, Type::SMALL_INK, width, 3)
            .into_iter()
            .enumerate()
        {
            let y = top + Type::SMALL.leading * (n + 1) as f32;
            page.items.push(DocumentBuilder::item(
                line,
                Type::SMALL_INK,
                x,
                y,
                width,
                Some(node),
            ));
        }
    }
}

/// The workshop's title, or one made from the client's name.
fn title_of(context: &Context<'_>) -> String {
    let charter = context.input.workshop.charter();
    let (title, client) = (charter.title.trim(), charter.client.trim());
    if !title.is_empty() && title != client {
        title.to_owned()
    } else if client.is_empty() {
        context.input.locale.how_we_sell().to_owned()
    } else {
        context.input.locale.how_client_sells(client)
    }
}

fn held(context: &Context<'_>) -> String {
    let charter = context.input.workshop.charter();
    let days = context.input.locale.days_held(charter);
    match (days.is_empty(), charter.place.trim()) {
        (_, "") => days,
        (true, place) => place.to_owned(),
        (false, place) => format!("{days}, {place}"),
    }
}

/// Who was there and what they did, as far as is known.
fn subtitle_text(context: &Context<'_>) -> String {
    let locale = context.input.locale;
    let workshop = context.input.workshop;
    let people = workshop.participants().len();
    let mut functions: Vec<String> = Vec::new();
    for participant in workshop.participants().values() {
        let function = participant.function.trim();
        if !function.is_empty() && !functions.iter().any(|f| f == function) {
            functions.push(function.to_owned());
        }
    }
    if people == 0 {
        return locale.both_sides().to_owned();
    }
    let charter = workshop.charter();
    let days = match (charter.first_day, charter.last_day) {
        (Some(first), Some(last)) if last >= first => {
            usize::try_from(first.until(last).map_or(0, |span| span.get_days())).unwrap_or(0) + 1
        }
        _ => 0,
    };
    // A long list, or names that are lists themselves, would not be a sentence any more.
    let many = functions.len() > 4 || functions.iter().any(|function| function.contains(','));
    let named: &[String] = if many { &[] } else { &functions };
    locale.found_by(people, named, days)
}
