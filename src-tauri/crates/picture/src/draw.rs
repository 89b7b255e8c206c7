//! From board to Scene: elements in drawing order. Positions are decided; here they get shapes and colours.

use twinlane_model::MapView;

use crate::LayoutOptions;
use crate::board::Board;
use crate::bundles::Bundles;
use crate::flows::Flow;
use crate::gutters::Courses;
use crate::line::Line;
use crate::scene::Scene;
use crate::supports::Support;
use crate::text_cache::TextCache;

mod cards;
mod counts;
mod frame;
mod links;

pub(crate) use frame::buyer_heads_height;

/// Everything that has been decided.
pub(crate) struct Drawing<'a> {
    pub view: &'a MapView<'a>,
    pub board: &'a Board<'a>,
    pub flows: &'a [Flow],
    pub supports: &'a [Support],
    pub courses: &'a Courses,
    pub line: &'a Line,
    pub bundles: &'a Bundles,
    pub options: &'a LayoutOptions,
}

/// Fills the Scene with elements and cells.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    frame::draw(drawing, texts, scene);
    links::draw(drawing, scene);
    counts::draw(drawing, texts, scene);
    frame::heads(drawing, texts, scene);
    cards::draw(drawing, texts, scene);
    scene.elements.sort_by_key(|element| element.layer);
}
