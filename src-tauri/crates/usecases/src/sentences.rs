//! What the use cases and the desk say, apart from what they do.
//!
//! A fault begins small and has no full stop: it goes on behind the name of what was refused. Remarks and notices are
//! whole sentences.

use twinlane_store::Lost;
use twinlane_words::{English, Locale, sentences};

/// The language of what is said here. A workshop has none of its own yet.
pub(crate) const LOCALE: Locale = Locale::English;

sentences! {
    /// Faults.
    pub(crate) trait Faults for English {
        /// A workshop without maps.
        fn no_map_yet() => "the workshop has no map yet";
        /// A map that is not there.
        fn no_such_map() => "the workshop has no such map";
        /// Two maps to compare, of which one is gone.
        fn map_is_gone() => "one of the two maps is no longer there";
        /// A map that windows have not been shown.
        fn not_drawn_yet() => "no map is drawn yet";
        /// A file that cannot be edited, without a better reason.
        fn read_only_file() => "it can only be read";
        /// A workshop that cannot be edited.
        fn read_only_workshop() => "the workshop is open read-only";
        /// A file and why it was refused.
        fn of_file(file: &str, why: &str) => "{file}: {why}";
        /// What was typed as a date.
        fn no_date(text: &str) => "{text} is no date; write it as 2026-01-31";
        /// The example of a rule.
        fn example_without_map(rule: &str) => "the example of {rule} has no map";
        /// The extension of a file that is to be written.
        fn unknown_extension(extensions: &str) => "the extension says the format, one of {extensions}";
        /// A file that is to be read.
        fn no_workshop(file: &str) => "{file} is neither an outline nor a workshop JSON";
        /// A file that is to be imported.
        fn nothing_to_import() => "this is no outline, workshop JSON, BPMN, Mermaid journey or CSV of steps";
        /// A file to import, its size and the limit in MB.
        fn too_large(file: &str, size: &str, limit: &str) => "{file} has {size} MB; a map or workshop has at most {limit}";
        /// Something that steps would be imported into.
        fn has_steps(what: &str) => "{what} has steps already; replace them or import into a new map";
        /// A file that would be written over.
        fn already_there(file: &str) => "{file} is already there";
        /// A path that ends in no name.
        fn no_file_name(path: &str) => "{path} names no file";
        /// A template.
        fn no_such_template(name: &str) => "there is no template “{name}”";
        /// Who has a file open, behind the fault.
        fn opened_by(user: &str, host: &str, since: &str) => " by {user} on {host} since {since}";
        /// A page of the report.
        fn no_such_page(number: u32) => "the report has no page {number}";
        /// A page of a report that is no longer the last one.
        fn report_changed() => "the report has changed since";
        /// A number that was tried out.
        fn number_is_gone() => "this number is no longer on the map";
        /// Two cards that nothing may join.
        fn not_joined() => "these two cannot be linked; outcomes belong to the sales process";
        /// A finding.
        fn gap_is_gone() => "this gap is no longer there";
        /// Parts of a snapshot that were fetched already.
        fn snapshot_is_whole() => "nothing is left of the last snapshot";
        /// An import that is to be done otherwise.
        fn changed_since_import() => "the workshop has changed since the import; undo it, then import the file once more";
        /// A command that needs a workshop.
        fn nothing_open() => "no workshop is open";
        /// Work for a workshop that was closed.
        fn another_opened() => "another workshop was opened since";
        /// A desk that is gone.
        fn desk_has_ended() => "the desk has ended";
        /// A writer that is gone.
        fn writer_has_ended() => "the writer has ended";
        /// Work that broke off.
        fn no_result() => "the work ended without a result";
        /// A workshop without records.
        fn no_log() => "the workshop keeps no log";
        /// The same on the command line.
        fn no_log_to_report() => "the workshop keeps no log; `twinlane import LOG --as log --into FILE` brings one in";
        /// A workshop in the place of records.
        fn no_records() => "this is a workshop, and no records; give the file the records are in";
        /// Records that say nothing about a map.
        fn measures_nothing(log: &str, why: &str) => "“{log}” measures nothing on this map: {why}";
        /// Why records say nothing about a map.
        fn no_step_matches() => "its activities match no step of the map; say what they mean, then try again";
    }
}

