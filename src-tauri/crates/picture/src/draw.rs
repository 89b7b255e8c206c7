//! From board to Scene: elements in drawing order. Positions are decided; here they get shapes and colours.

use twinlane_model::MapView;

use crate::LayoutOptions;
use crate::board::Board;
use crate::bundles::Bundles;
use crate::draw::spots::Spots;
use crate::flows::Flow;
use crate::gutters::Courses;
use crate::line::Line;
use crate::overlay::Over;
use crate::scene::Scene;
use crate::supports::Support;
use crate::text_cache::TextCache;

mod cards;
mod counts;
mod frame;
mod legend;
mod links;
mod shares;
mod spots;

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
    pub over: &'a Over,
}

/// Fills the Scene with elements and cells.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    frame::draw(drawing, texts, scene);
    let first_link = scene.elements.len();
    links::draw(drawing, scene);
    frame::heads(drawing, texts, scene);
    cards::draw(drawing, texts, scene);
    beside_links(drawing, first_link, texts, scene);
    legend::draw(drawing, texts, scene);
    scene.elements.sort_by_key(|element| element.layer);
}

/// Counts on bundles, then shares and waits: what is written where the rest leaves room.
fn beside_links(drawing: &Drawing<'_>, first_link: usize, texts: &mut TextCache, scene: &mut Scene) {
    let counts = counts::counts(drawing, texts, scene);
    let labels = shares::labels(drawing, first_link, texts, scene);
    if counts.is_empty() && labels.is_empty() {
        return;
    }
    let mut spots = Spots::new(scene);
    for count in counts {
        count.place(&mut spots, scene);
    }
    for label in labels {
        label.place(&mut spots, scene);
    }
}
