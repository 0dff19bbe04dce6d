//! The table of docs/operating.md that says what is free and what goes first: each of its rows is tried.

use frame_support::traits::fungible::Inspect;
use pallet_admission::{Claim, Table, Verdict};
use pallet_consent::{BreakGlassTerms, Scope};
use salus_primitives::{Action, AssuranceLevel, PatientId, PractitionerId, Purpose, Target};
use salus_runtime::{
	configs::{CouncilCollective, TechnicalCollective},
	lanes::Lanes,
	Runtime, RuntimeCall, UNIT,
};
use salus_runtime_tests::{calls, motions, *};
use sp_core::{sr25519::Pair, H256};

const DOCUMENT: &str =
	include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operating.md"));

/// A row of the table: what is sent, by whom, whether it costs a fee, and its lane.
type Row = [String; 4];

/// The rows below the heading that the table has.
fn documented() -> Vec<Row> {
	let table = DOCUMENT
		.split("## What is free, and what goes first")
		.nth(1)
		.expect("the chapter is there")
		.split("\n## ")
		.next()
		.expect("it has text");
	let cells = |line: &str| {
		line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
	};
	let rows = table.lines().filter(|line| line.starts_with('|')).skip(2);
	rows.map(|line| cells(line).try_into().expect("four cells")).collect()
}

/// Somebody sends something.
struct Example {
	row: [&'static str; 2],
	who: Pair,
	call: RuntimeCall,
}

/// An attested patient and one whom nobody has attested; Bob may break the glass, and the clinic is suspended.
struct World {
	chain: Chain,
	attested: PatientId,
	unattested: PatientId,
}

fn world() -> World {
	let mut chain = Chain::strict();
	let attested = registered(&chain.send(&person("Anna"), calls::register(1)).ok());
	let unattested = registered(&chain.send(&person("Mallory"), calls::register(1)).ok());
	let attest = pallet_patient_identity::Call::<Runtime>::attest_identity {
		patient: attested,
		capacity: practising(HOSPITAL),
		level: AssuranceLevel::Level3,
	};
	chain.send(&person("Bob"), attest).ok();
	for (name, patient) in [("Anna", attested), ("Mallory", unattested)] {
		chain.send(&person(name), give(patient)).ok();
	}
	let practitioner = PractitionerId::Account(account(&person("Bob")));
	type Registry = pallet_provider_registry::Call<Runtime>;
	let organization = HOSPITAL;
	chain.sudo(Registry::set_emergency_role { organization, practitioner, holds: true });
	let terms = Some(BreakGlassTerms { max_open: 2, max_per_day: 10 });
	chain.sudo(pallet_consent::Call::<Runtime>::license_break_glass { organization, terms });
	chain.sudo(Registry::suspend_organization { organization: CLINIC });
	for _ in 0..60 {
		chain.pass_a_block();
	}
	World { chain, attested, unattested }
}

fn give(patient: PatientId) -> RuntimeCall {
	calls::grant(patient, HOSPITAL, Action::Access, Scope::All)
}

fn remark() -> Box<RuntimeCall> {
	Box::new(frame_system::Call::remark { remark: vec![1] }.into())
}

/// What each row says, by example.
fn examples(world: &mut World) -> Vec<Example> {
	let World { attested, unattested, .. } = *world;
	let treatment = |organization| calls::read(attested, 0, practising(organization));
	let emergency = calls::ask(
		attested,
		Target::Class { class: OBSERVATION, content: None },
		(Action::Access, Purpose::EmergencyTreatment),
		practising(HOSPITAL),
	);
	let relayed = world.chain.look(|| meta::sign(&person("a newcomer"), calls::register(1)));
	let relay = pallet_admission::Call::relay {
		organization: HOSPITAL,
		call: Box::new(meta::relay(relayed)),
	};
	type Council = pallet_collective::Call<Runtime, CouncilCollective>;
	type Committee = pallet_collective::Call<Runtime, TechnicalCollective>;
	let mut examples = Vec::new();
	let mut example = |row: [&'static str; 2], name: &str, call: RuntimeCall| {
		examples.push(Example { row, who: person(name), call });
	};
	let motion = [
		"a motion, a vote, closing a motion",
		"a member of the council or the technical committee",
	];
	example(
		motion,
		"Dave",
		Council::propose { threshold: 2, proposal: remark(), length_bound: 100 }.into(),
	);
	example(
		motion,
		"Ferdie",
		Committee::propose { threshold: 2, proposal: remark(), length_bound: 100 }.into(),
	);
	let office = ["what an office alone may do", "one of its members"];
	example(
		office,
		"One",
		pallet_patient_identity::Call::declare_deceased {
			patient: PatientId([9; 32]),
			executor: None,
		}
		.into(),
	);
	example(
		office,
		"Two",
		pallet_consent::Call::license_break_glass { organization: HOSPITAL, terms: None }.into(),
	);
	example(
		["`sudo.sudo`", "the superuser of a development chain"],
		"Alice",
		pallet_sudo::Call::sudo { call: remark() }.into(),
	);
	let in_emergency =
		["breaking the glass, and asking under it", "whoever has the emergency role"];
	example(in_emergency, "Bob", calls::open_emergency(attested, practising(HOSPITAL)));
	example(in_emergency, "Bob", emergency);
	example(
		[
			"asking, anchoring, passing on, and whatever else is care",
			"who practises for an accredited organization",
		],
		"Bob",
		treatment(HOSPITAL),
	);
	example(
		["what somebody else has signed", "who practises or speaks for an accredited organization"],
		"Bob",
		relay.into(),
	);
	let patient = "an attested patient, and who acts for one";
	example(
		["what takes away something that may be doing harm", patient],
		"Anna",
		calls::revoke(attested, 0),
	);
	example(["whatever else a patient does", patient], "Anna", give(attested));
	let unattested_patient = ["whatever a patient does", "a patient whom nobody has attested"];
	example(unattested_patient, "Mallory", calls::revoke(unattested, 0));
	example(unattested_patient, "Mallory", give(unattested));
	example(
		["the first registration", "an account never seen before"],
		"somebody new",
		calls::register(9),
	);
	example(
		["an attempt at access", "who is listed and may not practise now"],
		"Eve",
		treatment(CLINIC),
	);
	let administration = pallet_provider_registry::Call::add_admin {
		organization: HOSPITAL,
		account: account(&person("Ferdie")),
	};
	example(
		[
			"administering an organization, applying, validators' keys",
			"its admin; anybody; a validator",
		],
		"Alice",
		administration.into(),
	);
	let others = ["transfers, multisigs, proxies, and all others", "anybody"];
	let dest = account(&person("Dave")).into();
	example(
		others,
		"Ferdie",
		pallet_balances::Call::transfer_keep_alive { dest, value: UNIT }.into(),
	);
	let real = account(&person("Dave")).into();
	example(
		others,
		"Ferdie",
		pallet_proxy::Call::proxy { real, force_proxy_type: None, call: remark() }.into(),
	);
	examples
}

/// How the table names what the runtime says.
fn lane(verdict: Verdict) -> &'static str {
	match verdict {
		Verdict::Governs => "before all others",
		Verdict::Paid => "paid",
		Verdict::Free(Claim::Organization { is_emergency: true, .. }) => "emergency",
		Verdict::Free(Claim::Organization { is_emergency: false, .. }) => "care",
		Verdict::Free(Claim::Person { is_attested: true, protects: true }) => "protect",
		Verdict::Free(Claim::Person { is_attested: true, protects: false }) => "patients",
		Verdict::Free(Claim::Person { is_attested: false, .. }) => "others",
	}
}

