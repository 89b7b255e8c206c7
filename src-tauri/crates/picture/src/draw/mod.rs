//! From board to Scene: elements in drawing order. Positions are decided; here they get shapes and colours.

mod bundle_counts;
mod cards;
mod drawing;
mod free_space;
mod ground;
mod heads;
mod legend;
mod link_labels;
mod links;
mod signs;

pub(crate) use drawing::Drawing;
pub(crate) use heads::buyer_heads_height;

use crate::draw::free_space::FreeSpace;
use crate::scene::elements::Scene;
use crate::text_cache::TextCache;

/// Fills the Scene with elements and cells.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    ground::draw(drawing, texts, scene);
    let first_link = scene.elements.len();
    links::draw(drawing, scene);
    heads::draw(drawing, texts, scene);
    cards::draw(drawing, texts, scene);
    beside_links(drawing, first_link, texts, scene);
    legend::draw(drawing, texts, scene);
    scene.elements.sort_by_key(|element| element.layer);
}

/// Counts on bundles, then shares and waits: what is written where the rest leaves room.
fn beside_links(drawing: &Drawing<'_>, first_link: usize, texts: &mut TextCache, scene: &mut Scene) {
    let counts = bundle_counts::counts(drawing, texts, scene);
    let labels = link_labels::labels(drawing, first_link, texts, scene);
    if counts.is_empty() && labels.is_empty() {
        return;
    }
    let mut space = FreeSpace::new(scene);
    for count in counts {
        count.place(&mut space, scene);
    }
    for label in labels {
        label.place(&mut space, scene);
    }
}
