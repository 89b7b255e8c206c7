//! The size of each card, by its text and what is said on it.

use std::sync::Arc;

use twinlane_model::Step;
use twinlane_text::Style;

use super::sizes::{
    CARD_HEIGHT, CARD_PAD, CARD_STEP, CARD_WIDTH, HEAD, LANE_HEAD, MARK_PAD, OUTCOME_HEIGHT, OUTCOME_WIDTH,
    SMALL, TITLE, TITLE_LINES,
};
use super::types::{Board, NodeKind};
use crate::marks::Mark;
use crate::options::LayoutOptions;
use crate::overlay::StepOverlay;
use crate::sentences::MapSentences;
use crate::text_cache::{SetText, TextCache};

/// Breaks the titles and gives every node its size.
pub(crate) fn measure(board: &mut Board<'_>, options: &LayoutOptions, texts: &mut TextCache) {
    let most = options.target.most_lines(TITLE_LINES);
    for node in &mut board.nodes {
        match node.kind {
            NodeKind::Step(step) if step.waypoint => {
                (node.width, node.height) = (CARD_WIDTH, CARD_HEIGHT);
            }
            NodeKind::Step(step) => {
                let title = if step.title.trim().is_empty() {
                    options.locale.untitled()
                } else {
                    &step.title
                };
                let room = CARD_WIDTH - CARD_PAD[0] - CARD_PAD[2];
                node.title = texts.set(title, Style::medium(TITLE[0]), room, most);
                let numbers = match number_lines(step, options) {
                    0 => 0.0,
                    lines => lines as f32 * SMALL[1] + 2.0,
                };
                let mark = options.marks.get(&step.id).map_or(0.0, |mark| {
                    mark_text(mark, options, texts).lines.len() as f32 * SMALL[1] + MARK_PAD
                });
                let inside =
                    2.0 * CARD_PAD[1] + node.title.lines.len() as f32 * TITLE[1] + numbers + mark - 2.0;
                let steps = ((inside - CARD_HEIGHT) / CARD_STEP).ceil().max(0.0);
                (node.width, node.height) = (CARD_WIDTH, CARD_HEIGHT + steps * CARD_STEP);
                node.has_badge = options.badges.contains_key(&step.id);
            }
            NodeKind::Outcome(outcome) => {
                node.title = texts.set(outcome.name(), Style::medium(HEAD[0]), OUTCOME_WIDTH - 40.0, most);
                let inside = 20.0 + node.title.lines.len() as f32 * HEAD[1];
                (node.width, node.height) = (OUTCOME_WIDTH, inside.max(OUTCOME_HEIGHT));
                node.port = node.height / 2.0;
            }
        }
    }
}

/// What a mark says, in the room of a card: whole on paper, two lines on screen.
pub(crate) fn mark_text(mark: &Mark, options: &LayoutOptions, texts: &mut TextCache) -> Arc<SetText> {
    let room = CARD_WIDTH - CARD_PAD[0] - CARD_PAD[2];
    let most = options.target.most_lines(2);
    texts.set(&mark.words(options.locale), Style::semibold(SMALL[0]), room, most)
}

/// Lines of numbers on a card. They ask the step alone, so that a link changes no card's height.
pub(crate) fn number_lines(step: &Step, options: &LayoutOptions) -> usize {
    let own = step.touch.is_some() || step.elapsed.is_some() || step.volume.is_some();
    options
        .overlay_of(step.id)
        .map_or(usize::from(own), StepOverlay::lines)
}

/// An empty text, for nodes without one.
pub(crate) fn no_text(texts: &mut TextCache) -> Arc<SetText> {
    texts.set("", Style::regular(HEAD[0]), LANE_HEAD, 1)
}
