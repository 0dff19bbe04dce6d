//! What the pallet stores of a patient, and what it answers.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	AssuranceLevel, ClassSet, Commitment, Moment, OrganizationId, PatientId, Period, Power, Powers,
	PublicKey, Relation,
};
use scale_info::TypeInfo;
use sp_core::H256;

/// What the first bytes of the input are from which a patient's id is hashed: no other hash of the
/// chain starts like this, so no other hash can be passed off as a patient.
pub const PATIENT_ID_TAG: [u8; 16] = *b"salus/patient/v1";

/// What the first bytes of the input are from which the commitment to a patient's guardians is hashed.
pub const GUARDIANS_TAG: [u8; 16] = *b"salus/guardian/1";

/// How many representatives a patient has at most.
pub const MAX_REPRESENTATIVES: u32 = 8;

/// How many devices a patient has at most.
pub const MAX_DEVICES: u32 = 8;

/// How many other ids of the same person a patient is linked with at most.
pub const MAX_LINKS: u32 = 8;

/// How many guardians a patient has at most; each is one bit of a [`MemberSet`].
pub const MAX_GUARDIANS: u32 = 8;

/// How many guardians must agree at least: one alone could take a patient over.
pub const MIN_THRESHOLD: u8 = 2;

/// The powers that a representative needs to authorize a device.
pub(crate) const DEVICE_POWERS: Powers =
	Powers(1 << Power::Identity as u8 | 1 << Power::Records as u8);

/// A patient's representatives.
pub type Representatives<AccountId> =
	BoundedVec<Representative<AccountId>, ConstU32<MAX_REPRESENTATIVES>>;

/// A patient's devices.
pub type Devices<AccountId> = BoundedVec<Device<AccountId>, ConstU32<MAX_DEVICES>>;

/// The other ids of a person.
pub type LinkedPatients = BoundedVec<PatientId, ConstU32<MAX_LINKS>>;

/// Guardians, in the order of their encoding.
pub type GuardianSet<AccountId> = BoundedVec<Guardian<AccountId>, ConstU32<MAX_GUARDIANS>>;

/// Attempts to recover a patient, at most one per guardian.
pub type Attempts<AccountId> = BoundedVec<Attempt<AccountId>, ConstU32<MAX_GUARDIANS>>;

/// A patient, and who speaks for one.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Patient<AccountId> {
	/// The account that speaks for the patient. `None` if there is nobody yet (a new-born, somebody
	/// who cannot act) or no more (somebody deceased).
	pub controller: Option<AccountId>,
	/// Where the patient stands in its life on the chain.
	pub status: PatientStatus,
	/// When the person was declared deceased, if it was. A death that was corrected is as if it never was.
	pub deceased_at: Option<Moment>,
	/// How well it is known who the patient is.
	pub assurance: Assurance,
	/// The key to which others seal what the patient shall read, and the card of its class keys. `None` until
	/// somebody holds one.
	pub key: Option<PatientKey>,
	/// Who may act for the patient, with which powers, and for how long.
	pub representatives: Representatives<AccountId>,
	/// Which devices may add records, of which classes, and until when.
	pub devices: Devices<AccountId>,
	/// Until when the patient's side is frozen. A moment that is past means nothing.
	pub frozen_until: Option<Moment>,
	/// From when on the controller may close the patient, if it announced that.
	pub closing_at: Option<Moment>,
	/// When the patient was registered.
	pub registered_at: Moment,
}

impl<AccountId: PartialEq> Patient<AccountId> {
	/// How `account` stands to this patient at `at`.
	///
	/// The controller of a pending patient is a stranger until it has confirmed: somebody else wrote
	/// down that it is the controller. A frozen patient's devices are strangers, and so is one whose
	/// representative may no longer authorize devices. Who represents somebody deceased is its executor. The row knows its
	/// present representatives and devices only, so for a past moment it answers as if they had been
	/// the same then.
	pub fn relation(&self, account: &AccountId, at: Moment) -> Relation {
		if self.is_controller(account) {
			return if self.status == PatientStatus::Pending {
				Relation::Stranger
			} else {
				Relation::Controller
			};
		}
		if let Some(representative) = self.representative(account) {
			return if !representative.period.contains(at) {
				Relation::Stranger
			} else if self.is_deceased() {
				Relation::Executor(representative.powers)
			} else {
				Relation::Representative(representative.powers)
			};
		}
		match self.device(account) {
			Some(device)
				if at < device.until && !self.is_frozen(at) && self.has_authority(device, at) =>
			{
				Relation::Device {
					classes: device.classes.clone(),
					by_representative: device.authorized_by.is_some(),
				}
			},
			_ => Relation::Stranger,
		}
	}

