//! Who decides: for every call that nobody may send on its own, the right authority can, and every other one cannot.

use codec::Encode;
use frame_support::{
	assert_ok,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, RawOrigin},
	storage::{with_transaction, TransactionOutcome},
	traits::{Get, GetCallMetadata, UnfilteredDispatchable},
};
use salus_primitives::{Basis, OrganizationKinds, Period, ProviderDirectory, Purpose};
use salus_runtime::{
	configs::{CouncilCollective, TechnicalCollective},
	genesis,
	motions::MOTIONS_A_WEEK,
	AccountId, Consent, Council, ProviderRegistry, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, System, Timestamp, DAYS,
};
use salus_runtime_tests::{
	calls,
	motions::{as_root, council, COUNCIL},
	*,
};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError,
};

type Collective<I> = pallet_collective::Call<Runtime, I>;
type InCouncil = pallet_collective::RawOrigin<AccountId, CouncilCollective>;
type InCommittee = pallet_collective::RawOrigin<AccountId, TechnicalCollective>;

/// Who may send a call that is nobody's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Authority {
	/// The block itself: inherents, and what a node reports.
	Block,
	Root,
	/// Three quarters of the council, or root.
	Consortium,
	/// More than half of the council, or root.
	Accreditation,
	/// Two thirds of the council, or root.
	PolicyMakers,
	/// A member of the registrar, or root.
	Registrar,
	/// A member of the licensing office, or root.
	Licensing,
	/// More than half of the technical committee, or root.
	Committee,
	/// More than half of the committee or of the council, or root.
	CommitteeOrCouncil,
	/// More than half of the committee, or three quarters of the council, or root.
	ConsortiumOrCommittee,
	Nobody,
}
use Authority::*;

/// What stands in the table of authorities, call by call.
const TABLE: &[(&str, Authority, &[&str])] = &[
	("Timestamp", Block, &["set"]),
	("Grandpa", Block, &["report_equivocation_unsigned"]),
	("Grandpa", Root, &["note_stalled"]),
	(
		"System",
		Root,
		&[
			"set_heap_pages",
			"set_code",
			"set_code_without_checks",
			"set_storage",
			"kill_storage",
			"kill_prefix",
			"authorize_upgrade",
			"authorize_upgrade_without_checks",
		],
	),
	(
		"Balances",
		Root,
		&["force_transfer", "force_unreserve", "force_set_balance", "force_adjust_total_issuance"],
	),
	("Utility", Root, &["dispatch_as", "with_weight", "dispatch_as_fallible"]),
	(
		"Migrations",
		Root,
		&["force_set_cursor", "force_set_active_cursor", "force_onboard_mbms", "clear_historic"],
	),
	("Admission", Consortium, &["set_figures"]),
	("Parameters", Consortium, &["set_parameter"]),
	(
		"ValidatorSet",
		Consortium,
		&["add_validator", "remove_validator", "exchange_validator", "set_expiry"],
	),
	("Council", Consortium, &["set_members"]),
	("Council", ConsortiumOrCommittee, &["disapprove_proposal"]),
	("Council", Nobody, &["kill"]),
	("TechnicalCommittee", Consortium, &["set_members"]),
	("TechnicalCommittee", Accreditation, &["disapprove_proposal"]),
	("TechnicalCommittee", Nobody, &["kill"]),
	(
		"RegistrarMembers",
		Consortium,
		&[
			"add_member",
			"remove_member",
			"swap_member",
			"reset_members",
			"set_prime",
			"clear_prime",
		],
	),
	(
		"LicensingMembers",
		Consortium,
		&[
			"add_member",
			"remove_member",
			"swap_member",
			"reset_members",
			"set_prime",
			"clear_prime",
		],
	),
	("Whitelist", Consortium, &["whitelist_call", "remove_whitelisted_call"]),
	("Preimage", Consortium, &["request_preimage", "unrequest_preimage"]),
	(
		"Scheduler",
		Consortium,
		&[
			"schedule",
			"cancel",
			"schedule_named",
			"cancel_named",
			"schedule_after",
			"schedule_named_after",
			"set_retry",
			"set_retry_named",
			"cancel_retry",
			"cancel_retry_named",
		],
	),
	("SafeMode", Committee, &["force_enter"]),
	("SafeMode", Consortium, &["force_extend"]),
	("SafeMode", CommitteeOrCouncil, &["force_exit"]),
	("SafeMode", Nobody, &["force_slash_deposit", "force_release_deposit"]),
	("Pause", Committee, &["pause"]),
	("Pause", CommitteeOrCouncil, &["resume"]),
	(
		"ProviderRegistry",
		Accreditation,
		&[
			"accredit_organization",
			"suspend_organization",
			"reinstate_organization",
			"accept_application",
			"reject_application",
			"renew_accreditation",
			"revoke_accreditation",
			"succeed_organization",
		],
	),
	(
		"ProviderRegistry",
		Licensing,
		&["set_emergency_role", "suspend_practitioner", "reinstate_practitioner"],
	),
	("Consent", PolicyMakers, &["enact_policy", "repeal_policy"]),
	("Consent", Licensing, &["license_break_glass"]),
	// Whoever is no privacy officer.
	("Consent", Accreditation, &["review_emergency"]),
	("AuditLog", Licensing, &["resolve_inquiry"]),
	(
		"PatientIdentity",
		Registrar,
		&[
			"decide_recovery",
			"lift_freeze",
			"declare_deceased",
			"correct_death",
			"reassign_control",
			"decide_reassignment",
		],
	),
	("RecordAnchor", Registrar, &["unsettle"]),
];

