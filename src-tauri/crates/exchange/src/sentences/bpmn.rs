//! What reading and writing a BPMN diagram says.

use twinlane_words::{English, sentences};

use super::{Fault, Omission, fault, omission};

sentences! {
    /// What is wrong with a diagram.
    pub(crate) trait DiagramFaults for English {
        /// A file of too many bytes.
        fn file_too_large() -> Fault => { too_large("the file is larger than 64 MB") };
        /// A text of too many bytes.
        fn text_too_large() -> Fault => { too_large("the text is larger than 64 MB") };
        /// A file of too many elements.
        fn too_many_elements() -> Fault => { too_large("the file has more than two million elements") };
        /// Elements inside elements without end.
        fn nested_too_deep() -> Fault => { too_large("elements are nested more than 200 deep") };
        /// Sub-processes inside sub-processes without end.
        fn sub_processes_too_deep() -> Fault => {
            fault("sub-processes are nested too deep", "Import a part of the diagram")
        };
        /// A mark or a declaration names an encoding that the text is not in.
        fn diagram_marked_otherwise(encoding: &str) -> Fault => {
            fault(format!("the text is marked as {encoding} and is not"), SAVE_AGAIN)
        };
        /// An encoding that nobody knows.
        fn unknown_encoding(label: &str) -> Fault => {
            fault(format!("the encoding “{label}” is not known"), "Save the diagram as UTF-8")
        };
        /// A text that is no XML, and what the library says of it.
        fn no_xml(why: &str) -> Fault => { fault(format!("this is not well-formed XML: {why}"), SAVE_AGAIN) };
        /// A document type.
        fn document_type() -> Fault => {
            fault(
                "the file has a document type, which could make it grow without end or read other files",
                "Remove the DOCTYPE, or save the diagram again from the program that made it",
            )
        };
        /// Another kind of XML.
        fn no_bpmn() -> Fault => { fault("this XML is not a BPMN 2.0 file", "Export the diagram as BPMN 2.0") };
        /// A file without a process.
        fn no_process() -> Fault => {
            fault(
                "the file has no process",
                "Choose a file with a process; a choreography or a diagram alone cannot become a map",
            )
        };
        /// A pool that was asked for, and the titles and ids of those there are.
        fn no_such_pool(wanted: &str, pools: &[(&str, &str)]) -> Fault => {
            let remedy = if pools.is_empty() {
                "The file has no process".to_owned()
            } else {
                let pools: Vec<String> = pools.iter().map(|(title, id)| format!("“{title}” ({id})")).collect();
                format!("It has {}", pools.join(", "))
            };
            fault(format!("there is no pool “{wanted}”"), remedy)
        };
    }
}

/// What to do about a file that is damaged.
const SAVE_AGAIN: &str = "Save the diagram again from the program that made it";

fn too_large(what: &'static str) -> Fault {
    fault(what, "Import a part of it")
}

sentences! {
    /// What of a diagram was left out, or of a map when it became a diagram.
    pub(crate) trait DiagramLosses for English {
        /// Kinds of tasks, by the name of their element.
        fn kinds_of_tasks(count: usize, tag: &str) -> Omission => {
            let plural = English.choose(count, "", "s");
            omission(
                format!("the kind of {count} {}{plural}", words(tag)),
                "A step is a step, whoever or whatever does it",
            )
        };
        /// Extensions, by their namespace if they have one.
        fn extensions(count: usize, space: Option<&str>) -> Omission => {
            let plural = English.choose(count, "", "s");
            let space = space.unwrap_or("no namespace");
            omission(
                format!("{count} extension element{plural} of {space}"),
                "They belong to another program",
            )
        };
        /// A text beyond the limit of a field, by its beginning.
        fn end_of_text(beginning: &str) -> Omission => {
            omission(format!("the end of “{beginning}…”"), "A text has 10,000 characters at most")
        };
        /// The rows in a diagram of our own that no longer fit it.
        fn rows_in_diagram() -> Omission => {
            omission(
                "the numbers, questions and criteria in the diagram",
                "The diagram was changed by another program and no longer agrees with them: it is read like any other",
            )
        };
        /// Characters that XML cannot hold, and the text they stand in.
        fn characters(count: usize, shown: &str) -> Omission => {
            let plural = English.choose(count, "", "s");
            omission(
                format!("{count} character{plural} in “{shown}”"),
                "XML cannot hold them; the diagram shows \u{fffd} instead, the data beside it keep them",
            )
        };

        /// A part of an element.
        fn part_of(part: &str, element: &str) => "{part} of {element}";
        /// The trigger of a task that makes good.
        fn trigger_of_compensation() -> Omission => { omission("the trigger", "Compensation is no flow") };
        /// The name of a gateway.
        fn name_of_gateway() -> Omission => { omission("the name", "It is folded into the flow around it") };
        /// The name of an end inside a sub-process.
        fn name_of_inner_end() -> Omission => { omission("the name", "It ends a sub-process, not a case") };
        /// The name of a start.
        fn name_of_start() -> Omission => { omission("the name", "The first step stands for it") };
        /// The name of an event that throws.
        fn name_of_sending() -> Omission => { omission("the name", "What is sent on the way is no step") };
        /// The name of a flow that is taken in any case.
        fn name_of_flow() -> Omission => { omission("the name", "It names no condition") };
        /// The choice of a task with conditions at its flows.
        fn several_ways() -> Omission => {
            omission("the possibility of several ways at once", "A map takes one or another")
        };
        /// An event that does not end the work it is attached to.
        fn work_goes_on() -> Omission => {
            omission("that the work goes on beside it", "It is read as one way or another")
        };
        /// The frame around lanes.
        fn frame_of_lanes() -> Omission => {
            omission("the frame", "A map has one level of lanes: the inner ones")
        };
        /// The border of a sub-process that an event begins.
        fn border_of_event() -> Omission => {
            omission("the border", "Its steps are kept, what triggers them is not flow")
        };
        /// The border of a sub-process.
        fn border() -> Omission => { omission("the border", "Its steps are kept and stand for it") };
        /// The order of an ad-hoc sub-process.
        fn free_order() -> Omission => {
            omission("the free order", "Its steps are read as one way or another")
        };

        /// A gateway that lets several ways.
        fn no_such_choice() => "A map has no such choice: it is read as one way or another";
        /// A gateway that awaits several events.
        fn no_such_wait() => "A map has no wait for several events: it is read as one or another";
        /// What an end sends.
        fn sent_at_end() => "An outcome says how a case ends, not what is sent";
        /// A timer without a duration.
        fn no_duration() => "Only a duration can become a wait";
        /// The trigger of an event.
        fn trigger() => "The event is kept as flow, its trigger is not";
        /// A flow from or to nowhere.
        fn end_not_on_map() => "One of its ends is not on the map";
        /// An event attached to nothing.
        fn host_not_on_map() => "What it is attached to is not on the map";
        /// An event that leads nowhere.
        fn no_flow_leaves() => "No flow leaves it";
        /// A condition beside the name of its flow.
        fn flow_has_name() => "The name of the flow is its criterion";
        /// What lies in a closed sub-process.
        fn in_closed_sub_process() => "It lies in a closed sub-process, which is one step";
        /// A sub-process that nothing begins.
        fn no_flow_and_no_step() => "No flow leads to it and it holds no step";
        /// What lies in such a sub-process.
        fn in_sub_process_without_step() => "It lies in a sub-process that holds no step";
        /// A process that is not chosen.
        fn other_pool() => "Another pool is read as the sales side";
        /// What lies in such a process.
        fn in_other_pool() => "It lies in another pool";
        /// A pool without a process.
        fn closed_pool() => "The pool is closed: it shows no work";
        /// An element that no map has, by its name.
        fn no_place_for(tag: &str) -> &'static str => { no_place_for(tag) };
    }
}

