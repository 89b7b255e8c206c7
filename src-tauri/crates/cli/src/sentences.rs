//! What the command prints for people, apart from what it does. What a machine reads (`--json`) has keys of its own.

use twinlane_words::{English, Locale, sentences};

/// The language of the output, until there is a second one.
pub const LOCALE: Locale = Locale::English;

sentences! {
    /// Why a command was refused.
    pub trait Refusals for English {
        /// `new` without a file.
        fn file_needed() => "a file to make is needed";
        /// `diff` without two maps.
        fn two_maps_needed() => "two maps are needed";
        /// A map by its name, and the names there are.
        fn no_such_map(name: &str, there: &str) => "there is no map “{name}”; there are {there}";
        /// A rule.
        fn no_such_rule(code: &str) => "there is no rule {code}; `twinlane rules` lists them";
        /// A section of the report.
        fn no_such_section() => "the report has no such section";
        /// A date.
        fn no_date(text: &str) => "{text} is no date; write it as 2026-01-31";
        /// A file that is damaged.
        fn damaged(file: &str) => "{file} is damaged; `twinlane check {file} --recover NEW` reads what can be read";
        /// A table without `--dry-run`.
        fn table_only_shown() => "a table is only shown: add --dry-run, or say --as log to keep what it records";
        /// A log without a workshop to keep it.
        fn into_needed() => "--into names the workshop file that is to keep the log";
        /// The manual page.
        fn no_manual(why: &str) => "the manual page could not be printed: {why}";
        /// Changes of a file.
        fn nothing_applied(file: &str, why: &str) => "{file}: nothing was applied: {why}";
    }
}

sentences! {
    /// Lines about files and what lies in them.
    pub trait FileLines for English {
        /// Something an import keeps.
        fn kept(what: &str) => "kept: {what}";
        /// Something an import leaves out.
        fn left_out(what: &str, place: &str, why: &str) => "left out: {what} ({place}): {why}";
        /// Something an import asks.
        fn please_check(question: &str) => "please check: {question}";
        /// Something a recovered file lacks.
        fn lost(what: &str) => "lost: {what}";
        /// A file without a fault.
        fn sound(file: &str) => "{file}: sound";
        /// A remark.
        fn note(text: &str) => "note: {text}";
        /// A workshop without a title.
        fn untitled() => "Untitled workshop";
        /// Whom a workshop is for.
        fn for_client(client: &str) => "for {client}";
        /// What a map holds: steps, stages, lanes, flow links, supports, returns, outcomes.
        fn map_counts(name: &str, counts: [usize; 7]) => {
            let [steps, stages, lanes, flows, supports, returns, outcomes] = counts;
            let steps = English.counted(steps, "step", "steps");
            let stages = English.counted(stages, "stage", "stages");
            let lanes = English.counted(lanes, "lane", "lanes");
            let flows = English.counted(flows, "flow link", "flow links");
            let supports = English.counted(supports, "support", "supports");
            let returns = English.counted(returns, "return", "returns");
            let outcomes = English.counted(outcomes, "outcome", "outcomes");
            format!("{name}: {steps} in {stages} and {lanes}, {flows}, {supports}, {returns}, {outcomes}")
        };
        /// What a workshop holds beside its maps: participants, notes, tools.
        fn frame_counts(counts: [usize; 3]) => {
            let [participants, notes, tools] = counts;
            let participants = English.counted(participants, "participant", "participants");
            let notes = English.counted(notes, "note", "notes");
            let tools = English.counted(tools, "tool", "tools");
            format!("{participants}, {notes}, {tools}")
        };
        /// Two maps without a difference.
        fn same_maps() => "The two maps are the same.";
        /// Changes that were applied.
        fn applied(changes: usize, revision: u64) => {
            let changes = English.counted(changes, "change", "changes");
            format!("{changes} applied, revision {revision}")
        };
    }
}

