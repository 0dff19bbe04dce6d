//! The files of a vault and of its copy.

use super::backup_error::BackupError;
use crate::hash::{hashed, hasher};
use std::{
	fs::{self, DirBuilder, File, OpenOptions},
	io,
	os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
	path::{Path, PathBuf},
};

/// What says that a folder is a vault. It is copied first: what lies beside it belongs to a copy.
const FORMAT: &str = "format";
pub(super) const RECORDS: &str = "records";
pub(super) const PIECES: &str = "pieces";
/// At the end of what is not whole yet.
const NEW: &str = ".new";

/// Makes the vault's copy what the vault is.
pub(super) fn mirror(vault: &Path, copy: &Path) -> Result<(), BackupError> {
	add(vault, copy)?;
	gone(vault, copy)?.iter().try_for_each(|path| remove(path))
}

/// Copies what of a vault was not copied yet. What is in the copy alone stays, and so does what lies in either folder and is no vault's (`lost+found`).
pub(super) fn add(vault: &Path, to: &Path) -> Result<(), BackupError> {
	make_folder(to)?;
	copy_if_later(&vault.join(FORMAT), &to.join(FORMAT), &|_| true)?;
	for kind in [RECORDS, PIECES] {
		let may_replace = |path: &Path| kind != RECORDS || is_as_named(path);
		add_folder(&vault.join(kind), &to.join(kind), &may_replace)?;
	}
	sync_folder(to)
}

fn add_folder(
	from: &Path,
	to: &Path,
	may_replace: &impl Fn(&Path) -> bool,
) -> Result<(), BackupError> {
	let paths = entries(from)?;
	if paths.is_empty() {
		return Ok(());
	}
	make_folder(to)?;
	for path in paths {
		let Some(name) = path.file_name() else { continue };
		let copied = to.join(name);
		if path.is_dir() {
			add_folder(&path, &copied, may_replace)?;
		} else {
			copy_if_later(&path, &copied, may_replace)?;
		}
	}
	sync_folder(to)
}

/// What was damaged since it was copied takes no place of what is whole: it is shorter, or not what its name says.
fn copy_if_later(
	path: &Path,
	copied: &Path,
	may_replace: &impl Fn(&Path) -> bool,
) -> Result<(), BackupError> {
	let original = match fs::metadata(path) {
		// It was destroyed, or was only half written.
		Err(error) if error.kind() == io::ErrorKind::NotFound && !is_link(path) => return Ok(()),
		found => found.map_err(BackupError::of(path))?,
	};
	if let Ok(copy) = fs::metadata(copied) {
		let is_later = || Some(copy.modified().ok()? >= original.modified().ok()?);
		let is_copied = original.len() == copy.len() && is_later() == Some(true);
		if is_copied || original.len() < copy.len() || !may_replace(path) {
			return Ok(());
		}
	}
	match copy(path, copied) {
		Err(BackupError::File(at, error))
			if at == path && error.kind() == io::ErrorKind::NotFound =>
		{
			Ok(())
		},
		done => done,
	}
}

/// A record is named by the hash of its bytes.
fn is_as_named(path: &Path) -> bool {
	let name = path.file_name().and_then(|name| name.to_str());
	hash_of(path).is_ok_and(|hash| Some(hex::encode(hash).as_str()) == name)
}

/// What is in the copy, and in the vault no longer: records, pieces, and what of them is not whole.
pub(super) fn gone(vault: &Path, copy: &Path) -> Result<Vec<PathBuf>, BackupError> {
	let mut gone = Vec::new();
	for kind in [RECORDS, PIECES] {
		for patient in entries(&copy.join(kind))? {
			let files = if patient.is_dir() { entries(&patient)? } else { vec![patient] };
			for file in files {
				let original = file.strip_prefix(copy).map(|path| vault.join(path));
				// What cannot be looked at is there.
				let is_gone = |path: &PathBuf| {
					fs::symlink_metadata(path)
						.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
				};
				if original.as_ref().is_ok_and(is_gone) {
					gone.push(file);
				}
			}
		}
	}
	Ok(gone)
}

/// Destroys a file of a copy, and the folder of which it was the last.
pub(super) fn remove(path: &Path) -> Result<(), BackupError> {
	remove_file(path)?;
	// One that is not empty stays.
	path.parent().map(fs::remove_dir);
	Ok(())
}

pub(super) fn remove_file(path: &Path) -> Result<(), BackupError> {
	match fs::remove_file(path) {
		Err(error) if error.kind() != io::ErrorKind::NotFound => Err(BackupError::of(path)(error)),
		_ => Ok(()),
	}
}

/// Copies a file beside its place, for this user alone, and puts it there when it is on the disk.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
	let new = being_made(to);
	remove_file(&new)?;
	let mut original = File::open(from).map_err(BackupError::of(from))?;
	let made = new_file(&new)
		.and_then(|mut file| {
			io::copy(&mut original, &mut file)?;
			file.sync_all()
		})
		.and_then(|()| fs::rename(&new, to));
	made.map_err(BackupError::of(to))
}

