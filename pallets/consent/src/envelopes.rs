//! The keys that come with a grant: the chain knows their commitment alone.

use crate::{Annexes, Config, Envelope, Error, Event, Grantee, Pallet};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Actor, AuditedEvent, GrantId, OrganizationId, PatientDirectory, PatientId, ProviderDirectory,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_replace_envelope(
		who: T::AccountId,
		patient: PatientId,
		grant: GrantId,
		envelope: Envelope,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_give(&patient, &who, now)?;
		let head = Self::head_at(&patient, now);
		let organization =
			head.live(grant).map(|live| live.organization).ok_or(Error::<T>::GrantNotFound)?;
		let provision = Self::ensure_row(&patient, organization, grant)?.provision;
		Self::ensure_grantee_practises(organization, &provision.grantee, now)?;
		ensure!(!Self::refuses_grantee_all(&head, organization, &provision), Error::<T>::Refused);
		let envelope =
			Self::ensure_envelope_fits(&patient, organization, &provision.grantee, envelope)?;

		Annexes::<T>::mutate(patient, grant, |annex| annex.envelope = Some(envelope));
		Self::note(&patient, Actor::Person(who), AuditedEvent::EnvelopeReplaced { grant });
		Self::deposit_event(Event::EnvelopeReplaced { patient, grant });
		Ok(())
	}

	/// The envelope, if it fits the present keys of both sides: one made for a key that has been replaced
	/// may be readable to whoever stole that key. All zeros commit to nothing: the grantee would wait for keys that
	/// nobody has.
	pub(crate) fn ensure_envelope_fits(
		patient: &PatientId,
		organization: OrganizationId,
		grantee: &Grantee<T::AccountId>,
		envelope: Envelope,
	) -> Result<Envelope, Error<T>> {
		ensure!(
			T::Patients::key_epoch(patient) == Some(envelope.key_epoch),
			Error::<T>::StaleKeyEpoch
		);
		let present =
			grantee_key_epoch_now::<T>(organization, grantee).ok_or(Error::<T>::GranteeHasNoKey)?;
		ensure!(present == envelope.grantee_key_epoch, Error::<T>::StaleGranteeKey);
		ensure!(!envelope.commitment.is_zero(), Error::<T>::CommitmentMissing);
		Ok(envelope)
	}
}

/// The epoch of the key to which what is for `grantee` is sealed: the practitioner's own if one is named,
/// otherwise the organization's.
pub(crate) fn grantee_key_epoch_now<T: Config>(
	organization: OrganizationId,
	grantee: &Grantee<T::AccountId>,
) -> Option<u32> {
	T::Providers::encryption_key(organization, grantee.practitioner().as_ref()).map(|key| key.epoch)
}
