//! Sizes of the map, in pixels. Spacing goes in steps of 4 or 6; the x axis is a grid of 6 so that tracks
//! of the two sides never fall onto each other.

/// Width of a card.
pub const CARD_WIDTH: f32 = 168.0;
/// Least height of a card: two lines of title, or one and the numbers.
pub const CARD_HEIGHT: f32 = 56.0;
/// Cards grow in steps of this.
pub const CARD_STEP: f32 = 8.0;
/// Radius of a card's corners.
pub const CARD_RADIUS: f32 = 9.0;
/// Flow joins a card this far below its upper edge: the middle of a least card, so that neighbours of
/// different heights still join by a straight line.
pub const PORT: f32 = CARD_HEIGHT / 2.0;
/// Text inside a card: from the left, from the top, from the right.
pub const CARD_PAD: [f32; 3] = [13.0, 10.0, 13.0];
/// Size and line height of a card's title.
pub const TITLE: [f32; 2] = [13.0, 17.0];
/// Size and line height of numbers and second lines.
pub const SMALL: [f32; 2] = [11.0, 15.0];
/// Size and line height of heads of lanes and stages.
pub const HEAD: [f32; 2] = [12.0, 15.0];
/// Lines of a title on screen.
pub const TITLE_LINES: usize = 3;
/// Width of an outcome.
pub const OUTCOME_WIDTH: f32 = 144.0;
/// Least height of an outcome.
pub const OUTCOME_HEIGHT: f32 = 36.0;
/// Space between outcomes.
pub const OUTCOME_GAP: f32 = 20.0;
/// Radius of a waypoint's dot.
pub const WAYPOINT: f32 = 6.0;
/// Height of a badge; a badge with a count is a pill.
pub const BADGE: f32 = 20.0;
/// From a badge's right edge to the card's.
pub const BADGE_INSET: f32 = 4.0;
/// Space around the words that say how a step differs from another map.
pub const MARK_PAD: f32 = 6.0;
/// Width of the heads of the lanes.
pub const LANE_HEAD: f32 = 108.0;
/// From a lane's upper edge to its first card.
pub const LANE_PAD: f32 = 20.0;
/// Between two cards of a stack.
pub const STACK_GAP: f32 = 24.0;
/// Distance of two tracks.
pub const TRACK: f32 = 6.0;
/// From the last card to the first track of the lane's lower gutter.
pub const GUTTER_PAD: f32 = 8.0;
/// Least height of a lane's lower gutter.
pub const GUTTER_HEIGHT: f32 = 20.0;
/// Least width of the gutter before a stage's first card.
pub const HEAD_GUTTER: f32 = 24.0;
/// Least width of the gutter behind a stage's last card.
pub const TAIL_GUTTER: f32 = 12.0;
/// Room for the last piece of a link with its arrow.
pub const ARRIVAL: f32 = 12.0;
/// Height of a label beside a link.
pub const LABEL_HEIGHT: f32 = 12.0;
/// From the left edge of a number beside a link or on a card, where its mark is, to its text.
pub const LABEL_MARK: f32 = 12.0;
/// Room that a link with a label has before the card it reaches, so that a share of two digits fits between
/// the last track and the card.
pub const LABEL_ARRIVAL: f32 = 48.0;
/// Radius of a link's corners.
pub const CORNER: f32 = 8.0;
/// Least height of the row of the buyer stages' heads.
pub const STAGE_HEADS: f32 = 46.0;
/// Least height of the part of the line's row that holds the sales stages' heads.
pub const LINE_HEIGHT: f32 = 44.0;
/// From a card's lower edge to the middle of the dot that ends a support.
pub const DOT_DROP: f32 = 5.0;
/// Empty space at the right and lower edge of a drawing.
pub const MARGIN: f32 = 12.0;
/// More tracks than this in a gutter are bundled.
pub const MOST_TRACKS: usize = 12;
