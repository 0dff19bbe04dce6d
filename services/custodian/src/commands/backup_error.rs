//! Why nothing was copied or put back, or not all.

use crate::{catalogue::CatalogueError, own_store::NotOpened};
use std::{
	io,
	path::{Path, PathBuf},
};

/// Why nothing was copied or put back, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
	/// The catalogue is no file.
	#[error("the catalogue is PostgreSQL's: copy it by pg_dump --format=custom, and put it back by pg_restore; only then copy the vault")]
	Postgres,
	/// The vault is no folder.
	#[error("the vault is a bucket: copy it by its own tools, after the catalogue")]
	Bucket,
	/// A file.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	File(PathBuf, #[source] io::Error),
	/// The database.
	#[error("the catalogue: {0}")]
	Database(#[from] sqlx::Error),
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
	/// The store is not this custodian's, or does not answer.
	#[error(transparent)]
	NotOpened(#[from] NotOpened),
	/// The copy is not of this custodian's store, or cannot be read.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	OtherCopy(PathBuf, #[source] NotOpened),
	/// The copy is of a store that was lost, or is kept elsewhere: all that is in it would go.
	#[error("{path} is the copy of another store than the configured one, which was begun later (is its disk mounted?): put that copy back, or name another folder", path = .0.display())]
	OtherStore(PathBuf),
	/// One would be written over by the other.
	#[error("{path}: the store and its copy lie in each other: name another folder", path = .0.display())]
	InEachOther(PathBuf),
	/// A service has worked on what is there.
	#[error("{path} is there, so this is the place of a store, not of a copy: name another folder", path = .0.display())]
	Store(PathBuf),
	/// Something else is where the copy would be.
	#[error("{path} is there, and belongs to no copy: name a folder in which there is none", path = .0.display())]
	Foreign(PathBuf),
	/// There is something already.
	#[error("{path} is there already: nothing is put in the place of something", path = .0.display())]
	NotEmpty(PathBuf),
	/// There is no vault to copy.
	#[error("{path} is no vault (is its disk mounted?): nothing is copied, and nothing that was copied before is removed", path = .0.display())]
	NoVault(PathBuf),
	/// The copy's catalogue has a journal that is not written into it.
	#[error("{path} lies beside the copy's catalogue and holds changes that the catalogue lacks: end the program that has it open. If none has, nothing can be written there: copy both files to where it can, and use that copy", path = .0.display())]
	Journal(PathBuf),
	/// Another copy is being made in the same folder.
	#[error("{path} is being written by another: wait for it", path = .0.display())]
	Copying(PathBuf),
	/// An instance is at work.
	#[error("a service, or another command, is at work on this store: stop it first")]
	AtWork,
}

impl BackupError {
	/// Of a file.
	pub(super) fn of(path: &Path) -> impl FnOnce(io::Error) -> Self {
		let path = path.to_owned();
		|error| Self::File(path, error)
	}
}
