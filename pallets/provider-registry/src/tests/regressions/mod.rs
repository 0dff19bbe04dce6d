//! One file per fault that was reported, named after it.

mod an_application_is_exchanged_before_it_is_accepted;
