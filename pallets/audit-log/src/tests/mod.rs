//! The pallet's behaviour, one file per call or question.

mod activity;
mod answer_inquiry;
mod attempts;
mod contest_entry;
mod encounters;
mod entries;
mod escalation;
mod inquiring;
mod invariants;
mod limits;
mod model;
mod paging;
mod random;
mod redeem_ticket;
mod releases;
mod report_access;
mod request_access;
mod request_access_to_many;
mod resolve_inquiry;
mod retention;
mod ticket;
mod trail;
mod verify;
