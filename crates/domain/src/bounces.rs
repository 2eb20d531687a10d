//! What a mail server's refusal says of the recipient's address.

/// Whether the refusal means that the address takes no mail, now or later. `code` is the reply's, `text` what follows
/// it. A refusal of the sender, of the content or for want of a sign-in says nothing about the address.
pub fn is_bounce(code: u16, text: &str) -> bool {
    if !(500..600).contains(&code) {
        return false;
    }
    match enhanced(text) {
        // 5.1.x is about the address, but for two that are about the sender's; 5.2.1: the mailbox is shut.
        Some((1, detail)) => !matches!(detail, 7 | 8),
        Some((2, detail)) => detail == 1,
        Some(_) => false,
        // 550: no such mailbox; 551: it is elsewhere; 553: it can't be one. Servers say so, too, of much else.
        None => matches!(code, 550 | 551 | 553) && is_about_mailbox(text),
    }
}

/// What servers say of a mailbox that is not there.
const MAILBOX: [&str; 10] = [
    "user unknown",
    "unknown user",
    "user not",
    "no such",
    "mailbox",
    "recipient",
    "does not exist",
    "doesn't exist",
    "unknown address",
    "address unknown",
];
/// What they say where the sender, the way or the content is at fault.
const POLICY: [&str; 9] =
    ["spam", "relay", "policy", "sender", "blocked", "blacklist", "block list", "reputation", "too many"];

/// Whether the text, without a code in it, blames the mailbox alone.
fn is_about_mailbox(text: &str) -> bool {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    says(&MAILBOX) && !says(&POLICY)
}

/// Subject and detail of the enhanced status code (RFC 3463) in the text, such as 1 and 1 of `5.1.1`.
fn enhanced(text: &str) -> Option<(u16, u16)> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.')).find_map(|word| {
        let mut numbers = word.trim_end_matches('.').split('.');
        let (class, subject, detail) = (numbers.next()?, numbers.next()?, numbers.next()?);
        let short = subject.len() <= 3 && detail.len() <= 3;
        (class == "5" && short && numbers.next().is_none()).then_some(())?;
        Some((subject.parse().ok()?, detail.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_address_is_a_bounce_and_no_other() {
        for (code, text, bounce) in [
            (550, "5.1.1 <lina@kestrel.example>: unknown user", true),
            (550, "No such user here", true),
            (551, "User not local", true),
            (553, "Mailbox name not allowed", true),
            (550, "Requested action not taken: mailbox unavailable", true),
            (550, "<lina@kestrel.example>: User unknown in virtual table", true),
            (550, "Sender rejected", false),
            (550, "relaying denied", false),
            (550, "rejected as spam", false),
            (550, "Recipient refused by local policy", false),
            (550, "Administrative prohibition", false),
            (550, "5.2.1 The account is disabled", true),
            (550, "550-5.1.1 The email account does not exist. 5.1.1 https://support.example", true),
            (552, "5.2.2 Mailbox full", false),
            (550, "5.7.1 Message rejected as spam by 192.0.2.1", false),
            (550, "5.1.8 Sender address rejected", false),
            (554, "Transaction failed", false),
            (535, "5.7.8 Authentication failed", false),
            (450, "4.2.1 Try again", false),
            (0, "", false),
        ] {
            assert_eq!(is_bounce(code, text), bounce, "{code} {text}");
        }
    }
}
