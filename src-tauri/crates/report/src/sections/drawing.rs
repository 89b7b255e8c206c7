//! The inks of a drawing on paper: paths, lines and colours of the display list as those of a page.
//!
//! It places nothing; where a point lies is the caller's.

use twinlane_picture as picture;
use twinlane_picture::Token;
use twinlane_text::{LineEnd, Style, Weight};

use crate::page::{Color, Paint, PathStep};

/// A path with every point placed on the page.
pub(super) fn steps(path: &picture::Path, at: impl Fn(picture::Point) -> (f32, f32)) -> Vec<PathStep> {
    path.0
        .iter()
        .map(|command| match *command {
            picture::PathCommand::Move(p) => {
                let (x, y) = at(p);
                PathStep::Move(x, y)
            }
            picture::PathCommand::Line(p) => {
                let (x, y) = at(p);
                PathStep::Line(x, y)
            }
            picture::PathCommand::Cubic(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(p));
                PathStep::Curve(ax, ay, bx, by, x, y)
            }
            picture::PathCommand::Close => PathStep::Close,
        })
        .collect()
}

/// Colours and line of a shape; no line gets thinner than a printer can print.
pub(super) fn paint(paint: picture::Paint, scale: f32) -> Paint {
    let dash = paint
        .dash
        .pattern()
        .map_or_else(Vec::new, |p| p.map(|v| v * scale).to_vec());
    Paint {
        fill: paint.fill.map(color_of),
        stroke: paint
            .stroke
            .map(|t| (color_of(t), (paint.width * scale).max(0.25))),
        dash,
    }
}

/// The style of a text of the display list.
pub(super) fn style(weight: u16, size: f32, tabular: bool) -> Style {
    let weight = match weight {
        600.. => Weight::SemiBold,
        500..600 => Weight::Medium,
        _ => Weight::Regular,
    };
    Style {
        weight,
        size,
        tabular,
    }
}

/// Whether a space stood between two lines of a title: the whole title tells.
pub(super) fn line_end(title: &str, line: &str, next: Option<&str>) -> LineEnd {
    match next {
        None => LineEnd::Paragraph,
        Some(next) if title.contains(&format!("{line}{next}")) => LineEnd::Nothing,
        Some(_) => LineEnd::Space,
    }
}

/// The colours of paper: the sides are told apart by the line between them, severity by colour.
pub(super) fn color_of(token: Token) -> Color {
    match token {
        Token::Paper | Token::Panel | Token::OnColor | Token::BuyerTint | Token::SellerTint => {
            Color(255, 255, 255)
        }
        Token::Ink | Token::Buyer | Token::Seller => Color::INK,
        Token::Ink2 | Token::Ok => Color::QUIET,
        Token::Ink3 | Token::Flow => Color(0x8a, 0x92, 0x9c),
        Token::Line => Color::LINE,
        Token::Line2 => Color(0xb9, 0xb5, 0xac),
        Token::High => Color::HIGH,
        Token::HighTint => Color(0xfb, 0xf1, 0xef),
        Token::Medium => Color::MEDIUM,
        Token::MediumTint => Color(0xfa, 0xf5, 0xeb),
        Token::Low => Color::LOW,
        Token::LowTint => Color(0xf2, 0xf4, 0xf6),
    }
}
