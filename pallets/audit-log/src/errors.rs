//! Why the pallet refuses.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod errors {
	/// Why a call is refused. Every [`TicketFault`] has its error of the same name.
	#[pallet::error]
	pub enum Error<T> {
		/// The signer may not do this: it does not practise for the organization in the role that it takes, or is not on
		/// the patient's side.
		NotAuthorized,
		/// The patient's trail has no permitted attempt at that place.
		TicketNotFound,
		/// Another account asked for the access, or who shows the ticket is not of the team that it is for.
		NotTicketHolder,
		/// The ticket names another custodian.
		WrongCustodian,
		/// The ticket's time is over.
		TicketExpired,
		/// The ticket was redeemed before.
		TicketRedeemed,
		/// What was permitted when the access was asked for is not permitted any more, or not on the same
		/// ground.
		NoLongerPermitted,
		/// What was asked for shows nobody any records: to collect new ones, or to correct.
		NothingToRelease,
		/// The secret is not the one that the holder committed to when it asked.
		WrongSecret,
		/// What shall be released is not among what the ticket permits.
		NotCovered,
		/// Nothing was asked for, or something twice.
		TargetsNotDistinct,
		/// A ticket for an encounter holds for at least an hour, and for no more than the runtime allows; one for a role is
		/// asked for by somebody who practises.
		EncounterOutOfBounds,
		/// No release was reported.
		NothingReported,
		/// A release is reported that is to come yet.
		ReleasedInFuture,
		/// The trail has no such entry, or not any more.
		EntryNotFound,
		/// The entry tells of nobody who practises, or of an attempt that was denied since the signer does not practise where
		/// it said: there is nobody to answer for it.
		NothingToContest,
		/// The entry is contested already, or has been; or it is a flagged release that is with the authority.
		AlreadyContested,
		/// As many entries of the patient as may be are contested and wait for an answer: for whoever is not the controller half as
		/// many may.
		TooManyContested,
		/// The organization has no such inquiry.
		InquiryNotFound,
		/// The inquiry was answered, or the authority has had the last word.
		AlreadyAnswered,
		/// The inquiry is not overdue, or was resolved: the authority has no say.
		NotEscalated,
		/// A release without a ticket does not say to whom it was, or of which records.
		IncompleteReport,
	}
}
