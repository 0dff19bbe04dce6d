//! Standing by records that somebody else wrote.

use crate::{
	Anchor, Anchors, CoSignature, CoSignatures, CoSignaturesOf, Config, Error, Event, Pallet,
	RecordStatus, MAX_CO_SIGNATURES_PER_ORGANIZATION,
};
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Time};
use salus_primitives::{
	Action, Actor, AnchorId, AuditTrail, AuditedEvent, OrganizationId, PatientDirectory, PatientId,
	PractitionerId, ProviderDirectory, Purpose, Relation, Target, TrailId,
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// Co-signs an anchor.
	pub(crate) fn do_co_sign(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		root: H256,
		purpose: Purpose,
	) -> DispatchResult {
		let target = Target::Anchor(anchor);
		let basis = Self::permit(&actor, patient, Action::Access, purpose, target)?;
		let (organization, practitioner) =
			Self::independent_reader(&actor, &patient).ok_or(Error::<T>::CannotCoSign)?;
		let mut anchored = Anchors::<T>::get(patient, anchor).ok_or(Error::<T>::AnchorNotFound)?;
		let is_author = anchored.author.practitioner().as_ref() == Some(&practitioner);
		ensure!(!is_author, Error::<T>::CannotCoSign);
		Self::ensure_counts(&anchored)?;
		let is_what_was_read = anchored.batch.is_some_and(|batch| batch.root == root);
		ensure!(is_what_was_read, Error::<T>::OtherRoot);
		let mut co_signatures = CoSignaturesOf::<T>::get(patient, anchor);
		let has_signed = place_of(&co_signatures, organization, &practitioner).is_some();
		ensure!(!has_signed, Error::<T>::AlreadyCoSigned);
		let of_organization =
			co_signatures.iter().filter(|one| one.organization == organization).count();
		ensure!(
			of_organization < MAX_CO_SIGNATURES_PER_ORGANIZATION as usize,
			Error::<T>::MaxCoSignaturesExceeded
		);
		let co_signature =
			CoSignature { organization, practitioner: practitioner.clone(), at: T::Time::now() };
		co_signatures.try_push(co_signature).map_err(|_| Error::<T>::MaxCoSignaturesExceeded)?;

		anchored.co_signatures = anchored.co_signatures.saturating_add(1);
		Anchors::<T>::insert(patient, anchor, anchored);
		CoSignaturesOf::<T>::insert(patient, anchor, co_signatures);
		let entry = AuditedEvent::RecordsCoSigned { anchor, purpose, basis };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::RecordsCoSigned { patient, anchor, organization, practitioner });
		Ok(())
	}

	/// Takes a co-signature back. Whoever signed by an own account needs nobody's leave; a gateway speaks for others
	/// only as long as it may.
	pub(crate) fn do_withdraw_co_signature(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
	) -> DispatchResult {
		let mut anchored = Anchors::<T>::get(patient, anchor).ok_or(Error::<T>::AnchorNotFound)?;
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(Error::<T>::NotCoSigned.into());
		};
		let predecessors = match &actor {
			Actor::Practitioner { .. } => Default::default(),
			_ => {
				let standing = T::Providers::standing(&actor, T::Time::now());
				standing.map_err(|_| Error::<T>::NotPermitted)?.predecessors
			},
		};
		let mut co_signatures = CoSignaturesOf::<T>::get(patient, anchor);
		// What was signed for an organization that another one has followed, that one's gateway takes back.
		let (organization, place) = core::iter::once(organization)
			.chain(predecessors)
			.find_map(|one| Some((one, place_of(&co_signatures, one, &practitioner)?)))
			.ok_or(Error::<T>::NotCoSigned)?;

		co_signatures.remove(place);
		anchored.co_signatures = anchored.co_signatures.saturating_sub(1);
		Anchors::<T>::insert(patient, anchor, anchored);
		if co_signatures.is_empty() {
			CoSignaturesOf::<T>::remove(patient, anchor);
		} else {
			CoSignaturesOf::<T>::insert(patient, anchor, co_signatures);
		}
		let entry = AuditedEvent::CoSignatureWithdrawn { anchor };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		let withdrawn = Event::CoSignatureWithdrawn { patient, anchor, organization, practitioner };
		Self::deposit_event(withdrawn);
		Ok(())
	}

	/// For which organization `actor` reads, and who does; nobody, if it acts on the patient's side, in whatever
	/// capacity: a controller who also practises somewhere is no second reader of its own records.
	fn independent_reader(
		actor: &Actor<T::AccountId>,
		patient: &PatientId,
	) -> Option<(OrganizationId, PractitionerId<T::AccountId>)> {
		let practitioner = actor.practitioner()?;
		if let Some(account) = practitioner.account() {
			let relation = T::Patients::relation(patient, account, T::Time::now());
			if !matches!(relation, None | Some(Relation::Stranger)) {
				return None;
			}
		}
		Some((actor.organization()?, practitioner))
	}

	/// That the anchor is what counts: a signature under what does not would say nothing.
	fn ensure_counts(anchored: &Anchor<T::AccountId>) -> Result<(), Error<T>> {
		match anchored.status() {
			RecordStatus::Current => Ok(()),
			RecordStatus::Superseded => Err(Error::NotLatestVersion),
			RecordStatus::EnteredInError => Err(Error::EnteredInError),
			RecordStatus::Erased => Err(Error::Erased),
		}
	}
}

/// Where the co-signature of `practitioner` for `organization` stands.
fn place_of<AccountId: PartialEq>(
	co_signatures: &CoSignatures<AccountId>,
	organization: OrganizationId,
	practitioner: &PractitionerId<AccountId>,
) -> Option<usize> {
	co_signatures
		.iter()
		.position(|one| one.organization == organization && one.practitioner == *practitioner)
}
