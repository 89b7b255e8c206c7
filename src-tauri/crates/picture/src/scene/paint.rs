//! Colours by meaning, and lines. No values: those are in [`crate::scene::theme`].

use serde::Serialize;

/// Colours and line of a shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Paint {
    /// Inside.
    pub fill: Option<Token>,
    /// Line.
    pub stroke: Option<Token>,
    /// Width of the line in pixels.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub width: f32,
    /// Pattern of the line.
    pub dash: Dash,
}

impl Paint {
    /// Filled, without a line.
    pub fn fill(token: Token) -> Self {
        Self {
            fill: Some(token),
            ..Self::default()
        }
    }

    /// A solid line, not filled.
    pub fn stroke(token: Token, width: f32) -> Self {
        Self {
            stroke: Some(token),
            width,
            ..Self::default()
        }
    }

    /// The same with a line around it.
    #[must_use]
    pub fn outlined(self, token: Token, width: f32) -> Self {
        Self {
            stroke: Some(token),
            width,
            ..self
        }
    }

    /// The same with another pattern.
    #[must_use]
    pub fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }
}

/// Pattern of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// The line of visibility: 7 on, 5 off.
    Line,
    /// A gap's border: 5 on, 3 off.
    Gap,
    /// A weak support: 3 on, 3 off.
    Weak,
    /// A border of a stage: 2 on, 4 off.
    Border,
}

impl Dash {
    /// Lengths on and off in pixels; `None` when solid.
    pub fn pattern(self) -> Option<[f32; 2]> {
        match self {
            Self::Solid => None,
            Self::Line => Some([7.0, 5.0]),
            Self::Gap => Some([5.0, 3.0]),
            Self::Weak => Some([3.0, 3.0]),
            Self::Border => Some([2.0, 4.0]),
        }
    }
}

/// A colour by its meaning; [`crate::scene::theme`] gives the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Token {
    /// Ground of the drawing.
    Paper,
    /// Cards and panels.
    Panel,
    /// Text.
    Ink,
    /// Secondary text.
    Ink2,
    /// Faint marks; never the only carrier of meaning.
    Ink3,
    /// Thin lines.
    Line,
    /// Borders of cards.
    Line2,
    /// The buyer side.
    Buyer,
    /// Breath of the buyer side.
    BuyerTint,
    /// The company.
    Seller,
    /// Breath of the company's side.
    SellerTint,
    /// Flow links.
    Flow,
    /// High severity.
    High,
    /// Ground of high severity.
    HighTint,
    /// Medium severity.
    Medium,
    /// Ground of medium severity.
    MediumTint,
    /// Low severity.
    Low,
    /// Ground of low severity.
    LowTint,
    /// All is well.
    Ok,
    /// Text and marks on a severity or a side's colour.
    OnColor,
}
