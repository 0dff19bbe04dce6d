//! Where a transaction may go.

use crate::{
	lane::{Claim, Seat},
	Holder, Lane,
};

fn seats(claim: Claim) -> Vec<(Lane, Holder<u64>)> {
	claim.seats(&7).into_iter().flatten().map(|Seat { lane, holder }| (lane, holder)).collect()
}

#[test]
fn what_is_urgent_has_an_ordinary_seat_beside() {
	let organization = |is_emergency| Claim::Organization { organization: 3, is_emergency };
	let care = (Lane::Care, Holder::Organization(3));
	assert_eq!(seats(organization(true)), [(Lane::Emergency, Holder::Emergency(3)), care.clone()]);
	assert_eq!(seats(organization(false)), [care]);
	let attested = |protects| Claim::Person { is_attested: true, protects };
	let patients = (Lane::Patients, Holder::Attested(7));
	assert_eq!(seats(attested(true)), [(Lane::Protect, Holder::Protection(7)), patients.clone()]);
	assert_eq!(seats(attested(false)), [patients]);
}

#[test]
fn who_is_not_attested_has_one_seat_whatever_it_does() {
	for protects in [true, false] {
		let claim = Claim::Person { is_attested: false, protects };
		assert_eq!(seats(claim), [(Lane::Others, Holder::Account(7))]);
	}
}
