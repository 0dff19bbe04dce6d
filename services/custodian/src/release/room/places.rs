//! Places for redemptions: the pool of a node keeps some of each account, and a block takes no more.

use super::{
	asker::{Asker, Side},
	shared::{Permit, Shared},
};

/// Places of which each side leaves some to those that come before it: newcomers to patients, patients to organizations, and all of them to emergencies. Nobody keeps
/// one for much longer than a block takes.
#[derive(Clone)]
pub(super) struct Places([Shared; 4]);

impl Places {
	/// So many in all.
	pub(super) fn new(all: usize) -> Self {
		let eighths = |eighths: usize| {
			let places = all.saturating_mul(eighths).div_ceil(8).max(1);
			u32::try_from(places).unwrap_or(u32::MAX)
		};
		let [newcomers, patients, organizations] = [1, 3, 7].map(|n| Shared::of_places(eighths(n)));
		Self([newcomers, patients, organizations, Shared::of_places_for_all(eighths(8))])
	}

	/// Waits for one: the way leads by the places of each side that comes before.
	pub(super) async fn take(&self, asker: &Asker) -> Place {
		let first = match asker.side {
			Side::Newcomers => 0,
			Side::Patients => 1,
			Side::Organizations => 2,
			Side::Emergencies => 3,
		};
		let mut place = Place(Vec::new());
		// Its part is one of its own side's.
		let (mut one, mut group) = (Some(asker.one), Some(asker.group));
		for side in self.0.iter().skip(first) {
			place.0.push(side.take_units(one.take(), group.take(), 1).await);
		}
		place
	}
}

/// A place, until this is dropped.
pub(in super::super) struct Place(Vec<Permit>);
