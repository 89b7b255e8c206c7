//! Draws random maps and looks for links through cards or titles, overlaps and text outside its box; then
//! makes one edit in each and looks for cards of other stages and lanes that moved. Behind
//! `cargo xtask check-scene N`.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

#[path = "../tests/it/hard_maps.rs"]
mod hard_maps;

use std::process::ExitCode;

use hard_maps::{hard_map, hard_options, moved, random_edit};
use twinlane_picture::{TextCache, check, lay_out};

fn main() -> ExitCode {
    let words: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    let count = words.first().copied().unwrap_or(300);
    let first = words.get(1).copied().unwrap_or(0);
    let mut texts = TextCache::new();
    let (mut steps, mut links, mut violations, mut shifted) = (0, 0, 0, 0);
    for number in first..first + count {
        let mut workshop = hard_map(number);
        let map = workshop.maps_in_order()[0].id;
        let mut scenes = Vec::new();
        let mut touched = hard_maps::Touched::default();
        for edited in [false, true] {
            if edited {
                touched = random_edit(number, &mut workshop);
            }
            let Some(view) = workshop.view(map) else { continue };
            if !edited {
                steps += view.steps.len();
                links += view.links.len();
            }
            let scene = lay_out(&view, &hard_options(number, &view), &mut texts);
            for violation in check::scene(&scene) {
                violations += 1;
                println!("map {number}: {violation:?}");
            }
            scenes.push(scene);
        }
        if let [before, after] = scenes.as_slice() {
            for key in moved(before, after, &touched) {
                shifted += 1;
                println!("map {number}: {key} moved");
            }
        }
    }
    println!(
        "{count} maps, {steps} steps, {links} links: {violations} links through cards or titles, overlaps or \
         text outside its box; {shifted} cards moved by an edit elsewhere"
    );
    if violations + shifted == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
