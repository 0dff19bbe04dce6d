//! What a folder needs beyond what the library does.

use object_store::path::Path as ObjectPath;
use std::{
	fs::{self, DirBuilder, File},
	io,
	os::unix::fs::DirBuilderExt,
	path::Path,
};

/// Makes the folder, for this user alone.
pub(super) fn make(folder: &Path) -> io::Result<()> {
	if folder.is_dir() {
		return Ok(());
	}
	DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
	match folder.canonicalize()?.parent() {
		Some(parent) => File::open(parent)?.sync_all(),
		None => Ok(()),
	}
}

/// Removes what a process that was killed left half-written: the library writes to `name#1` and renames that to `name`.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
	for kind in ["records", "pieces"] {
		for patient in entries(&folder.join(kind))? {
			let patient = patient?.path();
			for file in entries(&patient)? {
				let file = file?;
				if file.file_name().as_encoded_bytes().contains(&b'#') {
					fs::remove_file(file.path())?;
				}
			}
			// One that is not empty stays.
			fs::remove_dir(&patient).ok();
		}
	}
	Ok(())
}

/// Makes durable that something was removed: by the folder in which it was, or, where that was empty and went too, by the one
/// above.
pub(super) fn make_removal_durable(folder: &Path, removed: &ObjectPath) -> io::Result<()> {
	let removed = folder.join(removed.as_ref());
	for above in removed.ancestors().skip(1) {
		match File::open(above) {
			Ok(above) => return above.sync_all(),
			Err(error) if error.kind() == io::ErrorKind::NotFound && above != folder => {},
			Err(error) => return Err(error),
		}
	}
	Ok(())
}

/// What is in a folder: nothing where it is not there.
fn entries(folder: &Path) -> io::Result<impl Iterator<Item = io::Result<fs::DirEntry>>> {
	match fs::read_dir(folder) {
		Ok(entries) => Ok(Some(entries).into_iter().flatten()),
		Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None.into_iter().flatten()),
		Err(error) => Err(error),
	}
}