/// Who sends something: `Council(yes)` are so many of nine.
#[derive(Clone, Copy, Debug)]
enum Sender {
	Root,
	Council(u32),
	Committee(u32),
	Signed(&'static str),
	Unsigned,
}

const SEATS: u32 = 9;

const SENDERS: [Sender; 12] = [
	Sender::Root,
	Sender::Council(4),
	Sender::Council(5),
	Sender::Council(6),
	Sender::Council(7),
	Sender::Committee(4),
	Sender::Committee(5),
	Sender::Committee(9),
	Sender::Signed("One"),
	Sender::Signed("Two"),
	Sender::Signed("Ferdie"),
	Sender::Unsigned,
];

impl Sender {
	fn origin(self) -> RuntimeOrigin {
		match self {
			Self::Root => RuntimeOrigin::root(),
			Self::Council(yes) => InCouncil::Members(yes, SEATS).into(),
			Self::Committee(yes) => InCommittee::Members(yes, SEATS).into(),
			Self::Signed(name) => RuntimeOrigin::signed(account(&person(name))),
			Self::Unsigned => RawOrigin::None.into(),
		}
	}

	fn may_act_as(self, authority: Authority) -> bool {
		let council = |least| matches!(self, Self::Council(yes) if yes >= least);
		let committee = matches!(self, Self::Committee(yes) if yes >= 5);
		let root = matches!(self, Self::Root);
		match authority {
			Block => matches!(self, Self::Unsigned),
			Root => root,
			Consortium => root || council(7),
			Accreditation => root || council(5),
			PolicyMakers => root || council(6),
			Registrar => root || matches!(self, Self::Signed("One")),
			Licensing => root || matches!(self, Self::Signed("Two")),
			Committee => root || committee,
			CommitteeOrCouncil => root || committee || council(5),
			ConsortiumOrCommittee => root || committee || council(7),
			Nobody => false,
		}
	}
}

/// What comes of `call` if `sender` sends it, which changes nothing.
fn outcome(call: &RuntimeCall, sender: Sender) -> DispatchResultWithPostInfo {
	with_transaction(|| {
		let outcome = call.clone().dispatch_bypass_filter(sender.origin());
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(outcome))
	})
	.expect("it is rolled back")
}

fn is_bad_origin(call: &RuntimeCall, sender: Sender) -> bool {
	outcome(call, sender).is_err_and(|failure| failure.error == DispatchError::BadOrigin)
}

