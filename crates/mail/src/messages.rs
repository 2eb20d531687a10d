//! One struct per kind of mail: what it says, and a sample of it. The words are in `locales`, the looks in
//! `templates`, both under the kind's name.

mod already_registered;
mod cancelled;
mod confirmation;
mod new_registration;
mod place_offered;
mod request_received;
mod validate_address;
mod waitlist_joined;

pub use already_registered::AlreadyRegistered;
pub use cancelled::Cancelled;
pub use confirmation::Confirmation;
pub use new_registration::NewRegistration;
pub use place_offered::PlaceOffered;
pub use request_received::RequestReceived;
pub use validate_address::ValidateAddress;
pub use waitlist_joined::WaitlistJoined;
