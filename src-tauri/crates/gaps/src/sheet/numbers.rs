//! The numbers of steps and links with the names they have in a sentence. No rule here.

use twinlane_model::{LinkKind, Measure, Step};

use super::Sheet;
use crate::words::quote;

/// A number with the name it has in a sentence.
pub(crate) type Named<'a> = (&'static str, &'a Measure);

impl Sheet<'_, '_> {
    /// The numbers a step itself has.
    pub fn numbers_of_step(&self, step: usize) -> impl Iterator<Item = Named<'_>> {
        let row = self.row(step);
        let named = [
            ("the entry", &row.entry),
            ("the touch time", &row.touch),
            ("the elapsed time", &row.elapsed),
            ("the volume", &row.volume),
            ("the percent complete and accurate", &row.complete_accurate),
        ];
        named
            .into_iter()
            .filter_map(|(name, number)| Some((name, number.as_ref()?)))
    }

    /// The numbers a link has; none for supports and for links of waypoints.
    pub fn numbers_of_link(&self, link: usize) -> impl Iterator<Item = Named<'_>> {
        let row = self.view.links[link];
        let counts =
            row.kind != LinkKind::Support && !self.step_of_link(link).is_none_or(|step| step.waypoint);
        let named = [("the share", &row.share), ("the wait", &row.wait)];
        let given = named
            .into_iter()
            .filter_map(|(name, number)| Some((name, number.as_ref()?)));
        given.filter(move |_| counts)
    }

    /// The step that a link's numbers are about: where flow leaves, where a return arrives.
    pub fn step_of_link(&self, link: usize) -> Option<&Step> {
        let (from, to) = self.view.ends(link);
        from.step().or(to.step()).map(|step| self.row(step))
    }

    /// A link inside a sentence: "“Call” → “Visit”".
    pub fn link(&self, link: usize) -> String {
        let (from, to) = self.view.ends(link);
        format!(
            "{} → {}",
            quote(&self.end_title(from)),
            quote(&self.end_title(to))
        )
    }

    /// A link's share inside a sentence: "the share to “Visit the plant”".
    pub fn share_name(&self, link: usize) -> String {
        format!("the share to {}", quote(&self.end_title(self.view.ends(link).1)))
    }

    /// A pool inside a sentence.
    pub fn pool(&self, pool: usize) -> String {
        let name = self.view.pools[pool].name.trim();
        if name.is_empty() {
            "an unnamed pool".to_owned()
        } else {
            quote(name)
        }
    }
}
