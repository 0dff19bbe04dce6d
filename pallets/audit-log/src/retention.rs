//! For how long entries are kept.

use salus_primitives::{AuditedEvent, Moment};

/// For how long the entries of a trail are kept, by what they tell.
///
/// A trail loses its oldest entries only, one after the other: what is kept for long keeps what came after it.
pub trait TrailRetention<AccountId> {
	/// The shortest time that any entry is kept, in milliseconds: longer than a ticket, and than an inquiry.
	fn shortest() -> Moment;

	/// For how long an entry about `event` is kept at least, in milliseconds; for good if none. Not below
	/// [`Self::shortest`], which counts otherwise.
	fn retention(event: &AuditedEvent<AccountId>) -> Option<Moment>;
}

/// Keeps all for good.
impl<AccountId> TrailRetention<AccountId> for () {
	fn shortest() -> Moment {
		Moment::MAX
	}

	fn retention(_: &AuditedEvent<AccountId>) -> Option<Moment> {
		None
	}
}
