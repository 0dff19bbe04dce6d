//! The disks on which a custodian's folders are.

use rustix::{fs::statvfs, io};
use std::path::Path;

/// So much of a disk, in bytes, is left to what is noted: it must not fail for what is long.
pub(crate) const SPARE: u64 = 1 << 28;

/// What is free for whoever is not the superuser, in bytes: none where no file can be made any more.
pub(crate) fn free(folder: &Path) -> io::Result<u64> {
	let disk = statvfs(folder)?;
	// Some file systems make files as long as there are bytes, and count none.
	let has_files = disk.f_files == 0 || disk.f_favail > 0;
	Ok(if has_files { disk.f_bavail.saturating_mul(disk.f_frsize) } else { 0 })
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_disk_has_room_and_what_is_not_there_has_none() {
		assert!(free(&std::env::temp_dir()).is_ok_and(|bytes| bytes > 0));
		assert!(free(Path::new("/not/there")).is_err());
	}
}