	/// Whether whoever authorized `device` could do so at `at` still: a device is worth no more than the word of
	/// the representative that it has its authority from.
	pub fn has_authority(&self, device: &Device<AccountId>, at: Moment) -> bool {
		device.authorized_by.as_ref().is_none_or(|by| {
			self.representative(by).is_some_and(|row| row.may_authorize_devices(at))
		})
	}

	/// Whether the person was declared deceased.
	pub fn is_deceased(&self) -> bool {
		self.status == PatientStatus::Deceased
	}

	/// Whether `account` speaks for the patient, be it confirmed or not.
	pub fn is_controller(&self, account: &AccountId) -> bool {
		self.controller.as_ref() == Some(account)
	}

	/// The row that names `account` as a representative, whatever its period.
	pub fn representative(&self, account: &AccountId) -> Option<&Representative<AccountId>> {
		self.representatives.iter().find(|row| row.account == *account)
	}

	/// The row that names `account` as a device, whatever its date.
	pub fn device(&self, account: &AccountId) -> Option<&Device<AccountId>> {
		self.devices.iter().find(|row| row.account == *account)
	}

	/// Whether `account` may manage the patient itself with `power` at `at`: the controller, also one
	/// that has not confirmed yet, or a representative.
	pub fn is_managed_by(&self, account: &AccountId, power: Power, at: Moment) -> bool {
		self.is_controller(account) || self.relation(account, at).holds(power)
	}

	/// Whether any row names `account` as the controller, a representative or a device, whatever the
	/// moment.
	pub fn names(&self, account: &AccountId) -> bool {
		self.is_controller(account)
			|| self.representative(account).is_some()
			|| self.device(account).is_some()
	}

	/// Who may act for the patient at `at`, and as what.
	pub fn mandates(&self, at: Moment) -> Vec<Mandate<AccountId>>
	where
		AccountId: Clone,
	{
		let representatives = self.representatives.iter().map(|row| &row.account);
		let devices = self.devices.iter().map(|row| &row.account);
		self.controller
			.iter()
			.chain(representatives)
			.chain(devices)
			.filter_map(|account| {
				let kind = match self.relation(account, at) {
					Relation::Controller => MandateKind::Controller,
					Relation::Representative(powers) | Relation::Executor(powers) => {
						MandateKind::Representative {
							powers,
							until: self.representative(account)?.period.until,
						}
					},
					Relation::Device { classes, .. } => {
						MandateKind::Device { classes, until: self.device(account)?.until }
					},
					Relation::Stranger => return None,
				};
				Some(Mandate { account: account.clone(), kind })
			})
			.collect()
	}

	/// Whether the patient's side is frozen at `at`.
	pub fn is_frozen(&self, at: Moment) -> bool {
		self.frozen_until.is_some_and(|until| at < until)
	}
}

/// A patient's key, as its owner hands it in.
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
pub struct NewPatientKey {
	/// The key to which others seal what the patient shall read.
	pub public: PublicKey,
	/// The hash of the class key card: of the public keys to which others seal the patient's records, by class
	/// (`docs/record-format.md`). It covers the patient's key, too.
	pub card: Commitment,
}

/// A patient's published key, how often it was replaced, and the card that goes with it.
///
/// A card is genuine if its hash is this one, wherever it comes from. A card is never exchanged under one epoch:
/// whoever sealed to another card of the epoch would have sealed to keys that nobody can tell apart from the patient's.
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
pub struct PatientKey {
	/// The key.
	pub public: PublicKey,
	/// 0 for the first key, one more for each that follows.
	pub epoch: u32,
	/// The hash of the card of class keys of this epoch.
	pub card: Commitment,
}

impl PatientKey {
	/// The first key of a patient.
	pub fn first(NewPatientKey { public, card }: NewPatientKey) -> Self {
		Self { public, epoch: 0, card }
	}

