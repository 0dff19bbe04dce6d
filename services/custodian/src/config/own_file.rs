//! Files that whoever runs the service names.

use std::{
	fs::{self, File},
	io,
	path::Path,
};

/// Opens one that is no longer than what is expected of it. A pipe, which would be waited for, is none, and neither is a device, which may have no end.
pub(crate) fn open(path: &Path, longest: u64) -> io::Result<File> {
	let file = fs::metadata(path)?;
	if !file.is_file() || file.len() > longest {
		return Err(io::Error::new(
			io::ErrorKind::InvalidInput,
			"it is no file, or longer than any of its kind",
		));
	}
	File::open(path)
}

#[cfg(test)]
mod tests {
	use super::*;
	use rustix::fs::{mknodat, FileType, Mode, CWD};

	#[test]
	fn a_pipe_is_not_waited_for_and_a_device_has_no_end() {
		let folder = tempfile::tempdir().unwrap();
		let [pipe, short] = ["pipe", "short"].map(|name| folder.path().join(name));
		mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
		fs::write(&short, "four").unwrap();
		assert!(open(&short, 4).is_ok());
		for (path, longest) in
			[(&*pipe, 4), (&*short, 3), (Path::new("/dev/zero"), 4), (folder.path(), 1 << 20)]
		{
			assert!(open(path, longest).is_err(), "{}", path.display());
		}
	}
}
