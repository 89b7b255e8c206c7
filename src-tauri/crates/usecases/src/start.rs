//! The start screen: what was opened before, and what a new workshop can start from.

use std::path::Path;

use twinlane_wire::{StartPage, TemplateInfo};

use crate::recent;

/// What the start screen shows.
pub(crate) fn page(data_folder: &Path) -> StartPage {
    StartPage {
        recent: recent::list(data_folder),
        templates: templates(),
    }
}

/// The templates that come with the app.
pub fn templates() -> Vec<TemplateInfo> {
    twinlane_exchange::templates()
        .iter()
        .map(|template| TemplateInfo {
            name: template.name.to_owned(),
            title: template.title.to_owned(),
            about: template.about.to_owned(),
        })
        .collect()
}