/// Why an element has no place in a map.
fn no_place_for(tag: &str) -> &'static str {
    match tag {
        "textAnnotation" | "group" | "association" => "A map has no drawings beside its steps",
        "dataObject"
        | "dataObjectReference"
        | "dataStoreReference"
        | "dataInput"
        | "dataOutput"
        | "ioSpecification"
        | "dataInputAssociation"
        | "dataOutputAssociation"
        | "dataStore"
        | "itemDefinition"
        | "property"
        | "ioBinding" => "A map shows work, not data",
        "messageFlow" | "message" | "conversation" | "correlationKey" | "conversationLink" => {
            "Messages between pools are not support given to a buyer step"
        }
        "potentialOwner" | "performer" | "humanPerformer" | "resourceRole" | "resource" => {
            "Who does the work is said by lane and pool"
        }
        "multiInstanceLoopCharacteristics" | "standardLoopCharacteristics" => {
            "A step is done once per visit; draw a retry if it is repeated"
        }
        "signal" | "error" | "escalation" | "interface" | "import" | "category" => {
            "It is a definition for execution"
        }
        _ => "A map has no place for it",
    }
}

sentences! {
    /// What was kept of a diagram, and what things are called that have no name.
    pub(crate) trait DiagramNames for English {
        /// An element by its kind and name.
        fn element(tag: &str, name: &str) => {
            let kind = words(tag);
            if name.is_empty() { kind } else { format!("{kind} “{name}”") }
        };
        /// A map that a diagram of our own brings along.
        fn whole_map(steps: usize, links: usize) =>
            "the whole map: {steps} steps and {links} links with all that is known of them";
        /// Activities and the functions they lie in.
        fn activities_in_functions(activities: usize, functions: usize) => {
            format!(
                "{} in {}",
                counted(activities, "activity", "activities"),
                counted(functions, "function", "functions")
            )
        };
        /// Links of flow.
        fn flow_links(count: usize) => { counted(count, "flow link", "flow links") };
        /// Outcomes.
        fn outcomes(count: usize) => { counted(count, "outcome", "outcomes") };
        /// Waypoints.
        fn waypoints(count: usize) => { counted(count, "waypoint", "waypoints") };
        /// Where a wait comes from: the timer as written.
        fn timer(written: &str) => "timer {written}";
        /// The lane of a process without lanes and without a name.
        fn company() => "Company";
        /// A map without a name.
        fn imported_process() => "Imported process";
        /// A lane without a name.
        fn lane(number: usize) => "Lane {number}";
        /// A stage.
        fn part(number: usize) => "Part {number}";
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", English.choose(count, one, many))
}

/// The name of an element as words: `dataObjectReference` is "data object reference".
fn words(tag: &str) -> String {
    let mut text = String::new();
    for sign in tag.chars() {
        if sign.is_uppercase() {
            text.push(' ');
            text.extend(sign.to_lowercase());
        } else {
            text.push(sign);
        }
    }
    text
}
