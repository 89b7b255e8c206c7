//! The one way from a map to the network that the flow arithmetic works on, and sentences about what stood in its
//! way. No arithmetic here.

use twinlane_flow::{FlowUnknown, MoveRefused, Network, WhyUnknown};
use twinlane_model::{End, LinkId, MapView, PoolId, ScenarioMove, StepId};

/// The network of a map with the moves of a scenario done, and a sentence for each that was left out.
pub(crate) fn network_of(view: &MapView<'_>) -> (Network, Vec<String>) {
    let network = Network::of(view);
    let left_out = network.left_out();
    let remarks = left_out.iter().map(|(row, why)| left(view, row, why)).collect();
    (network, remarks)
}

fn left(view: &MapView<'_>, row: &ScenarioMove, why: &MoveRefused) -> String {
    let what = match row {
        ScenarioMove::TryHarder { .. } => "More cases are not counted".to_owned(),
        ScenarioMove::Force { link, .. } => match view.link(*link) {
            Some(_) => format!("Forcing “{}” is left out", link_name(view, *link)),
            None => "A forced activity is left out".to_owned(),
        },
    };
    let why = match why {
        MoveRefused::NoSuchLink(_) => "its link is no longer there",
        MoveRefused::NotMore(_) => "as many cases take the link already, or more",
        MoveRefused::NothingToTake(_) => "nothing else leaves the activity before it",
        MoveRefused::NotForced(_) => "the link leads to no activity that could be forced",
        MoveRefused::OfSplit(_) => "the link belongs to a split to all and has no share of its own",
        MoveRefused::OverHundred(_) => "the shares before it add up to more than 100 %",
        MoveRefused::NotAShare(_) => "its shares add up to more than 100 %, or are none",
        MoveRefused::NotANumber(_)
        | MoveRefused::NoSuchStep(_)
        | MoveRefused::NoSuchPool(_)
        | MoveRefused::StepExists(_)
        | MoveRefused::InBranch(_) => "its numbers do not fit the map",
    };
    format!("{what}: {why}.")
}

/// Title of a step; a word where it has none.
pub(crate) fn step_name(view: &MapView<'_>, id: StepId) -> String {
    end_name(view, End::Step(id))
}

/// Title of a step or outcome; a word where it has none.
pub(crate) fn end_name(view: &MapView<'_>, end: End) -> String {
    match view.end_title(end) {
        "" => "untitled".to_owned(),
        title => title.to_owned(),
    }
}

/// "From → To".
pub(crate) fn link_name(view: &MapView<'_>, id: LinkId) -> String {
    let link = view.link(id);
    link.map_or_else(String::new, |link| {
        format!("{} → {}", end_name(view, link.from), end_name(view, link.to))
    })
}

/// Name of a pool; that of its step where the step has the pool to itself.
pub(crate) fn pool_name(view: &MapView<'_>, id: PoolId) -> String {
    let name = view.pool(id).map_or("", |pool| pool.name.as_str());
    if !name.is_empty() {
        return name.to_owned();
    }
    let step = view.activities().find(|step| step.pool == Some(id));
    step.map_or_else(|| "unnamed pool".to_owned(), |step| step_name(view, step.id))
}

/// WhyUnknown the totals cannot be known, and what to do about it.
pub(crate) fn sentence(view: &MapView<'_>, why: &WhyUnknown) -> String {
    let end = |end: &End| format!("“{}”", end_name(view, *end));
    let step = |id: &StepId| format!("“{}”", step_name(view, *id));
    match why {
        WhyUnknown::Flow(FlowUnknown::NoEntry) => {
            "Nobody has said how many cases arrive: give the first activity its entries.".to_owned()
        }
        WhyUnknown::Flow(FlowUnknown::OverHundred(at)) => {
            format!("The shares of {} add up to more than 100 %.", end(at))
        }
        WhyUnknown::Flow(FlowUnknown::ClosedLoop(at)) => {
            format!(
                "Cases that come to {} go round for ever: give the loop a way out.",
                step(at)
            )
        }
        WhyUnknown::Flow(FlowUnknown::TooTangled(at)) => {
            format!(
                "The loops through {} are too entangled to be worked out.",
                step(at)
            )
        }
        WhyUnknown::NotSettled => "What the groups of people serve does not settle.".to_owned(),
        WhyUnknown::NothingEnters
        | WhyUnknown::NothingWon
        | WhyUnknown::NoElapsed
        | WhyUnknown::NoDealValue
        | WhyUnknown::NoCapacity => "Too few numbers are known yet.".to_owned(),
    }
}