#[test]
fn the_right_authority_may_and_every_other_one_may_not() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	let every = calls::every();
	chain.look(|| {
		for (pallet, authority, names) in TABLE {
			for name in *names {
				let call = every
					.get(&(*pallet, *name))
					.unwrap_or_else(|| panic!("{pallet}.{name} is there"));
				for sender in SENDERS {
					// An inherent with wrong contents ends the block; code is looked at by an executor, which is not here.
					let is_executed = match sender {
						Sender::Unsigned => *authority == Block,
						Sender::Root => name.starts_with("set_code"),
						_ => false,
					};
					if is_executed {
						continue;
					}
					let (is_refused, may) =
						(is_bad_origin(call, sender), sender.may_act_as(*authority));
					assert_eq!(
						!is_refused,
						may,
						"{pallet}.{name}, which is for {authority:?}, sent by {sender:?}: {:?}",
						outcome(call, sender)
					);
				}
			}
		}
	});
}

#[test]
fn no_call_that_is_nobodys_own_is_missing_in_the_table() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	let every = calls::every();
	for pallet in RuntimeCall::get_module_names() {
		let of_pallet = every.keys().filter(|(name, _)| name == pallet).count();
		let has = RuntimeCall::get_call_names(pallet).len();
		assert_eq!(of_pallet, has, "of {pallet} every call can be made");
	}
	chain.look(|| {
		for ((pallet, name), call) in &every {
			let stands = TABLE.iter().any(|(of, _, names)| of == pallet && names.contains(name));
			let is_refused = is_bad_origin(call, Sender::Signed("Ferdie"));
			assert!(
				!is_refused || stands,
				"{pallet}.{name} refuses who signs it, and stands under no authority"
			);
		}
	});
}

#[test]
fn three_quarters_of_the_council_authorize_an_upgrade() {
	let mut chain = Chain::from_preset("local_testnet");
	let code_hash = sp_core::H256::repeat_byte(7);
	let upgrade = || as_root(frame_system::Call::authorize_upgrade { code_hash });
	assert_eq!(council(&mut chain, 2, upgrade()), Err(DispatchError::BadOrigin));
	assert!(chain.look(System::authorized_upgrade).is_none());
	assert_ok!(council(&mut chain, 3, upgrade()));
	assert_eq!(
		chain.look(System::authorized_upgrade).map(|upgrade| *upgrade.code_hash()),
		Some(code_hash)
	);
}

#[test]
fn who_does_not_vote_has_not_agreed_however_long_the_motion_waits() {
	let mut chain = Chain::from_preset("local_testnet");
	let add = || -> RuntimeCall {
		pallet_validator_set::Call::<Runtime>::remove_validator {
			validator: account(&person("Bob")),
		}
		.into()
	};
	let call = add();
	let (hash, length) = (BlakeTwo256::hash_of(&call), call.encoded_size() as u32);
	let weight = call.get_dispatch_info().call_weight;
	type OfCouncil = Collective<CouncilCollective>;
	// Even with a prime member, whom the stock rules follow.
	let members = COUNCIL.map(|name| account(&person(name)));
	chain.look(|| {
		let prime = Some(members[0].clone());
		assert_ok!(Council::set_members(RuntimeOrigin::root(), members.to_vec(), prime, 3));
	});
	chain
		.send(
			&person("Alice"),
			OfCouncil::propose { threshold: 3, proposal: Box::new(call), length_bound: length },
		)
		.ok();
	for name in ["Alice", "Dave"] {
		chain.send(&person(name), OfCouncil::vote { proposal: hash, index: 0, approve: true }).ok();
	}
	let close = OfCouncil::close {
		proposal_hash: hash,
		index: 0,
		proposal_weight_bound: weight,
		length_bound: length,
	};
	let early = chain.block(|| send(&person("Dave"), close.clone()));
	early.refused(pallet_collective::Error::<Runtime, CouncilCollective>::TooEarly);
	// A week later, as if all blocks up to it had been made.
	let sent = chain.block(|| {
		System::set_block_number(System::block_number() + 7 * DAYS);
		send(&person("Dave"), close)
	});
	let sent = sent.ok();
	assert!(
		sent.events.contains(&RuntimeEvent::Council(pallet_collective::Event::Disapproved {
			proposal_hash: hash
		})),
		"{:?}",
		sent.events
	);
}

