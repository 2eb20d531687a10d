//! One struct per kind of mail: what it says, and a sample of it. The words are in `locales`, the looks in
//! `templates`, both under the kind's name.

mod already_registered;
mod cancelled;
mod confirmation;
mod invitation;
mod new_registration;
mod password_changed;
mod place_offered;
mod request_received;
mod reset_password;
mod session_cancelled;
mod session_changed;
mod speaker_invitation;
mod speaker_message;
mod test_mail;
mod validate_address;
mod waitlist_joined;

pub use already_registered::AlreadyRegistered;
pub use cancelled::Cancelled;
pub use confirmation::Confirmation;
pub use invitation::Invitation;
pub use new_registration::NewRegistration;
pub use password_changed::{PasswordChanged, SecurityChange};
pub use place_offered::PlaceOffered;
pub use request_received::RequestReceived;
pub use reset_password::ResetPassword;
pub use session_cancelled::{NextSession, SessionCancelled};
pub use session_changed::{SessionChanged, TimeBefore};
pub use speaker_invitation::SpeakerInvitation;
pub use speaker_message::SpeakerMessage;
pub use test_mail::TestMail;
pub use validate_address::ValidateAddress;
pub use waitlist_joined::WaitlistJoined;
