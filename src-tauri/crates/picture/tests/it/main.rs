//! Tests of drawings: what is drawn where, and that nothing lies over anything else.

mod charts;
mod check;
mod diff;
mod embedded;
mod hard_maps;
mod labels;
mod marks;
mod pictures;
mod random;
mod scenes;

use twinlane_picture::{LayoutOptions, Scene, TextCache, lay_out};
use twinlane_testkit::TestMap;

/// Lays out a drawn map with plain options.
fn scene(map: &TestMap) -> Scene {
    lay_out(&map.view(), &LayoutOptions::default(), &mut TextCache::new())
}

/// A small map with a bit of everything.
const SMALL: &str = r"
# Buyer journey
## Problem owned
- [Plant manager] Owns the problem {importance 3}
  => Finds the drive at fault
  => Agrees what good looks like
- [Maintenance engineer] Finds the drive at fault
  => Agrees what good looks like
## Solution compared
- [Plant manager] Agrees what good looks like

# Sales process
## Qualify ~ Problem owned
- [Sales] Qualify by phone -> Owns the problem (weak), Finds the drive at fault (strong) {touch 1 h measured n=420}
  => Send proposal 40 % measured n=420
  => Lost 60 % measured n=420
## Prove ~ Solution compared
- [Sales] Send proposal -> Agrees what good looks like {touch 6 h}
  => Qualify by phone 10 %
  => Won 90 %
";
