//! Traits: who is a patient, who practises where.
//!
//! Each is implemented by one pallet and taken by others through their `Config`. The reads that a
//! method may cost are part of its contract, since the decision function has a budget of five.

use crate::{
	Actor, ClassSet, EncryptionKey, Moment, OrganizationId, OrganizationKind, PatientId, Power,
	Powers, PractitionerId, Roles, Seed,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;

/// How an account stands to a patient at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
	/// It speaks for the patient.
	Controller,
	/// It may act for the patient with these powers.
	Representative(Powers),
	/// It is a device of the patient.
	Device {
		/// The classes of which it may add records.
		classes: ClassSet,
		/// A representative authorized it: what the patient keeps from representatives is kept from it, too.
		by_representative: bool,
	},
	/// It is the executor of a patient who has died: it acts with these powers, and ends what the patient gave,
	/// but gives nothing (45 CFR 164.502(g)(4)).
	Executor(Powers),
	/// It is none of these.
	Stranger,
}

impl Relation {
	/// Whether an account in this relation may act for the patient with `power`.
	pub fn holds(&self, power: Power) -> bool {
		match self {
			Relation::Controller => true,
			Relation::Representative(powers) => powers.contains(power),
			Relation::Executor(powers) => power != Power::Consent && powers.contains(power),
			Relation::Device { .. } | Relation::Stranger => false,
		}
	}

	/// Whether an account in this relation may end what the patient gave, and refuse: whoever may give, and an
	/// executor.
	pub fn may_end_consent(&self) -> bool {
		matches!(self, Relation::Executor(_)) || self.holds(Power::Consent)
	}
}

/// Who is a patient, and who may act for one.
pub trait PatientDirectory<AccountId> {
	/// How `account` stands to `patient` at `at`; `None` if the patient is unknown or closed.
	/// One read.
	fn relation(patient: &PatientId, account: &AccountId, at: Moment) -> Option<Relation>;

	/// The epoch of the patient's encryption key; `None` if the patient is unknown or closed, or has none.
	/// One read, the same as [`Self::relation`]'s.
	fn key_epoch(patient: &PatientId) -> Option<u32>;

	/// Whether the patient's guardians have frozen its side: nothing new may be given away in its name,
	/// by whomever, until they or the registrar lift it. Refusing, revoking and whatever was granted
	/// before go on. `false` for an unknown patient. One read, the same as [`Self::relation`]'s.
	fn is_frozen(patient: &PatientId, at: Moment) -> bool;

	/// Whether the person had been declared deceased by `at`, and the declaration stands. A deceased patient is
	/// open: it is nobody's to give anything away for, and what others do for the living has no place. One
	/// read, the same as [`Self::relation`]'s.
	///
	/// A directory that knows of no deaths leaves this as it is.
	fn has_died(_patient: &PatientId, _at: Moment) -> bool {
		false
	}

	/// Whether the patient is known and open. One read, the same as [`Self::relation`]'s.
	fn is_open(patient: &PatientId) -> bool;

	/// Whether the chain knows the patient, open or closed: for what outlives a patient's closing, such as its trail.
	/// One read beside [`Self::relation`]'s.
	fn is_known(patient: &PatientId) -> bool {
		Self::is_open(patient)
	}

	/// Whether `account` may act for `patient` with `power` at `at`. One read, the same as
	/// [`Self::relation`]'s.
	fn may_act(patient: &PatientId, account: &AccountId, power: Power, at: Moment) -> bool {
		Self::relation(patient, account, at).is_some_and(|relation| relation.holds(power))
	}

	/// What one question costs at most beyond the reads that it is said here to cost. Whoever asks adds it to what was measured, once for each
	/// question, so a directory that costs more and whose chain takes the weights that come with the pallets says how much.
	///
	/// Nothing, unless it says so; and nothing where the weights were measured with this directory, which they hold then. What is asked to find out
	/// whether a call is free (`feeless_if`) is no part of the call: whoever asks that weighs it, such as a runtime's table of pallet-admission.
	fn weight() -> Weight {
		Weight::zero()
	}

	/// Makes an open patient that `controller` speaks for, with every table at its bound: another one for each account. `None`
	/// from a directory in which there are none; what only such a patient's side can do is not measured then.
	#[cfg(feature = "runtime-benchmarks")]
	fn register_for_benchmark(controller: &AccountId) -> Option<PatientId>;
}