/// A new file, for this user alone.
pub(super) fn new_file(path: &Path) -> io::Result<File> {
	OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Where a file is until it is whole.
pub(super) fn being_made(path: &Path) -> PathBuf {
	beside(path, NEW)
}

/// The path with this at its end.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
	let mut beside = path.as_os_str().to_owned();
	beside.push(end);
	PathBuf::from(beside)
}

/// Makes a folder, for this user alone: its names tell of patients. One that is there stays as it is.
pub(super) fn make_folder(folder: &Path) -> Result<(), BackupError> {
	let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
	made.map_err(BackupError::of(folder))
}

/// Makes durable what was put into a folder, or taken out of it.
pub(super) fn sync_folder(folder: &Path) -> Result<(), BackupError> {
	let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
	File::open(folder).and_then(|folder| folder.sync_all()).map_err(BackupError::of(folder))
}

/// What is in a folder: nothing where it is not there.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
	let entries = match fs::read_dir(folder) {
		Ok(entries) => entries,
		Err(error) if error.kind() == io::ErrorKind::NotFound && !is_link(folder) => {
			return Ok(Vec::new())
		},
		Err(error) => return Err(BackupError::of(folder)(error)),
	};
	entries.map(|entry| Ok(entry.map_err(BackupError::of(folder))?.path())).collect()
}

