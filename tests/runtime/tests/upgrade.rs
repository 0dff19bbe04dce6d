//! A chain of the first version, upgraded to this one: what was stored is carried over, block by block.

use codec::Encode;
use frame_support::{
	storage_alias,
	traits::{GetStorageVersion, StorageVersion},
	weights::Weight,
	Blake2_128Concat, Identity, Twox64Concat,
};
use frame_system::LastRuntimeUpgradeInfo;
use pallet_consent::{Provision, Scope};
use pallet_patient_identity::{PatientStatus, WeightInfo as _};
use salus_primitives::{
	Action, Actor, Basis, Commitment, Decision, EncryptionKey, GrantId, Moment, NotPractising,
	OrganizationId, OrganizationKind, PatientId, Period, PractitionerId, ProviderDirectory,
	Purpose, Role, Roles,
};
use salus_runtime::{
	configs::MaxMigrationWeight, AccountId, Block, Consent, Executive, Header, Migrations,
	PatientIdentity, ProviderRegistry, Runtime, RuntimeEvent, System, SLOT_DURATION,
};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::{
	traits::{Block as _, Header as _},
	Digest, DigestItem, ExtrinsicInclusionMode,
};

/// How the first version wrote a patient.
#[derive(Encode, codec::Decode)]
struct OldPatient {
	controller: AccountId,
	key: EncryptionKey,
	registered_at: Moment,
}

/// How the first version wrote an organization.
#[derive(Encode, codec::Decode)]
struct OldOrganization {
	kind: OrganizationKind,
	admins: Vec<AccountId>,
	accreditation: Period,
	suspensions: Vec<Period>,
	suspensions_kept_since: Moment,
	profile: H256,
	registered_at: Moment,
}

/// What a practitioner was before it was changed.
#[derive(Encode, codec::Decode)]
struct OldTerms {
	replaced_at: Moment,
	roles: Roles,
	licence: Period,
}

/// How the first version wrote a practitioner.
#[derive(Encode, codec::Decode)]
struct OldPractitioner {
	roles: Roles,
	licence: Period,
	key: Option<EncryptionKey>,
	added_at: Moment,
	past: Vec<OldTerms>,
}

/// How the first version wrote a grant.
#[derive(Encode, codec::Decode)]
struct OldGrant {
	id: GrantId,
	granted_at: Moment,
	terms: Option<Commitment>,
	provision: Provision<AccountId>,
}

/// How it wrote what an organization holds of a patient.
#[derive(Encode, codec::Decode)]
struct OldFile {
	own: Vec<OldGrant>,
}

/// How it wrote which of a patient's grants count: live ones with their organization and period, and ended
/// ones with the moment of their end.
#[derive(Encode, codec::Decode)]
struct OldHead {
	next: GrantId,
	live: Vec<(GrantId, OrganizationId, Option<Moment>)>,
	ended: Vec<(GrantId, Moment)>,
	complete_since: Moment,
}

/// How it wrote the keys that came with a grant.
#[derive(Encode, codec::Decode)]
struct OldEnvelope {
	grant: GrantId,
	key_epoch: u32,
	sealed: Vec<u8>,
}

mod old {
	use super::*;
	use frame_support::storage::types::Key;

	#[storage_alias(verbatim)]
	pub type Files =
		StorageDoubleMap<Consent, Identity, PatientId, Twox64Concat, OrganizationId, OldFile>;

	#[storage_alias(verbatim)]
	pub type Heads = StorageMap<Consent, Identity, PatientId, OldHead>;

	#[storage_alias(verbatim)]
	pub type Envelopes = StorageNMap<
		Consent,
		(Key<Identity, PatientId>, Key<Twox64Concat, OrganizationId>, Key<Twox64Concat, u8>),
		OldEnvelope,
	>;

	#[storage_alias(verbatim)]
	pub type Patients = StorageMap<PatientIdentity, Identity, PatientId, OldPatient>;

	#[storage_alias(verbatim)]
	pub type Organizations =
		StorageMap<ProviderRegistry, Twox64Concat, OrganizationId, OldOrganization>;

	#[storage_alias(verbatim)]
	pub type Practitioners = StorageDoubleMap<
		ProviderRegistry,
		Twox64Concat,
		OrganizationId,
		Blake2_128Concat,
		AccountId,
		OldPractitioner,
	>;
}

/// When the old chain's organizations and practitioners were registered.
const THEN: Moment = 1_000_000;

const FOR_EVER: Period = Period { from: 0, until: None };

