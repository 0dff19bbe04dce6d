//! What the binary does: one question in JSON, one answer in JSON. Byte strings are hexadecimal.
//!
//! Questions come on standard input and not as arguments, which every process of the machine could read.

mod cards;
mod emergencies;
mod envelopes;
mod keys;
mod pieces;
mod proofs;
mod records;
mod releases;
mod requests;
mod rings;
mod shares;
mod trails;

use core::error::Error;
use rand_core::CryptoRng;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a question has no answer.
pub type Refusal = Box<dyn Error>;

/// What each question can do.
trait Ask: DeserializeOwned {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal>;
}

/// Answers a question: its member `ask` says which.
pub fn answer(mut question: Value, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
	let members = question.as_object_mut().ok_or("a question is an object")?;
	let ask = members.remove("ask");
	let name = ask.as_ref().and_then(Value::as_str).ok_or("`ask` names the question")?;
	answer_to(name, question, rng)
}

/// All questions: the name of each, what it takes, what it answers, and what for.
pub fn help() -> String {
	let mut text = String::from(INTRODUCTION);
	for (name, lines) in QUESTIONS {
		text.push_str(&format!("\n{name}\n"));
		for line in *lines {
			text.push_str(&format!("   {line}\n"));
		}
	}
	text
}

fn unknown(name: &str) -> Refusal {
	let names: Vec<_> = QUESTIONS.iter().map(|(name, _)| format!("`{name}`")).collect();
	format!("there is no question `{name}`; there are {}", names.join(", ")).into()
}

const INTRODUCTION: &str = "\
Answers questions about record format v1 (docs/record-format.md): a question in JSON on standard input, the answer in
JSON on standard output. A question is an object: `ask` names it, the other members are listed below. What cannot be
answered is a sentence on standard error and a code other than 0.

With --lines, many questions go to one process: one on each line, each answered on a line of its own by { answer }
or { refusal: sentence }, in their order. With --seed and 32 bytes, all that is random follows from them: for tests only.

Byte strings are lower-case hexadecimal. What is named again and again:

   PublicKey       { suite, publicKey }
   PrivateKey      { suite, privateKey }
   ClassKeys       { suite, classes: [{ class, privateKey }] }, or { suite, classSecret } for all classes
   Batch           { patient, class }: what header and records are bound to
   Recipient       { epoch, key: PublicKey }
   Custodian       { genesis, custodian, now }: what a custodian knows, its clock in milliseconds
   Version         { patient, version }: what ring and locks are bound to
   Found           { index, share }: a guardian's share and its number in the backup
   Emergency       { ring, shares: [{ custodian, commitment }], threshold, epoch, share }, as in a release
   ReleasedRecord  { index, commitment, proof, sealed }
   Target          { anchor }, or { class, content: { from, until } or null }
   Plan            { needed, roots: [root] }: what the chain keeps of pieces
";

