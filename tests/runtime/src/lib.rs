//! A chain in memory: blocks of signed transactions through the whole runtime, without a node.
//!
//! Transactions are built, signed and checked as on a real chain, extensions included.

use codec::Encode;
use frame_support::traits::{TryState, TryStateSelect};
use salus_primitives::{
	Action, Actions, AnchorId, GrantId, Months, OrganizationId, PatientId, Period, Purpose,
	Purposes, RecordClass, Sequence, Target,
};
use salus_runtime::{
	extensions::{AdmitNewcomers, LimitFreeCalls, TxExtension},
	AccountId, AllPalletsWithSystem, Executive, Header, Nonce, Runtime, RuntimeCall, RuntimeEvent,
	SignedPayload, System, UncheckedExtrinsic, SLOT_DURATION,
};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{
	generic::Era,
	traits::{BlakeTwo256, Header as _},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, BuildStorage, Digest, DigestItem, MultiSignature,
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

/// The key of one of the presets' people, such as `Alice`.
pub fn person(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("the name is a valid path")
}

/// The account of a key.
pub fn account(key: &sr25519::Pair) -> AccountId {
	AccountId::new(key.public().0)
}

/// A chain in memory.
pub struct Chain {
	state: sp_io::TestExternalities,
	height: u32,
}

impl Chain {
	/// A chain that starts with the genesis preset `development`.
	pub fn development() -> Self {
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
		let state = config.build_storage().expect("a preset builds").into();
		Self { state, height: 0 }
	}

	/// Reads or changes the state between blocks.
	pub fn look<R>(&mut self, at: impl FnOnce() -> R) -> R {
		self.state.execute_with(at)
	}

	/// Makes a block of what `fill` does, and checks every pallet's invariants after it.
	pub fn block<R>(&mut self, fill: impl FnOnce() -> R) -> R {
		self.height += 1;
		let height = self.height;
		self.state.execute_with(|| {
			let slot = sp_consensus_aura::Slot::from(1_000 + u64::from(height));
			let aura = DigestItem::PreRuntime(sp_consensus_aura::AURA_ENGINE_ID, slot.encode());
			let parent = System::parent_hash();
			Executive::initialize_block(&Header::new(
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
			Executive::finalize_block();
			<AllPalletsWithSystem as TryState<u32>>::try_state(height, TryStateSelect::All)
				.expect("the invariants hold after every block");
			result
		})
	}

	/// Makes an empty block.
	pub fn pass_a_block(&mut self) {
		self.block(|| ());
	}

	/// Sends `call`, signed by `key`, in a block of its own.
	pub fn send(&mut self, key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> Sent {
		let call = call.into();
		self.block(|| send(key, call))
	}

	/// What the transaction pool says of `call`, signed by `key`.
	pub fn validate(
		&mut self,
		key: &sr25519::Pair,
		call: impl Into<RuntimeCall>,
	) -> TransactionValidity {
		let call = call.into();
		self.look(|| {
			let transaction = sign(key, call, System::account_nonce(account(key)));
			Executive::validate_transaction(TransactionSource::External, transaction, H256::zero())
		})
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

/// Sends `call`, signed by `key`, in the block that is being made.
pub fn send(key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> Sent {
	send_as(key, call, System::account_nonce(account(key)))
}

/// Sends `call`, signed by `key` as its `nonce`-th transaction, in the block that is being made.
pub fn send_as(key: &sr25519::Pair, call: impl Into<RuntimeCall>, nonce: Nonce) -> Sent {
	let before = System::events().len();
	let result = Executive::apply_extrinsic(sign(key, call.into(), nonce));
	let events = System::events().split_off(before).into_iter().map(|record| record.event);
	Sent { result, events: events.collect() }
}

/// Signs `call` as the `nonce`-th transaction of `key`.
pub fn sign(key: &sr25519::Pair, call: RuntimeCall, nonce: Nonce) -> UncheckedExtrinsic {
	let fee = pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0);
	let extensions: TxExtension = (
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckMortality::from(Era::Immortal),
		AdmitNewcomers::from(nonce),
		frame_system::CheckWeight::new(),
		LimitFreeCalls::from(pallet_skip_feeless_payment::SkipCheckIfFeeless::from(fee)),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	);
	let payload = SignedPayload::new(call, extensions).expect("the extensions know what they sign");
	let signature = payload.using_encoded(|bytes| key.sign(bytes));
	let (call, extensions, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(
		call,
		account(key).into(),
		MultiSignature::Sr25519(signature),
		extensions,
	)
}

/// Calls as the people of the tests send them.
pub mod calls {
	use super::*;
	use pallet_consent::{Grantee, Provision, Scope};

	/// Registers a patient.
	pub fn register(salt: u8) -> RuntimeCall {
		pallet_patient_identity::Call::register { salt: H256([salt; 32]), encryption_key: [7; 32] }
			.into()
	}

	/// Lets everybody in `organization` do `action` with records of `scope` for treatment.
	pub fn grant(
		patient: PatientId,
		organization: OrganizationId,
		action: Action,
		scope: Scope,
	) -> RuntimeCall {
		let provision = Provision {
			grantee: Grantee::Organization,
			scope,
			content: None,
			actions: Actions::of(&[action]),
			purposes: Purposes::of(&[Purpose::Treatment]),
			period: Period { from: 0, until: None },
		};
		pallet_consent::Call::grant {
			patient,
			organization,
			provision,
			terms: None,
			envelope: None,
		}
		.into()
	}

	/// Ends a grant.
	pub fn revoke(patient: PatientId, grant: GrantId) -> RuntimeCall {
		pallet_consent::Call::revoke { patient, grant }.into()
	}

	/// Commits, for `organization`, to the records with these commitments.
	pub fn anchor(
		patient: PatientId,
		class: RecordClass,
		commitments: &[H256],
		organization: Option<OrganizationId>,
	) -> RuntimeCall {
		let root =
			binary_merkle_tree::merkle_root::<BlakeTwo256, _>(commitments.iter().map(|c| c.0));
		pallet_record_anchor::Call::anchor {
			patient,
			class,
			root,
			leaves: commitments.len() as u32,
			content: SOME_MONTHS,
			purpose: Purpose::Treatment,
			organization,
		}
		.into()
	}

	/// Asks to read what is under an anchor, from the hospital, for treatment.
	pub fn read(
		patient: PatientId,
		anchor: AnchorId,
		organization: Option<OrganizationId>,
	) -> RuntimeCall {
		pallet_audit_log::Call::request_access {
			patient,
			target: Target::Anchor(anchor),
			action: Action::Access,
			purpose: Purpose::Treatment,
			organization,
			custodian: HOSPITAL,
			reason: None,
		}
		.into()
	}

	/// Redeems a ticket at the hospital.
	pub fn redeem(patient: PatientId, sequence: Sequence, holder: &sr25519::Pair) -> RuntimeCall {
		pallet_audit_log::Call::redeem_ticket {
			patient,
			sequence,
			holder: account(holder),
			custodian: HOSPITAL,
		}
		.into()
	}
}

/// The patient that was registered in a transaction.
pub fn registered(sent: &Sent) -> PatientId {
	sent.events
		.iter()
		.find_map(|event| match event {
			RuntimeEvent::PatientIdentity(pallet_patient_identity::Event::PatientRegistered {
				patient,
				..
			}) => Some(*patient),
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
