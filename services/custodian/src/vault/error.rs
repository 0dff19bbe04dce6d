//! What can go wrong with sealed bytes. Nothing here says of whom or of what: it goes to the log, and a store's own words name paths.

use std::{error::Error, io, iter::successors};

/// Why the vault did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
	/// No such place, or none that this program works with.
	#[error("the vault is neither a folder's path nor s3://bucket/prefix, or what it needs is not in the environment")]
	Location,
	/// There is none where one must be.
	#[error("there is no vault where the catalogue's bytes must be: is its disk mounted? Where it is lost, restore it, or have `salus-custodian repair --all` begin another")]
	Missing,
	/// It is not there.
	#[error("it is not in the vault")]
	Absent,
	/// It is there, and not what it must be.
	#[error("what the vault has is damaged")]
	Damaged,
	/// What came is not what its name says.
	#[error("what came is not what its name says")]
	OtherContent,
	/// What came is longer than what is taken.
	#[error("what came is longer than what is taken")]
	TooLong,
	/// What came broke off.
	#[error("what came broke off")]
	BrokenOff,
	/// There is no room left for it.
	#[error("the vault has no room left")]
	Full,
	/// It may not be read or written by this process.
	#[error("the vault may not be read or written by this process")]
	NotPermitted,
	/// It does not answer.
	#[error("the vault does not answer")]
	Unavailable,
}

impl From<object_store::Error> for VaultError {
	fn from(error: object_store::Error) -> Self {
		match &error {
			object_store::Error::NotFound { .. } => Self::Absent,
			object_store::Error::PermissionDenied { .. }
			| object_store::Error::Unauthenticated { .. } => Self::NotPermitted,
			// A folder's errors stand somewhere below.
			_ => {
				let outermost: &(dyn Error + 'static) = &error;
				successors(Some(outermost), |outer| (*outer).source())
					.find_map(|error| error.downcast_ref::<io::Error>())
					.map_or(Self::Unavailable, Self::from)
			},
		}
	}
}

impl From<&io::Error> for VaultError {
	fn from(error: &io::Error) -> Self {
		match error.kind() {
			io::ErrorKind::NotFound => Self::Absent,
			io::ErrorKind::StorageFull
			| io::ErrorKind::QuotaExceeded
			| io::ErrorKind::FileTooLarge => Self::Full,
			io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
				Self::NotPermitted
			},
			_ => Self::Unavailable,
		}
	}
}

impl From<io::Error> for VaultError {
	fn from(error: io::Error) -> Self {
		Self::from(&error)
	}
}
