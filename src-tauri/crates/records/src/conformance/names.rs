//! Names of the log beside titles of the map: equal ones are matched, like ones suggested.
//!
//! Only names are compared here; who saves the choice is the caller's.

use icu_casemap::CaseMapper;
use serde::Serialize;
use strsim::normalized_damerau_levenshtein;
use twinlane_model::{End, MapView};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Likeness from which a title is suggested. Half of the letters differ below it.
const LIKE: f64 = 0.5;

/// A name as it is compared: compatibility forms made one (NFKC), upper and lower case folded as Unicode does
/// in full, everything that is no letter, digit or mark taken as a space, and spaces run together.
pub fn normalised(name: &str) -> String {
    let plain: String = name.nfkc().collect();
    // Folding can take a text out of its normal form, so it is brought back into it.
    let folded: String = CaseMapper::new().fold_string(&plain).nfkc().collect();
    let kept = |sign: char| sign.is_alphanumeric() || is_combining_mark(sign);
    let words: Vec<&str> = folded
        .split(|sign| !kept(sign))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// A title that is like a name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// The step or outcome.
    pub end: End,
    /// How like they are, 0 to 1 (equal).
    pub likeness: f64,
}

/// The titles of a sales side, ready to be compared.
#[derive(Clone, Debug)]
pub struct Titles {
    rows: Vec<Title>,
}

#[derive(Clone, Debug)]
struct Title {
    end: End,
    text: String,
    sorted: String,
}

impl Titles {
    /// The activities of a map in the order of their place, then its outcomes. Untitled ones match nothing.
    pub fn of(view: &MapView<'_>) -> Self {
        let steps = view.activities().map(|step| End::Step(step.id));
        let outcomes = view.outcomes.iter().map(|outcome| End::Outcome(outcome.id));
        let rows = steps
            .chain(outcomes)
            .map(|end| {
                let text = normalised(view.end_title(end));
                let sorted = sorted(&text);
                Title { end, text, sorted }
            })
            .filter(|title| !title.text.is_empty())
            .collect();
        Self { rows }
    }

    /// All that are called the same: several where a title repeats.
    pub fn same(&self, name: &str) -> Vec<End> {
        let name = normalised(name);
        let same = self.rows.iter().filter(|title| title.text == name);
        same.map(|title| title.end).collect()
    }

    /// At most `most` that are called alike, the likest first, equally like ones in the order of the map.
    ///
    /// Likeness is 1 − edits ÷ letters of the longer name (Damerau and Levenshtein: a letter added, removed,
    /// changed, or two neighbours swapped), or the same with the words of both sorted, whichever is more.
    pub fn like(&self, name: &str, most: usize) -> Vec<Suggestion> {
        let name = normalised(name);
        let name_sorted = sorted(&name);
        let mut found: Vec<Suggestion> = self
            .rows
            .iter()
            .map(|title| {
                let plain = normalized_damerau_levenshtein(&name, &title.text);
                let moved = normalized_damerau_levenshtein(&name_sorted, &title.sorted);
                Suggestion {
                    end: title.end,
                    likeness: plain.max(moved),
                }
            })
            .filter(|suggestion| suggestion.likeness >= LIKE)
            .collect();
        found.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
        found.truncate(most);
        found
    }
}

/// What each name of a log means on a map, in the order of the names: what the room has said, else all that are called
/// the same. Ends that are gone are passed over.
pub fn matching<'a>(view: &MapView<'_>, names: impl IntoIterator<Item = &'a str>) -> Vec<Vec<End>> {
    let titles = Titles::of(view);
    let there = |end: &End| match end {
        End::Step(id) => view.step(*id).is_some(),
        End::Outcome(id) => view.outcome(*id).is_some(),
    };
    names
        .into_iter()
        .map(|name| match view.map.matching.get(name) {
            Some(ends) if ends.is_empty() || ends.iter().any(there) => {
                ends.iter().copied().filter(there).collect()
            }
            _ => titles.same(name),
        })
        .collect()
}

fn sorted(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}