sentences! {
    /// Lines about records.
    pub trait RecordLines for English {
        /// Cases, events, activities and variants.
        fn log_counts(counts: [u64; 4]) => {
            let [cases, events, activities, variants] = counts.map(|count| count as usize);
            let cases = English.counted(cases, "case", "cases");
            let events = English.counted(events, "event", "events");
            let activities = English.counted(activities, "activity", "activities");
            let variants = English.counted(variants, "variant", "variants");
            format!("{cases}, {events}, {activities}, {variants}")
        };
        /// Cases, events and activities that a log would have, as a comment of its mapping.
        fn proposed_counts(counts: [u64; 3]) => {
            let [cases, events, activities] = counts.map(|count| count as usize);
            let cases = English.counted(cases, "case", "cases");
            let events = English.counted(events, "event", "events");
            let activities = English.counted(activities, "activity", "activities");
            format!("# {cases}, {events}, {activities}")
        };
        /// How many dates an order understands, as a comment of the mapping.
        fn understood(choice: &str, values: &str, dates: &str) => "# {choice} understands {values} of {dates} dates";
        /// A row that cannot be used, as a comment of the mapping.
        fn refused_row(line: u64, reason: &str, value: &str) => "# line {line}: {reason} {value}";
        /// The lines behind settle how dates are written, as a comment of the mapping.
        fn settle_dates() => "# One of these lines in a mapping says how dates are written:";
        /// Rows that an import left out, and why.
        fn rows_left_out(rows: u64, reason: &str) => {
            let rows = English.counted(rows as usize, "row", "rows");
            format!("left out: {rows}, {reason}")
        };
        /// Rows that cannot be used, and why.
        fn rows_refused(rows: u64, reason: &str) => {
            let rows = English.counted(rows as usize, "row", "rows");
            format!("refused: {rows}, {reason}")
        };
        /// First and last day.
        fn period(first: &str, last: &str) => "from {first} to {last}";
        /// Median, 95th percentile and maximum.
        fn lead_time(median: &str, p95: &str, longest: &str) =>
            "lead time in days: median {median}, 95th percentile {p95}, longest {longest}";
        /// An outcome without a name.
        fn unnamed_outcome() => "nothing said";
        /// How many cases ended so.
        fn outcome(ending: &str, name: &str, cases: u64, share: &str) => {
            let cases = English.counted(cases as usize, "case", "cases");
            format!("{ending}: {name}, {cases} ({share})")
        };
        /// An activity: events, cases, won, closed.
        fn activity(name: &str, counts: [u64; 4]) => {
            let [events, cases, won, closed] = counts.map(|count| count as usize);
            let events = English.counted(events, "event", "events");
            let cases = English.counted(cases, "case", "cases");
            let (won, closed) = (English.count(won), English.count(closed));
            format!("{name}: {events} in {cases}, {won} of {closed} closed ones won")
        };
        /// How far a map agrees.
        fn agreement(map: &str, fitting: &str, cases: &str, fitness: &str) =>
            "“{map}” and the records: {fitting} of {cases} cases go only ways that are drawn, fitness {fitness}";
        /// Why a map cannot be compared.
        fn no_agreement(map: &str, why: &str) => "“{map}” and the records cannot be compared: {why}";
        /// An activity that no step of the map matches.
        fn not_on_map(name: &str) => "not on the map: {name}";
        /// A case that was won.
        fn case_won() => "won";
        /// A case that was lost.
        fn case_lost() => "lost";
        /// A case that is open.
        fn case_open() => "open";
    }
}

sentences! {
    /// Lines about flow and scenarios.
    pub trait FlowLines for English {
        /// Heads of the two columns of numbers.
        fn heads() => "                        demand      at capacity";
        /// Entries.
        fn entries() => "entries per period";
        /// Wins.
        fn wins() => "wins per period";
        /// Cost.
        fn cost() => "cost per period";
        /// Share of entries that are won.
        fn win_rate() => "win rate";
        /// Wins with the capacity there is.
        fn feasible_wins() => "feasible wins";
        /// Cost of a win.
        fn cost_per_win() => "cost per win";
        /// Lead time of all cases.
        fn lead_time_all() => "lead time, all, days";
        /// Lead time of won cases.
        fn lead_time_won() => "lead time, won, days";
        /// The pool that holds everything up.
        fn constraint() => "constraint";
        /// A pool without an end to its queue.
        fn endless() => "endless";
        /// Heads the queues.
        fn queues() => "queues that grow, cases per period";
        /// Heads what a percentage point more would bring.
        fn point_more() => "a point more: wins per period";
        /// Heads what gets lost.
        fn leaks() => "leaks: wins per period";
        /// Heads what an hour more would bring.
        fn hour_more() => "an hour more: wins at capacity";
        /// A link by its ends.
        fn link(from: &str, to: &str) => "{from} → {to}";
        /// Heads ranges: how many draws.
        fn draws(draws: u32) => {
            let draws = English.count(draws as usize);
            format!("{draws} draws              in 1 of 10         half     in 9 of 10")
        };
        /// Heads what is best measured next.
        fn measure_next() => "what to measure next: share of the doubt about wins";
        /// A number that is not known, and why.
        fn not_known(number: &str, why: &str) => "{number} is not known: {why}";
        /// A number that is not known.
        fn unknown() => "unknown";
        /// Wins with the capacity there is, of a scenario.
        fn wins_at_capacity() => "wins at capacity";
        /// The same without a limit to capacity.
        fn if_served() => "  if all were served";
        /// Cost with the capacity there is.
        fn cost_at_capacity() => "cost at capacity";
        /// Cost of a win with the capacity there is.
        fn cost_per_win_at_capacity() => "cost per win at capacity";
        /// The range of a number.
        fn range() => "    1 of 10, half, 9 of 10";
        /// How busy the constraint is.
        fn its_utilisation() => "  its utilisation";
        /// What a scenario brings.
        fn scenario(name: &str, says: &str) => "{name}: {says}";
        /// Scenarios beyond those that are shown.
        fn more_scenarios(count: usize) => {
            let scenarios = English.counted(count, "more scenario is", "more scenarios are");
            format!("{scenarios} not shown; name one with --map")
        };
    }
}

sentences! {
    /// Lines about gaps.
    pub trait GapLines for English {
        /// A gap of a map that is still being drawn, behind its severity.
        fn not_finished() => ", not finished yet";
        /// How many gaps there are.
        fn gap_counts(gaps: usize, open_ends: usize) => {
            let gaps = English.counted(gaps, "gap", "gaps");
            let open_ends = English.counted(open_ends, "open end", "open ends");
            format!("{gaps}, {open_ends}")
        };
        /// A line of the scorecard.
        fn score(part: &str, whole: &str, unit: &str, share: &str) => "{part} of {whole} {unit} ({share})";
        /// The names of the scorecard.
        fn scores() -> [&'static str; 7] => {
            ["coverage", "purpose", "order", "evidence", "measured", "handoffs", "adoption"]
        };
        /// A condition that is met.
        fn met() => "met";
        /// A condition that is met in part.
        fn partly_met() => "partly met";
        /// A condition that is not met.
        fn not_met() => "not met";
        /// A condition nobody knows about.
        fn nobody_knows() => "unknown";
    }
}
