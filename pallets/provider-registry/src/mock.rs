//! A runtime with this pallet and nothing else of Salus; root accredits and licenses.

use crate::{
	self as pallet_provider_registry, Applications, GenesisOrganization, HoldReason, Practitioner,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{HoldConsideration, InspectHold, Mutate},
		ConstU64, LinearStoragePrice,
	},
};
use frame_system::EnsureRoot;
use salus_primitives::{
	doubles::{self, Trail},
	Actor, KeySuite, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	PractitionerId, Pseudonym, PublicKey, Role, Roles,
};
use sp_core::H256;
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		ProviderRegistry: pallet_provider_registry,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	/// For what the deposit of an application is held.
	pub const ForApplication: RuntimeHoldReason =
		RuntimeHoldReason::ProviderRegistry(HoldReason::Application);
}

parameter_types! {
	/// For how long what ended is kept: [`RETENTION`], unless a test says otherwise.
	pub static KeptFor: Moment = RETENTION;
}

impl pallet_provider_registry::Config for Test {
	type Time = Timestamp;
	type Audit = Trail;
	type AccreditOrigin = EnsureRoot<u64>;
	type LicensingOrigin = EnsureRoot<u64>;
	type Consideration = HoldConsideration<
		u64,
		Balances,
		ForApplication,
		LinearStoragePrice<ConstU64<100>, ConstU64<1>, u64>,
	>;
	type HistoryRetention = KeptFor;
	type WeightInfo = ();
}

/// The admin of the first organization that a test accredits.
pub const ADMIN: u64 = 1;
/// A physician and nurse in it, if the test asks for one.
pub const DOCTOR: u64 = 2;
/// A gateway of it, if the test asks for one.
pub const GATEWAY: u64 = 3;
/// An account with no role anywhere.
pub const OUTSIDER: u64 = 9;

/// A physician and nurse in it without an account, if the test asks for a gateway.
pub const MIDWIFE: Pseudonym = Pseudonym([8; 32]);

/// When the tests play: 1 January 2026.
pub const NOW: Moment = 1_767_225_600_000;
/// A day.
pub const DAY: Moment = 86_400_000;
/// For how long the rows of those who left are kept.
pub const RETENTION: Moment = 100 * DAY;

/// What an applicant has to begin with.
pub const FORTUNE: u64 = 1_000;

/// From now on, without end.
pub const OPEN: Period = Period { from: NOW, until: None };

/// What the description of an organization is committed to by.
pub const PROFILE: H256 = H256::repeat_byte(4);

/// The roles that a doctor has in the tests.
pub fn doctors_roles() -> Roles {
	Roles::of(&[Role::Physician, Role::Nurse])
}

/// A key that differs for each `number`, of either suite.
pub fn key(number: u8) -> PublicKey {
	let suite = if number.is_multiple_of(2) { KeySuite::XWing } else { KeySuite::X25519 };
	PublicKey { suite, bytes: [number; 32] }
}

/// The practitioner who has this account.
pub fn by(account: u64) -> PractitionerId<u64> {
	PractitionerId::Account(account)
}

/// The practitioner who has no account.
pub fn midwife() -> PractitionerId<u64> {
	PractitionerId::Pseudonym(MIDWIFE)
}

/// The signed origin of an account.
pub fn signed(account: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

/// Root's origin.
pub fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// Builds the state that a test starts from.
#[derive(Default)]
pub struct ExtBuilder {
	genesis: Vec<GenesisOrganization<u64>>,
	organization: bool,
	doctor: bool,
	gateway: bool,
	rich: Vec<u64>,
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

	/// Accredits organization 0, makes [`GATEWAY`] a gateway and [`MIDWIFE`] a practitioner of it.
	pub fn with_gateway(mut self) -> Self {
		self.gateway = true;
		self.with_organization()
	}

	/// Gives an account [`FORTUNE`].
	pub fn with_fortune(mut self, account: u64) -> Self {
		self.rich.push(account);
		self
	}

	/// The state alone.
	pub fn build(self) -> sp_io::TestExternalities {
		doubles::reset();
		KeptFor::set(RETENTION);
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
			for account in self.rich {
				assert_ok!(Balances::mint_into(&account, FORTUNE));
			}
			if self.organization {
				accredit(ADMIN, OPEN);
			}
			if self.doctor {
				add(by(DOCTOR));
			}
			if self.gateway {
				assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 0, GATEWAY));
				add(midwife());
			}
			if self.organization {
				// Otherwise the first change by a test would be the second one of that moment.
				go_to(NOW + 1);
			}
		});
		ext
	}

	/// Runs `test` on the state, then checks what must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			check();
		});
	}
}

