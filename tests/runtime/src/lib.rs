//! A chain in memory: blocks of signed transactions through the whole runtime, without a node.
//!
//! Transactions are built, signed and checked as on a real chain, extensions included.

pub mod calls;
pub mod motions;
pub mod scenes;
pub mod touched;
pub mod trails;

use codec::Encode;
use frame_support::traits::{PalletsInfoAccess, TryState, TryStateSelect};
use pallet_admission::{Admit, CheckKeptNonce, CurrentFigures, Figures, ShortMortality};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, Capacity, Decision, Moment, Months, OrganizationId,
	PatientId, Purpose, RecordClass, Sequence, Target,
};
pub use salus_primitives::{DAY, HOUR, MINUTE};
use salus_runtime::{
	extensions::{SignedExtension, TxExtension, META_TX_VERSION},
	AccountId, Admission, AllPalletsWithSystem, Consent, Executive, Header, Nonce, Runtime,
	RuntimeCall, RuntimeEvent, SignedPayload, System, Timestamp, UncheckedExtrinsic, SLOT_DURATION,
};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{
	generic::Era,
	traits::{Header as _, TransactionExtension},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
	},
	ApplyExtrinsicResult, BuildStorage, Digest, DigestItem, ExtrinsicInclusionMode, MultiSignature,
	Perbill,
};

/// The hospital of the presets.
pub const HOSPITAL: OrganizationId = 0;
/// The clinic of the presets.
pub const CLINIC: OrganizationId = 1;
/// A class of records.
pub const OBSERVATION: RecordClass = RecordClass(100);
/// Another class of records.
pub const CONDITION: RecordClass = RecordClass(101);
/// Months that records of the tests fall in.
pub const SOME_MONTHS: Months = Months { from: 600, until: 612 };

/// As a practitioner of `organization`.
pub fn practising(organization: OrganizationId) -> Capacity {
	Capacity::Practitioner { organization }
}

/// The key of one of the presets' people, such as `Alice`.
pub fn person(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("the name is a valid path")
}

/// The account of a key.
pub fn account(key: &sr25519::Pair) -> AccountId {
	AccountId::new(key.public().0)
}

/// The next nonce of a key's account.
pub fn next_nonce(key: &sr25519::Pair) -> Nonce {
	Admission::next_nonce(&account(key))
}

/// A chain in memory.
pub struct Chain {
	state: sp_io::TestExternalities,
	height: u32,
	slot: u64,
	parent: H256,
}

impl Chain {
	/// A chain that starts with the genesis preset `development`, on which everybody may send freely what a test
	/// sends.
	pub fn development() -> Self {
		let mut chain = Self::strict();
		let half = Perbill::from_percent(50);
		let generous = Figures {
			emergency: Perbill::from_percent(60),
			protect: Perbill::from_percent(10),
			care: Perbill::from_percent(10),
			patients: Perbill::from_percent(10),
			others: Perbill::from_percent(10),
			organization_emergency: half,
			organization_depth: 1_000,
			attested: half,
			attested_blocks: 1,
			protection: half,
			account: half,
			account_depth: 1,
			organization_reach: 512,
			reach: 512,
			..Figures::default()
		};
		assert!(generous.are_sound());
		chain.look(|| CurrentFigures::<Runtime>::put(generous));
		chain
	}

	/// A chain that starts with the genesis preset `development`, blocks being divided as by default.
	pub fn strict() -> Self {
		Self::from_preset(sp_genesis_builder::DEV_RUNTIME_PRESET)
	}

	/// A chain that starts with the genesis preset called `name`.
	pub fn from_preset(name: &str) -> Self {
		let preset = salus_runtime::genesis::preset(&name.into()).expect("there is such a preset");
		let mut config = serde_json::to_value(salus_runtime::RuntimeGenesisConfig::default())
			.expect("the default is valid");
		let patch = serde_json::from_slice(&preset).expect("a preset is JSON");
		merge(&mut config, patch);
		let config: salus_runtime::RuntimeGenesisConfig =
			serde_json::from_value(config).expect("a preset fits the genesis configuration");
		let mut state: sp_io::TestExternalities =
			config.build_storage().expect("a preset builds").into();
		let parent = state.execute_with(Self::first_block);
		Self { state, height: 0, slot: 1_000, parent }
	}

