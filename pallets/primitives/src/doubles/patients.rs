//! The stand-in for the pallet that knows patients.

use super::*;

/// A patient directory.
pub struct Patients;

impl Patients {
	/// Opens `patient`, for whom `controller` speaks.
	pub fn open(patient: PatientId, controller: u64) {
		Self::relate(patient, controller, Relation::Controller);
	}

	/// Lets `account` stand to `patient` in `relation`, and opens the patient if needed.
	pub fn relate(patient: PatientId, account: u64, relation: Relation) {
		Self::relate_during(patient, account, relation, ALWAYS);
	}

	/// Lets `account` stand to `patient` in `relation` for this period alone, and opens the patient if needed.
	pub fn relate_during(patient: PatientId, account: u64, relation: Relation, period: Period) {
		world(|world| {
			let known = world.patients.entry(patient).or_default();
			let relations = Timeline::during(period, relation, Relation::Stranger);
			known.relations.insert(account, relations);
		});
	}

	/// Lets `account` stand to `patient` in `relation` from `at` on, and opens the patient if needed.
	pub fn relate_at(patient: PatientId, account: u64, relation: Relation, at: Moment) {
		world(|world| {
			let known = world.patients.entry(patient).or_default();
			known.relations.entry(account).or_default().set(at, relation);
		});
	}

	/// Freezes the side of `patient`, at every moment.
	pub fn freeze(patient: PatientId) {
		Self::freeze_at(patient, 0);
	}

	/// Freezes the side of `patient` from `at` on.
	pub fn freeze_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().frozen.set(at, true));
	}

	/// Lets the side of `patient` act, at every moment.
	pub fn thaw(patient: PatientId) {
		Self::thaw_at(patient, 0);
	}

	/// Lets the side of `patient` act again from `at` on.
	pub fn thaw_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().frozen.set(at, false));
	}

	/// Lets `patient` have died at `at`.
	pub fn die_at(patient: PatientId, at: Moment) {
		world(|world| world.patients.entry(patient).or_default().died.set(at, true));
	}

	/// Lets `patient` not have died, at any moment.
	pub fn correct_death(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().died = Timeline::default());
	}

	/// Closes `patient`, for ever.
	pub fn close(patient: PatientId) {
		world(|world| {
			world.patients.remove(&patient);
			world.closed.insert(patient);
		});
	}

	/// Lets the key epoch of `patient` be `epoch`.
	pub fn set_key_epoch(patient: PatientId, epoch: u32) {
		world(|world| world.patients.entry(patient).or_default().key_epoch = Some(epoch));
	}

	/// Lets `patient` have no key.
	pub fn lose_key(patient: PatientId) {
		world(|world| world.patients.entry(patient).or_default().key_epoch = None);
	}
}

impl PatientDirectory<u64> for Patients {
	fn relation(patient: &PatientId, account: &u64, at: Moment) -> Option<Relation> {
		world(|world| {
			world.patients.get(patient).map(|known| {
				let relation = known.relations.get(account).and_then(|all| all.as_of(at));
				relation.cloned().unwrap_or(Relation::Stranger)
			})
		})
	}

	fn key_epoch(patient: &PatientId) -> Option<u32> {
		world(|world| world.patients.get(patient).and_then(|known| known.key_epoch))
	}

	fn is_open(patient: &PatientId) -> bool {
		world(|world| world.patients.contains_key(patient))
	}

	fn is_frozen(patient: &PatientId, at: Moment) -> bool {
		world(|world| holds(world.patients.get(patient).map(|known| &known.frozen), at))
	}

	fn has_died(patient: &PatientId, at: Moment) -> bool {
		world(|world| holds(world.patients.get(patient).map(|known| &known.died), at))
	}

	fn is_known(patient: &PatientId) -> bool {
		Self::is_open(patient) || world(|world| world.closed.contains(patient))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register_for_benchmark(controller: &u64) -> Option<PatientId> {
		let patient = PatientId([*controller as u8; 32]);
		Self::open(patient, *controller);
		Some(patient)
	}
}
