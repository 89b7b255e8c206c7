//! Family B, plainly: on one dense matrix, what is served at capacity by damped iteration.

use twinlane_model::{Pool, Severity, Side, Step};

use super::network::Dense;
use super::{Plain, walk};

twins! {
    constraint,
    overload,
    waiting_dominates,
    largest_leak,
    more_activity_trap,
}

/// What the dense matrix says of the process.
struct Process {
    dense: Dense,
    /// Something cannot be worked out.
    any_trouble: bool,
    /// Something that cases get to cannot be worked out.
    spoiled: bool,
    /// States behind such a thing.
    behind: Vec<bool>,
    reached: Vec<bool>,
    /// Arrivals at each state if everything were served.
    visits: Vec<f64>,
}

impl Process {
    /// Nothing while no case enters.
    fn of(plain: &Plain<'_>) -> Option<Self> {
        let dense = Dense::of(plain);
        if !dense.entered {
            return None;
        }
        let (any_trouble, spoiled, behind) = dense.trouble();
        let reached = dense.reached();
        let with: Vec<bool> = (0..dense.count()).map(|at| reached[at] && !behind[at]).collect();
        let everybody = vec![1.0; dense.count()];
        let visits = dense.arrivals(&everybody, &vec![1.0; dense.blocks.len()], &with);
        Some(Self {
            dense,
            any_trouble,
            spoiled,
            behind,
            reached,
            visits,
        })
    }

    /// Only where everything that cases get to can be worked out.
    fn sound(plain: &Plain<'_>) -> Option<Self> {
        Self::of(plain).filter(|process| !process.spoiled)
    }
}

fn sellers<'a>(plain: &Plain<'a>) -> Vec<&'a Step> {
    plain.view.steps_of(Side::Seller).collect()
}

fn touch(step: &Step) -> f64 {
    step.touch.as_ref().map_or(0.0, |touch| touch.value.max(0.0))
}

fn capacity(pool: &Pool) -> Option<f64> {
    Some(pool.capacity.as_ref()?.value.max(0.0))
}

fn constraint(plain: &mut Plain<'_>) {
    for load in loads(plain).into_iter().filter(|load| load.constraint) {
        if load.busy > 0.85 * (1.0 + 1e-9) {
            let severity = if load.over() {
                Severity::High
            } else {
                Severity::Medium
            };
            plain.state(&load.subjects, severity);
        }
    }
}

fn overload(plain: &mut Plain<'_>) {
    for load in loads(plain).into_iter().filter(|load| !load.constraint) {
        if load.over() {
            plain.state(&load.subjects, Severity::High);
        }
    }
}

/// What is asked of a pool.
struct Load {
    subjects: Vec<String>,
    /// Hours asked for ÷ hours there are.
    busy: f64,
    constraint: bool,
}

impl Load {
    fn over(&self) -> bool {
        self.busy > 1.0 + 1e-9
    }
}

fn loads(plain: &Plain<'_>) -> Vec<Load> {
    let Some(Process { visits, behind, .. }) = Process::of(plain) else {
        return Vec::new();
    };
    let steps = sellers(plain);
    if steps
        .iter()
        .enumerate()
        .any(|(at, step)| step.pool.is_some() && behind[at])
    {
        return Vec::new();
    }
    let mut loads: Vec<(&Pool, f64, f64)> = Vec::new();
    for pool in plain.view.pools.iter().copied() {
        let own = steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.pool == Some(pool.id));
        let hours: f64 = own.map(|(at, step)| visits[at] * touch(step)).sum();
        if let Some(capacity) = capacity(pool) {
            loads.push((pool, hours, capacity));
        }
    }
    let busy = |load: &(&Pool, f64, f64)| if load.1 > 0.0 { load.1 / load.2 } else { 0.0 };
    let Some(most) = loads.iter().map(busy).reduce(f64::max) else {
        return Vec::new();
    };
    let constraint = loads
        .iter()
        .position(|load| busy(load) >= most)
        .expect("one is the most");
    let load = |(at, load): (usize, &(&Pool, f64, f64))| {
        let mut subjects: Vec<String> = steps
            .iter()
            .filter(|step| step.pool == Some(load.0.id) && !step.waypoint)
            .map(|step| step.id.to_string())
            .collect();
        if subjects.is_empty() {
            subjects.push(load.0.id.to_string());
        }
        Load {
            subjects,
            busy: busy(load),
            constraint: at == constraint,
        }
    };
    loads.iter().enumerate().map(load).collect()
}