	/// The key that replaces this one.
	pub fn replaced_by(&self, NewPatientKey { public, card }: NewPatientKey) -> Self {
		Self { public, epoch: self.epoch.saturating_add(1), card }
	}
}

/// Where a patient stands in its life on the chain.
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
pub enum PatientStatus {
	/// Open.
	#[codec(index = 0)]
	Active,
	/// Registered by somebody else for a controller that has not acted yet.
	#[codec(index = 1)]
	Pending,
	/// The person has died. Nobody speaks for it; an executor may read.
	#[codec(index = 2)]
	Deceased,
}

/// How well it is known that the patient is the person it is held to be (FHIR
/// `Person.link.assurance`), and who says so.
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
pub struct Assurance {
	/// How well.
	pub level: AssuranceLevel,
	/// The organization that checked; `None` if nobody but the person itself says so.
	pub by: Option<OrganizationId>,
	/// When it was checked.
	pub at: Moment,
}

impl Assurance {
	/// What is known of somebody who registered without anybody looking.
	pub fn of_nobody(at: Moment) -> Self {
		Self { level: AssuranceLevel::Level1, by: None, at }
	}
}

/// An account that may act for a patient (FHIR `RelatedPerson`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Representative<AccountId> {
	/// The account.
	pub account: AccountId,
	/// What it may do.
	pub powers: Powers,
	/// From when until when.
	pub period: Period,
	/// Who appointed it.
	pub appointed_by: Appointer,
}

impl<AccountId> Representative<AccountId> {
	/// Whether it may authorize devices at `at`: a device adds records, and nobody gives that who may not.
	pub fn may_authorize_devices(&self, at: Moment) -> bool {
		self.period.contains(at) && DEVICE_POWERS.is_within(self.powers)
	}
}

/// Who appointed a representative.
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
pub enum Appointer {
	/// The patient's side: the controller, or a representative in its name.
	#[codec(index = 0)]
	Patient,
	/// The registrar, as a court or an authority decided: parents, a legal guardian, an executor.
	#[codec(index = 1)]
	Registrar,
}

/// A device, such as a wearable, that may add records and nothing else (FHIR `Device`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Device<AccountId> {
	/// The device's account.
	pub account: AccountId,
	/// The classes of the records that it may add.
	pub classes: ClassSet,
	/// The first moment at which it may no longer.
	pub until: Moment,
	/// The representative that authorized it, for as long as that may; none if the controller did.
	pub authorized_by: Option<AccountId>,
}

/// What is left of a patient that was closed.
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
pub struct Tombstone {
	/// When it was closed.
	pub closed_at: Moment,
}

/// What the sponsor of a patient paid until somebody speaks for it.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Deposit<AccountId, Ticket> {
	/// Who paid, and gets it back.
	pub payer: AccountId,
	/// What was paid, as the runtime's currency notes it.
	pub ticket: Ticket,
}

/// An offer of control over a patient.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Offer<AccountId> {
	/// To whom.
	pub to: AccountId,
	/// The first moment at which it can no longer be accepted.
	pub until: Moment,
}

/// What a patient's side proposed about its link with another id: it is done once the other's side
/// has proposed the same.
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
pub struct LinkProposal {
	/// The other id.
	pub other: PatientId,
	/// Whether to link or to unlink.
	pub link: bool,
}

/// Who helps a patient that lost its key, or whose key was stolen.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Guardian<AccountId> {
	/// A person, who signs with this account.
	#[codec(index = 0)]
	Person(AccountId),
	/// An organization, for which one of its admins or gateways signs. If another organization has followed
	/// it, those of that one do.
	#[codec(index = 1)]
	Institution(OrganizationId),
}

/// Some of the guardians of a case: bit `n` is member `n`.
#[derive(
	Clone,
	Copy,
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
pub struct MemberSet(pub u8);

impl MemberSet {
	/// The set with nobody but `member` in it.
	pub fn of(member: u8) -> Self {
		Self(Self::bit(member))
	}

	/// Whether `member` is in the set.
	pub fn contains(&self, member: u8) -> bool {
		self.0 & Self::bit(member) != 0
	}

	/// Takes `member` in.
	pub fn insert(&mut self, member: u8) {
		self.0 |= Self::bit(member);
	}

