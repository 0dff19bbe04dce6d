//! A copy of a chain's state, on which calls of the runtime are made and blocks put together.

use crate::error::Error;
use codec::{Compact, Decode, Encode};
use frame_remote_externalities::{Builder, Mode, OnlineConfig, RemoteExternalities};
use frame_try_runtime::{TryStateSelect, UpgradeCheckSelect};
use sc_executor::{HeapAllocStrategy, WasmExecutor};
use sp_consensus_aura::AURA_ENGINE_ID;
use sp_core::{
	storage::{well_known_keys::CODE, StorageKey},
	traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode},
	H256,
};
use sp_crypto_hashing::{blake2_256, twox_128};
use sp_externalities::Externalities;
use sp_inherents::InherentData;
use sp_io::SubstrateHostFunctions;
use sp_runtime::{
	generic, traits::BlakeTwo256, ApplyExtrinsicResult, Digest, DigestItem, OpaqueExtrinsic, Weight,
};
use sp_timestamp::INHERENT_IDENTIFIER;
use sp_version::RuntimeVersion;
use std::{iter, time::Duration};
use substrate_rpc_client::{ws_client, StateApi};
use tokio::time::timeout;

/// How long a node may take to give its state.
const PATIENCE_MINUTES: u64 = 60;

type Header = generic::Header<u32, BlakeTwo256>;
type Block = generic::Block<Header, OpaqueExtrinsic>;

/// A copy of a chain's state, and what executes its runtime.
pub struct Chain {
	state: RemoteExternalities<Block>,
	executor: WasmExecutor<SubstrateHostFunctions>,
	/// The runtime that is tried; before one is put in, the chain's own.
	code: Vec<u8>,
	/// The newest block.
	head: Header,
}

impl Chain {
	/// Fetches the state of a block from a node.
	pub async fn copy(url: &str, at: Option<H256>) -> Result<Self, Error> {
		let no_state = |why: String| Error::NoState(url.into(), why);
		// Who fetches the state asks for ever for what a node does not have, so this is asked before.
		let node = ws_client(url).await.map_err(|why| Error::Unreachable(url.into(), why))?;
		StateApi::<H256>::storage_hash(&node, StorageKey(CODE.to_vec()), at)
			.await
			.map_err(|error| no_state(error.to_string()))?;
		let online = OnlineConfig { at, transport_uris: vec![url.into()], ..Default::default() };
		let fetched = Builder::<Block>::new().mode(Mode::Online(online)).build();
		let mut state = timeout(Duration::from_secs(60 * PATIENCE_MINUTES), fetched)
			.await
			.map_err(|_| Error::TooSlow(url.into(), PATIENCE_MINUTES))?
			.map_err(|error| no_state(error.to_string()))?;
		let code = state
			.ext()
			.storage(CODE)
			.ok_or_else(|| no_state("there is no runtime in it".into()))?;
		let heap = HeapAllocStrategy::Dynamic { maximum_pages: None };
		let executor = WasmExecutor::builder()
			.with_onchain_heap_alloc_strategy(heap)
			.with_offchain_heap_alloc_strategy(heap)
			.build();
		let head = state.header.clone();
		Ok(Self { state, executor, code, head })
	}

	/// The newest block's height.
	pub fn height(&self) -> u32 {
		self.head.number
	}

	/// How many entries the state has.
	pub fn entries(&mut self) -> usize {
		let mut ext = self.state.ext();
		let first = ext.next_storage_key(&[]);
		iter::successors(first, |key| ext.next_storage_key(key)).count()
	}

	/// Takes another runtime than the chain's.
	pub fn put_in(&mut self, wasm: Vec<u8>) {
		self.code = wasm;
	}

	/// The runtime's name and version.
	pub fn version(&mut self) -> Result<RuntimeVersion, Error> {
		self.call("Core_version", &())
	}

	/// Does what the runtime does when it is put in, with its checks before and after; gives what it weighs, and what a block may.
	pub fn upgrade(&mut self) -> Result<(Weight, Weight), Error> {
		let weights =
			self.call("TryRuntime_on_runtime_upgrade", &UpgradeCheckSelect::PreAndPost)?;
		self.keep()?;
		Ok(weights)
	}