	/// The hash of the block that a chain begins with, which names what is in the state, and which the state knows.
	fn first_block() -> H256 {
		let root = sp_io::storage::root(salus_runtime::VERSION.state_version());
		let root = H256::from_slice(&root);
		let none = H256::zero();
		let hash = Header::new(0, none, root, none, Digest::default()).hash();
		frame_system::BlockHash::<Runtime>::insert(0, hash);
		hash
	}

	/// Reads or changes the state between blocks.
	pub fn look<R>(&mut self, at: impl FnOnce() -> R) -> R {
		self.state.execute_with(at)
	}

	/// Makes a block of what `fill` does, and checks every pallet's invariants after it.
	pub fn block<R>(&mut self, fill: impl FnOnce() -> R) -> R {
		let (mode, result) = self.block_unchecked(fill);
		assert_eq!(mode, ExtrinsicInclusionMode::AllExtrinsics, "nothing is being migrated");
		self.check();
		result
	}

	/// Makes a block of what `fill` does, and says what the block was open for.
	pub fn block_unchecked<R>(&mut self, fill: impl FnOnce() -> R) -> (ExtrinsicInclusionMode, R) {
		self.height += 1;
		self.slot += 1;
		let (height, slot, parent) = (self.height, self.slot, self.parent);
		let (header, mode, result) = self.state.execute_with(|| {
			let slot = sp_consensus_aura::Slot::from(slot);
			let aura = DigestItem::PreRuntime(sp_consensus_aura::AURA_ENGINE_ID, slot.encode());
			let mode = Executive::initialize_block(&Header::new(
				height,
				H256::zero(),
				H256::zero(),
				parent,
				Digest { logs: vec![aura] },
			));
			let now = u64::from(slot) * SLOT_DURATION;
			let time = UncheckedExtrinsic::new_bare(pallet_timestamp::Call::set { now }.into());
			Executive::apply_extrinsic(time).expect("valid").expect("the clock moves on");
			let result = fill();
			(Executive::finalize_block(), mode, result)
		});
		self.parent = header.hash();
		(mode, result)
	}

	/// Executes the block of another node in which `key` has sent `call`. It has no state root, so even a valid
	/// block ends in a panic.
	pub fn execute(&mut self, key: &sr25519::Pair, call: impl Into<RuntimeCall>) {
		let (call, height, parent) = (call.into(), self.height + 1, self.parent);
		let slot = sp_consensus_aura::Slot::from(self.slot + 1);
		self.look(|| {
			let aura = DigestItem::PreRuntime(sp_consensus_aura::AURA_ENGINE_ID, slot.encode());
			let digest = Digest { logs: vec![aura] };
			let header = Header::new(height, H256::zero(), H256::zero(), parent, digest);
			let now = u64::from(slot) * SLOT_DURATION;
			let time = UncheckedExtrinsic::new_bare(pallet_timestamp::Call::set { now }.into());
			let transaction = sign(key, call, next_nonce(key));
			let block = <salus_runtime::Block as sp_runtime::traits::Block>::new(
				header,
				vec![time, transaction],
			);
			Executive::execute_block(block.into());
		});
	}

	/// Goes on with an empty block after whatever the clock shows, which was moved between blocks.
	pub fn catch_up(&mut self) {
		self.slot = self.look(Timestamp::get) / SLOT_DURATION;
		self.pass_a_block();
	}

	/// Writes into the state what was done to it so far, so that it is read from there.
	pub fn settle(&mut self) {
		self.state.commit_all().expect("the state is in memory");
	}

	/// The chain as it is now, to go on from as often as is wanted.
	pub fn photograph(mut self) -> Photograph {
		self.settle();
		let Self { state, height, slot, parent } = self;
		let (state, root) = state.into_raw_snapshot();
		Photograph { state, root, height, slot, parent }
	}

	/// Checks every pallet's invariants.
	pub fn check(&mut self) {
		let height = self.height;
		self.look(|| {
			for pallet in AllPalletsWithSystem::infos() {
				let this_one = TryStateSelect::Only(vec![pallet.name.as_bytes().to_vec()]);
				let checked = <AllPalletsWithSystem as TryState<u32>>::try_state(height, this_one);
				assert_eq!(checked, Ok(()), "{}'s invariants hold after every block", pallet.name);
			}
		});
	}

