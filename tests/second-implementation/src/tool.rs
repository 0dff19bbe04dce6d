//! What the binary does: one question in JSON, one answer in JSON. Byte strings are hexadecimal.
//!
//! Questions come on standard input and not as arguments, which every process of the machine could read.

mod answer;
mod question;

pub use answer::{Answer, NamedKeyPair};
pub use question::Question;

use crate::{
	canonical::{canonical, CanonicalError},
	commitment::{commitment, owner_salt},
	dice::system_dice,
	envelope::{self, EnvelopeError},
	key_card::{CardError, KeyCard},
	keys::KeyPair,
	merkle,
	sealed_record::{self, OneTime, RecordError},
	state_proof::{proven_value, StateProofError},
};

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
	/// No canonical form.
	#[error(transparent)]
	Canonical(#[from] CanonicalError),
	/// No sealed record, or none that opens.
	#[error(transparent)]
	Record(#[from] RecordError),
	/// No card, or none to accept.
	#[error(transparent)]
	Card(#[from] CardError),
	/// No envelope, or none that opens.
	#[error(transparent)]
	Envelope(#[from] EnvelopeError),
	/// The state proof shows nothing.
	#[error(transparent)]
	StateProof(#[from] StateProofError),
	/// A batch without records, or with too many; or no such record in it.
	#[error("a batch holds 1 to 65,536 records, numbered from 0")]
	NoSuchLeaf,
}

/// Answers a question.
pub fn answer(question: Question) -> Result<Answer, Refusal> {
	let mut dice = system_dice();
	Ok(match question {
		Question::KeyPair => Answer::KeyPair(KeyPair::generate(&mut dice)),
		Question::Canonicalize { source } => Answer::Canonical { canonical: canonical(&source)? },
		Question::Commit { salt, canonical } => {
			Answer::Commitment { commitment: commitment(&salt, &canonical) }
		},
		Question::OwnerSalt { secret, canonical } => {
			Answer::Salt { salt: owner_salt(&secret, &canonical) }
		},
		Question::DeriveKeys { secret, epoch, classes } => Answer::Keys {
			patient: KeyPair::of_patient(&secret, epoch),
			classes: classes
				.into_iter()
				.map(|class| NamedKeyPair { class, keys: KeyPair::of_class(&secret, epoch, class) })
				.collect(),
		},
		Question::SealRecord { context, recipient, salt, canonical } => {
			let content = sealed_record::Content { salt, canonical };
			let one_time = OneTime::random(&mut dice);
			blob(sealed_record::seal(&context, &recipient, &content, &one_time, &mut dice)?)
		},
		Question::OpenRecord { context, private_key, blob } => {
			let opened = sealed_record::open(&context, &private_key, &blob)?;
			let commitment = commitment(&opened.salt, &opened.canonical);
			Answer::Record { salt: opened.salt, canonical: opened.canonical, commitment }
		},
		Question::RewrapRecord { context, private_key, blob: old, recipient } => {
			blob(sealed_record::rewrap(&context, &private_key, &old, &recipient, &mut dice)?)
		},
		Question::MakeKeyCard { content, controller_seed } => {
			Answer::KeyCard(KeyCard::sign(content, &controller_seed)?)
		},
		Question::AcceptKeyCard { card, expected } => {
			Answer::ClassPublicKeys { classes: card.accept(&expected)?.to_vec() }
		},
		Question::MerkleRoot { commitments } => {
			Answer::Root { root: merkle::root(&commitments).ok_or(Refusal::NoSuchLeaf)? }
		},
		Question::MerkleProof { commitments, index } => {
			Answer::Proof { proof: merkle::proof(&commitments, index).ok_or(Refusal::NoSuchLeaf)? }
		},
		Question::VerifyInclusion { root, leaves, index, commitment, proof } => {
			Answer::Included { included: merkle::verify(&root, leaves, index, &commitment, &proof) }
		},
		Question::SealEnvelope { context, public_key, keys } => {
			Answer::Envelope { sealed: envelope::seal(&context, &public_key, &keys, &mut dice)? }
		},
		Question::OpenEnvelope { context, private_key, sealed } => {
			Answer::ClassKeys { keys: envelope::open(&context, &private_key, &sealed)? }
		},
		Question::VerifyStateProof { root, proof, key } => {
			Answer::State { value: proven_value(&root, proof, &key)? }
		},
	})
}

fn blob(blob: Vec<u8>) -> Answer {
	Answer::Blob { name: sealed_record::name(&blob), blob }
}
