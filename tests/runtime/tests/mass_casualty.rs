//! A disaster: one hospital opens hundreds of emergency sessions in a few minutes.

use pallet_consent::{BreakGlassTerms, NextDraw, NextSession, PendingReviews, Sessions};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, Capacity, Decision, EmergencyFlag, EmergencyReason,
	PatientId, Period, PractitionerId, Pseudonym, Purpose, Role, Roles, Target,
};
use salus_runtime::{Consent, Runtime, RuntimeCall, System, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;

type ConsentCall = pallet_consent::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const TEN_MINUTES: u64 = HOUR / 6;

/// How many patients are brought in, how many of them two rescuers treat.
const PATIENTS: usize = 300;
const TREATED_BY_TWO: usize = 20;
/// Rescuers with an account; and those without, for whom the hospital's gateway signs.
const WITH_ACCOUNT: usize = 24;
const THROUGH_GATEWAY: u8 = 16;

const TERMS: BreakGlassTerms = BreakGlassTerms { max_open: 10, max_per_day: 50 };

/// Who signs for a rescuer, and in which capacity.
#[derive(Clone)]
struct Rescuer {
	key: Pair,
	capacity: Capacity,
}

impl Rescuer {
	fn opens(&self, patient: PatientId) -> RuntimeCall {
		ConsentCall::open_emergency {
			patient,
			capacity: self.capacity,
			reason: EmergencyReason::MassCasualties,
			justification: sp_core::H256::repeat_byte(8),
			hours: 12,
		}
		.into()
	}

	fn is_permitted(&self, patient: PatientId) -> bool {
		let request = AccessRequest {
			patient,
			actor: Actor::new(account(&self.key), self.capacity),
			action: Action::Access,
			purpose: Purpose::EmergencyTreatment,
			target: Target::Class { class: OBSERVATION, content: None },
		};
		let decision = <Consent as AccessPolicy<_>>::decide(&request, Timestamp::get());
		matches!(decision, Decision::Permit(_))
	}
}

/// Makes blocks of so many of these transactions each, and expects that each does what it was meant to do. Looks at
/// the invariants at the end alone.
fn send_all(chain: &mut Chain, per_block: usize, all: &[(Pair, RuntimeCall)]) {
	for some in all.chunks(per_block) {
		chain.block_unchecked(|| {
			for (key, call) in some {
				send(key, call.clone()).ok();
			}
		});
	}
	chain.check();
}

fn registered_patients(chain: &mut Chain) -> Vec<PatientId> {
	let mut patients = Vec::new();
	let numbers = (0..PATIENTS).collect::<Vec<_>>();
	// So many newcomers a block.
	for some in numbers.chunks(90) {
		let (_, sent) = chain.block_unchecked(|| {
			some.iter()
				.map(|number| send(&person(&format!("patient {number}")), calls::register(1)).ok())
				.collect::<Vec<_>>()
		});
		patients.extend(sent.iter().map(registered));
	}
	patients
}

fn rescuers(chain: &mut Chain) -> Vec<Rescuer> {
	let gateway = person("the hospital's gateway");
	let with_account = (0..WITH_ACCOUNT).map(|number| {
		let key = person(&format!("rescuer {number}"));
		(PractitionerId::Account(account(&key)), Rescuer { key, capacity: practising(HOSPITAL) })
	});
	let through_gateway = (0..THROUGH_GATEWAY).map(|number| {
		let practitioner = Pseudonym([number; 32]);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner };
		(PractitionerId::Pseudonym(practitioner), Rescuer { key: gateway.clone(), capacity })
	});
	let all = with_account.chain(through_gateway).collect::<Vec<_>>();

	let alice = person("Alice");
	let licence = Period { from: 0, until: None };
	let mut calls: Vec<RuntimeCall> =
		vec![Registry::add_gateway { organization: HOSPITAL, account: account(&gateway) }.into()];
	for (practitioner, _) in &all {
		let (organization, practitioner) = (HOSPITAL, practitioner.clone());
		let roles = Roles::of(&[Role::Physician]);
		let add = Registry::add_practitioner {
			organization,
			practitioner: practitioner.clone(),
			roles,
			licence,
		};
		let role = Registry::set_emergency_role { organization, practitioner, holds: true };
		let role = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(role.into()) };
		calls.extend([add.into(), role.into()]);
	}
	let by_alice = calls.into_iter().map(|call| (alice.clone(), call)).collect::<Vec<_>>();
	send_all(chain, 40, &by_alice);
	all.into_iter().map(|(_, rescuer)| rescuer).collect()
}

