//! What is permitted: to whom, with which records, why and when.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Actions, AnchorId, ClassSet, Months, Period, PractitionerId, Pseudonym, Purposes, RecordClass,
	Role,
};
use scale_info::TypeInfo;

/// How many anchors one grant may list.
pub const MAX_ANCHORS: u32 = 16;

/// The anchors that a grant lists.
pub type AnchorSet = BoundedVec<AnchorId, ConstU32<MAX_ANCHORS>>;

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
	/// One practitioner of the organization without an account, for whom its gateways act.
	#[codec(index = 4)]
	Pseudonym(Pseudonym),
}

impl<AccountId: Clone> Grantee<AccountId> {
	/// The one practitioner who is named.
	pub fn practitioner(&self) -> Option<PractitionerId<AccountId>> {
		match self {
			Grantee::Practitioner(account) => Some(PractitionerId::Account(account.clone())),
			Grantee::Pseudonym(pseudonym) => Some(PractitionerId::Pseudonym(*pseudonym)),
			Grantee::Organization | Grantee::Role(_) => None,
		}
	}
}

impl<AccountId: PartialEq> Grantee<AccountId> {
	/// Whether everybody who is `other`, in the same organization, is this grantee as well. That a
	/// practitioner has a role is not known here, so a role holds no one by name.
	pub fn covers(&self, other: &Self) -> bool {
		matches!(self, Grantee::Organization) || self == other
	}
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
	Anchors(AnchorSet),
	/// All but those of the listed classes, also those to come (FHIR: a nested provision that denies).
	#[codec(index = 3)]
	AllBut(ClassSet),
}

impl Scope {
	/// Whether nothing is in scope, or an exception of nothing is made.
	pub fn is_empty(&self) -> bool {
		match self {
			Scope::All => false,
			Scope::Classes(classes) | Scope::AllBut(classes) => classes.is_empty(),
			Scope::Anchors(anchors) => anchors.is_empty(),
		}
	}

	/// Whether nothing is listed twice: what is listed is a set.
	pub fn names_none_twice(&self) -> bool {
		match self {
			Scope::All => true,
			Scope::Classes(classes) | Scope::AllBut(classes) => is_a_set(classes),
			Scope::Anchors(anchors) => is_a_set(anchors),
		}
	}

	/// Whether records of `class`, under `anchor` if that is what is asked for, are in scope.
	pub fn contains(&self, class: RecordClass, anchor: Option<AnchorId>) -> bool {
		match self {
			Scope::All => true,
			Scope::Classes(classes) => classes.contains(&class),
			Scope::Anchors(anchors) => anchor.is_some_and(|anchor| anchors.contains(&anchor)),
			Scope::AllBut(classes) => !classes.contains(&class),
		}
	}

	/// Whether everything in `other` is in scope. Which class an anchor has is not known here: listed
	/// anchors lie in all records and in lists that name them, in no list of classes.
	pub fn covers(&self, other: &Scope) -> bool {
		let within = |classes: &ClassSet, others: &ClassSet| {
			classes.iter().all(|class| others.contains(class))
		};
		match (self, other) {
			(Scope::All, _) => true,
			(Scope::Classes(mine), Scope::Classes(theirs)) => within(theirs, mine),
			(Scope::Anchors(mine), Scope::Anchors(theirs)) => {
				theirs.iter().all(|anchor| mine.contains(anchor))
			},
			(Scope::AllBut(mine), Scope::AllBut(theirs)) => within(mine, theirs),
			(Scope::AllBut(mine), Scope::Classes(theirs)) => {
				!theirs.iter().any(|class| mine.contains(class))
			},
			_ => false,
		}
	}

	/// The scope without `class`; `None` if that isn't in it, can't be taken out of it (listed anchors),
	/// or is more than the list of exceptions holds. Nothing may remain.
	pub fn without(&self, class: RecordClass) -> Option<Scope> {
		match self {
			Scope::All => {
				let mut exceptions = ClassSet::new();
				exceptions.try_push(class).ok()?;
				Some(Scope::AllBut(exceptions))
			},
			Scope::AllBut(exceptions) if !exceptions.contains(&class) => {
				let mut exceptions = exceptions.clone();
				exceptions.try_push(class).ok()?;
				Some(Scope::AllBut(exceptions))
			},
			Scope::Classes(classes) if classes.contains(&class) => {
				let mut classes = classes.clone();
				classes.retain(|listed| *listed != class);
				Some(Scope::Classes(classes))
			},
			_ => None,
		}
	}
}

/// Whether nothing is in the list twice.
fn is_a_set<Item: PartialEq>(list: &[Item]) -> bool {
	list.iter()
		.enumerate()
		.all(|(index, item)| !list.iter().take(index).any(|earlier| earlier == item))
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

impl<AccountId: PartialEq> Provision<AccountId> {
	/// Whether everything that `other` permits, whoever its grantee is, is permitted here as well.
	pub fn covers_whoever(&self, other: &Self) -> bool {
		let content_fits = match (&self.content, &other.content) {
			(None, _) => true,
			(Some(mine), Some(theirs)) => mine.covers(theirs),
			(Some(_), None) => false,
		};
		content_fits
			&& self.scope.covers(&other.scope)
			&& other.actions.is_within(self.actions)
			&& other.purposes.is_within(self.purposes)
			&& self.period.covers(&other.period)
	}

	/// Whether everything that `other` permits is permitted here as well, to the same or more people.
	pub fn covers(&self, other: &Self) -> bool {
		self.grantee.covers(&other.grantee) && self.covers_whoever(other)
	}
}