sentences! {
    /// Notices of a file that was opened.
    pub(crate) trait FileNotices for English {
        /// The folder or the file forbids writing.
        fn cannot_be_written() =>
            "The file or its folder cannot be written. You can look at everything and save a copy elsewhere.";
        /// Written by a newer version: formats of the file and of this version.
        fn written_by_newer(found: u32, known: u32) =>
            "A newer version of Twinlane wrote this file (format {found}, this version writes {known}). It is open for reading only.";
        /// Brought up from an older format.
        fn brought_up(from: u32, copy: &str) => "The file was of the older format {from}. A copy of it is kept as {copy}.";
        /// Not closed in good order.
        fn not_closed(user: &str, host: &str) =>
            "The file was not closed by {user} on {host}. Every edit that was acknowledged is here.";
        /// Opened although somebody else has it.
        fn snapshot() => "This is a read-only snapshot; somebody else has the file open.";
        /// Events of a log that is kept whole.
        fn events_unreadable(log: &str, why: &str) =>
            "The events of the log “{log}” cannot be read; its numbers are there ({why}).";
        /// What recovering a file has kept.
        fn recovered(steps: usize, file: &str) => {
            let steps = English.counted(steps, "step was", "steps were");
            format!("{steps} read and written to {file}")
        };
        /// What a recovered file lacks.
        fn lost(lost: &Lost) -> String => {
            match lost {
                Lost::Database => {
                    "The file could not be read as a database; rows were looked for page by page.".to_owned()
                }
                Lost::LastEdits => {
                    "The last edits, which lay in the side file, could not be read.".to_owned()
                }
                Lost::Drafts => "Text of fields that were open could not be read.".to_owned(),
                Lost::Versions => "The saved versions could not be read.".to_owned(),
                Lost::History => "The history of undo was left behind.".to_owned(),
                Lost::Single(kind) => format!("The {kind} could not be read."),
                Lost::Rows { table, count } => {
                    let rows = English.counted(*count, "row", "rows");
                    format!("{rows} of {table} could not be read.")
                }
                Lost::Events { log } => {
                    format!("The events of the log “{log}” could not be read; its numbers are there.")
                }
                Lost::Replaced { table, stand_in } => {
                    format!("One of {table} was lost; “{stand_in}” stands in its place.")
                }
                Lost::References(count) => {
                    let dropped = English.counted(*count, "reference", "references");
                    format!("{dropped} to lost rows {}.", were_dropped(*count))
                }
                Lost::Links(count) => {
                    let links = English.counted(*count, "link", "links");
                    format!("{links} lost an end and {}.", were_dropped(*count))
                }
                Lost::Dropped { table, count } => {
                    let rows = English.counted(*count, "row", "rows");
                    format!("{rows} of {table} lost what they belong to and {}.", were_dropped(*count))
                }
                Lost::Unfit { table, count } => {
                    let rows = English.counted(*count, "row", "rows");
                    format!("{rows} of {table} did not fit with the others and {}.", were_dropped(*count))
                }
                Lost::Circular(count) => {
                    let dropped = English.counted(*count, "reference that leads", "references that lead");
                    format!("{dropped} in a circle {}.", were_dropped(*count))
                }
            }
        };
        /// Why something is left out of a recovered file.
        fn could_not_be_read() => "It could not be read.";
        /// Name of the machine when it has none.
        fn this_computer() => "this computer";
    }
}

sentences! {
    /// Names of edits and of things without a name.
    pub(crate) trait Labels for English {
        /// The edit that goes back to a version.
        fn go_back() => "Go back to a version";
        /// The edit that reopens a gap.
        fn reopen(gap: &str) => "Reopen “{gap}”";
        /// The edit that confirms a gap.
        fn confirm(gap: &str) => "Confirm “{gap}”";
        /// The edit that dismisses a gap.
        fn dismiss(gap: &str) => "Dismiss “{gap}”";
        /// The edit that resolves a gap.
        fn resolve(gap: &str) => "Resolve “{gap}”";
        /// The edit that keeps records.
        fn import_records(log: &str) => "Import records “{log}”";
        /// A version was kept.
        fn kept_as(version: &str) => "Kept as “{version}”";
        /// A copy was saved.
        fn saved_copy(file: &str) => "Saved a copy to {file}";
        /// A file was written.
        fn wrote(file: &str) => "Wrote {file}";
        /// The first map of a new workshop.
        fn first_map() => "Current state";
        /// A step without a title.
        fn untitled() => "untitled";
        /// A pool without a name and a step.
        fn unnamed_pool() => "unnamed pool";
        /// A number whose doubt matters: a share.
        fn share_of(link: &str) => "share of {link}";
        /// A wait.
        fn wait_of(link: &str) => "wait of {link}";
        /// Entries.
        fn entries_at(step: &str) => "entries at {step}";
        /// A touch time.
        fn touch_time_of(step: &str) => "touch time of {step}";
        /// An elapsed time.
        fn elapsed_time_of(step: &str) => "elapsed time of {step}";
        /// A cost.
        fn cost_of(pool: &str) => "cost of {pool}";
        /// Name of a page for people who do not see it.
        fn page(number: u32) => "Page {number}";
        /// Where overlaid numbers come from: a log and its last day.
        fn log_to(log: &str, date: &str) => "{log}, to {date}";
    }
}