/// Knows no patient.
impl<AccountId> PatientDirectory<AccountId> for () {
	fn relation(_: &PatientId, _: &AccountId, _: Moment) -> Option<Relation> {
		None
	}

	fn key_epoch(_: &PatientId) -> Option<u32> {
		None
	}

	fn is_frozen(_: &PatientId, _: Moment) -> bool {
		false
	}

	fn is_open(_: &PatientId) -> bool {
		false
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register_for_benchmark(_: &AccountId) -> Option<PatientId> {
		None
	}
}

/// How many organizations one organization may have followed, all together.
pub const MAX_PREDECESSORS: u32 = 8;

/// The organizations that an organization has followed: custody and authorship are theirs and its own.
pub type Predecessors = BoundedVec<OrganizationId, ConstU32<MAX_PREDECESSORS>>;

/// How many organizations are drawn to judge one emergency session.
pub const MAX_REVIEWERS: u32 = 2;

/// The organizations that were drawn to judge an emergency session, each once.
pub type Reviewers = BoundedVec<OrganizationId, ConstU32<MAX_REVIEWERS>>;

/// What a practitioner is, seen from a decision.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
	/// The organization's kind.
	pub kind: OrganizationKind,
	/// The practitioner's roles in it.
	pub roles: Roles,
	/// The organizations that it had followed at that moment.
	pub predecessors: Predecessors,
}

/// Why an account does not practise for an organization at some moment.
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
pub enum NotPractising {
	/// There is no such organization.
	#[codec(index = 0)]
	UnknownOrganization,
	/// The organization's accreditation has not begun or is over.
	#[codec(index = 1)]
	NotAccredited,
	/// The organization is suspended.
	#[codec(index = 2)]
	OrganizationSuspended,
	/// The account is no practitioner of the organization.
	#[codec(index = 3)]
	NotAPractitioner,
	/// The practitioner's licence has not begun or is over.
	#[codec(index = 4)]
	NotLicensed,
	/// The organization's accreditation was revoked.
	#[codec(index = 5)]
	AccreditationRevoked,
	/// Another organization has followed it.
	#[codec(index = 6)]
	OrganizationSucceeded,
	/// The practitioner is suspended in the organization.
	#[codec(index = 7)]
	PractitionerSuspended,
	/// The practitioner has left the organization.
	#[codec(index = 8)]
	PractitionerLeft,
	/// The account is no gateway of the organization.
	#[codec(index = 9)]
	NotAGateway,
	/// The moment lies so far back that the chain no longer knows. Neither a yes nor a no.
	#[codec(index = 10)]
	NoLongerKnown,
}

/// Who may act for which organization.
pub trait ProviderDirectory<AccountId> {
	/// Whether `actor` may act for its organization at `at`, and with which roles: accreditation,
	/// suspension, licence, and for a gateway both the gateway and the practitioner whom it acts for
	/// count. Somebody who acts for no organization is no practitioner.
	///
	/// Within one moment the first change of a thing (an organization's terms, a practitioner's, whether an
	/// account is a gateway) counts at once, a later one counts from the next moment on: so the answer about a
	/// moment is the one that was given in it, after the first change.
	///
	/// Two reads about the present. About a past moment a directory may read more: one that keeps what was in
	/// annexes of n entries reads up to log2(n) of them, 32 at most, each for the organization, the
	/// practitioner and the gateway, and one row more for a gateway.
	fn standing(actor: &Actor<AccountId>, at: Moment) -> Result<Standing, NotPractising>;

	/// Whether `practitioner` practises for `organization` at `at`, whoever signs for it. The same reads as
	/// [`Self::standing`]'s.
	///
	/// A directory that lists no pseudonyms leaves this as it is.
	fn practises(
		organization: OrganizationId,
		practitioner: &PractitionerId<AccountId>,
		at: Moment,
	) -> bool
	where
		AccountId: Clone,
	{
		practitioner.account().is_some_and(|account| {
			let actor = Actor::Practitioner { organization, account: account.clone() };
			Self::standing(&actor, at).is_ok()
		})
	}

