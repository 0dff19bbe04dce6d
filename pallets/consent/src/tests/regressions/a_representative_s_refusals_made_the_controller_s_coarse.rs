//! A representative refused so much that one place was left, which was kept for the controller. Its first refusal took it;
//! its second, which had nothing in common with that, was joined with it: what stood in the controller's name was
//! everything, to everybody.

use super::*;
use salus_primitives::PractitionerId;

fn about(practitioner: u64, class: u16) -> Refusal<u64> {
	let whom = Refused::Practitioner(PractitionerId::Account(practitioner));
	Refusal { class: Some(RecordClass(class)), ..all_to(whom) }
}

fn of_representative() {
	for number in 0..31 {
		let refusal = about(1_000 + number, 100 + number as u16);
		assert_ok!(Consent::refuse(signed(PARENT), PATIENT, refusal));
	}
}

fn says(refusal: &Refusal<u64>) {
	assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal.clone()));
}

fn stand(by_controller: bool) -> Vec<Refusal<u64>> {
	let rows = head().refusals.into_iter().filter(|row| row.by_controller == by_controller);
	rows.map(|row| row.refusal).collect()
}

#[test]
fn what_the_controller_says_is_not_widened_however_much_a_representative_refused() {
	run(|| {
		represent(PARENT);
		of_representative();
		let mut said = Vec::new();
		// As many as it would have without any representative.
		for number in 0..31 {
			let refusal = Refusal {
				even_in_emergency: number % 3 == 2,
				..about(2_000 + number, 200 + number as u16)
			};
			says(&refusal);
			said.push(refusal);
			assert_eq!(stand(true), said);
			assert!(!stand(false).is_empty(), "what a representative refused is refused");
		}
		assert_eq!(stand(false), [all_to(Refused::Everybody)]);
	});
}

#[test]
fn a_representative_makes_no_room_for_its_own_out_of_the_controller_s() {
	run(|| {
		represent(PARENT);
		// Two that could become one without anything added.
		let said = [Purpose::Research, Purpose::Payment].map(|purpose| Refusal {
			purposes: Some(Purposes::of(&[purpose])),
			..about(2_000, 200)
		});
		said.iter().for_each(says);
		of_representative();
		assert_eq!(stand(true), said);
	});
}

#[test]
fn what_can_be_joined_without_anything_added_is_joined_first() {
	run(|| {
		represent(PARENT);
		of_representative();
		let research =
			Refusal { purposes: Some(Purposes::of(&[Purpose::Research])), ..about(2_000, 200) };
		says(&research);
		let before = stand(false);
		says(&about(2_000, 200));
		assert_eq!((stand(true), stand(false)), (vec![about(2_000, 200)], before));
	});
}
