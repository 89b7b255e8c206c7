//! What reading the lines of an outline says. Cells of a table are read in the same way and say the same.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use super::outline_rows::thing_of;
use super::{Fault, Noun, OutlineFaults, fault};

sentences! {
    /// What is wrong with a line, whatever stands on it.
    pub(crate) trait LineFaults for English {
        /// A sign that must be next, and how it is written.
        fn sign_missing(sign: &str, remedy: &'static str) -> Fault => {
            fault(format!("“{sign}” is missing here"), remedy)
        };
        /// Text where the line must end.
        fn too_much(rest: &str, remedy: &'static str) -> Fault => {
            fault(format!("“{rest}” is too much here"), remedy)
        };
        /// No quote where one must be.
        fn no_quoted_text() -> Fault => {
            fault("text in quotes is missing here", "Write it as \"text\", with \\\" for a quote inside")
        };
        /// A backslash before something else than JSON has.
        fn unknown_escape() -> Fault => {
            fault(
                "the quoted text has an escape that JSON does not know",
                "Inside quotes write \\\\ for a backslash and \\\" for a quote",
            )
        };
        /// A quote that goes on to the end of the line.
        fn quote_open() -> Fault => {
            fault(
                "the quote is not closed on this line",
                "End the text with \"; a line break inside it is written \\n",
            )
        };
        /// A `#` without a name.
        fn sign_names_nothing() -> Fault => {
            fault("“#” names nothing", "Write the id of a step behind it, as in #x")
        };
        /// A sign of the grammar inside a text.
        fn reserved_sign(sign: &str) -> Fault => {
            fault(format!("“{sign}” cannot stand here"), "Text that holds this sign is written in quotes: \"…\"")
        };
        /// A text beyond the limit of a field.
        fn text_too_long(limit: usize) -> Fault => {
            fault(
                format!("this text is longer than {limit} characters"),
                "Shorten it, or put the rest into a note",
            )
        };
        /// A title that is empty where it is defined. `quoted` is the title as it may be written.
        fn title_missing(noun: Noun, quoted: &str) -> Fault => {
            in_quotes(format!("the title of this {} is missing", English.noun(noun)), quoted)
        };
        /// A title that begins like something else.
        fn title_begins_with_sign(noun: Noun, quoted: &str) -> Fault => {
            in_quotes(format!("the title of a {} cannot begin with “#” or “-”", English.noun(noun)), quoted)
        };
        /// A title that is an outcome's.
        fn reads_like_outcome(title: &str, quoted: &str) -> Fault => {
            in_quotes(format!("“{title}” reads like an outcome"), quoted)
        };
        /// A title that ends in a share.
        fn reads_like_share(title: &str, quoted: &str) -> Fault => {
            in_quotes(format!("“{title}” reads like a title with a share behind it"), quoted)
        };
        /// Nothing where something is referred to.
        fn no_title_here() -> Fault => {
            fault("a title is missing here", "Write the title that is meant, or #x for the one marked {id x}")
        };
        /// Nothing behind `id`.
        fn no_id_here() -> Fault => {
            fault("a name is missing here", "An id is letters, digits, - and _, as in {id x}")
        };
        /// Nothing between two commas.
        fn no_attribute() -> Fault => { fault("an attribute is missing here", ATTRIBUTES) };
        /// An attribute that is not known here.
        fn unknown_attribute(key: &str) -> Fault => {
            fault(format!("“{key}” is no attribute that can stand here"), ATTRIBUTES)
        };
        /// An attribute that is there already.
        fn said_twice(key: &str) -> Fault => { fault(format!("“{key}” is said twice"), "Say it once") };
        /// An attribute of the other side's steps.
        fn attribute_of_other_side(key: &str, whose: Side) -> Fault => {
            fault(format!("“{key}” is an attribute of {}", thing_of(whose)), "Leave it out on this side")
        };

        /// A line of the header that nobody knows.
        fn no_header_line(text: &str) -> Fault => {
            fault(
                format!("“{text}” is no header line"),
                "The header has the lines client:, period:, map:, about:, lane:, pool: and entry:, before the first section",
            )
        };
        /// Another kind of map.
        fn no_kind_of_map() -> Fault => { fault("this is no kind of map", "A map is current or scenario") };
        /// A header line that is there already.
        fn header_line_twice(key: &str) -> Fault => {
            fault(format!("“{key}:” is there twice"), "Keep one of the two lines")
        };
        /// A period without the word for days.
        fn no_days() -> Fault => { fault("the number of days is missing here", English.period()) };
        /// Days or hours of a period that are none.
        fn none_at_all() -> Fault => { fault("a number above 0 is missing here", "Write how many there are") };
        /// An entry without a number.
        fn no_entry() -> Fault => {
            fault(
                "an entry is a step and a number",
                "Write the step's title and the cases per period, as in: entry: Qualify by phone 100",
            )
        };
        /// A pool without a name.
        fn unnamed_pool() -> Fault => {
            fault(
                "a pool has a name",
                "Write it first, as in: pool: Field sales, 4 people, 320 h, cost 95",
            )
        };
        /// A number of a pool that is there already.
        fn said_twice_of_pool() -> Fault => { fault("this is said twice of one pool", "Say it once") };
        /// A lane of no side.
        fn lane_without_side() -> Fault => {
            fault(
                "the side of this lane is missing",
                "Write it as in: lane: buyer [Role] or lane: sales [Function]",
            )
        };

        /// A line below the header that nobody knows.
        fn no_line(text: &str) -> Fault => {
            fault(
                format!("“{text}” is no line of an outline"),
                "A line begins with # (section), ## (stage), - (step), => (flow), ? (question) or ! (criterion)",
            )
        };
        /// A title of the workshop at another place, or a second one.
        fn workshop_not_first() -> Fault => {
            fault(
                "the title of the workshop stands once, before everything else",
                "Keep one “# Workshop:” line, the first of the file",
            )
        };
        /// Text behind the heading of a side.
        fn behind_heading(text: &str) -> Fault => {
            fault(format!("“{text}” cannot stand behind the heading"), "Only “(not drawn)” may follow it")
        };
        /// A section that nobody knows.
        fn no_section(text: &str) -> Fault => {
            fault(
                format!("there is no section “{text}”"),
                "The sections are “# Workshop: …”, “# Buyer journey”, “# Sales process” and “# Outcomes”",
            )
        };
        /// A section that is there already.
        fn section_twice(name: &str) -> Fault => {
            fault(format!("the section “{name}” is there twice"), "Put both parts under one heading")
        };
        /// A heading of three `#` or more.
        fn heading_too_deep() -> Fault => {
            fault("a heading has one or two “#”", "Write # before a section and ## before a stage")
        };
        /// A stage outside of a side.
        fn stage_out_of_place() -> Fault => {
            fault("a stage cannot stand here", "Stages stand under “# Buyer journey” or “# Sales process”")
        };
        /// A pair at a buyer stage.
        fn buyer_stage_paired() -> Fault => {
            fault(
                "a buyer stage is not paired",
                "Pairs stand at the sales stages: ## Sales stage ~ Buyer stage",
            )
        };
        /// `after` without `purchase`, or at a sales stage.
        fn no_attribute_of_stage() -> Fault => {
            fault(
                "this is no attribute of this stage",
                "A buyer stage that follows the purchase is marked {after purchase}",
            )
        };
        /// A step without a stage.
        fn before_first_stage() -> Fault => {
            fault("this stands before the first stage", "Begin a stage with a line “## Title”")
        };
        /// A flow without a step.
        fn flow_without_step() -> Fault => {
            fault("this flow belongs to no step", "Write the step first: - [Lane] Title")
        };
        /// A question outside of a buyer step.
        fn question_out_of_place() -> Fault => {
            fault("a question belongs to a buyer step", "Write it below a step of the buyer journey")
        };
        /// A criterion outside of a sales stage.
        fn criterion_out_of_place() -> Fault => {
            fault(
                "an exit criterion belongs to a sales stage",
                "Write it below a stage of the sales process",
            )
        };
        /// A criterion of both sides.
        fn criterion_of_two() -> Fault => {
            fault("a criterion is the action of one side", "Write buyer or seller, not both")
        };
        /// A return without an outcome.
        fn return_without_outcome() -> Fault => {
            fault("this return belongs to no outcome", "Write the outcome first: - Not ready")
        };
        /// `=> -` below an outcome.
        fn no_returns_said() -> Fault => {
            fault("an outcome without returns needs no such line", "Leave “=> -” out")
        };

        /// A support at a buyer step.
        fn buyer_step_supports() -> Fault => {
            fault(
                "a buyer step supports nothing",
                "Supports stand at the activities; flow is written => below the step",
            )
        };
        /// Two ways of knowing a step.
        fn known_in_two_ways() -> Fault => {
            fault("a step is known in one way", "Write one of heard, observed and guess")
        };
        /// A word about a support that nobody knows.
        fn nothing_about_support() -> Fault => {
            fault(
                "this says nothing about a support",
                "Write weak, helps or strong, and answers \"question\"",
            )
        };
        /// Two strengths of a support.
        fn two_strengths() -> Fault => {
            fault("a support has one strength", "Keep one of weak, helps and strong")
        };
        /// `=> -` beside a flow.
        fn flow_and_none() -> Fault => {
            fault(
                "“=> -” stands beside other flow",
                "A step has either no flow or the flow that is written",
            )
        };
        /// A flow without a title.
        fn flow_leads_nowhere() -> Fault => {
            fault("this flow leads nowhere", "Write the title of a step or an outcome behind =>")
        };
        /// `as` before another word.
        fn no_kind_of_outcome() -> Fault => {
            fault(
                "this is no kind of outcome",
                "The kinds are Won, Lost, No decision, Disqualified, Not ready and Unclassified",
            )
        };
    }
}

