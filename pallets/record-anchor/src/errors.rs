//! Why the pallet refuses calls.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod errors {
	/// Why a call is refused. A refused call changes nothing.
	#[pallet::error]
	pub enum Error<T> {
		/// The batch holds no record.
		NoLeaves,
		/// The batch holds more records than [`Config::MaxLeaves`].
		TooManyLeaves,
		/// The content period covers no month.
		InvalidContentPeriod,
		/// The actor may not do this with these records, or there is no such patient: an outsider is not
		/// told which.
		NotPermitted,
		/// The same side has anchored this root for the patient before, and that anchor stands:
		/// `anchor_by_root` tells which it is.
		AlreadyAnchored,
		/// The patient's anchors cannot be numbered any further.
		MaxAnchorsExceeded,
		/// The patient's key has not reached this epoch, or the patient has none.
		UnknownKeyEpoch,
		/// The run holds no batch.
		EmptyRun,
		/// The patient has no such anchor, or it was evicted. Who may not correct it is told [`Error::NotPermitted`], in
		/// both cases.
		AnchorNotFound,
		/// The list names no anchor, or one twice.
		InvalidAnchors,
		/// The new version is of another class than the old one.
		OtherClass,
		/// Another version took the place of this one.
		NotLatestVersion,
		/// The anchor was marked as entered in error.
		EnteredInError,
		/// The anchor was erased.
		Erased,
		/// Only the side that wrote the records corrects them.
		NotTheAuthor,
		/// The anchor is neither marked as entered in error nor withheld.
		NothingToReinstate,
		/// The mark was made at another moment than the one that was named.
		OtherMark,
		/// The arbiter has let the records count: their author cannot withhold them again.
		Settled,
		/// The arbiter has not let the records count, or has permitted since that they are withheld.
		NotSettled,
		/// The anchor, or the piece, has another root than the one that was named.
		OtherRoot,
		/// Nobody co-signs its own records, and nobody of the patient's side co-signs any.
		CannotCoSign,
		/// The practitioner has co-signed the anchor.
		AlreadyCoSigned,
		/// The anchor has as many co-signatures as it can have, or as many of the organization.
		MaxCoSignaturesExceeded,
		/// The practitioner has not co-signed the anchor.
		NotCoSigned,
		/// The patient's side wrote the records itself: it amends them.
		OwnRecords,
		/// There is a dispute about the anchor.
		AlreadyDisputed,
		/// There is no dispute about the anchor.
		NotDisputed,
		/// The dispute says something else than what was named.
		OtherStatement,
		/// The dispute was answered.
		AlreadyAnswered,
		/// Only a dispute that was rejected can be disagreed about, once.
		NothingToDisagreeWith,
		/// The erasure was announced.
		ErasureAnnounced,
		/// The erasure was not announced.
		ErasureNotAnnounced,
		/// The time to object to the erasure is not over.
		ErasureNotDue,
		/// The patient's side is frozen: nothing is destroyed, withheld, taken back or planned in its name.
		PatientFrozen,
		/// The patient's side has planned who keeps the records: only it plans that anew.
		PlannedByPatient,
		/// The threshold is zero or above the number of different pieces.
		InvalidThreshold,
		/// The anchor has no such piece.
		PieceNotFound,
		/// The piece is another custodian's, or the practitioner does not act as a custodian.
		NotTheCustodian,
		/// The period ends too soon, or is longer than [`Config::MaxCustodyPeriod`].
		InvalidCustodyPeriod,
		/// The custodian does not hold the piece.
		NotHeld,
		/// The anchor stays at least so long already.
		NotLonger,
		/// The moment is still to come.
		MomentToCome,
	}
}
