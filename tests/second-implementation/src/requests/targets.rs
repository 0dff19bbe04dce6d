//! What a release request names.

use serde::{Deserialize, Serialize};

/// How many one request may name.
const MAX_TARGETS: usize = 64;

/// What is to be released, as the ticket names it. Members that are missing are no `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Target {
	/// The records under an anchor.
	Anchor {
		/// Its number.
		anchor: u32,
	},
	/// What there is for a class.
	Class {
		/// The class.
		class: u16,
		/// The months that the ticket names, if it names some.
		#[serde(deserialize_with = "Option::deserialize")]
		content: Option<Months>,
	},
}

/// Months, counted from January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Months {
	/// The first.
	pub from: u16,
	/// The first after them.
	pub until: u16,
}

impl Target {
	fn to_bytes(self) -> Vec<u8> {
		match self {
			Self::Anchor { anchor } => [&[0], anchor.to_le_bytes().as_slice()].concat(),
			Self::Class { class, content } => {
				let months = content.map_or(vec![0], |Months { from, until }| {
					[&[1], from.to_le_bytes().as_slice(), &until.to_le_bytes()].concat()
				});
				[&[1], class.to_le_bytes().as_slice(), &months].concat()
			},
		}
	}
}

/// 1 to 64, each once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Vec<Target>", into = "Vec<Target>")]
pub struct Targets(Vec<Target>);

/// There are none, more than 64, or one stands there twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a request names 1 to 64 targets, each once")]
pub struct WrongTargets;

impl TryFrom<Vec<Target>> for Targets {
	type Error = WrongTargets;

	fn try_from(targets: Vec<Target>) -> Result<Self, WrongTargets> {
		let is_counted = (1..=MAX_TARGETS).contains(&targets.len());
		let is_distinct =
			targets.iter().enumerate().all(|(index, target)| !targets[..index].contains(target));
		(is_counted && is_distinct).then_some(Self(targets)).ok_or(WrongTargets)
	}
}

impl From<Targets> for Vec<Target> {
	fn from(Targets(targets): Targets) -> Self {
		targets
	}
}

impl Targets {
	/// All of them, in their order.
	pub fn as_slice(&self) -> &[Target] {
		&self.0
	}

	/// Their number, then each.
	pub(super) fn to_bytes(&self) -> Vec<u8> {
		let count = u8::try_from(self.0.len()).expect("there are at most 64");
		let mut bytes = vec![count];
		bytes.extend(self.0.iter().flat_map(|target| target.to_bytes()));
		bytes
	}
}
