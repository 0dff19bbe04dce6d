//! Holds the pallet against the model: what a call comes to, and every row, reference and answer after
//! it.

use super::{
	chronicle::Chronicle,
	generate::{Act, ACCOUNTS},
	reference::{
		is_rich, Application, Journal, Model, Organization, Practitioner, Refusal, Signer, State,
		Terms,
	},
};
use crate::{
	history::{History, Past},
	mock::*,
	types::{OrganizationState, OrganizationTerms, PractitionerState, PractitionerTerms},
	Applications, Call, GatewayAnnexes, GatewayHistories, NextOrganizationId, OrganizationAnnexes,
	Organizations, PractitionerAnnexes, Practitioners, RoleCount,
};
use frame_support::{dispatch::CheckIfFeeless, traits::UnfilteredDispatchable};
use salus_primitives::{
	doubles::Trail, Actor, AuditedEvent, EncryptionKey, Moment, OnMisconduct, Period, PublicKey,
	TrailId,
};
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
	KeptFor::set(model.retention);
	go_to(model.now);
	System::reset_events();
	let roles_before = model.roles();
	// Whoever has a role has sent a transaction: its nonce shows later whether it was ever without.
	for account in roles_before.keys() {
		if System::account_nonce(account) == 0 {
			System::inc_account_nonce(account);
		}
	}

	let written_before = Trail::entries().len();
	let before = model.clone();
	let mut wanted = entry_of(&before, &act);
	let result = match act {
		Act::Call(signer, call) => {
			let result = make(model, signer, call)?;
			wanted = wanted.filter(|_| result.is_ok());
			agree("an event", &!System::events().is_empty(), &result.is_ok())?;
			result
		},
		Act::Misconduct(organization, practitioner) => {
			model.misconduct(organization, practitioner.clone());
			ProviderRegistry::on_misconduct(organization, &practitioner);
			Ok(())
		},
	};

	let written = Trail::entries().split_off(written_before);
	let wanted = wanted.map(|(actor, event)| (TrailId::Governance, actor, event));
	agree("the trail", &written, &wanted.into_iter().collect())?;
	compare_storage(model)?;
	compare_references(model, &roles_before)?;
	chronicle.compare(model)?;
	ProviderRegistry::do_try_state().map_err(|broken| format!("{broken:?}"))?;
	Ok(result)
}

