//! Which splits and waiting steps belong to a parallel block.
#![allow(missing_docs, reason = "a test file")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write;

use common::draw;
use twinlane_flow::blocks;
use twinlane_model::Side;

/// Finds the blocks of a drawing, written `split>join(a b|c)` with unjoined splits as `&x`, waits as `+x`.
fn found(text: &str) -> String {
    let drawn = draw(text);
    let view = drawn.workshop.view(drawn.map).expect("the map is there");
    let names: BTreeMap<_, &str> = drawn
        .steps
        .iter()
        .map(|(name, step)| (*step, name.as_str()))
        .collect();
    let name = |id| names[&id];
    let blocks = blocks(&view, Side::Seller);
    let mut parts: Vec<String> = blocks
        .blocks
        .iter()
        .map(|block| {
            let branches: Vec<String> = block
                .branches
                .iter()
                .map(|branch| {
                    branch
                        .steps
                        .iter()
                        .map(|step| name(*step))
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            let around = block.parent.map_or(String::new(), |at| {
                format!(" in {}", name(blocks.blocks[at].split))
            });
            format!(
                "{}>{}({}){around}",
                name(block.split),
                name(block.join),
                branches.join("|")
            )
        })
        .collect();
    parts.extend(
        blocks
            .unjoined_splits
            .iter()
            .map(|step| format!("&{}", name(*step))),
    );
    parts.extend(
        blocks
            .unjoined_waits
            .iter()
            .map(|step| format!("+{}", name(*step))),
    );
    parts.join(", ")
}

#[test]
fn blocks_as_the_rule_defines_them() {
    let cases = [
        ("plain", "S & = 1: A, B\n A: J\n B: J\n J +: Won", "S>J(A|B)"),
        (
            "a branch without a step",
            "S & = 1: A, J\n A: J\n J +: Won",
            "S>J(A|)",
        ),
        (
            "a quick branch and a long one",
            "S & = 1: A, J\n A: B\n B: C\n C: J\n J +: K\n K: L\n L: Won",
            "S>J(A B C|)",
        ),
        (
            "nested",
            "S & = 1: A, B\n A &: C, D\n C: W\n D: W\n W +: J\n B: J\n J +: Won",
            "S>J(A C D W|B), A>W(C|D) in S",
        ),
        (
            "one after the other, the middle is both",
            "S & = 1: A, B\n A: J\n B: J\n J & +: C, D\n C: K\n D: K\n K +: Won",
            "S>J(A|B), J>K(C|D)",
        ),
        (
            "retry in a branch",
            "S & = 1: A, B\n A: A, J\n B: J\n J +: Won",
            "S>J(A|B)",
        ),
        (
            "around again",
            "S & = 1: A, B\n A: J\n B: J\n J +: S, Won",
            "S>J(A|B)",
        ),
        (
            "the join may be a start",
            "S & = 1: A, B\n A: J\n B: J\n J + = 5: Won",
            "S>J(A|B)",
        ),
        (
            "split without a join",
            "S & = 1: A, B\n A: J\n B: J\n J: Won",
            "&S",
        ),
        (
            "outcome in a branch",
            "S & = 1: A, B\n A: J, Lost\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "dead end in a branch",
            "S & = 1: A, B\n A: J, C\n C:\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "endless retry in a branch",
            "S & = 1: A, B\n A: J, C\n C: C\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "start in a branch",
            "S & = 1: A, B\n A = 2: J\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "branches share a step",
            "S & = 1: A, B\n A: C\n B: C\n C: J\n J +: Won",
            "&S",
        ),
        (
            "two links of one branch",
            "S & = 1: A, B\n A: J, C\n C: J\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "the join gets another link",
            "S & = 1: A, B, X\n A: J\n B: J\n X: Won\n J +: Won",
            "&S, +J",
        ),
        (
            "entered from elsewhere",
            "P = 1: S, A\n S &: A, B\n A: J\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "left backwards",
            "S & = 1: A, B\n A: J, S\n B: J\n J +: Won",
            "&S, +J",
        ),
        (
            "a return into a branch",
            "S & = 1: A, B\n A: J\n B: J\n J +: Won, Lost\n Lost: A",
            "&S, +J",
        ),
        (
            "a return to the join",
            "S & = 1: A, B\n A: J\n B: J\n J +: Won, Lost\n Lost: J",
            "&S, +J",
        ),
        (
            "a return to the split",
            "S & = 1: A, B\n A: J\n B: J\n J +: Won, Lost\n Lost: S",
            "S>J(A|B)",
        ),
        (
            "exclusive work that waits",
            "A = 1: B, C\n B: J\n C: J\n J +: Won",
            "+J",
        ),
        ("all and waits with one link", "A & = 1: J\n J +: Won", ""),
        (
            "an unjoined wait inside",
            "S & = 1: A, B\n A: C, D\n C: W\n D: W\n W +: J\n B: J\n J +: Won",
            "S>J(A C D W|B), +W",
        ),
        (
            "the split waits for itself",
            "S & + = 1: A, B\n A: S\n B: S",
            "&S, +S",
        ),
        (
            "crossed",
            "S & = 1: A, B\n A &: C, D\n B: W\n C: W\n D: J\n W +: J\n J +: Won",
            "&S, &A, +W, +J",
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(found(text), expected, "{name}");
    }
}

#[test]
fn many_splits_in_a_row_stay_quick() {
    let mut text = String::new();
    for at in 0..5_000 {
        let mark = if at == 0 { "& = 1" } else { "& +" };
        let next = at + 1;
        writeln!(text, "S{at} {mark}: A{at}, B{at}\nA{at}: S{next}\nB{at}: S{next}").unwrap();
    }
    text += "S5000 +: Won";
    assert_eq!(
        found(&text).matches('>').count(),
        5_000,
        "each split has its join"
    );
}