#[test]
fn what_is_free_and_what_goes_first_is_as_the_operators_page_says() {
	let rows = documented();
	let mut world = world();
	let examples = examples(&mut world);
	for [what, who, ..] in &rows {
		let is_tried = examples.iter().any(|example| example.row == [what, who]);
		assert!(is_tried, "no example is of the row `{what}` by `{who}`");
	}
	for Example { row, who, call } in examples {
		let written = rows.iter().find(|written| row == [&written[0], &written[1]]);
		let [.., fee, written_lane] = written.unwrap_or_else(|| panic!("no row is about {row:?}"));
		let (verdict, paid) = (
			world.chain.look(|| Lanes::verdict(&account(&who), &call)),
			fees(&world.chain.send(&who, call)) > 0,
		);
		assert_eq!((written_lane.as_str(), fee == "yes"), (lane(verdict), paid), "{row:?}");
	}
}

/// All of it goes, and nobody gets it.
#[test]
fn fees_are_burnt() {
	let mut chain = Chain::strict();
	let issued = |chain: &mut Chain| chain.look(pallet_balances::TotalIssuance::<Runtime>::get);
	let held = |chain: &mut Chain| {
		chain.look(|| salus_runtime::Balances::balance(&account(&person("Ferdie"))))
	};
	let (before, had) = (issued(&mut chain), held(&mut chain));
	chain.send(&person("Ferdie"), *remark()).ok();
	let paid = had - held(&mut chain);
	assert!(paid > 0);
	assert_eq!(before - issued(&mut chain), paid);
}

/// As docs/governance.md says: by an account that nobody uses, so that nothing is set that its holder spends meanwhile.
#[test]
fn the_council_issues_coins() {
	let mut chain = Chain::from_preset("local_testnet");
	type Balances = pallet_balances::Call<Runtime>;
	let (purse, member) = (account(&person("nobody's purse")), account(&person("a new member")));
	let amount = 500 * UNIT;
	let issue = || {
		let (who, dest) = (purse.clone().into(), member.clone().into());
		let calls = vec![
			Balances::force_set_balance { who, new_free: amount }.into(),
			Balances::force_transfer { source: purse.clone().into(), dest, value: amount }.into(),
		];
		motions::as_root(pallet_utility::Call::<Runtime>::batch_all { calls })
	};
	let balance = |chain: &mut Chain| chain.look(|| salus_runtime::Balances::balance(&member));
	assert!(motions::council(&mut chain, 2, issue()).is_err());
	assert_eq!(balance(&mut chain), 0);
	assert_eq!(motions::council(&mut chain, 3, issue()), Ok(()));
	assert_eq!(motions::council(&mut chain, 3, issue()), Ok(()));
	assert_eq!(balance(&mut chain), 2 * amount);
}

#[test]
fn the_hash_of_what_root_shall_do_is_that_of_the_call() {
	// polkadot.js and docs/governance.md take BLAKE2b-256 of the call's bytes.
	let call = *remark();
	let hash = sp_io::hashing::blake2_256(&codec::Encode::encode(&call));
	let RuntimeCall::Utility(pallet_utility::Call::batch_all { calls }) = motions::as_root(call)
	else {
		panic!("a batch")
	};
	let whitelist = pallet_whitelist::Call::whitelist_call { call_hash: H256(hash) };
	assert_eq!(calls[0], whitelist.into());
}