sentences! {
    /// What differs between two maps.
    pub(crate) trait MapDifferences for English {
        /// A row with its kind.
        fn row(kind: &str, title: &str) => "{kind} “{title}”";
        /// A row that is new.
        fn added(row: &str) => "Added: {row}";
        /// A row that is gone.
        fn removed(row: &str) => "Removed: {row}";
        /// A row at another place, with its fields.
        fn moved(row: &str, fields: &str) => "Moved: {row}{fields}";
        /// A row with other fields.
        fn changed(row: &str, fields: &str) => "Changed: {row}{fields}";
        /// A field.
        fn field(field: &str, before: &str, after: &str) => "{field} {before} → {after}";
        /// A field without a value.
        fn nothing() => "nothing";
    }
}

sentences! {
    /// Remarks on what was printed and written.
    pub(crate) trait OutputRemarks for English {
        /// A character that no face has.
        fn no_glyph(character: &str) => "{character} has no glyph in the bundled faces; a replacement sign is printed";
        /// A character that a document cannot hold.
        fn not_in_documents(character: &str) => "{character} may not stand in a document; a replacement sign is printed";
        /// A character that a format cannot hold, by its number.
        fn not_in_format(number: u32) => "U+{number:04X} may not stand in this format; U+FFFD is written in its place";
        /// A link without a target.
        fn dead_link(name: &str) => "a link to {name} leads nowhere";
        /// Something left out: where, what, why.
        fn left_out(place: &str, what: &str, why: &str) => "{place}: {what}. {why}";
    }
}

sentences! {
    /// Remarks on records as they are read and beside a map.
    pub(crate) trait RecordRemarks for English {
        /// The map has nothing to compare with.
        fn no_activities() => "The map has no activities yet.";
        /// The map cannot be compared.
        fn not_compared(why: &str) => "The map cannot be compared: {why}.";
        /// The columns do not say what they mean.
        fn choose_layout() => "The columns do not say what they mean. Choose a shape, and which column is which.";
        /// What was chosen does not fit.
        fn not_read_so(why: &str) => "This cannot be read so: {why}.";
        /// A reading of dates with how many values it understands.
        fn date_choice(line: &str, date: &str, values: &str) => "{line} # {date}, {values} values";
        /// Outside of the part that is meant.
        fn outside(count: usize) => {
            counted(count, "row or case is outside of the part that is meant", "rows and cases are outside of the part that is meant")
        };
        /// Events without a date.
        fn untimed(count: usize) => { counted(count, "event has no date", "events have no date") };
        /// Stages that a case entered before it was created.
        fn before_created(count: usize) => {
            counted(count, "case enters a stage before it was created", "cases enter a stage before they were created")
        };
        /// Stages that are out of order.
        fn out_of_order(count: usize) => {
            counted(count, "case has its stages out of order", "cases have their stages out of order")
        };
        /// Cases without an account.
        fn without_account(count: usize) => { counted(count, "case has no account", "cases have no account") };
        /// Cases without a date of creation.
        fn without_created(count: usize) => {
            counted(count, "case has no date of creation", "cases have no date of creation")
        };
        /// Cases without an amount.
        fn without_amount(count: usize) => { counted(count, "case has no amount", "cases have no amount") };
        /// Amounts and chances that are no numbers.
        fn unreadable_numbers(count: usize) => {
            counted(count, "amount or chance is no number", "amounts and chances are no numbers")
        };
        /// Many changes at once.
        fn batches(count: usize) => {
            counted(count, "case has five or more changes within a minute", "cases have five or more changes within a minute")
        };
    }
}

/// A sentence of a count.
fn counted(count: usize, one: &str, many: &str) -> String {
    let mut sentence = English.counted(count, one, many);
    sentence.push('.');
    sentence
}

fn were_dropped(count: usize) -> &'static str {
    English.choose(count, "was dropped", "were dropped")
}
