//! How much is kept, and on whose account: the rules, without the books.
//!
//! Patients come without a fee, and so may be strangers in any number. What all newcomers have together is therefore a room of its own, apart from
//! that of patients who have a history here, which is apart from that of organizations: whoever fills one shuts nobody out of another.

use crate::kept::{Usage, Writer};

/// What lies in a place of its own takes whole blocks of so many bytes there,
const BLOCK: u64 = 4096;
/// and so many for its name and its row.
const ROW: u64 = 512;
/// A header and what else stands in the row of a batch. Earlier headers come on top.
const BATCH_ROW: u64 = 2048;
/// So much of a patient's room, as a share, is for keys alone: records that fill it must not keep out what leads to records.
const SHARE_FOR_KEYS: u64 = 8;

/// How many bytes one writer may have here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
	/// Of records that no batch names yet.
	pub loose: u64,
	/// Of all.
	pub total: u64,
}

/// How many bytes writers may have here, each for itself and all together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
	/// An organization.
	pub organization: Limits,
	/// The side of a patient who has a history here.
	pub patient: Limits,
	/// The side of any other patient.
	pub newcomer: Limits,
	/// All of each kind.
	pub together: Together,
}

/// How many bytes all writers of a kind have, or may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Together {
	/// Organizations.
	pub organizations: u64,
	/// Patients' sides with a history here.
	pub patients: u64,
	/// Other patients' sides.
	pub newcomers: u64,
}

/// Whose accounts are added up together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pot {
	/// Organizations.
	Organizations,
	/// Patients' sides with a history here: an organization has anchored something that is kept here.
	Patients,
	/// Other patients' sides.
	Newcomers,
}

/// What something is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
	/// Records, and what belongs to them.
	Records,
	/// Envelopes, rings for emergencies, backups.
	Keys,
}

impl Default for Quotas {
	/// As in a configuration that says nothing of it: for a store of four tebibytes, of which a sixteenth is in nobody's room and an eighth in
	/// patients', of that a part in 32 in newcomers'.
	fn default() -> Self {
		Self {
			organization: Limits { loose: 1 << 32, total: 1 << 40 },
			patient: Limits { loose: 1 << 28, total: 1 << 30 },
			newcomer: Limits { loose: 1 << 24, total: 1 << 24 },
			together: Together { organizations: 13 << 38, patients: 31 << 34, newcomers: 1 << 34 },
		}
	}
}

impl Pot {
	/// Where a writer's account is added up.
	pub fn of(writer: Writer, has_history: bool) -> Self {
		match writer {
			Writer::Organization(_) => Self::Organizations,
			Writer::Patient(_) if has_history => Self::Patients,
			Writer::Patient(_) => Self::Newcomers,
		}
	}

	/// All of them.
	pub const ALL: [Self; 3] = [Self::Organizations, Self::Patients, Self::Newcomers];

	/// Its name, as it is told to whoever runs the service.
	pub fn name(self) -> &'static str {
		match self {
			Self::Organizations => "organizations",
			Self::Patients => "patients",
			Self::Newcomers => "newcomers",
		}
	}
}

impl Together {
	/// Of one kind.
	pub fn of(&self, pot: Pot) -> u64 {
		match pot {
			Pot::Organizations => self.organizations,
			Pot::Patients => self.patients,
			Pot::Newcomers => self.newcomers,
		}
	}
}

impl Quotas {
	/// Whether an account may come from `before` to `after`, for something of this kind. What does not grow always may.
	pub fn permit(&self, pot: Pot, what: What, before: Usage, after: Usage) -> bool {
		let Limits { loose, total } = match pot {
			Pot::Organizations => self.organization,
			Pot::Patients => self.patient,
			Pot::Newcomers => self.newcomer,
		};
		let for_keys = total.checked_div(SHARE_FOR_KEYS).unwrap_or_default();
		let total = match (pot, what) {
			(Pot::Organizations, _) | (_, What::Keys) => total,
			(_, What::Records) => total.saturating_sub(for_keys),
		};
		(after.loose <= before.loose || after.loose <= loose)
			&& (after.total() <= before.total() || after.total() <= total)
	}
}

/// How much room something takes that is so long.
pub fn room_for(length: u64) -> u64 {
	length.div_ceil(BLOCK).saturating_mul(BLOCK).saturating_add(ROW)
}

/// How much room the row of a batch takes whose records take so many bytes there.
pub fn room_for_batch(records: u64) -> u64 {
	room_for(records).saturating_add(BATCH_ROW)
}

#[cfg(test)]
mod tests {
	use super::*;

	const QUOTAS: Quotas = Quotas {
		organization: Limits { loose: 100, total: 800 },
		patient: Limits { loose: 50, total: 80 },
		newcomer: Limits { loose: 8, total: 8 },
		together: Together { organizations: 1, patients: 2, newcomers: 3 },
	};

	fn usage(kept: u64, loose: u64) -> Usage {
		Usage { kept, loose }
	}

	#[test]
	fn a_patient_who_is_known_has_more_than_a_newcomer_and_an_organization_more() {
		let may = |pot, bytes| QUOTAS.permit(pot, What::Keys, usage(0, 0), usage(bytes, 0));
		for (pot, most) in [(Pot::Newcomers, 8), (Pot::Patients, 80), (Pot::Organizations, 800)] {
			assert!(may(pot, most) && !may(pot, most + 1), "{pot:?}");
		}
		assert_eq!(Pot::of(Writer::Patient([1; 32]), false), Pot::Newcomers);
		assert_eq!(Pot::of(Writer::Patient([1; 32]), true), Pot::Patients);
		assert_eq!(Pot::of(Writer::Organization(1), false), Pot::Organizations);
	}

	#[test]
	fn records_leave_an_eighth_of_a_patients_room_to_keys() {
		let may = |pot, kept| QUOTAS.permit(pot, What::Records, usage(0, 0), usage(kept, 0));
		assert!(may(Pot::Patients, 70) && !may(Pot::Patients, 71));
		assert!(may(Pot::Newcomers, 7) && !may(Pot::Newcomers, 8));
		assert!(may(Pot::Organizations, 800));
	}

	#[test]
	fn what_does_not_grow_is_permitted_over_any_limit() {
		let may = |before, after| QUOTAS.permit(Pot::Patients, What::Records, before, after);
		assert!(may(usage(900, 90), usage(900, 90)));
		assert!(may(usage(900, 90), usage(950, 40)), "a batch names what was loose");
		assert!(!may(usage(900, 90), usage(901, 90)));
		assert!(!may(usage(0, 50), usage(0, 51)));
		assert!(may(usage(0, 90), usage(5, 60)), "it is loose in part still");
		assert!(!may(usage(0, 0), usage(u64::MAX, 1)));
	}

	#[test]
	fn the_shortest_thing_takes_a_block_and_a_row() {
		assert_eq!(room_for(1), 4608);
		assert_eq!(room_for(4096), 4608);
		assert_eq!(room_for(4097), 8704);
		assert_eq!(room_for(u64::MAX), u64::MAX);
		assert_eq!(room_for_batch(64), 6656);
	}
}