	/// Where the migrations stand that are not done, as it is stored.
	pub fn cursor(&mut self) -> Option<Vec<u8>> {
		let key = [twox_128(b"Migrations"), twox_128(b"Cursor")].concat();
		self.state.ext().storage(&key)
	}

	/// The version that an upgrade has put in last, by which the runtime tells in its first block that it is new.
	pub fn last_upgraded_to(&mut self) -> Result<Option<u32>, Error> {
		let key = [twox_128(b"System"), twox_128(b"LastRuntimeUpgrade")].concat();
		let Some(value) = self.state.ext().storage(&key) else { return Ok(None) };
		let Compact(version) = Compact::<u32>::decode(&mut &value[..])
			.map_err(|error| Error::Unexpected("System.LastRuntimeUpgrade", error))?;
		Ok(Some(version))
	}

	/// Makes a block that holds the clock's transaction and no other.
	pub fn make_block(&mut self) -> Result<(), Error> {
		let block = self.block()?;
		self.keep()?;
		self.head = block.header;
		Ok(())
	}

	/// Makes one more block, after which every pallet checks its state.
	pub fn check_state(&mut self) -> Result<(), Error> {
		self.state.ext().storage_start_transaction();
		let block = self.block()?;
		self.state
			.ext()
			.storage_rollback_transaction()
			.map_err(|()| Error::NotKept("a block cannot be taken back".into()))?;
		let (check_root, check_signatures) = (false, false);
		let select = TryStateSelect::All;
		self.call("TryRuntime_execute_block", &(block, check_root, check_signatures, select))
			.map(|_: Weight| ())
	}

	/// Puts the next block together.
	fn block(&mut self) -> Result<Block, Error> {
		let slot_duration: u64 = self.call("AuraApi_slot_duration", &())?;
		let slot_duration = slot_duration.max(1);
		let slot = self.time()? / slot_duration + 1;
		let digest = DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode());
		let header = Header {
			parent_hash: self.head.hash(),
			number: self.head.number + 1,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Digest { logs: vec![digest] },
		};
		let _: Vec<u8> = self.raw("Core_initialize_block", header.encode())?;
		let mut inherents = InherentData::new();
		inherents
			.put_data(INHERENT_IDENTIFIER, &(slot * slot_duration))
			.map_err(|error| Error::Clock(error.to_string()))?;
		let extrinsics: Vec<OpaqueExtrinsic> =
			self.call("BlockBuilder_inherent_extrinsics", &inherents)?;
		for extrinsic in &extrinsics {
			let applied: ApplyExtrinsicResult =
				self.call("BlockBuilder_apply_extrinsic", extrinsic)?;
			if !matches!(applied, Ok(Ok(()))) {
				return Err(Error::Clock(format!("{applied:?}")));
			}
		}
		let header = self.call("BlockBuilder_finalize_block", &())?;
		Ok(Block { header, extrinsics })
	}

	/// The chain's time, in milliseconds since 1970.
	fn time(&mut self) -> Result<u64, Error> {
		let key = [twox_128(b"Timestamp"), twox_128(b"Now")].concat();
		// Before the first block there is none.
		let Some(now) = self.state.ext().storage(&key) else { return Ok(0) };
		u64::decode(&mut &now[..]).map_err(|error| Error::Unexpected("Timestamp.Now", error))
	}

	/// Makes what calls have written a part of the state.
	fn keep(&mut self) -> Result<(), Error> {
		self.state.commit_all().map_err(Error::NotKept)
	}

	/// Calls the runtime.
	fn call<Answer: Decode>(
		&mut self,
		method: &'static str,
		arguments: &impl Encode,
	) -> Result<Answer, Error> {
		let answer = self.raw(method, arguments.encode())?;
		Answer::decode(&mut &answer[..]).map_err(|error| Error::Unexpected(method, error))
	}

	/// Calls the runtime, in bytes.
	fn raw(&mut self, method: &'static str, arguments: Vec<u8>) -> Result<Vec<u8>, Error> {
		let fetcher = WrappedRuntimeCode(self.code.as_slice().into());
		let code = RuntimeCode {
			code_fetcher: &fetcher,
			heap_pages: None,
			hash: blake2_256(&self.code).to_vec(),
		};
		let (answer, _) = self.executor.call(
			&mut self.state.ext(),
			&code,
			method,
			&arguments,
			CallContext::Offchain,
		);
		answer.map_err(|error| Error::Call(method, error.to_string()))
	}
}
