//! Signs that mean something without colour: the basis of a number, a severity, a step that is skipped.

use twinlane_model::{Basis, Severity};

use crate::scene::elements::Shape;
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Path, Point};

/// A leap over a dot: cases pass a step by.
pub(crate) fn skip_mark(center: Point) -> Vec<Shape> {
    let Point { x, y } = center;
    let leap = [
        Point::new(x - 4.0, y + 3.5),
        Point::new(x - 4.0, y - 3.0),
        Point::new(x + 5.0, y - 3.0),
        Point::new(x + 5.0, y + 3.5),
    ];
    vec![
        Shape::Path {
            d: Path::rounded(&leap, 4.0),
            paint: Paint::stroke(Token::Medium, 1.4),
        },
        Shape::Path {
            d: Path::circle(Point::new(x + 0.5, y + 2.5), 1.8),
            paint: Paint::fill(Token::Medium),
        },
    ]
}

/// ● measured, ◐ estimated, ○ assumed.
pub(crate) fn basis_mark(basis: Basis, center: Point) -> Vec<Shape> {
    let outline = |radius: f32| Shape::Path {
        d: Path::circle(center, radius),
        paint: Paint::stroke(Token::Ink2, 1.2),
    };
    match basis {
        Basis::Measured => vec![Shape::Path {
            d: Path::circle(center, 4.0),
            paint: Paint::fill(Token::Ink2),
        }],
        Basis::Estimated => vec![
            Shape::Path {
                d: Path::left_half(center, 3.4),
                paint: Paint::fill(Token::Ink2),
            },
            outline(3.4),
        ],
        Basis::Assumed => vec![outline(3.4)],
    }
}

/// Colour of a severity.
pub(crate) fn severity_token(severity: Severity) -> Token {
    match severity {
        Severity::High => Token::High,
        Severity::Medium => Token::Medium,
        Severity::Low => Token::Low,
    }
}

/// ▲ high, ◆ medium, ● low.
pub(crate) fn severity_mark(severity: Severity, center: Point, token: Token) -> Shape {
    let Point { x, y } = center;
    let d = match severity {
        Severity::High => Path::polygon(&[
            Point::new(x, y - 4.6),
            Point::new(x + 4.8, y + 3.8),
            Point::new(x - 4.8, y + 3.8),
        ]),
        Severity::Medium => Path::polygon(&[
            Point::new(x, y - 5.0),
            Point::new(x + 5.0, y),
            Point::new(x, y + 5.0),
            Point::new(x - 5.0, y),
        ]),
        Severity::Low => Path::circle(center, 4.0),
    };
    Shape::Path {
        d,
        paint: Paint::fill(token),
    }
}
