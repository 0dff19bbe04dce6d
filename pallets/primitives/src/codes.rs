//! Coded values and sets of them.
//!
//! A set is a bit field: bit `n` stands for the value whose codec index is `n`. Metadata-driven clients
//! therefore read and write a set as one number.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Declares coded values, each with its codec index, and the bit field that holds a set of them.
macro_rules! coded {
	(
		$(#[$value_doc:meta])*
		$value:ident {
			$( $(#[$variant_doc:meta])* $variant:ident = $index:literal, )+
		}
		$(#[$set_doc:meta])*
		$set:ident($bits:ty)
	) => {
		$(#[$value_doc])*
		#[derive(
			Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode,
			DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
		)]
		pub enum $value {
			$( $(#[$variant_doc])* #[codec(index = $index)] $variant = $index, )+
		}

		$(#[$set_doc])*
		#[derive(
			Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking,
			MaxEncodedLen, TypeInfo, Serialize, Deserialize,
		)]
		pub struct $set(pub $bits);

		impl $set {
			/// The set of every value that has a code.
			pub const ALL: Self = Self(0 $( | (1 << $index) )+);

			/// The set of these values.
			pub fn of(values: &[$value]) -> Self {
				Self(values.iter().fold(0, |bits, value| bits | Self::bit(*value)))
			}

			/// Puts `value` into the set.
			pub fn insert(&mut self, value: $value) {
				self.0 |= Self::bit(value);
			}

			/// Whether the set holds nothing.
			pub fn is_empty(&self) -> bool {
				self.0 == 0
			}

			/// Whether the set holds `value`.
			pub fn contains(&self, value: $value) -> bool {
				self.0 & Self::bit(value) != 0
			}

			/// Whether the set holds nothing but values of `other`.
			pub fn is_within(&self, other: Self) -> bool {
				self.0 & !other.0 == 0
			}

			/// Whether the set holds at least one value, and only values that have a code.
			pub fn is_meaningful(&self) -> bool {
				self.0 != 0 && self.is_within(Self::ALL)
			}

			const fn bit(value: $value) -> $bits {
				1 << (value as u32)
			}
		}
	};
}

coded! {
	/// What is done with records (FHIR `Consent.provision.action`).
	Action {
		/// Read records.
		Access = 0,
		/// Add new records.
		Collect = 1,
		/// Amend or withdraw records.
		Correct = 2,
		/// Pass records on to others.
		Disclose = 3,
		/// Use records for the stated purpose, for example in a study.
		Use = 4,
	}
	/// A set of actions; bit `n` is the [`Action`] with codec index `n`.
	Actions(u8)
}

coded! {
	/// Why records are used (HL7 v3 PurposeOfUse, FHIR `Consent.provision.purpose`).
	Purpose {
		/// TREAT: treatment.
		Treatment = 0,
		/// ETREAT: emergency treatment.
		EmergencyTreatment = 1,
		/// HPAYMT: healthcare payment.
		Payment = 2,
		/// HOPERAT: healthcare operations.
		Operations = 3,
		/// CAREMGT: care management.
		CareManagement = 4,
		/// HRESCH: healthcare research.
		Research = 5,
		/// CLINTRCH: clinical trial research.
		ClinicalTrial = 6,
		/// PUBHLTH: public health.
		PublicHealth = 7,
		/// PATRQT: patient requested.
		PatientRequest = 8,
		/// FAMRQT: family requested.
		FamilyRequest = 9,
		/// PWATRNY: power of attorney.
		PowerOfAttorney = 10,
		/// COVERAGE: coverage under a policy or programme.
		Coverage = 11,
		/// HSYSADMIN: health system administration.
		SystemAdministration = 12,
	}
	/// A set of purposes; bit `n` is the [`Purpose`] with codec index `n`.
	Purposes(u32)
}

coded! {
	/// What a practitioner does in an organization (FHIR `PractitionerRole.code`).
	Role {
		/// Physician.
		Physician = 0,
		/// Nurse.
		Nurse = 1,
		/// Pharmacist.
		Pharmacist = 2,
		/// Laboratory professional.
		Laboratory = 3,
		/// Researcher.
		Researcher = 4,
		/// Privacy officer.
		PrivacyOfficer = 5,
		/// Billing clerk.
		Billing = 6,
		/// Keeper of ciphertext who releases it against tickets.
		Custodian = 7,
		/// May open emergency sessions; given by a licensing authority only, never by an organization.
		Emergency = 8,
	}
	/// A set of roles; bit `n` is the [`Role`] with codec index `n`.
	Roles(u32)
}

coded! {
	/// What a representative may do for a patient (FHIR `RelatedPerson`).
	Power {
		/// Give and end consent.
		Consent = 0,
		/// Read records.
		Access = 1,
		/// Add and correct records.
		Records = 2,
		/// Choose guardians and object to recoveries.
		Recovery = 3,
		/// Manage the patient's keys and representatives.
		Identity = 4,
	}
	/// A set of powers; bit `n` is the [`Power`] with codec index `n`.
	Powers(u8)
}

impl Roles {
	/// The roles of those who treat patients or examine what was taken from them, and so write and correct
	/// records.
	pub const CLINICAL: Self = Self(
		Self::bit(Role::Physician)
			| Self::bit(Role::Nurse)
			| Self::bit(Role::Pharmacist)
			| Self::bit(Role::Laboratory)
			| Self::bit(Role::Emergency),
	);

	/// Whether the set holds a role of `other`.
	pub fn meets(&self, other: Self) -> bool {
		self.0 & other.0 != 0
	}
}

impl Action {
	/// Whether whoever is permitted this gets to see records: for these actions alone a custodian releases
	/// ciphertext.
	pub fn shows_records(self) -> bool {
		match self {
			Action::Access | Action::Disclose | Action::Use => true,
			Action::Collect | Action::Correct => false,
		}
	}

	/// The power that a representative needs for this action.
	pub fn power(self) -> Power {
		match self {
			Action::Access | Action::Disclose | Action::Use => Power::Access,
			Action::Collect | Action::Correct => Power::Records,
		}
	}
}

/// How well it is known that a patient is the person it is held to be (FHIR `IdentityAssuranceLevel`,
/// the code system of `Person.link.assurance`).
#[derive(
	Clone,
	Copy,
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
pub enum AssuranceLevel {
	/// `level1`: little or no confidence; somebody said so.
	#[codec(index = 0)]
	Level1,
	/// `level2`: some confidence; documents were seen from afar.
	#[codec(index = 1)]
	Level2,
	/// `level3`: high confidence; documents and person were seen together.
	#[codec(index = 2)]
	Level3,
	/// `level4`: very high confidence; confirmed by the register that issued the documents.
	#[codec(index = 3)]
	Level4,
}

coded! {
	/// What kind of institution an organization is (FHIR `Organization.type`).
	OrganizationKind {
		/// Hospital.
		Hospital = 0,
		/// Clinic or practice.
		Clinic = 1,
		/// Laboratory.
		Laboratory = 2,
		/// Pharmacy.
		Pharmacy = 3,
		/// Insurer.
		Insurer = 4,
		/// Research institute.
		ResearchInstitute = 5,
		/// Regulator or public-health authority.
		Regulator = 6,
		/// Custodian of sealed records.
		Custodian = 7,
	}
	/// A set of kinds; bit `n` is the [`OrganizationKind`] with codec index `n`.
	OrganizationKinds(u16)
}

/// Why somebody breaks the glass: what makes it impossible to ask the patient, or to wait.
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
pub enum EmergencyReason {
	/// The patient's life or health is in immediate danger.
	#[codec(index = 0)]
	ImmediateDanger,
	/// The patient is unconscious or cannot communicate.
	#[codec(index = 1)]
	Unresponsive,
	/// The patient lacks the capacity to consent, and no representative can be reached in time.
	#[codec(index = 2)]
	LacksCapacity,
	/// The patient is a danger to others.
	#[codec(index = 3)]
	DangerToOthers,
	/// A disaster with many casualties.
	#[codec(index = 4)]
	MassCasualties,
}

coded! {
	/// What an emergency session exceeds. It opens all the same, and is shorter and judged earlier.
	EmergencyFlag {
		/// As many sessions of the organization were open as its terms say.
		TooManyOpen = 0,
		/// As many had been opened on that day (UTC) as its terms say.
		TooManyToday = 1,
		/// Too many of its reviews were overdue.
		ReviewsOverdue = 2,
		/// So many of its sessions waited for their review that the list was full.
		ReviewsPending = 3,
	}
	/// A set of such flags; bit `n` is the [`EmergencyFlag`] with codec index `n`. Nothing is exceeded if it is
	/// empty.
	EmergencyFlags(u8)
}

/// What kind of record it is (FHIR `Consent.provision.class`).
///
/// Below [`RecordClass::FIRST_OPAQUE`] a FHIR resource type, numbered in `docs/record-classes.json`;
/// from there on an opaque label whose meaning only the patient's keys reveal, because "who sees an
/// oncologist" is itself a diagnosis.
#[derive(
	Clone,
	Copy,
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
pub struct RecordClass(pub u16);

impl RecordClass {
	/// The first opaque label.
	pub const FIRST_OPAQUE: u16 = 0x8000;
}

/// How many classes one grant or device may list.
pub const MAX_CLASSES: u32 = 16;

/// The classes that a grant or a device covers.
pub type ClassSet = BoundedVec<RecordClass, ConstU32<MAX_CLASSES>>;
