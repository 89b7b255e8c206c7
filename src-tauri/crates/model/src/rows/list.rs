//! The list of row kinds, from which rows, keys, storage, checks and all other lists of kinds are made. It names types and
//! uses none.

/// The list of row kinds. It calls the macro named in brackets with what follows, and with every kind:
///
/// ```text
/// callback! { [what follows the name of the callback]
///     one { name: Variant(Type), "what the variant is", "what the table holds"; … }
///     many { name: Variant(Type, IdType), table, "what the variant is", "what its id names", "what the table holds"; … }
/// }
/// ```
///
/// Kinds of `one` have a single row in each workshop, which is always there. The name is the kind's in JSON, in
/// messages and among the files of `model/src/rows`; the table is its name in files, messages and in the store.
/// The order is that of all lists and files, and a row is made from rows of earlier kinds only: what a step names by
/// type stands before it. See [`crate::match_row!`] for the plain case of one expression for every kind.
#[macro_export]
macro_rules! for_each_row_kind {
    ([$($callback:tt)+] $($passed:tt)*) => {
        $($callback)+! {
            [$($passed)*]
            one {
                charter: Charter(Charter),
                    "The charter, one per workshop.", "The frame of the workshop.";
                settings: Settings(Settings),
                    "The settings, one per workshop.", "Thresholds, severities, rules switched off.";
            }
            many {
                participant: Participant(Participant, ParticipantId), participants,
                    "A participant.", "A participant of the workshop.", "People in the room.";
                agenda: Agenda(AgendaItem, AgendaId), agenda,
                    "An item of the agenda.", "An item of the agenda.", "The agenda.";
                note: Note(Note, NoteId), notes,
                    "A note.", "A note: inbox, placed or parked.", "Notes from the room.";
                tool: Tool(Tool, ToolId), tools,
                    "A tool or programme.", "A tool or programme.", "Tools and programmes.";
                map: Map(Map, MapId), maps,
                    "A map.", "A map: one picture of buyer journey and sales process.", "Maps.";
                lane: Lane(Lane, LaneId), lanes,
                    "A lane.", "A lane: a buyer role or a company function.", "Lanes of all maps.";
                stage: Stage(Stage, StageId), stages,
                    "A stage.", "A stage: a column of one side.", "Stages of all maps.";
                pool: Pool(Pool, PoolId), pools,
                    "A pool.", "A pool: people who share work.", "Pools of all maps.";
                step: Step(Step, StepId), steps,
                    "A step.", "A step: a buyer step or an activity.", "Steps of all maps.";
                outcome: Outcome(Outcome, OutcomeId), outcomes,
                    "An outcome.", "An outcome of the sales process.", "Outcomes of all maps.";
                link: Link(Link, LinkId), links,
                    "A link.", "A link: flow, return or support.", "Links of all maps.";
                gap: Gap(GapRecord, GapId), gaps,
                    "A gap record.", "A gap: what people decided about a finding, or a gap added by hand.",
                    "What was decided about gaps.";
                log: Log(ImportedLog, LogId), logs,
                    "An imported event log.", "An imported event log.", "Imported event logs.";
            }
        }
    };
}
