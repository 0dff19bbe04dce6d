//! Making the secrets of a custodian, and publishing a key.

use super::own_chain::{self, NotConnected};
use crate::{
	config::{write_public, write_secret, Config, SecretFile, SecretFileError},
	random::Random,
};
use salus_client::{
	chain::{calls, AskError, PairSigner, SendError},
	signatures::Sr25519Pair,
	KeyPair, PublishedKey, Secret, Suite,
};
use std::path::{Path, PathBuf};

/// Why no key was made or published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeysError {
	/// A file with a secret.
	#[error(transparent)]
	Secret(#[from] SecretFileError),
	/// The same file is named for two things.
	#[error("{path} is named for two things", path = .0.display())]
	Twice(PathBuf),
	/// What is sealed to it the service could not open.
	#[error("{path} is not among keys.shares: put it first there, restart the service, and publish it then", path = .0.display())]
	NotConfigured(PathBuf),
	/// The node.
	#[error(transparent)]
	NotConnected(#[from] NotConnected),
	/// The chain, asked.
	#[error(transparent)]
	NotAsked(#[from] AskError),
	/// The chain, sent to.
	#[error("{0}")]
	NotSent(#[from] SendError),
}

/// Makes an account that redeems tickets, in a new file; what whoever runs the custodian does next.
pub fn new_clerk(path: &Path, random: &Random) -> Result<String, KeysError> {
	let seed = Secret::<32>::random(&mut random.clone());
	write_secret(path, &format!("{}\n", hex::encode(seed.expose())))?;
	let account = hex::encode(Sr25519Pair::from_seed(&seed).account());
	Ok(format!(
		"{}: the account 0x{account}. An admin of the organization lists it as a practitioner with the role of a custodian.",
		path.display()
	))
}

/// Makes a key to which others seal shares, in a new file, and its public half in one beside it.
pub fn new_share_key(path: &Path, random: &Random) -> Result<String, KeysError> {
	let KeyPair { public, private } = KeyPair::random(Suite::XWing, &mut random.clone());
	let suite = u8::from(private.suite);
	let beside = public_file(path);
	ensure_free([path, &beside])?;
	write_secret(path, &format!("{suite} {}\n", hex::encode(private.bytes.expose())))?;
	if let Err(error) = write_public(&beside, &format!("{suite} {}\n", hex::encode(public.bytes())))
	{
		// Alone it is of no use, and would be in the way of the next attempt.
		let _ = std::fs::remove_file(path);
		return Err(error.into());
	}
	Ok(format!(
		"{}: a key of suite {suite}. {} has its public half, which is not secret: hand it to who seals shares. On the chain it is 0x{}.",
		path.display(),
		beside.display(),
		hex::encode(public.published().bytes)
	))
}

/// Publishes a key for the organization, by an admin of it, in the place of the one that is published.
pub async fn publish(
	config: &Config,
	key: &Path,
	admin: &Path,
	random: &Random,
) -> Result<String, KeysError> {
	let published = SecretFile::read(key)?.private_key()?.public().published();
	let is_it = |share: &PathBuf| {
		let share = SecretFile::read(share).and_then(|file| file.private_key());
		share.is_ok_and(|share| share.public().published() == published)
	};
	if !config.keys.shares.iter().any(is_it) {
		return Err(KeysError::NotConfigured(key.to_owned()));
	}
	let admin = Sr25519Pair::from_seed(&SecretFile::read(admin)?.seed()?);
	let chain = own_chain::connect(config).await?;
	let row = chain.at_finalized().await?.organization(config.organization).await?;
	let present = row.and_then(|row| row.key).map(|key| PublishedKey::from(&key.public));
	if present == Some(published) {
		return Ok(format!(
			"It is published for organization {} already. Nothing was sent.",
			config.organization
		));
	}
	let call = calls::publish_organization_key(config.organization, &published);
	chain.send_until_final(&call, &PairSigner::new(admin, random.clone())).await?;
	Ok(format!(
		"Published for organization {}. Where another key was published before, patients seal their emergency rings anew, and it stays in keys.shares until the last of them has.",
		config.organization
	))
}

/// That nothing is at these places, and that they are as many: whatever is there may be the only copy of a secret.
pub fn ensure_free<'a>(places: impl IntoIterator<Item = &'a Path>) -> Result<(), KeysError> {
	let mut seen = Vec::new();
	for place in places {
		let named = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
		if seen.contains(&named) {
			return Err(KeysError::Twice(place.to_owned()));
		}
		// A link that leads nowhere is something, too.
		if std::fs::symlink_metadata(place).is_ok() {
			return Err(SecretFileError::Exists(place.to_owned()).into());
		}
		seen.push(named);
	}
	Ok(())
}

/// Where the public half of a key is.
pub fn public_file(path: &Path) -> PathBuf {
	let mut name = path.as_os_str().to_owned();
	name.push(".public");
	name.into()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn random() -> Random {
		Random::new(|bytes| bytes.fill(7))
	}

	#[test]
	fn what_is_made_can_be_read_and_is_not_told() {
		let folder = tempfile::tempdir().unwrap();
		let (clerk, key) = (folder.path().join("clerk"), folder.path().join("key-1"));
		let told = [new_clerk(&clerk, &random()).unwrap(), new_share_key(&key, &random()).unwrap()];
		let seed = SecretFile::read(&clerk).unwrap().seed().unwrap();
		let private = SecretFile::read(&key).unwrap().private_key().unwrap();
		assert!(told[0].contains(&hex::encode(Sr25519Pair::from_seed(&seed).account())));
		assert!(told[1].contains(&hex::encode(private.public().published().bytes)));
		for told in told {
			assert!(!told.contains(&hex::encode([7; 32])), "{told}");
		}
		let public = std::fs::read_to_string(folder.path().join("key-1.public")).unwrap();
		assert_eq!(public, format!("2 {}\n", hex::encode(private.public().bytes())));
	}

	#[test]
	fn what_is_beside_a_key_is_not_written_over_either() {
		let folder = tempfile::tempdir().unwrap();
		let at = |name: &str| folder.path().join(name);
		std::fs::write(at("key-1.public"), "of another").unwrap();
		std::fs::write(at("precious"), "mine").unwrap();
		std::os::unix::fs::symlink(at("precious"), at("key-2.public")).unwrap();
		std::os::unix::fs::symlink(at("nowhere"), at("key-3.public")).unwrap();
		std::fs::create_dir(at("key-4.public")).unwrap();
		for key in ["key-1", "key-2", "key-3", "key-4"] {
			let refused = new_share_key(&at(key), &random());
			assert!(matches!(refused, Err(KeysError::Secret(SecretFileError::Exists(_)))));
			assert!(!at(key).exists(), "{key} is half made");
		}
		assert_eq!(std::fs::read_to_string(at("key-1.public")).unwrap(), "of another");
		assert_eq!(std::fs::read_to_string(at("precious")).unwrap(), "mine");
		let (relative, whole) =
			(PathBuf::from("key-5"), std::env::current_dir().unwrap().join("key-5"));
		for [one, other] in [[at("key-5"), at("./key-5")], [relative, whole]] {
			let same = ensure_free([&*one, &other]);
			assert!(matches!(same, Err(KeysError::Twice(_))), "{same:?}");
		}
	}

	#[test]
	fn nothing_is_written_over() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("key-1");
		new_share_key(&path, &random()).unwrap();
		let before = std::fs::read(&path).unwrap();
		let again = new_share_key(&path, &Random::new(|bytes| bytes.fill(8)));
		assert!(matches!(again, Err(KeysError::Secret(_))));
		assert_eq!(std::fs::read(&path).unwrap(), before);
	}
}
