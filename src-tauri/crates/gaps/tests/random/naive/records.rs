//! Family R, plainly: straight from a list of deals, without summary, variants or net. These twins need the deals beside
//! the map, so they have a table of their own.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use twinlane_model::{End, LinkKind, MapKind, MapView, OutcomeKind, Side, StepId};

/// One thing done for a deal.
#[derive(Clone, Debug)]
pub struct Event {
    pub activity: String,
    /// Seconds since 1970.
    pub time: i64,
    /// Empty where nobody is named.
    pub user: String,
}

/// The events of a deal, in order.
pub type Deal = Vec<Event>;

/// Code, sorted subject ids and words, counts.
pub type Findings = BTreeSet<(String, Vec<String>, Vec<u64>)>;

/// The plain implementation of a rule: the name of the rule, the numbers of its findings that the twin counts too, and
/// the function that finds what the rule finds.
pub type Twin = (&'static str, &'static [&'static str], fn(&mut Plain<'_>));

/// Lists the twins: functions that have the names of their rules, and the numbers that they count.
macro_rules! twins {
    ($($rule:ident: $($number:ident),*;)*) => {
        /// The twins of this family's rules.
        pub const TWINS: &[Twin] = &[$((stringify!($rule), &[$(stringify!($number)),*], $rule)),*];
    };
}

twins! {
    skipped_step: deals_that_skip, deals_that_pass;
    unmapped_activity: deals;
    unmapped_transition: deals;
    batch_entry: deals, people;
    recorded_rework: deals_that_come_back, deals_that_come;
    zombie_case: overdue_deals, open_deals;
}

/// Rules without a twin, and why.
pub const WITHOUT_TWIN: &[(&str, &str)] = &[(
    "paper_process",
    "it holds two numbers beside a limit; the numbers are worked out by twinlane-records, whose tests of drift count them \
     by hand",
)];

/// A map and its deals as the plain implementation looks at them.
pub struct Plain<'a> {
    view: &'a MapView<'a>,
    deals: &'a [Deal],
    date: Option<Date>,
    /// By activity: what it means on the map.
    meaning: BTreeMap<&'a str, Vec<End>>,
    /// Code of the rule whose twin is asked.
    code: &'static str,
    found: Findings,
}

/// Everything that the twins find on a map beside its deals.
pub fn findings(view: &MapView<'_>, deals: &[Deal], date: Option<Date>) -> Findings {
    if view.map.kind == MapKind::Scenario {
        return Findings::new();
    }
    let names: BTreeSet<&str> = deals
        .iter()
        .flatten()
        .map(|event| event.activity.as_str())
        .collect();
    let meaning = names.into_iter().map(|name| (name, means(view, name))).collect();
    let mut plain = Plain {
        view,
        deals,
        date,
        meaning,
        code: "",
        found: Findings::new(),
    };
    for (name, _, find) in TWINS {
        plain.code = super::rule_of(name).code;
        find(&mut plain);
    }
    plain.found
}

