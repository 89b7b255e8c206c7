//! Output files: written beside and renamed, never half; an existing file is replaced only when asked.

use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;
use twinlane_wire::{Fault, FaultCode};

use crate::fault::from_io;

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and writing is refused.
    #[default]
    Keep,
    /// It is replaced.
    Replace,
}

impl Existing {
    /// As a command line says it: replaced when forced.
    #[must_use]
    pub fn replaced_if(forced: bool) -> Self {
        if forced { Self::Replace } else { Self::Keep }
    }
}

/// Writes a file as a whole: first beside, then synced, then renamed into place.
pub fn write_beside(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Fault> {
    if existing == Existing::Keep && path.exists() {
        return Err(Fault::new(
            FaultCode::FileExists,
            format!("{} is already there", path.display()),
        ));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| {
        Fault::new(
            FaultCode::InputOutput,
            format!("{} names no file", path.display()),
        )
    })?;
    let written = beside(folder, &name.to_string_lossy()).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    });
    written.map_err(|error| from_io(path, &error))
}

/// A file that goes away unless it is given its name. It ends in nothing known, so that a half written file is
/// never taken for a whole one.
fn beside(folder: &Path, name: &str) -> std::io::Result<NamedTempFile> {
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".part");
    // Others may read what is written out, as far as the user's mask lets them; a temporary file is private.
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666))
    };
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.svg");
        write_beside(&path, b"one", Existing::Keep).expect("a new file is written");
        let refused = write_beside(&path, b"two", Existing::Keep).expect_err("it is there already");
        assert_eq!(refused.code, FaultCode::FileExists);
        assert_eq!(
            std::fs::read(&path).expect("it is there"),
            b"one",
            "a refusal alters nothing"
        );
        write_beside(&path, b"two", Existing::Replace).expect("replaced when asked");
        assert_eq!(std::fs::read(&path).expect("it is there"), b"two");
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("the folder").count(),
            1,
            "nothing is left beside"
        );
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_a_file_as_the_mask_says() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let (ours, plain) = (folder.path().join("map.svg"), folder.path().join("plain"));
        write_beside(&ours, b"one", Existing::Keep).expect("a new file is written");
        std::fs::write(&plain, b"one").expect("a plain file");
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("no/such/map.svg");
        let refused = write_beside(&path, b"one", Existing::Keep).expect_err("no such folder");
        assert_eq!(refused.code, FaultCode::FileNotFound);
        assert!(
            refused.detail.contains("map.svg"),
            "the message names the file: {}",
            refused.detail
        );
    }
}
