//! What reading a row costs, and writing one, in the database of this node: ParityDB on the machine that runs this.
//!
//! `scripts/weights.sh database` runs it, and writes what it finds to `runtime/src/weights/database.rs`.
//!
//! The state has a million rows, as a chain of some years has. A row is read through the trie without the node's cache of it, so that it
//! costs what a row costs that nobody has read for long: whoever floods a chain reads such rows. Rows are written as a block writes
//! them: many at once, then one root for all of them, then one commit; and then nothing for a while.

use fastrand::Rng;
use salus_runtime::opaque::Block;
use sc_client_api::{
	Backend as _, BlockImportOperation, NewBlockState, StateBackend, TrieCacheContext,
};
use sc_client_db::{Backend, BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sp_core::H256;
use sp_runtime::{traits::Header as _, StateVersion};
use std::{
	env, fs,
	path::Path,
	thread,
	time::{Duration, Instant},
};

type Header = <Block as sp_runtime::traits::Block>::Header;
type Row = (Vec<u8>, Vec<u8>);

/// How many rows the state has.
const ROWS: u64 = 1_000_000;
/// How many rows are put into it at a time.
const LOADED_AT_ONCE: usize = 100_000;
/// How many rows a full block writes, about.
const WRITES: usize = 5_000;
/// In how many blocks so many are written: the first ones warm up.
const BLOCKS: usize = 40;
const WARM_UP: usize = 10;
/// Between two blocks the database writes to the disk what it was given.
const PAUSE: Duration = Duration::from_millis(500);
/// How many rows are read for one figure, and how often.
const READS: usize = 5_000;
/// For how many blocks states are kept, as by default.
const KEPT_STATES: u32 = 256;

fn main() {
	let folder = env::temp_dir().join(format!("salus-database-{}", std::process::id()));
	let result =
		fs::create_dir_all(&folder).map_err(|error| error.to_string()).and_then(|()| run(&folder));
	let _ = fs::remove_dir_all(&folder);
	match result {
		Ok((read, write)) => println!("read {read} ns, write {write} ns"),
		Err(error) => {
			eprintln!("Stopped: {error}");
			std::process::exit(1);
		},
	}
}

/// What a row costs to read and to write, in nanoseconds: the medians.
fn run(folder: &Path) -> Result<(u64, u64), String> {
	let mut random = Rng::with_seed(0x5A1);
	let rows: Vec<Row> = (0..ROWS).map(|number| row(number, &mut random)).collect();
	let mut chain = Chain::begin(folder)?;
	for part in rows.chunks(LOADED_AT_ONCE) {
		chain.write(part)?;
	}
	eprintln!("{ROWS} rows are in the state.");

	let mut writing = Vec::new();
	for block in 0..BLOCKS {
		let changed: Vec<Row> = (0..WRITES)
			.map(|_| {
				let (key, value) = &rows[random.usize(..rows.len())];
				(key.clone(), bytes(value.len(), &mut random))
			})
			.collect();
		thread::sleep(PAUSE);
		let begun = Instant::now();
		chain.write(&changed)?;
		if block >= WARM_UP {
			writing.push(begun.elapsed().as_nanos() as u64 / WRITES as u64);
		}
	}
	let mut reading = Vec::new();
	for _ in 0..BLOCKS {
		let state = chain.state()?;
		let keys: Vec<&[u8]> =
			(0..READS).map(|_| rows[random.usize(..rows.len())].0.as_slice()).collect();
		let begun = Instant::now();
		for key in keys {
			state.storage(key).map_err(|error| error.to_string())?.ok_or("a row is lost")?;
		}
		reading.push(begun.elapsed().as_nanos() as u64 / READS as u64);
	}
	eprintln!("reading: {}; writing: {}", spread(&mut reading), spread(&mut writing));
	Ok((median(&reading), median(&writing)))
}

/// The node's database, and the block that came last.
struct Chain {
	backend: Backend<Block>,
	number: u32,
	head: H256,
}

impl Chain {
	fn begin(folder: &Path) -> Result<Self, String> {
		let settings = DatabaseSettings {
			trie_cache_maximum_size: None,
			state_pruning: Some(PruningMode::blocks_pruning(KEPT_STATES)),
			source: DatabaseSource::ParityDb { path: folder.into() },
			blocks_pruning: BlocksPruning::KeepFinalized,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		};
		let backend = Backend::new(settings, 4_096).map_err(|error| error.to_string())?;
		let mut chain = Self { backend, number: 0, head: H256::zero() };
		let mut operation = chain.backend.begin_operation().map_err(|error| error.to_string())?;
		let root = operation
			.set_genesis_state(Default::default(), true, StateVersion::V1)
			.map_err(|error| error.to_string())?;
		chain.commit(operation, root)?;
		Ok(chain)
	}

	/// A block that changes `rows`: their root, and all of it in the database.
	fn write(&mut self, rows: &[Row]) -> Result<(), String> {
		let mut operation = self.backend.begin_operation().map_err(|error| error.to_string())?;
		self.backend
			.begin_state_operation(&mut operation, self.head)
			.map_err(|error| error.to_string())?;
		let changes = rows.iter().map(|(key, value)| (key.as_slice(), Some(value.as_slice())));
		let (root, transaction) = self.state()?.storage_root(changes, StateVersion::V1);
		operation.update_db_storage(transaction).map_err(|error| error.to_string())?;
		self.number += 1;
		self.commit(operation, root)
	}

	fn commit(
		&mut self,
		mut operation: <Backend<Block> as sc_client_api::Backend<Block>>::BlockImportOperation,
		root: H256,
	) -> Result<(), String> {
		let header = Header::new(self.number, H256::zero(), root, self.head, Default::default());
		self.head = header.hash();
		operation
			.set_block_data(header, Some(Vec::new()), None, None, NewBlockState::Final, true)
			.map_err(|error| error.to_string())?;
		self.backend.commit_operation(operation).map_err(|error| error.to_string())
	}

	fn state(&self) -> Result<<Backend<Block> as sc_client_api::Backend<Block>>::State, String> {
		self.backend
			.state_at(self.head, TrieCacheContext::Trusted)
			.map_err(|error| error.to_string())
	}
}

/// A row as pallets have them: one of twenty maps, a hashed key, and a value of some hundred bytes at most.
fn row(number: u64, random: &mut Rng) -> Row {
	let map = sp_io::hashing::blake2_256(&(number % 20).to_le_bytes());
	let key =
		[&map[..], &sp_io::hashing::blake2_128(&number.to_le_bytes()), &bytes(32, random)].concat();
	let length = random.usize(20..320);
	(key, bytes(length, random))
}

fn median(sorted: &[u64]) -> u64 {
	sorted[sorted.len() / 2]
}

/// The least, the median and the most, in words; sorts them.
fn spread(figures: &mut [u64]) -> String {
	figures.sort_unstable();
	let (least, most) = (figures[0], figures[figures.len() - 1]);
	format!("{} ns for each ({least} to {most})", median(figures))
}

fn bytes(length: usize, random: &mut Rng) -> Vec<u8> {
	let mut bytes = vec![0; length];
	random.fill(&mut bytes);
	bytes
}
