#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use guardians::{are_acceptable_guardians, guardian_commitment};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod closing;
mod control;
mod death;
mod devices;
mod expiry;
mod freeze;
mod guardians;
mod links;
#[cfg(test)]
mod mock;
mod recovery;
mod registration;
mod representatives;
mod rows;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

/// The references that the rows of this pallet hold.
pub(crate) type RoleReferences<T> = salus_primitives::RoleReferences<T, RoleCount<T>>;

/// A patient of this chain.
pub(crate) type PatientOf<T> = Patient<<T as frame_system::Config>::AccountId>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{Consideration, EnsureOrigin, Footprint, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AssuranceLevel, AuditTrail, Capacity, ClassSet, ControlChange, Moment, OrganizationId,
		PatientDirectory, PatientId, Period, Power, Powers, ProviderDirectory, Relation,
	};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Who is a patient, and who speaks for one.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds since 1970.
		type Time: Time<Moment = Moment>;

		/// Where it is written down what happened to a patient.
		type Audit: AuditTrail<Self::AccountId>;

		/// Who may sponsor and check patients, and be an institutional guardian.
		type Providers: ProviderDirectory<Self::AccountId>;

		/// The authority that keeps the register of persons: it appoints legal representatives,
		/// declares deaths and decides contested recoveries.
		type RegistrarOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What a sponsor pays for as long as nobody speaks for the patient that it registered.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// How long the patient has to object before a recovery is completed, before other guardians
		/// take office, and before a patient can be closed. In milliseconds.
		type RecoveryDelay: Get<Moment>;

		/// How long a freeze lasts at most, in milliseconds.
		#[pallet::constant]
		type FreezePeriod: Get<Moment>;

		/// How long after it was opened a recovery can be completed, in milliseconds. Longer than the
		/// recovery delay.
		#[pallet::constant]
		type AttemptLifetime: Get<Moment>;

		/// How long an offer of control can be accepted, in milliseconds.
		#[pallet::constant]
		type OfferLifetime: Get<Moment>;

		/// What the calls cost, beside the trail.
		type WeightInfo: WeightInfo;
	}

	/// Why an account's balance is on hold, if the runtime's [`Config::Consideration`] holds some.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// It sponsored a patient for whom nobody speaks yet.
		#[codec(index = 0)]
		SponsoredPatient,
	}

	/// The patients: from a patient's id to who speaks for it, who may act for it, and the key to seal
	/// to.
	///
	/// `Identity`, because the chain itself hashed the id.
	#[pallet::storage]
	pub type Patients<T: Config> =
		StorageMap<_, Identity, PatientId, Patient<T::AccountId>, OptionQuery>;

	/// How many patients an account has ever registered, for itself or for others: from the account to
	/// the number. It never goes down, so no id can be derived a second time.
	#[pallet::storage]
	pub type Registrations<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// How many rows of this pallet name an account in a role (controller, representative, device, whom
	/// control is offered to, guardian in use): from the account to the number. For each of them the
	/// pallet holds one of the account's `sufficients` references, by which an account without any
	/// balance exists and has a nonce.
	#[pallet::storage]
	pub type RoleCount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The patients that were closed: from the id to when. An id in here is never used again.
	#[pallet::storage]
	pub type Tombstones<T: Config> = StorageMap<_, Identity, PatientId, Tombstone, OptionQuery>;

	/// What sponsors paid: from a patient for whom nobody speaks yet to who paid what.
	#[pallet::storage]
	pub type Deposits<T: Config> =
		StorageMap<_, Identity, PatientId, Deposit<T::AccountId, T::Consideration>, OptionQuery>;

	/// Offers of control: from a patient to whom it is offered, and until when.
	#[pallet::storage]
	pub type Offers<T: Config> =
		StorageMap<_, Identity, PatientId, Offer<T::AccountId>, OptionQuery>;

	/// Ids of the same person: from a patient to the others. Each of them lists this one, too.
	#[pallet::storage]
	pub type Links<T: Config> = StorageMap<_, Identity, PatientId, LinkedPatients, ValueQuery>;

	/// What a patient's controller proposed about its link with another id: from the patient to the
	/// latest proposal.
	#[pallet::storage]
	pub type LinkProposals<T: Config> =
		StorageMap<_, Identity, PatientId, LinkProposal, OptionQuery>;

	/// The commitments to patients' guardians: from a patient to the one in force and the one to come.
	#[pallet::storage]
	pub type Guardians<T: Config> = StorageMap<_, Identity, PatientId, GuardianPlan, OptionQuery>;

	/// What patients' guardians are doing: from a patient to its guardians, once one of them has shown
	/// who they are, what they attempt, and who asks for a freeze.
	#[pallet::storage]
	pub type GuardianCases<T: Config> =
		StorageMap<_, Identity, PatientId, GuardianCase<T::AccountId>, OptionQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A patient was registered by the account that speaks for it.
		PatientRegistered {
			/// The new patient.
			patient: PatientId,
			/// The account that speaks for it.
			controller: T::AccountId,
		},
		/// A patient published a new encryption key.
		EncryptionKeyReplaced {
			/// The patient.
			patient: PatientId,
			/// The new key's epoch.
			epoch: u32,
		},
		/// A patient was registered by an organization.
		PatientSponsored {
			/// The new patient.
			patient: PatientId,
			/// The organization.
			organization: OrganizationId,
			/// The account that shall speak for it, once it has confirmed.
			controller: Option<T::AccountId>,
		},
		/// The controller of a patient that an organization registered acted for the first time.
		RegistrationConfirmed {
			/// The patient.
			patient: PatientId,
		},
		/// An organization says how the person was checked.
		IdentityAttested {
			/// The patient.
			patient: PatientId,
			/// The organization.
			organization: OrganizationId,
			/// How well.
			level: AssuranceLevel,
		},
		/// Control over a patient was offered to an account.
		ControlOffered {
			/// The patient.
			patient: PatientId,
			/// The account.
			to: T::AccountId,
			/// The first moment at which it can no longer accept.
			until: Moment,
		},
		/// An offer of control was taken back, or had lapsed and was removed.
		ControlOfferWithdrawn {
			/// The patient.
			patient: PatientId,
		},
		/// Another account speaks for the patient.
		ControlChanged {
			/// The patient.
			patient: PatientId,
			/// The account.
			controller: T::AccountId,
			/// How that came about.
			cause: ControlChange,
		},
		/// A representative was appointed, or its appointment changed.
		RepresentativeAppointed {
			/// The patient.
			patient: PatientId,
			/// The representative.
			representative: T::AccountId,
			/// What it may do.
			powers: Powers,
			/// From when until when.
			period: Period,
		},
		/// A representative's appointment ended, or had lapsed and was removed.
		RepresentativeEnded {
			/// The patient.
			patient: PatientId,
			/// The representative.
			representative: T::AccountId,
		},
		/// A device may add records.
		DeviceAuthorized {
			/// The patient.
			patient: PatientId,
			/// The device.
			device: T::AccountId,
			/// The first moment at which it may no longer.
			until: Moment,
		},
		/// A device may no longer add records, or had lapsed and was removed.
		DeviceRemoved {
			/// The patient.
			patient: PatientId,
			/// The device.
			device: T::AccountId,
		},
		/// A patient's side proposed to link or unlink it with another id of the same person.
		LinkProposed {
			/// The patient whose side proposed it.
			patient: PatientId,
			/// The other id.
			other: PatientId,
			/// Whether to link or to unlink.
			link: bool,
		},
		/// A patient's side no longer proposes anything about another id.
		LinkProposalWithdrawn {
			/// The patient whose side had proposed it.
			patient: PatientId,
			/// The other id.
			other: PatientId,
		},
		/// Two ids are said to be the same person's.
		Linked {
			/// One.
			patient: PatientId,
			/// The other.
			other: PatientId,
		},
		/// Two ids are no longer said to be the same person's.
		Unlinked {
			/// One.
			patient: PatientId,
			/// The other.
			other: PatientId,
		},
		/// A person was declared deceased.
		PatientDeceased {
			/// The patient.
			patient: PatientId,
			/// Who may read its records.
			executor: Option<T::AccountId>,
		},
		/// A person had been declared deceased and is not.
		DeathCorrected {
			/// The patient.
			patient: PatientId,
		},
		/// The controller announced that the patient will be closed.
		ClosingAnnounced {
			/// The patient.
			patient: PatientId,
			/// From when on it may be.
			at: Moment,
		},
		/// The announced closing was called off.
		ClosingCancelled {
			/// The patient.
			patient: PatientId,
		},
		/// A patient was closed, for ever.
		PatientClosed {
			/// The patient.
			patient: PatientId,
		},
		/// Other guardians, or none, were committed to.
		GuardiansCommitted {
			/// The patient.
			patient: PatientId,
			/// The commitment; `None` if there shall be no guardians.
			commitment: Option<H256>,
			/// From when on they are the guardians.
			effective_at: Moment,
		},
		/// The change of guardians that was to come was called off.
		GuardianChangeCancelled {
			/// The patient.
			patient: PatientId,
		},
		/// A guardian showed who the guardians are.
		GuardiansRevealed {
			/// The patient.
			patient: PatientId,
		},
		/// A guardian asked that another account speak for a patient.
		RecoveryOpened {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian, which names the attempt.
			opener: u8,
			/// The account.
			to: T::AccountId,
		},
		/// Another guardian joined in.
		RecoveryApproved {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian who opened the attempt.
			opener: u8,
			/// The number of the guardian who joined in.
			member: u8,
			/// How many have, the opener included.
			approvals: u8,
			/// From when on it may be completed, once enough have.
			due: Option<Moment>,
		},
		/// The controller objected to a recovery.
		RecoveryVetoed {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian who opened the attempt.
			opener: u8,
		},
		/// The registrar dismissed a recovery.
		RecoveryDismissed {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian who opened the attempt.
			opener: u8,
		},
		/// A guardian asked that the patient's side be frozen.
		FreezeVoted {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian.
			member: u8,
			/// How many ask for it.
			votes: u8,
		},
		/// A guardian no longer asks that the patient's side be frozen.
		FreezeVoteWithdrawn {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian.
			member: u8,
			/// How many still do.
			votes: u8,
		},
		/// Enough guardians asked: the patient's side is frozen. What it had begun is called off: a
		/// change of guardians, an offer of control, a proposal about a link, an announced closing.
		Frozen {
			/// The patient.
			patient: PatientId,
			/// Until when at most.
			until: Moment,
		},
		/// The patient's side is no longer frozen: too few guardians ask for it.
		Unfrozen {
			/// The patient.
			patient: PatientId,
		},
		/// The registrar let the patient's side go on.
		FreezeLifted {
			/// The patient.
			patient: PatientId,
			/// The first moment at which another freeze may begin.
			barred_until: Moment,
		},
		/// The guardians, who had been shown, are no longer at work.
		GuardianCaseClosed {
			/// The patient.
			patient: PatientId,
		},
	}

	/// Why a call is refused. A refused call changes nothing.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no patient with this id.
		PatientNotFound,
		/// The signer may not do this for the patient.
		NotAuthorized,
		/// The key is all zeros, which X25519 must never be given, or it is the present key again.
		InvalidEncryptionKey,
		/// There is, or was, a patient with the id that would be derived.
		AlreadyExists,
		/// The patient's guardians have frozen its side.
		PatientFrozen,
		/// The patient was declared deceased.
		PatientDeceased,
		/// The patient's registration needs no confirmation.
		NotPending,
		/// Nobody has been offered control over the patient.
		OfferNotFound,
		/// The offer is too old to be accepted.
		OfferExpired,
		/// The account has a role already that goes before or cannot stand beside the other.
		AlreadyHasRole,
		/// The set of powers is empty, has a bit without a meaning, or is not for this patient.
		InvalidPowers,
		/// The period ends before it begins, lasts less than a minute, or is over.
		InvalidPeriod,
		/// A representative can give no more power, and for no longer, than it has itself.
		PowersExceeded,
		/// The patient has as many representatives as it can have.
		MaxRepresentativesExceeded,
		/// The account is no representative of the patient.
		RepresentativeNotFound,
		/// The patient has as many devices as it can have.
		MaxDevicesExceeded,
		/// The account is no device of the patient.
		DeviceNotFound,
		/// The list of classes is empty or names one twice.
		InvalidClasses,
		/// Only the organization that checked the person may lower, or repeat, what it said.
		InvalidAssurance,
		/// The signer does not practise for the organization now.
		NotPractising,
		/// The two patients are linked already, or that is proposed already.
		AlreadyLinked,
		/// The two patients are not linked, or unlinking them is proposed already.
		NotLinked,
		/// A patient is not linked with itself.
		CannotLinkToItself,
		/// One of the patients is linked with as many others as it can be.
		MaxLinksExceeded,
		/// The controller has not announced that the patient will be closed.
		ClosingNotAnnounced,
		/// It is too early for this.
		TooEarly,
		/// There is nothing to do.
		NothingToDo,
		/// The patient was not declared deceased.
		NotDeceased,
		/// The patient has no guardians.
		GuardiansNotSet,
		/// These are not the guardians that the patient has committed to, or no set of guardians can
		/// be like this.
		InvalidGuardians,
		/// The signer does not act as that guardian of the patient, or others have become its guardians.
		NotAGuardian,
		/// The guardians have been shown already.
		CaseAlreadyOpen,
		/// The guardians have not been shown.
		CaseNotFound,
		/// The guardian has opened an attempt already.
		AttemptAlreadyExists,
		/// This guardian has opened no attempt, or one to give control to another account.
		AttemptNotFound,
		/// The guardian has approved of the attempt already.
		AlreadyApproved,
		/// The controller objected to the attempt.
		AttemptVetoed,
		/// The registrar dismissed the attempt.
		AttemptDismissed,
		/// The attempt is too old.
		AttemptExpired,
		/// Not enough guardians have approved.
		ThresholdNotReached,
		/// The controller has not objected: there is nothing to decide.
		NotContested,
		/// The guardian asks for a freeze already.
		AlreadyVoted,
		/// The guardian does not ask for a freeze.
		NotVoted,
		/// The registrar lifted a freeze, and the time in which no other may begin is not over.
		FreezeBarred,
		/// An attempt still lives, or the guardians were shown too short a time ago.
		CaseStillLive,
		/// No change of guardians is to come.
		NoGuardianChange,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::AttemptLifetime::get() > T::RecoveryDelay::get(),
				"a recovery must live longer than it waits"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a patient for whom the signer speaks, with its first encryption key.
		///
		/// The patient's id is derived from the signer, the number of patients that it has registered
		/// before, and `salt`: 32 random bytes of the client's choice, without which everybody could
		/// compute the ids of an account's future patients.
		///
		/// Any signed account may register. The call is free for everyone, also for an account that
		/// has never been on the chain: a patient owns no coin. What keeps the chain from being
		/// flooded is the runtime's limit of free transactions per account and block.
		///
		/// # Events
		/// [`Event::PatientRegistered`]
		///
		/// # Errors
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros.
		/// - [`Error::AlreadyExists`]: the derived id is taken.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|_: &OriginFor<T>, _: &H256, _: &[u8; 32]| -> bool { true })]
		pub fn register(
			origin: OriginFor<T>,
			salt: H256,
			encryption_key: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, salt, encryption_key)?;
			Ok(())
		}

		/// Publishes a new encryption key of `patient`, which starts the next epoch.
		///
		/// What was sealed to the old key stays readable to whoever holds that one.
		///
		/// For the patient's controller, or a representative with [`Power::Identity`]; free for them.
		///
		/// # Events
		/// [`Event::EncryptionKeyReplaced`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer may not manage the patient's keys.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros, or the present key again.
		#[pallet::call_index(1)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::replace_encryption_key())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &[u8; 32]| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Identity)
		})]
		pub fn replace_encryption_key(
			origin: OriginFor<T>,
			patient: PatientId,
			encryption_key: [u8; 32],
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_replace_encryption_key(who, patient, encryption_key)?;
			Ok(Self::spent(T::WeightInfo::replace_encryption_key(), confirmed))
		}

		/// Registers a patient in the name of an organization: for somebody with a key
		/// (`controller`), or for somebody who has none (a new-born, a person who cannot act).
		///
		/// With a controller the patient is *pending*: nothing can be done in its name until the
		/// controller has confirmed. Without one it is open at once, and the registrar appoints who
		/// acts for it. The id is derived as for [`Pallet::register`], with the signer as registrant.
		///
		/// For a practitioner of an accredited organization, by an own account or through a gateway.
		/// The signer pays a deposit, which comes back once the controller has confirmed, somebody has
		/// accepted control, the registrar has appointed a representative for a patient without a
		/// controller, or the patient has died or was closed. It is the same for every patient,
		/// whatever is done with it later. Paying gives no power over the patient: the signer cannot
		/// name itself.
		///
		/// # Events
		/// [`Event::PatientSponsored`]
		///
		/// # Errors
		/// - [`Error::NotPractising`]: the signer does not practise in this capacity now.
		/// - [`Error::NotAuthorized`]: the signer names itself as the controller.
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros.
		/// - [`Error::AlreadyExists`]: the derived id is taken.
		/// - Whatever [`Config::Consideration`] says if the signer cannot pay.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::sponsor().saturating_add(T::Audit::weight()))]
		pub fn sponsor(
			origin: OriginFor<T>,
			capacity: Capacity,
			salt: H256,
			controller: Option<T::AccountId>,
			encryption_key: Option<[u8; 32]>,
			level: AssuranceLevel,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_sponsor(who, capacity, salt, controller, encryption_key, level)
		}

		/// Confirms the registration of `patient`, which an organization made: from now on the signer
		/// speaks for it. Every other call that manages the patient, signed by the controller,
		/// confirms it as well.
		///
		/// For the controller of a pending patient; free for it.
		///
		/// # Events
		/// [`Event::RegistrationConfirmed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::NotPending`]: there is nothing to confirm.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::confirm_registration().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn confirm_registration(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm_registration(who, patient)
		}

		/// Writes down how well an organization knows that `patient` is the person it is held to be.
		///
		/// Only to a higher level than is known; the organization that said what is known may also
		/// repeat or lower it.
		///
		/// For a practitioner of an accredited organization, by an own account or through a gateway;
		/// free for them.
		///
		/// # Events
		/// [`Event::IdentityAttested`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotPractising`]: the signer does not practise in this capacity now.
		/// - [`Error::InvalidAssurance`]: another organization knows as much or more.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::attest_identity().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, capacity: &Capacity,
			_: &AssuranceLevel| -> bool {
			Patients::<T>::contains_key(patient) && Pallet::<T>::is_practitioner(origin, *capacity)
		})]
		pub fn attest_identity(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			level: AssuranceLevel,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest_identity(who, patient, capacity, level)
		}

		/// Offers control over `patient` to the account `to`, in the place of any earlier offer. The
		/// account can accept for [`Config::OfferLifetime`].
		///
		/// For the controller, also to hand on control to a new key of its own. Where there is no
		/// controller, for the registrar, or a representative that holds all powers. Free for them.
		///
		/// # Events
		/// [`Event::ControlOffered`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller may not hand on control.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side; the registrar may
		///   nevertheless.
		/// - [`Error::AlreadyHasRole`]: the account is the controller.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::offer_control()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Identity)
		})]
		pub fn offer_control(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let confirmed = Self::do_offer_control(caller, patient, to)?;
			Ok(Self::spent(T::WeightInfo::offer_control(), confirmed))
		}

		/// Takes the offer of control over `patient` back, also one that has lapsed.
		///
		/// For whoever may offer; free for them. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::ControlOfferWithdrawn`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller may not hand on control.
		/// - [`Error::OfferNotFound`]: nothing is offered.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw_offer().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Identity)
		})]
		pub fn withdraw_offer(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			Self::do_withdraw_offer(caller, patient)
		}

		/// Accepts control over `patient`: from now on the signer speaks for it, and nobody else.
		///
		/// What the signer was for the patient before (a representative, a device) ends; so do an
		/// announced closing and an open proposal about a link. Representatives, devices and guardians
		/// stay: whoever takes over looks through them.
		///
		/// For the account that control was offered to; free for it.
		///
		/// # Events
		/// [`Event::ControlChanged`], after [`Event::RepresentativeEnded`] or [`Event::DeviceRemoved`]
		/// if the signer was one.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::OfferNotFound`]: nothing is offered.
		/// - [`Error::NotAuthorized`]: it is offered to another account.
		/// - [`Error::OfferExpired`]: the offer is too old.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side, and it has a
		///   controller.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::accept_control().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_offered(origin, patient)
		})]
		pub fn accept_control(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_control(who, patient)
		}

		/// Appoints `account` to act for `patient` with these powers in this period, or changes its
		/// appointment.
		///
		/// For the controller, or a representative with [`Power::Identity`], who can give no more
		/// power and for no longer than it has, and can change neither its own appointment nor that of
		/// somebody with more power; free for them. For the registrar, whose appointments the
		/// patient's side can neither change nor end; a deceased patient's executor is appointed
		/// by the registrar alone, with [`Power::Access`] alone. A full table makes room by letting go
		/// of a representative whose time is over.
		///
		/// # Events
		/// [`Event::RepresentativeAppointed`], after [`Event::RegistrationConfirmed`] if the patient
		/// was pending, and [`Event::RepresentativeEnded`] for the one that made room.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased, and the caller is not the registrar.
		/// - [`Error::NotAuthorized`]: the caller may not manage representatives, or is the one whose
		///   appointment it is.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side; the registrar may
		///   nevertheless.
		/// - [`Error::InvalidPowers`]: no power, one without a meaning, or one that an executor cannot
		///   have.
		/// - [`Error::InvalidPeriod`]: shorter than a minute, or over.
		/// - [`Error::AlreadyHasRole`]: the account is the controller, a device, or appointed by the
		///   other side (the registrar, the patient).
		/// - [`Error::PowersExceeded`]: the representative has less power, or for a shorter time.
		/// - [`Error::MaxRepresentativesExceeded`]: the patient has eight whose time is not over.
		#[pallet::call_index(8)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::appoint_representative())
				.saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId,
			_: &Powers, _: &Period| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Identity)
		})]
		pub fn appoint_representative(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
			powers: Powers,
			period: Period,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let (confirmed, made_room) =
				Self::do_appoint_representative(caller, patient, account, powers, period)?;
			let own = Self::with_entries(T::WeightInfo::appoint_representative(), made_room.into());
			Ok(Self::spent(own, confirmed))
		}

		/// Ends the appointment of the representative `account`.
		///
		/// For the controller, or a representative with [`Power::Identity`], if the patient's side
		/// appointed it; for the representative itself, also an executor; free for them. For the
		/// registrar. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::RepresentativeEnded`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller may not manage representatives, or the registrar
		///   appointed this one.
		/// - [`Error::RepresentativeNotFound`]: the account is no representative.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::end_representative()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, account: &T::AccountId|
			-> bool {
			Pallet::<T>::is_manager_or_itself(origin, patient, account)
		})]
		pub fn end_representative(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let confirmed = Self::do_end_representative(caller, patient, account)?;
			Ok(Self::spent(T::WeightInfo::end_representative(), confirmed))
		}

		/// Lets the device `account` add records of `classes` until a moment, or changes that.
		///
		/// For the controller, or a representative with [`Power::Identity`]; free for them. A full
		/// table makes room by letting go of a device whose time is over.
		///
		/// # Events
		/// [`Event::DeviceAuthorized`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending, and [`Event::DeviceRemoved`] for the one that made room.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer may not manage devices.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::InvalidClasses`]: no class, or one twice.
		/// - [`Error::InvalidPeriod`]: it would end within a minute.
		/// - [`Error::AlreadyHasRole`]: the account is the controller or a representative.
		/// - [`Error::MaxDevicesExceeded`]: the patient has eight whose time is not over.
		#[pallet::call_index(10)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::authorize_device())
				.saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId,
			_: &ClassSet, _: &Moment| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Identity)
		})]
		pub fn authorize_device(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
			classes: ClassSet,
			until: Moment,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (confirmed, made_room) =
				Self::do_authorize_device(who, patient, account, classes, until)?;
			let own = Self::with_entries(T::WeightInfo::authorize_device(), made_room.into());
			Ok(Self::spent(own, confirmed))
		}

		/// Ends the device `account`.
		///
		/// For the controller, a representative with [`Power::Identity`], or the device itself; free
		/// for them. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::DeviceRemoved`], after [`Event::RegistrationConfirmed`] if the patient was pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer may not manage devices.
		/// - [`Error::DeviceNotFound`]: the account is no device.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::remove_device()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, account: &T::AccountId|
			-> bool {
			Pallet::<T>::is_manager_or_itself(origin, patient, account)
		})]
		pub fn remove_device(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_remove_device(who, patient, account)?;
			Ok(Self::spent(T::WeightInfo::remove_device(), confirmed))
		}

		/// Removes the representatives, the devices and the offer of `patient` whose time is over.
		///
		/// For any signed account; free for the controller and for whomever a row names as a
		/// representative or device. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::RepresentativeEnded`], [`Event::DeviceRemoved`] and
		/// [`Event::ControlOfferWithdrawn`] for each that is removed, after
		/// [`Event::RegistrationConfirmed`] if the patient was pending and its controller signed.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NothingToDo`]: no row's time is over.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::with_confirmation(Pallet::<T>::with_entries(
			T::WeightInfo::clear_expired(),
			u64::from(MAX_REPRESENTATIVES).saturating_add(u64::from(MAX_DEVICES)),
		)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_signed_by(origin, patient, |row, who| row.names(who))
		})]
		pub fn clear_expired(
			origin: OriginFor<T>,
			patient: PatientId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (confirmed, cleared) = Self::do_clear_expired(who, patient)?;
			// At least one was removed; its entry is counted as that of every other call.
			let more = cleared.saturating_sub(1);
			let own = Self::with_entries(T::WeightInfo::clear_expired(), more);
			Ok(Self::spent(own, confirmed))
		}

		/// Plans that those to whom `commitment` commits will be the patient's guardians; `None` if
		/// there shall be none.
		///
		/// The commitment is `blake2_256(SCALE((*b"salus/guardian/1", patient, threshold, members,
		/// salt)))`: see [`guardian_commitment`]. It always takes [`Config::RecoveryDelay`] until they are
		/// in office, the first time, too: so the present guardians have time to stop a thief who wants
		/// to be rid of them. A change that was still to come is replaced.
		///
		/// For the patient's controller, or a representative with [`Power::Recovery`]; free for them.
		///
		/// # Events
		/// [`Event::GuardiansCommitted`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with
		///   that power.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::NothingToDo`]: that is the commitment in force, or the one to come.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::set_guardians()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, _: &Option<H256>| -> bool {
				Pallet::<T>::is_manager(origin, patient, Power::Recovery)
			}
		)]
		pub fn set_guardians(
			origin: OriginFor<T>,
			patient: PatientId,
			commitment: Option<H256>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_set_guardians(who, patient, commitment)?;
			Ok(Self::spent(T::WeightInfo::set_guardians(), confirmed))
		}

		/// Calls off the change of guardians that is still to come.
		///
		/// For the patient's controller, or a representative with [`Power::Recovery`]; free for them.
		///
		/// # Events
		/// [`Event::GuardianChangeCancelled`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with
		///   that power.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side, which called the
		///   change off already.
		/// - [`Error::NoGuardianChange`]: no change is to come.
		#[pallet::call_index(14)]
		#[pallet::weight(
			T::WeightInfo::cancel_guardian_change().saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Recovery)
		})]
		pub fn cancel_guardian_change(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_guardian_change(who, patient)
		}

		/// Shows who the patient's guardians are, so that they can recover or freeze it.
		///
		/// `members`, `threshold` and `salt` are what the commitment in force commits to: two to eight
		/// guardians in the order of their encoding, at most one of them an institution, and how many of
		/// them it takes. The number of a guardian in `members` is what it is called by from now on;
		/// `member` is the number of the one who signs. Every guardian who is a person gets a reference
		/// of its account, so that all of them can act without a coin.
		///
		/// For a guardian: the person itself, or an account that now practises for the institution. Free
		/// for them.
		///
		/// # Events
		/// [`Event::GuardiansRevealed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::GuardiansNotSet`]: the patient has no guardians now.
		/// - [`Error::InvalidGuardians`]: these are not they, no guardians can be like this, or one of
		///   them speaks for the patient.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::CaseAlreadyOpen`]: they have been shown, or a recovery by those who were
		///   the guardians before has reached its threshold and is not decided yet.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::reveal_guardians().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 members: &GuardianSet<T::AccountId>,
			 threshold: &u8,
			 salt: &H256,
			 member: &u8|
			 -> bool {
				Pallet::<T>::is_signed_by_committed_guardian(
					origin, patient, members, *threshold, salt, *member,
				)
			}
		)]
		pub fn reveal_guardians(
			origin: OriginFor<T>,
			patient: PatientId,
			members: GuardianSet<T::AccountId>,
			threshold: u8,
			salt: H256,
			member: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reveal_guardians(who, patient, members, threshold, salt, member)
		}

		/// Asks, as the guardian `member`, that `to` speak for the patient. That is this guardian's
		/// approval, too.
		///
		/// Each guardian can open one attempt, and no other before [`Config::AttemptLifetime`] is over,
		/// whatever came of the first.
		///
		/// For a guardian who was shown: the person itself, or an account that now practises for the
		/// institution. Free for them.
		///
		/// # Events
		/// [`Event::RecoveryOpened`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`, or others have
		///   become the guardians.
		/// - [`Error::AlreadyHasRole`]: `to` speaks for the patient already.
		/// - [`Error::AttemptAlreadyExists`]: this guardian has an attempt that still lives.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::open_recovery().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, member: &u8, _: &T::AccountId| -> bool {
				Pallet::<T>::is_signed_by_guardian(origin, patient, *member)
			}
		)]
		pub fn open_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
			to: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_recovery(who, patient, member, to)
		}

		/// Joins, as the guardian `member`, in the attempt of the guardian `opener` to give control to
		/// `to`.
		///
		/// Naming `to` makes sure that nobody approves of another account than the one meant. Once as
		/// many have approved as it takes, the attempt can be completed after
		/// [`Config::RecoveryDelay`]. A vetoed attempt can be approved, too: what enough guardians ask
		/// for and the controller objects to, the registrar decides.
		///
		/// For a guardian who was shown: the person itself, or an account that now practises for the
		/// institution. Free for them.
		///
		/// # Events
		/// [`Event::RecoveryApproved`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`, or others have
		///   become the guardians.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt to give control to `to`.
		/// - [`Error::AttemptDismissed`]: the registrar dismissed it.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::AlreadyApproved`]: this guardian has approved.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::approve_recovery().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 member: &u8,
			 _: &u8,
			 _: &T::AccountId|
			 -> bool { Pallet::<T>::is_signed_by_guardian(origin, patient, *member) }
		)]
		pub fn approve_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
			opener: u8,
			to: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_recovery(who, patient, member, opener, to)
		}

		/// Objects to the attempt of the guardian `opener`: it can then only come true by the registrar's
		/// word.
		///
		/// For the patient's controller, or a representative with [`Power::Recovery`], unless the
		/// guardians have frozen the patient's side: whoever holds a stolen key shall not be able to
		/// object. Free for them.
		///
		/// # Events
		/// [`Event::RecoveryVetoed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with
		///   that power.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt.
		/// - [`Error::AttemptDismissed`]: the registrar dismissed it.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::AttemptVetoed`]: somebody has objected already.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::veto_recovery().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &u8| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Recovery)
		})]
		pub fn veto_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			opener: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_veto_recovery(who, patient, opener)
		}

		/// Lets the account that the attempt of the guardian `opener` names speak for the patient, once
		/// the delay is over and if the controller did not object.
		///
		/// Nothing stays behind that whoever held the old key has begun or given away: an offer of
		/// control, a change of guardians to come, an announced closing, a proposal about a link, the
		/// freeze, the representatives whom the patient's side appointed, and all devices end. Those whom
		/// the registrar appointed stay, and so do the guardians, who are no longer at work. The
		/// encryption key stays, too: the new controller replaces it.
		///
		/// For a guardian who was shown, who names its number as `member`, or for the new controller
		/// itself, with `None`. Free for them.
		///
		/// # Events
		/// [`Event::ControlChanged`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::NotAuthorized`]: no guardian is named, and the signer is not the account that shall
		///   speak for the patient.
		/// - [`Error::AttemptDismissed`]: the registrar dismissed it.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::AttemptVetoed`]: the controller objected.
		/// - [`Error::ThresholdNotReached`]: too few guardians have approved.
		/// - [`Error::TooEarly`]: the delay is not over.
		/// - [`Error::AlreadyHasRole`]: the account has come to speak for the patient otherwise.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::complete_recovery().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, opener: &u8, member: &Option<u8>| -> bool {
				match member {
					Some(member) => Pallet::<T>::is_signed_by_guardian(origin, patient, *member),
					None => Pallet::<T>::is_signed_by_successor(origin, patient, *opener),
				}
			}
		)]
		pub fn complete_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			opener: u8,
			member: Option<u8>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_complete_recovery(who, patient, opener, member)
		}

		/// Decides on the attempt of the guardian `opener` to give control to `to`: upholds one that
		/// enough guardians approve of and the controller objected to, with all that
		/// [`Pallet::complete_recovery`] does, or dismisses it, whatever its state.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::ControlChanged`] or [`Event::RecoveryDismissed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt to give control to `to`.
		/// - [`Error::AttemptDismissed`]: it was dismissed before.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::NotContested`]: the controller did not object, so there is nothing to uphold.
		/// - [`Error::ThresholdNotReached`]: too few guardians have approved for it to be upheld.
		/// - [`Error::AlreadyHasRole`]: the account has come to speak for the patient otherwise.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::decide_recovery().saturating_add(T::Audit::weight()))]
		pub fn decide_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			opener: u8,
			to: T::AccountId,
			uphold: bool,
		) -> DispatchResultWithPostInfo {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_decide_recovery(patient, opener, to, uphold)?;
			// To dismiss an attempt changes as little as to object to it does.
			let dismissed = T::WeightInfo::veto_recovery().saturating_add(T::Audit::weight());
			Ok((!uphold).then_some(dismissed).into())
		}

		/// Asks, as the guardian `member`, that the patient's side be frozen: the controller's key may be
		/// in the wrong hands.
		///
		/// Once as many ask for it as a recovery takes, the patient's side is frozen for
		/// [`Config::FreezePeriod`], and what it had begun is called off. Further votes do not make that
		/// longer, but it then takes more to end it.
		///
		/// For a guardian who was shown: the person itself, or an account that now practises for the
		/// institution. Free for them.
		///
		/// # Events
		/// [`Event::FreezeVoted`], and [`Event::Frozen`] if it was the last vote needed.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`, or others have
		///   become the guardians.
		/// - [`Error::FreezeBarred`]: the registrar lifted a freeze a short time ago.
		/// - [`Error::AlreadyVoted`]: this guardian asks for it already.
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::vote_freeze().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, member: &u8| -> bool {
			Pallet::<T>::is_signed_by_guardian(origin, patient, *member)
		})]
		pub fn vote_freeze(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let freezes = Self::do_vote_freeze(who, patient, member)?;
			// A vote that freezes nothing changes as little as to open an attempt does.
			let counted = T::WeightInfo::open_recovery().saturating_add(T::Audit::weight());
			Ok((!freezes).then_some(counted).into())
		}

		/// No longer asks, as the guardian `member`, that the patient's side be frozen. If too few are
		/// left who do, it is no longer.
		///
		/// For a guardian who was shown: the person itself, or an account that now practises for the
		/// institution. Free for them.
		///
		/// # Events
		/// [`Event::FreezeVoteWithdrawn`], and [`Event::Unfrozen`] if that ends the freeze.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::NotVoted`]: this guardian does not ask for it, or the freeze has run out.
		#[pallet::call_index(22)]
		#[pallet::weight(
			T::WeightInfo::withdraw_freeze_vote().saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, member: &u8| -> bool {
			Pallet::<T>::is_signed_by_guardian(origin, patient, *member)
		})]
		pub fn withdraw_freeze_vote(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_freeze_vote(who, patient, member)
		}

		/// Lets the patient's side go on: ends a freeze if there is one, forgets the votes, and lets no
		/// other freeze begin for twice [`Config::RecoveryDelay`]. In that time a patient whose guardians
		/// collude can object to what they attempt and let others be its guardians.
		///
		/// For the registrar, whenever the guardians have been shown: they could otherwise withdraw their
		/// votes for the moment in which it decides.
		///
		/// # Events
		/// [`Event::FreezeLifted`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::lift_freeze().saturating_add(T::Audit::weight()))]
		pub fn lift_freeze(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_lift_freeze(patient)
		}

		/// Ends the guardians' work when there is nothing left of it: no freeze stands, no attempt lives,
		/// and they were shown [`Config::AttemptLifetime`] ago. Once others are the guardians, it can
		/// end as soon as none of its attempts has reached its threshold and waits.
		///
		/// For a guardian who was shown, who names its number as `member`, or for the patient's
		/// controller, with `None`. Free for them.
		///
		/// # Events
		/// [`Event::GuardianCaseClosed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::NotAuthorized`]: no guardian is named, and the signer is not the controller.
		/// - [`Error::PatientFrozen`]: a freeze stands.
		/// - [`Error::CaseStillLive`]: an attempt lives, or the guardians were shown too short a time
		///   ago.
		#[pallet::call_index(24)]
		#[pallet::weight(
			T::WeightInfo::close_guardian_case().saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, member: &Option<u8>| -> bool {
				match member {
					Some(member) => Pallet::<T>::is_signed_by_guardian(origin, patient, *member),
					None => Pallet::<T>::is_controller(origin, patient),
				}
			}
		)]
		pub fn close_guardian_case(
			origin: OriginFor<T>,
			patient: PatientId,
			member: Option<u8>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_guardian_case(who, patient, member)
		}

		/// Proposes that `patient` and `other` are ids of the same person; done once the controller of
		/// `other` has proposed the same, or at once if the signer is that, too, or the registrar
		/// says so. A patient has one open proposal: a new one takes its place, and one to unlink the
		/// two is taken back.
		///
		/// For the controller of `patient`, free for it, and for the registrar.
		///
		/// # Events
		/// [`Event::LinkProposed`], [`Event::Linked`] or [`Event::LinkProposalWithdrawn`], after
		/// [`Event::RegistrationConfirmed`] if the patient was pending.
		///
		/// # Errors
		/// - [`Error::CannotLinkToItself`]: it is one id.
		/// - [`Error::PatientNotFound`]: there is no such patient, or no such other.
		/// - [`Error::PatientDeceased`]: one was declared deceased; the registrar may nevertheless.
		/// - [`Error::NotAuthorized`]: the signer is not the controller of `patient`.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::AlreadyLinked`]: they are linked.
		/// - [`Error::MaxLinksExceeded`]: one of them is linked with eight others.
		/// - [`Error::NothingToDo`]: it is proposed already, and the other side has not agreed.
		#[pallet::call_index(25)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::link()).saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn link(
			origin: OriginFor<T>,
			patient: PatientId,
			other: PatientId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let outcome = Self::do_change_link(caller, patient, other, true)?;
			let own = Self::with_entries(T::WeightInfo::link(), outcome.done.into());
			Ok(Self::spent(own, outcome.confirmed))
		}

		/// Proposes that `patient` and `other` are no longer said to be the same person; done, and
		/// taken back, as for [`Pallet::link`].
		///
		/// For the controller of `patient`, free for it, and for the registrar.
		///
		/// # Events
		/// [`Event::LinkProposed`], [`Event::Unlinked`] or [`Event::LinkProposalWithdrawn`].
		///
		/// # Errors
		/// - [`Error::CannotLinkToItself`]: it is one id.
		/// - [`Error::PatientNotFound`]: there is no such patient, or no such other.
		/// - [`Error::PatientDeceased`]: one was declared deceased; the registrar may nevertheless.
		/// - [`Error::NotAuthorized`]: the signer is not the controller of `patient`.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::NotLinked`]: they are not linked.
		/// - [`Error::NothingToDo`]: it is proposed already, and the other side has not agreed.
		#[pallet::call_index(26)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::unlink())
				.saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn unlink(
			origin: OriginFor<T>,
			patient: PatientId,
			other: PatientId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let outcome = Self::do_change_link(caller, patient, other, false)?;
			let own = Self::with_entries(T::WeightInfo::unlink(), outcome.done.into());
			Ok(Self::spent(own, outcome.confirmed))
		}

		/// Declares `patient` deceased: nobody speaks for it any more. Its controller,
		/// representatives, devices and guardians end, with whatever was offered, planned or attempted
		/// about them. `executor` may read its records from now on, without end.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::PatientDeceased`], after [`Event::RepresentativeAppointed`] for the executor.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased already.
		#[pallet::call_index(27)]
		#[pallet::weight(Pallet::<T>::with_entries(T::WeightInfo::declare_deceased(), 2))]
		pub fn declare_deceased(
			origin: OriginFor<T>,
			patient: PatientId,
			executor: Option<T::AccountId>,
		) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_declare_deceased(patient, executor)
		}

		/// Takes back that `patient` is deceased: its executors end, and control over it is offered to
		/// `to`. What ended by the declaration does not come back.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::DeathCorrected`], [`Event::ControlOffered`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::NotDeceased`]: it was not declared deceased.
		#[pallet::call_index(28)]
		#[pallet::weight(Pallet::<T>::with_entries(T::WeightInfo::correct_death(), 2))]
		pub fn correct_death(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_correct_death(patient, to)
		}

		/// Announces that `patient` will be closed, once [`Config::RecoveryDelay`] is over: whoever
		/// stole the controller's key cannot close it before guardians can act.
		///
		/// For the controller; free for it.
		///
		/// # Events
		/// [`Event::ClosingAnnounced`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::NothingToDo`]: it is announced already.
		#[pallet::call_index(29)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::announce_closing()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn announce_closing(
			origin: OriginFor<T>,
			patient: PatientId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_announce_closing(who, patient)?;
			Ok(Self::spent(T::WeightInfo::announce_closing(), confirmed))
		}

		/// Calls the announced closing of `patient` off.
		///
		/// For the controller; free for it. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::ClosingCancelled`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::ClosingNotAnnounced`]: it was not announced.
		#[pallet::call_index(30)]
		#[pallet::weight(T::WeightInfo::cancel_closing().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn cancel_closing(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_closing(who, patient)
		}

		/// Closes `patient` for ever: everything that this pallet knows of it goes, but the moment.
		/// Its trail stays. The id is never used again.
		///
		/// For the controller, once the announced moment has come; free for it. For the registrar, at
		/// once, also a deceased patient.
		///
		/// # Events
		/// [`Event::PatientClosed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased; the registrar may nevertheless.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side; the registrar may
		///   nevertheless.
		/// - [`Error::ClosingNotAnnounced`]: the controller has not announced it.
		/// - [`Error::TooEarly`]: the announced moment has not come.
		/// - [`Error::CaseStillLive`]: enough of the patient's guardians have joined in an attempt to
		///   recover it, which lives; the registrar may nevertheless.
		#[pallet::call_index(31)]
		#[pallet::weight(T::WeightInfo::close().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn close(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			Self::do_close(caller, patient)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The patient with this id: who speaks for it, who may act for it, and the key to seal to.
		/// `None` if there is no such patient, or no more.
		pub fn patient(patient: PatientId) -> Option<Patient<T::AccountId>> {
			Patients::<T>::get(patient)
		}

		/// What is left of the patient with this id, if it was closed.
		pub fn tombstone(patient: PatientId) -> Option<Tombstone> {
			Tombstones::<T>::get(patient)
		}

		/// Who may act for the patient now, and as what: the controller unless it has not confirmed,
		/// representatives whose time it is, devices.
		pub fn acting_for(patient: PatientId) -> Vec<Mandate<T::AccountId>> {
			Patients::<T>::get(patient).map(|row| row.mandates(T::Time::now())).unwrap_or_default()
		}

		/// Which powers the account has for the patient now: the controller has all. `None` if it has
		/// none.
		pub fn powers_of(patient: PatientId, account: T::AccountId) -> Option<Powers> {
			match Patients::<T>::get(patient)?.relation(&account, T::Time::now()) {
				Relation::Controller => Some(Powers::ALL),
				Relation::Representative(powers) => Some(powers),
				Relation::Device(_) | Relation::Stranger => None,
			}
		}

		/// To whom control over the patient is offered, and until when. It may have lapsed.
		pub fn offer(patient: PatientId) -> Option<Offer<T::AccountId>> {
			Offers::<T>::get(patient)
		}

		/// What the patient's guardians are doing, if they were shown.
		pub fn guardian_case(patient: PatientId) -> Option<GuardianCase<T::AccountId>> {
			GuardianCases::<T>::get(patient)
		}

		/// What the patient has committed to about its guardians.
		pub fn guardians(patient: PatientId) -> Option<GuardianPlan> {
			Guardians::<T>::get(patient)
		}

		/// The other ids of the same person.
		pub fn links(patient: PatientId) -> Vec<PatientId> {
			Links::<T>::get(patient).into_inner()
		}
	}

	impl<T: Config> PatientDirectory<T::AccountId> for Pallet<T> {
		fn relation(patient: &PatientId, account: &T::AccountId, at: Moment) -> Option<Relation> {
			Patients::<T>::get(patient).map(|row| row.relation(account, at))
		}

		fn key_epoch(patient: &PatientId) -> Option<u32> {
			Patients::<T>::get(patient).map(|row| row.key.map_or(0, |key| key.epoch))
		}

		fn is_frozen(patient: &PatientId, at: Moment) -> bool {
			Patients::<T>::get(patient).is_some_and(|row| row.is_frozen(at))
		}

		fn is_known(patient: &PatientId) -> bool {
			Patients::<T>::contains_key(patient) || Tombstones::<T>::contains_key(patient)
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn register_for_benchmark(controller: &T::AccountId) -> PatientId {
			Self::register_full(controller)
		}
	}
}
