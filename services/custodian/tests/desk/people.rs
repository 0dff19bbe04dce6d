//! Whom a development chain begins with, and patients whom nobody knows yet.

use crate::world::{self, World};
use getrandom::SysRng;
use salus_client::{
	chain::{calls, PairSigner, Signer},
	rand_core::UnwrapErr,
	requests::{PatientRequest, PatientRequestKind, Signed},
	signatures::Sr25519Pair,
	KeyPair, Secret, Suite,
};

pub type Rng = UnwrapErr<SysRng>;
pub type Account = PairSigner<Rng>;

/// The hospital, of which Alice is the admin, Bob a physician and Charlie a custodian.
pub const HOSPITAL: u32 = 0;
/// The clinic, of which Dave is the admin and Eve a physician.
pub const CLINIC: u32 = 1;

pub struct People {
	/// The superuser, too.
	pub alice: Account,
	pub bob: Account,
	pub charlie: Account,
	pub dave: Account,
	pub eve: Account,
}

impl People {
	/// By their well-known seeds.
	pub fn all() -> Self {
		Self {
			alice: known("e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"),
			bob: known("398f0c28f98885e046333d4a41c19cee4c37368a9832c6502f6cfd182e2aef89"),
			charlie: known("bc1ede780f784bb6991a585e4f6e61522c14e1cae6ad0895fb57b9a205a8f938"),
			dave: known("868020ae0687dda7d57565093a69090211449845a7e11453612800b663307246"),
			eve: known("786ad0e2df456fe43dd1f91ebca22e235bc162e0bb8d53c633e8c85b2af68b7a"),
		}
	}
}

pub struct Patient {
	pub account: Account,
	pub id: [u8; 32],
}

impl Patient {
	/// One who has just registered.
	pub async fn register(world: &World) -> Self {
		let account = newcomer();
		let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
		let register = calls::register_patient(random(), &key, random());
		let receipt = world.chain.send_until_final(&register, &account).await.unwrap();
		let id = receipt.patient().unwrap().unwrap();
		Self { account, id }
	}
}

/// A request of the patient's side that an account signs now.
pub fn request(
	world: &World,
	patient: &Patient,
	account: &Account,
	kind: PatientRequestKind,
	content: &[u8],
) -> Signed<PatientRequest> {
	let request = PatientRequest {
		genesis: world.chain.genesis(),
		patient: patient.id,
		account: account.account_id().0,
		custodian: HOSPITAL,
		nonce: random(),
		time: world::now(),
		kind,
		content_hash: PatientRequest::hash_of(content),
	};
	Signed::new(request, |message| account.pair().sign(message, &mut rng())).unwrap()
}

pub fn rng() -> Rng {
	UnwrapErr(SysRng)
}

pub fn random() -> [u8; 32] {
	*Secret::<32>::random(&mut rng()).expose()
}

/// An account that the chain has never seen.
pub fn newcomer() -> Account {
	PairSigner::new(Sr25519Pair::from_seed(&Secret::random(&mut rng())), rng())
}

fn known(seed: &str) -> Account {
	let bytes: [u8; 32] = hex::decode(seed).unwrap().try_into().unwrap();
	PairSigner::new(Sr25519Pair::from_seed(&Secret::new(bytes)), rng())
}
