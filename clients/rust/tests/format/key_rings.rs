//! The patient's ring and its backup.

use crate::vectors::{filled, flipped, loaded, part, private_key, public_key, secret, system_rng};
use salus_client::{
	epoch_keys::Root,
	json::JsonError,
	key_ring::{
		hand_over, next_version, open_handed, random_recovery_words, BackupError, EpochRoot,
		GuardianShare, KeyRing, RingBackup, RingContext, RingError, RingKeepers, WordsError,
		MAX_TEXT,
	},
	sealing::DoesNotOpen,
	shares::{Share, ShareError},
	KeyPair, PublicKey, Suite,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
	roots: Vec<Option<Of>>,
	ring_key: String,
	version: u32,
	backup: Value,
	guardians: Vec<Holder>,
	words: String,
	device: Holder,
	new_device: Holder,
	handed: Vec<Handed>,
}

#[derive(Deserialize)]
struct Of {
	suite: Suite,
	root: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Holder {
	suite: Suite,
	public_key: String,
	private_key: String,
	#[serde(default)]
	share: String,
}

#[derive(Deserialize)]
struct Handed {
	index: u8,
	ekm: String,
	sealed: String,
}

impl Holder {
	fn keys(&self) -> KeyPair {
		KeyPair {
			public: public_key(self.suite, &self.public_key),
			private: private_key(self.suite, &self.private_key),
		}
	}
}

impl Vector {
	fn ring(&self) -> KeyRing {
		let root = |Of { suite, root }: &Of| epoch_root(*suite, Root::new(secret(root)).unwrap());
		KeyRing { roots: self.roots.iter().map(|known| known.as_ref().map(root)).collect() }
	}

	fn backup(&self) -> RingBackup {
		serde_json::from_value(self.backup.clone()).unwrap()
	}

