//! The type of the report: one face, few sizes, one grid.
//!
//! Every line box is a multiple of half a line high and its baseline lies four points above its
//! lower edge, so baselines align across columns whatever the sizes.

use twinlane_text::{Style, Weight};

use crate::page::Color;

/// Height of a line of running text in points: the grid.
pub(crate) const LINE: f32 = 14.0;
/// Half a line: the smallest distance.
pub(crate) const HALF: f32 = LINE / 2.0;
/// From the baseline to the lower edge of its line box.
const BELOW: f32 = 4.0;

/// A kind of text: how it is set and how high its line boxes are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    pub(crate) style: Style,
    pub(crate) leading: f32,
    pub(crate) color: Color,
}

impl Type {
    const fn new(weight: Weight, size: f32, leading: f32, color: Color) -> Self {
        Self {
            style: Style {
                weight,
                size,
                tabular: false,
            },
            leading,
            color,
        }
    }

    /// The title on the cover.
    pub(crate) const COVER: Self = Self::new(Weight::SemiBold, 30.0, 35.0, Color::INK);
    /// The sentence under it.
    pub(crate) const SUBTITLE: Self = Self::new(Weight::Regular, 11.0, 17.5, Color::QUIET);
    /// A section's heading.
    pub(crate) const H1: Self = Self::new(Weight::SemiBold, 17.0, 21.0, Color::INK);
    /// A heading inside a section.
    pub(crate) const H2: Self = Self::new(Weight::SemiBold, 10.5, LINE, Color::INK);
    /// Opening paragraphs.
    pub(crate) const LEAD: Self = Self::new(Weight::Regular, 10.5, LINE, Color::INK);
    /// Running text.
    pub(crate) const BODY: Self = Self::new(Weight::Regular, 9.5, LINE, Color::INK);
    /// Running text that has to be seen.
    pub(crate) const STRONG: Self = Self::new(Weight::SemiBold, 9.8, LINE, Color::INK);
    /// Secondary text.
    pub(crate) const SMALL: Self = Self::new(Weight::Regular, 8.6, LINE, Color::QUIET);
    /// Secondary text that has to be read.
    pub(crate) const SMALL_INK: Self = Self::new(Weight::Regular, 8.6, LINE, Color::INK);
    /// Labels and heads of tables.
    pub(crate) const LABEL: Self = Self::new(Weight::SemiBold, 8.6, LINE, Color::INK);
    /// Numbers that are the message.
    pub(crate) const BIG: Self = Self::new(Weight::SemiBold, 22.0, 28.0, Color::INK);
    /// Running heads and page numbers.
    pub(crate) const RUNNING: Self = Self::new(Weight::Regular, 7.5, LINE, Color::QUIET);

    /// The same in another colour.
    pub(crate) fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// The same with figures of equal width.
    pub(crate) fn tabular(self) -> Self {
        Self {
            style: self.style.tabular(),
            ..self
        }
    }

    /// From the upper edge of a line box to its baseline.
    pub(crate) fn baseline(self) -> f32 {
        self.leading - BELOW
    }
}
