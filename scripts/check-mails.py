"""Reads every mail with Python's own parser, with html5lib and with icalendar, and says what is wrong.

    check-mails.py FOLDER

FOLDER holds what `cargo run -p magnetiq-mail --example preview` wrote. See `just check-mails`.
"""

import email
import sys
from email import policy
from pathlib import Path

import html5lib
from icalendar import Calendar

# What a kind carries beside its words: the method of its calendar object, and the endings of its files.
CALENDARS = {
    "confirmation": "REQUEST",
    "reminder": "REQUEST",
    "session-changed": "REQUEST",
    "cancelled": "CANCEL",
    "session-cancelled": "CANCEL",
}
# Where Gmail cuts a mail off, in bytes.
LONGEST = 102_400
FILES = {"manager-summary": [".txt"], "certificate": [".pdf"]}


def kind_of(path):
    """The kind, from NAME.LANGUAGE.eml; a name may go on after the kind's."""
    name = path.name.split(".")[0]
    known = [kind for kind in [*CALENDARS, *FILES, "campaign"] if name == kind or name.startswith(kind + "-")]
    return max(known, key=len, default=name)


def same(found, expected, what):
    assert found == expected, f"{what}: {found!r}, expected {expected!r}"


def check_headers(message, kind):
    assert not message.defects, message.defects
    for name in ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version"]:
        assert len(message.get_all(name, [])) == 1, f"{name} should stand there once"
        assert not message[name].defects, (name, message[name].defects)
        assert "\n" not in message[name], name
    same(message["To"].addresses[0].addr_spec, "juliette.moreau@acme.example", "To")
    same(message["Auto-Submitted"], "auto-generated", "Auto-Submitted")
    same(message["X-Auto-Response-Suppress"], "OOF, AutoReply", "X-Auto-Response-Suppress")
    if kind == "campaign":
        same(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click", "List-Unsubscribe-Post")
        link = message["List-Unsubscribe"]
        assert link.startswith("<https://") and link.endswith(">") and "#" not in link, link
    else:
        assert "List-Unsubscribe" not in message, "only campaigns can be refused"


def check_parts(message, kind, path):
    words, files = message, []
    if kind in CALENDARS or kind in FILES:
        same(message.get_content_type(), "multipart/mixed", "the whole")
        words, *files = message.iter_parts()
    same(words.get_content_type(), "multipart/alternative", "the words")
    types = [part.get_content_type() for part in words.iter_parts()]
    same(types, ["text/plain", "text/html"] + ["text/calendar"] * (kind in CALENDARS), "the alternatives")
    for part in words.iter_parts():
        assert not part.defects, part.defects
        same(part.get_content_charset(), "utf-8", part.get_content_type())
    text, html = [part.get_content().replace("\r\n", "\n") for part in words.iter_parts()][:2]
    same(html.strip(), path.with_suffix(".html").read_text("utf-8").strip(), "the HTML")
    subject, _, plain = path.with_suffix(".txt").read_text("utf-8").partition("\n\n")
    same(text.strip(), plain.strip(), "the text")
    same(str(message["Subject"]), subject, "the subject")
    check_html(html, path.name.split(".")[1])
    if kind in CALENDARS:
        same(files[0].get_filename(), "invite.ics", "the first file")
        for part in [list(words.iter_parts())[2], files.pop(0)]:
            check_calendar(part, CALENDARS[kind])
    same([Path(file.get_filename()).suffix for file in files], FILES.get(kind, []), "the files")
    for file in files:
        same(file.get_content_disposition(), "attachment", file.get_filename())
        check_file(file)


def check_html(html, language):
    assert len(html.encode()) <= LONGEST, f"{len(html.encode())} bytes are cut off"
    assert "{{" not in html and "{%" not in html, "a placeholder is left"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(html)
    assert not parser.errors, parser.errors
    same(page.get("lang"), language, "the language")
    same([element.tag for element in page.iter() if element.tag in ("script", "form", "iframe")], [], "foreign elements")
    for image in page.iter("img"):
        assert image.get("alt") is not None, f"a picture without words: {image.get('src')}"
        assert image.get("src", "").startswith(("https://", "data:", "cid:")), image.get("src")
    for link in page.iter("a"):
        assert link.get("href", "").startswith(("https://", "mailto:", "tel:")), link.get("href")


def check_calendar(part, method):
    same(part.get_content_type(), "text/calendar", "the calendar part")
    same(part["Content-Type"].params["method"], method, "the method of the part")
    raw = part.get_payload(decode=True)
    assert raw.count(b"\n") == raw.count(b"\r\n"), "lines end in CRLF"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "lines are folded"
    calendar = Calendar.from_ical(raw)
    same(calendar["METHOD"], method, "the method of the object")
    (event,) = calendar.walk("VEVENT")
    assert not event.errors, event.errors
    same(event["STATUS"], "CANCELLED" if method == "CANCEL" else "CONFIRMED", "the status")
    same(event["UID"].partition("@")[2], "webinars.example", "the UID's host")
    same(str(event["ORGANIZER"]), "mailto:webinars@webinars.example", "the organiser")
    same(str(event["ATTENDEE"]), "mailto:juliette.moreau@acme.example", "the attendee")
    same(event.decoded("DTSTART").utcoffset().total_seconds(), 0, "the start is in UTC")
    assert event.decoded("DTEND") > event.decoded("DTSTART")
    if method == "REQUEST":
        assert "/join/" in event["LOCATION"], event["LOCATION"]
        same(len(event.walk("VALARM")), 2, "alarms")
    assert "registration#token" not in raw.decode(), "calendars are shared, the manage link is not"


def check_file(file):
    name, raw = file.get_filename(), file.get_payload(decode=True)
    if name.endswith(".pdf"):
        same(file.get_content_type(), "application/pdf", name)
        assert raw.startswith(b"%PDF-"), name
        return
    same((file.get_content_type(), file.get_content_charset()), ("text/plain", "utf-8"), name)
    head, *rows = raw.decode("utf-8").split("\r\n")
    assert head.count("\t") == 1 and rows.pop() == "", head
    assert rows and all(row.count("\t") == 1 for row in rows), rows


def main(folder):
    paths = sorted(Path(folder).glob("*.eml"))
    wrong = 0
    for path in paths:
        kind = kind_of(path)
        try:
            raw = path.read_bytes()
            assert all(len(line) <= 998 for line in raw.split(b"\r\n")), "lines are short enough for SMTP"
            message = email.message_from_bytes(raw, policy=policy.default)
            check_headers(message, kind)
            check_parts(message, kind, path)
        except (AssertionError, KeyError, ValueError, IndexError) as error:
            wrong += 1
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"{len(paths)} mails read, {wrong} wrong")
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