fn patient_id(number: u32) -> PatientId {
	PatientId(sp_io::hashing::blake2_256(&number.encode()))
}

/// The key of a patient that shall sign.
fn patient_key(number: u32) -> Pair {
	person(&format!("patient {number}"))
}

/// How many patients shall sign; making a key takes long.
const SIGNERS: u32 = 2;

/// How many patients have given grants at most; to check what hangs together with them takes long.
const SHARING: u32 = 300;

fn patient_account(number: u32) -> AccountId {
	if number < SIGNERS {
		account(&patient_key(number))
	} else {
		AccountId::new(sp_io::hashing::blake2_256(&(number, "account").encode()))
	}
}

fn key_of(number: u32) -> EncryptionKey {
	EncryptionKey { public: [7; 32], epoch: number % 3 }
}

/// Writes `patients` patients as the first version did.
fn write_patients(patients: u32) {
	for number in 0..patients {
		let controller = patient_account(number);
		pallet_patient_identity::Registrations::<Runtime>::insert(&controller, 1);
		pallet_patient_identity::RoleCount::<Runtime>::insert(&controller, 1);
		System::inc_sufficients(&controller);
		let row = OldPatient { controller, key: key_of(number), registered_at: number.into() };
		old::Patients::insert(patient_id(number), row);
	}
}

/// Writes that each of `patients` patients had shared everything with the clinic and ended that at [`THEN`],
/// and shares it again since.
fn write_grants(patients: u32) {
	let provision = calls::provision(&[Action::Access], Scope::All);
	let grant =
		|id, granted_at| OldGrant { id, granted_at, terms: None, provision: provision.clone() };
	for patient in (0..patients).map(patient_id) {
		let own = vec![grant(0, 0), grant(1, THEN + 500)];
		old::Files::insert(patient, CLINIC, OldFile { own });
		let live = vec![(1, CLINIC, None)];
		let head = OldHead { next: 2, live, ended: vec![(0, THEN)], complete_since: 0 };
		old::Heads::insert(patient, head);
		let envelope = OldEnvelope { grant: 1, key_epoch: 0, sealed: vec![7; 48] };
		old::Envelopes::insert((patient, CLINIC, 1), envelope);
	}
}

/// Writes the preset's organizations and practitioners as the first version did.
fn rewrite_preset() {
	let organization = |kind, admin: &str, suspensions| OldOrganization {
		kind,
		admins: vec![account(&person(admin))],
		accreditation: FOR_EVER,
		suspensions,
		suspensions_kept_since: THEN,
		profile: H256::repeat_byte(5),
		registered_at: THEN,
	};
	let practitioner = |roles: &[Role], past| OldPractitioner {
		roles: Roles::of(roles),
		licence: FOR_EVER,
		key: Some(EncryptionKey::first([3; 32])),
		added_at: THEN,
		past,
	};
	let _ = pallet_provider_registry::Organizations::<Runtime>::clear(u32::MAX, None);
	let _ = pallet_provider_registry::Practitioners::<Runtime>::clear(u32::MAX, None);
	old::Organizations::insert(HOSPITAL, organization(OrganizationKind::Hospital, "Alice", vec![]));
	let suspension = Period { from: THEN + 1_000, until: Some(THEN + 2_000) };
	let clinic = organization(OrganizationKind::Clinic, "Dave", vec![suspension]);
	old::Organizations::insert(CLINIC, clinic);
	let bob = practitioner(&[Role::Physician, Role::Nurse, Role::Laboratory], vec![]);
	old::Practitioners::insert(HOSPITAL, account(&person("Bob")), bob);
	let charlie = practitioner(&[Role::Custodian], vec![]);
	old::Practitioners::insert(HOSPITAL, account(&person("Charlie")), charlie);
	let nurse =
		OldTerms { replaced_at: THEN + 500, roles: Roles::of(&[Role::Nurse]), licence: FOR_EVER };
	let eve = practitioner(&[Role::Physician], vec![nurse]);
	old::Practitioners::insert(CLINIC, account(&person("Eve")), eve);
}

/// A chain as the first version of the runtime left it, with this runtime's code just put in.
fn old_chain(patients: u32) -> Chain {
	let mut chain = Chain::development();
	chain.look(|| {
		rewrite_preset();
		write_patients(patients);
		write_grants(patients.min(SHARING));
		StorageVersion::new(1).put::<PatientIdentity>();
		StorageVersion::new(1).put::<ProviderRegistry>();
		StorageVersion::new(1).put::<Consent>();
		frame_system::LastRuntimeUpgrade::<Runtime>::put(LastRuntimeUpgradeInfo {
			spec_version: 1.into(),
			spec_name: "salus".into(),
		});
	});
	chain
}

