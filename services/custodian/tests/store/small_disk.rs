//! A disk with little room: in memory, where this user may mount one.

use crate::skipped::skipped;
use std::{fs, io::Write, path::Path, process::Command};
use tempfile::TempDir;

/// It is unmounted when it is dropped.
pub struct SmallDisk(TempDir);

impl SmallDisk {
	/// With room for so many mebibytes; or none, and says why.
	pub fn mount(mebibytes: u32) -> Option<Self> {
		let folder = tempfile::tempdir().unwrap();
		if let Err(why) = mount(&format!("size={mebibytes}m"), folder.path()) {
			skipped(&format!("no small disk to fill can be mounted: {why}"));
			return None;
		}
		Some(Self(folder))
	}

	pub fn path(&self) -> &Path {
		self.0.path()
	}

	/// Gives it room for so many mebibytes, of which it needs what is on it.
	pub fn resize(&self, mebibytes: u32) {
		mount(&format!("remount,size={mebibytes}m"), self.path()).unwrap();
	}

	/// Leaves not a byte.
	pub fn fill(&self) {
		let mut rest = fs::File::create(self.path().join("rest")).unwrap();
		while rest.write_all(&[0; 512]).is_ok() {}
	}
}

impl Drop for SmallDisk {
	fn drop(&mut self) {
		let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
	}
}

fn mount(options: &str, folder: &Path) -> Result<(), String> {
	let mut mount = Command::new("mount");
	mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder);
	let ended = mount.output().map_err(|error| error.to_string())?;
	let told = String::from_utf8_lossy(&ended.stderr).trim().to_owned();
	ended.status.success().then_some(()).ok_or(told)
}
