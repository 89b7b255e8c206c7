//! C2: a question of the buyer is answered by no supporting activity.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::sheet::by_importance;
use crate::words::quote;

pub const RULE: Rule = Rule {
    code: "C2",
    name: "unanswered-question",
    family: Family::Coverage,
    severity: "high at importance 3 of its step, medium at 2 or where none is given, low at 1",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        Number {
            name: "importance",
            worse: Worse::Up,
        },
        Number {
            name: "supporting_activities",
            worse: Worse::Never,
        },
    ],
    finds: "A question of the buyer that no activity which supports the step is ticked as answering. One \
             finding per question.",
    matters: "Buyers stop where a question stays open. The question that nobody is meant to answer gets an \
             answer from a competitor, from finance, or from nobody.",
    wrong: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money
  ? What will finance ask?
# Sales process
## Close
- [Sales] Work out the payback -> Builds the case for the money",
    right: r#"# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money
  ? What will finance ask?
# Sales process
## Close
- [Sales] Work out the payback -> Builds the case for the money (helps, answers "What will finance ask?")"#,
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for step in sheet.buyer_steps() {
        let row = sheet.row(step);
        for (at, question) in row.questions.iter().enumerate() {
            let mut links = sheet
                .supports_at(step)
                .map(|support| sheet.view.links[support.link]);
            if !links.any(|link| link.answers.contains(&question.id)) {
                found.push(draft(sheet, step, at));
            }
        }
    }
    found
}

fn draft(sheet: &Sheet<'_, '_>, step: usize, at: usize) -> Draft {
    let weight = sheet.row(step).weight();
    let who = sheet.lane_title(sheet.lane_of[step]);
    let text = quote(&sheet.row(step).questions[at].text);
    let helpers: Vec<usize> = sheet.supports_at(step).map(|support| support.from).collect();
    let why = if helpers.is_empty() {
        format!(
            "It comes up at {}, where nobody of ours is near.",
            sheet.step(step)
        )
    } else {
        let helpers = sheet.steps(&helpers);
        format!(
            "It comes up at {}, and {helpers} is not ticked as answering it.",
            sheet.step(step)
        )
    };
    Draft::new(
        Thing::Question(step, at),
        Side::Buyer,
        format!("Nobody answers {text} ({who})."),
    )
    .severity(by_importance(weight))
    .why(why)
    .ask("Who gives the answer today, in which words, and would the buyer call it an answer?")
    .number("importance", f64::from(weight))
    .number("supporting_activities", helpers.len() as f64)
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn each_question_is_asked_by_itself() {
        check(
            "C2",
            r#"# Buyer journey
            - Sees it
              ? Why?
              ? When?
              ? Who?
            # Sales process
            - Show -> Sees it (helps, answers "When?")
            - Tell -> Sees it (weak, answers "Who?")"#,
            &["Why?"],
        );
    }
}