#[test]
fn the_council_accredits_a_hospital_and_takes_it_back() {
	let mut chain = Chain::from_preset("local_testnet");
	let suspend =
		pallet_provider_registry::Call::<Runtime>::suspend_organization { organization: HOSPITAL };
	assert_ok!(council(&mut chain, 2, suspend));
	assert!(!chain.look(|| <ProviderRegistry as ProviderDirectory<AccountId>>::is_accredited(
		HOSPITAL,
		Timestamp::get()
	)));
}

#[test]
fn a_policy_of_the_council_counts_after_a_week() {
	let mut chain = Chain::from_preset("local_testnet");
	let policy = pallet_consent::Policy {
		kinds: OrganizationKinds::ALL,
		roles: salus_primitives::Roles::ALL,
		scope: pallet_consent::Scope::All,
		actions: salus_primitives::Actions::ALL,
		purposes: salus_primitives::Purposes::of(&[Purpose::PublicHealth]),
		period: Period { from: 0, until: None },
		refusals_bind: false,
		legal_basis: [1; 32],
	};
	let patient = registered(&chain.send(&person("a patient"), calls::register(1)).ok());
	let reporting = |chain: &mut Chain| {
		let who = ("Bob", practising(HOSPITAL));
		chain.decision(
			patient,
			who,
			(salus_primitives::Action::Access, Purpose::PublicHealth),
			OBSERVATION,
		)
	};
	assert_ok!(council(
		&mut chain,
		2,
		pallet_consent::Call::<Runtime>::enact_policy { policy: policy.clone() }
	));
	let from = chain.look(Consent::policies)[0].policy.period.from;
	assert_eq!(from, chain.look(Timestamp::get) + 7 * DAY);
	// As root, which the council can be, no sooner.
	let enact = pallet_consent::Call::<Runtime>::enact_policy { policy };
	assert_ok!(council(&mut chain, 3, as_root(enact)));
	assert!(chain.look(Consent::policies)[1].policy.period.from > from);
	chain.wait(7 * DAY - MINUTE);
	assert!(!reporting(&mut chain).is_permitted());
	chain.wait(2 * MINUTE);
	assert_eq!(reporting(&mut chain), salus_primitives::Decision::Permit(Basis::Policy(0)));
}

#[test]
fn a_member_of_the_registrar_declares_a_death_and_another_account_does_not() {
	let mut chain = Chain::from_preset("local_testnet");
	let patient = registered(&chain.send(&person("a patient"), calls::register(1)).ok());
	let declare =
		|| pallet_patient_identity::Call::<Runtime>::declare_deceased { patient, executor: None };
	chain.send(&person("Ferdie"), declare()).refused(DispatchError::BadOrigin);
	chain.send(&person("Two"), declare()).refused(DispatchError::BadOrigin);
	chain.send(&person("One"), declare()).ok();
}

#[test]
fn whom_the_council_exchanges_holds_the_office_no_more() {
	let mut chain = Chain::from_preset("local_testnet");
	let swap = pallet_membership::Call::<Runtime, pallet_membership::Instance2>::swap_member {
		remove: account(&person("Two")).into(),
		add: account(&person("Ferdie")).into(),
	};
	let license = || pallet_consent::Call::<Runtime>::license_break_glass {
		organization: HOSPITAL,
		terms: None,
	};
	assert_ok!(council(&mut chain, 3, swap));
	chain.send(&person("Two"), license()).refused(DispatchError::BadOrigin);
	chain.send(&person("Ferdie"), license()).ok();
}

