//! Large maps, written as outlines.

/// A workshop of many steps as an outline: two sides of ten stages and five lanes, each side a chain, and a
/// support from every tenth activity to the buyer step of the same number.
pub fn outline(steps: usize) -> String {
    let each = steps / 2;
    let stage_size = each.div_ceil(10);
    let mut lines = vec!["# Workshop: A large one".to_owned()];
    for (side, title, offset) in [
        ("Buyer", "# Buyer journey", 0),
        ("Sales", "# Sales process", each),
    ] {
        lines.push(String::new());
        lines.push(title.to_owned());
        let sales = side == "Sales";
        for at in 0..each {
            if at % stage_size == 0 {
                let stage = at / stage_size + 1;
                let pair = if sales {
                    format!(" ~ Buyer stage {stage}")
                } else {
                    String::new()
                };
                lines.push(format!("## {side} stage {stage}{pair}"));
            }
            let (lane, step) = (at % 5 + 1, offset + at + 1);
            let support = if sales && at % 10 == 0 {
                format!(" -> Step {}", at + 1)
            } else {
                String::new()
            };
            lines.push(format!("- [{side} lane {lane}] Step {step}{support}"));
            if at + 1 < each {
                lines.push(format!("  => Step {}", step + 1));
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
