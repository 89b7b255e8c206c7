//! C2: a question of the buyer is answered by no supporting activity.

use twinlane_model::Side;
use twinlane_words::sentences;

use super::importance;
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What C2 says.
    trait Sentences for English {
        fn finds() =>
            "A question of the buyer that no activity which supports the step is ticked as answering. One \
             finding per question.";
        fn matters() =>
            "Buyers stop where a question stays open. The question that nobody is meant to answer gets an \
             answer from a competitor, from finance, or from nobody.";

        fn title(question: &str, who: &str) => "Nobody answers {question} ({who}).";
        /// No activity supports the step.
        fn why_nobody(step: &str) => "It comes up at {step}, where nobody of ours is near.";
        /// Activities support the step and none answers.
        fn why_not_ticked(step: &str, helpers: &str) =>
            "It comes up at {step}, and {helpers} is not ticked as answering it.";
        fn ask() => "Who gives the answer today, in which words, and would the buyer call it an answer?";
    }
}

pub const RULE: Rule = Rule {
    code: "C2",
    name: "unanswered-question",
    family: Family::Coverage,
    severity: "high at importance 3 of its step, medium at 2 or where none is given, low at 1",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "importance",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "supporting_activities",
            worse: WorseWhen::Never,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let mut found = Vec::new();
    for step in facts.buyer_steps() {
        let row = facts.row(step);
        for (at, question) in row.questions.iter().enumerate() {
            let mut links = facts
                .supports_at(step)
                .map(|support| facts.view.links[support.link]);
            if !links.any(|link| link.answers.contains(&question.id)) {
                found.push(draft(facts, step, at));
            }
        }
    }
    found
}

fn draft(facts: &MapFacts<'_, '_>, step: usize, at: usize) -> DraftFinding {
    let say = facts.locale;
    let weight = facts.row(step).weight();
    let who = facts.lane_title(facts.lane_of[step]);
    let question = say.quote(&facts.row(step).questions[at].text);
    let helpers: Vec<usize> = facts.supports_at(step).map(|support| support.from).collect();
    let why = if helpers.is_empty() {
        say.why_nobody(&facts.step(step))
    } else {
        say.why_not_ticked(&facts.step(step), &facts.steps(&helpers))
    };
    DraftFinding::new(
        MapItem::Question(step, at),
        Side::Buyer,
        say.title(&question, &who),
    )
    .severity(importance::severity(weight))
    .why(why)
    .ask(say.ask())
    .number("importance", f64::from(weight))
    .number("supporting_activities", helpers.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn each_question_is_asked_by_itself() {
        check(
            &RULE,
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
