#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use emergencies::{EnsureAuthority, EnsurePrivacyOfficer, MAX_DRAWS};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

mod acting;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod changes_since;
mod circumstances;
mod closing;
mod confidential;
pub mod config_preludes;
mod content;
mod decide;
mod emergencies;
mod emergency_ring;
mod envelopes;
mod errors;
mod events;
mod giving;
mod grants;
mod history;
mod joining;
mod lapsing;
mod limits;
#[cfg(test)]
mod mock;
mod policies;
mod questions;
mod referrals;
mod refusals;
mod refused;
mod requests;
mod restricted;
pub mod runtime_api;
mod sweep;
#[cfg(test)]
mod tests;
#[cfg(feature = "try-runtime")]
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{EnsureOriginWithArg, Randomness, Time},
		weights::WeightMeter,
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessPolicy, AccessRequest, Actor, AuditTrail, Capacity, ClassSet, Commitment, Decision,
		EmergencyFlags, EmergencyReason, GrantId, Moment, OnMisconduct, OrganizationId,
		PatientDirectory, PatientId, PolicyId, Power, PractitionerId, ProviderDirectory,
		RecordClass, RecordDirectory, RefusalId, Relation, Reviewers, Seed, SessionId, Target,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from its runtime.
	#[pallet::config(with_default)]
	pub trait Config: frame_system::Config {
		/// The chain's clock, in milliseconds since 1970: pallet-timestamp, or whatever else tells the time.
		#[pallet::no_default]
		type Time: Time<Moment = Moment>;
		/// Who is a patient, and who may act for one: pallet-patient-identity, or a register of the chain's own. `()` knows
		/// nobody, and everything is refused.
		#[pallet::no_default_bounds]
		type Patients: PatientDirectory<Self::AccountId>;
		/// Who practises where: pallet-provider-registry, or a register of the chain's own. `()` knows no organization, and
		/// nothing can be granted.
		#[pallet::no_default_bounds]
		type Providers: ProviderDirectory<Self::AccountId>;
		/// What is anchored: pallet-record-anchor. `()` knows no anchor: decisions are by class only.
		#[pallet::no_default_bounds]
		type Records: RecordDirectory<Self::AccountId>;
		/// Where everything that happens to a patient's consent is written down: pallet-audit-log. `()` keeps nothing.
		#[pallet::no_default_bounds]
		type Audit: AuditTrail<Self::AccountId>;
		/// Who says what law permits without consent. With it comes how long a policy waits that this origin enacts until it counts, in milliseconds:
		/// patients see it coming, and it can be repealed before. `EnsureRootWithSuccess<_, ConstU64<0>>` lets root enact at once; a council's
		/// origin gets a notice by `MapSuccess<_, Replace<ConstU64<NOTICE>>>`.
		#[pallet::no_default]
		type PolicyOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Moment>;
		/// Who says which organizations may break the glass.
		#[pallet::no_default]
		type LicensingOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who judges emergency sessions, and in which capacity: [`EnsurePrivacyOfficer`]. That nobody
		/// judges a session of its own organization is checked besides.
		#[pallet::no_default]
		type ReviewOrigin: EnsureOriginWithArg<
			Self::RuntimeOrigin,
			Capacity,
			Success = Actor<Self::AccountId>,
		>;
		/// The lot by which those who judge sessions are drawn. What it gives in a block nobody may know in an
		/// earlier one.
		#[pallet::no_default]
		type Randomness: Randomness<Seed, BlockNumberFor<Self>>;
		/// What follows when two reviewers have found that a session was not justified: pallet-provider-registry suspends. With
		/// `()` nothing follows; a tuple does all.
		#[pallet::no_default_bounds]
		type OnMisconduct: OnMisconduct<Self::AccountId>;
		/// How long a request waits for its answer; for so long a rejected one bars another. In milliseconds, a minute at
		/// least. Suggested: two weeks.
		#[pallet::constant]
		type RequestLifetime: Get<Moment>;
		/// How many hours an emergency session may last, one at least. Suggested: 24, by which a representative can be found.
		#[pallet::constant]
		type MaxSessionHours: Get<u8>;
		/// How many hours an emergency session may last that is flagged: one at least, and no more than
		/// [`Self::MaxSessionHours`]. Suggested: 4.
		#[pallet::constant]
		type FlaggedSessionHours: Get<u8>;
		/// How long after its end a session is to be judged; after half of it, if it is flagged. How long after a
		/// first verdict a second one is to be given. In milliseconds, as long at least as a session and as
		/// [`Self::AnswerPeriod`]. Suggested: a week.
		#[pallet::constant]
		type ReviewPeriod: Get<Moment>;
		/// For how long a practitioner may answer to a first verdict before a second one goes against it. In milliseconds, a
		/// minute at least. Suggested: two days.
		#[pallet::constant]
		type AnswerPeriod: Get<Moment>;
		/// With so many overdue reviews an organization's sessions are flagged; one at least. Suggested: 3.
		#[pallet::constant]
		type MaxOverdueReviews: Get<u32>;
		/// For how long past moments can be judged: what ended longer ago is forgotten. In milliseconds, as long at least as a request, and
		/// as a session takes until the last word on it. Suggested: as long as trails are kept, such as six years (45 CFR 164.316).
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

	/// What a patient has rejected of an organization that asks for something else meanwhile, as long as that request
	/// waits for its answer: (patient, organization) → the rejected request. There is none without a request in
	/// [`Requests`] that follows it.
	#[pallet::storage]
	pub type Rejections<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		OrganizationId,
		ConsentRequest<T::AccountId>,
	>;

	/// Which custodians keep shares of the key to a patient's emergency ring: patient → [`StandingRing`]. It is apart
	/// from the head, since no decision asks for it.
	#[pallet::storage]
	pub type EmergencyRings<T: Config> = StorageMap<_, Identity, PatientId, StandingRing>;

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

	/// The latest emergency session of a practitioner for a patient: (patient, organization, practitioner) →
	/// [`LatestSession`]. It is apart from the file, so that no number of sessions fills anything up; a decision
	/// reads it for emergency treatment alone.
	#[pallet::storage]
	pub type LatestSessions<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Identity, PatientId>,
			NMapKey<Twox64Concat, OrganizationId>,
			NMapKey<Blake2_128Concat, PractitionerId<T::AccountId>>,
		),
		LatestSession,
	>;

	/// The emergency sessions that wait for a verdict: number → [`PendingReview`].
	#[pallet::storage]
	pub type PendingReviews<T> = StorageMap<_, Twox64Concat, SessionId, PendingReview>;

	/// The number of the next emergency session.
	#[pallet::storage]
	pub type NextSession<T> = StorageValue<_, SessionId, ValueQuery>;

	/// The number of the emergency session for which reviewers are drawn next. It follows [`NextSession`].
	#[pallet::storage]
	pub type NextDraw<T> = StorageValue<_, SessionId, ValueQuery>;

	/// What ended before this moment may have been forgotten.
	#[pallet::storage]
	pub type ForgottenBefore<T> = StorageValue<_, Moment, ValueQuery>;

	/// How far the sweep has come that forgets what ended long ago.
	#[pallet::storage]
	pub type Sweeping<T> = StorageValue<_, sweep::Sweep, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Reads the policies, so that the decisions of the block find them at hand; and draws who judges the
		/// emergency sessions that were opened before.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let _ = Policies::<T>::get();
			T::DbWeight::get().reads(1).saturating_add(Self::draw_waiting())
		}

		/// Forgets some of what ended longer ago than history is kept, within a quarter of what is left of
		/// the block.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(remaining.div(4));
			Self::sweep(&mut meter);
			meter.consumed()
		}

		fn integrity_test() {
			if let Err(reason) = crate::limits::Limits::of::<T>().check() {
				panic!("{reason}");
			}
			let policies = PolicyBook::max_encoded_len();
			assert!(
				policies < crate::limits::LONGEST_ROW,
				"the policies are read by every decision and take {policies} bytes"
			);
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

		/// How many emergency sessions that wait for their review are listed with their organization.
		fn max_listed_reviews() -> u32 {
			MAX_LISTED_REVIEWS
		}

		/// For how many emergency sessions a block draws who judges them.
		fn max_draws() -> u32 {
			MAX_DRAWS
		}

		/// How many custodians keep a share of an emergency ring at most.
		fn max_ring_custodians() -> u32 {
			MAX_RING_CUSTODIANS
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether `request` is permitted at `at`, or now, or was, and by what. A preview: what was decided
		/// is the audit entry. Reasons of denials stay with the patient's trail.
		pub fn preview(request: AccessRequest<T::AccountId>, at: Option<Moment>) -> Decision {
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

		/// What commits to the keys that belong to a live grant, and whether they still fit.
		pub fn envelope(patient: PatientId, grant: GrantId) -> Option<EnvelopeStatus> {
			views::envelope::<T>(patient, grant)
		}

		/// The patient's emergency ring, and whether it is of its present key.
		pub fn emergency_ring(patient: PatientId) -> Option<EmergencyRingStatus> {
			emergency_ring::status::<T>(patient)
		}

		/// What the patient refuses, and which classes are confidential.
		pub fn restrictions(patient: PatientId) -> Restrictions<T::AccountId> {
			Heads::<T>::get(patient).into()
		}

		/// The live grants that were given at `since` or later, each with the organization that holds it: the same
		/// that [`Self::revoke_since`] ends.
		pub fn given_since(patient: PatientId, since: Moment) -> Vec<HeldGrant<T::AccountId>> {
			changes_since::given_since::<T>(patient, since)
		}

		/// What was given, set and lifted at `since` or later and still counts: what somebody who held the patient's
		/// key in between may have done.
		pub fn changes_since(patient: PatientId, since: Moment) -> ChangesSince<T::AccountId> {
			changes_since::changes_since::<T>(patient, since)
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

		/// The sessions whose next verdict is overdue now, from the beginning or after one that a part ended with.
		pub fn overdue_reviews(after: Option<SessionId>) -> ReviewsPage {
			views::overdue_reviews::<T>(after)
		}

		/// The sessions that exceed something and wait for a verdict, from the beginning or after one that a part ended
		/// with.
		pub fn flagged_sessions(after: Option<SessionId>) -> ReviewsPage {
			views::flagged_sessions::<T>(after)
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

		/// Whether a call that ends something is free for its signer.
		fn is_ender(origin: &OriginFor<T>, patient: &PatientId) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				T::Patients::relation(patient, &who, T::Time::now())
					.is_some_and(|relation| relation.may_end_consent())
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

		/// Whether closing an emergency session is free: for whoever practises, and for the patient's controller.
		fn closes_freely(origin: &OriginFor<T>, capacity: &Capacity, session: &SessionId) -> bool {
			match capacity {
				Capacity::Person => Sessions::<T>::get(session)
					.is_some_and(|session| Self::is_controller(origin, &session.patient)),
				_ => Self::is_practising(origin, capacity),
			}
		}

		/// Whether somebody has a verdict to answer, and so answers it freely.
		fn answers_freely(origin: &OriginFor<T>, capacity: &Capacity, session: &SessionId) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				let actor = Actor::new(who, *capacity);
				Self::session_to_answer(&actor, *session, T::Time::now()).is_ok()
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

		/// That `who` speaks for the patient, in what nobody does for somebody else: from confidential classes
		/// representatives are kept themselves, and whoever closed each emergency session would keep care away.
		pub(crate) fn ensure_controls(
			patient: &PatientId,
			who: &T::AccountId,
			now: Moment,
		) -> Result<(), Error<T>> {
			let relation =
				T::Patients::relation(patient, who, now).ok_or(Error::<T>::PatientNotFound)?;
			ensure!(relation == Relation::Controller, Error::<T>::NotAuthorized);
			Ok(())
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

		fn decide_each(
			request: &AccessRequest<T::AccountId>,
			targets: &[Target],
			at: Moment,
		) -> Vec<Decision> {
			decide::decide_each::<T>(request, targets, at)
		}

		fn weight() -> Weight {
			let measured = T::WeightInfo::decide_by_class().max(T::WeightInfo::decide_by_anchor());
			Self::with_questions_of_a_decision(measured, 1)
		}

		fn weight_of_each(targets: u32) -> Weight {
			let measured = T::WeightInfo::decide_each(targets);
			Self::with_questions_of_a_decision(measured, targets).max(Self::weight())
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn permit_for_benchmark(_: salus_primitives::Basis) {
			policies::permit_all_for_benchmark::<T>();
		}
	}
}
