//! How many releases there are at once, from the moment when their tickets are judged until all of each is sent.
//!
//! Before, a request has a place of its address. A practitioner's or an organization's leaves that as soon as it is known whose it is: behind the one address of a hospital,
//! those of some of its practitioners must not keep an emergency from being judged.

use super::room::{Asker, Key, Side};
use crate::{
	portions::{Portion, Portions},
	refusal::Refusal,
};

/// What share of its side's one account may have, or one practitioner of a gateway's.
const SHARE_OF_ONE: usize = 16;
/// All of an organization, or of a patient's side, leave such a share to others.
const SHARE_LEFT: usize = 4;

/// Those of all sides. Who of the patients is a newcomer is not asked for this.
pub(super) struct AtOnce {
	patients: OfSide,
	organizations: OfSide,
	emergencies: OfSide,
}

struct OfSide {
	ones: Portions<Key>,
	groups: Portions<Key>,
}

/// One of them, until this is dropped.
pub(super) struct OneAtOnce {
	_one: Portion<Key>,
	_group: Portion<Key>,
}

impl AtOnce {
	/// So many of each side.
	pub(super) fn new(most: usize) -> Self {
		let [patients, organizations, emergencies] = [(); 3].map(|()| OfSide {
			ones: Portions::new(most, most.div_ceil(SHARE_OF_ONE)),
			groups: Portions::new(most, most.saturating_sub(most / SHARE_LEFT)),
		});
		Self { patients, organizations, emergencies }
	}

	/// One more; [`Refusal::TooMany`] where this one, or all to whom it belongs, have as many as they may.
	pub(super) fn take(&self, asker: &Asker) -> Result<OneAtOnce, Refusal> {
		let of_side = match asker.side {
			Side::Newcomers | Side::Patients => &self.patients,
			Side::Organizations => &self.organizations,
			Side::Emergencies => &self.emergencies,
		};
		let one = of_side.ones.take(asker.one, 1)?;
		Ok(OneAtOnce { _one: one, _group: of_side.groups.take(asker.group, 1)? })
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn asker(account: u8, organization: u32, side: Side) -> Asker {
		let (one, group) = (Key::Account([account; 32]), Key::Organization(organization));
		Asker { side, one, group }
	}

	#[test]
	fn one_has_so_many_and_all_of_an_organization_leave_some_to_others() {
		let at_once = AtOnce::new(512);
		let take = |account, organization, side| at_once.take(&asker(account, organization, side));
		let mut held: Vec<_> =
			(0..40).filter_map(|_| take(0, 1, Side::Organizations).ok()).collect();
		assert_eq!(held.len(), 32);
		let of_all = (0..=255).flat_map(|account| [account; 32]);
		held.extend(of_all.filter_map(|account| take(account, 1, Side::Organizations).ok()));
		assert!((380..=384).contains(&held.len()), "{}", held.len());
		assert_eq!(take(99, 1, Side::Organizations).err(), Some(Refusal::TooMany(1)));
		assert!(take(100, 2, Side::Organizations).is_ok());
		assert!(take(99, 1, Side::Emergencies).is_ok(), "its own emergencies have others");
		drop(held);
		assert!(take(0, 1, Side::Organizations).is_ok());
	}
}
