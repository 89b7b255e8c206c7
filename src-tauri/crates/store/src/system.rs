//! What differs by operating system: what a file is beside its name, which file systems can be trusted with
//! shared memory, and making a folder's entries durable. Nothing outside this file asks which system it is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Tells one file from another that later bears the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity(u64, u64);

/// The identity of the file that bears this name now; an error when there is none.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::metadata(path)?;
    Ok(Identity(meta.dev(), meta.ino()))
}

/// Windows does not let an open database be renamed or deleted, so its being there is identity enough.
#[cfg(not(unix))]
pub(crate) fn identity(path: &Path) -> io::Result<Identity> {
    fs::metadata(path)?;
    Ok(Identity(0, 0))
}

/// The identity of an open file.
#[cfg(unix)]
pub(crate) fn identity_of(file: &File) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let meta = file.metadata()?;
    Ok(Identity(meta.dev(), meta.ino()))
}

/// See [`identity`].
#[cfg(not(unix))]
pub(crate) fn identity_of(file: &File) -> io::Result<Identity> {
    file.metadata()?;
    Ok(Identity(0, 0))
}

/// The one name of a file that may be reached by several (links), so that all openers meet at one lock.
#[cfg(unix)]
pub(crate) fn one_name(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Canonical names of Windows have a prefix that SQLite cannot always open; the plain name is kept.
#[cfg(not(unix))]
pub(crate) fn one_name(path: &Path) -> io::Result<PathBuf> {
    fs::metadata(path)?;
    std::path::absolute(path)
}

/// Makes the entries of a folder durable: the renames and removals done in it.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no such call; its file systems log names themselves.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether the file lies on a network or user-space file system, where shared memory and its locks cannot
/// be relied upon. When it cannot be found out, the careful answer is yes.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn remote(path: &Path) -> bool {
    // Magic numbers of statfs(2): NFS, SMB, SMB2, CIFS, FUSE, 9P, AFS (two), Ceph, Coda, NCP, OCFS2, GFS2.
    const REMOTE: [u32; 13] = [
        0x6969,
        0x517B,
        0xFE53_4D42,
        0xFF53_4D42,
        0x6573_5546,
        0x0102_1997,
        0x6B41_4653,
        0x5346_414F,
        0x00C3_6400,
        0x7375_7245,
        0x564C,
        0x7461_636F,
        0x0116_1970,
    ];
    rustix::fs::statfs(path).map_or(true, |fs| REMOTE.contains(&(fs.f_type as u32)))
}

/// macOS marks file systems that are on this computer; those of user space count as remote.
#[cfg(target_os = "macos")]
pub(crate) fn remote(path: &Path) -> bool {
    const LOCAL: u32 = 0x1000;
    rustix::fs::statfs(path).map_or(true, |fs| {
        let name: Vec<u8> = fs
            .f_fstypename
            .iter()
            .map(|&c| c as u8)
            .take_while(|&c| c != 0)
            .collect();
        fs.f_flags & LOCAL == 0 || String::from_utf8_lossy(&name).contains("fuse")
    })
}

/// On Windows a share shows in the canonical name, that of a mapped drive too.
#[cfg(windows)]
pub(crate) fn remote(path: &Path) -> bool {
    fs::canonicalize(path).map_or(true, |path| path.to_string_lossy().starts_with(r"\\?\UNC\"))
}

/// Other systems get the careful answer.
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos", windows)))]
pub(crate) fn remote(_path: &Path) -> bool {
    true
}
