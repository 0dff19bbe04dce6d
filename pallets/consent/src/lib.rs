#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use emergencies::{EnsureAuthority, EnsurePrivacyOfficer};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

mod acting;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod decide;
mod emergencies;
mod envelopes;
mod errors;
mod events;
mod giving;
mod grants;
mod history;
#[cfg(test)]
mod mock;
mod policies;
mod referrals;
mod refusals;
mod requests;
pub mod runtime_api;
mod sweep;
#[cfg(test)]
mod tests;
#[cfg(feature = "try-runtime")]
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{EnsureOriginWithArg, Time},
		weights::WeightMeter,
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessPolicy, AccessRequest, Actor, AuditTrail, Capacity, Commitment, Decision,
		EmergencyReason, GrantId, Moment, OnMisconduct, OrganizationId, PatientDirectory,
		PatientId, PolicyId, Power, ProviderDirectory, RecordClass, RecordDirectory, RefusalId,
		Relation, SessionId,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from its runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock.
		type Time: Time<Moment = Moment>;
		/// Who is a patient, and who may act for one.
		type Patients: PatientDirectory<Self::AccountId>;
		/// Who practises where.
		type Providers: ProviderDirectory<Self::AccountId>;
		/// What is anchored.
		type Records: RecordDirectory;
		/// Where everything that happens to a patient's consent is written down.
		type Audit: AuditTrail<Self::AccountId>;
		/// Who says what law permits without consent, and which organizations may break the glass.
		type PolicyOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who judges emergency sessions, and in which capacity: [`EnsurePrivacyOfficer`]. That nobody
		/// judges a session of its own organization is checked besides.
		type ReviewOrigin: EnsureOriginWithArg<
			Self::RuntimeOrigin,
			Capacity,
			Success = Actor<Self::AccountId>,
		>;
		/// What follows when a session was not justified.
		type OnMisconduct: OnMisconduct<Self::AccountId>;
		/// How long a request waits for its answer; for so long a rejected one bars another.
		#[pallet::constant]
		type RequestLifetime: Get<Moment>;
		/// How many hours an emergency session may last.
		#[pallet::constant]
		type MaxSessionHours: Get<u8>;
		/// How long after its opening a session is to be judged.
		#[pallet::constant]
		type ReviewPeriod: Get<Moment>;
		/// With so many overdue reviews an organization opens no session.
		#[pallet::constant]
		type MaxOverdueReviews: Get<u32>;
		/// For how long past moments can be judged: what ended longer ago is forgotten.
		#[pallet::constant]
		type HistoryRetention: Get<Moment>;
		/// What calls cost.
		type WeightInfo: WeightInfo;
	}

	/// What an organization holds of a patient: (patient, organization) → [`File`].
	#[pallet::storage]
	pub type Files<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		OrganizationId,
		File<T::AccountId>,
		ValueQuery,
	>;

	/// What decides over all files of a patient: patient → [`Head`].
	#[pallet::storage]
	pub type Heads<T: Config> = StorageMap<_, Identity, PatientId, Head<T::AccountId>, ValueQuery>;

	/// What belongs to a grant, off the decide path: (patient, grant) → [`Annex`].
	#[pallet::storage]
	pub type Annexes<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		GrantId,
		Annex<T::AccountId>,
		ValueQuery,
	>;

	/// What an organization asks a patient for: (patient, organization) → [`ConsentRequest`].
	#[pallet::storage]
	pub type Requests<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		OrganizationId,
		ConsentRequest<T::AccountId>,
	>;

	/// What a patient no longer refuses: (patient, number in the order of lifting) →
	/// [`LiftedRestriction`].
	#[pallet::storage]
	pub type LiftedRestrictions<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		u32,
		LiftedRestriction<T::AccountId>,
	>;

	/// What law permits without consent. Every decision of a block looks at it, so it is read once, when
	/// the block begins, and that read is charged there.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Policies<T: Config> = StorageValue<_, PolicyBook, ValueQuery>;

	/// What it no longer permits: number in the order of repeal → [`RepealedPolicy`].
	#[pallet::storage]
	pub type RepealedPolicies<T: Config> = StorageMap<_, Twox64Concat, u32, RepealedPolicy>;

	/// Where an organization stands with its emergency sessions: organization → [`BreakGlass`].
	#[pallet::storage]
	pub type BreakGlasses<T: Config> =
		StorageMap<_, Twox64Concat, OrganizationId, BreakGlass, ValueQuery>;

	/// The emergency sessions: number → [`Session`].
	#[pallet::storage]
	pub type Sessions<T: Config> = StorageMap<_, Twox64Concat, SessionId, Session<T::AccountId>>;

	/// The number of the next emergency session.
	#[pallet::storage]
	pub type NextSession<T> = StorageValue<_, SessionId, ValueQuery>;

	/// What ended before this moment may have been forgotten.
	#[pallet::storage]
	pub type ForgottenBefore<T> = StorageValue<_, Moment, ValueQuery>;

	/// How far the sweep has come that forgets what ended long ago.
	#[pallet::storage]
	pub type Sweeping<T> = StorageValue<_, sweep::Sweep, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Reads the policies, so that the decisions of the block find them at hand.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let _ = Policies::<T>::get();
			T::DbWeight::get().reads(1)
		}

		/// Forgets some of what ended longer ago than history is kept, within a quarter of what is left of
		/// the block.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(remaining.div(4));
			Self::sweep(&mut meter);
			meter.consumed()
		}

		#[cfg(feature = "std")]
		fn integrity_test() {
			for (what, bytes) in [
				("a file", File::<T::AccountId>::max_encoded_len()),
				("a head", Head::<T::AccountId>::max_encoded_len()),
				("the policies", PolicyBook::max_encoded_len()),
			] {
				assert!(bytes < 6_000, "{what} is read by every decision and takes {bytes} bytes");
			}
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// How many anchors one grant may list.
		fn max_anchors() -> u32 {
			MAX_ANCHORS
		}

		/// How many grants that a patient gave to one organization are kept in its file.
		fn max_own_grants() -> u32 {
			MAX_OWN_GRANTS
		}

		/// How many grants that were passed on to one organization are kept in its file.
		fn max_referred_grants() -> u32 {
			MAX_REFERRED_GRANTS
		}

		/// How many grants of one patient may be live at a time.
		fn max_live_grants() -> u32 {
			MAX_LIVE_GRANTS
		}

		/// How often a grant may be passed on in a row.
		fn max_depth() -> u32 {
			MAX_DEPTH
		}

		/// How many standing refusals a patient has at most, the refusal of everything aside.
		fn max_refusals() -> u32 {
			MAX_REFUSALS
		}

		/// How many policies are in force at most.
		fn max_policies() -> u32 {
			MAX_POLICIES
		}

		/// How long the sealed part of an envelope may be, in bytes.
		fn max_sealed() -> u32 {
			MAX_SEALED
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Permits an organization, or someone in it, to do something with the patient's records.
		///
		/// The signer is the patient's controller, or a representative with the power to consent, who gives nothing
		/// to itself and nothing of classes that are marked as confidential. Free for them. Not while the patient's
		/// side is frozen: whoever stole a key shall not give anything away with it.
		///
		/// - `patient`: whose records.
		/// - `organization`: to which institution.
		/// - `provision`: who in it may do what, with which records, why and when.
		/// - `terms`: a salted commitment to the terms agreed to in words.
		/// - `envelope`: the keys that the grantee needs to read, sealed to it.
		///
		/// An ended grant to the same organization gives up its place if the file is full, and one that was passed
		/// on if the patient's list of live grants is.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `CannotGrantToItself`, `InvalidPeriod`, `PeriodEnded`,
		/// `EmptyScope`, `InvalidActions`, `InvalidPurposes`, `InvalidContentPeriod`, `EnvelopeTooLong`,
		/// `StaleKeyEpoch`, `GranteeHasNoKey`, `StaleGranteeKey`, `OrganizationNotAccredited`,
		/// `PractitionerNotPractising`, `MaxGrantsExceeded`.
		///
		/// # Events
		/// [`Event::Granted`], [`Event::Displaced`] if a live grant had to make room; `ConsentGranted` in the
		/// patient's trail.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::grant().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId, _: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<SealedKeys>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn grant(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
			provision: Provision<T::AccountId>,
			terms: Option<Commitment>,
			envelope: Option<SealedKeys>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant(who, patient, organization, provision, terms, envelope)
		}

		/// Ends a grant at once, and with it all that were passed on from it: from this moment they permit nothing.
		///
		/// The signer is the patient's controller, or a representative with the power to consent. Free for them. It
		/// needs no free place anywhere and no freeze stops it, so it can never be blocked.
		///
		/// What was read before cannot be unread; `docs/record-format.md` says what the next epoch of class keys
		/// protects.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `GrantNotFound`.
		///
		/// # Events
		/// [`Event::Revoked`]; `ConsentRevoked` in the patient's trail.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::revoke().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn revoke(origin: OriginFor<T>, patient: PatientId, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke(who, patient, grant)
		}

		/// Replaces a live grant by another version of it, under a new number, in one step: there is no moment at
		/// which both or neither count. What was passed on from the old version ends with it.
		///
		/// By the same people and the same rules as [`Self::grant`]; a grant that was passed on can't be amended.
		///
		/// # Errors
		/// `GrantNotFound`, and those of [`Self::grant`].
		///
		/// # Events
		/// [`Event::Amended`]; `ConsentAmended` in the patient's trail.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::amend().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId, _: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<SealedKeys>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn amend(
			origin: OriginFor<T>,
			patient: PatientId,
			grant: GrantId,
			provision: Provision<T::AccountId>,
			terms: Option<Commitment>,
			envelope: Option<SealedKeys>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_amend(who, patient, grant, provision, terms, envelope)
		}

		/// Takes one class out of a live grant of the patient's own, which so becomes another version of it under a
		/// new number; if nothing remains, it ends. The envelope stays. What was passed on from the old version ends
		/// with it.
		///
		/// By the same people as [`Self::revoke`], also while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `GrantNotFound`, `ClassNotInScope`, `MaxClassesExceeded`.
		///
		/// # Events
		/// [`Event::Amended`] or [`Event::Revoked`]; `ConsentAmended` or `ConsentRevoked` in the patient's trail.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::exclude_class().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId, _: &RecordClass| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn exclude_class(
			origin: OriginFor<T>,
			patient: PatientId,
			grant: GrantId,
			class: RecordClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_exclude_class(who, patient, grant, class)
		}

		/// Ends all live grants of an organization at once, those that were passed on to it included, and all that
		/// were passed on from them.
		///
		/// By the same people as [`Self::revoke`], also while frozen. It needs no free place anywhere.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `NothingToDo` if there is none.
		///
		/// # Events
		/// [`Event::OrganizationRevoked`]; `OrganizationRevoked` in the patient's trail.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::revoke_organization().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn revoke_organization(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_organization(who, patient, organization)
		}

		/// Gives a grant back: the grantee does not want it any more. What was passed on from it ends with it.
		///
		/// The signer acts in `capacity` for the organization that holds the grant: the practitioner whom the grant
		/// names, or a privacy officer of the organization. Free for them.
		///
		/// # Errors
		/// `PatientNotFound`, `NotPractising`, `GrantNotFound`, `NotTheGrantee`.
		///
		/// # Events
		/// [`Event::Renounced`]; `ConsentRenounced` in the patient's trail.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::renounce().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &GrantId| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn renounce(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			grant: GrantId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renounce(who, patient, capacity, grant)
		}

		/// Puts other keys in the place of those that belong to a live grant: since the patient's key or the
		/// grantee's was replaced, or since none were given.
		///
		/// By the same people as [`Self::grant`], and as little while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `GrantNotFound`, `EnvelopeTooLong`, `StaleKeyEpoch`,
		/// `GranteeHasNoKey`, `StaleGranteeKey`.
		///
		/// # Events
		/// [`Event::EnvelopeReplaced`]; `EnvelopeReplaced` in the patient's trail.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::replace_envelope().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId, _: &SealedKeys| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn replace_envelope(
			origin: OriginFor<T>,
			patient: PatientId,
			grant: GrantId,
			envelope: SealedKeys,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_replace_envelope(who, patient, grant, envelope)
		}

		/// Passes on a part of a grant to another organization, or to somebody in it (a referral).
		///
		/// The signer acts in `capacity` and may itself use the grant `parent`, which permits to disclose. What is
		/// passed on lies within the parent in scope, content, actions, purposes and period, and ends with it. At
		/// most three times in a row, once to the same organization, and to eight organizations from one grant.
		/// Nothing that the patient has refused to the signer can be passed on. Free for practitioners.
		///
		/// - `organization`: to which institution.
		/// - `provision`: who in it may do what, with which records, why and when.
		/// - `envelope`: the keys that the grantee needs to read, sealed to it.
		///
		/// # Errors
		/// `PatientNotFound`, `PatientFrozen`, `NotPractising`, `GrantNotFound`, `NotTheGrantee`, `NotReferable`,
		/// `Refused`, `ParentExceeded`, `MaxDepthExceeded`, `MaxChildrenExceeded`, `MaxReferralsExceeded`,
		/// `MaxGrantsExceeded`, `InvalidPeriod`, `PeriodEnded`, `EmptyScope`, `InvalidActions`, `InvalidPurposes`,
		/// `InvalidContentPeriod`, `EnvelopeTooLong`, `StaleKeyEpoch`, `GranteeHasNoKey`, `StaleGranteeKey`,
		/// `OrganizationNotAccredited`, `PractitionerNotPractising`.
		///
		/// # Events
		/// [`Event::Referred`]; `ConsentReferred` in the patient's trail.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::refer().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &GrantId, _: &OrganizationId, _: &Provision<T::AccountId>, _: &Option<SealedKeys>| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn refer(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			parent: GrantId,
			organization: OrganizationId,
			provision: Provision<T::AccountId>,
			envelope: Option<SealedKeys>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refer(who, patient, capacity, parent, organization, provision, envelope)
		}

		/// Asks a patient for a grant to the signer's organization.
		///
		/// The signer practises for the organization. Free for practitioners: an organization has one open request to
		/// a patient at a time, and a rejected one bars another until it would have lapsed. Whom the patient refuses
		/// everything cannot ask.
		///
		/// - `provision`: what is asked for.
		/// - `reason`: a salted commitment to the reason given in words.
		///
		/// # Errors
		/// `PatientNotFound`, `NotPractising`, `Refused`, `RequestAlreadyOpen`, `RequestRejectedBefore`,
		/// `InvalidPeriod`, `PeriodEnded`, `EmptyScope`, `InvalidActions`, `InvalidPurposes`, `InvalidContentPeriod`,
		/// `PractitionerNotPractising`.
		///
		/// # Events
		/// [`Event::ConsentRequested`]; `ConsentRequested` in the patient's trail.
		#[pallet::call_index(8)]
		// Whom the request names may be a colleague, whose row is another one.
		#[pallet::weight(T::WeightInfo::request_consent().saturating_add(T::Audit::weight()).saturating_add(T::DbWeight::get().reads(1)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &Provision<T::AccountId>, _: &Commitment| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn request_consent(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			provision: Provision<T::AccountId>,
			reason: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_consent(who, patient, capacity, provision, reason)
		}

		/// Takes the organization's open request back, so that another can be made.
		///
		/// The signer is who made it, or a privacy officer of the organization. Free for them.
		///
		/// # Errors
		/// `PatientNotFound`, `NotPractising`, `RequestNotFound`, `NotAuthorized`.
		///
		/// # Events
		/// [`Event::RequestWithdrawn`]; `ConsentRequestWithdrawn` in the patient's trail.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::withdraw_request().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn withdraw_request(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_request(who, patient, capacity)
		}

		/// Approves the open request of an organization: gives it the grant that it asked for, or a narrower one.
		///
		/// By the same people and the same rules as [`Self::grant`], but never by who made the request.
		///
		/// - `provision`: what is granted: what was asked for, or less of it in grantee, scope, content, actions,
		///   purposes and period. The patient signs what it has read, so that an organization which puts another
		///   request in the place of that gains nothing.
		///
		/// # Errors
		/// `RequestNotFound`, `RequestExceeded`, `CannotApproveOwnRequest`, and those of [`Self::grant`].
		///
		/// # Events
		/// [`Event::RequestApproved`], [`Event::Granted`]; `ConsentGranted` in the patient's trail.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::approve_request().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId, _: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<SealedKeys>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn approve_request(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
			provision: Provision<T::AccountId>,
			terms: Option<Commitment>,
			envelope: Option<SealedKeys>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_request(who, patient, organization, provision, terms, envelope)
		}

		/// Says no to the open request of an organization. It cannot ask again before the request would have lapsed.
		///
		/// By the same people as [`Self::revoke`], also while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `RequestNotFound`.
		///
		/// # Events
		/// [`Event::RequestRejected`]; `ConsentRequestRejected` in the patient's trail.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::reject_request().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn reject_request(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reject_request(who, patient, organization)
		}

		/// Refuses something from now on, whatever was or will be granted.
		///
		/// By the same people as [`Self::revoke`], also while frozen. It needs no free place: if the patient has as
		/// many refusals as can be, the closest of them and this one are joined to one that refuses what either does.
		///
		/// - `refusal`: whom, which class and which purposes, and whether even in an emergency.
		///
		/// A refusal that a representative has made becomes the controller's when the controller makes it, too.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `InvalidPurposes`, `NothingToDo` if the same refusal stands already.
		///
		/// # Events
		/// [`Event::Refused`]; `RefusalMade` in the patient's trail.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::refuse().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &Refusal<T::AccountId>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn refuse(
			origin: OriginFor<T>,
			patient: PatientId,
			refusal: Refusal<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse(who, patient, refusal)
		}

		/// Lifts a refusal.
		///
		/// By the same people as [`Self::grant`], and as little while frozen; what the controller refused, only the
		/// controller lifts.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `RefusalNotFound`.
		///
		/// # Events
		/// [`Event::RefusalLifted`]; `RefusalLifted` in the patient's trail.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::lift_refusal().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RefusalId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn lift_refusal(
			origin: OriginFor<T>,
			patient: PatientId,
			refusal: RefusalId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_refusal(who, patient, refusal)
		}

		/// Refuses everything to everybody who acts for an organization, from now on. Grants stay, and count again
		/// when it is lifted. Said again, it changes whether it holds in emergencies, or makes what a representative
		/// said the controller's.
		///
		/// By the same people as [`Self::revoke`], also while frozen. That it no longer holds in emergencies is said
		/// only by who may lift it, and not while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::AllRefused`]; `AllRefused` in the patient's trail.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::refuse_all().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &bool| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn refuse_all(
			origin: OriginFor<T>,
			patient: PatientId,
			even_in_emergency: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse_all(who, patient, even_in_emergency)
		}

		/// No longer refuses everything. Single refusals stay.
		///
		/// By the same people as [`Self::lift_refusal`].
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::AllRefusedLifted`]; `AllRefusedLifted` in the patient's trail.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::lift_refuse_all().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn lift_refuse_all(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_refuse_all(who, patient)
		}

		/// Wants nobody to break the glass: no session opens, and open ones permit nothing any more. Said again, it
		/// makes what a representative said the controller's.
		///
		/// By the same people as [`Self::revoke`], also while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::EmergenciesOptedOut`]; `EmergenciesOptedOut` in the patient's trail.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::opt_out_of_emergencies().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn opt_out_of_emergencies(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_opt_out_of_emergencies(who, patient)
		}

		/// Permits again that the glass is broken.
		///
		/// By the same people as [`Self::lift_refusal`].
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::EmergenciesOptedIn`]; `EmergenciesOptedIn` in the patient's trail.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::opt_in_to_emergencies().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn opt_in_to_emergencies(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_opt_in_to_emergencies(who, patient)
		}

		/// Keeps representatives from a class: they neither see nor add such records, and no grant that they give or
		/// gave covers them. For a teenager's records, or those of an abused spouse.
		///
		/// The signer is the controller, also while frozen. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `NothingToDo`, `MaxConfidentialExceeded`.
		///
		/// # Events
		/// [`Event::ClassMarkedConfidential`]; `ClassMarkedConfidential` in the patient's trail.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::mark_confidential().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RecordClass| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn mark_confidential(
			origin: OriginFor<T>,
			patient: PatientId,
			class: RecordClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mark_confidential(who, patient, class)
		}

		/// No longer keeps representatives from a class.
		///
		/// The signer is the controller, not while frozen. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::ClassUnmarkedConfidential`]; `ClassUnmarkedConfidential` in the patient's trail.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::unmark_confidential().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RecordClass| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn unmark_confidential(
			origin: OriginFor<T>,
			patient: PatientId,
			class: RecordClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unmark_confidential(who, patient, class)
		}

		/// Lets law permit something without consent, for every patient.
		///
		/// The origin is [`Config::PolicyOrigin`].
		///
		/// # Errors
		/// `BadOrigin`, `InvalidPolicy`, `InvalidPeriod`, `PeriodEnded`, `EmptyScope`, `InvalidActions`,
		/// `InvalidPurposes`, `MaxPoliciesExceeded`.
		///
		/// # Events
		/// [`Event::PolicyEnacted`].
		#[pallet::call_index(20)]
		// The policies are at hand in every block, so no measurement counts that they are written.
		#[pallet::weight(T::WeightInfo::enact_policy().saturating_add(T::DbWeight::get().writes(1)))]
		pub fn enact_policy(origin: OriginFor<T>, policy: Policy) -> DispatchResult {
			T::PolicyOrigin::ensure_origin(origin)?;
			Self::do_enact_policy(policy)
		}

		/// Ends a policy at once.
		///
		/// The origin is [`Config::PolicyOrigin`].
		///
		/// # Errors
		/// `BadOrigin`, `PolicyNotFound`.
		///
		/// # Events
		/// [`Event::PolicyRepealed`].
		#[pallet::call_index(21)]
		// The policies are at hand in every block, so no measurement counts that they are written.
		#[pallet::weight(T::WeightInfo::repeal_policy().saturating_add(T::DbWeight::get().writes(1)))]
		pub fn repeal_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			T::PolicyOrigin::ensure_origin(origin)?;
			Self::do_repeal_policy(policy)
		}

		/// Lets an organization break the glass by these terms, or, without terms, no longer. Open sessions go on.
		///
		/// The origin is [`Config::PolicyOrigin`].
		///
		/// # Errors
		/// `BadOrigin`, `OrganizationNotAccredited` if it shall get terms and may not act now.
		///
		/// # Events
		/// [`Event::BreakGlassLicensed`].
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::license_break_glass())]
		pub fn license_break_glass(
			origin: OriginFor<T>,
			organization: OrganizationId,
			terms: Option<BreakGlassTerms>,
		) -> DispatchResult {
			T::PolicyOrigin::ensure_origin(origin)?;
			Self::do_license_break_glass(organization, terms)
		}

		/// Breaks the glass: for some hours the signer may see the patient's records, and add new ones, for emergency
		/// treatment.
		///
		/// The signer has the emergency role in an organization that may break the glass. Free for such a
		/// practitioner; the organization's terms and reviews bound it. Every session is to be judged by somebody of
		/// another organization.
		///
		/// - `reason`: what makes it impossible to ask the patient.
		/// - `justification`: a salted commitment to what was written down about it.
		/// - `hours`: for how long, up to `MaxSessionHours`.
		///
		/// # Errors
		/// `PatientNotFound`, `NotPractising`, `NotAnEmergencyPractitioner`, `InvalidDuration`, `EmergencyRefused`,
		/// `EmergencyAlreadyOpen`, `BreakGlassNotLicensed`, `ReviewsOverdue`, `EmergencyLimitReached`,
		/// `MaxSessionsExceeded`.
		///
		/// # Events
		/// [`Event::EmergencyOpened`]; `EmergencyOpened` in the patient's trail.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::open_emergency().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &EmergencyReason, _: &Commitment, _: &u8| -> bool {
			Pallet::<T>::is_emergency_practitioner(origin, capacity)
		})]
		pub fn open_emergency(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			reason: EmergencyReason,
			justification: Commitment,
			hours: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_emergency(who, patient, capacity, reason, justification, hours)
		}

		/// Closes the signer's open session before its time. It is to be judged all the same.
		///
		/// # Errors
		/// `NotPractising`, `SessionNotFound`.
		///
		/// # Events
		/// [`Event::EmergencyClosed`]; `EmergencyClosed` in the patient's trail.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::close_emergency().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, capacity: &Capacity, _: &SessionId| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn close_emergency(
			origin: OriginFor<T>,
			capacity: Capacity,
			session: SessionId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_emergency(who, capacity, session)
		}

		/// Judges an emergency session, which ends if it is still open: nothing is done in it after the verdict.
		/// If it was not justified, [`Config::OnMisconduct`] hears of the practitioner.
		///
		/// The origin is [`Config::ReviewOrigin`], for another organization than the session's and those that it
		/// followed or that followed it. Free for practitioners.
		///
		/// - `capacity`: for whom the signer acts.
		/// - `findings`: a salted commitment to the findings in words.
		///
		/// # Errors
		/// `BadOrigin`, `SessionNotFound`, `AlreadyReviewed`, `CannotReviewOwnSession`.
		///
		/// # Events
		/// [`Event::EmergencyReviewed`]; `EmergencyReviewed` in the patient's trail.
		#[pallet::call_index(25)]
		#[pallet::weight(T::WeightInfo::review_emergency().saturating_add(T::Audit::weight()).saturating_add(T::OnMisconduct::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &SessionId, capacity: &Capacity, _: &bool, _: &Option<Commitment>| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn review_emergency(
			origin: OriginFor<T>,
			session: SessionId,
			capacity: Capacity,
			is_justified: bool,
			findings: Option<Commitment>,
		) -> DispatchResult {
			let reviewer = T::ReviewOrigin::ensure_origin(origin, &capacity)?;
			Self::do_review_emergency(reviewer, session, is_justified, findings)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether `request` is permitted at `at`, or now, or was, and by what. A preview: what was decided
		/// is the audit entry. Reasons of denials stay with the patient's trail.
		pub fn decide(request: AccessRequest<T::AccountId>, at: Option<Moment>) -> Decision {
			decide::decide::<T>(&request, at.unwrap_or_else(T::Time::now)).for_outsiders()
		}

		/// The patient's grants that have not been ended and whose period is not over, each with the
		/// organization that holds it.
		pub fn live_grants(patient: PatientId) -> Vec<HeldGrant<T::AccountId>> {
			views::live_grants::<T>(patient)
		}

		/// What an organization was granted and no longer is, as far as it is kept: the latest first, at
		/// most 256.
		pub fn past_grants(
			patient: PatientId,
			organization: OrganizationId,
		) -> Vec<PastGrant<T::AccountId>> {
			views::past_grants::<T>(patient, organization)
		}

		/// The keys that belong to a live grant, and whether they still fit.
		pub fn envelope(patient: PatientId, grant: GrantId) -> Option<EnvelopeStatus> {
			views::envelope::<T>(patient, grant)
		}

		/// What the patient refuses, and which classes are confidential.
		pub fn restrictions(patient: PatientId) -> Restrictions<T::AccountId> {
			Heads::<T>::get(patient).into()
		}

		/// The requests that the patient can answer now, each with the organization that asks: at most 256.
		pub fn open_requests(
			patient: PatientId,
		) -> Vec<(OrganizationId, ConsentRequest<T::AccountId>)> {
			views::open_requests::<T>(patient)
		}

		/// The policies in force.
		pub fn policies() -> Vec<EnactedPolicy> {
			Policies::<T>::get().enacted.into_inner()
		}

		/// An emergency session.
		pub fn session(session: SessionId) -> Option<Session<T::AccountId>> {
			Sessions::<T>::get(session)
		}

		/// Where an organization stands with its emergency sessions.
		pub fn break_glass(organization: OrganizationId) -> BreakGlass {
			BreakGlasses::<T>::get(organization)
		}

		/// The reviews that are overdue now, each with the organization whose session it is: at most 256.
		pub fn overdue_reviews() -> Vec<(OrganizationId, PendingReview)> {
			views::overdue_reviews::<T>()
		}
	}

	impl<T: Config> Pallet<T> {
		/// Whether a call is free for its signer. A freeze plays no part: the pool judges by the last
		/// block's clock, and would ask a patient for a fee after the freeze is over.
		fn is_consenter(origin: &OriginFor<T>, patient: &PatientId) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				T::Patients::may_act(patient, &who, Power::Consent, T::Time::now())
			})
		}

		fn is_controller(origin: &OriginFor<T>, patient: &PatientId) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				T::Patients::relation(patient, &who, T::Time::now()) == Some(Relation::Controller)
			})
		}

		fn is_practising(origin: &OriginFor<T>, capacity: &Capacity) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				T::Providers::standing(&Actor::new(who, *capacity), T::Time::now()).is_ok()
			})
		}

		fn is_emergency_practitioner(origin: &OriginFor<T>, capacity: &Capacity) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				T::Providers::standing(&Actor::new(who, *capacity), T::Time::now()).is_ok_and(
					|standing| standing.roles.contains(salus_primitives::Role::Emergency),
				)
			})
		}

		/// How `who` stands to the patient, if it may consent for it.
		pub(crate) fn ensure_may_consent(
			patient: &PatientId,
			who: &T::AccountId,
			now: Moment,
		) -> Result<Relation, Error<T>> {
			let relation =
				T::Patients::relation(patient, who, now).ok_or(Error::<T>::PatientNotFound)?;
			ensure!(relation.holds(Power::Consent), Error::<T>::NotAuthorized);
			Ok(relation)
		}

		/// That nothing keeps the patient's side from giving something away.
		pub(crate) fn ensure_not_frozen(patient: &PatientId, now: Moment) -> Result<(), Error<T>> {
			ensure!(!T::Patients::is_frozen(patient, now), Error::<T>::PatientFrozen);
			Ok(())
		}
	}

	impl<T: Config> AccessPolicy<T::AccountId> for Pallet<T> {
		fn decide(request: &AccessRequest<T::AccountId>, at: Moment) -> Decision {
			decide::decide::<T>(request, at)
		}

		fn weight() -> Weight {
			T::WeightInfo::decide_by_class().max(T::WeightInfo::decide_by_anchor())
		}
	}
}
