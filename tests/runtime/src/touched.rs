//! Which storage items some code reads and writes, noted at the host functions that it calls.
//!
//! Whatever the code does to storage goes through the externalities, so nothing can be read past this: it counts
//! what a call does, not what somebody has written down about it.

use crate::AllPalletsWithSystem;
use frame_support::traits::StorageInfoTrait;
use sp_externalities::{
	set_and_run_with_externalities, with_externalities, Error, Extension, ExtensionStore,
	Externalities, MultiRemovalResults,
};
use sp_storage::{ChildInfo, StateVersion, TrackedStorageKey};
use std::{
	any::{Any, TypeId},
	collections::{BTreeMap, BTreeSet},
};

/// What every block has at hand, or writes at its end, so that no call is charged for it.
pub const AT_HAND: &[&str] = &[
	// The clock, set by the block's first transaction.
	"Timestamp::Now",
	// Read in `on_initialize`, and charged there.
	"Consent::Policies",
	"Pause::Paused",
	"SafeMode::EnteredUntil",
	// Read in `on_initialize`, and charged there: that of the first block alone, see `is_at_hand`.
	"System::BlockHash",
	// How deep calls are nested: kept in memory while a transaction runs, and never stored.
	":transaction_level:",
	// Of the block itself; the events are its output.
	"System::Number",
	"System::ExecutionPhase",
	"System::EventCount",
	"System::Events",
];

/// The keys that were read and written, each counted once.
#[derive(Debug, Default)]
pub struct Touched {
	/// Those that were read.
	pub read: BTreeSet<Vec<u8>>,
	/// Those that were written or removed.
	pub written: BTreeSet<Vec<u8>>,
}

/// Runs `code`, which needs externalities around it, and tells what it touched.
pub fn touched<R>(code: impl FnOnce() -> R) -> (R, Touched) {
	with_externalities(|inner| {
		let mut watch = Watch { inner, touched: Touched::default() };
		let result = set_and_run_with_externalities(&mut watch, code);
		(result, watch.touched)
	})
	.expect("there is a chain to touch")
}

impl Touched {
	/// How often each item was read and written: how many of its keys, without what is [`AT_HAND`].
	pub fn items(&self) -> BTreeMap<String, (usize, usize)> {
		let mut items = BTreeMap::<String, (usize, usize)>::new();
		for key in self.read.iter().filter(|key| !is_at_hand(key)) {
			items.entry(name_of(key)).or_default().0 += 1;
		}
		for key in self.written.iter().filter(|key| !is_at_hand(key)) {
			items.entry(name_of(key)).or_default().1 += 1;
		}
		items
	}
}

/// The key of the first block's hash.
pub fn genesis_key() -> Vec<u8> {
	frame_system::BlockHash::<crate::Runtime>::hashed_key_for(0)
}

/// Whether `key` is of an item of [`AT_HAND`]; of hashes of blocks only the first one's is.
fn is_at_hand(key: &[u8]) -> bool {
	match name_of(key).as_str() {
		"System::BlockHash" => key == genesis_key(),
		name => AT_HAND.contains(&name),
	}
}

/// The item that `key` belongs to, such as `Consent::Heads`; a well-known key is its own name.
fn name_of(key: &[u8]) -> String {
	if let Some(well_known) = std::str::from_utf8(key).ok().filter(|key| key.starts_with(':')) {
		return well_known.into();
	}
	let known = AllPalletsWithSystem::storage_info();
	let item = known.iter().find(|info| key.starts_with(&info.prefix));
	item.map_or_else(
		|| format!("unknown {key:02x?}"),
		|info| {
			let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
			format!("{}::{}", text(&info.pallet_name), text(&info.storage_name))
		},
	)
}

/// Externalities that note what passes through them.
struct Watch<'a> {
	inner: &'a mut dyn Externalities,
	touched: Touched,
}

impl Watch<'_> {
	fn read(&mut self, key: &[u8]) {
		self.touched.read.insert(key.to_vec());
	}

	fn write(&mut self, key: &[u8]) {
		self.touched.written.insert(key.to_vec());
	}
}

impl Externalities for Watch<'_> {
	fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.read(key);
		self.inner.storage(key)
	}

	fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.read(key);
		self.inner.storage_hash(key)
	}

	fn exists_storage(&mut self, key: &[u8]) -> bool {
		self.read(key);
		self.inner.exists_storage(key)
	}

	fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		let next = self.inner.next_storage_key(key);
		self.read(next.as_deref().unwrap_or(key));
		next
	}

	fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.write(&key);
		self.inner.place_storage(key, value);
	}

	fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
		self.write(&key);
		self.inner.storage_append(key, value);
	}

	fn clear_prefix(
		&mut self,
		prefix: &[u8],
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		self.write(prefix);
		self.inner.clear_prefix(prefix, limit, cursor)
	}

	fn set_offchain_storage(&mut self, key: &[u8], value: Option<&[u8]>) {
		self.inner.set_offchain_storage(key, value);
	}

	fn child_storage_hash(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
		self.inner.child_storage_hash(child, key)
	}

	fn child_storage(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
		self.inner.child_storage(child, key)
	}

	fn next_child_storage_key(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
		self.inner.next_child_storage_key(child, key)
	}

	fn kill_child_storage(
		&mut self,
		child: &ChildInfo,
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		self.inner.kill_child_storage(child, limit, cursor)
	}

	fn clear_child_prefix(
		&mut self,
		child: &ChildInfo,
		prefix: &[u8],
		limit: Option<u32>,
		cursor: Option<&[u8]>,
	) -> MultiRemovalResults {
		self.inner.clear_child_prefix(child, prefix, limit, cursor)
	}

	fn place_child_storage(&mut self, child: &ChildInfo, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.inner.place_child_storage(child, key, value);
	}

	fn storage_root(&mut self, version: StateVersion) -> Vec<u8> {
		self.inner.storage_root(version)
	}

	fn child_storage_root(&mut self, child: &ChildInfo, version: StateVersion) -> Vec<u8> {
		self.inner.child_storage_root(child, version)
	}

	fn storage_start_transaction(&mut self) {
		self.inner.storage_start_transaction();
	}

	fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
		self.inner.storage_rollback_transaction()
	}

	fn storage_commit_transaction(&mut self) -> Result<(), ()> {
		self.inner.storage_commit_transaction()
	}

	fn wipe(&mut self) {
		self.inner.wipe();
	}

	fn commit(&mut self) {
		self.inner.commit();
	}

	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		self.inner.read_write_count()
	}

	fn reset_read_write_count(&mut self) {
		self.inner.reset_read_write_count();
	}

	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		self.inner.get_whitelist()
	}

	fn set_whitelist(&mut self, new: Vec<TrackedStorageKey>) {
		self.inner.set_whitelist(new);
	}

	fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
		self.inner.get_read_and_written_keys()
	}
}

impl ExtensionStore for Watch<'_> {
	fn extension_by_type_id(&mut self, id: TypeId) -> Option<&mut dyn Any> {
		self.inner.extension_by_type_id(id)
	}

	fn register_extension_with_type_id(
		&mut self,
		id: TypeId,
		extension: Box<dyn Extension>,
	) -> Result<(), Error> {
		self.inner.register_extension_with_type_id(id, extension)
	}

	fn deregister_extension_by_type_id(&mut self, id: TypeId) -> Result<(), Error> {
		self.inner.deregister_extension_by_type_id(id)
	}
}
