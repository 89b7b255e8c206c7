//! What a change could not keep, in sentences. English alone: this crate uses none of ours, and another language words the
//! same functions anew.

/// Shares of two links that became one.
pub(super) fn shares_added(links: &str) -> String {
    format!("The shares of the links {links} were added.")
}

/// Two shares of links that became one.
pub(super) fn kept_share(links: &str) -> String {
    format!("Of two shares of the link {links} the kept step's stays.")
}

/// Two waits of links that became one.
pub(super) fn kept_wait(links: &str) -> String {
    format!("Of two waits of the link {links} the kept step's stays.")
}

/// The criterion of a link that became one with another.
pub(super) fn criterion_dropped(criterion: &str, links: &str) -> String {
    format!("The criterion {criterion} of the link {links} was dropped.")
}

/// A link by its ends.
pub(super) fn from_to(from: &str, to: &str) -> String {
    format!("from {from} to {to}")
}

/// A field in which two merged steps differ.
pub(super) fn differ(kept: &str, other: &str, field: &str) -> String {
    format!("{kept} and {other} differ in {field}; that of {kept} stays.")
}

/// Fields that a step on the other side does not have.
pub(super) fn lost_fields(step: &str, fields: &str) -> String {
    format!("{step} lost its {fields}.")
}

/// A link that may not join its ends any more.
pub(super) fn link_dropped(from: &str, to: &str) -> String {
    format!("The link from {from} to {to} was dropped.")
}

/// A link that a waypoint cannot have.
pub(super) fn link_of_waypoint(step: &str) -> String {
    format!("{step} lost a link that no waypoint has.")
}

/// Links of a step that is none any more.
pub(super) fn lost_links(step: &str, count: usize) -> String {
    let links = if count == 1 { "link" } else { "links" };
    format!("{step} lost {count} {links}.")
}
