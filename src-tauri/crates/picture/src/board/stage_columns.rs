//! The x grid: where each stage stands, so that a sales stage is under the buyer stages it is paired with.
//!
//! It takes least widths and gives positions; what is inside a stage is not its business.

/// Where a sales stage belongs on the x axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Under the buyer stages from the first to the last.
    Under(usize, usize),
    /// In a column of its own behind its predecessor.
    Own,
}

/// Position and width of a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Span {
    pub x: f32,
    pub width: f32,
}

impl Span {
    fn end(self) -> f32 {
        self.x + self.width
    }
}

/// Decides the place of each sales stage from its pairs (places of buyer stages). Out of order is one that
/// begins before the last one ends; of pairs that are not adjacent the first run counts.
///
/// As long as no stage is paired, the first stands under the first, the second under the second: a map that
/// has just been begun is not torn apart.
pub(crate) fn places(buyers: usize, pairs: &[Vec<usize>]) -> Vec<Place> {
    if pairs.iter().all(Vec::is_empty) {
        return (0..pairs.len())
            .map(|at| {
                if at < buyers {
                    Place::Under(at, at)
                } else {
                    Place::Own
                }
            })
            .collect();
    }
    let mut reached = 0;
    pairs
        .iter()
        .map(|pair| {
            let mut sorted = pair.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let Some(&first) = sorted.first() else {
                return Place::Own;
            };
            if first < reached {
                return Place::Own;
            }
            let last = sorted
                .iter()
                .enumerate()
                .take_while(|&(at, &stage)| stage == first + at)
                .map(|(_, &stage)| stage)
                .last()
                .unwrap_or(first);
            reached = last;
            Place::Under(first, last)
        })
        .collect()
}

/// Positions of buyer and sales stages from their least widths; the first begins at `start`.
pub(crate) fn spans(start: f32, buyers: &[f32], sellers: &[f32], places: &[Place]) -> (Vec<Span>, Vec<Span>) {
    let mut above = vec![Span::default(); buyers.len()];
    let mut below = vec![Span::default(); sellers.len()];
    let mut x = start;
    let mut next = 0;
    // A sales stage that began under an earlier buyer stage and goes on under this one.
    let mut going_on: Option<usize> = None;
    let own = |x: &mut f32, next: &mut usize, below: &mut Vec<Span>| {
        while *next < sellers.len() && places[*next] == Place::Own {
            below[*next] = Span {
                x: *x,
                width: sellers[*next],
            };
            *x += sellers[*next];
            *next += 1;
        }
    };
    own(&mut x, &mut next, &mut below);
    for (at, &least) in buyers.iter().enumerate() {
        // Everything that shares this buyer stage, in order: columns of their own among those that do
        // belong to it as well.
        let mut sharing: Vec<usize> = going_on.into_iter().collect();
        let mut last_under = next;
        while last_under < sellers.len()
            && match places[last_under] {
                Place::Under(first, _) => first == at,
                Place::Own => true,
            }
        {
            last_under += 1;
        }
        while last_under > next && places[last_under - 1] == Place::Own {
            last_under -= 1;
        }
        sharing.extend(next..last_under);
        next = last_under;
        let begin = x;
        let fair = least / sharing.len().max(1) as f32;
        let mut cursor = begin;
        going_on = None;
        let mut last_ended = None;
        for &stage in &sharing {
            let goes_on = matches!(places[stage], Place::Under(_, last) if last > at);
            let begun_before = below[stage].width > 0.0;
            if !begun_before {
                below[stage].x = cursor;
            }
            if goes_on {
                // It ends later; a width above zero marks that it has begun.
                below[stage].width = f32::MIN_POSITIVE;
                going_on = Some(stage);
                if sharing.len() > 1 {
                    cursor += grid(fair);
                }
                last_ended = None;
            } else {
                let end = (below[stage].x + sellers[stage])
                    .max(cursor + if begun_before { grid(fair) } else { 0.0 });
                below[stage].width = end - below[stage].x;
                cursor = end;
                last_ended = Some(stage);
            }
        }
        let end = (begin + least).max(cursor);
        if let Some(stage) = last_ended {
            below[stage].width = end - below[stage].x;
        }
        above[at] = Span {
            x: begin,
            width: end - begin,
        };
        x = end;
        if going_on.is_none() {
            own(&mut x, &mut next, &mut below);
        }
    }
    for stage in next..sellers.len() {
        below[stage] = Span {
            x,
            width: sellers[stage],
        };
        x = below[stage].end();
    }
    (above, below)
}

/// Widths stay multiples of the track distance.
fn grid(width: f32) -> f32 {
    (width / super::sizes::TRACK).floor() * super::sizes::TRACK
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xs(spans: &[Span]) -> Vec<(f32, f32)> {
        spans.iter().map(|s| (s.x, s.width)).collect()
    }

    #[test]
    fn pairs_stand_under_each_other() {
        let places = places(2, &[vec![0], vec![1]]);
        let (above, below) = spans(0.0, &[120.0, 240.0], &[180.0, 120.0], &places);
        assert_eq!(
            xs(&above),
            [(0.0, 180.0), (180.0, 240.0)],
            "the wider one decides"
        );
        assert_eq!(xs(&above), xs(&below), "both sides share the grid");
    }

    #[test]
    fn one_stage_spans_adjacent_ones_and_several_divide_one() {
        let places = places(3, &[vec![0, 1], vec![2], vec![2]]);
        let (above, below) = spans(0.0, &[120.0, 120.0, 120.0], &[120.0, 120.0, 120.0], &places);
        assert_eq!(
            xs(&above),
            [(0.0, 120.0), (120.0, 120.0), (240.0, 240.0)],
            "divided"
        );
        assert_eq!(
            xs(&below),
            [(0.0, 240.0), (240.0, 120.0), (360.0, 120.0)],
            "spanning"
        );
    }

    #[test]
    fn the_unpaired_and_the_out_of_order_get_columns_of_their_own() {
        let places = places(2, &[vec![1], vec![], vec![0]]);
        assert_eq!(
            places,
            [Place::Under(1, 1), Place::Own, Place::Own],
            "0 is before 1"
        );
        let (above, below) = spans(0.0, &[120.0, 120.0], &[120.0, 60.0, 60.0], &places);
        assert_eq!(xs(&above), [(0.0, 120.0), (120.0, 120.0)], "nothing in between");
        assert_eq!(
            xs(&below),
            [(120.0, 120.0), (240.0, 60.0), (300.0, 60.0)],
            "behind it"
        );
    }

    #[test]
    fn an_overlap_shares_the_stage_in_the_middle() {
        let places = places(3, &[vec![0, 1], vec![1, 2]]);
        let (above, below) = spans(0.0, &[120.0; 3], &[120.0; 2], &places);
        assert_eq!(
            xs(&above),
            [(0.0, 120.0), (120.0, 120.0), (240.0, 120.0)],
            "as they were"
        );
        assert_eq!(below[0].end(), below[1].x, "one ends where the other begins");
        assert_eq!(below[1].end(), 360.0, "to the end of the third");
    }

    #[test]
    fn nothing_paired_stands_in_order() {
        assert_eq!(
            places(1, &[vec![], vec![]]),
            [Place::Under(0, 0), Place::Own],
            "first under first"
        );
    }
}
