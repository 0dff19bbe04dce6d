//! What the binary does: one question in JSON, one answer in JSON. Byte strings are hexadecimal.
//!
//! Questions come on standard input and not as arguments, which every process of the machine could read.

use crate::{hexadecimal, open, seal, ClassKey, Context, EnvelopeError, KeyPair};
use serde::{Deserialize, Serialize};

/// What the tool is asked.
#[derive(Deserialize)]
#[serde(
	tag = "ask",
	rename_all = "camelCase",
	rename_all_fields = "camelCase",
	deny_unknown_fields
)]
pub enum Question {
	/// For a new key pair.
	KeyPair,
	/// To seal class keys to a grantee.
	Seal {
		/// What the envelope is bound to.
		context: Context,
		/// The grantee's public key.
		#[serde(with = "hexadecimal")]
		public_key: [u8; 32],
		/// The keys.
		keys: Vec<ClassKey>,
	},
	/// To open what was sealed to a grantee.
	Open {
		/// What the envelope is bound to.
		context: Context,
		/// The grantee's private key.
		#[serde(with = "hexadecimal")]
		private_key: [u8; 32],
		/// The envelope.
		#[serde(with = "hexadecimal")]
		sealed: Vec<u8>,
	},
}

/// What it answers.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Answer {
	/// A new key pair.
	KeyPair(KeyPair),
	/// An envelope.
	Sealed {
		/// Its bytes.
		#[serde(with = "hexadecimal")]
		sealed: Vec<u8>,
	},
	/// What was in an envelope.
	Opened {
		/// The keys.
		keys: Vec<ClassKey>,
	},
}

/// Answers a question.
pub fn answer(question: Question) -> Result<Answer, EnvelopeError> {
	Ok(match question {
		Question::KeyPair => Answer::KeyPair(KeyPair::generate()),
		Question::Seal { context, public_key, keys } => {
			Answer::Sealed { sealed: seal(&context, &public_key, &keys)? }
		},
		Question::Open { context, private_key, sealed } => {
			Answer::Opened { keys: open(&context, &private_key, &sealed)? }
		},
	})
}