fn is_migrating(chain: &mut Chain) -> bool {
	chain.look(pallet_migrations::Cursor::<Runtime>::exists)
}

/// How many of what happened to migrations in the last block are `such`.
fn count(chain: &mut Chain, such: impl Fn(&pallet_migrations::Event<Runtime>) -> bool) -> usize {
	chain.look(|| {
		System::events()
			.into_iter()
			.filter(|record| match &record.event {
				RuntimeEvent::Migrations(event) => such(event),
				_ => false,
			})
			.count()
	})
}

/// Makes blocks until all is migrated, and says how many it took.
fn migrate(chain: &mut Chain) -> u32 {
	let mut blocks = 0;
	loop {
		let (mode, ()) = chain.block_unchecked(|| ());
		assert_eq!(mode, ExtrinsicInclusionMode::OnlyInherents, "no transactions meanwhile");
		let failed = pallet_migrations::Event::UpgradeFailed;
		assert_eq!(count(chain, |event| *event == failed), 0);
		blocks += 1;
		assert!(blocks < 1_000, "it comes to an end");
		if !is_migrating(chain) {
			return blocks;
		}
	}
}

/// More patients than one block can migrate.
fn too_many_for_a_block() -> u32 {
	type Weights = <Runtime as pallet_patient_identity::Config>::WeightInfo;
	let each: Weight = Weights::migrate_patient();
	let fit =
		MaxMigrationWeight::get().checked_div_per_component(&each).expect("it costs something");
	u32::try_from(fit).expect("few enough for a test") + 100
}

#[test]
fn an_upgrade_carries_every_row_over_in_several_blocks() {
	let patients = too_many_for_a_block();
	let mut chain = old_chain(patients);
	let blocks = migrate(&mut chain);
	assert!(blocks > 1, "{patients} patients took {blocks} block");
	chain.check();
	chain.look(|| {
		assert_eq!(PatientIdentity::on_chain_storage_version(), StorageVersion::new(2));
		assert_eq!(ProviderRegistry::on_chain_storage_version(), StorageVersion::new(2));
		assert_eq!(Consent::on_chain_storage_version(), StorageVersion::new(2));
		let rows = pallet_patient_identity::Patients::<Runtime>::iter_keys().count();
		assert_eq!(rows, patients as usize);
		for number in 0..patients {
			let row = PatientIdentity::patient(patient_id(number)).expect("it is still there");
			assert_eq!(row.controller, Some(patient_account(number)));
			assert_eq!(row.status, PatientStatus::Active);
			assert_eq!(row.key, Some(key_of(number)));
			assert_eq!(row.registered_at, Moment::from(number));
			assert_eq!(row.assurance.by, None);
			assert!(row.representatives.is_empty() && row.devices.is_empty());
		}
		for number in 0..SHARING {
			let grants = Consent::live_grants(patient_id(number));
			assert_eq!(grants.len(), 1);
			let status = Consent::envelope(patient_id(number), 1).expect("with its keys");
			assert_eq!(status.envelope.sealed.to_vec(), vec![7; 48]);
		}
		assert_eq!(old::Envelopes::iter().count(), 0);
	});
}

#[test]
fn an_upgrade_carries_what_organizations_and_practitioners_were_over() {
	let mut chain = old_chain(3);
	migrate(&mut chain);
	chain.check();
	let standing = |organization, who: &str, at| {
		let actor = Actor::Practitioner { organization, account: account(&person(who)) };
		<ProviderRegistry as ProviderDirectory<AccountId>>::standing(&actor, at)
	};
	let roles = |organization, who, at| standing(organization, who, at).map(|found| found.roles);
	chain.look(|| {
		let physician = Roles::of(&[Role::Physician, Role::Nurse, Role::Laboratory]);
		assert_eq!(roles(HOSPITAL, "Bob", THEN), Ok(physician));
		assert_eq!(roles(HOSPITAL, "Charlie", THEN), Ok(Roles::of(&[Role::Custodian])));
		assert_eq!(roles(CLINIC, "Eve", THEN), Ok(Roles::of(&[Role::Nurse])));
		assert_eq!(roles(CLINIC, "Eve", THEN + 500), Ok(Roles::of(&[Role::Physician])));
		let suspended = Err(NotPractising::OrganizationSuspended);
		assert_eq!(roles(CLINIC, "Eve", THEN + 1_000), suspended);
		assert_eq!(roles(CLINIC, "Eve", THEN + 2_000), Ok(Roles::of(&[Role::Physician])));
		assert!(standing(HOSPITAL, "Bob", THEN - 1).is_err());
		let eve = PractitionerId::Account(account(&person("Eve")));
		let row = ProviderRegistry::practitioner(CLINIC, eve).expect("she is still there");
		assert_eq!(row.key, Some(EncryptionKey::first([3; 32])));
		let clinic = ProviderRegistry::organization(CLINIC).expect("it is still there");
		assert_eq!(clinic.profile, H256::repeat_byte(5));
		assert_eq!(clinic.admins.to_vec(), vec![account(&person("Dave"))]);
	});
}