/// Where a link leads nowhere its disk may not be mounted.
fn is_link(path: &Path) -> bool {
	fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

pub(super) fn hash_of(path: &Path) -> Result<[u8; 32], BackupError> {
	let mut hasher = hasher();
	let read = File::open(path).and_then(|mut file| io::copy(&mut file, &mut hasher));
	read.map_err(BackupError::of(path))?;
	Ok(hashed(&hasher))
}

/// Whether a path is a folder, or lies in it, by whatever way it leads there. Of what is not there yet that counts in which it will be.
pub(super) fn is_within(path: &Path, folder: &Path) -> bool {
	let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
	let real = path.ancestors().find_map(|above| fs::canonicalize(above).ok());
	real.is_some_and(|real| real.ancestors().any(|above| is_same(above, folder)))
}

/// Whether two paths lead to the same file or folder.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
	let identity = |path| fs::metadata(path).map(|found| (found.dev(), found.ino()));
	matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use rustix::fs::{mknodat, FileType, Mode, OFlags, CWD};
	use std::{io::Write, thread, time::Duration};

	/// A pipe instead of a file: whoever copies it waits for the end of what is written into it.
	pub fn make_pipe(path: &Path) {
		fs::create_dir_all(path.parent().unwrap()).unwrap();
		mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
	}

	/// The end of a pipe that is written to, once somebody reads; or none, if nobody will.
	pub fn writing_end_once_read(path: &Path, has_ended: impl Fn() -> bool) -> Option<File> {
		let without_waiting = i32::try_from(OFlags::NONBLOCK.bits()).unwrap();
		let mut options = OpenOptions::new();
		options.write(true).custom_flags(without_waiting);
		while !has_ended() {
			match options.open(path) {
				Ok(pipe) => return Some(pipe),
				Err(_) => thread::sleep(Duration::from_millis(1)),
			}
		}
		None
	}

	fn write(path: &Path, text: &str) {
		fs::create_dir_all(path.parent().unwrap()).unwrap();
		fs::write(path, text).unwrap();
	}

	fn read(path: &Path) -> String {
		fs::read_to_string(path).unwrap()
	}

	#[test]
	fn the_copy_of_a_vault_is_what_the_vault_is() {
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		write(&from.join("format"), "vault");
		write(&from.join("records/aa/one"), "1");
		write(&from.join("pieces/bb/two"), "22");
		write(&from.join("lost+found/lost"), "of the disk");
		mirror(&from, &to).unwrap();
		fs::remove_dir_all(from.join("records")).unwrap();
		write(&from.join("pieces/bb/two"), "333");
		write(&from.join("pieces/bb/three"), "4");
		write(&to.join("letters"), "somebody else's");
		mirror(&from, &to).unwrap();
		assert!(!to.join("records/aa").exists() && !to.join("lost+found").exists());
		assert_eq!(read(&to.join("pieces/bb/two")), "333");
		assert_eq!(read(&to.join("pieces/bb/three")), "4");
		assert_eq!(read(&to.join("letters")), "somebody else's");
	}

	#[test]
	fn what_is_damaged_is_not_copied_over_what_is_whole() {
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		let mut hasher = hasher();
		io::copy(&mut "whole".as_bytes(), &mut hasher).unwrap();
		let record = format!("records/aa/{}", hex::encode(hashed(&hasher)));
		write(&from.join(&record), "whole");
		write(&from.join("pieces/bb/1-00"), "piece");
		add(&from, &to).unwrap();
		for (path, damaged) in [(&*record, ""), (&record, "other"), ("pieces/bb/1-00", "pie")] {
			let before = read(&to.join(path));
			write(&from.join(path), damaged);
			add(&from, &to).unwrap();
			assert_eq!(read(&to.join(path)), before, "{path}");
		}
		// A damaged copy is mended by what is whole again.
		write(&to.join(&record), "wh");
		write(&from.join(&record), "whole");
		add(&from, &to).unwrap();
		assert_eq!(read(&to.join(&record)), "whole");
	}

	#[test]
	fn what_is_in_the_copy_as_it_is_is_not_copied_again() {
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		let piece = "pieces/bb/1-00";
		let (original, copied) = (from.join(piece), to.join(piece));
		write(&from.join(FORMAT), "vault");
		write(&original, "piece");
		add(&from, &to).unwrap();
		let file = || fs::metadata(&copied).unwrap().ino();
		let before = file();
		add(&from, &to).unwrap();
		assert_eq!(file(), before);
		write(&original, "other");
		let later = fs::metadata(&copied).unwrap().modified().unwrap() + Duration::from_secs(1);
		File::options().write(true).open(&original).unwrap().set_modified(later).unwrap();
		add(&from, &to).unwrap();
		assert_eq!(read(&copied), "other");
	}

	#[test]
	fn what_is_destroyed_while_it_is_copied_is_missed_by_nobody() {
		let folder = tempfile::tempdir().unwrap();
		let (path, copied) = (folder.path().join("original"), folder.path().join("copy"));
		write(&path, "longer");
		write(&copied, "1");
		let destroyed = |path: &Path| fs::remove_file(path).is_ok();
		copy_if_later(&path, &copied, &destroyed).unwrap();
		assert_eq!(read(&copied), "1");
	}

	#[test]
	fn what_cannot_be_looked_at_is_not_gone() {
		let folder = tempfile::tempdir().unwrap();
		let (vault, copy) = (folder.path().join("vault"), folder.path().join("copy"));
		write(&copy.join("records/aa/one"), "1");
		write(&copy.join("records/bb/two"), "2");
		write(&vault.join("records/aa"), "in the place of a folder");
		fs::create_dir(vault.join("records/bb")).unwrap();
		std::os::unix::fs::symlink("nowhere", vault.join("records/bb/two")).unwrap();
		assert_eq!(gone(&vault, &copy).unwrap(), Vec::<PathBuf>::new());
	}

	#[test]
	fn a_file_stays_as_it_is_until_its_copy_is_whole() {
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		write(&to, "before");
		write(&being_made(&to), "of another attempt, which broke off");
		make_pipe(&from);
		thread::scope(|scope| {
			let copying = scope.spawn(|| copy(&from, &to));
			let pipe = writing_end_once_read(&from, || copying.is_finished());
			let mut pipe = pipe.unwrap_or_else(|| panic!("{:?}", fs::read(&to)));
			pipe.write_all(b"half").unwrap();
			while !fs::read(being_made(&to)).is_ok_and(|made| made == b"half") {
				assert_eq!(read(&to), "before");
				thread::sleep(Duration::from_millis(1));
			}
			assert_eq!(read(&to), "before");
			drop(pipe);
			copying.join().unwrap().unwrap();
		});
		assert_eq!(read(&to), "half");
	}

	#[test]
	fn what_is_not_there_yet_will_be_in_the_present_folder() {
		let present = std::env::current_dir().unwrap();
		assert!(is_within(Path::new("not/there"), &present));
		assert!(!is_within(Path::new("not/there"), &present.join("src")));
	}

	#[test]
	fn a_link_that_leads_nowhere_is_no_empty_folder() {
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		write(&from.join("format"), "vault");
		let elsewhere = folder.path().join("elsewhere");
		write(&elsewhere.join("aa/one"), "1");
		std::os::unix::fs::symlink(&elsewhere, from.join("records")).unwrap();
		mirror(&from, &to).unwrap();
		fs::rename(&elsewhere, folder.path().join("away")).unwrap();
		mirror(&from, &to).unwrap_err();
		assert_eq!(read(&to.join("records/aa/one")), "1");
		// Neither is one in the place of a record what was destroyed.
		fs::rename(folder.path().join("away"), &elsewhere).unwrap();
		std::os::unix::fs::symlink("nowhere", elsewhere.join("aa/two")).unwrap();
		mirror(&from, &to).unwrap_err();
	}

	#[test]
	fn what_is_copied_may_be_written_by_this_user_and_read_by_nobody_else() {
		use std::os::unix::fs::PermissionsExt;
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		for mode in [0o400, 0o666] {
			write(&from, "1");
			fs::set_permissions(&from, fs::Permissions::from_mode(mode)).unwrap();
			copy(&from, &to).unwrap();
			assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
			fs::remove_file(&from).unwrap();
		}
	}
}
