//! Grants, where they lie, and what becomes of ended ones.

use crate::types::{Envelope, Provision};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Commitment, GrantId, Moment, OrganizationId};
use scale_info::TypeInfo;

/// How many grants that a patient gave to one organization are kept in its file, ended ones included
/// until their place is needed.
pub const MAX_OWN_GRANTS: u32 = 16;

/// How many grants that others passed on to one organization are kept in its file.
pub const MAX_REFERRED_GRANTS: u32 = 8;

/// How often a grant may be passed on in a row.
pub const MAX_DEPTH: u32 = 3;

/// How many live grants may have been passed on from one grant directly.
pub const MAX_CHILDREN: u32 = 8;

/// A provision that counts while it is live.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Grant<AccountId> {
	/// Its number among the patient's grants; never used again.
	pub id: GrantId,
	/// When it was given: it permits nothing before.
	pub granted_at: Moment,
	/// A salted commitment to the terms that the patient agreed to in words.
	pub terms: Option<Commitment>,
	/// A representative gave it, or the grant from which it was passed on: classes that the patient marked
	/// as confidential are none of its business.
	pub excludes_confidential: bool,
	/// The grants from which it was passed on, the patient's own first; empty for the patient's own.
	pub ancestors: BoundedVec<GrantId, ConstU32<MAX_DEPTH>>,
	/// What it permits.
	pub provision: Provision<AccountId>,
}

/// What one organization holds of one patient.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct File<AccountId> {
	/// The patient's own grants to the organization. A grant counts only while the patient's
	/// [`crate::Head`] lists it; its place is reused after it has ended.
	pub own: BoundedVec<Grant<AccountId>, ConstU32<MAX_OWN_GRANTS>>,
	/// What others passed on to the organization, by the same rules.
	pub referred: BoundedVec<Grant<AccountId>, ConstU32<MAX_REFERRED_GRANTS>>,
}

impl<AccountId> Default for File<AccountId> {
	fn default() -> Self {
		Self { own: BoundedVec::new(), referred: BoundedVec::new() }
	}
}

impl<AccountId> File<AccountId> {
	/// All grants in it, the patient's own first.
	pub fn grants(&self) -> impl Iterator<Item = &Grant<AccountId>> {
		self.own.iter().chain(self.referred.iter())
	}

	/// The grant `id`, live or ended.
	pub fn grant(&self, id: GrantId) -> Option<&Grant<AccountId>> {
		self.grants().find(|grant| grant.id == id)
	}

	/// Whether nothing is in it.
	pub fn is_empty(&self) -> bool {
		self.own.is_empty() && self.referred.is_empty()
	}
}

/// A grant that has been ended, by the patient, by its period or with the one it was passed on from.
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
pub struct EndedGrant {
	/// The grant.
	pub id: GrantId,
	/// The first moment at which it no longer counted.
	pub at: Moment,
}

/// How many ends one page of them holds.
pub const MAX_ENDS_PER_PAGE: u32 = 32;

/// Ends of grants for which the patient's head had no room left, the latest such page first.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct EndsPage {
	/// The ends, in the order in which they were noted.
	pub ends: BoundedVec<EndedGrant, ConstU32<MAX_ENDS_PER_PAGE>>,
	/// The grant in whose annex the page before lies.
	pub previous: Option<GrantId>,
}

/// A grant that has ended and given up its place in the file to another, in whose [`Annex`] this lies.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct DisplacedGrant<AccountId> {
	/// The grant as it was.
	pub grant: Grant<AccountId>,
	/// The first moment at which it no longer counted; or, if its end lies in a page of ends, the moment
	/// at which it gave up its place, which is later.
	pub ended_at: Moment,
	/// Whether its end lies in a page of ends: whoever takes its place doesn't search for it there. Once
	/// the page is forgotten, so is the end.
	pub is_end_in_page: bool,
}

/// A grant that has ended.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PastGrant<AccountId> {
	/// The grant as it was.
	pub grant: Grant<AccountId>,
	/// The first moment at which it no longer counted.
	pub ended_at: Moment,
}

/// What belongs to a grant and is needed for no decision about the present.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Annex<AccountId> {
	/// The keys that came with the grant.
	pub envelope: Option<Envelope>,
	/// The grant whose place in the file this one took: the annex of that one leads on to the one before
	/// it. So each place in a file is a chain, newest first, of grants that never overlapped.
	pub displaced: Option<DisplacedGrant<AccountId>>,
	/// Ends that had to make room when the grant was given.
	pub ends: Option<EndsPage>,
}

impl<AccountId> Default for Annex<AccountId> {
	fn default() -> Self {
		Self { envelope: None, displaced: None, ends: None }
	}
}

impl<AccountId> Annex<AccountId> {
	/// Whether nothing is in it.
	pub fn is_empty(&self) -> bool {
		self.envelope.is_none() && self.displaced.is_none() && self.ends.is_none()
	}
}

/// A live grant, with the organization that holds it.
pub type HeldGrant<AccountId> = (OrganizationId, Grant<AccountId>);
