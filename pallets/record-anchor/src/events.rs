//! What the pallet tells, for whoever shows it to people.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A batch of records was anchored.
		RecordsAnchored {
			/// Whose records.
			patient: PatientId,
			/// The new anchor's number.
			anchor: AnchorId,
			/// The batch.
			batch: NewBatch,
			/// Who added them, and for which organization.
			author: Actor<T::AccountId>,
		},
		/// One batch of a run was refused; the others were not touched by it. It is named by its place alone: whose it was the
		/// call says, and an event must not tell of a patient that there is none.
		RunItemRefused {
			/// Its place in the run, from 0.
			index: u32,
			/// Why.
			error: DispatchError,
		},
		/// A run is through.
		RunAnchored {
			/// For which organization, unless it was the patient's side.
			organization: Option<OrganizationId>,
			/// How many of its batches were anchored.
			anchored: u32,
			/// How many were refused.
			refused: u32,
		},
		/// Another version took the place of an anchor, which stays.
		RecordsAmended {
			/// Whose records.
			patient: PatientId,
			/// The new version.
			anchor: AnchorId,
			/// The version before.
			supersedes: AnchorId,
			/// Why.
			reason: CorrectionReason,
			/// The batch.
			batch: NewBatch,
			/// Who amended them, and for which organization.
			author: Actor<T::AccountId>,
		},
		/// An anchor was marked as entered in error. It stays.
		RecordsEnteredInError {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// Why.
			reason: CorrectionReason,
			/// For which organization; none if the patient's side did it.
			organization: Option<OrganizationId>,
		},
		/// An anchor that was marked as entered in error, or withheld, counts again.
		RecordsReinstated {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// Who did it.
			actor: Actor<T::AccountId>,
		},
		/// A practitioner stands by an anchor that somebody else made.
		RecordsCoSigned {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// For which organization.
			organization: OrganizationId,
			/// Who.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner no longer does.
		CoSignatureWithdrawn {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// For which organization.
			organization: OrganizationId,
			/// Who.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// The patient disputed an anchor.
		RecordsDisputed {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// What commits to what the patient says.
			statement: Commitment,
			/// Until when the author should answer.
			due: Moment,
		},
		/// The patient took the dispute back.
		DisputeWithdrawn {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
		},
		/// The author answered the dispute.
		DisputeAnswered {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// What the author says.
			verdict: Verdict,
			/// For which organization.
			organization: Option<OrganizationId>,
		},
		/// The patient disagrees with the rejection of its dispute.
		DisagreementStated {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// What commits to the statement of disagreement.
			statement: Commitment,
		},
		/// The patient will erase an anchor, unless somebody objects.
		ErasureAnnounced {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// From when on it may be erased.
			due: Moment,
		},
		/// The patient will not.
		ErasureCancelled {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
		},
		/// The patient erased an anchor: what proved its records is gone, and their custodians are released.
		RecordsErased {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
		},
		/// It was said which custodians shall keep the ciphertext of an anchor.
		CustodyPlanned {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// How many pieces give the whole.
			threshold: u8,
			/// Which custodians, in the order of their pieces.
			pieces: Pieces,
		},
		/// A custodian says until when it keeps a piece.
		PieceHeld {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// The piece, from 0.
			piece: u8,
			/// Which custodian.
			custodian: OrganizationId,
			/// Until when.
			until: Moment,
		},
		/// A custodian no longer keeps its piece.
		PieceReleased {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// The piece, from 0.
			piece: u8,
			/// Which custodian.
			custodian: OrganizationId,
		},
		/// An anchor stays longer than it would have.
		RetentionExtended {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
			/// The day before which it is not evicted; none if it stays for good.
			until: Option<Day>,
		},
		/// Anchors whose retention was over were evicted. What they were stays provable by the root.
		RecordsEvicted {
			/// Whose records.
			patient: PatientId,
			/// Their numbers, newest first, in the order of the root's leaves.
			anchors: BoundedVec<AnchorId, ConstU32<MAX_CHUNK>>,
			/// The Merkle root over what they were.
			root: H256,
		},
		/// A patient was told that records of it stood in somebody else's file.
		MixUpReported {
			/// Whose records.
			patient: PatientId,
			/// What kind of records.
			class: RecordClass,
			/// From when on they stood there.
			since: Moment,
			/// What commits to the notice in words.
			notice: Commitment,
			/// Which organization says so.
			organization: Option<OrganizationId>,
		},
		/// The arbiter permits that an anchor is withheld again.
		Unsettled {
			/// Whose records.
			patient: PatientId,
			/// The anchor.
			anchor: AnchorId,
		},
	}
}
