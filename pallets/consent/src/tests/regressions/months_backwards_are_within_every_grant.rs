//! A request for months that end before they begin, or that are none, was covered by every grant that is limited to some
//! months: the ticket told a range of which each custodian made what it liked.

use super::*;
use salus_primitives::{Denial, Months};

#[test]
fn months_backwards_are_within_every_grant() {
	run(|| {
		let content = Some(Months { from: 600, until: 605 });
		grant_to(HOSPITAL, Provision { content, ..broad() });
		for (from, until) in [(u16::MAX, 0), (604, 601), (601, 601)] {
			let content = Some(Months { from, until });
			let target = Target::Class { class: OBSERVATION, content };
			let request = AccessRequest { target, ..reading() };
			assert_eq!(decide(&request), Decision::Deny(Denial::UnknownRecord), "{content:?}");
		}
	});
}
