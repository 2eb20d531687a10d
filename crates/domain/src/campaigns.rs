//! Who of a group gets a mail that staff write, and who is left out.

use magnetiq_shared::campaigns::{CampaignPurpose, LeftOutCounts};
use magnetiq_shared::messages::Reason;

/// What decides about one registration of the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// The person asked to be forgotten.
    pub is_erased: bool,
    /// They have shown that the address is theirs.
    pub is_verified: bool,
    /// The address takes no mail.
    pub is_suppressed: bool,
    /// The last thing that the address's owner said about news was no.
    pub has_unsubscribed: bool,
    /// They agreed to news with this registration.
    pub has_consented: bool,
    /// Another registration of the address gets the mail.
    pub is_repeated: bool,
}

/// Why somebody of the group does not get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The person asked to be forgotten.
    Erased,
    /// Nobody has shown that the address is theirs.
    Unverified,
    /// The address takes no mail.
    Suppressed,
    /// They took their consent back.
    Unsubscribed,
    /// They did not agree to news.
    NoConsent,
    /// Another registration of the address gets it.
    SameAddress,
}

impl LeftOut {
    /// As staff read it beside a mail that was not sent.
    pub fn reason(self) -> Reason {
        match self {
            LeftOut::Erased => Reason::Erased,
            LeftOut::Unverified => Reason::Unverified,
            LeftOut::Suppressed => Reason::Suppressed,
            LeftOut::Unsubscribed => Reason::Unsubscribed,
            LeftOut::NoConsent => Reason::NoConsent,
            LeftOut::SameAddress => Reason::SameAddress,
        }
    }

    /// Counts one more.
    pub fn count(self, counts: &mut LeftOutCounts) {
        let count = match self {
            LeftOut::Erased => &mut counts.erased,
            LeftOut::Unverified => &mut counts.unverified,
            LeftOut::Suppressed => &mut counts.suppressed,
            LeftOut::Unsubscribed => &mut counts.unsubscribed,
            LeftOut::NoConsent => &mut counts.no_consent,
            LeftOut::SameAddress => &mut counts.same_address,
        };
        *count += 1;
    }
}

/// Why this one is left out; `None`: they get the mail. News need consent, and what concerns a session does not. No
/// mail of either kind goes to an address that a stranger may have typed.
pub fn left_out(purpose: CampaignPurpose, one: Addressee) -> Option<LeftOut> {
    let news = purpose == CampaignPurpose::Marketing;
    [
        (one.is_erased, LeftOut::Erased),
        (!one.is_verified, LeftOut::Unverified),
        (one.is_suppressed, LeftOut::Suppressed),
        (news && one.has_unsubscribed, LeftOut::Unsubscribed),
        (news && !one.has_consented, LeftOut::NoConsent),
        (one.is_repeated, LeftOut::SameAddress),
    ]
    .into_iter()
    .find_map(|(applies, why)| applies.then_some(why))
}

#[cfg(test)]
mod tests {
    use CampaignPurpose::{Information, Marketing};

    use super::*;

    #[test]
    fn news_need_consent_and_information_does_not() {
        let known = Addressee { is_verified: true, ..Addressee::default() };
        let willing = Addressee { has_consented: true, ..known };
        for (one, news, information) in [
            (Addressee::default(), Some(LeftOut::Unverified), Some(LeftOut::Unverified)),
            (known, Some(LeftOut::NoConsent), None),
            (willing, None, None),
            (Addressee { has_unsubscribed: true, ..willing }, Some(LeftOut::Unsubscribed), None),
            (
                Addressee { is_suppressed: true, ..willing },
                Some(LeftOut::Suppressed),
                Some(LeftOut::Suppressed),
            ),
            (
                Addressee { is_repeated: true, ..willing },
                Some(LeftOut::SameAddress),
                Some(LeftOut::SameAddress),
            ),
            (
                Addressee { is_erased: true, is_suppressed: true, ..willing },
                Some(LeftOut::Erased),
                Some(LeftOut::Erased),
            ),
        ] {
            assert_eq!(left_out(Marketing, one), news, "news, {one:?}");
            assert_eq!(left_out(Information, one), information, "information, {one:?}");
        }
    }
}
