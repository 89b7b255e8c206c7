//! What an import or an export says to a person, apart from how it is found out: a file per format, and here what
//! formats share.
//!
//! A fault says what is wrong, which begins small and has no full stop since it goes on behind a place, and what to do
//! about it. An omission says what was left out, and why. Logic gives both their place.

mod bpmn;
mod chart;
mod csv;
mod json;
mod mermaid;
mod outline;
mod outline_numbers;
mod outline_rows;

use std::borrow::Cow;

use twinlane_model::Side;
use twinlane_words::{Locale, sentences};

pub(crate) use bpmn::{DiagramFaults, DiagramLosses, DiagramNames};
pub(crate) use chart::ChartWords;
pub(crate) use csv::TableFaults;
pub(crate) use json::DocumentFaults;
pub(crate) use mermaid::JourneyFaults;
pub(crate) use outline::{LineFaults, LineRemedies};
pub(crate) use outline_numbers::NumberFaults;
pub(crate) use outline_rows::{HeaderText, Noun, OutlineFaults, OutlineLosses, PoolNumber, StatedBy};

/// The language of imports, until there is a second one.
pub(crate) const LOCALE: Locale = Locale::English;

/// What is wrong and what to do about it, before it has a place and a kind.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// What is wrong, without a full stop.
    pub what: Cow<'static, str>,
    /// What to do, as a sentence.
    pub remedy: Cow<'static, str>,
}

/// Makes a fault.
pub(crate) fn fault(what: impl Into<Cow<'static, str>>, remedy: impl Into<Cow<'static, str>>) -> Fault {
    Fault {
        what: what.into(),
        remedy: remedy.into(),
    }
}

/// What was left out and why, before it has a place.
#[derive(Clone, Debug)]
pub(crate) struct Omission {
    /// What.
    pub what: Cow<'static, str>,
    /// Why.
    pub why: Cow<'static, str>,
}

/// Makes an omission.
pub(crate) fn omission(what: impl Into<Cow<'static, str>>, why: impl Into<Cow<'static, str>>) -> Omission {
    Omission {
        what: what.into(),
        why: why.into(),
    }
}

sentences! {
    /// Questions of imports.
    pub(crate) trait Questions for English {
        /// The volume of a start.
        fn how_many_cases(start: &str) => "How many cases begin at {start} in a period?";
        /// A start without a name.
        fn the_start() => "the start";
        /// A volume that nobody knows.
        fn unknown() => "unknown";
        /// Which of several pools is meant.
        fn which_pool() => "Which pool is the company that sells?";
        /// What the end of a process is, by its kind and name.
        fn which_outcome(end: &str) => "Which outcome is the {end}?";
        /// An encoding that was guessed.
        fn windows_1252() => "The text is not in UTF-8; is it in Windows-1252 (Western European)?";
        /// A guess that is right.
        fn yes() => "yes";
        /// A guess that is wrong.
        fn no() => "no";
        /// A table that does not say whose steps it holds.
        fn whose_steps() => "The table has no column “side”; are its steps activities of the sales process?";
        /// A side as an answer.
        fn side_of_steps(side: Side) -> &'static str => {
            match side {
                Side::Buyer => "buyer",
                Side::Seller => "sales",
            }
        };
    }
}

sentences! {
    /// Places in an input.
    pub(crate) trait PlaceNames for English {
        /// The input as a whole.
        fn whole_file() => "the file";
        /// A place in a text.
        fn line_and_column(line: u32, column: u32) => "line {line}, column {column}";
        /// An element of an XML document, by its id or name.
        fn element_of_id(id: &str) => "element {id}";
        /// A row of a table.
        fn row(row: u32) => "row {row}";
        /// A cell of a table.
        fn cell(row: u32, column: &str) => "row {row}, column “{column}”";
    }
}

sentences! {
    /// Names of files.
    pub(crate) trait FileNames for English {
        /// A file of something without a name.
        fn workshop() => "Workshop";
        /// A file whose name alone would be a device of Windows.
        fn workshop_of(name: &str) => "{name} workshop";
    }
}

sentences! {
    /// What is wrong with any file.
    pub(crate) trait FileFaults for English {
        /// A mark at the start names an encoding that the text is not in.
        fn marked_otherwise(encoding: &str) -> Fault => {
            fault(
                format!("the text is marked as {encoding} and is not"),
                "Save the file as UTF-8 and import it again",
            )
        };
        /// Bytes that are no text.
        fn no_utf8() -> Fault => { fault("this is no text in UTF-8", "Save the file as UTF-8 and import it again") };
        /// Rows that make no workshop, and what the model says of them.
        fn no_workshop_of(refusal: String) -> Fault => {
            fault(refusal, "Correct the file there and import it again")
        };
        /// A workbook that could not be put together.
        fn no_workbook(why: &str) -> Fault => {
            fault(format!("the workbook cannot be written: {why}"), "Export the steps as CSV")
        };
    }
}

sentences! {
    /// What is wrong with the sample's own parts, for whoever changes them.
    pub(crate) trait SampleFaults for English {
        /// The rows make no workshop, and what the model says of them.
        fn sample_is_no_workshop(refusal: String) -> Fault => { fault(refusal, "Correct the sample's parts") };
        /// The document around the maps is not as it should be.
        fn frame_is_wrong(why: String) -> Fault => { fault(why, "Correct the sample's frame") };
        /// A target of something that is not on the maps.
        fn target_without_end() => "the step or outcome of this target is not there";
        /// A title that no step has.
        fn no_such_step() => "there is no such step";
    }
}