#[test]
fn an_upgrade_carries_consent_over_with_its_past() {
	let mut chain = old_chain(3);
	migrate(&mut chain);
	let decision_at = |at| {
		let request = salus_primitives::AccessRequest {
			patient: patient_id(2),
			actor: Actor::Practitioner { organization: CLINIC, account: account(&person("Eve")) },
			action: Action::Access,
			purpose: Purpose::Treatment,
			target: salus_primitives::Target::Class { class: OBSERVATION, content: None },
		};
		Consent::decide(request, at)
	};
	chain.look(|| {
		assert_eq!(decision_at(None), Decision::Permit(Basis::Grant(1)));
		assert_eq!(decision_at(Some(THEN + 500)), Decision::Permit(Basis::Grant(1)));
		assert!(!decision_at(Some(THEN)).is_permitted());
	});
	// What the patient had before, it can end.
	chain.send(&patient_key(1), calls::revoke(patient_id(1), 1)).ok();
	assert!(chain.look(|| Consent::live_grants(patient_id(1))).is_empty());
}

#[test]
fn after_an_upgrade_everybody_goes_on() {
	let mut chain = old_chain(3);
	migrate(&mut chain);
	let (patient, key) = (patient_id(1), patient_key(1));
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	let capacity = salus_primitives::Capacity::Person;
	chain.send(&key, calls::anchor(patient, OBSERVATION, &[H256::zero()], capacity)).ok();
	let sent = chain.send(&person("Eve"), calls::read(patient, 0, practising(CLINIC))).ok();
	assert!(answer(&sent).is_some());
}

#[test]
fn an_upgrade_is_carried_out_once() {
	let mut chain = old_chain(3);
	migrate(&mut chain);
	chain.sudo(pallet_migrations::Call::<Runtime>::force_onboard_mbms {});
	chain.block_unchecked(|| ());
	let skips = count(&mut chain, |event| {
		matches!(event, pallet_migrations::Event::MigrationSkipped { .. })
	});
	assert_eq!(skips, 3);
	assert!(!is_migrating(&mut chain));
	chain.check();
}

#[test]
fn a_new_chain_has_nothing_to_migrate() {
	let mut chain = Chain::development();
	assert_eq!(chain.look(PatientIdentity::on_chain_storage_version), StorageVersion::new(2));
	assert_eq!(chain.look(Consent::on_chain_storage_version), StorageVersion::new(2));
	chain.pass_a_block();
	assert!(!is_migrating(&mut chain));
	chain
		.look(|| assert!(!<Migrations as frame_support::migrations::MultiStepMigrator>::ongoing()));
}

#[test]
#[should_panic(expected = "Only inherents are allowed in this block")]
fn a_block_with_a_transaction_is_invalid_while_data_is_migrated() {
	let mut chain = old_chain(3);
	chain.look(|| {
		let slot = sp_consensus_aura::Slot::from(1_001);
		let aura = DigestItem::PreRuntime(sp_consensus_aura::AURA_ENGINE_ID, slot.encode());
		let header = Header::new(
			1,
			H256::zero(),
			H256::zero(),
			System::parent_hash(),
			Digest { logs: vec![aura] },
		);
		let now = u64::from(slot) * SLOT_DURATION;
		let time = pallet_timestamp::Call::set { now };
		let time = salus_runtime::UncheckedExtrinsic::new_bare(time.into());
		let remark = frame_system::Call::<Runtime>::remark { remark: vec![] };
		let transaction = sign(&person("Alice"), remark.into(), 0);
		Executive::execute_block(Block::new(header, vec![time, transaction]).into());
	});
}