#[test]
fn in_a_disaster_every_rescuer_helps_and_all_is_seen_and_judged() {
	let mut chain = Chain::development();
	let patients = registered_patients(&mut chain);
	let rescuers = rescuers(&mut chain);
	chain.sudo(ConsentCall::license_break_glass { organization: HOSPITAL, terms: Some(TERMS) });
	let officer = person("Olivia");
	let add = Registry::add_practitioner {
		organization: CLINIC,
		practitioner: PractitionerId::Account(account(&officer)),
		roles: Roles::of(&[Role::PrivacyOfficer]),
		licence: Period { from: 0, until: None },
	};
	chain.send(&person("Dave"), add).ok();

	let began = chain.look(Timestamp::get);
	let treated = patients
		.iter()
		.enumerate()
		.map(|(number, patient)| (rescuers[number % rescuers.len()].clone(), *patient))
		.collect::<Vec<_>>();
	let by_two = patients
		.iter()
		.take(TREATED_BY_TWO)
		.enumerate()
		.map(|(number, patient)| (rescuers[(number + 1) % rescuers.len()].clone(), *patient));
	let treated = treated.into_iter().chain(by_two).collect::<Vec<_>>();
	let sessions = treated
		.iter()
		.map(|(rescuer, patient)| (rescuer.key.clone(), rescuer.opens(*patient)))
		.collect::<Vec<_>>();
	send_all(&mut chain, rescuers.len(), &sessions);
	assert!(chain.look(Timestamp::get) <= began + TEN_MINUTES);

	// All are open, whatever the terms say, and each beyond them is flagged.
	let count = (PATIENTS + TREATED_BY_TWO) as u32;
	chain.look(|| {
		assert_eq!(NextSession::<Runtime>::get(), count);
		assert!(treated.iter().all(|(rescuer, patient)| rescuer.is_permitted(*patient)));
		for (id, session) in Sessions::<Runtime>::iter() {
			let open = id >= u32::from(TERMS.max_open);
			let today = id >= u32::from(TERMS.max_per_day);
			assert_eq!(session.flags.contains(EmergencyFlag::TooManyOpen), open, "session {id}");
			assert_eq!(session.flags.contains(EmergencyFlag::TooManyToday), today);
			assert_eq!(session.flags.contains(EmergencyFlag::ReviewsPending), id >= 64);
			let hours = if open { 4 } else { 12 };
			assert_eq!(session.until, session.opened_at + hours * HOUR);
		}
		assert_eq!(
			Consent::flagged_sessions(None).reviews.len(),
			256,
			"so many are listed at a time"
		);
		let book = Consent::break_glass(HOSPITAL);
		assert_eq!((book.listed.len() as u32, book.unlisted), (64, count - 64));
	});

	// Some blocks later it was drawn for each of them who judges it.
	let mut blocks = 0;
	while chain.look(NextDraw::<Runtime>::get) < count {
		chain.block_unchecked(|| ());
		blocks += 1;
		assert!(blocks <= count / pallet_consent::MAX_DRAWS, "the draw does not come after");
	}
	chain.look(|| {
		assert!(Sessions::<Runtime>::iter_values()
			.all(|session| session.reviewers.to_vec() == vec![CLINIC]));
	});

	// Whoever was drawn judges all of them.
	chain.wait(12 * HOUR);
	let verdicts = (0..count)
		.map(|session| {
			let call = calls::review_emergency(session, practising(CLINIC), session % 50 != 0);
			(officer.clone(), call)
		})
		.collect::<Vec<_>>();
	send_all(&mut chain, 16, &verdicts);
	chain.look(|| {
		let contested = (0..count).filter(|session| session % 50 == 0).count();
		assert_eq!(PendingReviews::<Runtime>::iter().count(), contested);
		let book = Consent::break_glass(HOSPITAL);
		assert_eq!(book.listed.len() + book.unlisted as usize, contested);
	});
}

#[test]
fn a_block_that_draws_for_as_many_as_it_can_has_room_for_all_else() {
	let mut chain = Chain::development();
	let patients = registered_patients(&mut chain);
	let rescuers = rescuers(&mut chain);
	chain.sudo(ConsentCall::license_break_glass { organization: HOSPITAL, terms: Some(TERMS) });
	let sessions = patients
		.iter()
		.take(2 * rescuers.len())
		.enumerate()
		.map(|(number, patient)| {
			let rescuer = &rescuers[number % rescuers.len()];
			(rescuer.key.clone(), rescuer.opens(*patient))
		})
		.collect::<Vec<_>>();
	send_all(&mut chain, rescuers.len(), &sessions);
	let limit = <Runtime as frame_system::Config>::BlockWeights::get();
	let drawn = chain.look(NextDraw::<Runtime>::get);
	let (_, mandatory) = chain.block_unchecked(|| {
		let weight = System::block_weight();
		*weight.get(frame_support::dispatch::DispatchClass::Mandatory)
	});
	assert_eq!(chain.look(NextDraw::<Runtime>::get), drawn + pallet_consent::MAX_DRAWS);
	assert!(
		mandatory.all_lte(limit.max_block / 10),
		"drawing takes {mandatory:?} of {:?}",
		limit.max_block
	);
}
