//! Files with a secret, which nobody but the service and the machine's superuser may read.

use super::own_file;
use salus_client::{PrivateKey, Secret, Suite};
use std::{
	fs::{File, OpenOptions},
	io::{self, Read, Write},
	path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The longest that is read: a key of a certificate.
const MAX_LENGTH: u64 = 1 << 16;

/// Root.
#[cfg(unix)]
const SUPERUSER: u32 = 0;

/// What is wrong with a file that should hold a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretFileError {
	/// It cannot be read or written.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	Io(PathBuf, #[source] io::Error),
	/// Others may read it.
	#[error("{path} may be read by others: chmod 600 {path}, or 640 where it belongs to root and the service reads it as one of its group (for a Secret of Kubernetes, defaultMode: 0440 and fsGroup)", path = .0.display())]
	OpenToOthers(PathBuf),
	/// There is one already.
	#[error("{path} is there already, and nothing is written over: name another file", path = .0.display())]
	Exists(PathBuf),
	/// It is no file, or longer than any secret.
	#[error("{path} is no file with a secret", path = .0.display())]
	OtherForm(PathBuf),
}

/// The text of a file with a secret. It is wiped when it is dropped.
pub struct SecretFile {
	path: PathBuf,
	text: Zeroizing<String>,
}

impl SecretFile {
	/// Reads it, if nobody else may: nobody but its owner, or, where that is root, who then handed it to a group, its group. So a file that was made for the service is taken, and
	/// one that whoever runs the machine, systemd or Kubernetes handed to it. A link is followed.
	pub fn read(path: &Path) -> Result<Self, SecretFileError> {
		let failed = |error| SecretFileError::Io(path.to_owned(), error);
		let file = own_file::open(path, MAX_LENGTH).map_err(|error| match error.kind() {
			io::ErrorKind::InvalidInput => SecretFileError::OtherForm(path.to_owned()),
			_ => failed(error),
		})?;
		if is_open_to_others(&file.metadata().map_err(failed)?) {
			return Err(SecretFileError::OpenToOthers(path.to_owned()));
		}
		let mut text = Zeroizing::new(String::new());
		file.take(MAX_LENGTH).read_to_string(&mut text).map_err(failed)?;
		Ok(Self { path: path.to_owned(), text })
	}

	/// Its text.
	pub fn text(&self) -> &str {
		&self.text
	}

	/// The seed that it is: 64 hexadecimal digits.
	pub fn seed(&self) -> Result<Secret<32>, SecretFileError> {
		self.secret(self.text.trim())
	}

	/// The private key that it is: the number of its suite, and 64 hexadecimal digits.
	pub fn private_key(&self) -> Result<PrivateKey, SecretFileError> {
		let other_form = || SecretFileError::OtherForm(self.path.clone());
		let (suite, digits) = self.text.trim().split_once(' ').ok_or_else(other_form)?;
		let suite: u8 = suite.parse().map_err(|_| other_form())?;
		let suite = Suite::try_from(suite).map_err(|_| other_form())?;
		Ok(PrivateKey { suite, bytes: self.secret(digits)? })
	}

	fn secret(&self, digits: &str) -> Result<Secret<32>, SecretFileError> {
		let mut bytes = [0; 32];
		hex::decode_to_slice(digits, &mut bytes)
			.map_err(|_| SecretFileError::OtherForm(self.path.clone()))?;
		Ok(Secret::from(bytes))
	}
}

/// Writes a new file that only its owner may read, and that survives a crash. One that is there already is left as it is, with an error.
pub fn write_secret(path: &Path, text: &str) -> Result<(), SecretFileError> {
	write_new(path, text, 0o600)
}

/// Writes a new file that everybody may read, and nobody but its owner write, as [`write_secret`] does.
pub(crate) fn write_public(path: &Path, text: &str) -> Result<(), SecretFileError> {
	write_new(path, text, 0o644)
}

fn write_new(path: &Path, text: &str, mode: u32) -> Result<(), SecretFileError> {
	let failed = |error| SecretFileError::Io(path.to_owned(), error);
	let mut options = OpenOptions::new();
	options.write(true).create_new(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	let mut file = options.open(path).map_err(|error| match error.kind() {
		io::ErrorKind::AlreadyExists => SecretFileError::Exists(path.to_owned()),
		_ => failed(error),
	})?;
	if let Err(error) = written(&mut file, text, mode).and_then(|()| sync_folder_of(path)) {
		// Half of it is of no use, and would be in the way of the next attempt. What went wrong first is told.
		let _ = std::fs::remove_file(path);
		return Err(failed(error));
	}
	Ok(())
}

fn written(file: &mut File, text: &str, mode: u32) -> io::Result<()> {
	file.write_all(text.as_bytes())?;
	// Whatever the umask of whoever types.
	#[cfg(unix)]
	file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))?;
	file.sync_all()
}

