//! Whose trail tells what: a closed patient's, an organization's, the authorities'; and that a trail belongs to one chain.

use pallet_audit_log::{chain, ActivityKind, TrailHead, VerifyFault};
use pallet_consent::{BreakGlassTerms, Policy, Scope};
use salus_primitives::{
	Action, Actions, Actor, AuditEntry, AuditedEvent, Capacity, Denial, OrganizationKind,
	OrganizationKinds, Outcome, PatientId, Period, PractitionerId, Purpose, Purposes, Roles,
	Target, TrailId,
};
use salus_runtime::{AccountId, AuditLog, Runtime, RuntimeEvent, System, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::traits::{BlakeTwo256, Hash};

type Identity = pallet_patient_identity::Call<Runtime>;
type ConsentCall = pallet_consent::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const ALWAYS: Period = Period { from: 0, until: None };

fn patient(chain: &mut Chain) -> (Pair, PatientId) {
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	chain.send(&key, record).ok();
	(key, patient)
}

/// Attempts of people on a closed patient were written down nowhere, and those of practitioners apart from its trail.
#[test]
fn a_closed_patient_s_trail_stays_and_tells_of_later_attempts() {
	let mut chain = Chain::development();
	let (key, patient) = patient(&mut chain);
	let trail = TrailId::Patient(patient);
	chain.send(&key, Identity::announce_closing { patient }).ok();
	chain.wait(20 * DAY);
	chain.send(&key, Identity::close { patient }).ok();
	let (closing, entry) = trails::last(&mut chain, trail);
	assert_eq!(entry.event, AuditedEvent::Closed);
	trails::assert_whole(&mut chain, trail);
	// A practitioner, a stranger, and the one who had been the controller.
	fund(&mut chain, &key);
	for (who, capacity) in [
		(person("Eve"), practising(CLINIC)),
		(person("Ferdie"), Capacity::Person),
		(key.clone(), Capacity::Person),
	] {
		let asked = chain.send(&who, calls::read(patient, 0, capacity)).ok();
		assert_eq!(answer(&asked), None);
		let (_, entry) = trails::last(&mut chain, trail);
		assert_eq!(entry.actor, Actor::new(account(&who), capacity));
	}
	let denied = Outcome::Denied(Denial::UnknownOrClosedPatient);
	assert_eq!(trails::outcomes(&mut chain, trail), [denied; 3]);
	assert_eq!(trails::head(&mut chain, trail).next, closing + 4);
	trails::assert_whole(&mut chain, trail);
	// The clinic finds what its own physician did in its list, though the entry stands elsewhere.
	let all = Period { from: 0, until: Some(chain.look(Timestamp::get) + DAY) };
	let of_eve = Some(PractitionerId::Account(account(&person("Eve"))));
	let (listed, next) = chain.look(|| AuditLog::activity(CLINIC, of_eve, all, None, 100));
	let places: Vec<_> = listed.iter().map(|each| (each.trail, each.sequence)).collect();
	assert_eq!((places, next), (vec![(trail, closing + 1)], None));
	assert!(trails::entries(&mut chain, TrailId::Organization(CLINIC)).is_empty());
}

#[test]
fn what_authorities_do_has_a_trail() {
	let mut chain = Chain::development();
	let before = trails::head(&mut chain, TrailId::Governance).next;
	let organization = pallet_provider_registry::NextOrganizationId::<Runtime>::get;
	let organization = chain.look(organization);
	chain.sudo(Registry::accredit_organization {
		kind: OrganizationKind::Clinic,
		admin: account(&person("an admin")),
		accreditation: ALWAYS,
		profile: H256::zero(),
	});
	let policy = Policy {
		kinds: OrganizationKinds::ALL,
		roles: Roles::ALL,
		scope: Scope::All,
		actions: Actions::of(&[Action::Access]),
		purposes: Purposes::of(&[Purpose::Payment]),
		period: ALWAYS,
		refusals_bind: true,
		legal_basis: [1; 32],
	};
	let content = BlakeTwo256::hash_of(&policy);
	chain.sudo(ConsentCall::enact_policy { policy });
	let terms = Some(BreakGlassTerms { max_open: 2, max_per_day: 10 });
	chain.sudo(ConsentCall::license_break_glass { organization: HOSPITAL, terms });
	let admin = account(&person("another admin"));
	chain.sudo(Registry::add_admin { organization, account: admin.clone() });
	chain.sudo(Registry::remove_admin { organization, account: admin.clone() });
	chain.sudo(Registry::suspend_organization { organization });
	chain.sudo(ConsentCall::repeal_policy { policy: 0 });
	let entries = trails::entries(&mut chain, TrailId::Governance);
	let ours = entries.into_iter().filter(|(place, _)| *place >= before);
	let told: Vec<_> = ours
		.map(|(_, entry)| {
			assert_eq!(entry.actor, Actor::Authority);
			entry.event
		})
		.collect();
	let expected = [
		AuditedEvent::OrganizationAccredited { organization, until: None },
		AuditedEvent::PolicyEnacted { policy: 0, content },
		AuditedEvent::BreakGlassLicensed {
			organization: HOSPITAL,
			is_licensed: true,
			open: 2,
			daily: 10,
		},
		AuditedEvent::AdminAdded { organization, account: admin.clone() },
		AuditedEvent::AdminRemoved { organization, account: admin },
		AuditedEvent::OrganizationSuspended { organization },
		AuditedEvent::PolicyRepealed { policy: 0 },
	];
	assert_eq!(told, expected);
	trails::assert_whole(&mut chain, TrailId::Governance);
}

/// Entries of one chain could be shown as those of another, since nothing in the hashes named it.
#[test]
fn the_same_trail_on_another_chain_begins_at_another_hash() {
	let mut chains = ["development", "local_testnet"].map(Chain::from_preset);
	let trail = TrailId::Patient(PatientId([1; 32]));
	let [one, other] = chains.each_mut().map(|chain| {
		chain.pass_a_block();
		let genesis = chain.look(|| System::block_hash(0));
		let head = trails::head(chain, trail);
		assert_eq!(head.tip, chain::seed(&genesis, &trail));
		(genesis, head.tip)
	});
	assert_ne!(one.0, other.0, "the chains begin with different states");
	assert_ne!(one.1, other.1);
	// What happens on the two is the same, and hashes differently.
	let [one, other] = chains.each_mut().map(|chain| {
		let (_, patient) = patient(chain);
		let trail = TrailId::Patient(patient);
		trails::assert_whole(chain, trail);
		(trails::entries(chain, trail), trails::head(chain, trail))
	});
	assert_eq!(one.0, other.0);
	assert_ne!(one.1.tip, other.1.tip);
}

/// The hash after each entry is in an event of the block in which it was written, unless that would tell why an attempt was
/// denied, or whether there is such a patient; the next hash that is told holds it. So whoever keeps blocks can check what
/// somebody shows as a trail.
#[test]
fn the_hash_after_each_entry_is_told_in_its_block_but_for_denials() {
	let mut chain = Chain::development();
	let (key, patient) = patient(&mut chain);
	let trail = TrailId::Patient(patient);
	let TrailHead { next: first, mut tip, .. } = trails::head(&mut chain, trail);
	let mut told = Vec::new();
	let mut note = |sent: Sent| {
		for event in sent.ok().events {
			if let RuntimeEvent::AuditLog(pallet_audit_log::Event::EntryAppended {
				trail: of,
				sequence,
				tip,
			}) = event
			{
				assert_eq!(of, trail);
				told.push((sequence, tip));
			}
		}
	};
	note(chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)));
	note(chain.send(&person("Eve"), calls::read(patient, 0, practising(CLINIC))));
	note(chain.send(&key, calls::read(patient, 7, Capacity::Person)));
	note(chain.send(&person("Bob"), calls::read(patient, 0, practising(HOSPITAL))));
	note(chain.send(&key, calls::revoke(patient, 0)));
	let entries: Vec<(u64, AuditEntry<AccountId>)> = trails::entries(&mut chain, trail);
	let new = entries.iter().filter(|(place, _)| *place >= first);
	let computed: Vec<_> = new
		.map(|(place, entry)| {
			tip = chain::next_head(&tip, entry);
			(*place, tip)
		})
		.collect();
	assert_eq!(computed.len(), 5);
	assert_eq!(told, [computed[0], computed[1], computed[4]]);
}

