//! The one way from a map to the network that the flow arithmetic works on, and the names of its rows. No
//! arithmetic here.

use twinlane_flow::{Network, RowNames, WhyUnknown};
use twinlane_model::{End, LinkId, MapView, PoolId, StepId};
use twinlane_words::Locale;

/// The network of a map with the moves of a scenario done, and a sentence for each that was left out.
pub(crate) fn network_of(view: &MapView<'_>) -> (Network, Vec<String>) {
    let network = Network::of(view);
    let left_out = network.left_out();
    let sentences = left_out
        .iter()
        .map(|(row, why)| why.sentence(row, Locale::English, &ViewNames(view)));
    let remarks = sentences.collect();
    (network, remarks)
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

/// Why the totals cannot be known, and what to do about it.
pub(crate) fn sentence(view: &MapView<'_>, why: &WhyUnknown) -> String {
    why.sentence(Locale::English, &ViewNames(view))
}

/// The names of a map's rows, for the sentences of the flow arithmetic.
pub(crate) struct ViewNames<'a, 'v>(pub(crate) &'a MapView<'v>);

impl RowNames for ViewNames<'_, '_> {
    fn end(&self, end: End) -> String {
        end_name(self.0, end)
    }

    fn link(&self, link: LinkId) -> String {
        link_name(self.0, link)
    }

    fn pool(&self, pool: PoolId) -> String {
        pool_name(self.0, pool)
    }
}
