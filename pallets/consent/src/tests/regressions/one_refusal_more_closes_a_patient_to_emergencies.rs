//! A patient whose list was full refused one class more, to give way in an emergency. It was joined with the oldest
//! refusal that was about everybody, of another class, which held even in an emergency: what stood then was everything,
//! to everybody, even in an emergency.

use super::*;

#[test]
fn one_refusal_more_closes_a_patient_to_emergencies() {
	run(|| {
		license(HOSPITAL);
		let notes = Refusal { class: Some(NOTE), ..everything(true) };
		refuse(notes.clone());
		for number in 1..MAX_REFUSALS {
			let whom = Refused::Organization(5_000 + number);
			let class = Some(RecordClass(number as u16));
			refuse(Refusal { whom, class, ..everything(false) });
		}
		refuse(Refusal { class: Some(CONDITION), ..everything(false) });
		let rescuer = Capacity::Practitioner { organization: HOSPITAL };
		open_session_as(RESCUER, rescuer, 1);
		assert!(is_permitted(&by_rescuer()), "nobody said that observations are closed to it");
		let of_notes = Target::Class { class: NOTE, content: None };
		assert!(!is_permitted(&AccessRequest { target: of_notes, ..by_rescuer() }));
		let hard: Vec<_> = head().refusals.into_iter().map(|row| row.refusal).collect();
		assert!(hard.iter().filter(|refusal| refusal.even_in_emergency).all(|one| *one == notes));
	});
}
