//! A runtime with this pallet and nothing else of Salus; root accredits.

use crate::{self as pallet_provider_registry, GenesisOrganization};
use frame_support::{assert_ok, derive_impl};
use frame_system::EnsureRoot;
use salus_primitives::{Moment, OrganizationId, OrganizationKind, Period, Role, Roles};
use sp_core::H256;
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		ProviderRegistry: pallet_provider_registry,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

impl pallet_provider_registry::Config for Test {
	type Time = Timestamp;
	type AccreditOrigin = EnsureRoot<u64>;
	type WeightInfo = ();
}

/// The admin of the first organization that a test accredits.
pub const ADMIN: u64 = 1;
/// A physician and nurse in it, if the test asks for one.
pub const DOCTOR: u64 = 2;
/// An account with no role anywhere.
pub const OUTSIDER: u64 = 9;

/// When the tests play: 1 January 2026.
pub const NOW: Moment = 1_767_225_600_000;
/// A day.
pub const DAY: Moment = 86_400_000;

/// From now on, without end.
pub const OPEN: Period = Period { from: NOW, until: None };

/// What the description of an organization is committed to by.
pub const PROFILE: H256 = H256::repeat_byte(4);

/// The roles that a doctor has in the tests.
pub fn doctors_roles() -> Roles {
	Roles::of(&[Role::Physician, Role::Nurse])
}

/// A key that differs for each `number`.
pub fn key(number: u8) -> [u8; 32] {
	[number; 32]
}

/// Builds the state that a test starts from.
#[derive(Default)]
pub struct ExtBuilder {
	genesis: Vec<GenesisOrganization<u64>>,
	organization: bool,
	doctor: bool,
}

impl ExtBuilder {
	/// Starts the chain with these organizations.
	pub fn with_genesis(mut self, organizations: Vec<GenesisOrganization<u64>>) -> Self {
		self.genesis = organizations;
		self
	}

	/// Accredits organization 0, whose admin is [`ADMIN`], without end.
	pub fn with_organization(mut self) -> Self {
		self.organization = true;
		self
	}

	/// Accredits organization 0 and makes [`DOCTOR`] a practitioner of it, licensed without end.
	pub fn with_doctor(mut self) -> Self {
		self.doctor = true;
		self.with_organization()
	}

	/// The state alone.
	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			provider_registry: crate::GenesisConfig { organizations: self.genesis },
			..Default::default()
		}
		.build_storage()
		.expect("the genesis of the mock is well formed");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(NOW);
			if self.organization {
				accredit(ADMIN, OPEN);
			}
			if self.doctor {
				assert_ok!(ProviderRegistry::add_practitioner(
					RuntimeOrigin::signed(ADMIN),
					0,
					DOCTOR,
					doctors_roles(),
					OPEN
				));
			}
		});
		ext
	}

	/// Runs `test` on the state, then checks what must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			ProviderRegistry::do_try_state().expect("the pallet's invariants hold");
		});
	}
}

/// Accredits a hospital and returns its id.
pub fn accredit(admin: u64, accreditation: Period) -> OrganizationId {
	let organization = crate::NextOrganizationId::<Test>::get();
	assert_ok!(ProviderRegistry::accredit_organization(
		RuntimeOrigin::root(),
		OrganizationKind::Hospital,
		admin,
		accreditation,
		PROFILE
	));
	organization
}

/// Lets `at` be now.
pub fn go_to(at: Moment) {
	Timestamp::set_timestamp(at);
}
