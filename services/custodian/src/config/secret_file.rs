//! Files with a secret, which nobody but their owner may read.

use salus_client::{PrivateKey, Secret, Suite};
use std::{
	fs::{File, OpenOptions},
	io::{self, Read, Write},
	path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The longest that is read.
const MAX_LENGTH: u64 = 1 << 12;

/// What is wrong with a file that should hold a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretFileError {
	/// It cannot be read or written.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	Io(PathBuf, #[source] io::Error),
	/// Others may read it.
	#[error("{path} may be read by others than its owner; chmod 600 {path}", path = .0.display())]
	OpenToOthers(PathBuf),
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
	/// Reads it, if nobody but its owner may.
	pub fn read(path: &Path) -> Result<Self, SecretFileError> {
		let failed = |error| SecretFileError::Io(path.to_owned(), error);
		let file = File::open(path).map_err(failed)?;
		let metadata = file.metadata().map_err(failed)?;
		if !metadata.is_file() || metadata.len() > MAX_LENGTH {
			return Err(SecretFileError::OtherForm(path.to_owned()));
		}
		if is_open_to_others(&metadata) {
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
	let failed = |error| SecretFileError::Io(path.to_owned(), error);
	let mut options = OpenOptions::new();
	options.write(true).create_new(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	let mut file = options.open(path).map_err(failed)?;
	file.write_all(text.as_bytes()).map_err(failed)?;
	file.sync_all().map_err(failed)
}

#[cfg(unix)]
fn is_open_to_others(metadata: &std::fs::Metadata) -> bool {
	std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &std::fs::Metadata) -> bool {
	false
}

#[cfg(all(test, unix))]
mod tests {
	use super::*;
	use std::os::unix::fs::PermissionsExt;

	fn with(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("secret");
		std::fs::write(&path, text).unwrap();
		std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
		(folder, path)
	}

	#[test]
	fn what_was_written_is_read() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("key");
		write_secret(&path, &format!("2 {}\n", "07".repeat(32))).unwrap();
		let key = SecretFile::read(&path).unwrap().private_key().unwrap();
		assert_eq!(key, PrivateKey { suite: Suite::XWing, bytes: Secret::new([7; 32]) });
		let again = write_secret(&path, "other");
		assert!(matches!(again, Err(SecretFileError::Io(..))), "{again:?}");
	}

	#[test]
	fn a_file_that_others_may_read_is_refused() {
		for mode in [0o640, 0o604, 0o620, 0o777] {
			let (_folder, path) = with(&"07".repeat(32), mode);
			assert!(matches!(SecretFile::read(&path), Err(SecretFileError::OpenToOthers(_))));
		}
		for mode in [0o600, 0o400] {
			let (_folder, path) = with(&"07".repeat(32), mode);
			assert_eq!(SecretFile::read(&path).unwrap().seed().unwrap(), Secret::new([7; 32]));
		}
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
		let (_folder, path) = with(&" ".repeat(5_000), 0o600);
		assert!(matches!(SecretFile::read(&path), Err(SecretFileError::OtherForm(_))));
	}
}