#[test]
fn what_is_decided_for_a_later_block_is_done_there() {
	let mut chain = Chain::from_preset("local_testnet");
	let call = RuntimeCall::from(pallet_validator_set::Call::<Runtime>::set_expiry {
		validator: account(&person("Bob")),
		until: Some(u64::MAX),
	});
	let schedule = pallet_scheduler::Call::<Runtime>::schedule_after {
		after: 3,
		maybe_periodic: None,
		priority: 0,
		call: Box::new(call),
	};
	assert_ok!(council(&mut chain, 3, schedule));
	let until = |chain: &mut Chain| {
		chain
			.look(salus_runtime::ValidatorSet::members)
			.into_iter()
			.find(|(who, _)| *who == account(&person("Bob")))
			.and_then(|(_, row)| row.until)
	};
	assert_eq!(until(&mut chain), None);
	for _ in 0..4 {
		chain.pass_a_block();
	}
	assert_eq!(until(&mut chain), Some(u64::MAX));
}

#[test]
fn members_of_the_council_go_before_all_others() {
	let mut chain = Chain::strict();
	let call = Box::new(RuntimeCall::from(frame_system::Call::remark { remark: vec![] }));
	let propose = || Collective::<CouncilCollective>::propose {
		threshold: 2,
		proposal: call.clone(),
		length_bound: 100,
	};
	let priority = |chain: &mut Chain, name: &str, call: RuntimeCall| {
		chain.validate(&person(name), call).expect("it is valid").priority
	};
	let sudo = pallet_sudo::Call::<Runtime>::sudo { call: call.clone() };
	let emergency = priority(
		&mut chain,
		"Bob",
		calls::open_emergency(salus_primitives::PatientId([1; 32]), practising(HOSPITAL)),
	);
	let of_member = priority(&mut chain, "Dave", propose().into());
	assert!(of_member > emergency);
	assert!(priority(&mut chain, "Alice", sudo.into()) > emergency);
	assert!(
		priority(&mut chain, "One", propose().into()) < of_member,
		"who is no member pays, and waits"
	);
}

#[test]
fn no_chain_starts_without_an_authority() {
	use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilderV1 as Builds;
	let build = |change: &dyn Fn(&mut serde_json::Value)| {
		let mut config = serde_json::to_value(salus_runtime::RuntimeGenesisConfig::default())
			.expect("the default is valid");
		change(&mut config);
		let config = serde_json::to_vec(&config).expect("it is JSON");
		sp_io::TestExternalities::default()
			.execute_with(|| <Runtime as Builds<_>>::build_state(config))
	};
	let somebody = serde_json::to_value(account(&person("Alice"))).expect("it is JSON");
	let refused = build(&|_| ()).expect_err("nobody governs");
	assert!(refused.contains("council.members"), "{refused}");
	assert_ok!(build(&|config| config["sudo"]["key"] = somebody.clone()));
	assert_ok!(build(&|config| config["council"]["members"] = vec![somebody.clone()].into()));
	// An office alone could not do what the council does.
	assert!(build(&|config| config["registrarMembers"]["members"] = vec![somebody.clone()].into())
		.is_err());
	for name in genesis::preset_names() {
		Chain::from_preset(name.as_ref()).look(|| assert_eq!(genesis::ensure_governed(), Ok(())));
	}
}

#[test]
fn nobody_passes_an_office_on() {
	let mut chain = Chain::from_preset("local_testnet");
	let new = account(&person("Ferdie")).into();
	let pass_on =
		pallet_membership::Call::<Runtime, pallet_membership::Instance1>::change_key { new };
	chain.send(&person("One"), pass_on).refused(frame_system::Error::<Runtime>::CallFiltered);
}

#[test]
fn a_council_has_members_each_of_them_once() {
	let mut chain = Chain::from_preset("local_testnet");
	let alice = account(&person("Alice"));
	let filtered = Err(DispatchError::from(frame_system::Error::<Runtime>::CallFiltered));
	for new_members in [vec![], vec![alice.clone(), alice.clone()]] {
		let set =
			Collective::<CouncilCollective>::set_members { new_members, prime: None, old_count: 3 };
		let outcome = council(&mut chain, 3, set);
		assert_eq!(
			outcome.map_err(DispatchError::stripped),
			filtered.map_err(DispatchError::stripped)
		);
	}
	let set = Collective::<CouncilCollective>::set_members {
		new_members: vec![alice],
		prime: None,
		old_count: 3,
	};
	assert_ok!(council(&mut chain, 3, set));
	assert_eq!(
		chain.look(|| pallet_collective::Members::<Runtime, CouncilCollective>::get().len()),
		1
	);
}

