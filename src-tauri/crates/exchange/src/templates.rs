//! Templates a new workshop can start from: outlines of whole maps, embedded. They hold no numbers: what a
//! company's process takes is measured there, not here. Both sides are left "not drawn", for the room to do.

/// A template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Stable name, for the command line.
    pub name: &'static str,
    /// Title shown.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// The outline, for [`crate::outline::read`].
    pub outline: &'static str,
}

/// All templates, in the order they are offered.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

const TEMPLATES: [Template; 5] = [
    Template {
        name: "complex-b2b",
        title: "Complex B2B sale",
        about: "Several people must agree; months from the first doubt to the signature.",
        outline: include_str!("../templates/complex-b2b.md"),
    },
    Template {
        name: "saas",
        title: "SaaS",
        about: "People try it first, a team decides, and every renewal is a purchase again.",
        outline: include_str!("../templates/saas.md"),
    },
    Template {
        name: "capital-equipment",
        title: "Capital equipment",
        about: "A machine bought every few years: output decides, engineers compare, finance approves.",
        outline: include_str!("../templates/capital-equipment.md"),
    },
    Template {
        name: "professional-services",
        title: "Professional services",
        about: "Trust before price, scope before work; the next engagement grows from this one.",
        outline: include_str!("../templates/professional-services.md"),
    },
    Template {
        name: "channel",
        title: "Channel sale",
        about: "Two buyers to serve: the partner who sells and the end customer who uses.",
        outline: include_str!("../templates/channel.md"),
    },
];
