//! Accounts that several people have in hand, and accounts that let others act for them.

use frame_support::weights::Weight;
use salus_primitives::{Period, PractitionerId, Role, Roles};
use salus_runtime::{
	configs::ProxyType, ProviderRegistry, Runtime, RuntimeCall, RuntimeEvent, UNIT,
};
use salus_runtime_tests::*;
use sp_runtime::DispatchError;

type Multisig = pallet_multisig::Call<Runtime>;
type Proxy = pallet_proxy::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

/// Lets the clinic have a nurse.
fn add_nurse() -> RuntimeCall {
	Registry::add_practitioner {
		organization: CLINIC,
		practitioner: PractitionerId::Account(account(&person("a nurse"))),
		roles: Roles::of(&[Role::Nurse]),
		licence: Period { from: 0, until: None },
	}
	.into()
}

fn has_nurse(chain: &mut Chain) -> bool {
	let nurse = PractitionerId::Account(account(&person("a nurse")));
	chain.look(|| ProviderRegistry::practitioner(CLINIC, nurse)).is_some()
}

fn transfer() -> RuntimeCall {
	let dest = account(&person("Ferdie")).into();
	pallet_balances::Call::transfer_keep_alive { dest, value: UNIT }.into()
}

/// Dave, who is the clinic's admin, lets Ferdie do this for him.
fn with_proxy(proxy_type: ProxyType) -> Chain {
	let mut chain = Chain::development();
	let delegate = account(&person("Ferdie")).into();
	chain.send(&person("Dave"), Proxy::add_proxy { delegate, proxy_type, delay: 0 }).ok();
	chain
}

/// Ferdie sends `call` for Dave.
fn for_dave(chain: &mut Chain, call: RuntimeCall) -> Result<(), DispatchError> {
	let real = account(&person("Dave")).into();
	let proxied = Proxy::proxy { real, force_proxy_type: None, call: Box::new(call) };
	let sent = chain.send(&person("Ferdie"), proxied).ok();
	sent.events
		.into_iter()
		.find_map(|event| match event {
			RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
			_ => None,
		})
		.expect("it was dispatched")
		.map_err(DispatchError::stripped)
}

#[test]
fn whom_an_admin_has_named_for_its_organization_administers_and_does_nothing_else() {
	let mut chain = with_proxy(ProxyType::Organization);
	let filtered = DispatchError::from(frame_system::Error::<Runtime>::CallFiltered).stripped();
	assert_eq!(for_dave(&mut chain, transfer()), Err(filtered));
	let itself = Proxy::add_proxy {
		delegate: account(&person("Eve")).into(),
		proxy_type: ProxyType::Any,
		delay: 0,
	};
	assert_eq!(for_dave(&mut chain, itself.into()), Err(filtered));
	assert_eq!(for_dave(&mut chain, add_nurse()), Ok(()));
	assert!(has_nurse(&mut chain));
}

#[test]
fn whom_a_member_has_named_for_motions_does_not_administer() {
	let mut chain = with_proxy(ProxyType::Governance);
	let filtered = DispatchError::from(frame_system::Error::<Runtime>::CallFiltered).stripped();
	assert_eq!(for_dave(&mut chain, add_nurse()), Err(filtered));
	let remark = Box::new(frame_system::Call::remark { remark: vec![1] }.into());
	let propose =
		pallet_collective::Call::<Runtime, salus_runtime::configs::CouncilCollective>::propose {
			threshold: 2,
			proposal: remark,
			length_bound: 10,
		};
	assert_eq!(for_dave(&mut chain, propose.into()), Ok(()));
}

#[test]
fn two_of_three_administer_an_organization_together() {
	let mut chain = Chain::development();
	let mut people = ["Dave", "Ferdie", "Alice"].map(|name| account(&person(name)));
	people.sort();
	let shared = pallet_multisig::Pallet::<Runtime>::multi_account_id(&people, 2);
	chain.send(&person("Dave"), Registry::add_admin { organization: CLINIC, account: shared }).ok();
	let others = |name: &str| {
		people.iter().filter(|who| **who != account(&person(name))).cloned().collect::<Vec<_>>()
	};
	let first = Multisig::as_multi {
		threshold: 2,
		other_signatories: others("Ferdie"),
		maybe_timepoint: None,
		call: Box::new(add_nurse()),
		max_weight: Weight::zero(),
	};
	let sent = chain.send(&person("Ferdie"), first).ok();
	assert!(!has_nurse(&mut chain), "one alone does not");
	assert!(sent.events.iter().any(|event| matches!(
		event,
		RuntimeEvent::Multisig(pallet_multisig::Event::NewMultisig { .. })
	)));
	let height = chain.look(salus_runtime::System::block_number);
	let index = 1;
	let second = Multisig::as_multi {
		threshold: 2,
		other_signatories: others("Alice"),
		maybe_timepoint: Some(pallet_multisig::Timepoint { height, index }),
		call: Box::new(add_nurse()),
		max_weight: Weight::from_parts(1_000_000_000, 1_000_000),
	};
	chain.send(&person("Alice"), second).ok();
	assert!(has_nurse(&mut chain));
}
