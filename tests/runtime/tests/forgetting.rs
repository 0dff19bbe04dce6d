//! What ended longer ago than history is kept is forgotten as blocks go by, and nothing else.

use pallet_consent::{Refusal, Refused, Scope};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, Basis, Decision, Moment, PatientId, Purpose, Target,
};
use salus_runtime::{AccountId, Consent, Runtime, Timestamp};
use salus_runtime_tests::{calls, *};

type ConsentCall = pallet_consent::Call<Runtime>;
type Retention = <Runtime as pallet_consent::Config>::HistoryRetention;

fn decision_at(chain: &mut Chain, patient: PatientId, at: Moment) -> Decision {
	let request = AccessRequest::<AccountId> {
		patient,
		actor: Actor::Practitioner { organization: CLINIC, account: account(&person("Eve")) },
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: Target::Class { class: OBSERVATION, content: None },
	};
	chain.look(|| <Consent as AccessPolicy<_>>::decide(&request, at))
}

fn rows(chain: &mut Chain, patient: PatientId) -> usize {
	chain.look(|| pallet_consent::Files::<Runtime>::get(patient, CLINIC).own.len())
}

#[test]
fn blocks_forget_what_is_out_of_reach() {
	let kept = <Retention as frame_support::traits::Get<Moment>>::get();
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let share = || calls::grant(patient, CLINIC, Action::Access, Scope::All);
	let refusal = || Refusal {
		whom: Refused::Everybody,
		class: Some(CONDITION),
		purposes: None,
		even_in_emergency: false,
	};
	chain.send(&key, share()).ok();
	let while_granted = chain.look(Timestamp::get);
	chain.send(&key, ConsentCall::refuse { patient, refusal: refusal() }).ok();
	chain.send(&key, ConsentCall::lift_refusal { patient, refusal: 0 }).ok();
	chain.send(&key, calls::revoke(patient, 0)).ok();
	chain.wait(DAY);
	chain.send(&key, share()).ok();

	// Long after, but not long enough.
	chain.wait(kept - 2 * DAY);
	for _ in 0..3 {
		chain.pass_a_block();
	}
	assert_eq!(rows(&mut chain, patient), 2);
	assert_eq!(
		decision_at(&mut chain, patient, while_granted),
		Decision::Permit(Basis::Grant(0)),
		"it is still known"
	);

	chain.wait(3 * DAY);
	for _ in 0..3 {
		chain.pass_a_block();
	}
	assert_eq!(rows(&mut chain, patient), 1, "the live one stays");
	chain.look(|| {
		assert_eq!(pallet_consent::LiftedRestrictions::<Runtime>::iter().count(), 0);
		assert!(pallet_consent::Heads::<Runtime>::get(patient).ended.is_empty());
	});
	assert_eq!(decision_at(&mut chain, patient, while_granted), Decision::Unknown);
	let now = chain.look(Timestamp::get);
	assert_eq!(decision_at(&mut chain, patient, now), Decision::Permit(Basis::Grant(1)));
}

#[test]
fn a_full_block_leaves_no_room_for_it() {
	let mut chain = Chain::development();
	chain.block(|| {
		frame_system::Pallet::<Runtime>::register_extra_weight_unchecked(
			frame_support::weights::Weight::MAX,
			frame_support::dispatch::DispatchClass::Mandatory,
		);
	});
	chain.look(|| assert!(pallet_consent::Sweeping::<Runtime>::get().is_none()));
	chain.pass_a_block();
	chain.look(|| assert!(pallet_consent::Sweeping::<Runtime>::get().is_some()));
}
