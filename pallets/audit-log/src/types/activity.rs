//! What the people of an organization did.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{AuditEntry, AuditedEvent, Day, Sequence, TrailId};
use scale_info::TypeInfo;

/// What an entry is that an organization's privacy officer has to see.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ActivityKind {
	/// Somebody asked for access.
	#[codec(index = 0)]
	Asked,
	/// Records were released, or a release was reported.
	#[codec(index = 1)]
	Released,
	/// Somebody broke the glass, or tried to.
	#[codec(index = 2)]
	BrokeGlass,
}

impl ActivityKind {
	/// What `event` is, if an organization has to see it of its people.
	pub fn of<AccountId>(event: &AuditedEvent<AccountId>) -> Option<Self> {
		match event {
			AuditedEvent::AccessRequested(_) => Some(ActivityKind::Asked),
			AuditedEvent::RecordsReleased { .. } | AuditedEvent::ReleaseReported(_) => {
				Some(ActivityKind::Released)
			},
			AuditedEvent::EmergencyOpened { .. } | AuditedEvent::EmergencyDenied { .. } => {
				Some(ActivityKind::BrokeGlass)
			},
			_ => None,
		}
	}
}

/// What somebody of an organization did.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Activity<AccountId> {
	/// In which trail it stands.
	pub trail: TrailId,
	/// At which place.
	pub sequence: Sequence,
	/// The entry.
	pub entry: AuditEntry<AccountId>,
}

/// Where a question about an organization's people goes on: after this one.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ActivityCursor {
	/// The day, counted from 1970-01-01.
	pub day: Day,
	/// The trail.
	pub trail: TrailId,
	/// The place.
	pub sequence: Sequence,
}