	/// Whether `organization` is accredited and not suspended at `at`. One read about the present, more about
	/// the past, all among [`Self::standing`]'s.
	fn is_accredited(organization: OrganizationId, at: Moment) -> bool;

	/// In the name of which organization `account` speaks for `organization` as such at `at`, as one of the
	/// admins or gateways: of `organization` itself, if it is accredited, or of the one that has followed it.
	/// `None` if `account` is nothing of the kind. One read for each organization on the way, nine at most.
	///
	/// A directory that knows no such accounts leaves this as it is: no institution can be a guardian then.
	fn speaks_for(
		_organization: OrganizationId,
		_account: &AccountId,
		_at: Moment,
	) -> Option<OrganizationId> {
		None
	}

	/// Whether what `organization` attested still counts at `at`: not once its accreditation was revoked,
	/// or that of the one that followed it. An organization that is suspended, or whose accreditation
	/// has run out, still vouches for what it saw. One read for each organization on the way, nine at
	/// most.
	///
	/// A directory that cannot tell a revocation from a pause leaves this as it is.
	fn vouches(organization: OrganizationId, at: Moment) -> bool {
		Self::is_accredited(organization, at)
	}

	/// The key to which what is for `practitioner` of `organization`, or for the organization as a whole,
	/// is sealed; `None` if it has published none, is unknown, or may not act now. One read for an
	/// organization, two for a practitioner, among [`Self::standing`]'s.
	///
	/// A directory that keeps no keys leaves this as it is.
	fn encryption_key(
		_organization: OrganizationId,
		_practitioner: Option<&PractitionerId<AccountId>>,
	) -> Option<EncryptionKey> {
		None
	}

	/// Draws by `seed` organizations that shall judge what a practitioner of `not_for` did: some that have a
	/// privacy officer and may act at `at`, none that `not_for` has followed or that has followed it. Fewer than
	/// can be, or none, if there are none or the lot does not find them.
	///
	/// A directory tries a bounded number of organizations, at two reads each, besides one read. One that
	/// does not know who has a privacy officer leaves this as it is: anybody independent judges then.
	fn draw_reviewers(_seed: Seed, _not_for: OrganizationId, _at: Moment) -> Reviewers {
		Reviewers::new()
	}

	/// What one question costs at most beyond the reads that it is said here to cost. Whoever asks adds it to what was measured, once for each
	/// question, so a directory that costs more and whose chain takes the weights that come with the pallets says how much.
	///
	/// Nothing, unless it says so; and nothing where the weights were measured with this directory, which they hold then. What is asked to find out
	/// whether a call is free (`feeless_if`) is no part of the call: whoever asks that weighs it, such as a runtime's table of pallet-admission.
	fn weight() -> Weight {
		Weight::zero()
	}

	/// Makes more organizations with a privacy officer than one draw tries, none of which may act now: so a draw tries
	/// as many as it can.
	///
	/// A directory that draws none leaves this as it is.
	#[cfg(feature = "runtime-benchmarks")]
	fn reviewers_for_benchmark() {}

	/// Makes an accredited organization in which `account` practises with every role, and for which it speaks,
	/// with every table at its bound: another one for each account. If the directory keeps keys, both have published one.
	/// `None` from a directory in which nobody practises; what only practitioners can do is not measured then.
	#[cfg(feature = "runtime-benchmarks")]
	fn admit_for_benchmark(account: &AccountId) -> Option<OrganizationId>;

	/// Makes an organization that has been followed by another, and that one by a third, as often as can be,
	/// and lets `account` speak for the last. Returns the first.
	///
	/// A directory in which none follows another leaves this as it is.
	#[cfg(feature = "runtime-benchmarks")]
	fn succession_for_benchmark(account: &AccountId) -> Option<OrganizationId> {
		Self::admit_for_benchmark(account)
	}
}

/// Knows no organization.
impl<AccountId> ProviderDirectory<AccountId> for () {
	fn standing(_: &Actor<AccountId>, _: Moment) -> Result<Standing, NotPractising> {
		Err(NotPractising::UnknownOrganization)
	}

	fn is_accredited(_: OrganizationId, _: Moment) -> bool {
		false
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn admit_for_benchmark(_: &AccountId) -> Option<OrganizationId> {
		None
	}
}
