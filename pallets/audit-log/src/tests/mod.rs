//! The pallet's behaviour, one file per call or question.

mod invariants;
mod redeem_ticket;
mod request_access;
mod ticket;
mod trail;
