//! One file per call, and one for what others ask of the pallet.

mod directory;
mod register;
mod replace_encryption_key;
