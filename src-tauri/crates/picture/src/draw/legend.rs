//! The legend of what records say: a line below the map, in the drawing itself, so that screen and paper have it.

use twinlane_model::Basis;
use twinlane_text::Style;

use super::drawing::Drawing;
use super::links::{UNDRAWN, UNDRAWN_DASH};
use super::signs::{basis_mark, skip_mark};
use crate::board::sizes::SMALL;
use crate::overlay::Overlay;
use crate::overlay::{WIDTHS, most};
use crate::scene::elements::{Layer, Role, Scene, Shape};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Path, Point, Rect};
use crate::scene::shapes::{Align, element, text};
use crate::sentences::LegendSentences;
use crate::text_cache::TextCache;

/// From the left edge of the drawing.
const LEFT: f32 = 12.0;
/// Above the first line and below the last one.
const ABOVE: f32 = 10.0;
/// Height of a line.
const LINE: f32 = 20.0;
/// Between two entries.
const BETWEEN: f32 = 22.0;
/// Length of a sample of a link, and of a mark.
const SAMPLE: f32 = 28.0;
const MARK: f32 = 12.0;

/// What stands before the words of an entry.
enum Sign {
    Nothing,
    Link(Paint),
    Measured,
    Skipped,
}

/// Writes the legend below the map, which grows by it. It says only what is there.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    let Some(overlay) = &drawing.options.overlay else {
        return;
    };
    let entries = entries(drawing, overlay);
    if entries.is_empty() {
        return;
    }
    let style = Style::regular(SMALL[0]).tabular();
    let mut legend = element("legend:records".to_owned(), Layer::Labels, Role::Figure, 0, 0);
    let (mut x, mut y) = (LEFT, scene.height + ABOVE);
    let mut sentences: Vec<String> = Vec::new();
    for (sign, words) in entries {
        let before = match sign {
            Sign::Nothing => 0.0,
            Sign::Link(_) => SAMPLE + 6.0,
            Sign::Measured | Sign::Skipped => MARK + 2.0,
        };
        let room = scene.width - 2.0 * LEFT - before;
        let set = texts.set(&words, style, room.max(80.0), 1);
        if x > LEFT && x + before + set.width() > scene.width - LEFT {
            (x, y) = (LEFT, y + LINE);
        }
        let middle = y + LINE / 2.0;
        match sign {
            Sign::Nothing => {}
            Sign::Link(paint) => legend.shapes.push(Shape::Path {
                d: Path::polyline(&[Point::new(x, middle), Point::new(x + SAMPLE, middle)]),
                paint,
            }),
            Sign::Measured => legend
                .shapes
                .extend(basis_mark(Basis::Measured, Point::new(x + 4.0, middle))),
            Sign::Skipped => legend.shapes.extend(skip_mark(Point::new(x + 4.0, middle))),
        }
        let bounds = Rect::new(x + before, middle - SMALL[1] / 2.0, set.width(), SMALL[1]);
        legend
            .shapes
            .push(text(&set, style, SMALL[1], bounds, Align::Start, Token::Ink2));
        x = bounds.right() + BETWEEN;
        sentences.push(words);
    }
    let end = y + LINE + ABOVE;
    legend.title = sentences.join(". ");
    legend.bounds = Rect::new(
        LEFT,
        scene.height + ABOVE,
        scene.width - 2.0 * LEFT,
        end - scene.height - ABOVE,
    );
    scene.height = end;
    if let Some(whole) = scene.rows.first_mut() {
        whole.height = end;
    }
    scene.elements.push(legend);
}

fn entries(drawing: &Drawing<'_>, overlay: &Overlay) -> Vec<(Sign, String)> {
    let locale = drawing.options.locale;
    let mut entries = Vec::new();
    if !overlay.source.is_empty() {
        entries.push((Sign::Nothing, locale.records_from(&overlay.source)));
    }
    let [least, widest] = WIDTHS;
    let most = most(overlay);
    if most > 0 {
        let flow = |width: f32| Sign::Link(Paint::stroke(Token::Flow, width));
        entries.push((flow(least), locale.never_passed().to_owned()));
        entries.push((flow(widest), locale.passed_times(most)));
    }
    if !drawing.links.undrawn.is_empty() {
        let paint = Paint::stroke(UNDRAWN, 1.5).dashed(UNDRAWN_DASH);
        entries.push((Sign::Link(paint), locale.not_drawn().to_owned()));
    }
    let steps = || overlay.steps.values();
    if steps().any(|step| step.days.is_some()) {
        entries.push((Sign::Measured, locale.days_of_a_visit().to_owned()));
    }
    if steps().any(|step| step.busy.is_some()) {
        entries.push((Sign::Nothing, locale.busy_means().to_owned()));
    }
    if steps().any(|step| step.worth_skipping().is_some()) {
        entries.push((Sign::Skipped, locale.skip_means().to_owned()));
    }
    entries
}
