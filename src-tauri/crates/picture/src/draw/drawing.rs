//! Everything that has been decided about a drawing, and what its elements have in common.

use twinlane_model::{MapView, Side};

use crate::board::types::Board;
use crate::options::LayoutOptions;
use crate::overlay::LinkOverlay;
use crate::routing::bundles::Bundles;
use crate::routing::flows::FlowRoute;
use crate::routing::gutters::TrackPositions;
use crate::routing::supports::SupportRoute;
use crate::routing::visibility_line::VisibilityLine;
use crate::scene::elements::{RowKind, Scene, Subject, SubjectKind};
use crate::scene::paint::Token;

/// Everything that has been decided.
pub(crate) struct Drawing<'a> {
    pub view: &'a MapView<'a>,
    pub board: &'a Board<'a>,
    pub flows: &'a [FlowRoute],
    pub supports: &'a [SupportRoute],
    pub courses: &'a TrackPositions,
    pub line: &'a VisibilityLine,
    pub bundles: &'a Bundles,
    pub options: &'a LayoutOptions,
    pub links: &'a LinkOverlay,
}

/// Place of the row of the line of visibility.
pub(crate) fn line_row(scene: &Scene) -> u32 {
    scene
        .rows
        .iter()
        .position(|row| row.kind == RowKind::Line)
        .map_or(0, |at| at as u32)
}

/// The side of a place in the board's sides.
pub(crate) fn side_of(side: usize) -> Side {
    if side == 0 { Side::Buyer } else { Side::Seller }
}

/// Colour of a side.
pub(crate) fn color(side: usize) -> Token {
    if side == 0 { Token::Buyer } else { Token::Seller }
}

/// The row an element shows.
pub(crate) fn subject(kind: SubjectKind, id: impl std::fmt::Display) -> Subject {
    Subject {
        kind,
        id: id.to_string(),
    }
}
