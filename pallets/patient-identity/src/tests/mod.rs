//! One file per call, one for what others ask of the pallet, and stories of several calls.

mod approve_recovery;
mod cancel_guardian_change;
mod circle;
mod close_guardian_case;
mod collusion;
mod complete_recovery;
mod decide_recovery;
mod directory;
mod lift_freeze;
mod open_recovery;
mod register;
mod replace_encryption_key;
mod reveal_guardians;
mod set_guardians;
mod theft;
mod veto_recovery;
mod vote_freeze;
mod withdraw_freeze_vote;
