//! Holds the pallet against the model: what a call comes to, and every row, reference and answer after
//! it.

use super::{
	generate::ACCOUNTS,
	reference::{
		affordable, Attempt, Case, Device, Model, Patient, Plan, Reassignment, Refusal,
		Representative, Signer, Status, SUSPENDED,
	},
};
use crate::{
	mock::*, Appointer, Call, Deposits, GuardianCases, Guardians, LinkProposals, Links,
	NewPatientKey, Offers, PatientStatus, Patients, Reassignments, Registrations, RoleCount,
	Tombstones,
};
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{fungible::Mutate, UnfilteredDispatchable},
};
use salus_primitives::{
	doubles::{Providers, Trail},
	NotPractising, PatientDirectory, Roles, TrailId,
};
use sp_runtime::{DispatchError, ModuleError, TokenError};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Debug,
};

/// What a step comes to, or where pallet and model part.
type Compared = Result<Result<(), Refusal>, String>;

/// The chain that every case starts from.
pub fn setting() -> sp_io::TestExternalities {
	let mut chain = ExtBuilder::default().build();
	chain.execute_with(|| {
		Providers::admit(SUSPENDED, DOCTOR, Roles::ALL);
		Providers::bar(SUSPENDED, NotPractising::OrganizationSuspended);
		Balances::set_balance(&GATEWAY, affordable(GATEWAY) as u64 * deposit() + 1);
	});
	chain
}

/// Makes the call in both worlds, and compares them.
pub fn step(model: &mut Model, signer: Signer, call: Call<Test>) -> Compared {
	set_time(model.now);
	System::reset_events();
	let roles_before = model.roles();
	let written_before = Trail::entries().len();
	// Whoever has a role has sent a transaction: its nonce shows later whether it was ever without.
	for account in roles_before.keys() {
		if System::account_nonce(account) == 0 {
			System::inc_account_nonce(account);
		}
	}
	let origin = match signer {
		Signer::Nobody => RuntimeOrigin::none(),
		Signer::Registrar => registrar(),
		Signer::Account(account) => signed(account),
	};
	let is_free = call.is_feeless(&origin);
	let before = model.clone();

	let expected = model.make(signer, call.clone());
	let result = call
		.clone()
		.dispatch_bypass_filter(origin)
		.map(|_| ())
		.map_err(|refused| name_of(refused.error));

	agree("the result", &result, &expected)?;
	if let Some(expected) = costs_nothing(&before, signer, &call, result.is_ok()) {
		agree("whether it is free", &is_free, &expected)?;
	}
	agree("an event", &!System::events().is_empty(), &result.is_ok())?;
	let written = if expected.is_ok() { model.trail.as_slice() } else { &[] };
	let written = written
		.iter()
		.map(|(patient, actor, event)| (TrailId::Patient(*patient), actor.clone(), event.clone()));
	agree("the trail", &Trail::entries().split_off(written_before), &written.collect())?;
	compare_storage(model)?;
	compare_references(model, &roles_before)?;
	compare_answers(model)?;
	PatientIdentity::do_try_state().map_err(|broken| format!("{broken:?}"))?;
	Ok(result)
}

/// Whether a call is free: for whoever may make it, and nobody else. `None` where both would do, because
/// somebody on the patient's side makes a call that is refused.
fn costs_nothing(
	before: &Model,
	signer: Signer,
	call: &Call<Test>,
	succeeded: bool,
) -> Option<bool> {
	let Signer::Account(who) = signer else { return None };
	let is_stranger =
		!before.roles().contains_key(&who) && ![DOCTOR, GATEWAY, ADMIN].contains(&who);
	match call {
		Call::register { .. } => Some(true),
		Call::sponsor { .. } | Call::withdraw_sponsorship { .. } => Some(false),
		Call::clear_expired { patient } => Some(before.patients.get(patient).is_some_and(|row| {
			row.controller == Some(who)
				|| row.representative(who).is_some()
				|| row.device(who).is_some()
		})),
		_ if succeeded => Some(true),
		// Guardians hold no role before they are shown, nor does whom they recover the patient for.
		Call::reveal_guardians { .. } | Call::complete_recovery { .. } => None,
		_ => is_stranger.then_some(false),
	}
}

fn agree<V: PartialEq + Debug>(what: &str, found: &V, expected: &V) -> Result<(), String> {
	if found == expected {
		Ok(())
	} else {
		Err(format!("{what}: the pallet says\n{found:?}\nthe model says\n{expected:?}"))
	}
}

fn name_of(error: DispatchError) -> Refusal {
	match error {
		DispatchError::Module(ModuleError { message: Some(name), .. }) => name,
		DispatchError::BadOrigin => "BadOrigin",
		DispatchError::Token(TokenError::FundsUnavailable) => "FundsUnavailable",
		other => other.into(),
	}
}

