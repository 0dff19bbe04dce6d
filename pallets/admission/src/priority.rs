//! Which transaction goes first in the pool.

use crate::lane::Lane;
use sp_runtime::transaction_validity::TransactionPriority;

/// The bands of priority, the last one first served. Within a band, whoever has used less of its budget goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
	/// Free, with a budget that is spent for the moment.
	Waiting = 1,
	/// Newcomers and those whom nobody has attested.
	Others = 2,
	/// Paid.
	Paid = 3,
	/// Of others, what takes away something that may be doing harm: whoever pays does not keep it out of the pool.
	OthersProtect = 4,
	/// What an organization's account sends beyond the next few.
	CareAhead = 5,
	/// Attested patients.
	Patients = 6,
	/// Organizations.
	Care = 7,
	/// What takes away something that may be doing harm, of attested patients.
	Protect = 8,
	/// Emergencies.
	Emergency = 9,
	/// Those who govern.
	Governance = 10,
}

/// How many transactions of an account go with [`Band::Care`] or [`Band::Protect`]; those after them wait behind
/// patients', or with them. Of what comes after others nobody has tried whether it takes anything away.
const NEAR: u32 = 2;

const BITS: u32 = 56;

impl Band {
	/// The band of a free transaction with so many others of its signer before it.
	pub fn of(lane: Lane, protects: bool, ahead: u32) -> Self {
		match lane {
			Lane::Emergency => Self::Emergency,
			Lane::Protect if ahead < NEAR => Self::Protect,
			Lane::Protect => Self::Patients,
			Lane::Care if ahead < NEAR => Self::Care,
			Lane::Care => Self::CareAhead,
			Lane::Patients => Self::Patients,
			Lane::Paid => Self::Paid,
			Lane::Others if ahead > 0 => Self::Waiting,
			Lane::Others if protects => Self::OthersProtect,
			Lane::Others => Self::Others,
		}
	}

	/// The priority of a transaction of this band that comes `within` it where it comes.
	pub fn priority(self, within: u64) -> TransactionPriority {
		let highest = (1_u64 << BITS).saturating_sub(1);
		((self as u64) << BITS).saturating_add(within.min(highest))
	}
}
