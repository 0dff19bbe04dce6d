//! What is stored of trails, and what is told about them.

mod activity;
mod inquiry;
mod release;
mod report;
mod ticket;
mod trail;

pub use activity::{Activity, ActivityCursor, ActivityKind};
pub use inquiry::{Inquiry, InquiryCause, OpenInquiry};
pub use release::{Exemption, ReleaseCursor, ReleaseView, ReleasesPage, Whose};
pub use report::ReleaseReport;
pub use ticket::{Ticket, TicketFault, TicketTarget};
pub use trail::{TrailHead, Verified, VerifyFault};
