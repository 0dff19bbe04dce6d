//! An upgrade that goes well.

use super::old::{old_chain, put_in_the_right_one, PATIENTS, ROWS_PER_BLOCK};
use pallet_audit_log::{runtime_api::runtime_decl_for_audit_log_api::AuditLogApi, TicketFault};
use pallet_consent::runtime_api::runtime_decl_for_consent_api::ConsentApi;
use salus_primitives::{
	AccessRequest, Action, Actor, Decision, PatientId, Purpose, Sequence, Target,
};
use salus_runtime::{AccountId, Block, Runtime, System};
use salus_runtime_tests::*;

#[test]
fn an_upgrade_carries_every_row_over_in_several_blocks() {
	put_in_the_right_one();
	let mut world = old_chain();
	world.closed_block();
	assert_eq!(world.carried_over() as u64, ROWS_PER_BLOCK);
	let blocks = 1 + world.migrate();
	assert!(blocks as u64 >= (PATIENTS as u64).div_ceil(ROWS_PER_BLOCK), "{blocks} blocks");
	world.check_all();
	world.go_on();
}

#[test]
fn an_upgrade_is_carried_out_once() {
	put_in_the_right_one();
	let mut world = old_chain();
	world.migrate();
	let stored = world.stored();
	world.chain.sudo(pallet_migrations::Call::<Runtime>::force_onboard_mbms {});
	let events = world.closed_block();
	assert!(events.contains(&pallet_migrations::Event::MigrationSkipped { index: 0 }));
	assert!(!world.is_migrating());
	assert_eq!(world.stored(), stored);
}

/// What is asked past the blocks, by runtime API, is told apart from what was decided before and after.
#[test]
fn nothing_is_decided_on_half_migrated_data() {
	put_in_the_right_one();
	let mut world = old_chain();
	let ask = |patient: PatientId| {
		let request = AccessRequest {
			patient,
			actor: Actor::new(account(&person("Bob")), practising(HOSPITAL)),
			action: Action::Access,
			purpose: Purpose::Treatment,
			target: Target::Class { class: OBSERVATION, content: None },
		};
		<Runtime as ConsentApi<Block, AccountId>>::preview(request, None)
	};
	let check = |patient: PatientId, ticket: Sequence| {
		let holder = account(&person("Bob"));
		let check = <Runtime as AuditLogApi<Block, AccountId>>::check_ticket;
		check(patient, ticket, holder, None, HOSPITAL)
	};
	let ids: Vec<PatientId> = world.patients.iter().map(|patient| patient.id).collect();
	let decisions: Vec<Decision> = world.patients.iter().map(|patient| patient.decision).collect();
	world.closed_block();
	world.chain.look(|| {
		for id in &ids {
			assert_eq!(ask(*id), Decision::Unknown);
			assert_eq!(check(*id, 0), Err(TicketFault::NoLongerPermitted));
		}
	});
	world.migrate();
	world.chain.look(|| {
		for (id, decision) in ids.iter().zip(&decisions) {
			assert_eq!(ask(*id), decision.for_outsiders());
			assert_eq!(
				check(*id, 0),
				Err(TicketFault::TicketNotFound),
				"a registration is no ticket"
			);
		}
	});
}

#[test]
fn no_other_runtime_is_put_in_while_data_is_migrated() {
	use frame_system::CanSetCodeResult::MultiBlockMigrationsOngoing;
	put_in_the_right_one();
	let mut world = old_chain();
	world.closed_block();
	let answer = world.chain.look(|| System::can_set_code(&[], false));
	assert!(matches!(answer, MultiBlockMigrationsOngoing));
}

#[test]
#[should_panic(expected = "Only inherents are allowed in this block")]
fn a_block_with_a_transaction_is_invalid_while_data_is_migrated() {
	put_in_the_right_one();
	let mut world = old_chain();
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![] };
	world.chain.execute(&person("Alice"), remark);
}
