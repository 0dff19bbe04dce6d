//! Class keys as they are handed over: in an envelope, and in the ring for emergencies.

use crate::{
	hexadecimal,
	keys::{KeyPair, PrivateKey},
	suite::Suite,
};
use core::fmt;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The first byte of a list of class keys.
const LISTED: u8 = 0;
/// The first byte of the class secret.
const ALL: u8 = 1;
const ENTRY_LENGTH: usize = 2 + 32;

/// The private keys of some classes of an epoch, or what all of them come from.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum ClassKeys {
	/// Those of some classes.
	Listed(ListedKeys),
	/// Those of all classes, also of what is to come.
	All(AllKeys),
}

/// The private keys of some classes.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListedKeys {
	/// The suite of the keys.
	pub suite: Suite,
	/// The keys; classes ascend, each once.
	pub classes: Vec<ClassKey>,
}

/// What the private keys of all classes come from.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllKeys {
	/// The suite of the keys.
	pub suite: Suite,
	/// The class secret of the epoch.
	#[serde(with = "hexadecimal")]
	pub class_secret: [u8; 32],
}

/// The private key of a class of records.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClassKey {
	/// The class.
	pub class: u16,
	/// Its private key.
	#[serde(with = "hexadecimal")]
	pub private_key: [u8; 32],
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
}

impl ClassKeys {
	/// The suite of the keys.
	pub fn suite(&self) -> Suite {
		match self {
			Self::Listed(ListedKeys { suite, .. }) | Self::All(AllKeys { suite, .. }) => *suite,
		}
	}

	/// The private key of a class, if it is among them.
	pub fn of_class(&self, class: u16) -> Option<PrivateKey> {
		match self {
			Self::Listed(ListedKeys { suite, classes }) => classes
				.iter()
				.find(|key| key.class == class)
				.map(|key| PrivateKey { suite: *suite, private_key: key.private_key }),
			Self::All(AllKeys { suite, class_secret }) => {
				Some(KeyPair::of_class(*suite, class_secret, class).private)
			},
		}
	}

	/// The bytes that are sealed.
	pub fn to_bytes(&self) -> Result<Vec<u8>, ClassKeysError> {
		match self {
			Self::Listed(ListedKeys { suite, classes }) => {
				let count = number_of(classes)?;
				let mut bytes = vec![LISTED, (*suite).into()];
				bytes.extend_from_slice(&count.to_le_bytes());
				for key in classes {
					bytes.extend_from_slice(&key.class.to_le_bytes());
					bytes.extend_from_slice(&key.private_key);
				}
				Ok(bytes)
			},
			Self::All(AllKeys { suite, class_secret }) => {
				Ok([[ALL, (*suite).into()].as_slice(), class_secret].concat())
			},
		}
	}

	/// The reverse of [`Self::to_bytes`]: what that would not have made is refused.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, ClassKeysError> {
		let [form, suite, rest @ ..] = bytes else { return Err(ClassKeysError::UnknownContent) };
		let suite = Suite::try_from(*suite).map_err(|_| ClassKeysError::UnknownContent)?;
		match *form {
			LISTED => Ok(Self::Listed(ListedKeys { suite, classes: listed(rest)? })),
			ALL => {
				let class_secret = rest.try_into().map_err(|_| ClassKeysError::UnknownContent)?;
				Ok(Self::All(AllKeys { suite, class_secret }))
			},
			_ => Err(ClassKeysError::UnknownContent),
		}
	}
}

fn listed(bytes: &[u8]) -> Result<Vec<ClassKey>, ClassKeysError> {
	let (count, entries) = bytes.split_first_chunk().ok_or(ClassKeysError::UnknownContent)?;
	let (entries, rest) = entries.as_chunks::<ENTRY_LENGTH>();
	if entries.len() != usize::from(u16::from_le_bytes(*count)) || !rest.is_empty() {
		return Err(ClassKeysError::UnknownContent);
	}
	let keys: Vec<_> = entries
		.iter()
		.map(|[low, high, private_key @ ..]| ClassKey {
			class: u16::from_le_bytes([*low, *high]),
			private_key: *private_key,
		})
		.collect();
	number_of(&keys)?;
	Ok(keys)
}

/// How many there are, if they are as they must be.
fn number_of(keys: &[ClassKey]) -> Result<u16, ClassKeysError> {
	if !keys.is_sorted_by(|one, next| one.class < next.class) {
		return Err(ClassKeysError::ClassesDoNotAscend);
	}
	u16::try_from(keys.len())
		.ok()
		.filter(|count| *count > 0)
		.ok_or(ClassKeysError::WrongNumberOfClasses)
}

/// Keeps the keys out of messages of failed tests.
impl fmt::Debug for ClassKeys {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Listed(ListedKeys { suite, classes }) => {
				let classes: Vec<_> = classes.iter().map(|key| key.class).collect();
				write!(f, "ClassKeys({suite:?}, {classes:?})")
			},
			Self::All(AllKeys { suite, .. }) => write!(f, "ClassKeys({suite:?}, all)"),
		}
	}
}
