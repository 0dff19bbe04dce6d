//! What the pallet stores of organizations and practitioners, and how a moment is judged by it.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Commitment, EncryptionKey, Moment, NotPractising, OrganizationKind, Period, Roles,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// How many admins an organization has at most.
pub const MAX_ADMINS: u32 = 8;

/// How many past states of an organization or a practitioner are kept, so that past moments can be
/// judged.
pub const MAX_HISTORY: u32 = 8;

/// The accounts that manage an organization's practitioners.
pub type Admins<AccountId> = BoundedVec<AccountId, ConstU32<MAX_ADMINS>>;

/// An accredited institution (FHIR `Organization`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Organization<AccountId> {
	/// What kind of institution it is.
	pub kind: OrganizationKind,
	/// The accounts that manage its practitioners.
	pub admins: Admins<AccountId>,
	/// For how long it is accredited.
	pub accreditation: Period,
	/// When it was suspended: the oldest first, and only the last may be open-ended, which means
	/// that it is suspended now. When the table is full, the oldest one is forgotten.
	pub suspensions: BoundedVec<Period, ConstU32<MAX_HISTORY>>,
	/// Since when no suspension has been forgotten. An earlier moment is judged by what is still
	/// known.
	pub suspensions_kept_since: Moment,
	/// A salted commitment to the organization's description, which is published off the chain.
	/// All zeros if it has none.
	pub profile: Commitment,
	/// When the chain came to know the organization.
	pub registered_at: Moment,
}

impl<AccountId> Organization<AccountId> {
	/// An organization that was never suspended.
	pub fn new(
		kind: OrganizationKind,
		admins: Admins<AccountId>,
		accreditation: Period,
		profile: Commitment,
		now: Moment,
	) -> Self {
		Self {
			kind,
			admins,
			accreditation,
			suspensions: BoundedVec::new(),
			suspensions_kept_since: now,
			profile,
			registered_at: now,
		}
	}

	/// Whether the organization's people may act at `at`: that it was known and accredited then, and
	/// not suspended.
	pub fn check(&self, at: Moment) -> Result<(), NotPractising> {
		if at < self.registered_at || !self.accreditation.contains(at) {
			return Err(NotPractising::NotAccredited);
		}
		if self.suspensions.iter().any(|suspension| suspension.contains(at)) {
			return Err(NotPractising::OrganizationSuspended);
		}
		Ok(())
	}

	/// Whether a suspension stands that nobody has lifted.
	pub fn is_suspended(&self) -> bool {
		self.suspensions.last().is_some_and(|last| last.until.is_none())
	}

	/// Suspends the organization from `now` on, and forgets the oldest suspension if there is no
	/// room. To be called only if none stands.
	pub(crate) fn suspend(&mut self, now: Moment) {
		let end = self.suspensions.len();
		let suspension = Period { from: now, until: None };
		if let Ok(Some(Period { until: Some(until), .. })) =
			self.suspensions.force_insert_keep_right(end, suspension)
		{
			self.suspensions_kept_since = until;
		}
	}

	/// Lifts the suspension that stands. One that was lifted in the moment it was imposed never
	/// covered any moment and takes no room.
	pub(crate) fn reinstate(&mut self, now: Moment) {
		if let Some(last) = self.suspensions.last_mut() {
			last.until = Some(now);
		}
		self.suspensions.retain(|suspension| suspension.until != Some(suspension.from));
	}
}

/// What a practitioner could do, and for how long, until it was changed.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PastTerms {
	/// The first moment at which something else applied.
	pub replaced_at: Moment,
	/// The roles until then.
	pub roles: Roles,
	/// The licence until then.
	pub licence: Period,
}

/// A person who acts in an organization (FHIR `PractitionerRole`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Practitioner {
	/// The roles in the organization.
	pub roles: Roles,
	/// For how long the practitioner may act in them.
	pub licence: Period,
	/// The X25519 key to which others seal what the practitioner shall read, once published.
	pub key: Option<EncryptionKey>,
	/// When the organization added the practitioner.
	pub added_at: Moment,
	/// The roles and licences that applied before, the oldest first. When the table is full, the
	/// oldest entry is forgotten, and the moments of that entry are judged by the next one.
	pub past: BoundedVec<PastTerms, ConstU32<MAX_HISTORY>>,
}

impl Practitioner {
	/// A practitioner who starts now and has published no key.
	pub fn new(roles: Roles, licence: Period, now: Moment) -> Self {
		Self { roles, licence, key: None, added_at: now, past: BoundedVec::new() }
	}

	/// The roles in which the practitioner may act at `at`.
	pub fn roles_at(&self, at: Moment) -> Result<Roles, NotPractising> {
		if at < self.added_at {
			return Err(NotPractising::NotAPractitioner);
		}
		let (roles, licence) = self
			.past
			.iter()
			.find(|terms| at < terms.replaced_at)
			.map_or((self.roles, self.licence), |terms| (terms.roles, terms.licence));
		if licence.contains(at) {
			Ok(roles)
		} else {
			Err(NotPractising::NotLicensed)
		}
	}

	/// Lets `roles` and `licence` apply from `now` on, and keeps what applied before, unless it began
	/// in this same moment and so never applied.
	pub(crate) fn change(&mut self, roles: Roles, licence: Period, now: Moment) {
		let since = self.past.last().map_or(self.added_at, |terms| terms.replaced_at);
		if since < now {
			let terms = PastTerms { replaced_at: now, roles: self.roles, licence: self.licence };
			// Into a full table, too: the oldest entry makes room.
			let _ = self.past.force_insert_keep_right(self.past.len(), terms);
		}
		self.roles = roles;
		self.licence = licence;
	}
}

/// An organization that is there from the first block: accredited without end, with these practitioners,
/// licensed without end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisOrganization<AccountId> {
	/// What kind of institution it is.
	pub kind: OrganizationKind,
	/// The account that manages its practitioners.
	pub admin: AccountId,
	/// The practitioners' accounts, each with its roles as a bit field.
	pub practitioners: Vec<(AccountId, Roles)>,
}