#[test]
fn a_trail_that_was_tampered_with_is_found_out() {
	let mut chain = Chain::development();
	let (_, patient) = patient(&mut chain);
	let trail = TrailId::Patient(patient);
	let next = trails::head(&mut chain, trail).next;
	chain.settle();
	let verified_after = |tamper: &dyn Fn()| {
		// The state is what it was afterwards.
		sp_io::storage::start_transaction();
		tamper();
		let verified = AuditLog::verify(trail, 0, next, None);
		sp_io::storage::rollback_transaction();
		verified
	};
	type Entries = pallet_audit_log::Entries<Runtime>;
	chain.look(|| {
		assert!(verified_after(&|| ()).is_ok());
		let removed = verified_after(&|| Entries::remove(trail, 0));
		assert_eq!(removed, Err(VerifyFault::Missing(0)));
		let altered = verified_after(&|| {
			Entries::mutate(trail, 0, |entry| entry.as_mut().expect("it is there").at += 1)
		});
		assert_eq!(altered, Err(VerifyFault::OtherTip));
		let moved = verified_after(&|| Entries::swap(trail, 0, trail, 1));
		assert_eq!(moved, Err(VerifyFault::OtherTip));
	});
}

/// What an organization's people asked for and what came of it, per day and person, for its privacy officer.
#[test]
fn an_organization_sees_what_its_people_did_and_nobody_else_s() {
	let mut chain = Chain::development();
	let (key, patient) = patient(&mut chain);
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	let trail = TrailId::Patient(patient);
	let asked = chain.send(&person("Eve"), calls::read(patient, 0, practising(CLINIC))).ok();
	let ticket = answer(&asked).expect("the grant covers it");
	chain.send(&person("Charlie"), calls::redeem(patient, ticket, &person("Eve"))).ok();
	chain.send(&person("Bob"), calls::read(patient, 0, practising(HOSPITAL))).ok();
	chain.send(&key, calls::read(patient, 0, Capacity::Person)).ok();
	chain.wait(2 * DAY);
	chain.send(&person("Bob"), calls::read(patient, 0, practising(HOSPITAL))).ok();
	let now = chain.look(Timestamp::get);
	let mut activity = |organization, from| {
		let between = Period { from, until: Some(now + 1) };
		let (listed, next) =
			chain.look(|| AuditLog::activity(organization, None, between, None, 100));
		assert_eq!(next, None);
		assert!(listed.iter().all(|each| each.trail == trail));
		listed.iter().map(|each| (each.sequence, ActivityKind::of(&each.entry.event))).collect()
	};
	let (asked, released) = (Some(ActivityKind::Asked), Some(ActivityKind::Released));
	let of_clinic: Vec<_> = activity(CLINIC, 0);
	assert_eq!(of_clinic, [(ticket, asked)]);
	let of_hospital: Vec<_> = activity(HOSPITAL, 0);
	let expected = [(ticket + 1, released), (ticket + 2, asked), (ticket + 4, asked)];
	assert_eq!(of_hospital, expected);
	let lately: Vec<_> = activity(HOSPITAL, now - DAY);
	assert_eq!(lately, [(ticket + 4, asked)]);
	// What both asked of each target is in the entries themselves.
	let told = trails::told(&mut chain, trail);
	let targets = told.iter().filter_map(|event| match event {
		AuditedEvent::AccessRequested(attempt) => {
			Some(attempt.answers.iter().map(|(target, _)| target).collect::<Vec<_>>())
		},
		_ => None,
	});
	assert!(targets.into_iter().all(|targets| targets == [Target::Anchor(0)]));
}
