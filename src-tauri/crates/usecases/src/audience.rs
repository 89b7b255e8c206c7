//! Who looks at the window.

use twinlane_wire::ViewOptions;

/// Who looks at what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Whoever prepares the workshop: everything is shown.
    #[default]
    Consultant,
    /// Everybody in front of the projector: money, dismissed gaps and the load of a single person stay out of sight.
    Room,
}

impl Audience {
    /// Who looks at a window that shows a map like this.
    pub(crate) fn of(options: &ViewOptions) -> Self {
        if options.presenting {
            Self::Room
        } else {
            Self::Consultant
        }
    }
}
