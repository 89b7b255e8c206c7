//! What reading a table of steps says.

use twinlane_model::Side;
use twinlane_words::sentences;

use super::outline_rows::thing_of;
use super::{Fault, Omission, fault, omission};

sentences! {
    /// What is wrong with a table, what of it was left out, and what it leaves unnamed.
    pub(crate) trait TableFaults for English {
        /// A row that cannot be read, and why.
        fn unreadable_row(why: &str) -> Fault => {
            fault(format!("this row cannot be read: {why}"), "Save the table as CSV again")
        };
        /// A heading that two columns have.
        fn heading_twice(heading: &str) -> Fault => {
            fault(format!("two columns are headed “{heading}”"), "Give one of them another heading")
        };
        /// A table without titles of steps.
        fn no_table_of_steps() -> Fault => {
            fault(
                "this is no table of steps",
                "The first row has the headings side, stage, lane, step and flow to; only step must be there",
            )
        };
        /// A cell that is no side.
        fn no_side(text: &str) -> Fault => { fault(format!("“{text}” is no side"), "Write buyer or sales") };
        /// A cell that belongs to the other side.
        fn cell_of_other_side(heading: &str, whose: Side) -> Fault => {
            fault(
                format!("“{heading}” is an attribute of {}", thing_of(whose)),
                "Leave the cell empty on this side",
            )
        };
        /// A cell that says neither yes nor no.
        fn neither_yes_nor_no(text: &str) -> Fault => {
            fault(format!("“{text}” is neither yes nor no"), "Write yes, or leave the cell empty")
        };
        /// A cell that does not say how a step is known.
        fn no_way_of_knowing() -> Fault => {
            fault("this is no way of knowing", "Write heard 4, observed or guess")
        };
        /// What stands behind an item of a list.
        fn lists_have_semicolons() => "Lists are separated by semicolons";
        /// A column that means nothing.
        fn unknown_column(heading: &str) -> Omission => {
            omission(format!("the column “{heading}”"), "A step has no such field")
        };
        /// The stage of a table without stages.
        fn one_stage() => "Steps";
        /// The lane of steps without one.
        fn lane_of(side: Side) -> &'static str => {
            match side {
                Side::Buyer => "Buyer",
                Side::Seller => "Sales",
            }
        };
    }
}