fn compare_storage(model: &Model) -> Result<(), String> {
	let patients = Patients::<Test>::iter().map(|(patient, row)| (patient, patient_row(row)));
	agree("the patients", &patients.collect(), &model.patients)?;
	agree("the registrations", &Registrations::<Test>::iter().collect(), &model.registrations)?;
	let tombstones = Tombstones::<Test>::iter().map(|(patient, stone)| (patient, stone.closed_at));
	agree("the tombstones", &tombstones.collect(), &model.tombstones)?;
	let deposits = Deposits::<Test>::iter().map(|(patient, deposit)| (patient, deposit.payer));
	agree("the deposits", &deposits.collect(), &model.deposits)?;
	let offers = Offers::<Test>::iter().map(|(patient, offer)| (patient, (offer.to, offer.until)));
	agree("the offers", &offers.collect(), &model.offers)?;
	let links = Links::<Test>::iter()
		.map(|(patient, others)| (patient, others.into_iter().collect::<BTreeSet<_>>()));
	agree("the links", &links.collect(), &model.links)?;
	let proposals = LinkProposals::<Test>::iter()
		.map(|(patient, proposal)| (patient, (proposal.other, proposal.link)));
	agree("the proposals", &proposals.collect(), &model.proposals)?;
	let plans = Guardians::<Test>::iter().map(|(patient, plan)| {
		let next = plan.next.map(|change| (change.commitment, change.effective_at));
		let freeze_barred_until = plan.freeze_barred_until;
		let proposed = plan.proposed.map(|proposal| (proposal.commitment, proposal.proposed_at));
		(patient, Plan { current: plan.current, next, proposed, freeze_barred_until })
	});
	agree("the guardians", &plans.collect(), &model.plans)?;
	let announced = Reassignments::<Test>::iter().map(|(patient, row)| {
		let crate::Reassignment { to, due, vetoed, ends_at } = row;
		(patient, Reassignment { to, due, vetoed, ends_at })
	});
	agree("the reassignments", &announced.collect(), &model.reassignments)?;
	let cases = GuardianCases::<Test>::iter().map(|(patient, case)| (patient, case_row(case)));
	agree("the cases", &cases.collect(), &model.cases)
}

fn patient_row(row: crate::Patient<u64>) -> Patient {
	Patient {
		controller: row.controller,
		status: match row.status {
			PatientStatus::Active => Status::Active,
			PatientStatus::Pending => Status::Pending,
			PatientStatus::Deceased => Status::Deceased,
		},
		assurance: (row.assurance.level, row.assurance.by, row.assurance.at),
		key: row.key.map(|key| {
			let crate::PatientKey { public, epoch, card } = key;
			(NewPatientKey { public, card }, epoch)
		}),
		representatives: row
			.representatives
			.into_iter()
			.map(|row| Representative {
				account: row.account,
				powers: row.powers,
				period: row.period,
				by_registrar: row.appointed_by == Appointer::Registrar,
			})
			.collect(),
		devices: row
			.devices
			.into_iter()
			.map(|row| Device {
				account: row.account,
				classes: row.classes.into_inner(),
				until: row.until,
				by: row.authorized_by,
			})
			.collect(),
		frozen_until: row.frozen_until,
		closing_at: row.closing_at,
		registered_at: row.registered_at,
	}
}

fn case_row(case: crate::GuardianCase<u64>) -> Case {
	let members = |set: crate::MemberSet| (0..8).filter(|member| set.contains(*member)).collect();
	Case {
		commitment: case.commitment,
		threshold: case.threshold.into(),
		attempts: case
			.attempts
			.into_iter()
			.map(|attempt| Attempt {
				opener: attempt.opener,
				to: attempt.to,
				approvals: members(attempt.approvals),
				vetoed: attempt.vetoed,
				opened_at: attempt.opened_at,
				due: attempt.due,
				ends_at: attempt.ends_at,
				dismissed: attempt.dismissed,
			})
			.collect(),
		freeze_votes: members(case.freeze_votes),
		revealed_at: case.revealed_at,
		members: case.members.into_inner(),
	}
}

/// That every role row holds one reference, that nobody was without one in between, and that exactly the
/// stored deposits are on hold.
fn compare_references(model: &Model, roles_before: &BTreeMap<u64, u32>) -> Result<(), String> {
	let roles = model.roles();
	agree("the role counts", &RoleCount::<Test>::iter().collect(), &roles)?;
	let accounts = frame_system::Account::<Test>::iter().collect::<BTreeMap<_, _>>();
	let references = accounts.iter().map(|(account, row)| (*account, row.sufficients));
	let references = references.filter(|(_, references)| *references > 0).collect();
	agree("the references", &references, &roles)?;
	for account in roles.keys().filter(|account| roles_before.contains_key(account)) {
		if accounts[account].nonce == 0 {
			return Err(format!("account {account} lost its last reference for a moment"));
		}
	}
	let mut paid = BTreeMap::<u64, u64>::new();
	for payer in model.deposits.values() {
		*paid.entry(*payer).or_default() += deposit();
	}
	let held = pallet_balances::Holds::<Test>::iter()
		.map(|(account, holds)| (account, holds.iter().map(|hold| hold.amount).sum()));
	agree("what is on hold", &held.collect(), &paid)
}

/// What other pallets are told, of one patient after the other.
fn compare_answers(model: &Model) -> Result<(), String> {
	let turn = Trail::entries().len();
	if let Some((patient, row)) = model.patients.iter().nth(turn % model.patients.len().max(1)) {
		for account in ACCOUNTS {
			let relation = PatientIdentity::relation(patient, &account, model.now);
			agree("a relation", &relation, &model.relation(*patient, account))?;
		}
		let epoch = row.key.map(|(_, epoch)| epoch);
		agree("a key's epoch", &PatientIdentity::key_epoch(patient), &epoch)?;
		agree("whether it is open", &PatientIdentity::is_open(patient), &true)?;
		let has_died = PatientIdentity::has_died(patient, model.now);
		agree("a death", &has_died, &(row.status == Status::Deceased))?;
		let is_frozen = PatientIdentity::is_frozen(patient, model.now);
		agree("a freeze", &is_frozen, &row.is_frozen(model.now))?;
	}
	for patient in model.tombstones.keys() {
		agree("whether it is open", &PatientIdentity::is_open(patient), &false)?;
	}
	Ok(())
}
