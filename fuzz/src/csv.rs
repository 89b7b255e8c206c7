//! Tables of steps: any bytes are read or refused; a table that we wrote is read again with the same steps.

use twinlane_exchange::csv::{read_side, write};
use twinlane_model::{MapView, Side};
use twinlane_testkit::Ids;

use crate::{outline, shared};

/// Reads the bytes as a table, for either side and for none.
pub fn check(data: &[u8]) {
    shared::guessed(data);
    for side in [None, Some(Side::Buyer), Some(Side::Seller)] {
        let Some(workshop) = shared::workshop(read_side(data, side, &mut Ids::new())) else {
            continue;
        };
        let Some(map) = shared::first_map(&workshop) else {
            continue;
        };
        let view = workshop.view(map).expect("the map is there");
        if !view.steps.is_empty() {
            let table = write(&view);
            let back = read_side(&table, None, &mut Ids::new());
            if let Err(error) = &back {
                panic!("a table of our own is refused: {error}\n{table}");
            }
            let back = shared::workshop(back).expect("it was read");
            let back_map = shared::first_map(&back).expect("a table is a map");
            let back_view = back.view(back_map).expect("the map is there");
            assert_eq!(steps(&back_view), steps(&view), "every step comes back\n{table}");
        }
        outline::comes_back(&workshop, map);
    }
}

fn steps<'a>(view: &MapView<'a>) -> Vec<(Side, &'a str)> {
    let mut steps: Vec<_> = view
        .steps
        .iter()
        .map(|step| (step.side, step.title.as_str()))
        .collect();
    steps.sort_unstable();
    steps
}
