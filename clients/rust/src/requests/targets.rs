//! What a release request names.

use crate::json;
use serde::{Deserialize, Serialize};

/// How many one request may name: as many as a ticket has.
pub const MAX_TARGETS: usize = 64;

/// What is to be released, as the ticket names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(try_from = "InFile", into = "InFile")]
pub enum ReleaseTarget {
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
		content: Option<Months>,
	},
}

/// Months, counted from January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Months {
	/// The first.
	pub from: u16,
	/// The first after them.
	pub until: u16,
}

impl ReleaseTarget {
	/// The bytes that are signed: those that the chain has for it, too.
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

/// 1 to 64 targets, each once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Vec<ReleaseTarget>", into = "Vec<ReleaseTarget>")]
pub struct ReleaseTargets(Vec<ReleaseTarget>);

/// There are none, more than 64, or one stands there twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a request names 1 to 64 targets, each once")]
pub struct WrongTargets;

impl TryFrom<Vec<ReleaseTarget>> for ReleaseTargets {
	type Error = WrongTargets;

	fn try_from(targets: Vec<ReleaseTarget>) -> Result<Self, WrongTargets> {
		let is_counted = (1..=MAX_TARGETS).contains(&targets.len());
		let mut seen = std::collections::HashSet::new();
		let is_right = is_counted && targets.iter().all(|target| seen.insert(*target));
		is_right.then_some(Self(targets)).ok_or(WrongTargets)
	}
}

impl From<ReleaseTargets> for Vec<ReleaseTarget> {
	fn from(ReleaseTargets(targets): ReleaseTargets) -> Self {
		targets
	}
}

impl ReleaseTargets {
	/// All of them, in their order.
	pub fn as_slice(&self) -> &[ReleaseTarget] {
		&self.0
	}

	/// Their number, then each.
	pub(super) fn to_bytes(&self) -> Vec<u8> {
		// There are at most 64.
		let mut bytes = vec![u8::try_from(self.0.len()).unwrap_or(u8::MAX)];
		bytes.extend(self.0.iter().flat_map(|target| target.to_bytes()));
		bytes
	}
}

/// As JSON has it: an anchor alone, or a class with its months or `null`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct InFile {
	#[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
	anchor: Option<u32>,
	#[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
	class: Option<u16>,
	#[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
	content: Option<Option<Months>>,
}

impl TryFrom<InFile> for ReleaseTarget {
	type Error = &'static str;

	fn try_from(target: InFile) -> Result<Self, Self::Error> {
		match (target.anchor, target.class, target.content) {
			(Some(anchor), None, None) => Ok(Self::Anchor { anchor }),
			(None, Some(class), Some(content)) => Ok(Self::Class { class, content }),
			_ => Err("a target is an anchor, or a class with its months or null"),
		}
	}
}

impl From<ReleaseTarget> for InFile {
	fn from(target: ReleaseTarget) -> Self {
		match target {
			ReleaseTarget::Anchor { anchor } => {
				Self { anchor: Some(anchor), class: None, content: None }
			},
			ReleaseTarget::Class { class, content } => {
				Self { anchor: None, class: Some(class), content: Some(content) }
			},
		}
	}
}
