//! One file per fault that was reported, named after it.

mod an_application_is_exchanged_before_it_is_accepted;
mod keys_go_to_those_who_may_not_act;
mod the_past_of_a_gateway_can_be_pushed_out;
mod the_past_of_a_practitioner_can_be_pushed_out;
mod what_is_taken_back_in_its_block_was_never_there;