fn words(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// What the room has said of a name, else everything that is called the same.
fn means(view: &MapView<'_>, name: &str) -> Vec<End> {
    if let Some(said) = view.map.matching.get(name) {
        return said.clone();
    }
    let steps = view
        .steps
        .iter()
        .filter(|step| step.side == Side::Seller && !step.waypoint)
        .map(|step| (End::Step(step.id), step.title.as_str()));
    let outcomes = view.outcomes.iter().map(|row| (End::Outcome(row.id), row.name()));
    let same: Vec<End> = steps
        .chain(outcomes)
        .filter(|(_, title)| words(title) == words(name))
        .map(|(end, _)| end)
        .collect();
    if same.is_empty() { ends(view, name) } else { same }
}

/// What ends a deal means the outcome of that kind whose title its name holds, or the only one there is.
fn ends(view: &MapView<'_>, name: &str) -> Vec<End> {
    let won = match words(name).as_str() {
        "won" => true,
        "lost" => false,
        _ => return Vec::new(),
    };
    let of_kind: Vec<_> = view
        .outcomes
        .iter()
        .filter(|row| row.kind != OutcomeKind::Unclassified && (row.kind == OutcomeKind::Won) == won)
        .collect();
    let held = |title: &str| title.chars().count() >= 3 && words(name).contains(title);
    let titled = of_kind.iter().find(|row| held(&words(row.name())));
    match (titled, of_kind.as_slice()) {
        (Some(row), _) | (None, [row]) => vec![End::Outcome(row.id)],
        _ => Vec::new(),
    }
}

fn id(end: End) -> String {
    match end {
        End::Step(id) => id.to_string(),
        End::Outcome(id) => id.to_string(),
    }
}

impl Plain<'_> {
    fn state(&mut self, mut subjects: Vec<String>, counts: &[usize]) {
        subjects.sort();
        subjects.dedup();
        let counts = counts.iter().map(|count| *count as u64).collect();
        self.found.insert((self.code.to_owned(), subjects, counts));
    }

    fn map(&self) -> String {
        self.view.map.id.to_string()
    }

    /// A threshold of the workshop, in per cent.
    fn percent(&self, name: &str, default: f64) -> f64 {
        let settings = self.view.workshop.settings();
        settings.thresholds.get(name).copied().unwrap_or(default)
    }

    fn means(&self, event: &Event) -> &[End] {
        &self.meaning[event.activity.as_str()]
    }

    fn stage(&self, step: StepId) -> usize {
        let stage = self.view.step(step).expect("on the map").stage;
        self.view
            .stages
            .iter()
            .position(|row| row.id == stage)
            .expect("on the map")
    }

    /// Steps that some activity means and nothing else.
    fn matched(&self) -> BTreeSet<StepId> {
        let alone = self.meaning.values().filter_map(|ends| match ends.as_slice() {
            [End::Step(step)] => Some(*step),
            _ => None,
        });
        alone.collect()
    }

    /// Whether a way of flow and returns leads from one to the other with nothing between that records could show,
    /// or a split to all leads to both.
    fn may_follow(&self, one: End, other: End) -> bool {
        let links = || {
            self.view
                .links
                .iter()
                .filter(|link| link.kind != LinkKind::Support)
        };
        let ends = |from: End| links().filter(move |link| link.from == from).map(|link| link.to);
        let splits = self.view.steps.iter().filter(|step| step.all);
        for split in splits {
            let both: Vec<End> = ends(End::Step(split.id)).collect();
            if one != other && both.contains(&one) && both.contains(&other) {
                return true;
            }
        }
        let recorded: BTreeSet<End> = self.meaning.values().flatten().copied().collect();
        let silent = |end: End| match end {
            End::Step(step) => self.view.step(step).is_some_and(|step| step.waypoint),
            End::Outcome(_) => !recorded.contains(&end),
        };
        let mut open: Vec<End> = ends(one).collect();
        let mut seen: BTreeSet<End> = BTreeSet::new();
        while let Some(end) = open.pop() {
            if end == other {
                return true;
            }
            if silent(end) && seen.insert(end) {
                open.extend(ends(end));
            }
        }
        false
    }

    /// How often a deal comes to a step. Several activities of one step, one right after another, are one visit until
    /// one of them is done again.
    fn visits(&self, deal: &Deal, step: StepId) -> usize {
        let known: Vec<(&str, End)> = deal
            .iter()
            .filter_map(|event| match self.means(event) {
                [end] => Some((event.activity.as_str(), *end)),
                _ => None,
            })
            .collect();
        let mut visits = 0;
        let mut during: Vec<&str> = Vec::new();
        for (activity, end) in known {
            if end != End::Step(step) {
                during.clear();
            } else if during.is_empty() || during.contains(&activity) {
                visits += 1;
                during = vec![activity];
            } else {
                during.push(activity);
            }
        }
        visits
    }
}

fn day(time: i64) -> Date {
    let moment = Timestamp::from_second(time).expect("a moment of this century");
    moment.to_zoned(TimeZone::UTC).date()
}

fn skipped_step(plain: &mut Plain<'_>) {
    let limit = plain.percent("skipped-step.percent", 20.0);
    for step in plain.matched() {
        let (mut passed, mut skipped) = (0, 0);
        for deal in plain.deals {
            let farthest = deal
                .iter()
                .filter_map(|event| {
                    let steps = plain.means(event).iter().filter_map(|end| end.step());
                    steps.map(|step| plain.stage(step)).min()
                })
                .max();
            if farthest.is_some_and(|farthest| plain.stage(step) <= farthest) {
                passed += 1;
                let there = deal
                    .iter()
                    .any(|event| plain.means(event).contains(&End::Step(step)));
                skipped += usize::from(!there);
            }
        }
        if skipped as f64 > passed as f64 * limit / 100.0 + 1e-6 {
            plain.state(vec![step.to_string()], &[skipped, passed]);
        }
    }
}

fn unmapped_activity(plain: &mut Plain<'_>) {
    let limit = plain.percent("unmapped-activity.percent", 1.0);
    if plain.view.activities().next().is_none() {
        return;
    }
    let has = |wanted: &dyn Fn(OutcomeKind) -> bool| plain.view.outcomes.iter().any(|row| wanted(row.kind));
    let won = has(&|kind| kind == OutcomeKind::Won);
    let lost = has(&|kind| kind != OutcomeKind::Won && kind != OutcomeKind::Unclassified);
    let names: Vec<(&str, bool)> = plain
        .meaning
        .iter()
        .map(|(name, ends)| (*name, ends.is_empty()))
        .collect();
    for (name, unmapped) in names {
        let only_an_end = name == "Won" && won || name == "Lost" && lost;
        let there = |deal: &&Deal| deal.iter().any(|event| event.activity == name);
        let cases = plain.deals.iter().filter(there).count();
        let often = cases as f64 >= plain.deals.len() as f64 * limit / 100.0 - 1e-6;
        if unmapped && !only_an_end && often {
            plain.state(vec![plain.map(), name.to_owned()], &[cases]);
        }
    }
}

