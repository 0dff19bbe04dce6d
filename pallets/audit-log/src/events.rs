//! What the pallet tells, for whoever shows it to people.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A request for access was answered. Where it goes and the hash after it are told besides of what is permitted
		/// ([`Event::EntryAppended`]), and of no denial.
		AccessAnswered {
			/// The patient that was named.
			patient: PatientId,
			/// Who asked.
			account: T::AccountId,
			/// For which organization.
			organization: Option<OrganizationId>,
			/// The place of the entry if something is permitted, which is a ticket if records are to be shown; none
			/// if nothing is, whatever the reason.
			ticket: Option<Sequence>,
		},
		/// Something else was written into a trail. What must not tell whether there is such a patient is written without:
		/// the next entry's hash holds it.
		EntryAppended {
			/// The trail.
			trail: TrailId,
			/// The entry's place.
			sequence: Sequence,
			/// The trail's hash after it.
			tip: H256,
		},
		/// A custodian released what a ticket stands for.
		RecordsReleased {
			/// Whose records.
			patient: PatientId,
			/// The ticket.
			ticket: Sequence,
			/// Who released them.
			custodian: OrganizationId,
			/// The place of the release's entry.
			sequence: Sequence,
		},
		/// A custodian reported releases.
		ReleasesReported {
			/// Who released.
			custodian: OrganizationId,
			/// How many it reported.
			releases: u32,
			/// How many of them no ticket covers: each has to be answered for.
			flagged: u32,
		},
		/// The patient's side contests an entry.
		EntryContested {
			/// Whose trail.
			patient: PatientId,
			/// The entry's place.
			sequence: Sequence,
			/// Who has to answer.
			organization: OrganizationId,
			/// By when.
			due: Moment,
		},
		/// A privacy officer answered for an entry.
		InquiryAnswered {
			/// The trail.
			trail: TrailId,
			/// The entry's place.
			sequence: Sequence,
			/// Who answered.
			organization: OrganizationId,
			/// The answer.
			answer: InquiryAnswer,
		},
		/// An inquiry was not answered in time: the authority sees to it.
		InquiryEscalated {
			/// The trail.
			trail: TrailId,
			/// The entry's place.
			sequence: Sequence,
			/// Who did not answer.
			organization: OrganizationId,
		},
		/// The authority had the last word on an inquiry.
		InquiryResolved {
			/// The trail.
			trail: TrailId,
			/// The entry's place.
			sequence: Sequence,
			/// Whose people the entry tells of.
			organization: OrganizationId,
			/// What was found.
			verdict: InquiryVerdict,
		},
		/// The oldest entries of a trail were pruned: their retention was over. Whoever archived them proves them by the
		/// checkpoint.
		TrailPruned {
			/// The trail.
			trail: TrailId,
			/// The place of the oldest entry that is kept.
			first: Sequence,
			/// The hash before it.
			checkpoint: H256,
		},
	}
}