	/// What is decided now on `who`, acting in `capacity`, who wants to do this with records of `class`.
	pub fn decision(
		&mut self,
		patient: PatientId,
		(who, capacity): (&str, Capacity),
		(action, purpose): (Action, Purpose),
		class: RecordClass,
	) -> Decision {
		let request = AccessRequest {
			patient,
			actor: Actor::new(account(&person(who)), capacity),
			action,
			purpose,
			target: Target::Class { class, content: None },
		};
		self.look(|| <Consent as AccessPolicy<_>>::decide(&request, Timestamp::get()))
	}

	/// Makes an empty block.
	pub fn pass_a_block(&mut self) {
		self.block(|| ());
	}

	/// Lets the chain stand still for `time` and goes on with an empty block.
	pub fn wait(&mut self, time: Moment) {
		self.slot += time.div_ceil(SLOT_DURATION);
		self.pass_a_block();
	}

	/// Sends `call`, signed by `key`, in a block of its own.
	pub fn send(&mut self, key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> Sent {
		let call = call.into();
		self.block(|| send(key, call))
	}

	/// Sends `call` as the superuser of the preset `development`, in a block of its own, and expects
	/// that it does what it was meant to do.
	#[track_caller]
	pub fn sudo(&mut self, call: impl Into<RuntimeCall>) -> Sent {
		let call = Box::new(call.into());
		let sent = self.send(&person("Alice"), pallet_sudo::Call::<Runtime>::sudo { call }).ok();
		for event in &sent.events {
			if let RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result }) = event {
				assert!(sudo_result.is_ok(), "refused: {sudo_result:?}");
			}
		}
		sent
	}

	/// What the transaction pool says of `call`, signed by `key`.
	pub fn validate(
		&mut self,
		key: &sr25519::Pair,
		call: impl Into<RuntimeCall>,
	) -> TransactionValidity {
		let nonce = self.look(|| next_nonce(key));
		self.validate_as(key, call, nonce)
	}

	/// What the transaction pool says of `call`, signed by `key` with this nonce.
	pub fn validate_as(
		&mut self,
		key: &sr25519::Pair,
		call: impl Into<RuntimeCall>,
		nonce: Nonce,
	) -> TransactionValidity {
		let call = call.into();
		let parent = self.parent;
		self.look(|| {
			let transaction = sign(key, call, nonce);
			// The pool throws away what this writes.
			sp_io::storage::start_transaction();
			let source = TransactionSource::External;
			let validity = Executive::validate_transaction(source, transaction, parent);
			sp_io::storage::rollback_transaction();
			validity
		})
	}
}

/// A node of the state's trie, and how often it is referred to.
type CountedNode = (Vec<u8>, i32);

/// A chain at some height.
pub struct Photograph {
	state: Vec<(Vec<u8>, CountedNode)>,
	root: H256,
	height: u32,
	slot: u64,
	parent: H256,
}

impl Photograph {
	/// How many bytes the nodes of the state's trie take, and the values beside them.
	pub fn bytes(&self) -> usize {
		let live = |(_, count): &&(Vec<u8>, i32)| *count > 0;
		self.state.iter().map(|(_, node)| node).filter(live).map(|(node, _)| node.len()).sum()
	}

	/// A chain that goes on from there.
	pub fn chain(&self) -> Chain {
		let version = salus_runtime::VERSION.state_version();
		let state =
			sp_io::TestExternalities::from_raw_snapshot(self.state.clone(), self.root, version);
		let Self { height, slot, parent, .. } = *self;
		Chain { state, height, slot, parent }
	}
}

