//! What becomes of a patient's consent when the patient is closed.
//!
//! Nothing about a closed patient is ever permitted or asked again, at no moment, so nothing needs to be kept
//! but emergency sessions, which are judged all the same. At once goes what counts and what opens records: the
//! head, with the live grants and the restrictions, their annexes, with the envelopes, and the emergency ring. The rest is
//! taken away by the [sweep](crate::sweep), whatever its age.

use crate::{Annexes, Config, EmergencyRings, Event, Heads, Pallet, WeightInfo};
use frame_support::weights::Weight;
use salus_primitives::{OnPatientClosed, PatientId};

impl<T: Config> OnPatientClosed for Pallet<T> {
	fn on_patient_closed(patient: &PatientId) {
		let patient = *patient;
		let live = Heads::<T>::take(patient).live;
		for grant in &live {
			Annexes::<T>::remove(patient, grant.id);
		}
		EmergencyRings::<T>::remove(patient);
		let grants = live.len() as u32;
		if grants > 0 {
			Self::deposit_event(Event::EndedWithPatient { patient, grants });
		}
	}

	fn weight() -> Weight {
		T::WeightInfo::on_patient_closed()
	}
}
