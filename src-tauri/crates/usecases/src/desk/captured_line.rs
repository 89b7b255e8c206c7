//! Which line of the card editor was captured last. It is committed together with what the line made, so that a
//! line that became a step never comes back into the field after a crash, and one that did not always does.

use std::collections::BTreeMap;

use twinlane_model::StepId;
use twinlane_store::DraftChange;
use twinlane_wire::CapturedLine;
use uuid::Uuid;

/// Where it is kept among the drafts; no field of a window has this name.
const KEY: &str = "taken-line";

/// The line as a draft, for the commit of what it made.
pub(crate) fn mark(captured: CapturedLine) -> DraftChange {
    let step = captured.step.map(|step| step.0.to_string()).unwrap_or_default();
    DraftChange {
        key: KEY.to_owned(),
        text: Some(format!("{} {step}", captured.line)),
    }
}

/// Takes it out of the drafts of a file; what nobody could have written is not there.
pub(crate) fn read(drafts: &mut BTreeMap<String, String>) -> Option<CapturedLine> {
    let text = drafts.remove(KEY)?;
    let (line, step) = text.split_once(' ')?;
    Some(CapturedLine {
        line: line.parse().ok()?,
        step: Uuid::parse_str(step).ok().map(StepId),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_marked_is_read_and_what_is_odd_is_not() {
        for step in [None, Some(StepId(Uuid::from_u128(7)))] {
            let captured = CapturedLine { line: 3, step };
            let draft = mark(captured);
            let mut drafts = BTreeMap::from([(draft.key, draft.text.unwrap_or_default())]);
            assert_eq!(read(&mut drafts), Some(captured), "the same comes back");
            assert!(drafts.is_empty(), "it is no field of the window");
        }
        for odd in ["", "x", "-1 ", "1"] {
            let mut drafts = BTreeMap::from([(KEY.to_owned(), odd.to_owned())]);
            assert_eq!(read(&mut drafts), None, "{odd:?} says nothing");
        }
    }
}