/// Answers all questions, and their help, which is each one's comment.
macro_rules! questions {
	($($(#[doc = $line:literal])+ $name:literal: $question:ty,)+) => {
		fn answer_to(
			name: &str,
			question: Value,
			rng: &mut impl CryptoRng,
		) -> Result<Value, Refusal> {
			match name {
				$($name => serde_json::from_value::<$question>(question)?.answer(rng),)+
				_ => Err(unknown(name)),
			}
		}

		const QUESTIONS: &[(&str, &[&str])] = &[$(($name, &[$($line.trim_ascii()),+]),)+];
	};
}

questions! {
	/// { suite } -> { suite, publicKey, privateKey }
	/// A new key pair.
	"keyPair": keys::NewKeyPair,
	/// { suite, root, classes: [class] } -> { classSecret, patient, classes: [{ class, … }] }
	/// The key pairs of an epoch, each { suite, publicKey, privateKey }: the patient's, and those of some classes.
	"deriveKeys": keys::DeriveKeys,
	/// { keys: ClassKeys, classes: [class] } -> ClassKeys
	/// The keys of some classes out of an envelope, to pass on or to use.
	"pickKeys": keys::PickKeys,
	/// { key: PublicKey } -> { suite, bytes }
	/// What stands for a public key on the chain.
	"publishedKey": keys::Published,

	/// { source } -> { canonical }
	/// The canonical form of a JSON text, by its bytes.
	"canonicalize": records::Canonicalize,
	/// { fullUrl: text or null, resource } -> { canonical }
	/// The canonical bytes of an entry. `resource` is the bytes of a JSON text.
	"entry": records::Entry,
	/// { salt, canonical } -> { commitment }
	/// The commitment to a record.
	"commit": records::Commit,
	/// { root, canonical } -> { salt }
	/// The salt of a record that the patient adds.
	"ownerSalt": records::OwnerSalt,
	/// { context: Batch, recipient: Recipient, records: [{ salt, canonical }] }
	///    -> { header, records: [{ commitment, sealed, name, leaf }], root }
	/// Seals a batch with a new batch key.
	"sealBatch": records::SealBatch,
	/// { context: Batch, key: PrivateKey, header, records: [{ index, sealed }] }
	///    -> { epoch, records: [{ salt, canonical, commitment }] }
	/// Opens a batch with the private key of its class; verifies no inclusion.
	"openBatch": records::OpenBatch,
	/// { context: Batch, key: PrivateKey, header, recipient: Recipient } -> { header }
	/// Moves a batch to a later epoch.
	"moveHeader": records::MoveHeader,

	/// { commitment, sealed } -> { leaf }
	/// What stands for a record under the root.
	"leaf": proofs::Leaf,
	/// { leaves: [leaf] } -> { root }
	/// The root over a batch.
	"merkleRoot": proofs::Root,
	/// { leaves: [leaf], index } -> { proof: [sibling] }
	/// The proof that a leaf is in a batch.
	"merkleProof": proofs::Proof,
	/// { root, leaves: number, index, leaf, proof: [sibling] } -> { included }
	/// Whether a leaf is number `index` of so many under a root.
	"verifyInclusion": proofs::Inclusion,
	/// { root, proof: [node], key } -> { value: bytes or null }
	/// What stands in the chain's state, as the answer to `state_getReadProof` shows.
	"verifyStateProof": proofs::State,

	/// { records: [{ commitment, sealed }] } -> { package }
	/// What it takes to serve a batch, in one byte string.
	"packBatch": pieces::Pack,
	/// { package } -> { records: [{ commitment, sealed }], root }
	/// The records of a package, and the root of their batch.
	"unpackBatch": pieces::Unpack,
	/// { package, needed, pieces: number } -> { pieces: [piece], plan: Plan }
	/// Splits a package into pieces, and tells what the chain keeps of them.
	"splitIntoPieces": pieces::Split,
	/// { plan: Plan, pieces: [piece] } -> { package, bad: [place] }
	/// Puts a package together; those at the places that are told are none of the plan's.
	"joinPieces": pieces::Join,
	/// { piece, index } -> { proof: [sibling] }
	/// The proof that a chunk is in a piece.
	"proveChunk": pieces::Prove,
	/// { root, length, index, chunk, proof: [sibling] } -> { included }
	/// Whether a chunk is number `index` of a piece of so many bytes under a root.
	"verifyChunk": pieces::Verify,

	/// { genesis, patient, epoch, key: PublicKey, classes: [{ class, publicKey }] } -> { card, hash }
	/// A class key card, and what stands for it on the chain. `key` is the patient's.
	"makeKeyCard": cards::Make,
	/// { card, expected: { genesis, patient, epoch, publishedKey: { suite, bytes }, card: hash } }
	///    -> { classes: [{ class, publicKey }] }
	/// The keys of a card, if a writer may rely on it.
	"acceptKeyCard": cards::Accept,

	/// { context: { patient, organization, grantee, keyEpoch }, key: PublicKey, keys: ClassKeys }
	///    -> { sealed, commitment }
	/// Seals class keys to a grantee.
	"sealEnvelope": envelopes::Seal,
	/// { context: { patient, organization, grantee, keyEpoch }, key: PrivateKey, sealed } -> ClassKeys
	/// Opens what was sealed to a grantee.
	"openEnvelope": envelopes::Open,

	/// { secret } -> { claim }
	/// What a request for access commits to the secret of a ticket with.
	"claim": requests::Claim,
	/// { request: { genesis, patient, sequence, holder, practitioner, custodian, secret, targets: [Target], nonce, time, suite, publicKey }, seed }
	///    -> the request with `format` and `signature`, as it travels
	/// Signs a release request; `seed` is that of the holder's sr25519 key.
	"signReleaseRequest": requests::SignRelease,
	/// { request: as it travels, custodian: Custodian, claim, published: { suite, bytes } or null }
	///    -> { patient, sequence, custodian, nonce }
	/// What a custodian looks at beside what the chain says; answers to what the release is bound. `claim` is the ticket's.
	"checkReleaseRequest": requests::CheckRelease,
	/// { request: { genesis, patient, account, custodian, nonce, time, kind }, content, seed }
	///    -> the request with `contentHash`, `format` and `signature`, as it travels
	/// Signs a request of the patient's side.
	"signPatientRequest": requests::SignPatient,
	/// { request: as it travels, content, custodian: Custodian } -> { kind }
	/// What a custodian looks at before it asks the chain.
	"checkPatientRequest": requests::CheckPatient,
	/// { request: { genesis, account, custodian, organization or null, patient or null, nonce, time }, seed }
	///    -> the request with `format` and `signature`, as it travels
	/// Signs a writer's request to begin a session.
	"signSessionRequest": requests::SignSession,
	/// { request: as it travels, custodian: Custodian } -> { nonce }
	/// What a custodian looks at before it asks the chain.
	"checkSessionRequest": requests::CheckSession,

	/// { context: { patient, sequence, custodian, nonce }, key: PublicKey,
	///   parts: [{ contents: { format, anchor, class, header, records, envelope, emergency }, records: [ReleasedRecord] }] } -> { sealed }
	/// Seals what is released for each target to the reader of a request.
	"sealRelease": releases::Seal,
	/// { context: { patient, sequence, custodian, nonce }, key: PrivateKey, targets: number, sealed }
	///    -> { parts: [{ contents: { format, anchor, class, header, records, envelope, emergency }, records: [ReleasedRecord] }] }
	/// Opens a release of so many targets with the reader's private key.
	"openRelease": releases::Open,
	/// { context: Batch, anchor: { root, leaves }, key: PrivateKey, header, records: [ReleasedRecord] }
	///    -> { records: [{ salt, canonical, commitment }] }, or { blame: "custodian", "writer" or "open", reason }
	/// Reads a released batch with the private key of its class, by what the chain says of it.
	"readBatch": releases::Read,

	/// { key, threshold, number } -> { shares: [{ share, commitment }] }
	/// Splits a key of 32 bytes.
	"splitKey": shares::Split,
	/// { shares: [share], threshold } -> { key }
	/// Puts a key together.
	"joinShares": shares::Join,

	/// { genesis, context: Version, ring: { suite, roots: [root or null] },
	///   guardians: { threshold, keys: [PublicKey] } or null, words: text or null, device: PublicKey or null } -> backup
	/// Seals the patient's ring under a new ring key, with a lock for each of those named.
	"sealRing": rings::Seal,
	/// { backup, with: { words: text } or { device: PrivateKey } or { shares: [Found] } } -> { suite, roots: [root or null] }
	/// Opens the patient's ring by one of its locks.
	"openRing": rings::Open,
	/// { backup, key: PrivateKey } -> Found
	/// A guardian's share.
	"guardianShare": rings::Share,
	/// { context: Version, found: Found, device: PublicKey } -> { index, sealed }
	/// Seals a guardian's share to the patient's new device.
	"handOverShare": rings::HandOver,
	/// { context: Version, index, key: PrivateKey, sealed } -> Found
	/// Opens what a guardian handed over.
	"openHandedShare": rings::OpenHanded,

	/// { patient, epoch, keys: ClassKeys, threshold, custodians: [{ custodian, key: PublicKey }] } -> { ring, commitment }
	/// The ring for emergencies in JSON, and what stands for it on the chain.
	"sealEmergencyRing": emergencies::Seal,
	/// { ring, custodian, key: PrivateKey } -> { emergency: Emergency, commitment }
	/// What a custodian hands out in a release, and what must stand on the chain.
	"openEmergencyShare": emergencies::Share,
	/// { patient, commitment, handed: [{ custodian, emergency: Emergency }] } -> ClassKeys
	/// Puts together what custodians handed out, by what stands on the chain.
	"openEmergencyRing": emergencies::Open,

	/// { archive: text } -> { genesis, trail, first, next, heads: [hash] }
	/// Computes the hash chain of a trail's archive anew: the hash before each entry, and that after the last one.
	"checkTrail": trails::Check,
	/// { archive: text, first: number, checkpoint } -> { proven: bool, or null if the archive does not reach to there }
	/// Whether the entries before `first` are those that the chain has pruned, which shows this hash before that entry.
	"provePruned": trails::Prove,
}