/// One of three filled all places of the council for a week, and again after it; if it sat in the committee, too, nobody could clear them.
#[test]
fn a_member_does_not_keep_the_others_from_proposing() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	chain.look(|| {
		let propose = |name, remark: u32, in_batch: bool| {
			let remark = frame_system::Call::remark { remark: remark.encode() };
			let proposal = Box::new(RuntimeCall::from(remark));
			let propose: RuntimeCall = Collective::<CouncilCollective>::propose {
				threshold: 2,
				length_bound: proposal.encoded_size() as u32,
				proposal,
			}
			.into();
			let origin = RuntimeOrigin::signed(account(&person(name)));
			if in_batch {
				let calls = vec![propose];
				salus_runtime::Utility::batch_all(origin, calls)
			} else {
				propose.dispatch_bypass_filter(origin)
			}
			.map_err(|failure| failure.error)
		};
		for remark in 0..MOTIONS_A_WEEK {
			assert_ok!(propose("Dave", remark, remark % 2 == 0));
		}
		for in_batch in [false, true] {
			assert_eq!(propose("Dave", 100, in_batch), Err(DispatchError::Exhausted));
		}
		assert_ok!(propose("Alice", 100, false));
		// A motion that is through does not count less.
		let first = BlakeTwo256::hash_of(&RuntimeCall::from(frame_system::Call::remark {
			remark: 0u32.encode(),
		}));
		assert_ok!(Council::disapprove_proposal(RuntimeOrigin::root(), first));
		assert_eq!(propose("Dave", 101, false), Err(DispatchError::Exhausted));
		System::set_block_number(System::block_number() + 7 * DAYS);
		assert_eq!(propose("Dave", 101, false), Err(DispatchError::Exhausted));
		System::set_block_number(System::block_number() + 1);
		assert_ok!(propose("Dave", 101, false));
	});
	let places: u32 =
		<Runtime as pallet_collective::Config<CouncilCollective>>::MaxProposals::get();
	let members: u32 = <Runtime as pallet_collective::Config<CouncilCollective>>::MaxMembers::get();
	assert!(members * MOTIONS_A_WEEK <= places);
}

#[test]
fn what_is_scheduled_the_council_cancels_with_other_votes_than_before() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	let with = |yes, seats| -> RuntimeOrigin { InCouncil::Members(yes, seats).into() };
	chain.look(|| {
		for canceller in [with(4, 4), with(4, 5), RuntimeOrigin::root()] {
			let call = Box::new(RuntimeCall::from(frame_system::Call::remark { remark: vec![] }));
			assert_ok!(salus_runtime::Scheduler::schedule(with(3, 4), 100, None, 0, call));
			assert_ok!(salus_runtime::Scheduler::cancel(canceller, 100, 0));
		}
	});
}

/// One member alone sent the heaviest that there is, and nothing else got in.
#[test]
fn a_member_does_not_keep_emergencies_out_of_blocks() {
	let mut chain = Chain::strict();
	let weight =
		<Runtime as pallet_collective::Config<CouncilCollective>>::MaxProposalWeight::get();
	let close = Collective::<CouncilCollective>::close {
		proposal_hash: Default::default(),
		index: 0,
		proposal_weight_bound: weight,
		length_bound: 100,
	};
	// Care goes after emergencies.
	let care = calls::read(salus_primitives::PatientId([1; 32]), 0, practising(HOSPITAL));
	let heavy = chain.validate(&person("Dave"), close).map(|validity| validity.priority);
	let urgent = chain.validate(&person("Bob"), care).expect("it is valid").priority;
	assert!(heavy.is_ok_and(|priority| priority < urgent), "{heavy:?} before {urgent}");
}
