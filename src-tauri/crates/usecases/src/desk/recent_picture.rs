//! Putting the open workshop on the recent list with a little picture of its map. Drawing takes longer than a
//! person should wait for, so a thread of its own does it, once the desk has had nothing to do for a while.

use std::thread::JoinHandle;

use base64::prelude::{BASE64_STANDARD, Engine};
use twinlane_picture::Scene;
use twinlane_picture::theme::Theme;
use twinlane_wire::Recent;

use super::open_workshop::OpenWorkshop;
use crate::{Environment, recent};

/// Width and height of the little picture, in pixels.
const PICTURE: (f32, f32) = (320.0, 200.0);

/// The drawing under way, if any.
#[derive(Default)]
pub(crate) struct RecentPicture(Option<JoinHandle<()>>);

impl RecentPicture {
    /// Puts a workshop on the recent list, unless it stands there as it is.
    pub fn draw(&mut self, open: &mut OpenWorkshop, environment: &Environment) {
        let Some(scene) = open.unremembered() else { return };
        let entry = entry(open, environment);
        let data_folder = environment.data_folder.clone();
        self.settle();
        self.0 = Some(std::thread::spawn(move || {
            let picture = picture(&scene);
            recent::remember(&data_folder, Recent { picture, ..entry });
        }));
    }

    /// Waits until the list on disk is as it should be.
    pub fn settle(&mut self) {
        if let Some(thread) = self.0.take() {
            // A drawing that failed leaves the list as it was.
            let _ = thread.join();
        }
    }
}

/// What the list says of a workshop, but for the picture.
fn entry(open: &OpenWorkshop, environment: &Environment) -> Recent {
    let charter = open.session.workshop().charter();
    let name = open.path.file_stem().map(|name| name.to_string_lossy());
    let title = if charter.title.is_empty() {
        name.unwrap_or_default().into_owned()
    } else {
        charter.title.clone()
    };
    Recent {
        path: open.path.display().to_string(),
        title,
        client: charter.client.clone(),
        opened: environment.clock.now().date.to_string(),
        picture: String::new(),
        present: true,
    }
}

/// A little picture as a data URL; nothing when it cannot be drawn.
fn picture(scene: &Scene) -> String {
    if scene.elements.is_empty() {
        return String::new();
    }
    let png = twinlane_picture::thumbnail(scene, Theme::Light, PICTURE.0, PICTURE.1);
    png.map(|png| format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png)))
        .unwrap_or_default()
}
