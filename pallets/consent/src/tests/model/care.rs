//! That care is not locked out: whatever has happened, whoever may break the glass can.

use super::journal::Journal;
use crate::{
	mock::{Consent, RuntimeOrigin, Test},
	NextSession,
};
use frame_support::hypothetically;
use salus_primitives::{
	Actor, Capacity, EmergencyReason, OrganizationId, PatientId, PractitionerId, Role,
};

/// Everybody who has the emergency role in an organization that is licensed for it, and how it can sign.
fn rescuers(journal: &Journal) -> Vec<(OrganizationId, PractitionerId<u64>, u64, Capacity)> {
	let mut found = Vec::new();
	for (organization, known) in &journal.society.organizations {
		let organization = *organization;
		if !journal.licences.contains_key(&organization) {
			continue;
		}
		for practitioner in known.practitioners.keys() {
			let (signers, capacity) = match practitioner {
				PractitionerId::Account(account) => {
					(vec![*account], Capacity::Practitioner { organization })
				},
				PractitionerId::Pseudonym(pseudonym) => {
					let practitioner = *pseudonym;
					(known.gateways.clone(), Capacity::Gateway { organization, practitioner })
				},
			};
			let signs = signers.into_iter().find(|signer| {
				let office = journal.society.office(&Actor::new(*signer, capacity));
				office.is_ok_and(|office| office.has(Role::Emergency))
			});
			found.extend(signs.map(|who| (organization, practitioner.clone(), who, capacity)));
		}
	}
	found
}

/// Every rescuer who is not on the patient's side and has no session open opens one, for every living patient who did not
/// forbid it. Gives how many would have.
pub fn is_not_locked_out(journal: &Journal, patients: &[PatientId]) -> Result<usize, String> {
	let rescuers = rescuers(journal);
	let mut opened = 0;
	for patient in patients {
		let has_died = journal.society.had_died(patient, journal.now);
		if journal.society.patient(patient).is_none() || has_died {
			continue;
		}
		for (organization, practitioner, who, capacity) in &rescuers {
			let is_own = practitioner
				.account()
				.is_some_and(|account| journal.is_patients_side(patient, *account));
			let is_open = journal.open_session(patient, *organization, practitioner).is_some();
			let is_forbidden = journal.forbids_emergencies(patient, *organization, practitioner);
			if is_own || is_open || is_forbidden {
				continue;
			}
			let next = NextSession::<Test>::get();
			let (result, number) = hypothetically!({
				let (reason, justification) = (EmergencyReason::Unresponsive, Default::default());
				let by = RuntimeOrigin::signed(*who);
				let result =
					Consent::open_emergency(by, *patient, *capacity, reason, justification, 24);
				(result, NextSession::<Test>::get())
			});
			if result.is_err() || number != next + 1 {
				return Err(format!(
					"care is locked out: {who} of {organization} opens no session for {patient:?}, \
					 {result:?}"
				));
			}
			opened += 1;
		}
	}
	Ok(opened)
}
