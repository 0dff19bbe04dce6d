//! What the pallet stores. Hot items, those on the decide path, stay under 6 KB.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Actions, AnchorId, ClassSet, Commitment, GrantId, Moment, Months, OrganizationId, Period,
	Purposes, Role,
};
use scale_info::TypeInfo;

/// How many anchors one grant may list.
pub const MAX_ANCHORS: u32 = 16;

/// How many grants of one patient to one organization are kept, ended ones included until their
/// place is needed.
pub const MAX_GRANTS_PER_FILE: u32 = 16;

/// How many grants of one patient may be live at a time.
pub const MAX_LIVE_GRANTS: u32 = 128;

/// For how many ended grants of one patient the moment of their end is kept.
pub const MAX_ENDED_GRANTS: u32 = 64;

/// How long the sealed part of an envelope may be, in bytes.
pub const MAX_SEALED: u32 = 512;

/// Who may use a grant, within the organization that it is given to (FHIR `Consent.provision.actor`).
///
/// Index 3 is set aside for a study.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Grantee<AccountId> {
	/// Everybody who practises in the organization.
	#[codec(index = 0)]
	Organization,
	/// One practitioner of the organization, acting by that own account.
	#[codec(index = 1)]
	Practitioner(AccountId),
	/// Everybody who has this role in the organization.
	#[codec(index = 2)]
	Role(Role),
}

/// Which records a grant is about.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Scope {
	/// All of them, also those to come.
	#[codec(index = 0)]
	All,
	/// Those of the listed classes, also those to come (FHIR `Consent.provision.class`).
	#[codec(index = 1)]
	Classes(ClassSet),
	/// Those under the listed anchors and no others (FHIR `Consent.provision.data`).
	#[codec(index = 2)]
	Anchors(BoundedVec<AnchorId, ConstU32<MAX_ANCHORS>>),
}

impl Scope {
	/// Whether nothing is in scope.
	pub fn is_empty(&self) -> bool {
		match self {
			Scope::All => false,
			Scope::Classes(classes) => classes.is_empty(),
			Scope::Anchors(anchors) => anchors.is_empty(),
		}
	}
}

/// What a patient permits (FHIR `Consent.provision` of type permit).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Provision<AccountId> {
	/// Who may use it.
	pub grantee: Grantee<AccountId>,
	/// Which records it is about.
	pub scope: Scope,
	/// Only records whose content lies wholly in these months (`dataPeriod`); all without.
	pub content: Option<Months>,
	/// What may be done.
	pub actions: Actions,
	/// For which purposes.
	pub purposes: Purposes,
	/// When.
	pub period: Period,
}

/// A provision that a patient has given.
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
	/// What it permits.
	pub provision: Provision<AccountId>,
}

/// What one organization holds of one patient.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct File<AccountId> {
	/// The patient's own grants to the organization. A grant counts only while the patient's
	/// [`Head`] lists it; its place, the *slot*, is reused after it has ended.
	pub own: BoundedVec<Grant<AccountId>, ConstU32<MAX_GRANTS_PER_FILE>>,
}

impl<AccountId> Default for File<AccountId> {
	fn default() -> Self {
		Self { own: BoundedVec::new() }
	}
}

/// A grant that has not been ended.
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
pub struct LiveGrant {
	/// The grant.
	pub id: GrantId,
	/// Whose file holds it.
	pub organization: OrganizationId,
	/// When it ends by itself.
	pub until: Option<Moment>,
}

/// A grant that has been ended, by the patient or by its period.
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

/// What decides over all files of one patient at once, so that a revocation is one write.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Head {
	/// The number of the next grant.
	pub next: GrantId,
	/// The grants that count.
	pub live: BoundedVec<LiveGrant, ConstU32<MAX_LIVE_GRANTS>>,
	/// The latest of those that no longer do, in the order in which they ended, so that the past can
	/// be judged.
	pub ended: BoundedVec<EndedGrant, ConstU32<MAX_ENDED_GRANTS>>,
	/// Before this moment some grant may have counted of which nothing is kept.
	pub complete_since: Moment,
}

impl Head {
	/// Whether grant `id` was among those that count at `at`.
	pub fn counted(&self, id: GrantId, at: Moment) -> bool {
		self.live.iter().any(|live| live.id == id)
			|| self.ended.iter().any(|ended| ended.id == id && at < ended.at)
	}

	/// Whether grant `id` has not been ended.
	pub fn is_live(&self, id: GrantId) -> bool {
		self.live.iter().any(|live| live.id == id)
	}

	/// Ends grant `id` at `at`, or when its period ended if that was earlier. Returns whose it was;
	/// `None` if it is not live.
	pub fn end(&mut self, id: GrantId, at: Moment) -> Option<OrganizationId> {
		let position = self.live.iter().position(|live| live.id == id)?;
		let live = self.live.remove(position);
		self.note_end(EndedGrant { id, at: live.until.map_or(at, |until| until.min(at)) });
		Some(live.organization)
	}

	/// Ends every grant whose period is over at `now`.
	pub fn end_lapsed(&mut self, now: Moment) {
		for lapsed in self.live.clone() {
			if lapsed.until.is_some_and(|until| until <= now) {
				self.end(lapsed.id, now);
			}
		}
	}

	/// Forgets grant `id`, which is not live and whose row is about to go.
	pub fn forget(&mut self, id: GrantId) {
		if let Some(position) = self.ended.iter().position(|ended| ended.id == id) {
			let forgotten = self.ended.remove(position);
			self.complete_since = self.complete_since.max(forgotten.at);
		}
	}

	fn note_end(&mut self, ended: EndedGrant) {
		if self.ended.is_full() {
			let oldest = self.ended.remove(0);
			self.complete_since = self.complete_since.max(oldest.at);
		}
		// There is room now: the bound is not zero.
		let _ = self.ended.try_push(ended);
	}
}

/// Keys for the grantee, as a caller hands them in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SealedKeys {
	/// The epoch of the patient's encryption key under which the class keys were made.
	pub key_epoch: u32,
	/// The private keys of the granted classes, sealed to the grantee (HPKE, RFC 9180): at most
	/// [`MAX_SEALED`] bytes. The format is in `docs/record-format.md`.
	pub sealed: Vec<u8>,
}

/// Keys for the grantee of one grant.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Envelope {
	/// The grant it belongs to.
	pub grant: GrantId,
	/// The epoch of the patient's encryption key under which the class keys were made.
	pub key_epoch: u32,
	/// The private keys of the granted classes, sealed to the grantee.
	pub sealed: BoundedVec<u8, ConstU32<MAX_SEALED>>,
}