/// What to do about an attribute that is not known.
const ATTRIBUTES: &str = "Attributes are listed in the user guide, under The outline";

/// A title that means something else without quotes.
fn in_quotes(what: String, quoted: &str) -> Fault {
    fault(what, format!("If it is meant so, write it in quotes: {quoted}"))
}

sentences! {
    /// How a line is written, where a sign is missing or too much.
    pub(crate) trait LineRemedies for English {
        /// The sign of a reference.
        fn reference_by_id() => "A reference by id is written #x";
        /// Behind attributes.
        fn nothing_follows() => "Nothing may follow here";
        /// The end of attributes.
        fn attributes_close() => "Attributes are separated by commas and closed with }";
        /// A period.
        fn period() => "A period is written as in: period: month, 20 days of 8 h";
        /// Behind an entry.
        fn nothing_follows_entry() => "Nothing may follow the number of an entry but what it rests on";
        /// A pool.
        fn pool() => "A pool is written as in: pool: Field sales, 4 people, 320 h, cost 95";
        /// A lane in the header.
        fn title_of_lane() => "The title of the lane stands between [ and ]";
        /// Behind the name of an outcome.
        fn only_name_of_outcome() => "Only the name of an outcome stands on its line";
        /// The start of a step.
        fn step_begins() => "A step begins with its lane: - [Lane] Title";
        /// The end of its lane.
        fn lane_of_step() => "The lane stands between [ and ]";
        /// The end of what is said of a support.
        fn support_closes() => "Close what is said about the support with )";
        /// The number of cases.
        fn number_of_cases() => "The number of cases is written n=420";
    }
}
