//! What reading a user journey says.

use twinlane_words::{English, sentences};

use super::{Fault, Omission, fault, omission};

/// How a task is written.
const TASK: &str = "A task is written as in: Make tea: 5: Me, Cat";

sentences! {
    /// What is wrong with a journey, what of it was left out, and what it leaves unnamed.
    pub(crate) trait JourneyFaults for English {
        /// A text that begins with another word.
        fn no_journey(first: &str) -> Fault => {
            fault(
                format!("a user journey begins with “journey”, not “{first}”"),
                "Of Mermaid's diagrams only the user journey can be imported",
            )
        };
        /// A text without a line.
        fn nothing_in_it() -> Fault => {
            fault("there is nothing in it", "A user journey begins with the line “journey”")
        };
        /// A description that goes on to the end.
        fn description_open() -> Fault => {
            fault("the description is not closed", "End it with a line “}”")
        };
        /// A line that is nothing known.
        fn neither_task_nor_section() -> Fault => { fault("this is neither a task nor a section", TASK) };
        /// A task without a title.
        fn untitled_task() -> Fault => { fault("the task has no title", TASK) };
        /// A score that is no number, or none that there is.
        fn no_score(score: &str) -> Fault => {
            fault(format!("the score “{score}” is no number from 1 to 5"), TASK)
        };
        /// Actors of a task beyond the first.
        fn further_actors(count: usize) -> Omission => {
            let what = English.choose(count, "further actor of a task", "further actors of tasks");
            omission(format!("{count} {what}"), "A step lies in one lane; its note names the others")
        };
        /// Scores that are no whole numbers.
        fn fractions_of_scores() -> Omission => {
            omission(
                "fractions of scores",
                "Motivation has five levels; scores were rounded to the nearest",
            )
        };
        /// The note of a task of several actors.
        fn with_actors(actors: &str) => "With {actors}";
        /// The lane of tasks that name no actor.
        fn one_actor() => "Buyer";
        /// The stage of tasks that stand in no section.
        fn one_section() => "Journey";
    }
}
