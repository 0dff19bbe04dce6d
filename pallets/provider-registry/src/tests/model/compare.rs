//! Holds the pallet against the model: what a call comes to, and every row, reference and answer after
//! it.

use super::{
	chronicle::Chronicle,
	generate::{Act, ACCOUNTS},
	reference::{
		is_rich, Application, Model, Organization, Practitioner, Refusal, Signer, State, Terms,
		Timeline,
	},
};
use crate::{
	history::History,
	mock::*,
	types::{OrganizationState, PractitionerState},
	Applications, Call, NextOrganizationId, Organizations, Practitioners, RoleCount,
};
use frame_support::{dispatch::CheckIfFeeless, traits::UnfilteredDispatchable};
use salus_primitives::{EncryptionKey, Moment, OnMisconduct};
use sp_runtime::{DispatchError, ModuleError, TokenError};
use std::{collections::BTreeMap, fmt::Debug};

/// What a step comes to, or where pallet and model part.
type Compared = Result<Result<(), Refusal>, String>;

/// The chain that every case starts from.
pub fn setting() -> sp_io::TestExternalities {
	let rich = ACCOUNTS.into_iter().filter(|account| is_rich(*account));
	rich.fold(ExtBuilder::default(), ExtBuilder::with_fortune).build()
}

/// Does the act in both worlds, and compares them.
pub fn step(model: &mut Model, chronicle: &mut Chronicle, act: Act) -> Compared {
	go_to(model.now);
	System::reset_events();
	let roles_before = model.roles();
	// Whoever has a role has sent a transaction: its nonce shows later whether it was ever without.
	for account in roles_before.keys() {
		if System::account_nonce(account) == 0 {
			System::inc_account_nonce(account);
		}
	}

	let result = match act {
		Act::Call(signer, call) => {
			let result = make(model, signer, call)?;
			agree("an event", &!System::events().is_empty(), &result.is_ok())?;
			result
		},
		Act::Misconduct(organization, practitioner) => {
			model.misconduct(organization, practitioner.clone());
			ProviderRegistry::on_misconduct(organization, &practitioner);
			Ok(())
		},
	};

	compare_storage(model)?;
	compare_references(model, &roles_before)?;
	chronicle.compare(model)?;
	ProviderRegistry::do_try_state().map_err(|broken| format!("{broken:?}"))?;
	Ok(result)
}

fn make(model: &mut Model, signer: Signer, call: Call<Test>) -> Compared {
	let origin = match signer {
		Signer::Nobody => RuntimeOrigin::none(),
		Signer::Authority => root(),
		Signer::Account(account) => signed(account),
	};
	let expected_free = is_free(model, signer, &call);
	let is_free = call.is_feeless(&origin);

	let expected = model.make(signer, call.clone());
	let result =
		call.dispatch_bypass_filter(origin).map(|_| ()).map_err(|refused| name_of(refused.error));

	agree("the result", &result, &expected)?;
	if result.is_ok() {
		agree("whether it is free", &is_free, &expected_free)?;
	}
	Ok(result)
}

/// Whether a call that succeeds is free.
fn is_free(model: &Model, signer: Signer, call: &Call<Test>) -> bool {
	match call {
		Call::leave { .. } => matches!(signer, Signer::Account(_)),
		Call::publish_practitioner_key { organization, .. } => {
			let employer = model.organizations.get(*organization as usize);
			employer.is_some_and(|employer| employer.state() == State::Active)
		},
		_ => false,
	}
}

pub fn agree<V: PartialEq + Debug>(what: &str, found: &V, expected: &V) -> Result<(), String> {
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
	let next = NextOrganizationId::<Test>::get();
	agree("how many organizations there are", &(next as usize), &model.organizations.len())?;
	for (id, expected) in (0..).zip(&model.organizations) {
		let found = Organizations::<Test>::get(id).map(organization_row);
		agree(&format!("organization {id}"), &found.as_ref(), &Some(expected))?;
	}
	let practitioners = Practitioners::<Test>::iter()
		.map(|(organization, id, row)| ((organization, id), practitioner_row(row)));
	agree("the practitioners", &practitioners.collect(), &model.practitioners)?;
	let applications = Applications::<Test>::iter().map(|(applicant, row)| {
		let (kind, profile, applied_at) = (row.kind, row.profile, row.applied_at);
		(applicant, Application { kind, profile, applied_at })
	});
	agree("the applications", &applications.collect(), &model.applications)
}

fn key_row(key: Option<EncryptionKey>) -> Option<([u8; 32], u32)> {
	key.map(|key| (key.public, key.epoch))
}

/// A history as a timeline: the end of each past value is the beginning of the next.
fn timeline<T, V>(history: History<T>, value: impl Fn(T) -> V) -> Timeline<V> {
	let mut since: Moment = history.known_since;
	let mut entries = Vec::new();
	for past in history.past {
		entries.push((since, value(past.value)));
		since = past.until;
	}
	entries.push((since, value(history.current)));
	Timeline { began_at: history.began_at, entries }
}

fn organization_row(row: crate::Organization<u64>) -> Organization {
	Organization {
		kind: row.kind,
		profile: row.profile,
		admins: row.admins.into_inner(),
		gateways: row.gateways.into_iter().map(|row| (row.account, row.period)).collect(),
		gateways_known_since: row.gateways_known_since,
		terms: timeline(row.terms, |terms| {
			let state = match terms.state {
				OrganizationState::Active => State::Active,
				OrganizationState::Suspended => State::Suspended,
				OrganizationState::Revoked => State::Revoked,
				OrganizationState::Succeeded { by } => State::Succeeded(by),
			};
			(terms.accreditation, state)
		}),
		key: key_row(row.key),
		predecessors: row
			.predecessors
			.into_iter()
			.map(|predecessor| (predecessor.organization, predecessor.since))
			.collect(),
		practitioners_known_since: row.practitioners_known_since,
	}
}

fn practitioner_row(row: crate::Practitioner) -> Practitioner {
	Practitioner {
		terms: timeline(row.terms, |terms| Terms {
			roles: terms.roles,
			licence: terms.licence,
			suspended: terms.state.is_suspended(),
			left: matches!(terms.state, PractitionerState::Left { .. }),
		}),
		key: key_row(row.key),
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
	let paid = model.applications.keys().map(|applicant| (*applicant, deposit()));
	let held = pallet_balances::Holds::<Test>::iter()
		.map(|(account, holds)| (account, holds.iter().map(|hold| hold.amount).sum()));
	agree("what is on hold", &held.collect::<BTreeMap<_, u64>>(), &paid.collect())
}
