//! The numbers of steps and links with the names they have in a sentence. No rule here.

use twinlane_model::{LinkKind, Measure, Side};

use super::Sheet;
use crate::words::quote;

/// Numbers with the names they have in a sentence.
pub(crate) type Named<'a> = Vec<(String, &'a Measure)>;

impl Sheet<'_, '_> {
    /// The numbers a step itself has.
    pub fn numbers_of_step(&self, step: usize) -> Named<'_> {
        let row = self.row(step);
        let named = [
            ("entry", &row.entry),
            ("touch time", &row.touch),
            ("elapsed time", &row.elapsed),
            ("volume", &row.volume),
            ("percent complete and accurate", &row.complete_accurate),
        ];
        named
            .into_iter()
            .filter_map(|(name, number)| Some((format!("the {name}"), number.as_ref()?)))
            .collect()
    }

    /// Side, name and numbers of a flow link or return; `None` for supports and for links of waypoints.
    pub fn numbers_of_link(&self, link: usize) -> Option<(Side, String, Named<'_>)> {
        let row = self.view.links[link];
        let place = |end: twinlane_model::End| end.step().and_then(|id| self.view.step_place(id));
        let step = place(row.from).or_else(|| place(row.to))?;
        if row.kind == LinkKind::Support || self.row(step).waypoint {
            return None;
        }
        let named = [("share", &row.share), ("wait", &row.wait)];
        let numbers: Named<'_> = named
            .into_iter()
            .filter_map(|(name, number)| Some((format!("the {name}"), number.as_ref()?)))
            .collect();
        if numbers.is_empty() {
            return None;
        }
        let name = format!(
            "{} → {}",
            quote(&self.end_title(row.from)),
            quote(&self.end_title(row.to))
        );
        Some((self.row(step).side, name, numbers))
    }

    /// A link's share inside a sentence: "the share to “Visit the plant”".
    pub fn share_name(&self, link: usize) -> String {
        format!(
            "the share to {}",
            quote(&self.end_title(self.view.links[link].to))
        )
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