/// Checks what must always hold: the pallet's invariants, and that the deposits held are the tickets
/// stored.
pub fn check() {
	ProviderRegistry::do_try_state().expect("the pallet's invariants hold");
	let accounts =
		frame_system::Account::<Test>::iter_keys().chain(Applications::<Test>::iter_keys());
	for account in accounts {
		let deposit = Applications::<Test>::get(account).map_or(0, |_| deposit());
		assert_eq!(held(account), deposit, "the deposit of {account} is its application's");
	}
}

/// What an application costs while it waits.
pub fn deposit() -> u64 {
	100 + ProviderRegistry::application_footprint().size
}

/// What is held of an account for its application.
pub fn held(account: u64) -> u64 {
	Balances::balance_on_hold(&ForApplication::get(), &account)
}

/// Accredits a hospital and returns its id.
pub fn accredit(admin: u64, accreditation: Period) -> OrganizationId {
	let organization = crate::NextOrganizationId::<Test>::get();
	assert_ok!(ProviderRegistry::accredit_organization(
		root(),
		OrganizationKind::Hospital,
		admin,
		accreditation,
		PROFILE
	));
	organization
}

/// Adds a practitioner with [`doctors_roles`] to organization 0, licensed without end.
pub fn add(practitioner: PractitionerId<u64>) {
	assert_ok!(ProviderRegistry::add_practitioner(
		signed(ADMIN),
		0,
		practitioner,
		doctors_roles(),
		OPEN
	));
}

/// Suspends organization 0.
pub fn suspend() {
	assert_ok!(ProviderRegistry::suspend_organization(root(), 0));
}

/// Reinstates organization 0.
pub fn reinstate() {
	assert_ok!(ProviderRegistry::reinstate_organization(root(), 0));
}

/// Revokes the accreditation of organization 0.
pub fn revoke() {
	assert_ok!(ProviderRegistry::revoke_accreditation(root(), 0));
}

/// Lets a new organization of [`OUTSIDER`] follow organization 0, and returns its id.
pub fn succeed() -> OrganizationId {
	let by = accredit(OUTSIDER, OPEN);
	assert_ok!(ProviderRegistry::succeed_organization(root(), 0, by));
	by
}

/// Lets a new organization follow organization 0.
pub fn be_followed() {
	succeed();
}

/// Who acts with an own account.
pub fn acting(organization: OrganizationId, account: u64) -> Actor<u64> {
	Actor::Practitioner { organization, account }
}

/// [`MIDWIFE`], through this account.
pub fn acting_through(organization: OrganizationId, account: u64) -> Actor<u64> {
	Actor::Gateway { organization, account, practitioner: MIDWIFE }
}

/// In which roles [`DOCTOR`] may act for organization 0 at `at`.
pub fn doctor_at(at: Moment) -> Result<Roles, NotPractising> {
	ProviderRegistry::standing(acting(0, DOCTOR), Some(at)).map(|standing| standing.roles)
}

/// In which roles [`DOCTOR`] may act for organization 0 now.
pub fn doctor_now() -> Result<Roles, NotPractising> {
	ProviderRegistry::standing(acting(0, DOCTOR), None).map(|standing| standing.roles)
}

/// The row of [`DOCTOR`] in organization 0.
pub fn doctors_row() -> Practitioner {
	ProviderRegistry::practitioner(0, by(DOCTOR)).expect("added")
}

/// The row of organization 0.
pub fn organizations_row() -> crate::Organization<u64> {
	ProviderRegistry::organization(0).expect("accredited")
}

/// Checks how many rows name an account, and that the system holds that many references for it.
#[track_caller]
pub fn assert_roles(account: u64, count: u32) {
	assert_eq!(crate::RoleCount::<Test>::get(account), count);
	assert_eq!(crate::RoleCount::<Test>::contains_key(account), count > 0);
	assert_eq!(System::sufficients(&account), count);
}

/// Lets the next moment come, in which what was changed twice in this one counts as it was changed last.
pub fn tick() {
	go_to(Timestamp::get() + 1);
}

/// Lets `at` be now.
pub fn go_to(at: Moment) {
	Timestamp::set_timestamp(at);
}
