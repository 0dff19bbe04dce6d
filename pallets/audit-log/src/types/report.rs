//! What a custodian reports of one release.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{
	Action, Commitment, Moment, PatientId, Purpose, Recipient, ReportCause, Sequence, Targets,
	TicketSecret,
};
use scale_info::TypeInfo;

/// One release that a custodian reports afterwards.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ReleaseReport<AccountId> {
	/// Whose records.
	pub patient: PatientId,
	/// The ticket, if there was one.
	pub ticket: Option<Sequence>,
	/// What its holder proved with that it asked this custodian.
	pub secret: Option<TicketSecret>,
	/// To whom.
	pub recipient: Recipient<AccountId>,
	/// What for: the action.
	pub action: Action,
	/// What for: the purpose.
	pub purpose: Purpose,
	/// Which records; with a ticket all that it permits if none are named.
	pub targets: Targets,
	/// When it was.
	pub released_at: Moment,
	/// Why it is reported afterwards.
	pub cause: ReportCause,
	/// A salted commitment to what there is to say in words.
	pub statement: Option<Commitment>,
}