fn waiting_dominates(plain: &mut Plain<'_>) {
    let Some(Process { dense, visits, .. }) = Process::sound(plain).filter(|process| !process.any_trouble)
    else {
        return;
    };
    let arrows = dense.arrows();
    let (mut hours, mut days, mut timed) = (0.0, 0.0, false);
    for (at, step) in sellers(plain).into_iter().enumerate() {
        let onward = walk(dense.count(), &arrows, &[at], None);
        let wins = (0..dense.count()).any(|to| onward[to] && dense.won[to] > 0.0);
        if !wins || step.waypoint || visits[at] <= 0.0 {
            continue;
        }
        hours += visits[at] * touch(step);
        days += visits[at] * step.elapsed.as_ref().map_or(0.0, |days| days.value.max(0.0));
        timed |= step.touch.is_some();
    }
    let ratio = hours / (days * plain.view.workshop.charter().hours_per_day);
    if timed && ratio < 0.1 * (1.0 - 1e-9) {
        plain.state(&[plain.view.map.id.to_string()], Severity::Medium);
    }
}

fn largest_leak(plain: &mut Plain<'_>) {
    let Some(Process { dense, visits, .. }) = Process::sound(plain) else {
        return;
    };
    let wins = dense.wins(&visits);
    let ones = (vec![1.0; dense.count()], vec![1.0; dense.blocks.len()]);
    let mut found: Vec<(String, f64)> = Vec::new();
    for (at, step) in sellers(plain)
        .into_iter()
        .enumerate()
        .filter(|(_, step)| !step.waypoint)
    {
        if let Some(changed) = dense.without_loss(at) {
            let kept = changed.arrivals(&ones.0, &ones.1, &changed.reached());
            found.push((step.id.to_string(), changed.wins(&kept) - wins));
        }
    }
    let most = found.iter().map(|(_, wins)| *wins).fold(0.0, f64::max);
    if most > 1e-9 {
        let equal = found.iter().filter(|(_, wins)| *wins >= most * (1.0 - 1e-9));
        let names: Vec<String> = equal.map(|(name, _)| name.clone()).collect();
        plain.state(&names, Severity::Medium);
    }
}

fn more_activity_trap(plain: &mut Plain<'_>) {
    let Some(Process { dense, reached, .. }) = Process::sound(plain) else {
        return;
    };
    let mut harder = dense.clone();
    for entry in &mut harder.entry {
        *entry *= 1.1;
    }
    let now = wins_at_capacity(plain, &dense, &reached);
    let then = wins_at_capacity(plain, &harder, &reached);
    if now > 0.0 && (then / now - 1.0) * 100.0 < 5.0 - 1e-7 {
        plain.state(&[plain.view.map.id.to_string()], Severity::Medium);
    }
}

/// Serves less wherever more arrives than there are hours for, a little at a time, until nothing changes.
fn wins_at_capacity(plain: &Plain<'_>, dense: &Dense, reached: &[bool]) -> f64 {
    let steps = sellers(plain);
    let mut part = vec![1.0; plain.view.pools.len()];
    let mut delivered = vec![1.0; dense.blocks.len()];
    for round in 0..20_000 {
        let of_state: Vec<f64> = (0..dense.count())
            .map(|at| {
                let pool = steps.get(at).and_then(|step| step.pool);
                let place = plain.view.pools.iter().position(|row| Some(row.id) == pool);
                place.map_or(1.0, |place| part[place])
            })
            .collect();
        let arrivals = dense.arrivals(&of_state, &delivered, reached);
        let served: Vec<f64> = arrivals
            .iter()
            .zip(&of_state)
            .map(|(cases, part)| cases * part)
            .collect();
        let mut change: f64 = 0.0;
        for (slot, block) in delivered.iter_mut().zip(&dense.blocks) {
            let of_split = served[block.split];
            let branches = block
                .branches
                .iter()
                .filter(|(steps, _)| !steps.is_empty() && of_split > 0.0);
            let least = branches
                .map(|(_, closing)| {
                    closing.iter().map(|(at, share)| served[*at] * share).sum::<f64>() / of_split
                })
                .fold(1.0, f64::min);
            change = change.max((*slot - least).abs());
            *slot = least;
        }
        for (slot, pool) in part.iter_mut().zip(&plain.view.pools) {
            let own = steps
                .iter()
                .enumerate()
                .filter(|(_, step)| step.pool == Some(pool.id));
            let load: f64 = own.map(|(at, step)| arrivals[at] * touch(step)).sum();
            let room = match capacity(pool) {
                Some(hours) if load > 0.0 => hours / load,
                _ => 1e9,
            };
            let off = if room >= 1.0 {
                1.0 - *slot
            } else {
                *slot / room - 1.0
            };
            change = change.max(off.abs());
            let step = if round < 400 { 0.3 } else { 0.05 };
            *slot = (slot.powf(1.0 - step) * room.powf(step)).min(1.0);
        }
        if change < 1e-11 {
            return dense.wins(&served);
        }
    }
    panic!("{:?}: the served shares do not settle", plain.view.map.name);
}
