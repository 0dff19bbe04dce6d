//! How it ends when somebody has to answer for an entry.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What a privacy officer answers.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum InquiryAnswer {
	/// It was as the entry says, and justified.
	#[codec(index = 0)]
	Justified,
	/// It was an error, such as the wrong patient; what had to be done about it was done.
	#[codec(index = 1)]
	Mistaken,
	/// It was a misuse, which has its consequences (45 CFR 164.404, 164.530(e)).
	#[codec(index = 2)]
	Misused,
}

/// What the authority found.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum InquiryVerdict {
	/// There is nothing to object to.
	#[codec(index = 0)]
	Unfounded,
	/// The patient's side, or the flag, was right.
	#[codec(index = 1)]
	Upheld,
}