fn unmapped_transition(plain: &mut Plain<'_>) {
    let limit = plain.percent("unmapped-transition.percent", 1.0);
    let mut cases: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for deal in plain.deals {
        let pairs: BTreeSet<(&str, &str)> = deal
            .windows(2)
            .map(|pair| (pair[0].activity.as_str(), pair[1].activity.as_str()))
            .collect();
        for pair in pairs {
            *cases.entry(pair).or_default() += 1;
        }
    }
    for ((from, to), cases) in cases {
        let (before, after) = (plain.meaning[from].clone(), plain.meaning[to].clone());
        let inside = from != to && before.len() == 1 && before == after;
        let drawn = before
            .iter()
            .any(|one| after.iter().any(|other| plain.may_follow(*one, *other)));
        let often = cases as f64 >= plain.deals.len() as f64 * limit / 100.0 - 1e-6;
        if before.is_empty() || after.is_empty() || inside || drawn || !often {
            continue;
        }
        let mut subjects: Vec<String> = before.iter().chain(&after).map(|end| id(*end)).collect();
        subjects.push(format!("{from} → {to}"));
        plain.state(subjects, &[cases]);
    }
}

fn batch_entry(plain: &mut Plain<'_>) {
    let all = || plain.deals.iter().flatten();
    if all().all(|event| event.time % 86_400 == 0) {
        return;
    }
    let crowded = |times: &mut Vec<i64>, many: usize| {
        times.sort_unstable();
        times
            .windows(many)
            .any(|window| window[many - 1] - window[0] <= 60)
    };
    let cases = plain.deals.iter().filter(|deal| {
        let mut times: Vec<i64> = deal.iter().map(|event| event.time).collect();
        crowded(&mut times, 5)
    });
    let cases = cases.count();
    let users: BTreeSet<&str> = all()
        .map(|event| event.user.as_str())
        .filter(|user| !user.is_empty())
        .collect();
    let users = users.into_iter().filter(|user| {
        let own = all().filter(|event| event.user == *user);
        crowded(&mut own.map(|event| event.time).collect(), 20)
    });
    let users = users.count();
    if cases + users > 0 {
        plain.state(vec![plain.map()], &[cases, users]);
    }
}

fn recorded_rework(plain: &mut Plain<'_>) {
    let limit = plain.percent("recorded-rework.percent", 10.0);
    for step in plain.matched() {
        let (mut come, mut back) = (0, 0);
        for deal in plain.deals {
            let visits = plain.visits(deal, step);
            come += usize::from(visits > 0);
            back += usize::from(visits > 1);
        }
        if back as f64 > come as f64 * limit / 100.0 + 1e-6 {
            plain.state(vec![step.to_string()], &[back, come]);
        }
    }
}

fn zombie_case(plain: &mut Plain<'_>) {
    let end = |deal: &Deal| {
        let ends = deal.iter().rev();
        let mut ends = ends.filter(|event| event.activity == "Won" || event.activity == "Lost");
        ends.next().map(|event| event.activity == "Won")
    };
    let last = plain.deals.iter().flatten().map(|event| event.time).max();
    let date = plain.date.or(plain.view.workshop.charter().last_day);
    let Some(date) = date.or(last.map(day)) else {
        return;
    };
    if plain.deals.iter().all(|deal| end(deal).is_none()) {
        return;
    }
    let mut spans: Vec<f64> = plain
        .deals
        .iter()
        .filter(|deal| end(deal) == Some(true))
        .map(|deal| (deal[deal.len() - 1].time - deal[0].time) as f64 / 86_400.0)
        .collect();
    spans.sort_by(f64::total_cmp);
    let limit = (!spans.is_empty()).then(|| {
        let place = 0.95 * (spans.len() - 1) as f64;
        let (low, high) = (spans[place.floor() as usize], spans[place.ceil() as usize]);
        low + (high - low) * place.fract()
    });
    let age = |deal: &&Deal| f64::from(day(deal[0].time).until(date).map_or(0, |span| span.get_days()));
    let open = plain.deals.iter().filter(|deal| end(deal).is_none());
    let old = open
        .clone()
        .filter(|deal| limit.is_some_and(|limit| age(deal) > limit))
        .count();
    if old > 0 {
        plain.state(vec![plain.map()], &[old, open.count()]);
    }
}
