//! Making the secrets of a custodian, and publishing a key.

use super::own_chain::{self, NotConnected};
use crate::{
	config::{write_secret, Config, SecretFile, SecretFileError},
	random::Random,
};
use salus_client::{
	chain::{salus, PairSigner, SendError},
	signatures::Sr25519Pair,
	KeyPair, Secret, Suite,
};
use std::path::{Path, PathBuf};

/// Why no key was made or published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeysError {
	/// A file with a secret.
	#[error(transparent)]
	Secret(#[from] SecretFileError),
	/// A file.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	File(PathBuf, #[source] std::io::Error),
	/// The node.
	#[error(transparent)]
	NotConnected(#[from] NotConnected),
	/// The chain.
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
	write_secret(path, &format!("{suite} {}\n", hex::encode(private.bytes.expose())))?;
	let beside = public_file(path);
	std::fs::write(&beside, format!("{suite} {}\n", hex::encode(public.bytes())))
		.map_err(|error| KeysError::File(beside.clone(), error))?;
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
	let admin = Sr25519Pair::from_seed(&SecretFile::read(admin)?.seed()?);
	let chain = own_chain::connect(config).await?;
	let call = salus::transactions()
		.provider_registry()
		.publish_organization_key(config.organization, (&published).into());
	chain.send_until_final(&call, &PairSigner::new(admin, random.clone())).await?;
	Ok(format!(
		"Published for organization {}. Where another key was published before, patients seal their emergency rings anew, and it stays in keys.shares until the last of them has.",
		config.organization
	))
}

fn public_file(path: &Path) -> PathBuf {
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