/// Lays a preset, which names only what it sets, over a whole configuration.
fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
	match (into, patch) {
		(serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(serde_json::Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}

/// What came of a transaction.
#[derive(Debug)]
pub struct Sent {
	/// What the runtime answered.
	pub result: ApplyExtrinsicResult,
	/// What happened in it.
	pub events: Vec<RuntimeEvent>,
}

impl Sent {
	/// Expects that the transaction did what it was meant to do.
	#[track_caller]
	pub fn ok(self) -> Self {
		assert!(matches!(self.result, Ok(Ok(()))), "refused: {:?}", self.result);
		self
	}

	/// Expects that the transaction was executed and refused with `error`.
	#[track_caller]
	pub fn refused(self, error: impl Into<sp_runtime::DispatchError>) {
		assert_eq!(
			self.result.map_err(|_| "not executed").map(strip),
			Ok(Err(strip_error(error.into())))
		);
	}
}

fn strip(outcome: sp_runtime::DispatchOutcome) -> sp_runtime::DispatchOutcome {
	outcome.map_err(strip_error)
}

/// An error without the text that exists only in native code.
fn strip_error(error: sp_runtime::DispatchError) -> sp_runtime::DispatchError {
	error.stripped()
}

/// Why a transaction does not get into a block.
pub fn refusal(reason: InvalidTransaction) -> TransactionValidityError {
	TransactionValidityError::Invalid(reason)
}

/// How many fees were paid in a transaction.
pub fn fees(sent: &Sent) -> usize {
	let is_fee = |event: &&RuntimeEvent| {
		matches!(
			event,
			RuntimeEvent::TransactionPayment(
				pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. }
			) if *actual_fee > 0
		)
	};
	sent.events.iter().filter(is_fee).count()
}

/// Sends `call`, signed by `key`, in the block that is being made.
pub fn send(key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> Sent {
	send_as(key, call, next_nonce(key))
}

/// Sends `call`, signed by `key` with this nonce, in the block that is being made.
pub fn send_as(key: &sr25519::Pair, call: impl Into<RuntimeCall>, nonce: Nonce) -> Sent {
	submit(sign(key, call.into(), nonce))
}

/// Sends a signed transaction in the block that is being made. As a node does that makes a block, it takes back
/// whatever a transaction did that does not get in.
pub fn submit(transaction: UncheckedExtrinsic) -> Sent {
	let before = System::events().len();
	sp_io::storage::start_transaction();
	let result = Executive::apply_extrinsic(transaction);
	if result.is_ok() {
		sp_io::storage::commit_transaction();
	} else {
		sp_io::storage::rollback_transaction();
	}
	let events = System::events().split_off(before).into_iter().map(|record| record.event);
	Sent { result, events: events.collect() }
}

/// Signs `call` with `key` and this nonce.
pub fn sign(key: &sr25519::Pair, call: RuntimeCall, nonce: Nonce) -> UncheckedExtrinsic {
	let payload = SignedPayload::new(call, extensions(nonce, Era::Immortal))
		.expect("the extensions know what they sign");
	let signature = payload.using_encoded(|bytes| key.sign(bytes));
	let (call, extensions, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(
		call,
		account(key).into(),
		MultiSignature::Sr25519(signature),
		extensions,
	)
}

/// What goes with an ordinary transaction.
pub fn extensions(nonce: Nonce, era: Era) -> TxExtension {
	let fee = pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0);
	(
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckMortality::from(era),
		frame_system::CheckWeight::new(),
		Admit::new(nonce, fee),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// Meta transactions: one signs, another sends and pays.
pub mod meta {
	use super::*;
	use sp_io::hashing::blake2_256;

	/// A meta transaction.
	pub type MetaTx = pallet_meta_tx::MetaTxFor<Runtime>;
	/// Who signed one.
	pub type VerifySignature = pallet_verify_signature::VerifySignature<Runtime>;
	/// What is signed without being sent: marker, versions, genesis, the first block of the era.
	pub type Implicit = <SignedExtension as TransactionExtension<RuntimeCall>>::Implicit;

	/// An era of `period` blocks from now.
	pub fn era(period: u64) -> Era {
		// The hash of the block that is being made is not known yet.
		Era::mortal(period, u64::from(System::block_number().saturating_sub(1)))
	}

	/// What goes with a meta transaction.
	pub fn extension(nonce: Nonce, era: Era) -> SignedExtension {
		(
			pallet_meta_tx::MetaTxMarker::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			ShortMortality::from(era),
			CheckKeptNonce::from(nonce),
		)
	}

	/// What this chain says must be signed beside what is sent.
	pub fn implicit(extension: &SignedExtension) -> Implicit {
		TransactionExtension::<RuntimeCall>::implicit(extension).expect("the era has begun")
	}

	/// The signature of `key` on `call`.
	pub fn signature(
		key: &sr25519::Pair,
		call: &RuntimeCall,
		extension: &SignedExtension,
		implicit: &Implicit,
	) -> MultiSignature {
		let payload = (META_TX_VERSION, call, extension, implicit);
		MultiSignature::Sr25519(payload.using_encoded(|bytes| key.sign(&blake2_256(bytes))))
	}

	/// A meta transaction that carries this signature of `signer`.
	pub fn assemble(
		call: RuntimeCall,
		signer: AccountId,
		signature: MultiSignature,
		extension: SignedExtension,
	) -> MetaTx {
		let proof = VerifySignature::new_with_signature(signature, signer);
		MetaTx::new(call, META_TX_VERSION, (proof, extension))
	}

	/// `call` as a meta transaction that `key` signed with this nonce, for this era.
	pub fn sign_as(
		key: &sr25519::Pair,
		call: impl Into<RuntimeCall>,
		nonce: Nonce,
		era: Era,
	) -> MetaTx {
		let call = call.into();
		let extension = extension(nonce, era);
		let signature = signature(key, &call, &extension, &implicit(&extension));
		assemble(call, account(key), signature, extension)
	}

	/// `call` as the next meta transaction of `key`.
	pub fn sign(key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> MetaTx {
		sign_as(key, call, next_nonce(key), era(64))
	}

	/// The call by which anybody sends it.
	pub fn relay(transaction: MetaTx) -> RuntimeCall {
		pallet_meta_tx::Call::dispatch {
			meta_tx_encoded_len: transaction.encoded_size() as u32,
			meta_tx: Box::new(transaction),
		}
		.into()
	}

	/// What came of the call that it carried.
	pub fn outcome(sent: &Sent) -> sp_runtime::DispatchResult {
		sent.events
			.iter()
			.find_map(|event| match event {
				RuntimeEvent::MetaTx(pallet_meta_tx::Event::Dispatched { result }) => {
					Some(result.map(|_| ()).map_err(|fault| fault.error.stripped()))
				},
				_ => None,
			})
			.expect("a meta transaction was dispatched")
	}
}

/// The patient that was registered in a transaction.
pub fn registered(sent: &Sent) -> PatientId {
	use pallet_patient_identity::Event::{PatientRegistered, PatientSponsored};
	sent.events
		.iter()
		.find_map(|event| match event {
			RuntimeEvent::PatientIdentity(
				PatientRegistered { patient, .. } | PatientSponsored { patient, .. },
			) => Some(*patient),
			_ => None,
		})
		.expect("a patient was registered")
}

/// The answer to a request for access: a ticket, or none.
pub fn answer(sent: &Sent) -> Option<Sequence> {
	sent.events
		.iter()
		.find_map(|event| match event {
			RuntimeEvent::AuditLog(pallet_audit_log::Event::AccessAnswered { ticket, .. }) => {
				Some(*ticket)
			},
			_ => None,
		})
		.expect("a request for access was answered")
}

/// Gives `who` something to pay fees and deposits with, in a block of its own.
pub fn fund(chain: &mut Chain, who: &sr25519::Pair) {
	let call = pallet_balances::Call::<Runtime>::transfer_allow_death {
		dest: account(who).into(),
		value: 1_000 * salus_runtime::UNIT,
	};
	chain.send(&person("Alice"), call).ok();
}

/// Guardians of `patient`, in their order, of whom two must agree; the salt; and what commits to them.
pub fn guardians(
	patient: PatientId,
	who: &[&sr25519::Pair],
) -> (pallet_patient_identity::GuardianSet<AccountId>, H256, H256) {
	let person = |key: &&sr25519::Pair| pallet_patient_identity::Guardian::Person(account(key));
	let mut members: Vec<_> = who.iter().map(person).collect();
	members.sort();
	let salt = H256::repeat_byte(9);
	let preimage = (*b"salus/guardian/1", patient, 2u8, &members, salt);
	let commitment = H256(preimage.using_encoded(sp_io::hashing::blake2_256));
	(members.try_into().expect("no more than a patient can have"), salt, commitment)
}

/// The number of a guardian among `members`.
pub fn number_of(
	key: &sr25519::Pair,
	members: &pallet_patient_identity::GuardianSet<AccountId>,
) -> u8 {
	let is_it = |member: &&_| **member == pallet_patient_identity::Guardian::Person(account(key));
	members.iter().take_while(|member| !is_it(member)).count() as u8
}