/// Makes durable that there is such a file.
fn sync_folder_of(path: &Path) -> io::Result<()> {
	let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
	File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(unix)]
fn is_open_to_others(metadata: &std::fs::Metadata) -> bool {
	use std::os::unix::fs::MetadataExt;
	let may_group_read = metadata.uid() == SUPERUSER;
	metadata.mode() & if may_group_read { 0o037 } else { 0o077 } != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &std::fs::Metadata) -> bool {
	false
}

#[cfg(all(test, unix))]
mod tests {
	use super::*;
	use std::os::unix::fs::{MetadataExt, PermissionsExt};

	fn with(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("secret");
		std::fs::write(&path, text).unwrap();
		std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
		(folder, path)
	}

	#[cfg(unix)]
	#[test]
	fn a_public_file_is_for_everybody_and_a_secret_for_its_owner() {
		use std::os::unix::fs::PermissionsExt;
		let folder = tempfile::tempdir().unwrap();
		let [public, secret] = ["key-1.public", "key-1"].map(|name| folder.path().join(name));
		write_public(&public, "2 07\n").unwrap();
		write_secret(&secret, "2 08\n").unwrap();
		for (path, mode) in [(&public, 0o644), (&secret, 0o600)] {
			assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, mode);
			assert!(matches!(write_public(path, ""), Err(SecretFileError::Exists(_))));
		}
	}

	#[test]
	fn what_was_written_is_read() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("key");
		write_secret(&path, &format!("2 {}\n", "07".repeat(32))).unwrap();
		let key = SecretFile::read(&path).unwrap().private_key().unwrap();
		assert_eq!(key, PrivateKey { suite: Suite::XWing, bytes: Secret::new([7; 32]) });
		let again = write_secret(&path, "other");
		assert!(matches!(again, Err(SecretFileError::Exists(_))), "{again:?}");
	}

	#[test]
	fn a_file_that_others_may_read_is_refused() {
		for mode in [0o644, 0o604, 0o620, 0o777] {
			let (_folder, path) = with(&"07".repeat(32), mode);
			assert!(matches!(SecretFile::read(&path), Err(SecretFileError::OpenToOthers(_))));
		}
		for mode in [0o600, 0o400] {
			let (_folder, path) = with(&"07".repeat(32), mode);
			assert_eq!(SecretFile::read(&path).unwrap().seed().unwrap(), Secret::new([7; 32]));
		}
	}

	/// As Kubernetes, systemd and Debian's group for keys hand one to a service that is not root's.
	#[test]
	fn what_root_handed_to_a_group_is_read_and_what_another_did_is_not() {
		use std::os::unix::fs::{chown, symlink};
		let (folder, path) = with(&"07".repeat(32), 0o440);
		let link = folder.path().join("link");
		symlink(&path, &link).unwrap();
		let is_root = std::fs::metadata(&path).unwrap().uid() == SUPERUSER;
		assert_eq!(SecretFile::read(&link).is_ok(), is_root);
		// Only root may give a file away.
		if is_root {
			chown(&path, Some(10_001), None).unwrap();
			let refused = SecretFile::read(&link).map(|_| ());
			assert!(matches!(refused, Err(SecretFileError::OpenToOthers(_))));
		}
	}

	#[test]
	fn a_relative_name_is_one() {
		assert!(sync_folder_of(Path::new("clerk")).is_ok());
	}

	#[test]
	fn what_is_no_key_is_told_without_what_it_is() {
		for text in [
			"",
			"2",
			"3 ",
			"secretsecret",
			&format!("3 {}", "07".repeat(32)),
			&format!("2 {}", "07".repeat(31)),
		] {
			let (_folder, path) = with(text, 0o600);
			let refused = SecretFile::read(&path).unwrap().private_key().unwrap_err();
			assert_eq!(refused.to_string(), format!("{} is no file with a secret", path.display()));
		}
		let (_folder, path) = with(&" ".repeat(70_000), 0o600);
		assert!(matches!(SecretFile::read(&path), Err(SecretFileError::OtherForm(_))));
	}
}