/// What an act leaves in the authorities' trail, if it succeeds.
fn entry_of(before: &Model, act: &Act) -> Option<(Actor<u64>, AuditedEvent<u64>)> {
	let next = before.organizations.len() as u32;
	let accredited = |organization, accreditation: &Period| AuditedEvent::OrganizationAccredited {
		organization,
		until: accreditation.until,
	};
	let event = match act.clone() {
		Act::Misconduct(organization, practitioner) => {
			let known = before.practitioners.get(&(organization, practitioner.clone()))?;
			let event = AuditedEvent::PractitionerSuspended { organization, practitioner };
			return (!known.terms.value().suspended).then_some((Actor::Chain, event));
		},
		Act::Call(signer, call) => match call {
			Call::accredit_organization { accreditation, .. }
			| Call::accept_application { accreditation, .. } => accredited(next, &accreditation),
			Call::renew_accreditation { organization, accreditation } => {
				accredited(organization, &accreditation)
			},
			Call::reject_application { applicant, .. } => {
				AuditedEvent::ApplicationRejected { applicant }
			},
			Call::suspend_organization { organization } => {
				AuditedEvent::OrganizationSuspended { organization }
			},
			Call::reinstate_organization { organization } => {
				AuditedEvent::OrganizationReinstated { organization }
			},
			Call::revoke_accreditation { organization } => {
				AuditedEvent::AccreditationRevoked { organization }
			},
			Call::succeed_organization { organization, by } => {
				AuditedEvent::OrganizationSucceeded { organization, by }
			},
			Call::add_admin { organization, account } if signer == Signer::Authority => {
				AuditedEvent::AdminAdded { organization, account }
			},
			Call::remove_admin { organization, account } if signer == Signer::Authority => {
				AuditedEvent::AdminRemoved { organization, account }
			},
			Call::set_emergency_role { organization, practitioner, holds } => {
				AuditedEvent::EmergencyRoleSet { organization, practitioner, is_given: holds }
			},
			Call::suspend_practitioner { organization, practitioner } => {
				AuditedEvent::PractitionerSuspended { organization, practitioner }
			},
			Call::reinstate_practitioner { organization, practitioner } => {
				AuditedEvent::PractitionerReinstated { organization, practitioner }
			},
			_ => return None,
		},
	};
	Some((Actor::Authority, event))
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

fn compare_storage(model: &mut Model) -> Result<(), String> {
	let next = NextOrganizationId::<Test>::get();
	agree("how many organizations there are", &(next as usize), &model.organizations.len())?;
	for (id, expected) in (0..).zip(&mut model.organizations) {
		let row = Organizations::<Test>::get(id).ok_or(format!("organization {id} is missing"))?;
		let forgettable = Forgettable { now: model.now, retention: model.retention };
		compare_organization(id, &row, expected, forgettable)?;
	}
	compare_practitioners(model)?;
	let applications = Applications::<Test>::iter().map(|(applicant, row)| {
		let (kind, profile, applied_at) = (row.kind, row.profile, row.applied_at);
		(applicant, Application { kind, profile, applied_at })
	});
	agree("the applications", &applications.collect(), &model.applications)
}

fn key_row(key: Option<EncryptionKey>) -> Option<(PublicKey, u32)> {
	key.map(|key| (key.public, key.epoch))
}

/// What may be forgotten now.
#[derive(Clone, Copy)]
struct Forgettable {
	now: Moment,
	retention: Moment,
}

/// Holds a history, its row and its annex, against everything that ever was, and notes how far back it is known:
/// to the beginning, or to an end that lies at least as far back as the retention is long.
fn compare_history<T, V: Copy + PartialEq + Debug>(
	what: &str,
	history: &History<T>,
	annex: BTreeMap<u32, Past<T>>,
	value: impl Fn(&T) -> V,
	journal: &mut Journal<V>,
	Forgettable { now, retention }: Forgettable,
) -> Result<(), String> {
	let mut since = history.known_since;
	let mut found = Vec::new();
	for past in annex.values().chain(&history.past) {
		found.push((since, value(&past.value)));
		since = past.until;
	}
	found.push((since, value(&history.latest)));

	let known_since = history.known_since;
	let mut expected = journal.spans();
	expected.retain(|(begin, _)| known_since <= *begin);
	agree(what, &found, &expected)?;
	agree(&format!("the beginning of {what}"), &history.began_at, &journal.began_at)?;
	if known_since != journal.known_since {
		let is_due = known_since > journal.known_since && known_since + retention <= now;
		agree(&format!("that {what} may forget up to {known_since}"), &is_due, &true)?;
	}
	journal.known_since = known_since;
	journal.annexed = annex.len() as u32;
	Ok(())
}

fn compare_organization(
	id: u32,
	row: &crate::Organization<u64>,
	expected: &mut Organization,
	forgettable: Forgettable,
) -> Result<(), String> {
	let what = format!("organization {id}");
	let value = |terms: &OrganizationTerms| {
		let state = match terms.state {
			OrganizationState::Active => State::Active,
			OrganizationState::Suspended => State::Suspended,
			OrganizationState::Revoked => State::Revoked,
			OrganizationState::Succeeded { by } => State::Succeeded(by),
		};
		(terms.accreditation, state)
	};
	let annex = OrganizationAnnexes::<Test>::iter_prefix(id).collect();
	compare_history(&what, &row.terms, annex, value, &mut expected.terms, forgettable)?;

	let known = GatewayHistories::<Test>::iter_prefix(id).collect::<BTreeMap<_, _>>();
	let accounts = known.keys().copied().collect::<Vec<_>>();
	let expected_accounts = expected.gateways.keys().copied().collect::<Vec<_>>();
	agree(&format!("who was a gateway of {what}"), &accounts, &expected_accounts)?;
	for (account, history) in known {
		let annex = GatewayAnnexes::<Test>::iter_prefix((id, account)).collect();
		let journal = expected.gateways.get_mut(&account).unwrap();
		let whose = format!("gateway {account} of {what}");
		compare_history(&whose, &history, annex, |is_one| *is_one, journal, forgettable)?;
	}
	let mut listed = row.gateways.iter().filter(|row| row.is_present()).map(|row| row.account);
	let mut listed = listed.by_ref().collect::<Vec<_>>();
	listed.sort();
	let mut present = expected.gateways.iter().filter(|(_, known)| known.value());
	let present = present.by_ref().map(|(account, _)| *account).collect::<Vec<_>>();
	agree(&format!("the gateways of {what}"), &listed, &present)?;
	expected.gateways_in_row_since = row.gateways_in_row_since;

	let found = (row.kind, row.profile, row.admins.to_vec(), key_row(row.key));
	let wanted = (expected.kind, expected.profile, expected.admins.clone(), expected.key);
	agree(&what, &found, &wanted)?;
	let predecessors =
		row.predecessors.iter().map(|followed| (followed.organization, followed.since)).collect();
	let found =
		(predecessors, row.was_revoked, row.gateways_known_since, row.practitioners_known_since);
	let wanted = (
		expected.predecessors.clone(),
		expected.was_revoked,
		expected.gateways_known_since,
		expected.practitioners_known_since,
	);
	agree(&format!("more of {what}"), &found, &wanted)
}

fn compare_practitioners(model: &mut Model) -> Result<(), String> {
	let found = Practitioners::<Test>::iter()
		.map(|(organization, id, row)| ((organization, id), row))
		.collect::<BTreeMap<_, _>>();
	let keys = |row: &crate::Practitioner| key_row(row.key);
	agree(
		"the practitioners and their keys",
		&found.iter().map(|(id, row)| (id.clone(), keys(row))).collect::<BTreeMap<_, _>>(),
		&model.practitioners.iter().map(|(id, row)| (id.clone(), row.key)).collect(),
	)?;
	let forgettable = Forgettable { now: model.now, retention: model.retention };
	for ((organization, id), row) in found {
		let annex = PractitionerAnnexes::<Test>::iter_prefix((organization, &id)).collect();
		let what = format!("{id:?} of organization {organization}");
		let value = |terms: &PractitionerTerms| Terms {
			roles: terms.roles,
			licence: terms.licence,
			suspended: terms.state.is_suspended(),
			left: matches!(terms.state, PractitionerState::Left { .. }),
		};
		let expected: &mut Practitioner = model.practitioners.get_mut(&(organization, id)).unwrap();
		compare_history(&what, &row.terms, annex, value, &mut expected.terms, forgettable)?;
	}
	Ok(())
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
