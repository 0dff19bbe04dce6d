#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod decide;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(feature = "try-runtime")]
mod try_state;
pub mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessPolicy, AccessRequest, Actor, AuditTrail, AuditedEvent, Commitment, Decision,
		GrantId, Moment, OrganizationId, PatientDirectory, PatientId, Power, ProviderDirectory,
		RecordDirectory, TrailId,
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
		/// Where grants and revocations are written down.
		type Audit: AuditTrail<Self::AccountId>;
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
	pub type Heads<T: Config> = StorageMap<_, Identity, PatientId, Head, ValueQuery>;

	/// Keys for grantees: (patient, organization, slot of the grant in the file) → [`Envelope`].
	#[pallet::storage]
	pub type Envelopes<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Identity, PatientId>,
			NMapKey<Twox64Concat, OrganizationId>,
			NMapKey<Twox64Concat, u8>,
		),
		Envelope,
	>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A patient gave a grant.
		Granted {
			/// Whose records.
			patient: PatientId,
			/// To whom.
			organization: OrganizationId,
			/// The new grant.
			grant: GrantId,
		},
		/// A patient ended a grant.
		Revoked {
			/// Whose records.
			patient: PatientId,
			/// Whose grant it was.
			organization: OrganizationId,
			/// The grant.
			grant: GrantId,
		},
	}

	/// Why a call was refused. A refused call changes nothing.
	#[pallet::error]
	pub enum Error<T> {
		/// The patient is unknown or closed.
		PatientNotFound,
		/// The signer is neither the patient's controller nor a representative with the power to
		/// consent.
		NotAuthorized,
		/// The period ends before it begins, or lasts less than a minute.
		InvalidPeriod,
		/// The period is already over.
		PeriodEnded,
		/// The scope lists nothing.
		EmptyScope,
		/// The set of actions is empty or has a bit without a meaning.
		InvalidActions,
		/// The set of purposes is empty or has a bit without a meaning.
		InvalidPurposes,
		/// The content period holds no month.
		InvalidContentPeriod,
		/// The sealed part of the envelope is longer than 512 bytes.
		EnvelopeTooLong,
		/// The envelope's keys were made under another epoch than that of the patient's present key.
		StaleKeyEpoch,
		/// The organization is unknown, suspended or not accredited now.
		OrganizationNotAccredited,
		/// The practitioner who shall get the grant does not practise for the organization now.
		PractitionerNotPractising,
		/// The organization's file, or the patient's list of live grants, is full of live grants.
		MaxGrantsExceeded,
		/// The patient has no live grant with this number.
		GrantNotFound,
		/// The patient's guardians have frozen its side: nothing new is granted. What was granted before
		/// goes on, and can be revoked.
		PatientFrozen,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
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

		/// How many grants of one patient to one organization are kept.
		fn max_grants_per_file() -> u32 {
			MAX_GRANTS_PER_FILE
		}

		/// How many grants of one patient may be live at a time.
		fn max_live_grants() -> u32 {
			MAX_LIVE_GRANTS
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
		/// The signer is the patient's controller, or a representative with the power to consent.
		/// Free for them. Not while the patient's side is frozen: whoever stole a key shall not give
		/// anything away with it.
		///
		/// - `patient`: whose records.
		/// - `organization`: to which institution.
		/// - `provision`: who in it may do what, with which records, why and when.
		/// - `terms`: a salted commitment to the terms agreed to in words.
		/// - `envelope`: the keys that the grantee needs to read, sealed to it.
		///
		/// A grant to a practitioner is for somebody with an own account. Whom a gateway acts for is
		/// reached by a grant to the organization or to a role.
		///
		/// An ended grant to the same organization gives up its place if the file is full.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `InvalidPeriod`, `PeriodEnded`,
		/// `EmptyScope`, `InvalidActions`, `InvalidPurposes`, `InvalidContentPeriod`, `EnvelopeTooLong`,
		/// `StaleKeyEpoch`, `OrganizationNotAccredited`, `PractitionerNotPractising`,
		/// `MaxGrantsExceeded`.
		///
		/// # Events
		/// [`Event::Granted`]; `ConsentGranted` in the patient's trail.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::grant().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId,
			_: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<SealedKeys>| -> bool {
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
			let now = T::Time::now();
			Self::ensure_may_consent(&patient, &who, now)?;
			ensure!(!T::Patients::is_frozen(&patient, now), Error::<T>::PatientFrozen);
			Self::ensure_sound(&provision, now)?;
			Self::ensure_grantee_practises(organization, &provision.grantee, now)?;

			let mut head = Heads::<T>::get(patient);
			let mut file = Files::<T>::get(patient, organization);
			let id = head.next;
			let envelope =
				envelope.map(|keys| Self::ensure_envelope_fits(&patient, id, keys)).transpose()?;
			head.end_lapsed(now);
			head.next = id.checked_add(1).ok_or(Error::<T>::MaxGrantsExceeded)?;
			let until = provision.period.until;
			head.live
				.try_push(LiveGrant { id, organization, until })
				.map_err(|_| Error::<T>::MaxGrantsExceeded)?;
			let grant = Grant { id, granted_at: now, terms, provision };
			let slot = Self::place(grant, &mut file, &mut head)?;

			Heads::<T>::insert(patient, head);
			Files::<T>::insert(patient, organization, file);
			Envelopes::<T>::set((patient, organization, slot), envelope);
			T::Audit::append(
				TrailId::Patient(patient),
				Actor::Person(who),
				AuditedEvent::ConsentGranted { grant: id, organization },
			);
			Self::deposit_event(Event::Granted { patient, organization, grant: id });
			Ok(())
		}

		/// Ends a grant at once: from this moment it permits nothing.
		///
		/// The signer is the patient's controller, or a representative with the power to consent.
		/// Free for them. It needs no free place anywhere and no freeze stops it, so it can never be
		/// blocked.
		///
		/// What was read before cannot be unread; `docs/record-format.md` says what the next epoch of
		/// class keys protects.
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
			let now = T::Time::now();
			Self::ensure_may_consent(&patient, &who, now)?;

			let mut head = Heads::<T>::get(patient);
			let organization = head.end(grant, now).ok_or(Error::<T>::GrantNotFound)?;

			Heads::<T>::insert(patient, head);
			T::Audit::append(
				TrailId::Patient(patient),
				Actor::Person(who),
				AuditedEvent::ConsentRevoked { grant, organization },
			);
			Self::deposit_event(Event::Revoked { patient, organization, grant });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether `request` is permitted at `at`, or now. A preview: what was decided is the audit
		/// entry. Reasons of denials stay with the patient's trail.
		pub fn decide(request: AccessRequest<T::AccountId>, at: Option<Moment>) -> Decision {
			decide::decide::<T>(&request, at.unwrap_or_else(T::Time::now)).for_outsiders()
		}

		/// The patient's grants that have not been ended and whose period is not over, each with the
		/// organization that holds it.
		pub fn live_grants(patient: PatientId) -> Vec<(OrganizationId, Grant<T::AccountId>)> {
			let now = T::Time::now();
			let mut live = Heads::<T>::get(patient).live.into_inner();
			live.retain(|grant| grant.until.is_none_or(|until| now < until));
			live.sort_by_key(|grant| grant.organization);
			live.chunk_by(|one, other| one.organization == other.organization)
				.filter_map(|grants| grants.first().map(|first| (first.organization, grants)))
				.flat_map(|(organization, grants)| {
					let rows = Files::<T>::get(patient, organization).own;
					rows.into_iter()
						.filter(|row| grants.iter().any(|grant| grant.id == row.id))
						.map(|row| (organization, row))
						.collect::<Vec<_>>()
				})
				.collect()
		}

		/// The keys that came with a grant, while its place in the file has not been reused.
		pub fn envelope(
			patient: PatientId,
			organization: OrganizationId,
			grant: GrantId,
		) -> Option<Envelope> {
			let file = Files::<T>::get(patient, organization);
			let slot = file.own.iter().position(|row| row.id == grant)?;
			Envelopes::<T>::get((patient, organization, u8::try_from(slot).ok()?))
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

		fn ensure_may_consent(
			patient: &PatientId,
			who: &T::AccountId,
			now: Moment,
		) -> Result<(), Error<T>> {
			let relation =
				T::Patients::relation(patient, who, now).ok_or(Error::<T>::PatientNotFound)?;
			ensure!(relation.holds(Power::Consent), Error::<T>::NotAuthorized);
			Ok(())
		}

		pub(crate) fn ensure_sound(
			provision: &Provision<T::AccountId>,
			now: Moment,
		) -> Result<(), Error<T>> {
			ensure!(provision.period.is_long_enough(), Error::<T>::InvalidPeriod);
			ensure!(!provision.period.has_ended(now), Error::<T>::PeriodEnded);
			ensure!(!provision.scope.is_empty(), Error::<T>::EmptyScope);
			ensure!(provision.actions.is_meaningful(), Error::<T>::InvalidActions);
			ensure!(provision.purposes.is_meaningful(), Error::<T>::InvalidPurposes);
			let content_holds_a_month =
				provision.content.is_none_or(|content| content.is_not_empty());
			ensure!(content_holds_a_month, Error::<T>::InvalidContentPeriod);
			Ok(())
		}

		fn ensure_grantee_practises(
			organization: OrganizationId,
			grantee: &Grantee<T::AccountId>,
			now: Moment,
		) -> Result<(), Error<T>> {
			ensure!(
				T::Providers::is_accredited(organization, now),
				Error::<T>::OrganizationNotAccredited
			);
			if let Grantee::Practitioner(account) = grantee {
				let actor = Actor::Practitioner { organization, account: account.clone() };
				T::Providers::standing(&actor, now)
					.map_err(|_| Error::<T>::PractitionerNotPractising)?;
			}
			Ok(())
		}

		fn ensure_envelope_fits(
			patient: &PatientId,
			grant: GrantId,
			SealedKeys { key_epoch, sealed }: SealedKeys,
		) -> Result<Envelope, Error<T>> {
			let sealed = sealed.try_into().map_err(|_| Error::<T>::EnvelopeTooLong)?;
			ensure!(T::Patients::key_epoch(patient) == Some(key_epoch), Error::<T>::StaleKeyEpoch);
			Ok(Envelope { grant, key_epoch, sealed })
		}

		/// Puts `grant` into `file`, in the place of the oldest ended one if there is no other, and
		/// returns its slot.
		fn place(
			grant: Grant<T::AccountId>,
			file: &mut File<T::AccountId>,
			head: &mut Head,
		) -> Result<u8, Error<T>> {
			let slot = match file.own.try_push(grant) {
				Ok(()) => file.own.len().saturating_sub(1),
				Err(grant) => {
					let (slot, ended) = file
						.own
						.iter_mut()
						.enumerate()
						.filter(|(_, row)| !head.is_live(row.id))
						.min_by_key(|(_, row)| row.id)
						.ok_or(Error::<T>::MaxGrantsExceeded)?;
					head.forget(ended.id);
					*ended = grant;
					slot
				},
			};
			u8::try_from(slot).map_err(|_| Error::<T>::MaxGrantsExceeded)
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