	fn found(&self, indices: &[u8]) -> Vec<GuardianShare> {
		let share = |index: &u8| {
			let share = secret(&self.guardians[usize::from(*index)].share);
			GuardianShare { index: *index, share }
		};
		indices.iter().map(share).collect()
	}
}

fn epoch_root(suite: Suite, root: Root) -> EpochRoot {
	EpochRoot { suite, root }
}

fn vector() -> Vector {
	part("keyRing")
}

#[test]
fn the_ring_of_the_vectors_opens_and_is_made_again_byte_for_byte() {
	let (vector, backup) = (vector(), vector().backup());
	assert_eq!(serde_json::to_value(&backup).unwrap(), vector.backup);
	let context = backup.context();
	assert_eq!(context.version, vector.version);
	let ring_key = secret(&vector.ring_key);
	assert_eq!(KeyRing::open(&context, &ring_key, backup.ring()), Ok(vector.ring()));
	let nonce = hex::encode(&backup.ring()[4..28]);
	let again = vector.ring().seal(&context, &ring_key, &mut loaded(&[&nonce]));
	assert_eq!(again.as_deref(), Ok(backup.ring()));
	assert_eq!(RingBackup::from_json(&backup.to_json()), Ok(backup));
}

#[test]
fn every_lock_of_the_vectors_opens() {
	let (vector, backup) = (vector(), vector().backup());
	assert_eq!(backup.open_with_words(&vector.words), Ok(vector.ring()));
	let device = vector.device.keys();
	assert_eq!(backup.open_with_device(&device.private), Ok(vector.ring()));
	for (index, guardian) in (0..).zip(&vector.guardians) {
		let found = backup.guardian_share(&guardian.keys().private).unwrap();
		assert_eq!([found], vector.found(&[index])[..]);
	}
	for chosen in [[0, 1], [1, 2], [2, 0]] {
		assert_eq!(backup.open_with_shares(&vector.found(&chosen)), Ok(vector.ring()));
	}
	assert_eq!(backup.open_with_shares(&vector.found(&[0, 1, 2])), Ok(vector.ring()));
}

#[test]
fn the_shares_of_the_vectors_are_handed_over() {
	let (vector, backup) = (vector(), vector().backup());
	let (context, device) = (backup.context(), vector.new_device.keys());
	let mut found = Vec::new();
	for Handed { index, ekm, sealed } in &vector.handed {
		let [share] = vector.found(&[*index]).try_into().unwrap();
		let again = hand_over(&context, &share, &device.public, &mut loaded(&[ekm]));
		assert_eq!(again.map(hex::encode).as_ref(), Ok(sealed));
		let sealed = hex::decode(sealed).unwrap();
		assert_eq!(open_handed(&context, *index, &device.private, &sealed), Ok(share.clone()));
		let elsewhere = open_handed(&context, index ^ 1, &device.private, &sealed);
		assert_eq!(elsewhere, Err(DoesNotOpen));
		let later = RingContext { version: context.version + 1, ..context };
		assert_eq!(open_handed(&later, *index, &device.private, &sealed), Err(DoesNotOpen));
		found.push(share);
	}
	assert_eq!(backup.open_with_shares(&found), Ok(vector.ring()));
}

/// A backup of a ring for three guardians, words and a device; and the keys of these.
fn sealed() -> (RingBackup, KeyRing, Vec<KeyPair>, KeyPair) {
	let mut rng = system_rng();
	let ring = KeyRing {
		roots: vec![None, Some(epoch_root(Suite::XWing, Root::new(filled(7)).unwrap()))],
	};
	let guardians: Vec<_> = [Suite::X25519, Suite::XWing, Suite::X25519]
		.map(|suite| KeyPair::random(suite, &mut rng))
		.to_vec();
	let keys: Vec<PublicKey> = guardians.iter().map(|keys| keys.public.clone()).collect();
	let device = KeyPair::random(Suite::X25519, &mut rng);
	let devices = [KeyPair::random(Suite::XWing, &mut rng).public, device.public.clone()];
	let holders =
		RingKeepers { guardians: Some((2, &keys)), words: Some(WORDS), devices: &devices };
	let context = RingContext { patient: [1; 32], version: 3 };
	let backup = RingBackup::seal([9; 32], context, &ring, &holders, &mut rng).unwrap();
	(backup, ring, guardians, device)
}

/// The backup with something else in its file.
fn altered(backup: &RingBackup, alter: impl FnOnce(&mut Value)) -> Option<RingBackup> {
	let mut json = serde_json::to_value(backup).unwrap();
	alter(&mut json);
	serde_json::from_value(json).ok()
}

/// The words of 32 zero bytes (a vector of BIP-39).
const WORDS: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
	abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art";

const CLOSED: BackupError = BackupError::DoesNotOpen(DoesNotOpen);

#[test]
fn a_backup_made_here_opens_here_by_each_lock() {
	let (backup, ring, guardians, device) = sealed();
	assert_eq!(backup.open_with_words(WORDS), Ok(ring.clone()));
	assert_eq!(backup.open_with_device(&device.private), Ok(ring.clone()));
	let found: Vec<_> =
		guardians.iter().map(|keys| backup.guardian_share(&keys.private).unwrap()).collect();
	assert_eq!(backup.open_with_shares(&found[1..]), Ok(ring));
}

#[test]
fn words_are_twenty_four_of_the_list_with_their_check() {
	let (backup, ..) = sealed();
	let refused = Err(BackupError::Words(WordsError));
	let twelve = "abandon ".repeat(11) + "about";
	let unchecked = "abandon ".repeat(24);
	for words in ["", "salus", &twelve, &unchecked, &WORDS.replace("art", "arx")] {
		assert_eq!(backup.open_with_words(words), refused, "{words}");
	}
	// Right words, of something else.
	assert_eq!(backup.open_with_words(&vector().words), Err(CLOSED));
}

#[test]
fn guardians_below_the_threshold_learn_nothing() {
	let (backup, _, guardians, device) = sealed();
	let found = backup.guardian_share(&guardians[0].private).unwrap();
	let too_few = Err(BackupError::Shares(ShareError::TooFewShares));
	assert_eq!(backup.open_with_shares(&[]), too_few);
	assert_eq!(backup.open_with_shares(core::slice::from_ref(&found)), too_few);
	assert_eq!(backup.open_with_shares(&[found.clone(), found]), too_few);
	// Nobody else has a share, and no guardian a lock.
	assert_eq!(backup.guardian_share(&device.private), Err(CLOSED));
	assert_eq!(backup.open_with_device(&guardians[0].private), Err(CLOSED));
}

#[test]
fn a_false_share_is_found_out() {
	let (backup, _, guardians, _) = sealed();
	let found: Vec<_> =
		guardians.iter().map(|keys| backup.guardian_share(&keys.private).unwrap()).collect();
	let refused = Err(BackupError::Shares(ShareError::FalseShare));
	for altered in flipped(found[0].share.expose()) {
		let share = Share::new(altered.try_into().unwrap());
		let forged = [GuardianShare { share, ..found[0].clone() }, found[1].clone()];
		assert_eq!(backup.open_with_shares(&forged), refused);
	}
	for index in [1, 3, 255] {
		let moved = [GuardianShare { index, ..found[0].clone() }, found[2].clone()];
		assert_eq!(backup.open_with_shares(&moved), refused);
	}
	// One that was sealed to the guardian as a false one.
	let commitment = json!("00".repeat(32));
	let forged =
		altered(&backup, |json| json["locks"][0]["shares"][0]["commitment"] = commitment).unwrap();
	let share = forged.guardian_share(&guardians[0].private);
	assert_eq!(share, Err(BackupError::Shares(ShareError::FalseShare)));
}

#[test]
fn a_backup_opens_as_the_version_of_its_patient_only() {
	let (backup, _, guardians, device) = sealed();
	let found: Vec<_> =
		guardians.iter().map(|keys| backup.guardian_share(&keys.private).unwrap()).collect();
	let older = altered(&backup, |json| json["version"] = json!(2)).unwrap();
	let nobody = json!("00".repeat(32));
	let elsewhere = altered(&backup, |json| json["patient"] = nobody).unwrap();
	for moved in [older, elsewhere] {
		assert_eq!(moved.open_with_words(WORDS), Err(CLOSED));
		assert_eq!(moved.open_with_device(&device.private), Err(CLOSED));
		assert_eq!(moved.guardian_share(&guardians[0].private), Err(CLOSED));
		let ring = RingError::DoesNotOpen(DoesNotOpen);
		assert_eq!(moved.open_with_shares(&found), Err(BackupError::Ring(ring)));
	}
}

#[test]
fn a_lock_that_is_not_there_does_not_open() {
	let (backup, _, guardians, device) = sealed();
	let locked = |kind: &str| {
		let mut json = serde_json::to_value(&backup).unwrap();
		json["locks"].as_array_mut().unwrap().retain(|lock| lock["kind"] != kind);
		serde_json::from_value::<RingBackup>(json).unwrap()
	};
	let none = BackupError::NoSuchLock;
	assert_eq!(locked("words").open_with_words(WORDS), Err(none));
	assert_eq!(locked("device").open_with_device(&device.private), Err(none));
	assert_eq!(locked("guardians").guardian_share(&guardians[0].private), Err(none));
	assert_eq!(locked("guardians").open_with_shares(&[]), Err(none));
}

#[test]
fn every_flipped_bit_of_a_ring_is_noticed() {
	let (backup, ..) = sealed();
	for (bit, ring) in flipped(backup.ring()).enumerate() {
		let error = if bit < 32 { RingError::UnknownContent } else { DoesNotOpen.into() };
		let ring = json!(hex::encode(ring));
		let altered = altered(&backup, |json| json["ring"] = ring).unwrap();
		assert_eq!(altered.open_with_words(WORDS), Err(BackupError::Ring(error)), "bit {bit}");
	}
}

#[test]
fn a_backup_of_another_format_is_none() {
	let right = vector().backup;
	let wrong = [
		("/format", json!("salus/ring-backup/v2")),
		("/version", json!(-1)),
		("/locks/0/kind", json!("nobody")),
		("/locks/0/threshold", json!(256)),
		("/locks/0/threshold", json!(1)),
		("/locks/0/threshold", json!(4)),
		("/locks/0/shares", json!(null)),
		("/locks/0/shares/0/sealed", json!("")),
		("/locks/1/sealed", json!("00".repeat(4_097))),
		("/locks", json!([])),
		("/locks", json!([right["locks"][0], right["locks"][0]])),
		("/locks", json!([right["locks"][1], right["locks"][1]])),
		("/locks", json!(vec![right["locks"][2].clone(); 17])),
		("/locks/0/shares/0/commitment", json!("00")),
		("/locks/1/sealed", json!(null)),
	];
	for (pointer, value) in wrong {
		let mut json = right.clone();
		*json.pointer_mut(pointer).unwrap() = value;
		assert!(serde_json::from_value::<RingBackup>(json).is_err(), "{pointer}");
	}
	for (pointer, member) in
		[("/locks/0", "sealed"), ("/locks/1", "threshold"), ("/locks/2", "shares")]
	{
		for value in [json!(null), right["locks"][0]["shares"].clone(), json!("00"), json!(2)] {
			let mut json = right.clone();
			json.pointer_mut(pointer).unwrap()[member] = value;
			assert!(serde_json::from_value::<RingBackup>(json).is_err(), "{member} in {pointer}");
		}
	}
	let mut most = right.clone();
	most["locks"] = json!(vec![right["locks"][2].clone(); 16]);
	assert!(serde_json::from_value::<RingBackup>(most).is_ok());
	for pointer in ["", "/locks/0", "/locks/1", "/locks/0/shares/0"] {
		let mut json = right.clone();
		json.pointer_mut(pointer).unwrap()["more"] = json!(1);
		assert!(serde_json::from_value::<RingBackup>(json).is_err(), "{pointer}");
	}
}

#[test]
fn a_text_that_is_longer_than_any_backup_is_not_parsed() {
	let text = vector().backup().to_json();
	let longest = text.clone() + &" ".repeat(MAX_TEXT - text.len());
	assert!(RingBackup::from_json(&longest).is_ok());
	assert_eq!(RingBackup::from_json(&(longest + " ")), Err(JsonError::TooLong(MAX_TEXT)));
}

#[test]
fn a_backup_that_nobody_could_open_is_not_made() {
	let ring = sealed().1;
	let context = RingContext { patient: [1; 32], version: 3 };
	let made =
		RingBackup::seal([9; 32], context, &ring, &RingKeepers::default(), &mut system_rng());
	assert_eq!(made, Err(BackupError::WrongLocks));
}

#[test]
fn words_open_however_they_are_spaced_and_capitalized() {
	let (backup, ring, ..) = sealed();
	let written = format!("  {}\n", WORDS.replace(' ', " \t").to_uppercase());
	assert_eq!(backup.open_with_words(&written), Ok(ring));
	let words = random_recovery_words(&mut system_rng()).unwrap();
	assert_eq!(words.split(' ').count(), 24);
	assert_eq!(backup.open_with_words(&words), Err(CLOSED));
}

#[test]
fn a_device_counts_its_versions_from_the_time_on() {
	assert_eq!(next_version(None, 1_700_000_000_999), 1_700_000_000);
	assert_eq!(next_version(Some(5), 1_700_000_000_999), 6);
	assert_eq!(next_version(None, u64::MAX), u32::MAX - (1 << 24));
	assert_eq!(next_version(Some(u32::MAX), 0), u32::MAX);
}
