//! Class keys as they are handed over: in an envelope, and in the ring for emergencies.

use crate::{
	epoch_keys::ClassSecret,
	keys::PrivateKey,
	secret::{self, Secret},
	suite::Suite,
};
use std::collections::BTreeMap;
use zeroize::{ZeroizeOnDrop, Zeroizing};

#[cfg(test)]
mod tests;

/// The first byte of a list of class keys.
const LISTED: u8 = 0;
/// The first byte of the class secret.
const ALL: u8 = 1;
const ENTRY_LENGTH: usize = 2 + 32;

/// The private keys of some classes of an epoch, or what all of them follow from. All are of one suite, which need not be
/// that in which they are sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassKeys {
	/// Those of some classes, 1 to 65,535.
	Listed {
		/// The suite of the keys.
		suite: Suite,
		/// The private key of each class.
		keys: BTreeMap<u16, Secret<32>>,
	},
	/// Those of all classes, also of what is to come.
	All {
		/// The suite of the keys.
		suite: Suite,
		/// The class secret of the epoch.
		class_secret: ClassSecret,
	},
}

/// Why there are no class keys in these bytes, or no bytes for these class keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClassKeysError {
	/// None, or more than can be counted.
	#[error("there are 1 to 65,535 class keys")]
	WrongNumberOfClasses,
	/// The same class twice, or not in ascending order.
	#[error("the classes ascend, each once")]
	ClassesDoNotAscend,
	/// Version 1 does not know such bytes, or there are too few or too many.
	#[error("these are no class keys of version 1")]
	UnknownContent,
	/// The key of a class that shall be passed on is not among these.
	#[error("the key of a class is not among these")]
	NotAmongThese,
}

impl ClassKeys {
	/// The suite of the keys.
	pub fn suite(&self) -> Suite {
		match self {
			Self::Listed { suite, .. } | Self::All { suite, .. } => *suite,
		}
	}

	/// The private key of a class, if it is among them.
	pub fn key_of_class(&self, class: u16) -> Option<PrivateKey> {
		match self {
			Self::Listed { suite, keys } => {
				let bytes = keys.get(&class)?.clone();
				Some(PrivateKey { suite: *suite, bytes })
			},
			Self::All { suite, class_secret } => Some(class_secret.key_pair(*suite, class).private),
		}
	}

	/// The keys of these classes alone, such as are passed on with a referral.
	pub fn keys_of_classes(
		&self,
		classes: impl IntoIterator<Item = u16>,
	) -> Result<Self, ClassKeysError> {
		let key_of = |class| {
			let key = self.key_of_class(class).ok_or(ClassKeysError::NotAmongThese)?;
			Ok((class, key.bytes))
		};
		let keys = classes.into_iter().map(key_of).collect::<Result<_, ClassKeysError>>()?;
		let listed = Self::Listed { suite: self.suite(), keys };
		listed.ensure_counted()?;
		Ok(listed)
	}

	/// The bytes that are sealed.
	pub(crate) fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, ClassKeysError> {
		let count = self.ensure_counted()?;
		match self {
			Self::Listed { suite, keys } => {
				let head = [&[LISTED, (*suite).into()], count.to_le_bytes().as_slice()].concat();
				let numbers: Vec<_> = keys.keys().map(|class| class.to_le_bytes()).collect();
				let entries = numbers
					.iter()
					.zip(keys.values())
					.flat_map(|(number, key)| [number.as_slice(), key.expose().as_slice()]);
				let parts: Vec<_> = core::iter::once(head.as_slice()).chain(entries).collect();
				Ok(secret::joined(&parts))
			},
			Self::All { suite, class_secret } => {
				Ok(secret::joined(&[&[ALL, (*suite).into()], class_secret.bytes().expose()]))
			},
		}
	}

	/// The reverse of [`Self::to_bytes`]: what that would not have made is refused.
	pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, ClassKeysError> {
		let [form, suite, rest @ ..] = bytes else { return Err(ClassKeysError::UnknownContent) };
		let suite = Suite::try_from(*suite).map_err(|_| ClassKeysError::UnknownContent)?;
		match *form {
			LISTED => Ok(Self::Listed { suite, keys: listed(rest)? }),
			ALL => {
				let secret = Secret::of(rest).ok_or(ClassKeysError::UnknownContent)?;
				Ok(Self::All { suite, class_secret: ClassSecret::new(secret) })
			},
			_ => Err(ClassKeysError::UnknownContent),
		}
	}

	/// How many are listed, if they can be counted.
	fn ensure_counted(&self) -> Result<u16, ClassKeysError> {
		let Self::Listed { keys, .. } = self else { return Ok(0) };
		u16::try_from(keys.len())
			.ok()
			.filter(|count| *count > 0)
			.ok_or(ClassKeysError::WrongNumberOfClasses)
	}
}

impl ZeroizeOnDrop for ClassKeys {}

fn listed(bytes: &[u8]) -> Result<BTreeMap<u16, Secret<32>>, ClassKeysError> {
	let (count, entries) = bytes.split_first_chunk().ok_or(ClassKeysError::UnknownContent)?;
	let (entries, rest) = entries.as_chunks::<ENTRY_LENGTH>();
	if entries.len() != usize::from(u16::from_le_bytes(*count)) || !rest.is_empty() {
		return Err(ClassKeysError::UnknownContent);
	}
	if entries.is_empty() {
		return Err(ClassKeysError::WrongNumberOfClasses);
	}
	let class = |[low, high, ..]: &[u8; ENTRY_LENGTH]| u16::from_le_bytes([*low, *high]);
	if !entries.is_sorted_by(|one, next| class(one) < class(next)) {
		return Err(ClassKeysError::ClassesDoNotAscend);
	}
	let key = |entry: &[u8; ENTRY_LENGTH]| {
		let [_, _, key @ ..] = entry;
		Some((class(entry), Secret::of(key)?))
	};
	entries.iter().map(key).collect::<Option<_>>().ok_or(ClassKeysError::UnknownContent)
}
