//! What storage version 1 held, as far as version 2 differs.

use crate::{
	types::{self, OrganizationState, OrganizationTerms, PractitionerState, PractitionerTerms},
	Config, History, Pallet, MAX_HISTORY,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	pallet_prelude::OptionQuery, storage_alias, traits::ConstU32, Blake2_128Concat, BoundedVec,
	Twox64Concat,
};
use salus_primitives::{
	Commitment, EncryptionKey, Moment, OrganizationId, OrganizationKind, Period, Roles,
};

/// The organizations: from an organization's id to what it is.
#[storage_alias]
pub(crate) type Organizations<T: Config> = StorageMap<
	Pallet<T>,
	Twox64Concat,
	OrganizationId,
	Organization<<T as frame_system::Config>::AccountId>,
	OptionQuery,
>;

/// The practitioners: from an organization's id and an account to what that account is.
#[storage_alias]
pub(crate) type Practitioners<T: Config> = StorageDoubleMap<
	Pallet<T>,
	Twox64Concat,
	OrganizationId,
	Blake2_128Concat,
	<T as frame_system::Config>::AccountId,
	Practitioner,
	OptionQuery,
>;

/// An accredited institution.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen)]
pub struct Organization<AccountId> {
	/// What kind of institution it is.
	pub kind: OrganizationKind,
	/// The accounts that manage its practitioners.
	pub admins: types::Admins<AccountId>,
	/// For how long it is accredited.
	pub accreditation: Period,
	/// When it was suspended, the oldest first; only the last may be open-ended.
	pub suspensions: BoundedVec<Period, ConstU32<MAX_HISTORY>>,
	/// Since when no suspension has been forgotten.
	pub suspensions_kept_since: Moment,
	/// A salted commitment to its description.
	pub profile: Commitment,
	/// When the chain came to know it.
	pub registered_at: Moment,
}

impl<AccountId: PartialEq> From<Organization<AccountId>> for types::Organization<AccountId> {
	/// Version 1 judged the time of forgotten suspensions as if there had been none; from now on it is
	/// not known. Each suspension takes two places of the history, one for its begin and one for its
	/// end: of more than four, the oldest make room.
	fn from(old: Organization<AccountId>) -> Self {
		let terms = |state| OrganizationTerms { accreditation: old.accreditation, state };
		let mut history = History::known_from(
			terms(OrganizationState::Active),
			old.registered_at,
			old.suspensions_kept_since,
		);
		for suspension in &old.suspensions {
			history.change(terms(OrganizationState::Suspended), suspension.from);
			if let Some(until) = suspension.until {
				history.change(terms(OrganizationState::Active), until);
			}
		}
		Self {
			terms: history,
			..types::Organization::new(
				old.kind,
				old.admins,
				old.accreditation,
				old.profile,
				old.registered_at,
			)
		}
	}
}

/// What a practitioner could do, and for how long, until it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen)]
pub struct PastTerms {
	/// The first moment at which something else applied.
	pub replaced_at: Moment,
	/// The roles until then.
	pub roles: Roles,
	/// The licence until then.
	pub licence: Period,
}

/// A person who acts in an organization, by an own account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen)]
pub struct Practitioner {
	/// The roles in the organization.
	pub roles: Roles,
	/// For how long the practitioner may act in them.
	pub licence: Period,
	/// The X25519 key, once published.
	pub key: Option<EncryptionKey>,
	/// When the organization added the practitioner.
	pub added_at: Moment,
	/// The roles and licences that applied before, the oldest first.
	pub past: BoundedVec<PastTerms, ConstU32<MAX_HISTORY>>,
}

impl From<Practitioner> for types::Practitioner {
	/// Version 1 judged the time of forgotten terms by those that followed, and did not note that it had
	/// forgotten any. A full table may have forgotten some: then the time of its oldest entry is not
	/// known from now on.
	fn from(old: Practitioner) -> Self {
		let terms =
			|roles, licence| PractitionerTerms { roles, licence, state: PractitionerState::Active };
		let known_since = match old.past.first() {
			Some(oldest) if old.past.is_full() => oldest.replaced_at,
			_ => old.added_at,
		};
		let kept = || old.past.iter().filter(|past| known_since < past.replaced_at);
		let current = terms(old.roles, old.licence);
		let values = kept().map(|past| terms(past.roles, past.licence)).chain([current]);
		let begins = [known_since].into_iter().chain(kept().map(|past| past.replaced_at));

		let mut history = History::known_from(current, old.added_at, known_since);
		for (value, begin) in values.zip(begins) {
			history.change(value, begin);
		}
		Self { terms: history, key: old.key }
	}
}