	/// Leaves `member` out.
	pub fn remove(&mut self, member: u8) {
		self.0 &= !Self::bit(member);
	}

	/// Those in the set who are not in `others`.
	pub fn without(&self, others: Self) -> Self {
		Self(self.0 & !others.0)
	}

	/// How many are in the set.
	pub fn count(&self) -> u8 {
		u8::try_from(self.0.count_ones()).unwrap_or(u8::MAX)
	}

	/// No bit at all for a number that no member can have.
	fn bit(member: u8) -> u8 {
		1u8.checked_shl(u32::from(member)).unwrap_or(0)
	}
}

/// Who a patient's guardians are, as a commitment that shows nothing until it is used.
#[derive(
	Clone,
	Copy,
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
pub struct GuardianPlan {
	/// The commitment in force, until [`Self::next`] takes its place.
	pub current: Option<H256>,
	/// The commitment that will be, or already is, in force instead.
	pub next: Option<GuardianChange>,
	/// What a representative proposed. It comes to nothing without the word of the controller, or where there
	/// is none of the registrar.
	pub proposed: Option<GuardianProposal>,
	/// Until when no new freeze may begin, because the registrar lifted one.
	pub freeze_barred_until: Option<Moment>,
}

/// A change of guardians.
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
pub struct GuardianChange {
	/// The commitment to the new guardians; `None` if there shall be none.
	pub commitment: Option<H256>,
	/// From when on they are the guardians.
	pub effective_at: Moment,
}

/// A representative's proposal of other guardians.
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
pub struct GuardianProposal {
	/// The commitment to the new guardians; `None` if there shall be none.
	pub commitment: Option<H256>,
	/// When it was proposed.
	pub proposed_at: Moment,
}

/// The registrar's announcement that control over a patient will be given to another account, because the
/// person has neither the key nor guardians who could help.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Reassignment<AccountId> {
	/// The account that shall speak for the patient.
	pub to: AccountId,
	/// From when on it can be completed; once the patient's side has objected, from when on the registrar
	/// can uphold it.
	pub due: Moment,
	/// Whether the patient's side objected.
	pub vetoed: bool,
	/// The first moment at which it can no longer lead to anything.
	pub ends_at: Moment,
}

/// What a patient's guardians are doing, once one of them has shown who they are.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct GuardianCase<AccountId> {
	/// The commitment that was in force when the guardians were shown. Once another is, they can begin
	/// nothing any more.
	pub commitment: H256,
	/// The guardians, in the order of their encoding: the number of each in this list names it.
	pub members: GuardianSet<AccountId>,
	/// How many of them it takes.
	pub threshold: u8,
	/// What some of them attempt.
	pub attempts: Attempts<AccountId>,
	/// Who asks that the patient's side be frozen.
	pub freeze_votes: MemberSet,
	/// When the guardians were shown.
	pub revealed_at: Moment,
}

/// An attempt of guardians to let another account speak for the patient.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Attempt<AccountId> {
	/// The number of the member that opened it. It names the attempt.
	pub opener: u8,
	/// The account that shall speak for the patient.
	pub to: AccountId,
	/// Who approves; the opener does from the start.
	pub approvals: MemberSet,
	/// Whether the patient's side objected.
	pub vetoed: bool,
	/// When it was opened.
	pub opened_at: Moment,
	/// From when on it may be completed; `None` until enough guardians have approved.
	pub due: Option<Moment>,
	/// The first moment at which it can no longer lead to anything. Reaching the threshold puts it off, so
	/// that there is time to complete it.
	pub ends_at: Moment,
	/// Whether the registrar dismissed it.
	pub dismissed: bool,
}

/// An account that may act for a patient now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Mandate<AccountId> {
	/// The account.
	pub account: AccountId,
	/// As what.
	pub kind: MandateKind,
}

/// As what an account may act for a patient.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum MandateKind {
	/// It speaks for the patient.
	#[codec(index = 0)]
	Controller,
	/// It represents the patient.
	#[codec(index = 1)]
	Representative {
		/// What it may do.
		powers: Powers,
		/// Until when, if not without end.
		until: Option<Moment>,
	},
	/// It is a device that adds records.
	#[codec(index = 2)]
	Device {
		/// Of which classes.
		classes: ClassSet,
		/// Until when.
		until: Moment,
	},
}
