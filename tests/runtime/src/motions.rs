//! Motions of the council and of the technical committee of the presets: proposed, voted on and closed by their members.

use crate::{person, Chain};
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use pallet_collective::{Call, Config, Event, ProposalCount};
use salus_runtime::{
	configs::{CouncilCollective, TechnicalCollective},
	Runtime, RuntimeCall, RuntimeEvent,
};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchResult,
};

/// The members of the council, and of the committee. They have coins.
pub const COUNCIL: [&str; 3] = ["Alice", "Dave", "Ferdie"];

/// Lets the first `yes` of the council vote for `call`, and gives what came of it.
pub fn council(chain: &mut Chain, yes: usize, call: impl Into<RuntimeCall>) -> DispatchResult {
	motion::<CouncilCollective>(chain, yes, call.into())
}

/// Lets the first `yes` of the technical committee vote for `call`, and gives what came of it.
pub fn committee(chain: &mut Chain, yes: usize, call: impl Into<RuntimeCall>) -> DispatchResult {
	motion::<TechnicalCollective>(chain, yes, call.into())
}

/// A call by which three quarters of the council do as root what `call` says.
pub fn as_root(call: impl Into<RuntimeCall>) -> RuntimeCall {
	let call = Box::new(call.into());
	let calls = vec![
		pallet_whitelist::Call::whitelist_call { call_hash: BlakeTwo256::hash_of(&call) }.into(),
		pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call }.into(),
	];
	pallet_utility::Call::batch_all { calls }.into()
}

fn motion<I: 'static>(chain: &mut Chain, yes: usize, call: RuntimeCall) -> DispatchResult
where
	Runtime: Config<I, Proposal = RuntimeCall>,
	RuntimeCall: From<Call<Runtime, I>>,
	RuntimeEvent: TryInto<Event<Runtime, I>>,
{
	let proposal_hash = BlakeTwo256::hash_of(&call);
	let length_bound = call.encoded_size() as u32;
	let proposal_weight_bound = call.get_dispatch_info().call_weight;
	let index = chain.look(ProposalCount::<Runtime, I>::get);
	let voters = &COUNCIL[..yes];
	let proposer = person(voters[0]);
	let proposal = Box::new(call);
	// Of one alone it is done at once.
	let threshold = if yes == 1 { 1 } else { 2 };
	let proposed =
		chain.send(&proposer, Call::<Runtime, I>::propose { threshold, proposal, length_bound });
	if threshold == 1 {
		return executed::<I>(proposed.ok());
	}
	proposed.ok();
	for name in voters {
		let vote = Call::<Runtime, I>::vote { proposal: proposal_hash, index, approve: true };
		chain.send(&person(name), vote).ok();
	}
	let close =
		Call::<Runtime, I>::close { proposal_hash, index, proposal_weight_bound, length_bound };
	executed::<I>(chain.send(&proposer, close).ok())
}

fn executed<I: 'static>(sent: crate::Sent) -> DispatchResult
where
	Runtime: Config<I>,
	RuntimeEvent: TryInto<Event<Runtime, I>>,
{
	// What is dispatched as root may fail while the motion succeeds.
	let as_root = sent.events.iter().find_map(|event| match event {
		RuntimeEvent::Whitelist(pallet_whitelist::Event::WhitelistedCallDispatched {
			result,
			..
		}) => Some(result.map(drop).map_err(|failure| failure.error)),
		_ => None,
	});
	if let Some(result @ Err(_)) = as_root {
		return result;
	}
	let told = sent.events.into_iter().filter_map(|event| event.try_into().ok());
	told.filter_map(|event| match event {
		Event::Executed { result, .. } => Some(result),
		_ => None,
	})
	.next()
	.expect("it was approved")
}
