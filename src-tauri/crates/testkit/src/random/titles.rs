//! Titles that trouble formats and layouts: scripts, lengths, reserved signs.

use super::dice::Dice;

/// Words in several scripts, none with a reserved sign.
const WORDS: [&str; 12] = [
    "Angebot prüfen",
    "Définit le besoin",
    "Проверить бюджет",
    "Έλεγχος τιμής",
    "确认需求",
    "見積もりを送る",
    "견적 검토",
    "تأكيد الميزانية",
    "בודק את ההצעה",
    "बजट की पुष्टि",
    "Ödeme onayı 🚢",
    "งบประมาณ",
];

/// Titles that need quotes or care somewhere.
const HARD: [&str; 16] = [
    "",
    " ",
    "Won",
    "No decision",
    "Sunk as Lost",
    "Demo 40 %",
    "50%",
    "# Sales process",
    "- [Lane] Title",
    "A -> B => C ~ D",
    "{id x}, (strong) [x]",
    "He said \"no\\yes\"",
    "two\nlines\tand a tab",
    " blank at both ends ",
    "Fußgängerübergangsverordnungsprüfungsausschuss",
    "e\u{301} and \u{202e}turned\u{202c}",
];

/// A word in some script.
pub(super) fn word(dice: &mut Dice, what: &str) -> String {
    if dice.chance(50) {
        what.to_owned()
    } else {
        dice.pick(&WORDS).to_owned()
    }
}

/// Any title: plain, in some script, hard, repeated or long.
pub(super) fn any(dice: &mut Dice, what: &str, number: usize) -> String {
    match dice.below(10) {
        0 | 1 => dice.pick(&HARD).to_owned(),
        2..=4 => format!("{} {number}", dice.pick(&WORDS)),
        5 => dice.pick(&WORDS).to_owned(),
        6 => {
            let words = 8 + dice.below(30);
            (0..words)
                .map(|_| dice.pick(&WORDS))
                .collect::<Vec<_>>()
                .join(" ")
        }
        _ => format!("{what} {number}"),
    }
}

#[cfg(test)]
mod tests {
    use twinlane_model::LinkKind;

    use super::super::{full, titled, workshop};

    #[test]
    fn every_seed_draws_a_valid_map_and_the_same_one_twice() {
        for seed in 0..60 {
            for steps in [0, 1, 2, 5, 30, 90] {
                let made = titled(seed, steps);
                assert_eq!(made.check(), [], "seed {seed} with {steps} steps is valid");
                assert_eq!(made, titled(seed, steps), "the seed alone decides");
                assert_eq!(made.steps().len(), steps, "as many steps as asked for");
            }
        }
    }

    #[test]
    fn the_maps_have_what_real_ones_have() {
        let made = workshop(7, 400);
        let steps = made.steps();
        let links = made.links();
        assert!(steps.values().any(|step| step.all), "parallel blocks");
        assert!(steps.values().any(|step| step.waypoint), "waypoints");
        assert!(steps.values().any(|step| !step.questions.is_empty()), "questions");
        assert!(links.values().any(|link| link.from == link.to), "retries");
        assert!(links.values().any(|link| !link.answers.is_empty()), "answers");
        for kind in [LinkKind::Flow, LinkKind::Return, LinkKind::Support] {
            let found = (0..20).any(|seed| workshop(seed, 60).links().values().any(|link| link.kind == kind));
            assert!(found, "links of the kind {kind:?}");
        }
        assert!(
            !full(3, 30).participants().is_empty() || !full(4, 30).participants().is_empty(),
            "people"
        );
    }
}
